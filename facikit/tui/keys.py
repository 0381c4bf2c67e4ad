"""Every key of the app, as data: the bindings, the key bar, the help and the docs all come from here.

Each action has a Ctrl chord, or a plain editing key, that reaches the app from a text box in every terminal. Function
keys stand behind it as second names, because some machines keep them for themselves. The key bar shows keys in the
order in which they stand here.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType


class Key(NamedTuple):
    """One action's keys, the first one shown; its words on the key bar, and a sentence for the help."""

    id: str
    keys: str
    action: str
    words: str
    tooltip: str
    show: bool = True
    priority: bool = False


KEYS = (
    # The entry in the line, while it is being changed
    Key("entry.up", "ctrl+u,ctrl+up", "shift(-1)", "up", "Move this entry up.", True, True),
    Key("entry.down", "ctrl+d,ctrl+down", "shift(1)", "down", "Move this entry down.", True, True),
    Key("entry.split", "ctrl+k", "split", "split", "Make two entries of this one, at the cursor.", True, True),
    Key("entry.merge", "ctrl+w", "merge", "merge", "Put it together with the entry before.", True, True),
    Key("entry.out", "ctrl+x", "drop", "take out", "Take this entry out.", True, True),
    Key("entry.give", "ctrl+g,f8", "give", "give", "Give this entry to another group.", True, True),
    # Where the room is
    Key("room.next", "ctrl+n,f2", "next", "next", "On to the next step.", priority=True),
    Key("room.back", "ctrl+b,f3", "back", "back", "Back to the step before.", priority=True),
    Key(
        "room.follow", "ctrl+e", "follow", "to the facilitator", "Go to the step where the facilitator is.", True, True
    ),
    Key("room.timer", "ctrl+t,f5", "timer", "timer", "Start or pause the timer; then + a minute, = five.", True, True),
    Key("room.minute", "plus", "minutes(1)", "a minute", "Right after ^t: a minute more.", True, True),
    Key("room.minutes", "equals_sign", "minutes(5)", "five minutes", "Right after ^t: five minutes more.", True, True),
    Key("room.late", "ctrl+u", "late", "win time", "What could win time, now that the day runs late.", True, True),
    Key("room.group", "ctrl+g,f8", "group", "group", "Type for the next group.", priority=True),
    Key("note.sheet", "ctrl+t", "sheet", "paper", "Type from paper; then: the next sheet.", True, True),
    Key("entry.again", "ctrl+w", "again", "enter again", "Enter the counts once more, to be sure.", True, True),
    Key("entry.kind", "ctrl+o", "kind", "kind", "Make it a point, a quote or an observation.", True, True),
    Key("entry.label", "ctrl+l", "label", "label", "Whom this entry is attributed to.", True, True),
    Key("entry.release", "ctrl+l", "release", "let be seen", "Let the counts be seen, or hold them back.", True, True),
    Key("entry.heads", "ctrl+k", "heads", "people", "Say how many people are in the group.", True, True),
    Key("entry.find", "ctrl+f", "find", "find", "Find an entry anywhere in the session.", True, True),
    Key("entry.versions", "ctrl+w", "versions", "versions", "Choose between versions of this entry.", True, True),
    Key("entry.unfinished", "ctrl+d", "unfinished", "unfinished line", "Go to a line left unfinished.", True, True),
    Key("room.park", "ctrl+r", "park", "park", "Park it: the line, or what you type then.", True, True),
    Key("room.incident", "ctrl+x", "incident", "note it", "Note what has just happened, with the time.", True, True),
    Key("room.agenda", "ctrl+a", "agenda", "agenda", "The agenda: choose a step with Enter.", True, True),
    Key("room.blank", "ctrl+e,f9", "blank", "blank", "Let the room's screen be blank, or show again.", True, True),
    Key("room.pages-down", "pagedown", "page_down", "more", "Read on.", False, True),
    Key("room.pages-up", "pageup", "page_up", "read back", "Read what stands before.", False, True),
    # The room's screen
    Key("present.blank", "b,space", "blank", "blank", "Blank this screen, or show again.", True, True),
    Key("present.leave", "q,ctrl+q", "leave", "leave", "Close the room's screen.", True, True),
    # Home
    Key("home.open", "enter", "open", "open", "Open what is marked.", True, True),
    Key("home.new", "ctrl+n,f2", "new", "new session", "A new session from a workshop.", priority=True),
    Key("home.take", "ctrl+o", "take", "open a file", "Open a pack or a folder that came from elsewhere.", True, True),
    Key("home.plan", "ctrl+a", "plan", "plan", "The day: times, blocks, groups, what to bring.", True, True),
    Key("home.switch", "tab", "switch", "sessions, library", "From one list to the other.", True, True),
    Key("home.print", "ctrl+w", "print", "hand-outs", "Write its worksheets, cards and sheets, to print.", True, True),
    Key("home.watch", "ctrl+e", "watch", "live check", "Check it as you write it, and see what it makes.", True, True),
    Key("home.edit", "ctrl+t", "edit", "edit", "Open it in your text editor.", True, True),
    # The live check
    Key("designer.next", "tab", "next_pane", "next", "On to the next pane; arrows and page keys scroll.", True, True),
    Key("designer.before", "shift+tab", "pane_before", "back", "Back to the pane before.", True, True),
    Key("designer.edit", "ctrl+t", "edit", "edit", "Open the file in your text editor.", True, True),
    Key("designer.leave", "escape", "leave", "home", "To Home; the file stays as it is.", True, True),
    # Writing
    Key("write.insert", "enter", "insert", "put in", "Put a reference to this into the text.", priority=True),
    Key("evidence.quote", "ctrl+k", "quote", "quote it", "Choose the response as a quote, or not any more."),
    Key("evidence.wording", "ctrl+e", "wording", "wording", "Edit how it is quoted; what was said stays."),
    Key("evidence.aside", "ctrl+d", "aside", "set aside", "Leave the response out of considered reports, or not."),
    Key("evidence.off", "ctrl+o", "off_record", "off record", "Keep the response out of everything that goes out."),
    Key("evidence.undo", "ctrl+z", "take_back", "take back", "Take back your last change.", False),
    Key("evidence.text", "escape", "text", "text", "Back to the text."),
    Key("write.next", "ctrl+n,f2", "next", "next", "On to the next place to write.", priority=True),
    Key("write.back", "ctrl+b,f3", "back", "back", "Back to the place before.", priority=True),
    Key("write.find", "ctrl+f", "find", "find", "Go to any place to write, by its name.", priority=True),
    Key("write.onward", "tab", "onward", "evidence", "From the text to its evidence, and back.", priority=True),
    Key("write.backward", "shift+tab", "backward", "list", "To the list of places to write, and back.", False, True),
    Key("write.refer", "ctrl+r", "refer", "refer", "Put in a reference to a quote, theme, count, part.", True, True),
    Key("write.look", "ctrl+l", "look", "view", "See the text as the report prints it; then all.", True, True),
    Key("write.empty", "ctrl+g", "empty", "next empty", "On to the next place that is still empty.", True, True),
    Key("write.also", "ctrl+a", "also", "also in", "Let this stand in a programme's report as well.", True, True),
    Key("write.hide", "escape", "hide", "hide", "Give the room back to the text."),
    Key("write.wordings", "ctrl+t", "wordings", "wordings", "Look at the wordings that stand here.", True, True),
    Key("prose.undo", "ctrl+z", "undo", "undo typing", "Take back typing.", False),
    Key("prose.redo", "ctrl+y", "redo", "redo typing", "Put back typing that was taken back.", False),
    # Sorting into themes
    Key("cards.mark", "space", "mark", "mark", "Mark the card, or not any more.", True, True),
    Key("themes.take", "enter", "take", "put in", "Take the first theme offered, or make a new one.", True, True),
    Key("cards.also", "plus", "also", "also into", "Into a further theme; it stays where it is, too.", True, True),
    Key("themes.side", "tab,shift+tab", "side", "themes", "From the cards to the themes, and back.", True, True),
    Key("themes.clear", "escape", "clear", "back", "Back by one: typing, finding, marks, the theme shown.", True, True),
    Key("theme.rename", "ctrl+e", "rename", "rename", "Give the theme another name.", True, True),
    Key("theme.describe", "ctrl+w", "describe", "describe", "Say in a sentence what the theme is about.", True, True),
    Key("theme.merge", "ctrl+j", "merge", "merge", "Make one theme of two: this one goes into another.", True, True),
    Key("theme.up", "ctrl+u,shift+up", "order(-1)", "up", "Move the theme up.", True, True),
    Key("theme.down", "ctrl+d,shift+down", "order(1)", "down", "Move the theme down.", True, True),
    Key("theme.under", "right", "nest", "under", "Put the theme under the one above it.", True, True),
    Key("theme.out", "left", "unnest", "out", "Take the theme out from under another.", True, True),
    Key("theme.delete", "ctrl+x", "delete", "delete", "Delete the theme; what is in it stays.", True, True),
    Key("themes.find", "ctrl+f", "find", "find", "Only the cards with these words.", True, True),
    Key("cards.quote", "ctrl+k", "quote", "quote it", "Choose the response as a quote, or not any more.", True, True),
    Key("themes.view", "ctrl+l", "view", "all cards", "All cards, or only those in no theme.", True, True),
    Key("themes.new", "ctrl+t", "new", "new theme", "A new theme, or several: one in each line.", True, True),
    Key("themes.printed", "ctrl+r", "printed", "in the report", "How this field is printed in the report.", True, True),
    Key("themes.undo", "ctrl+z", "take_back", "take back", "Take back your last change.", True, True),
    Key("cards.out", "ctrl+x", "out", "take out", "Take it out of the theme, or of all themes.", True, True),
    Key("cards.wording", "ctrl+e", "wording", "wording", "Edit how it is quoted; what was said stays.", True, True),
    Key("cards.aside", "ctrl+d", "aside", "set aside", "Leave it out of considered reports, or not.", True, True),
    Key("cards.off", "ctrl+o", "off_record", "off record", "Keep it out of all that goes out, or not.", True, True),
    Key("cards.alike", "ctrl+r", "alike", "like this", "Look at the cards that are most like it.", True, True),
    Key("cards.every", "ctrl+a", "every", "mark all", "Mark every card in the list, or none.", True, True),
    Key("themes.field", "ctrl+g", "field", "field", "Sort the responses of another field.", True, True),
    Key("themes.next", "ctrl+n,f2", "next", "next field", "On to the next field.", True, True),
    Key("themes.back", "ctrl+b,f3", "back", "field before", "Back to the field before.", True, True),
    Key("themes.redo", "ctrl+y", "put_back", "put back", "Put back what was taken back.", False, True),
    Key("rows.up", "up", "walk(-1)", "up", "The one above.", False, True),
    Key("rows.down", "down", "walk(1)", "down", "The one below.", False, True),
    Key("rows.page-up", "pageup", "leap(-1)", "page up", "A page up.", False, True),
    Key("rows.page-down", "pagedown", "leap(1)", "page down", "A page down.", False, True),
    Key("rows.first", "home", "edge(-1)", "first", "The first one.", False, True),
    Key("rows.last", "end", "edge(1)", "last", "The last one.", False, True),
    # The plan of the day
    Key("plan.longer", "plus,right", "longer(5)", "longer", "Five minutes longer.", True, True),
    Key("plan.shorter", "minus,left", "longer(-5)", "shorter", "Five minutes shorter.", True, True),
    Key("plan.add", "ctrl+n,f2", "add", "put in", "Put in a block after it; or a group, or a label.", True, True),
    Key("plan.cut", "ctrl+x", "cut", "cut", "Leave it out of the day, or bring it back.", True, True),
    Key("plan.side", "tab,shift+tab", "side", "groups", "From the agenda to groups and materials; back.", True, True),
    Key("plan.change", "enter", "change", "minutes", "Type another length; beside the agenda: change it.", True, True),
    Key("plan.up", "ctrl+u,shift+up", "order(-1)", "up", "Move the block up.", True, True),
    Key("plan.down", "ctrl+d,shift+down", "order(1)", "down", "Move the block down.", True, True),
    Key("plan.fix", "ctrl+t", "fix", "fixed time", "Let it start at a fixed time, or follow on again.", True, True),
    Key("plan.rename", "ctrl+e", "rename", "rename", "Give it another name.", True, True),
    Key("plan.join", "ctrl+j", "join", "put together", "Put this group together with another.", True, True),
    Key("plan.undo", "ctrl+z", "take_back", "take back", "Take back your last change.", True, True),
    Key("plan.redo", "ctrl+y", "put_back", "put back", "Put back what was taken back.", False, True),
    Key("page.print", "ctrl+w", "print", "hand-outs", "Write its worksheets, cards and sheets, to print.", True, True),
    # A form
    Key("form.make", "enter,ctrl+s", "make", "make it", "Make it as it is filled in.", True, True),
    Key("form.next", "tab,down", "next_line", "next line", "To the line below.", True, True),
    Key("form.before", "shift+tab,up", "line_before", "line before", "To the line above.", False, True),
    Key("form.cancel", "escape", "cancel", "leave", "Close this; nothing is made.", True, True),
    # The report
    Key("report.mend", "enter", "mend", "mend it", "Go to where this is mended.", True, True),
    Key("report.allow", "ctrl+k", "allow", "let it stand", "Let this stand, and say why; or not any more.", True, True),
    Key("report.onward", "tab,shift+tab", "onward", "to look at", "To what is to be looked at, and back.", True, True),
    Key("report.next", "ctrl+n,f2", "next", "next", "On to the next heading.", priority=True),
    Key("report.back", "ctrl+b,f3", "back", "back", "Back to the heading before.", priority=True),
    Key("report.write", "ctrl+e", "write('md')", "file", "Write the file as Markdown, as you see it.", True, True),
    Key("report.genre", "ctrl+o", "genre", "kind", "Another kind of report.", True, True),
    Key(
        "report.voices",
        "ctrl+t",
        "voices",
        "voices",
        "Say less of who said it: roles, codes, no label.",
        True,
        True,
    ),
    Key("report.draft", "ctrl+d", "draft", "gaps", "Show what is still missing, or not.", True, True),
    Key("report.word", "ctrl+w", "write('docx')", "Word", "Write a Word document, to send or to work on.", True, True),
    Key("report.page", "ctrl+l", "write('html')", "HTML", "Write a page of HTML, to read or to print.", True, True),
    Key("report.find", "ctrl+f", "find", "find", "Find words in the report; once more: the next.", True, True),
    Key("report.undo", "ctrl+z", "take_back", "take back", "Take back your last change.", True, True),
    Key("report.redo", "ctrl+y", "put_back", "put back", "Put back what was taken back.", False, True),
    # Dialogues
    Key("reword.wordings", "ctrl+t", "wordings", "wordings", "Look at the wordings that stand here.", True, True),
    Key("dialog.accept", "enter", "accept", "choose", "Take what is marked.", True, True),
    Key("dialog.up", "up", "up", "up", "The one above.", False, True),
    Key("dialog.down", "down", "down", "down", "The one below.", False, True),
    Key("dialog.page-up", "pageup", "page_up", "page up", "A page up.", False, True),
    Key("dialog.page-down", "pagedown", "page_down", "page down", "A page down.", False, True),
    # The end of the day
    Key("closing.record", "ctrl+e", "record", "record", "Write the record of the day, as Markdown.", True, True),
    Key("closing.pack", "ctrl+w", "pack", "pack", "Put everything into one file, to keep it safe.", True, True),
    # On every screen of a session; where one types what groups say, under their Ctrl chords, too
    Key("aside.note", "f6", "note_it", "note it", "Note what has just happened, with the time.", True, True),
    Key("aside.park", "f7", "park", "park", "Park it: the line, or what you type then.", True, True),
    # Everywhere
    Key("app.screens", "ctrl+s,f4", "screens", "screens", "Go to another screen.", True, True),
    Key("app.commands", "ctrl+p", "commands", "all", "Everything that can be done here, by name.", True, True),
    Key(
        "app.help",
        "f1,ctrl+underscore,ctrl+slash",
        "help",
        "help",
        "What can be done here, and with which key.",
        True,
        True,
    ),
    Key("app.quit", "ctrl+q", "quit", "leave", "Close facikit; everything typed is saved first.", False, True),
    # The entry line
    Key("line.finish", "enter", "finish", "save", "Save this entry and start the next.", priority=True),
    Key("line.break", "ctrl+j", "break", "new line", "A new line inside this entry.", False),
    Key("line.onward", "tab", "onward", "next column", "On to the next column, category or field.", priority=True),
    Key("line.backward", "shift+tab", "backward", "column before", "Back to the one before.", False, True),
    Key("line.earlier", "up", "earlier", "edit the last", "In an empty line: change the last entry.", False, True),
    Key("line.later", "down", "later", "the entry after", "While changing entries: the one after.", False, True),
    Key("line.leave", "escape", "leave", "leave as it was", "Stop changing the entry; it stays as it was.", True, True),
    Key("line.take-back", "ctrl+z", "take_back", "take back", "Take back typing; in an empty line, your last change."),
    Key("line.put-back", "ctrl+y", "put_back", "put back", "Put back what was taken back.", False),
    # The way out of a dialogue stands behind what one can do in it
    Key("dialog.cancel", "escape", "cancel", "leave", "Close this; nothing changes.", True, True),
)

BY_ID = {key.id: key for key in KEYS}
ORDER = {key.id: number for number, key in enumerate(KEYS)}
ALWAYS = ("app.commands", "app.help")
"""What the key bar has room for in every case: from these one gets to everything else."""

NAMES = {
    "b": "b",
    "q": "q",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "ctrl+underscore": "^/",
    "ctrl+slash": "^/",
}


def bindings(*ids: str) -> list[BindingType]:
    """Return the bindings of these actions; ``app.`` stands for all whose id begins so."""
    chosen = [
        key for key in KEYS for wanted in ids if key.id == wanted or (wanted[-1] == "." and key.id.startswith(wanted))
    ]
    return [
        Binding(key.keys, key.action, key.words, show=key.show, priority=key.priority, tooltip=key.tooltip, id=key.id)
        for key in chosen
    ]


def name_of(key: str) -> str:
    """Return a key's name as it is written on the screen: ``^n``, ``F2``, ``Enter``."""
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+"):
        rest = key.removeprefix("ctrl+")
        return f"^{rest}" if len(rest) == 1 else f"Ctrl+{name_of(rest)}"
    if key.startswith("shift+"):
        return f"Shift+{name_of(key.removeprefix('shift+'))}"
    return key.capitalize()
