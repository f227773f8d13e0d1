"""The app: the journal on a whole screen, for those who would rather see it than type commands."""

from peerjournal.tui.start import run_app

__all__ = ["run_app"]
