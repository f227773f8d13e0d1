"""Rows of the app, in a real terminal, in the same rounds as jrnl's password prompt and its list.

Recovery words are typed as the passphrase, so what is told is beyond the key derivation.
"""

from datetime import timedelta

from benchmarks.commands import program
from benchmarks.fixtures import Jrnl, Ours
from benchmarks.screen import BACKSPACE, DOWN, ENTER, ESCAPE, PAGE_DOWN, Screen
from benchmarks.table import row, tell
from benchmarks.timing import Run
from peerjournal.journal import Draft, Moment
from peerjournal.session import Session, local_time

NEWEST = "Weathervane"
"""The title of the newest entry: once it is painted, the list is."""
WHOLE = "newest first"
"""Stands over the list once everything is read."""
_LOCKED = "Your journal is locked"
_PROMPT, _LISTED = "[Pp]assword", r"\d{4}-\d\d-\d\d \d\d:\d\d"
_TYPING_TAKES = 2.0
"""Seconds; nobody types a passphrase faster. The app imports the rest meanwhile."""
_PAUSE = 0.08
"""Seconds without a key for which the search line waits."""
_SOUGHT = ("lighthouse", "quillwort")
_FIRST_FRAME = 0.010
_LARGE, _BUDGETED = 100_000, 10_000
"""The plan has budgets from the smaller of these up."""


def surroundings(ours: Ours) -> dict[str, str]:
    """Return the environment in which the app finds a journal, and nothing of this computer's own."""
    state = ours.places.state
    return {
        "PEERJOURNAL_HOME": str(ours.places.journal),
        "PEERJOURNAL_CONFIG": str(state.with_name("settings")),
        "XDG_STATE_HOME": str(state.parents[1]),
    }


def add_newest(ours: Ours) -> None:
    """Write the entry that is waited for, after all that was jotted down before."""
    session = Session.unlock(ours.places, ours.words)
    # An entry knows its second only; what came within the same second would stand above it.
    written = Moment.of(local_time() + timedelta(minutes=1))
    body = "It turns with the wind. " * 60
    session.journal.add(Draft(title=NEWEST, body=body, tags=("work",), written=written))
    session.lock()


def unlock(screen: Screen, ours: Ours) -> tuple[float, float, float]:
    """Return what it took until the lock, the list, and everything was painted."""
    locked = screen.wait(_LOCKED)
    screen.idle(_TYPING_TAKES)
    screen.type(ours.words)
    screen.settle()
    screen.type(ENTER)
    listed, whole = screen.wait(NEWEST), screen.wait(WHOLE)
    screen.settle()
    return locked, listed, whole


def beside_jrnl(ours: Ours, jrnl: Jrnl, count: int) -> None:
    """Time opening, then what a key takes once all is open."""
    add_newest(ours)
    lock, listing, whole, prompt, listed = (Run() for _ in range(5))
    for number in range((3 if count >= _LARGE else 7) + 1):
        with Screen([program()], surroundings(ours)) as screen:
            mine = unlock(screen, ours)
            peak = screen.peak
        theirs, their_peak = _jrnl_round(jrnl)
        if not number:
            continue
        for run, seconds in zip((lock, listing, whole, prompt, listed), (*mine, *theirs), strict=True):
            run.seconds.append(seconds)
        whole.peak, listed.peak = max(whole.peak, peak), max(listed.peak, their_peak)
    large, told = count >= _LARGE, count >= _BUDGETED
    row(
        f"app: exec to lock screen, beside the password prompt, {count:,}",
        lock,
        peer=prompt,
        budget="200 ms; 1.5 of jrnl",
        ratio=1.5,
    )
    most = (0.015 if large else 0.1) if told else None
    ms = "60 ms" if large else "50 ms"
    row(
        f"app: Enter to list, beside jrnl's list of 10, {count:,}",
        listing,
        peer=Run(listed.seconds),
        budget=f"{ms}; {most} of jrnl" if told else "",
        ratio=most,
    )
    limit = (0.5 if large else 0.13) if told else None
    row(f"app: Enter to everything searchable, {count:,}", Run(whole.seconds), most=limit)
    _keys(ours, count)
    _memory(whole.peak, listed.peak, count)


def _jrnl_round(jrnl: Jrnl) -> tuple[tuple[float, float], int]:
    command = jrnl.command("-n", "10", "--short", tags=True)
    # Without its keyring jrnl asks, as ours does.
    asking = {**command.environment, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    with Screen(command.arguments, asking) as screen:
        prompt = screen.wait(_PROMPT)
        screen.settle()
        screen.type("bench-password\n")
        return (prompt, screen.wait(_LISTED)), screen.peak


def _keys(ours: Ours, count: int) -> None:
    """Time single keys: the list with the page following, a search letter by letter, and writing."""
    with Screen([program()], surroundings(ours)) as screen:
        unlock(screen, ours)
        _told("list, down, the page following", screen, [DOWN] * 30, count)
        _told("list, page down, the page following", screen, [PAGE_DOWN] * 15, count)
        _search(screen, count)
        screen.press(ESCAPE)
        screen.press("n")
        screen.idle(1.0)
        _told("writing, a letter", screen, [*"what stays with me today is the light "], count)


def _told(what: str, screen: Screen, keys: list[str], count: int) -> None:
    frames = [screen.press(key) for key in keys]
    _rows(what, [each.first for each in frames], [each.settled for each in frames], count)


def _rows(what: str, first: list[float], settled: list[float], count: int) -> None:
    told = count >= _BUDGETED
    row(f"app: {what}: first frame, {count:,}", Run(first), most=_FIRST_FRAME if told else None)
    limit = (0.14 if count >= _LARGE else 0.05) if told else None
    row(f"app: {what}: settled, {count:,}", Run(settled), most=limit)


def _search(screen: Screen, count: int) -> None:
    first, settled = [], []
    screen.press("/")
    for word in _SOUGHT:
        for letter in word:
            frames = screen.press(letter, " found|Nothing matches")
            first.append(frames.first)
            settled.append(frames.settled - _PAUSE)
        screen.type(BACKSPACE * len(word))
        screen.wait(WHOLE)
        screen.settle()
    _rows("search, a letter, beyond its pause of 80 ms", first, settled, count)


def _memory(ours: int, theirs: int, count: int) -> None:
    large, told = count >= _LARGE, count >= _BUDGETED
    if not ours or not theirs:
        return
    most, share = (350, 0.25) if large else (100, 0.5)
    tell(
        f"app: most memory held, everything read, {count:,}",
        (f"{ours / 1e6:.0f} MB", f"{theirs / 1e6:.0f} MB"),
        ours / theirs,
        f"{most} MB; {share} of jrnl" if told else "",
        held=ours / theirs <= share if told else None,
    )
