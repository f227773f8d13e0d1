"""The program itself, but that new keys cost as little as can be: a long story has many commands."""

from peerjournal import crypto
from peerjournal.__main__ import start

crypto.calibrate = lambda: crypto.CHEAPEST  # type: ignore[assignment,misc] # this is all that is different
start()
