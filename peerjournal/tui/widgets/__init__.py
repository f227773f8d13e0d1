"""One file per widget: what more than one screen draws, or what is too large to stand in one."""
