"""Hand-outs: every exercise gives what is written on with a pen, and notes on paper are the Note screen's twin."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import reading_back
from hostile import TEXTS
from making import block, plan, register, say, session_of, theme

from facikit.library.finding import exercises, workshops
from facikit.library.kinds import (
    FIELD_TYPES,
    ChoiceField,
    CountField,
    DotsField,
    ListField,
    PeopleField,
    PledgeField,
    QuotesField,
    ScaleField,
    TableField,
    TextField,
    TreeField,
)
from facikit.library.kits import packaged_kit
from facikit.library.reading import read
from facikit.library.shapes import Exercise, GroupSet, Plan, Step, Workshop
from facikit.library.values import From, Item, Label
from facikit.report.handouts import html as html_writer
from facikit.report.handouts import markdown as markdown_writer
from facikit.report.handouts.amounts import entries, lines_to_fill, rows
from facikit.report.handouts.html import html
from facikit.report.handouts.markdown import markdown
from facikit.report.handouts.notes import NOTES
from facikit.report.handouts.page import sheets_of
from facikit.report.handouts.parts import (
    Beside,
    Blanks,
    Boxes,
    Cards,
    Grid,
    Line,
    Middle,
    Part,
    Points,
    Postcards,
    Question,
    Ruled,
    Sheet,
    Ticks,
)
from facikit.report.handouts.sheets import SHEETS
from facikit.report.handouts.work import of_exercise, of_plan, of_session, of_workshop
from facikit.report.handouts.worksheet import WORKSHEET
from facikit.report.text import one_line
from facikit.tui.capture import headings_of

EXERCISES = exercises([packaged_kit()])
TAGS = {
    *("!doctype", "html", "head", "meta", "title", "style", "body", "section", "h1", "h2", "h3", "p", "b", "i", "em"),
    *("strong", "br", "ul", "ol", "li", "div", "span", "small", "table", "colgroup", "col", "thead", "tbody"),
    *("tr", "th", "td"),
}
WORKSHOPS = workshops([packaged_kit()])


def items(*texts: str) -> tuple[Item, ...]:
    return tuple(Item(text, f"item-{number}") for number, text in enumerate(texts))


def exercise_of(name: str) -> Exercise:
    exercise, _ = read(EXERCISES[name], Exercise)
    assert exercise is not None
    return exercise


def sheets(name: str, kind: str = "", number: int | None = None) -> list[Sheet]:
    return [one for one in sheets_of(of_exercise(exercise_of(name), number=number)) if not kind or one.kind == kind]


def parts(made: list[Sheet], sort: type[Part]) -> list[Part]:
    return [part for sheet in made for part in sheet.parts if isinstance(part, sort)]


def one_step(*fields: object, setting: str = "groups", **step: str) -> Exercise:
    """Return an exercise of one step that captures ``fields``."""
    made = Step(title="Do it", capture=fields, **{"ask": "What now?"} | step)  # type: ignore[arg-type]
    return Exercise(title="Mine", setting=setting, steps=(made,))  # type: ignore[arg-type]


def text_of(page: str) -> str:
    """Return the words of an HTML page, without its style."""
    body = page.split("<body>", 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_every_kind_of_field_has_its_sheets_and_every_part_its_form():
    assert set(WORKSHEET) == set(NOTES) == set(SHEETS) == set(FIELD_TYPES)
    every = set(Part.__subclasses__())
    assert set(html_writer.WRITTEN) == set(markdown_writer.WRITTEN) == every


@pytest.mark.parametrize("name", EXERCISES)
def test_every_exercise_has_something_to_hand_out_and_says_how_many(name: str):
    made = sheets(name)
    assert made[0].kind == "runsheet"
    assert len(made) > 1, "a run sheet alone is nothing to hand out"
    assert all(sheet.copies and sheet.parts and sheet.title for sheet in made)
    page = html(name, made)
    assert page.count("<section") == len(made)
    assert not re.search(r"<script|https?:|url\(|@import|<img|<link", page)
    assert not re.search(r"<\w+>", text_of(page)), "an open blank is room to write in"
    assert markdown(made).count("\n# ") + 1 == len(made)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_note_takers_sheet_is_the_note_screen_field_for_field(name: str):
    fields = [field for step in exercise_of(name).steps for field in step.capture]
    made = sheets(name, "notes")
    if all(field.kind == "people" for field in fields):
        assert not made
        return
    grids = parts(made, Grid)
    assert len(grids) == len(fields)
    known = of_exercise(exercise_of(name)).works[0].fields
    for grid, field in zip(grids, known, strict=True):
        assert isinstance(grid, Grid)
        # Columns that a workshop has yet to name have room to be named.
        assert list(grid.heads[: len(headings_of(field)) or 1]) == (headings_of(field) or [""]), field.field
        assert grid.rows


@pytest.mark.parametrize("name", WORKSHOPS)
def test_a_workshops_hand_outs_are_in_the_agendas_order_with_a_page_for_each_group(name: str):
    workshop, _ = read(WORKSHOPS[name], Workshop)
    assert workshop is not None
    day = of_workshop(workshop, [packaged_kit()], name=name)
    made = sheets_of(day)
    assert [sheet.kind for sheet in made].count("runsheet") == 1
    titles = list(dict.fromkeys(sheet.title for sheet in made[1:]))
    order = [one.title for one in day.works if one.title in titles]
    assert titles == list(dict.fromkeys(order))
    for work in day.works:
        named = [sheet.group for sheet in made if sheet.title == work.title and sheet.kind == "notes"]
        if work.groups and named:
            assert named == list(work.groups)
    assert html(day.title, made).count("<section") == len(made)
    assert "2000" not in text_of(html(day.title, made)), "a workshop has no date yet"


# Worksheets


def test_the_research_worksheet_is_a_name_line_four_columns_and_three_rows():
    sheet = next(iter(sheets("research-ideas", "worksheet")))
    assert sheet.title == "What do you want to know?"
    assert Blanks(words=("Name (may stay empty)",)) in sheet.parts
    grid = next(part for part in sheet.parts if isinstance(part, Grid))
    assert [head.split(" (")[0] for head in grid.heads] == ["The idea", "Why", "Who", "How"]
    assert len(grid.rows) == 3
    assert sheet.shape == "wide"


def test_a_square_of_four_is_four_boxes_and_its_questions_stand_over_them():
    sheet = sheets("swot", "worksheet")[0]
    assert [part.headings for part in sheet.parts if isinstance(part, Boxes)] == [
        ("Strengths", "Weaknesses", "Opportunities", "Threats")
    ]
    question = next(part for part in sheet.parts if isinstance(part, Question))
    assert question.text.count("?") == 2


def test_two_lists_of_one_step_stand_side_by_side():
    made = sheets_of(of_exercise(one_step(ListField(field="is"), ListField(field="isnt", expect="Two to four."))))
    both = parts(made, Beside)[0]
    assert isinstance(both, Beside)
    assert [(one.title, one.lines) for one in both.lists] == [("Is", 16), ("Isnt", 8)]


def test_three_questions_stand_on_one_page_with_room_under_each():
    made = sheets("three-questions", "worksheet")
    assert len(made) == 1
    asked = [part.text for part in made[0].parts if isinstance(part, Question)]
    assert len(asked) == 3
    assert all(one.endswith("?") for one in asked)
    assert [part.lines for part in made[0].parts if isinstance(part, Ruled)] == [6, 6, 6]


def test_a_map_has_its_middle_and_room_round_it():
    fields = TreeField(field="map", root="Our work", kinds=items("Help", "Hurdle"))
    middle = parts(sheets_of(of_exercise(one_step(fields))), Middle)[0]
    assert isinstance(middle, Middle)
    assert (middle.text, middle.kinds) == ("Our work", ("Help", "Hurdle"))


def test_a_choice_is_boxes_to_tick_and_a_count_a_row_each():
    made = sheets_of(
        of_exercise(
            one_step(
                ChoiceField(field="pick", options=items("Yes", "Not yet")),
                CountField(field="seats", of=items("A", "B")),
            )
        )
    )
    assert parts(made, Ticks)[0] == Ticks(title="Pick", options=("Yes", "Not yet"), hint="One only.")
    tally = next(part for part in parts(made, Grid) if isinstance(part, Grid) and "Strokes" in part.heads)
    assert [row[0] for row in tally.rows] == ["A", "B"]


def test_what_is_overheard_or_said_word_for_word_is_on_no_worksheet():
    assert not sheets("focus-guide", "worksheet")
    assert not sheets("interview", "worksheet")
    assert "Said" not in text_of(html("x", sheets("discussion", "worksheet")))


@pytest.mark.parametrize(
    ("level", "told", "column"),
    [
        ("", "Labels: Guest", True),
        ("role", "Labels: Guest", True),
        ("role-number", "number them", True),
        ("code", "the code on their badge, as in P3, and no name", True),
        ("name", "stands their name", True),
        ("none", "not who said it", False),
    ],
)
def test_the_note_takers_sheet_says_how_people_are_attributed(level, told, column):
    one = plan(block("talk", QuotesField(field="said")), labels=(Label("Guest"),), voices=level)
    text = markdown(sheets_of(of_plan(one), ["notes"]))
    assert told in text and ("Label |" in text) == column
    assert ("Guest" in text) == (level in ("", "role", "role-number"))


def test_anonymous_work_asks_nobody_for_a_name():
    one = plan(block("cards", ListField(field="now"), setting="individuals", groups="", anonymous=True))
    made = [sheet for sheet in sheets_of(of_plan(one)) if sheet.kind != "runsheet"]
    assert {sheet.kind for sheet in made} == {"worksheet", "notes"}
    assert not parts(made, Blanks)


@pytest.mark.parametrize(
    ("expect", "wanted"),
    [
        ("Two to four.", 4),
        ("One or two a table, short.", 2),
        ("One a group.", 1),
        ("One entry a card, as it is written.", None),
        ("One row a person.", None),
        ("A word or two each.", None),
        ("As many as come.", None),
        ("3-5 points", 5),
        ("99 things", 30),
        ("", None),
    ],
)
def test_how_much_room_is_wanted_is_read_from_what_is_expected(expect: str, wanted: int | None):
    assert entries(expect) == wanted


def test_paper_says_how_many_rows_and_which_lines():
    assert rows("One worksheet a person, four columns, three rows.") == 3
    assert rows("One sheet") is None
    assert lines_to_fill("A card with *who*, *wanted*.") == ("Who", "Wanted")
    assert lines_to_fill("Three sheets, *stop* in the middle.") == ()


# What is cut out, hung up, signed


@pytest.mark.parametrize(("people", "pages"), [(None, 1), (1, 1), (8, 1), (9, 2), (24, 3)])
def test_there_are_as_many_cards_as_people_and_eight_to_a_page(people: int | None, pages: int):
    made = parts(sheets("words-on-a-card", "cards", people), Cards)
    assert len(made) == pages
    assert sum(len(page.cards) for page in made if isinstance(page, Cards)) == (people or 8)
    assert all(page.to_page == 8 for page in made if isinstance(page, Cards))


def test_a_story_card_has_the_four_lines_that_the_exercise_names():
    card = next(page.cards[0] for page in parts(sheets("vignette", "cards"), Cards) if isinstance(page, Cards))
    assert card.lines == ("Who", "Wanted", "Instead", "Then")
    assert card.heading.startswith("Think of one person.")


def test_headings_for_the_wall_are_cards_too():
    first = parts(sheets("two-words", "cards"), Cards)[0]
    assert isinstance(first, Cards)
    assert [card.words for card in first.cards] == ["Lifting", "In between", "Weighing"]


def test_cards_that_lie_there_already_are_not_printed_again():
    assert not sheets("name-the-themes", "cards")
    assert not sheets("group-actions", "cards")


def test_long_words_get_larger_cards():
    long = ListField(field="points", expect="One entry a card.", categories=items("word " * 100, "short"))
    pages = [part for part in parts(sheets_of(of_exercise(one_step(long))), Cards) if isinstance(part, Cards)]
    assert pages[0].to_page == 4


@pytest.mark.parametrize(("people", "pages"), [(None, 1), (4, 1), (5, 2)])
def test_postcards_have_a_front_and_a_back_with_the_day_they_are_posted(people: int | None, pages: int):
    made = [part for part in parts(sheets("pledge", "postcards", people), Postcards) if isinstance(part, Postcards)]
    assert [part.front for part in made] == [True, False] * pages
    assert made[1].foot == "Posted in six weeks"
    assert made[1].prompt == "What is one step that you will take?"
    assert not sheets("pledge", "cards")


def test_each_statement_has_a_line_of_its_own_with_its_ends():
    made = sheets("dot-scales", "scales")
    lines = [part for part in parts(made, Line) if isinstance(part, Line)]
    assert [line.statement for line in lines] == ["Knowledge", "Confidence", "Interest"]
    assert {(line.points, line.low, line.high) for line in lines} == {(5, "hardly any", "plenty")}
    assert {sheet.shape for sheet in made} == {"wide"}


def test_the_voting_sheet_says_how_many_dots_must_be_there():
    votes = DotsField(field="votes", items=items("Bus", "Train"), each=3, colours=items("Red", "Blue"))
    made = [sheet for sheet in sheets_of(of_exercise(one_step(votes), number=20)) if sheet.kind == "dots"]
    assert "For 20 people: 60 dots of each colour." in text_of(html("x", made))
    grid = parts(made, Grid)[0]
    assert isinstance(grid, Grid)
    assert grid.heads[1:] == ("Red", "Blue", "Total")
    assert [row[0] for row in grid.rows] == ["Bus", "Train"]


def test_the_attendance_sheet_asks_for_what_is_kept_and_for_consent_where_the_exercise_does():
    grid = parts(sheets("register", "attendance"), Grid)[0]
    assert isinstance(grid, Grid)
    assert grid.heads == ("Name", "Role", "Team", "Group", "My role may be listed")
    plain = sheets_of(of_exercise(one_step(PeopleField(field="people"))))
    assert [part.heads for part in parts(plain, Grid) if isinstance(part, Grid)] == [("Name", "Role", "Team", "Group")]


# A session


def test_a_session_prints_its_date_its_groups_and_what_earlier_blocks_have_brought(tmp_path: Path):
    ideas = block("ideas", ListField(field="points"), title="Ideas")
    vote = block("vote", DotsField(field="dots", items=From(from_="ideas.points"), each=2), title="Vote")
    topics = block("topics", TextField(field="plan"), groups="topics", title="Topics")
    sets = {"tables": GroupSet(names=items("North", "South")), "topics": GroupSet(from_="ideas.points")}
    session = session_of(tmp_path, plan(ideas, vote, topics, groups=sets, labels=items("Student")))
    waiting = sheets_of(of_session(session))
    made = say(session, "ideas", "points", "More buses", "<b>Fewer</b> forms", group="item-0")
    say(session, "ideas", "points", "Nobody's business", group="item-0", off_record=True)
    theme(session, "ideas", "points", "Getting there", made[0])
    register(session, ("Ada", "Nurse", "North"), ("Ben", "Porter", "South"))
    every = sheets_of(of_session(session))
    voting = [sheet for sheet in every if sheet.kind == "dots"]
    assert [sheet.group for sheet in voting] == ["North", "South"]
    assert voting[0].day == "A small day · 15 August 2023"
    grid = parts(voting, Grid)[0]
    assert isinstance(grid, Grid)
    assert [row[0] for row in grid.rows] == ["More buses", "<b>Fewer</b> forms"]
    assert "For 2 people: 4 dots." in text_of(html("x", voting))
    assert "Nobody's business" not in html("x", every)
    assert [sheet.group for sheet in every if sheet.title == "Topics" and sheet.kind == "notes"] == ["Getting there"]
    blank = parts([sheet for sheet in waiting if sheet.kind == "dots"], Grid)[0]
    assert isinstance(blank, Grid)
    assert {row[0] for row in blank.rows} == {""}
    assert "Ada" not in html("x", every), "nobody's name is printed beforehand"


# Whatever people write


@pytest.mark.parametrize("text", TEXTS)
def test_words_of_every_kind_are_printed_as_these_words(text: str):
    fields = (
        TableField(field="a", label=text, columns=items(text, "Why")),
        ScaleField(field="b", label=text, statements=items(text), low=text, high=text, rounds=items(text, "After")),
        DotsField(field="c", items=items(text), colours=items(text, "Blue")),
        TreeField(field="d", root=text, kinds=items(text)),
        ChoiceField(field="e", options=items(text)),
        QuotesField(field="f", labels=items(text)),
        PledgeField(field="g", post_on=text),
        ListField(field="h", expect=f"One entry a card {text}", categories=items(text)),
        TextField(field="i", expect=text),
    )
    step = Step(title=text, say=text, ask=text, watch=text, on_paper=text, capture=fields)
    one = Exercise(title=text, aim=text, materials=(text,), steps=(step,))
    made = sheets_of(of_exercise(one))
    page = html(text, made)
    tags = set(re.findall(r"<(/?[a-zA-Z!][\w-]*)", page))
    assert {tag.lstrip("/") for tag in tags} <= TAGS
    assert one_line(text) in text_of(page) or not one_line(text).isprintable()
    assert page.count("<section") == page.count("</section>") == len(made)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)


@pytest.mark.parametrize(
    "text", [text for text in TEXTS if one_line(text).strip("\u200b\u202e ") and "\n\n" not in text]
)
def test_words_of_every_kind_change_nothing_about_the_form_of_the_markdown(text: str):
    def made(words: str) -> str:
        fields = (
            TableField(field="a", label=words, columns=items(words, "Why")),
            ScaleField(field="b", statements=items(words), low=words, high=words, rounds=items(words, "After")),
            DotsField(field="c", items=items(words), colours=items(words, "Blue")),
            TreeField(field="d", root=words, kinds=items(words)),
            ChoiceField(field="e", options=items(words)),
            PledgeField(field="g", post_on=words),
            ListField(field="h", expect="One entry a card", categories=items(words, "Other")),
        )
        return markdown(sheets_of(of_exercise(one_step(*fields, ask=words))))

    kinds, words = reading_back.shape(made(text), "gfm-like")
    plain, _ = reading_back.shape(made("Plain words"), "gfm-like")
    assert [kind for kind in kinds if kind != "hardbreak"] == plain
    assert " ".join(one_line(text).split()) in words


def test_the_page_asks_the_network_for_nothing_even_where_somebody_has_written_a_picture_into_what_is_said():
    step = Step(title="Do it", say="![x](http://a.b/c.png) <img src=x> [y](javascript:z)\n\n- **one**\n- two")
    page = html("x", sheets_of(of_exercise(Exercise(title="Mine", steps=(step,)))))
    assert "<img" not in page
    assert "<a" not in page
    assert "<strong>one</strong>" in page


def test_the_run_sheet_of_a_day_has_its_times_and_outcomes():
    one = plan(block("a", ListField(field="x"), minutes=30), outcomes=items("Know"), start="09:30")
    first = sheets_of(of_plan(one))[0]
    assert Points(title="Outcomes", points=("Know",)) in first.parts
    words = text_of(html("x", [first]))
    assert "09:30 30 A" in words
    assert "10:00 end" in words


def test_a_plan_of_a_day_without_blocks_is_still_a_run_sheet():
    empty = Plan(session="0" * 14, title="Nothing yet", date="2000-01-01")
    assert [sheet.kind for sheet in sheets_of(of_plan(empty))] == ["runsheet"]


def test_each_group_votes_on_what_it_brought_itself_where_the_whole_room_brought_much(tmp_path: Path):
    ideas = block("ideas", ListField(field="points"))
    vote = block("vote", DotsField(field="dots", items=From(from_="ideas.points")))
    session = session_of(tmp_path, plan(ideas, vote))
    say(session, "ideas", "points", *(f"First {number}" for number in range(15)), group="table-1")
    say(session, "ideas", "points", *(f"Second {number}" for number in range(15)), group="table-2")
    made = {sheet.group: sheet for sheet in sheets_of(of_session(session)) if sheet.kind == "dots"}
    rows = {group: parts([sheet], Grid)[0].rows for group, sheet in made.items()}  # type: ignore[attr-defined]
    assert {row[0].split()[0] for row in rows["Table 1"]} == {"First"}
    assert {row[0].split()[0] for row in rows["Table 2"]} == {"Second"}
    assert len(rows["Table 3"]) == 30, "a group that brought nothing votes on everything"
