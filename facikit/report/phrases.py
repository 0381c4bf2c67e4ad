"""Every phrase that facikit itself prints in a report, by key: what a house may say in words of its own.

A phrase is a text, or two where it counts something: for one, for several. What stands in braces is put in; ``{n}`` is
the number that is counted. Whole sentences stand here rather than parts of them, as other languages order theirs
otherwise. ``wording.py`` says them, and ``house.py`` reads what a house has in their place.
"""

from __future__ import annotations

Phrase = str | tuple[str, ...]
"""A text, (for one, for several), or the twelve months."""

# fmt: off
SECTIONS: dict[str, dict[str, Phrase]] = {
    "The language, as in en-GB, cy or sco, and how dates stand": {
        "language": "en-GB",
        "months": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                   "November", "December"),
        "date": "{day} {month} {year}",
        "date_month": "{month} {year}",
        "date_numbers": "{day}.{month}.{year}",
    },
    "Headings": {
        "parking_lot": "Parking lot",
        "who_took_part": "Who took part",
        "also_recorded": "Also recorded",
        "aim": "Aim",
        "maps_in_full": "The maps in full",
        "how_the_groups_were_held": "How the groups were held",
        "notes_from_the_day": "Notes from the day",
        "counts_heading": "Counts",
        "other": "Other",
    },
    "What leads in": {
        "outcomes": "Outcomes of this session:",
        "speaker": "Speaker:",
        "set_out_to_do": "It set out to do this:",
        "its_parts": "Its parts:",
        "to_read_on": "To read on:",
        "in_the_middle": "In the middle: {words}",
    },
    "Marks around what somebody said, and what stands before the last of several": {
        "quote_opens": "‘",
        "quote_shuts": "’",
        "and": "and",
    },
    "Who took part": {
        "took_part": ("{n} person took part.", "{n} people took part."),
        "took_part_registered": ("{people} took part, {n} of them is in the register.",
                                 "{people} took part, {n} of them are in the register."),
        "counted_registered": "{people} counted in the room, {registered} in the register.",
        "role_not_given": "Role not given",
        "role_not_given_in_a_row": "role not given",
        "no_team_given": "No team given",
        "people_by_group": "People: {groups}.",
        "in_the_room": "{number} in the room",
    },
    "Counted": {
        "point": ("{n} point", "{n} points"),
        "text": ("{n} text", "{n} texts"),
        "quote": ("{n} quote", "{n} quotes"),
        "row": ("{n} row", "{n} rows"),
        "mark": ("{n} mark", "{n} marks"),
        "dot": ("{n} dot", "{n} dots"),
        "count": ("{n} count", "{n} counts"),
        "answer": ("{n} answer", "{n} answers"),
        "picture": ("{n} picture", "{n} pictures"),
        "pledge": ("{n} pledge", "{n} pledges"),
        "person": ("{n} person", "{n} people"),
        "from_groups": "{counted} from {groups} of {all} groups",
        "of": "{number} of {all}",
        "percent": "{number}%",
        "under_one_percent": "under 1%",
        "over_99_percent": "over 99%",
    },
    "Votes and counts": {
        "most_dots_first": "Most dots first",
        "most_answers_first": "Most answers first",
        "most_counts_first": "Most counts first",
        "with_most_dots": "The {shown} with most dots, of {all}",
        "with_most_answers": "The {shown} with most answers, of {all}",
        "with_most_counts": "The {shown} with most counts, of {all}",
        "order_and_whole": "{order}; {counted} in all.",
        "row_and_whole": "{row}, of {counted} in all.",
        "whole": "{counted} in all",
        "no_dots": "No dots: {items}.",
        "no_answers": "No answers: {items}.",
        "no_counts": "No counts: {items}.",
        "several_each": "One person could choose several; {counted} in all.",
        "counted_in_groups": "Counted in {groups} groups.",
        "item_gone": "An item that is no longer there",
        "pledges_made": ("{n} pledge was made.", "{n} pledges were made."),
        "posting": "Posting: {when}.",
    },
    "Marks on a scale": {
        "scale_ends": "From {low} to {high}.",
        "lower_end": "lower end",
        "middle": "middle",
        "mixed": "mixed",
        "upper_end": "upper end",
        "at_point": "{number} at {point}",
        "median": "median {point} of {points}",
        "median_between": "median between {low} and {high} of {points}",
        "spread": "{where}; {spread} ({median}, {marks})",
        "no_marks": "no marks",
        "off_the_scale": "{number} off the scale",
        "round": "Round {name}",
        "rounds_caution": "The rounds count marks and do not follow the same people one by one; what a point means to "
                          "people may have changed in between.",
    },
    "Heads of columns": {
        "column_group": "Group",
        "column_note": "Note",
        "column_item": "Item",
        "column_option": "Option",
        "column_statement": "Statement",
        "column_round": "Round",
        "column_dots": "Dots",
        "column_answers": "Answers",
        "column_number": "Number",
        "column_marks": "Marks",
        "column_off_the_scale": "Off the scale",
        "column_of": "Of",
        "column_share": "Share",
        "column_groups": "Groups",
        "all": "All",
    },
    "What is missing: the first seven stand in drafts": {
        "not_written": "Not written yet",
        "not_recorded": "Nothing recorded yet",
        "no_themes": "No themes yet",
        "nothing_called": "There is nothing called",
        "picture_without_description": "Picture without a description",
        "picture_unread": "Picture that cannot be shown yet",
        "held_back": "Held back until the counts are released",
        "held_back_of": "{label}: held back until the counts are released.",
        "picture_undescribed": "picture without a description: {picture}",
    },
}
# fmt: on

PHRASES: dict[str, Phrase] = {key: phrase for section in SECTIONS.values() for key, phrase in section.items()}
