"""The slips people make in YAML are told in their words, at the right line; what is right is never accused."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facikit.library.yaml_text import PARSERS, Mapping, Scalar, Sequence, tree

SLIPS = {
    "colon in a sentence": ("title: T\nsay: Remember: two each\n", 2, "colon and a space"),
    "colon at the end of a sentence": ("title: T\nsay: Ask them this:\nask: x\n", 2, "colon and a space"),
    "colon in a list": ("title: T\nsteps:\n  - title: Part two: vote\n", 3, "colon and a space"),
    "colon on a further line": ("say: We begin\n  with this: a vote\n", 2, "colon and a space"),
    "colon inside braces": ("title: T\nsteps:\n  - {title: Part: vote}\n", 3, "colon and a space"),
    "hashtag": ("title: T\nsay: Share it as #hope today\n", 2, "comment and its words are lost"),
    "number sign": ("title: T\nsay: Look at card #1\n", 2, "comment and its words are lost"),
    "hashtag alone": ("title: #hope\n", 1, "comment and its words are lost"),
    "hashtag in a list": ("materials:\n  - pens\n  - #hope\n", 3, "comment and its words are lost"),
    "hashtag on a further line": ("say: We begin\n  with card #2\n", 2, "comment and its words are lost"),
    "hashtag in brackets": ("materials: [pens, #hope\n  , ink]\n", 1, "comment and its words are lost"),
    "quotes, then more": ('title: T\nsay: "Good morning" is how we begin\n', 2, "goes on after the closing"),
    "single quotes, then more": ("title: T\nsay: 'Yes' or 'no'\n", 2, "goes on after the closing"),
    "quotes, then more, inside braces": ('- {say: "Yes" or no}\n', 1, "goes on after the closing"),
    "quotes not closed": ('title: T\nsay: "Good morning\nask: x\n', 2, "never closed"),
    "quotes closed by a later one": ('say: "Good morning\nask: "How are you?"\n', 1, "closes on line 2"),
    "apostrophe first": ("title: T\nsay: 'Twas the night\n", 2, "never closed"),
    "star first": ("title: T\nsay: *Slowly* please\n", 2, "begins with *"),
    "ampersand first": ("title: T\nsay: & then we go on\n", 2, "begins with &"),
    "exclamation mark first": ("title: T\nsay: ! means stop here\n", 2, "begins with !"),
    "at sign first": ("title: T\nsay: @everyone come back\n", 2, "begins with @"),
    "per cent first": ("title: T\nsay: %age of the room\n", 2, "begins with %"),
    "bracket first": ("title: T\nsay: [whispering] Come closer\n", 2, "begins with ["),
    "brace first": ("title: T\nsay: {name} is here\n", 2, "begins with {"),
    "greater-than first": ("title: T\nsay: > half of the room\n", 2, "begins with >"),
    "bar first": ("title: T\nsay: | this or that\n", 2, "begins with |"),
    "backtick first": ("title: T\nsay: `go` is the word\n", 2, "begins with `"),
    "comma first": ("title: T\nsay: , and then\n", 2, "begins with ,"),
    "dash first": ("title: T\nsay: - and then\n", 2, "cannot begin with -"),
    "question mark inside braces": ("steps:\n  - {title: Ask, ask: Why now?}\n", 2, "a ? stands in text"),
    "question mark inside brackets": ("outcomes:\n  [Know why?, Go]\n", 2, "a ? stands in text"),
    "bracket not closed": ("title: T\nmaterials: [pens, ink\nask: x\n", 2, "never closed"),
    "brace not closed": ("title: T\nsteps:\n  - {title: x\n  - {title: y}\n", 3, "never closed"),
    "tab": ("steps:\n\t- title: x\n", 2, "tab"),
    "tab before a key": ("steps:\n  - title: x\n\tsay: y\n", 3, "tab"),
    "lost indent beside a dash": ("steps:\n  - title: x\n  say: y\n", 3, "lost its indent"),
    "lost indent of text": ("say: Hello everybody and\nwelcome to the day.\nask: x\n", 2, "no key"),
    "indent of nobody": ("steps:\n    - title: x\n  - title: y\n", 3, "indented like nothing above"),
    "indent too deep": ("- title: Vote\n    minutes: 5\n", 2, "indented further"),
    "list under text": ("say: Ask them\n  - one\n  - two\n", 2, "run together"),
}


@pytest.mark.parametrize(("text", "line", "words"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_in_its_own_words_where_it_was_made(text: str, line: int, words: str, parser: str) -> None:
    _, problems = tree(text, "x.yaml", parser)
    assert any(problem.line == line and words in problem.message for problem in problems), problems
    assert all(problem.hint for problem in problems)
    assert len({problem.line for problem in problems}) == (2 if "list under" in str(problems) or "- one" in text else 1)


RIGHT = {
    "comments after values": ("say: groups   # plenary | groups | pairs\neach: 3 # three\n", "groups"),
    "comment after a value, on its own line and at the end": ("# a\nsay: x # b\n# c: d\n", "x"),
    "address": ("say: See https://example.org/#top or 10:30\n", "See https://example.org/#top or 10:30"),
    "number sign inside a word": ("say: C#4 and a#b\n", "C#4 and a#b"),
    "bar": ("say: |\n  Note: this #1\n  'twas \"so\n  - {x: [y\n", "Note: this #1\n'twas \"so\n- {x: [y\n"),
    "bar with a comment and signs": ("say: |- # kept\n  *a* & b: c\n", "*a* & b: c"),
    "fold": ("say: >\n  Note: this\n  #that\n", "Note: this #that\n"),
    "blank lines in a block": ("say: |\n  a: b\n\n  c: d #1\nask: x\n", "a: b\n\nc: d #1\n"),
    "double quotes": ('say: "Note: this #1 \\" {x" # c\n', 'Note: this #1 " {x'),
    "single quotes": ("say: 'Note: it''s #1'\n", "Note: it's #1"),
    "quotes over lines": ('say: "Note: this\n  and #that\n  too: yes"\nask: x\n', "Note: this and #that too: yes"),
    "text over lines": ('say: We begin\n  and go on - here\n  and "end" it\'s all\n', None),
    "quotes in the middle": ('say: The same "three" hands\n', 'The same "three" hands'),
    "question mark outside": ("say: Why? Because\n", "Why? Because"),
    "question mark in quotes inside braces": ('say: {ask: "Why?", b: c}\n', None),
    "brackets over lines": ("say: [\n  a, # one\n  b\n]\nask: x\n", None),
    "brackets inside text": ("say: Practitioners (Group 1) [both]\n", "Practitioners (Group 1) [both]"),
    "address inside braces": ("say: {a: http://x.org/y, b: 10:30}\n", None),
    "list at its key's column": ("say:\n- a\n- b: c\n  d: e\nask: x\n", None),
    "list in a list": ("say:\n  - - a\n    - b\n  - c\n", None),
    "value on the next line": ("say:\n  Hello there\nask: x\n", "Hello there"),
    "text of a dash over lines": ("say:\n  - one\n    and two\n  - three\n", None),
    "quoted key": ('"say": x\n', "x"),
    "blank": ("say: <name>\nask: [<a>, <b>]\n", "<name>"),
    "document marks": ("---\nsay: x\n...\n", "x"),
    "windows line ends": ("say: x\r\nask: |\r\n  y: z\r\n", "x"),
    "byte order mark": ("\ufeffsay: x\n", "x"),
    "tabs between words": ("say: one\ttwo\t# three\nask:\tx\n", "one two"),
    "tabs kept": ("say: 'one\ttwo'\t# three\nask: |\n  a\tb\n", "one\ttwo"),
    "pasted line separators": ("say: one\u2028two\n", "one two"),
    "emoji": ("say: 😀 ok\n", "😀 ok"),
}


@pytest.mark.parametrize(("text", "said"), RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_not_accused(text: str, said: str | None, parser: str) -> None:
    node, problems = tree(text, "x.yaml", parser)
    assert problems == []
    assert isinstance(node, Mapping)
    value = node.get("say")
    if said is not None:
        assert isinstance(value, Scalar)
        assert value.text == said


def test_several_slips_are_told_at_once() -> None:
    text = textwrap.dedent("""\
        title: Part one: the vote
        say: *Slowly* please
        steps:
          - title: x
          ask: y
        watch: card #1
        """)
    _, problems = tree(text, "x.yaml")
    assert [problem.line for problem in problems] == [1, 2, 5, 6]


SIGNS = [*"a#-:,'[]{}|>*&!%@?é~😀\\\u2028\x85\ufeff", '"', "<x>", "...", "&a", "say:", "!!str"]
SPACED = [
    " ",
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    "\n- ",
    " #",
    " # ",
    ", ",
    "\t",
    "? ",
    "say: ",
    "---\n",
    "|-\n",
    "!!str ",
]
PIECES = st.sampled_from([*SIGNS, *SPACED])


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_is_read_or_explained_and_both_parsers_say_the_same(text: str) -> None:
    found = {name: tree(text, "x.yaml", name) for name in PARSERS}
    for node, problems in found.values():
        assert node is not None or problems
        assert all(0 <= problem.line <= text.count("\n") + 1 for problem in problems)
    answers = [(_plain(node), problems) for node, problems in found.values()]
    assert all(answer == answers[0] for answer in answers)


def _plain(node: object) -> object:
    if isinstance(node, Scalar):
        return node.text, node.line
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return [(key.text, _plain(value)) for key, value in node.pairs]
    return node
