"""The command, in which every work that could be long counts as long, so that its bar is drawn."""

import os

from peerjournal.__main__ import main
from peerjournal.cli import terminal

terminal._PATIENCE = -1.0
os._exit(main())
