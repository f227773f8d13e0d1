"""What is said of the files that belong to entries, once every byte of them was read."""

from collections.abc import Iterator

from peerjournal.journal import Journal
from peerjournal.vault import FilesReport

_SHOWN = 20
_UNNAMED = "here that no entry names. Their entry may still be on its way."


def file_lines(journal: Journal, report: FilesReport) -> Iterator[str]:
    """Yield a line for all of them, and one for each that is missing or damaged; nothing for none."""
    if report.count:
        wrong = len(report.troubles)
        yield f"Files of entries: {report.count:,}, {f'{wrong:,} of them not whole' if wrong else 'whole'}."
    for one in report.troubles[:_SHOWN]:
        piece = journal.by_id(one.identifier)
        backed = ", whole in a backup" if one.is_backed else ""
        name = piece.file_name(one.place)
        yield f"{journal.short(piece)} \u00b7 {name}: {one.standing.value}{backed}."
    if len(report.troubles) > _SHOWN:
        yield f"And {len(report.troubles) - _SHOWN:,} more."
    if report.unnamed:
        yield f"{report.unnamed:,} {'file' if report.unnamed == 1 else 'files'} {_UNNAMED}"
