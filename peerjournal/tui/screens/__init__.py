"""One file per screen: what stands on the whole terminal, or over it, at one time."""
