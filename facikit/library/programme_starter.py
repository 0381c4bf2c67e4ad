"""A programme to begin with: every key that there is and a few words on each, the kit's own sessions in it already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facikit.library.programme_shape import Sitting
from facikit.library.programmes import short_names
from facikit.library.starters import scalar
from facikit.library.values import slug, unique

OWN_NAME = re.compile(r"^\d{4}-\d\d-\d\d-(.+)-[a-z0-9]{6}$")
"""A session's folder: its date, its title, six letters of its id."""

HEAD = """\
# A programme: several sessions reported together. It is right as it stands. Put your words in the place of ours.
# What begins with a # is not in use: take the # and the space behind it away where you want it.
# Look at it at any time with: facikit report {stem} --draft     Check it with: facikit check sessions/{stem}
title: {title}
programme: {id}                    # its own id: leave it as it is
date: {date}                           # the date of the report
# place: Port Larrig                       # where it was made
report: programme-report                   # the kind of report
numbers: 2                                 # how deep sections are numbered: 0 not at all, 1 as in 1, 2 as in 1.1
# about:                                   # the cover: subtitle, status, date_as, partners, people, contact, links ...
#   subtitle: What was done and what was learned
#   date_as: month

# The sessions, in their order: a folder beside this one, or enough of a session's name. `as` is its short name here.
# One of which only the title and the date are known has no `session`. `summary` stands under 'Month: title'; without
# one, the session's own introduction does.
sessions:
"""

BODY = """
# Themes that come up in several sessions: to each belong the sessions' own themes of that name. Which there are, and
# which names several sessions have: facikit themes {stem}
# themes:
#   - name: Time                             # as it is called in the sessions
#     text: What is short, and what takes it.        # what it is about
#     also: [{first}/No room to breathe]     # themes that go by another name: SESSION/NAME, or SESSION/ID
#     without: [{first}]                     # where this name means something else: SESSION, or SESSION/NAME

# The report, section by section. Each part has a heading and what stands under it; `parts` are one level deeper.
# A bare name is a place for prose: write it with 'facikit write {stem}', or with 'facikit add {stem} session NAME'.
# In prose, [[see:NAME]] leads to a part or a session, [[see:SESSION/BLOCK]] to a block of one, [[quote:SESSION/ID]] and
# [[count:SESSION/BLOCK.FIELD]] bring what was said and counted there.
sections:
  - heading: Introduction
    slot: introduction                     # a place for prose of the programme's own
    hint: What this was about, with whom, and when.       # what the writer is asked for
  - heading: Summary
    slot: summary
    parts:
      # What is written in a session and placed here as well, with ^a in Write or with 'facikit also': written once.
      - show: findings
      #   by: session                        # apart for each session, under its title
      #   order: [{first}/BLOCK.SLOT]          # these first; else in the order of the sessions
  - heading: What we did
    parts:
      - slot: what-we-did
        text: We met several times.        # stands there until somebody writes
      - show: sessions                     # each session with its month and what it was for
  - heading: What we learned
    name: learned                          # what [[see:learned]] leads to
    parts:
      - messages                           # a bare name is a slot
      # - heading: What good looks like
      #   lead: People told us that it is good when     # a sentence before it
      #   from: {first}/BLOCK.FIELD          # from a session: a field, a slot, or a whole block
      #   as: list                           # the form it takes, as in an exercise's report
      #   only: highlighted                  # only what staff highlighted
      #   top: 10                            # only the first so many
      #   by: group                          # apart for each group, category or label
      # - heading: One theme
      #   from: {first}/BLOCK.FIELD
      #   theme: Its name                    # only this theme of the field
      #   members: all                       # which responses stand under it: all, highlighted or none
      # - heading: What came up again and again
      #   show: themes                       # the themes above, session by session
      #   as: table                          # or headings: each with what was said, from all the sessions
      # - heading: Time
      #   theme: Time                        # one of the themes above, with what was said
  # - heading: Evaluation
  #   answers:                               # a form's answers, question by question across everybody
  #     from: {first}/BLOCK.FIELD            # several: [in, brackets]
  #     slots: [gained, changed]             # a place for prose under each question, in their order
  #     codes: P1 and so on stand for those who answered.      # a footnote, once
  #     only: called                         # print the answers that prose calls; or highlighted, or all of them
  - heading: Conclusion
    slot: conclusion
"""

NO_APPENDIX = """
# appendices:                              # numbered, after the sections
#   - heading: Reports
#     parts:
#       - report: {first}                      # a session's whole report, its headings moved down
#         template: record                   # another kind of report than the session's own
#         without: [parking, register]       # blocks and slots to leave out; also parking, register
#   - heading: Who took part
#     register: {first}                      # the register of a session
"""

APPENDICES = """
# What stands at the end: numbered appendices.
appendices:
  - heading: Reports
    parts:
"""

AFTER = """\
      # - report: {first}                      # a session's whole report, its headings moved down
      #   template: record                   # another kind of report than the session's own
      #   without: [parking, register]       # blocks and slots to leave out; also parking, register
  # - heading: Who took part
  #   register: {first}                      # the register of a session
"""


def programme_text(title: str, stem: str, programme_id: str, date: str, sessions: Sequence[str]) -> str:
    """Return the text of a new programme; ``sessions`` are the folders of those to begin with."""
    sittings = [Sitting(session=name, as_=_short(name)) for name in sessions] or [Sitting(title="First workshop")]
    taken: set[str] = set()
    names = [unique(name, taken) for name in short_names(sittings)]
    first = names[0]
    text = HEAD.format(title=scalar(title), stem=stem, id=programme_id, date=date)
    for name, sitting in zip(names, sittings, strict=True):
        if sitting.session:
            text += f"  - {{session: {scalar(sitting.session)}, as: {name}}}\n"
    if not sessions:
        text += f"  - {{title: First workshop, as: {first}, date: {date}, summary: What it was for.}}\n"
    text += BODY.format(stem=stem, first=first)
    if not sessions:
        return text + NO_APPENDIX.format(first=first)
    text += APPENDICES + "".join(f"      - {{report: {name}}}\n" for name in names)
    return text + AFTER.format(first=first)


def _short(folder: str) -> str:
    """Return a name to write often: the folder's without its date and its id."""
    found = OWN_NAME.match(folder)
    return slug(found[1] if found else folder, "session")
