"""What keeps this process's memory from being written to disk, or read by another of the same user.

Best effort: it stops a core dump and a debugger of one's own account, not an administrator.
"""

import sys

_PR_SET_DUMPABLE = 4


def refuse_dumps() -> None:
    """Ask the system to write this process's memory nowhere and to show it to no other process."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 — Windows has none

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 — only here

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
