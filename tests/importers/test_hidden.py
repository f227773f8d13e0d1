"""What was hidden stays with the writer, wherever it stood; everything else says what it said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.importers import hidden
from peerjournal.importers.hidden import ALL_MINE, OPEN_ENDED, Stretch, as_body
from peerjournal.importers.note import pieces_of
from peerjournal.importers.regions import Kind, regions
from peerjournal.journal import Light, passages
from peerjournal.text import clean


def body_of(text: str) -> str:
    pieces, _ = pieces_of(text)
    return as_body([Stretch(each.text, hidden=each.kind is Kind.HIDDEN) for each in pieces])[0]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("We talked. %%She cried.%% Then rain.", "We talked. [[She cried.]] Then rain."),
        ("We talked. <!-- She cried. --> Then rain.", "We talked. [[She cried.]] Then rain."),
        ("a\n%%\nshe\n\ncried\n%%\nb", "a\n:mine\nshe\n\ncried\n:end\nb"),
        ("<!--\nshe cried\n-->\n\nb", ":mine\nshe cried\n:end\n\nb"),
        ("a %%one\n\ntwo%% b", "a \n:mine\none\n\ntwo\n:end\n b"),
        ("%%one%%", ":mine\none\n:end"),
        ("- item %%one%%\n- %%two%%", "- item [[one]]\n- [[two]]"),
        ("> %%quoted%%", "> [[quoted]]"),
        ("%%a%%%%b%%", "[[a]][[b]]"),
        ("a %%%% b <!-- --> c", "a  b  c"),
        ("x %%with [[Link]] inside%% y", "x \n:mine\nwith \\[[Link]] inside\n:end\n y"),
        ("%%x%% and [[Link]] and ]]", "[[x]] and \\[[Link]\\] and ]\\]"),
        ("[%%x%%](url) \\%%y%% %%z%%]", "[ [[x]] ](url) \\ [[y]] [[z]] ]"),
        ("%%a\n:end\nb%%", ":mine\na\n\\:end\nb\n:end"),
        ("a %%b%%\n:mine\nplain", "a [[b]]\n\\:mine\nplain"),
        ("%%a <!-- b%% c -->", "[[a <!-- b]] c -->"),
        ("<!-- a %% b --> c %%d%%", "[[a %% b]] c [[d]]"),
    ],
)
def test_what_was_hidden_is_marked(text: str, body: str) -> None:
    assert body_of(text) == body
    assert passages.parse(body)


@pytest.mark.parametrize(
    "text",
    [
        "`%%code%%` and ``a ` %%b%%``",
        "```\n%%code%%\n<!-- code -->\n```",
        "~~~ md\n%%code%%\n~~~\nafter",
        "> ```\n> %%code%%\n> ```",
        "- ```\n  %%code%%\n  ```",
        "```\nnever closed %%code%%",
        "100%% of it",
        "a %% b",
    ],
)
def test_in_code_nothing_is_hidden(text: str) -> None:
    assert all(each.kind is not Kind.HIDDEN for each in regions(text))
    assert body_of(text) == text


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("a\n%%\nsecret", "secret"),
        ("a\n- %% secret", "secret"),
        ("a <!-- secret", "secret"),
        ("`a %%secret%%\n\nb`", "secret"),
        ("\\`%%secret%%\\`", "secret"),
        ("    %%secret%%", "secret"),
        ("``` a ` b\n%%secret%%", "secret"),
        ("```\ncode\n```\n%%secret%%", "secret"),
        ("%\u202e%secret%\u202e%", "secret"),
    ],
)
def test_in_doubt_it_is_hidden(text: str, secret: str) -> None:
    body = body_of(clean(text))
    assert secret in body
    assert secret not in passages.resolve(body)


def test_what_is_not_closed_is_said() -> None:
    assert pieces_of("a\n%%\nsecret")[1] == (OPEN_ENDED,)
    assert pieces_of("a %%secret%%")[1] == ()


def test_should_it_not_be_sayable_all_of_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hidden, "_says", lambda *_: False)
    body, remarks = as_body([Stretch("open [[x]]\n:end\n"), Stretch("secret", hidden=True)])
    assert (body, remarks) == (":mine\nopen \\[[x]]\n\\:end\nsecret\n:end", (ALL_MINE,))
    assert [each.light for each in passages.parse(body)] == [Light.MINE]


TRICKY = st.text(st.sampled_from("ab[]\\:\n %`<!->me\ufdd0\ufdd2\u200b"), max_size=30) | st.sampled_from(
    [":mine", ":end", "\n:careful\n", "[[", "]]", "\\[[", "\n\n", "- :mine", "]", "[", "\\"]
)


@given(st.lists(st.tuples(TRICKY, st.booleans()), max_size=8))
def test_nothing_hidden_ever_leaves_and_nothing_shown_is_lost(parts: list[tuple[str, bool]]) -> None:
    stretches = [
        Stretch(clean(f"secret{n}{text}secret{n}") if is_hidden else clean(text), hidden=is_hidden)
        for n, (text, is_hidden) in enumerate(parts)
    ]
    body, remarks = as_body(stretches)
    assert body == clean(body)
    assert "secret" not in passages.resolve(body)
    assert remarks == (), "nothing needs the way out"
    bare = "".join(body.replace("\\", "").split())
    for each in stretches:
        said = hidden._OURS.sub("\ufffd", each.text).replace("\\", "")
        assert all(word in bare for word in said.split() if word not in {":mine", ":end"})


@given(st.text(st.sampled_from("ab`~%<!->\n \\>*1."), max_size=80))
def test_regions_are_the_whole_text(text: str) -> None:
    found = list(regions(text))
    assert "".join(text[each.start : each.end] for each in found) == text
    for each in found:
        if each.kind is Kind.HIDDEN:
            assert each.start < each.inner[0] <= each.inner[1] <= each.end


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "%%",
        "`",
        "```\n",
        "` `` ",
        "\\`",
        "[[",
        "![[",
        "![](",
        "- ",
        "> ",
        "# ",
        "\n\n",
        "<!-- %% ",
        " ^",
    ],
)
def test_a_text_made_to_take_long_does_not(piece: str) -> None:
    text = piece * (300_000 // len(piece)) + "x" + " " * 300_000 + "x"
    assert sum(each.end - each.start for each in regions(text)) == len(text)
    assert body_of(text)


def test_many_comments_on_one_line_are_put_together_once() -> None:
    text = " " * 300_000 + "%%a%% b " * 60_000
    body = body_of(text)
    assert body.strip().startswith("[[a]] b [[a]] b")
    assert body.count("[[a]]") == 60_000
