"""The bytes of a letter: one spelling, read back as they were written, everything else refused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.crypto.age import X25519Identity, decrypt, parse_identity
from peerjournal.errors import LetterDamaged, TooLarge
from peerjournal.letters.layout import Ends, mark_line, read, size_of, write_above
from peerjournal.letters.letter import MOST_BODY, WISHES, Letter, Page, Part, is_letter_id, new_letter_id
from peerjournal.letters.seal import MARK_PURPOSE, Address, check_mark, write
from tests.letters.frozen import FOLDER, READ, REFUSED, SEALED, VERDICTS
from tests.peers.frozen import KEYS, identity
from tests.sampling import part, sampled

SAM, ROBIN = identity("sam"), identity("robin")
KEY = SAM.key_to(ROBIN.card, MARK_PURPOSE)
ADDRESS = Address(ROBIN.card.recipient, Ends(ROBIN.card_id, SAM.card_id), KEY)
STORY = (FOLDER / "story.letter").read_bytes()


@pytest.mark.parametrize("name", READ)
def test_every_frozen_letter_is_read_and_written_again_alike(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    written = read(data)
    mark = mark_line(written.tag) if written.ends else b""
    assert write_above(written.letter, written.ends) + mark == data


@pytest.mark.parametrize("name", REFUSED)
def test_every_frozen_letter_that_breaks_one_rule_is_refused(name: str) -> None:
    with pytest.raises(LetterDamaged):
        read((FOLDER / name).read_bytes())


@pytest.mark.parametrize("name", SEALED)
def test_the_frozen_sealed_files_hold_the_frozen_letters(name: str) -> None:
    stock = parse_identity(KEYS["stock_age"]["identity"])
    opened = decrypt((FOLDER / name).read_bytes(), [ROBIN.age, stock])
    plain = "story-unmarked.letter" if isinstance(opened.identity, X25519Identity) else "story.letter"
    assert opened.plaintext == (FOLDER / plain).read_bytes()


def test_the_frozen_mark_is_made_with_the_frozen_key() -> None:
    assert KEY.reveal().hex() == KEYS["steps"]["letter_key_sam_to_robin"]
    letter = read(STORY).letter
    assert write(letter, ADDRESS) == STORY
    check_mark(read(STORY), ROBIN.key_from(SAM.card, MARK_PURPOSE))


def test_the_index_of_the_frozen_letter_points_at_its_parts() -> None:
    letter = read(STORY).letter
    assert letter.texts("title") == ["The stairwell", "Über den Hof"]
    assert letter.texts("wish") == [WISHES["stayed"]]
    assert letter.texts("tags") == ["work, first time"]
    assert letter.texts("story")[1] == "# Über den Hof\n\nShort, and mine: 水."


def test_every_frozen_file_has_a_verdict() -> None:
    names = {path.name for path in FOLDER.iterdir()} - {"verdicts.json"}
    assert names == set(VERDICTS)


@pytest.mark.parametrize(
    ("used", "size"),
    [
        (1, 1024), (1023, 1024), (1024, 1024), (1025, 2048), (2048, 2048), (2049, 4096), (32_769, 65_536),
        (65_536, 65_536), (65_537, 81_920), (81_920, 81_920), (81_921, 98_304), (300_000, 311_296),
    ],
)  # fmt: skip
def test_a_letter_has_one_of_few_sizes(used: int, size: int) -> None:
    assert size_of(used) == size


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@st.composite
def letters(draw: st.DrawFn) -> Letter:
    page = Page()
    for kind in draw(
        st.lists(st.sampled_from(["note", "hold", "reply_line", "story"]), min_size=1, max_size=5)
    ):
        page.gap()
        with page.part(kind):
            if kind == "story":
                with page.part("title"):
                    page.write(draw(texts))
            page.write(draw(texts))
    links = draw(st.sets(st.sampled_from(["in_reply_to", "replaces", "takes_back"])))
    return Letter(
        draw(st.binary(min_size=16, max_size=16)).hex(),
        page.body,
        tuple(page.parts),
        draw(st.sampled_from(sorted(WISHES))),
        **dict.fromkeys(links, "0f" * 16),
    )


@given(letters(), st.booleans())
@sampled
@settings(max_examples=part(500))
def test_a_letter_is_read_as_it_was_written(letter: Letter, marked: bool) -> None:  # noqa: FBT001 -- drawn
    address = ADDRESS if marked else Address(ROBIN.card.recipient)
    plain = write(letter, address)
    written = read(plain)
    assert (written.letter, written.ends) == (letter, address.ends)
    assert written.above + (mark_line(written.tag) if marked else b"") == plain
    assert write(letter, address) == plain


@given(letters())
@settings(max_examples=100)
def test_whether_a_letter_is_marked_does_not_show_in_its_size_class(letter: Letter) -> None:
    for address in (ADDRESS, Address(ROBIN.card.recipient)):
        plain = write(letter, address)
        assert size_of(len(plain)) == len(plain)


@given(st.data())
@sampled
@settings(max_examples=part(500))
def test_whatever_comes_as_a_letter_is_a_letter_or_refused(data: st.DataObject) -> None:
    plain = bytearray(STORY)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(plain)))
        plain[start : start + data.draw(st.integers(0, 40))] = data.draw(
            st.binary(max_size=40) | st.sampled_from([b'"', b"[", b"}", b"0", b"-1", b"1e9", b"\n", b"null"])
        )
    try:
        written = read(bytes(plain))
    except (LetterDamaged, TooLarge):
        return
    assert write_above(written.letter, written.ends) == written.above
    assert written.letter.text is not None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), st.lists, max_leaves=5
    )
)
@sampled
@settings(max_examples=part(300))
def test_whatever_the_index_holds_the_letter_is_read_or_refused(value: object) -> None:
    index = json.loads(_index())
    for name in list(index):
        body = b"Hello."
        said = json.dumps(index | {name: value}, sort_keys=True, separators=(",", ":")).encode()
        head = b"peerjournal letter 0 %d %d\n%s\n%s\n" % (len(body), len(said), body, said)
        above = head + b"\n" * (size_of(len(head) + 65) - len(head) - 65)
        try:
            read(above + b"0" * 64 + b"\n")
        except LetterDamaged:
            continue


def _index() -> bytes:
    return next(line for line in STORY.splitlines() if line.startswith(b"{"))


def test_an_index_nested_without_end_is_refused() -> None:
    index = b"[" * 30_000 + b"]" * 30_000
    with pytest.raises(LetterDamaged):
        read(b"peerjournal letter 0 1 60000\nx\n" + index + b"\n" * 40_000)


@pytest.mark.parametrize("more", [b"\n", b"\n" * 1_024, b"0" * 64 + b"\n"])
def test_nothing_comes_after_a_letter_without_a_mark(more: bytes) -> None:
    plain = (FOLDER / "story-unmarked.letter").read_bytes()
    assert read(plain).ends is None
    with pytest.raises(LetterDamaged):
        read(plain + more)


@pytest.mark.parametrize(
    "first",
    [b"262145 10", b"9999999 10", b"10 65537", b"10 9999999"],
)
def test_a_promise_of_too_much_is_refused_unread(first: bytes) -> None:
    with pytest.raises(TooLarge):
        read(b"peerjournal letter 0 " + first + b"\nhello")


@pytest.mark.parametrize("first", [b"-1 10", b"10", b"10 10 ", b"0 10", b"99999999 10", b"x y", b"1" * 5_000])
def test_a_first_line_of_another_kind_is_refused(first: bytes) -> None:
    with pytest.raises(LetterDamaged):
        read(b"peerjournal letter 0 " + first + b"\nhello")


def test_a_body_of_the_largest_size_is_written_and_read() -> None:
    letter = Letter(new_letter_id(), b"x" * MOST_BODY, (Part("note", 0, MOST_BODY),))
    assert read(write(letter, ADDRESS)).letter == letter


def test_more_than_the_largest_size_is_not_written() -> None:
    page = Page()
    page.write("x" * MOST_BODY)
    with pytest.raises(TooLarge):
        page.write("x")


def test_more_parts_than_an_index_holds_are_not_written() -> None:
    parts = tuple(Part("note", place, place + 1) for place in range(3_000))
    with pytest.raises(TooLarge):
        write(Letter(new_letter_id(), b"x" * 3_000, parts), ADDRESS)


def test_a_letter_of_another_version_is_said_to_be_one() -> None:
    with pytest.raises(LetterDamaged) as refused:
        read(STORY.replace(b"letter 0", b"letter 1", 1))
    assert "newer" in refused.value.hint


def test_what_must_not_reach_a_terminal_is_taken_out_after_cutting() -> None:
    page = Page()
    page.paragraph("note", "a\x1b[31mred\u202e")
    page.paragraph("hold", "keep")
    letter = read(write(Letter(new_letter_id(), page.body, tuple(page.parts)), ADDRESS)).letter
    assert letter.texts("note") == ["a[31mred"]
    assert letter.texts("hold") == ["keep"]
    assert letter.text == "a[31mred\n\nkeep"


def test_a_letter_id_holds_nothing_but_chance() -> None:
    first, second = new_letter_id(), new_letter_id()
    assert is_letter_id(first)
    assert first != second
    assert not any(map(is_letter_id, ["", first.upper(), first[:-1], first + "0", None, 7]))


def test_a_letter_does_not_show_itself() -> None:
    letter = read(STORY).letter
    shown = repr(letter) + repr(read(STORY)) + repr(ADDRESS)
    assert "stairwell" not in shown
    assert KEY.reveal().hex() not in shown
