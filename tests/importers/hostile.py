"""Sources made to harm: zips, folders, bytes and documents as nobody's program would write them."""

import os
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

WORD: Final = "xylograph"
"""Stands in every source, and may stand in nothing that is said of one."""
ENTRY: Final = (
    '{"title":"xylograph","body":"xylograph","text":"xylograph","content":"xylograph",'
    '"date":"2024-01-02","time":"10:00","creationDate":"2024-01-02T10:00:00Z"}'
)
_LONG = 200 * 1024 * 1024

Make = Callable[[Path], Path]
SOURCES: Final[dict[str, Make]] = {}
"""By a name for people: what makes one in a folder, and returns what is to be moved in."""


def _source(make: Make) -> Make:
    SOURCES[make.__name__.strip("_").replace("_", " ")] = make
    return make


def _put(path: Path, *data: str | bytes, times: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for each in data:
            for _ in range(times if each is data[-1] else 1):
                file.write(each.encode() if isinstance(each, str) else each)
    return path


def _zip(path: Path, members: Mapping[str, str | bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _journal(*entries: str) -> str:
    return f'{{"metadata":{{"version":"1.0"}},"entries":[{",".join(entries or (ENTRY,))}]}}'


# Zips.


@_source
def zip_in_a_zip(folder: Path) -> Path:
    inner = _zip(folder / "0.zip", {"Journal.json": _journal()})
    for depth in range(1, 20):
        inner = _zip(folder / f"{depth}.zip", {f"{depth}.zip": inner.read_bytes()})
    return _zip(folder / "all.zip", {"Journal.json": _journal(), "19.zip": inner.read_bytes()})


@_source
def zip_of_a_huge_ratio(folder: Path) -> Path:
    path = folder / "huge.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("A.json", _journal())
        with archive.open("Journal.json", "w", force_zip64=True) as file:
            file.write(b'{"entries":[{"text":"')
            for _ in range(64):
                file.write(b"x" * 1024 * 1024)
    return path


@_source
def zip_with_many_members(folder: Path) -> Path:
    return _zip(
        folder / "many.zip", {f"photos/{n}.jpeg": WORD for n in range(5_000)} | {"J.json": _journal()}
    )


@_source
def zip_with_names_that_lead_out(folder: Path) -> Path:
    names = (
        "../out.json",
        "photos/../../out.jpeg",
        "/out.json",
        "C:\\out.json",
        "..\\out.json",
        "a/../out",
    )
    return _zip(folder / "out.zip", {name: _journal() for name in names} | {"J.json": _journal()})


@_source
def zip_with_a_link(folder: Path) -> Path:
    path = folder / "link.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("Journal.json")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("Other.json", _journal())
    return path


@_source
def zip_that_is_cut_off(folder: Path) -> Path:
    whole = _zip(folder / "whole.zip", {"Journal.json": _journal()}).read_bytes()
    return _put(folder / "cut.zip", whole[: len(whole) // 2])


# Folders.


@_source
def folder_of_links(folder: Path) -> Path:
    here = folder / "links"
    _put(here / "2020" / "05" / "01.txt", f"[2020-05-01 15:00] {WORD}\n")
    _put(here / "2024-01-15.md", f"![{WORD}](../out.png) ![](/etc/passwd) ![[../../out.md]]\n")
    (here / "passwd.md").symlink_to("/etc/passwd")
    (here / "2020" / "05" / "02.txt").symlink_to("/etc/passwd")
    (here / "round").symlink_to(here)
    (here / "entries.json").symlink_to("/etc/passwd")
    return here


@_source
def folder_of_pipes(folder: Path) -> Path:
    here = folder / "pipes"
    (here / "2020" / "05").mkdir(parents=True)
    (here / ".obsidian").mkdir()
    for name in ("2024-01-15.md", "2020/05/01.txt", "Journal.json", "entries.json"):
        os.mkfifo(here / name)
    os.mkfifo(here / ".obsidian" / "daily-notes.json")
    return here


@_source
def folder_in_folders(folder: Path) -> Path:
    here = folder / "deep"
    _put(here.joinpath(*["f"] * 60) / "2024-01-15.md", WORD)
    return here


@_source
def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.json")
    return folder / "pipe.json"


@_source
def device(folder: Path) -> Path:
    del folder
    return Path("/dev/zero")


@_source
def nothing(folder: Path) -> Path:
    return folder / "there is nothing"


# Bytes.


@_source
def single_line_of_200_MB(folder: Path) -> Path:  # noqa: N802 - its name is told to people
    return _put(folder / "line.md", b"x" * 1024 * 1024, times=_LONG // 1024 // 1024)


@_source
def json_text_that_does_not_end(folder: Path) -> Path:
    head = f'[{ENTRY[:-1]},"body":"'
    return _put(folder / "long.json", head, b"x" * 1024 * 1024, times=50)


@_source
def endless_header(folder: Path) -> Path:
    return _put(folder / "header.txt", f"[2020-05-01 15:00] {WORD}\n[", b"2" * 1024 * 1024, times=20)


@_source
def headers_and_nothing_else(folder: Path) -> Path:
    return _put(folder / "headers.txt", "", "[2020-05-01 15:00] \n", times=20_000)


@_source
def no_utf8(folder: Path) -> Path:
    return _put(
        folder / "bytes.md", f"---\ntitle: {WORD}".encode(), b"\xff\xfe\xc3\x28\xed\xa0\x80\n---\n\xf8"
    )


@_source
def json_that_is_no_utf8(folder: Path) -> Path:
    return _put(
        folder / "bytes.json", _journal().encode().replace(WORD.encode(), WORD.encode() + b"\xff\xc3")
    )


@_source
def nul_bytes(folder: Path) -> Path:
    return _put(folder / "nul.md", f"{WORD}\0\n---\n[2020-05-01 15:00] {WORD}\0\n")


@_source
def byte_order_and_windows_lines(folder: Path) -> Path:
    return _put(folder / "bom.json", b"\xef\xbb\xbf" + _journal().replace(",", ",\r\n").encode())


# Documents.


@_source
def json_in_json(folder: Path) -> Path:
    return _put(folder / "deep.json", '{"entries":[' + "[" * 100_000)


@_source
def objects_in_objects(folder: Path) -> Path:
    return _put(folder / "deeper.json", '{"entries":[{"text":' + '{"a":' * 100_000)


@_source
def entry_that_goes_too_deep(folder: Path) -> Path:
    deep = ENTRY[:-1] + ',"tags":' + "[" * 900 + "]" * 900 + "}"
    return _put(folder / "entry.json", _journal(deep, ENTRY))


@_source
def fields_that_stand_twice(folder: Path) -> Path:
    return _put(folder / "twice.json", _journal(f"{ENTRY[:-1]},{ENTRY[1:]}"))


@_source
def lists_of_nothing(folder: Path) -> Path:
    return _put(folder / "lists.json", '{"entries":[', "[],[],[],[]," * 10_000, times=4)


@_source
def entry_of_millions_of_parts(folder: Path) -> Path:
    head = '{"format":"peerjournal-export","version":1,"entries":[{"body":['
    return _put(folder / "ours.json", head, "[],[],[],[]," * 10_000, times=72)


@_source
def yaml_that_grows(folder: Path) -> Path:
    lines = ["a0: &a0 [xylograph, xylograph]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    return _put(folder / "2024-01-15.md", "---\n" + "\n".join(lines) + "\ntags: *a39\n---\ntext\n")


@_source
def yaml_that_goes_deep(folder: Path) -> Path:
    return _put(folder / "deep.md", f"---\ntitle: {WORD}\nx: " + "[" * 100_000 + "\n---\ntext\n")


@_source
def yaml_of_a_megabyte(folder: Path) -> Path:
    return _put(folder / "big.md", "---\n", f"x: &a {WORD}\n" * 1000, times=60)


@_source
def yaml_fields_that_stand_twice(folder: Path) -> Path:
    return _put(folder / "twice.md", f"---\ntitle: {WORD}\ntitle: other\n? [a]\n: b\n---\n{WORD}\n")


@_source
def sealed_jrnl_that_is_none(folder: Path) -> Path:
    return _put(folder / "sealed.jrnl", b"JRNLv3\xff\xff" + b"e30" * 30_000)


def made(folder: Path, number: int, make: Make) -> Path:
    """Return what was made for all the importers to be tried on."""
    where = folder / str(number)
    kept = where / "which"
    if not kept.exists():
        where.mkdir(exist_ok=True)
        kept.write_text(str(make(where)))
    return Path(kept.read_text())
