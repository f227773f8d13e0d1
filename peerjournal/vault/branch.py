"""Whether a log, as it is read, passes through the place that this computer remembers of it."""

from typing import Any

from peerjournal.vault.log import Frame, Header
from peerjournal.vault.remembered import Mark


class Branch:
    """Follows a reading, and tells whether it passed through the place that was remembered."""

    def __init__(self, mark: Mark | None, header: Header) -> None:
        self._mark = mark
        self._same_log = mark is None or mark.log_id == header.log_id
        self._met = mark is None

    def see(self, frame: Frame, said: dict[str, Any]) -> None:
        """Take note of the next frame."""
        mark = self._mark
        if mark is None:
            return
        if self._same_log:
            self._met = self._met or (frame.seq == mark.seq and frame.after == mark.chain)
        elif frame.seq == 1:
            self._met = any(_continues(mark, *one) for one in said.get("earlier", ()))

    @property
    def holds(self) -> bool:
        """Whether it did, or nothing is remembered."""
        return self._met


def _continues(mark: Mark, log_id: str, seq: int, chain: str) -> bool:
    """Tell whether a compacted log says it was made from what is remembered, or from what came after that."""
    if log_id != mark.log_id.hex() or seq < mark.seq:
        return False
    return seq > mark.seq or chain == mark.chain.hex()
