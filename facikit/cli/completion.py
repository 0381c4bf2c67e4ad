"""``facikit completion``: a shell that goes on typing for one, with the names of one's own sessions too.

The shell's part is a few lines that ask ``facikit completion --next`` what may stand here. It answers from the commands
themselves, and imports no more than the one that stands in the line.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable


class Shell(StrEnum):
    """The shells that can be taught."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


SCRIPTS = {
    Shell.bash: r"""_facikit() {
    local IFS=$'\n'
    COMPREPLY=($(facikit completion --next -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _facikit facikit
""",
    Shell.zsh: r"""#compdef facikit
_facikit() {
    local -a found
    found=("${(@f)$(facikit completion --next -- "${(@)words[2,$CURRENT]}" 2>/dev/null)}")
    if [[ -n "$found[1]" ]]; then compadd -a found; else _files; fi
}
compdef _facikit facikit
""",
    Shell.fish: r"""function __facikit_next
    set -l words (commandline -opc)
    set -e words[1]
    facikit completion --next -- $words (commandline -ct | string collect --allow-empty) 2>/dev/null
end
complete -c facikit -a '(__facikit_next)'
""",
    Shell.powershell: r"""Register-ArgumentCompleter -Native -CommandName facikit -ScriptBlock {
    param($word, $line)
    $words = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
    if (-not $word) { $words += '""' }
    facikit completion --next -- @words 2>$null |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
""",
}
WHERE = {
    Shell.bash: 'Put this line into ~/.bashrc: eval "$(facikit completion bash)"',
    Shell.zsh: 'Put this line into ~/.zshrc, below compinit: eval "$(facikit completion zsh)"',
    Shell.fish: "Have it at every start: facikit completion fish > ~/.config/fish/completions/facikit.fish",
    Shell.powershell: "Put this into your $PROFILE: facikit completion powershell | Out-String | Invoke-Expression",
}


def command(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="bash|zsh|fish|powershell", help="Your shell.")] = None,
    following: Annotated[
        bool, typer.Option("--next", help="For the shell itself: what may stand behind these words?")
    ] = False,
) -> None:
    """Print what lets your shell complete commands and names.

    It goes into the file that your shell reads at its start; which that is stands beside it."""
    from facikit.cli.output import say, tell
    from facikit.cli.usage import WrongUsage
    from facikit.errors import closest

    if following:
        for one in may_follow(ctx.find_root().command, words or [""]):
            say(one)
        return
    name = words[0] if words and len(words) == 1 else ""
    if name not in list(Shell):
        raise WrongUsage(
            "your shell is missing or not known", closest(name, Shell) or f"it is one of {', '.join(Shell)}"
        )
    print(SCRIPTS[Shell(name)], end="")
    tell(WHERE[Shell(name)])


def may_follow(start: Any, words: list[str]) -> list[str]:
    """Return what may stand in the place of the last of ``words``, which is typed in part or not at all."""
    from facikit.cli.main import COMMANDS

    *before, begun = ("" if word == '""' else word for word in words)
    kit, before = _without_kit(before)
    if not before:
        return _beginning(begun, [*COMMANDS, *(["--help", "--kit", "--version"] if begun.startswith("-") else [])])
    command = start.get_command(None, before[0])
    rest = before[1:]
    if command is not None and hasattr(command, "commands"):
        if not rest:
            return _beginning(begun, command.commands)
        command, rest = command.commands.get(rest[0]), rest[1:]
    if command is None:
        return []
    options: dict[str, Any] = {
        name: one for one in command.params for name in (*one.opts, *one.secondary_opts) if name[:1] == "-"
    }
    last = options.get(rest[-1]) if rest else None
    if last is not None and not last.is_flag:
        return _beginning(begun, getattr(last.type, "choices", None) or ())
    if begun.startswith("-"):
        return _beginning(begun, [*options, "--help"])
    places = [one for one in command.params if one.param_type_name == "argument"]
    at = _how_many(rest, options)
    place = places[min(at, len(places) - 1)] if places else None
    if place is None or (at >= len(places) and place.nargs != -1):
        return []
    return _beginning(begun, _known(place, kit))


def _without_kit(words: list[str]) -> tuple[Path | None, list[str]]:
    """Take ``--kit FOLDER`` out of the words, wherever it stands."""
    for at, word in enumerate(words):
        if word.startswith("--kit="):
            return Path(word[6:]), [*words[:at], *words[at + 1 :]]
        if word == "--kit":
            return (Path(words[at + 1]) if at + 1 < len(words) else None), [*words[:at], *words[at + 2 :]]
    return None, words


def _how_many(words: list[str], options: dict[str, Any]) -> int:
    """Return how many of the words are neither an option nor its value."""
    count, value = 0, False
    for word in words:
        one = options.get(word)
        if not value and not word.startswith("-"):
            count += 1
        value = one is not None and not one.is_flag and not value
    return count


def _known(place: Any, kit: Path | None) -> Iterable[str]:
    """Return the names that there are for a place of a command, by the word that its help has for it."""
    from facikit.library import finding
    from facikit.library.kits import kits

    choices = getattr(place.type, "choices", None)
    words = (place.metavar or "").strip("[].").split("|")
    if choices or (len(words) > 1 and words[0].islower()):
        return choices or words
    where = kits(kit if kit is not None and kit.is_dir() else None)
    found: list[str] = []
    if {"NAME", "WORKSHOP"} & {*words}:
        found += finding.workshops(where)
    if "NAME" in words:
        found += finding.exercises(where)
    if {"NAME", "SESSION"} & {*words}:
        found += [folder.name for folder in finding.sessions(where)]
    return found


def _beginning(begun: str, names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name.startswith(begun)))
