"""How a text of Day One is read: its escapes, its links, the places of its photos, and its rich text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.importers.dayone_text import from_rich_text, moments, read_text

ID = "A" * 32


def marker(identifier: str, kind: str) -> str:
    return f"<{kind or 'photo'} {identifier[:1]}>"


def body(text: str) -> str:
    return read_text(text, marker).body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("finally \\. \\.", "finally . ."),
        ("\\!\\\"\\#\\$\\%\\&\\'\\(\\)\\*\\+\\,\\-\\.\\/", "!\"#$%&'()*+,-./"),
        ("\\:\\;\\<\\=\\>\\?\\@\\[\\\\\\]\\^\\_\\`\\{\\|\\}\\~", ":;<=>?@[\\]^_`{|}~"),
        ("C:\\new\\table \\ü \\ 1", "C:\\new\\table \\ü \\ 1"),
        ("\\\\\\.", "\\."),
        ("at the end \\", "at the end \\"),
        ("`a\\.b` c\\.", "`a\\.b` c."),
        ("``a\\.`\\.`` c\\.", "``a\\.`\\.`` c."),
        ("\\`a\\.b\\`", "`a.b`"),
        ("one ` alone\\.", "one ` alone."),
        ("` not code\\.\n\nacross paragraphs\\. `", "` not code.\n\nacross paragraphs. `"),
        ("a\\.\n```sh\nb\\.c\n```\nd\\.", "a.\n```sh\nb\\.c\n```\nd."),
        ("~~~\nb\\.c", "~~~\nb\\.c"),
        ("````\n```\nb\\.\n````\nc\\.", "````\n```\nb\\.\n````\nc."),
        ("*kept* **as** _it_ is\n- [ ] task", "*kept* **as** _it_ is\n- [ ] task"),
    ],
)
def test_punctuation_outside_of_code_loses_its_stroke(text: str, said: str) -> None:
    assert body(text) == said


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        ("# Late bus\n\nWe made it\\.", "Late bus", "We made it."),
        ("\n\n# Late\\!\nbus", "Late!", "bus"),
        ("# Only a title", "Only a title", ""),
        ("\\# No title", "", "# No title"),
        ("## Smaller\nbus", "", "## Smaller\nbus"),
        ("#tag first", "", "#tag first"),
        ("text\n# later", "", "text\n# later"),
        ("# \nno title", "", "# \nno title"),
        (f"# ![](dayone-moment://{ID})\nbus", "", "# <photo A>\nbus"),
        ("# " + "word " * 101 + "\nbus", "", "# " + "word " * 101 + "\nbus"),
        ("# Dr\\. Smith was kind\\. Very\\.\nbus", "Dr. Smith was kind. Very.", "bus"),
    ],
)
def test_a_first_line_with_one_hash_is_the_title(text: str, title: str, said: str) -> None:
    words = read_text(text, marker)
    assert (words.title, words.body) == (title, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"![](dayone-moment://{ID})", "<photo A>"),
        (f"![](dayone-moment:/{ID})", "<photo A>"),
        (f"![a cat](dayone-moment:/video/{ID}) and", "<video A> and"),
        (f"![](dayone-moment://Audio/{ID})", "<audio A>"),
        ("![](dayone-moment://B-1)![](dayone-moment://C)", "<photo B><photo C>"),
        (f"`![](dayone-moment://{ID})`", f"`![](dayone-moment://{ID})`"),
        ("![](dayone-moment://../../x)", "![](dayone-moment://../../x)"),
        ("![](dayone-moment:///etc/passwd)", "![](dayone-moment:///etc/passwd)"),
        ("![](https://example.org/a.jpeg)", "![](https://example.org/a.jpeg)"),
        ("a \ufffc b", "a <photo > b"),
    ],
)
def test_a_photo_stands_at_its_place(text: str, said: str) -> None:
    assert body(text) == said


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("seen <!-- not\\. --> seen", [("seen ", False), (" not. ", True), (" seen", False)]),
        ("`<!-- code -->`\\.", [("`<!-- code -->`.", False)]),
        ("100%% sure\\. %%", [("100%% sure. %%", False)]),
        ("seen <!-- never closed", [("seen ", False), (" never closed", True)]),
        (f"<!-- ![](dayone-moment://{ID}) -->", [(" <photo A> ", True)]),
        ("# A title <!-- not this -->\n", [("# A title ", False), (" not this ", True), ("\n", False)]),
    ],
)
def test_what_a_comment_hid_is_told_apart(text: str, stretches: list[tuple[str, bool]]) -> None:
    words = read_text(text, marker)
    assert [(each.text, each.hidden) for each in words.stretches if each.text] == stretches
    assert words.title == ""


def test_the_places_are_told_beforehand() -> None:
    assert moments(f"![](dayone-moment://{ID}) ![x](dayone-moment:/pdf/B)") == (ID, "B")


@pytest.mark.parametrize(
    ("text", "said", "links"),
    [
        ("see [that day](dayone2://view?entryId=AB12)\\.", "see that day.", ("AB12",)),
        ("see [a \\[b\\]\\.](dayone://view?entryId=AB12)", "see a [b].", ("AB12",)),
        ("dayone2://view?entryId=AB12", "dayone2://view?entryId=AB12", ("AB12",)),
        ("[a](dayone2://view?entryId=A) [b](dayone2://view?entryId=A)", "a b", ("A",)),
        ("[a](https://example.org)", "[a](https://example.org)", ()),
    ],
)
def test_links_to_entries_stand_as_their_words(text: str, said: str, links: tuple[str, ...]) -> None:
    words = read_text(text, marker)
    assert (words.body, words.links) == (said, links)


# Rich text


def rich(*contents: object) -> str:
    return from_rich_text(json.dumps({"meta": {"version": 1}, "contents": contents}))


def test_rich_text_is_its_pieces_joined() -> None:
    line = {"line": {"header": 1, "identifier": "x"}}
    text = rich(
        {"text": "A walk", "attributes": line},
        {"text": " alone\n", "attributes": {**line, "bold": True}},
        {"text": "3 * 4 `x` [[y]]\\.\n"},
        {"text": "Later\n", "attributes": {"line": {"header": 2}}},
        {"text": "before "},
        {"embeddedObjects": [{"type": "photo", "identifier": ID}, {"type": "video", "identifier": "B"}]},
        {"text": "after"},
    )
    words = read_text(text, marker)
    assert words.title == "A walk alone"
    assert words.body == ("3 * 4 `x` [[y]]\\.\n## Later\nbefore \n\n<photo A>\n\n<video B>\n\nafter")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "1", '{"contents":7}', '{"contents":["x",null,{"text":3}]}', "[" * 100_000],
)
def test_rich_text_that_cannot_be_read_is_nothing(text: str) -> None:
    assert from_rich_text(text) == ""


def test_rich_text_of_another_shape_gives_what_it_has() -> None:
    odd = {"text": "a", "attributes": 5, "embeddedObjects": 3}
    embeds = [None, {"identifier": 5}, {"type": 3, "identifier": ID}, {"type": "photo", "identifier": "../x"}]
    assert moments(rich(odd, {"text": "b", "embeddedObjects": embeds})) == (ID,)


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufffc"), max_size=200)
)
def test_any_plain_words_come_through_rich_text_as_they_are(said: str) -> None:
    words = read_text(rich({"text": f"x{said}"}), marker)
    assert words.body == f"x{said}".strip("\n").rstrip()


HARD = (
    "` | `` ` |![|[|![](|\\|\n|```\n|~~~\n~~~~\n|dayone2:|dayone2:entryId|![a](dayone-moment:|\ufffc|[a\\]|# "
)


@pytest.mark.parametrize("piece", HARD.split("|"))
def test_no_text_takes_the_square_of_its_length(piece: str) -> None:
    """With the square of it, this would not end."""
    text = piece * (400_000 // len(piece))
    assert isinstance(body(text), str)
