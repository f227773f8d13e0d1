"""Files that a note names: what stands in the folder is taken along, and nothing from outside of it."""

import os
from pathlib import Path

import pytest

from peerjournal.importers import Importer, beside
from peerjournal.importers.markdown import Markdown
from peerjournal.importers.obsidian import Obsidian
from peerjournal.journal import passages
from tests.importers.notes import folder, only, read

MARKDOWN, OBSIDIAN = Markdown(), Obsidian()
BOTH = pytest.mark.parametrize("importer", [MARKDOWN, OBSIDIAN], ids=["markdown", "obsidian"])


@pytest.fixture(name="outside")
def _outside(tmp_path: Path) -> Path:
    """A folder next to the one that is moved in, with what nobody asked to take along."""
    return folder(
        tmp_path / "outside", {"secret.png": b"secret", "secret.md": "secret", "2024-02-02.md": "secret"}
    )


@pytest.mark.parametrize(
    "link",
    [
        "![](../outside/secret.png)",
        "![](sub/../../outside/secret.png)",
        "![](%2e%2e/outside/secret.png)",
        "![](..%2Foutside%2Fsecret.png)",
        "![](<../outside/secret.png>)",
        "![](link.png)",
        "![](loop/secret.png)",
        "![](linked/secret.png)",
        "![](file:///etc/hostname)",
        "![](/etc/hostname)",
        "![](~/secret.png)",
        "![](..\\outside\\secret.png)",
        "![](C:\\secret.png)",
        "![](C:/secret.png)",
        "![](//host/secret.png)",
        "![](.git/config.png)",
        "![](sub/%00.png)",
        "![](sub/../../../../../../../../../etc/hostname)",
        "![[../outside/secret.png]]",
        "![[link.png]]",
        "![[linked/secret.png]]",
        "![[/etc/hostname.png]]",
        "![[secret.png]]",
        "![[.git/config.png]]",
    ],
)
@BOTH
def test_nothing_is_taken_from_outside_the_folder(
    tmp_path: Path, outside: Path, importer: Importer, link: str
) -> None:
    here = folder(tmp_path / "here", {"2024-01-15.md": f"a {link} b", ".git/config.png": b"x", "sub/x": b"x"})
    (here / "link.png").symlink_to(outside / "secret.png")
    (here / "linked").symlink_to(outside)
    (here / "loop").symlink_to(here)
    found, _ = read(importer, here)
    assert [each.attachments for each in found] == [()]
    assert passages.resolve(found[0].draft.body) == f"a {link} b"
    assert set(found[0].remarks) & {beside.OUTSIDE, beside.MISSING} or "//host" in link


@pytest.mark.parametrize(
    "link",
    [
        "![](img/a.png)",
        "![](./img/a%20b.png)",
        "![](../img/a.png)",
        "![](<../img/a b.png> 'title')",
        "![](near.png)",
    ],
)
def test_what_stands_inside_is_taken(tmp_path: Path, link: str) -> None:
    files: dict[str, str | bytes] = {
        "img/a.png": b"one",
        "img/a b.png": b"one",
        "sub/img/a.png": b"one",
        "sub/img/a b.png": b"one",
        "sub/near.png": b"one",
        "sub/2024-01-15.md": f"![left]({'x'}) {link}",
    }
    found = only(MARKDOWN, folder(tmp_path, files))
    assert (found.draft.body, len(found.attachments)) == ("![left](x) [photo]", 1)
    with found.attachments[0].open() as file:
        assert file.read() == b"one"


@BOTH
def test_an_embed_is_found_by_its_name_alone(tmp_path: Path, importer: Importer) -> None:
    found = only(importer, folder(tmp_path, {"2024-01-15.md": "![[a.png]] ![](a.png)", "x/y/a.png": b"one"}))
    assert (found.draft.body, len(found.attachments)) == ("[photo] ![](a.png)", 1)


def test_a_file_that_is_named_twice_is_taken_once(tmp_path: Path) -> None:
    found = only(MARKDOWN, folder(tmp_path, {"2024-01-15.md": "![](a.png) x ![b](a.png)", "a.png": b"one"}))
    assert (found.draft.body, len(found.attachments)) == ("[photo] x [photo] b", 1)


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    here = folder(tmp_path, {"real/a.png": b"one", "2024-01-15.md": "![](b.png)"})
    (here / "b.png").symlink_to("real/a.png")
    (found,), _ = read(MARKDOWN, here)
    assert [each.name for each in found.attachments] == ["a.png"]


def test_a_file_that_leads_elsewhere_by_the_time_it_is_read_is_not_read(
    tmp_path: Path, outside: Path
) -> None:
    here = folder(tmp_path / "here", {"img/secret.png": b"mine", "2024-01-15.md": "![](img/secret.png)"})
    found = only(MARKDOWN, here)
    (here / "img/secret.png").unlink()
    (here / "img").rmdir()
    (here / "img").symlink_to(outside)
    with pytest.raises(OSError, match=r"^$"):
        found.attachments[0].open()


@BOTH
def test_a_pipe_or_a_folder_is_no_attachment(tmp_path: Path, importer: Importer) -> None:
    here = folder(tmp_path, {"2024-01-15.md": "![](pipe.png) ![](sub.png) ![[pipe.png]]", "sub.png/x": b"x"})
    os.mkfifo(here / "pipe.png")
    found, skipped = read(importer, here)
    assert [each.attachments for each in found] == [()]
    assert beside.MISSING in found[0].remarks
    assert [each.where for each in skipped] == ["pipe.png"]


@pytest.mark.parametrize(
    "link", ["https://a.org/x.png", "data:image/png;base64,AAAA", "mailto:x", "#part", "?x"]
)
def test_what_is_elsewhere_stays_a_link_and_nothing_is_fetched(tmp_path: Path, link: str) -> None:
    found = only(MARKDOWN, folder(tmp_path, {"2024-01-15.md": f"![alt]({link})"}))
    assert (found.draft.body, found.attachments) == (f"![alt]({link})", ())
    assert not set(found.remarks) & {beside.MISSING, beside.OUTSIDE}


@BOTH
def test_one_note_by_itself_takes_no_file_along(tmp_path: Path, importer: Importer) -> None:
    here = folder(tmp_path, {"2024-01-15.md": "![](a.png) ![[a.png]]", "a.png": b"x"})
    found = only(importer, here / "2024-01-15.md")
    assert found.attachments == ()
    assert beside.ALONE in found.remarks


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.JPG", "photo"),
        ("a.mov", "video"),
        ("a.opus", "audio"),
        ("a.pdf", "pdf"),
        ("a.xyz", "file"),
        ("a", "file"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert beside.kind_of(name) == kind


def test_the_name_of_a_file_can_make_no_mark(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"2024-01-15.md": "![](<a]].zip>) ![](b\u202e.zip)", "a]].zip": b"x"}
    found = only(MARKDOWN, folder(tmp_path, files))
    assert found.draft.body == "[file: a)).zip] ![](b.zip)"
