"""Completion of commands, flags and their choices in bash, zsh and fish, made from the parser itself.

source <(swedoc completion bash)          # in ~/.bashrc; zsh the same with `zsh`
swedoc completion fish > ~/.config/fish/completions/swedoc.fish
"""

from __future__ import annotations

from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator

SHELLS = ("bash", "zsh", "fish")

_BASH = """_swedoc() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command= at words= named=
  for at in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $at in {commands}) command=$at; break;; esac
  done
  case "$command $before" in
{choices}
  esac
  if [ -z "$words" ]; then
    case "$command" in
{flags}
    esac
    case "$word" in -*) ;; *) [ -n "$command" ] && words=$named;; esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  case "$command:$words:$word" in :*|*::-*) ;; *::*) COMPREPLY=($(compgen -f -- "$word"));; esac
}}
complete -o filenames -F _swedoc swedoc
"""


def script(top: ArgumentParser, shell: str) -> str:
    """The completion script for one of `SHELLS`."""
    if shell == "fish":
        return "".join(f"{line}\n" for line in _fish(top))
    bash = _bash(top)
    return (
        f"autoload -U +X compinit bashcompinit && compinit && bashcompinit\n{bash}"
        if shell == "zsh"
        else bash
    )


def commands_in(top: ArgumentParser) -> dict[str, ArgumentParser]:
    """The parser of each command."""
    return next(dict(action.choices) for action in top._actions if isinstance(action, _SubParsersAction))


def _flags(parser: ArgumentParser) -> list[Action]:
    return [action for action in parser._actions if action.option_strings]


def _choices(action: Action) -> list[str]:
    return [str(choice) for choice in action.choices or ()]


def _named(parser: ArgumentParser) -> list[str]:
    """The choices of what stands without a flag."""
    named = (a for a in parser._actions if not a.option_strings and not isinstance(a, _SubParsersAction))
    return [choice for action in named for choice in _choices(action)]


def _bash(top: ArgumentParser) -> str:
    commands = commands_in(top)
    choices, flags = [], []
    for name, parser in {"": top, **commands}.items():
        for action in _flags(parser):
            if action.choices:
                words = " ".join(_choices(action))
                choices += [f'    "{name} {flag}") words="{words}";;' for flag in action.option_strings]
        known = [flag for action in _flags(parser) for flag in action.option_strings if flag.startswith("--")]
        words = " ".join([*known, *(commands if not name else ())])
        flags.append(f'      "{name}") words="{words}" named="{" ".join(_named(parser))}";;')
    return _BASH.format(commands="|".join(commands), choices="\n".join(choices), flags="\n".join(flags))


def _fish(top: ArgumentParser) -> Iterator[str]:
    commands = commands_in(top)
    none = "not __fish_seen_subcommand_from " + " ".join(commands)
    helps = {a.dest: a.help or "" for action in top._actions if isinstance(action, _SubParsersAction)
             for a in action._choices_actions}  # fmt: skip
    for name in commands:
        yield f"complete -c swedoc -f -n {_quoted(none)} -a {name} -d {_quoted(helps.get(name, ''))}"
    for name, parser in commands.items():
        seen = _quoted(f"__fish_seen_subcommand_from {name}")
        if _named(parser):
            yield f"complete -c swedoc -f -n {seen} -a {_quoted(' '.join(_named(parser)))}"
        for action in _flags(parser):
            names = [
                f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}"
                for flag in action.option_strings
            ]
            takes = [f"-x -a {_quoted(' '.join(_choices(action)))}"] if action.choices else []
            takes = takes or ([] if action.nargs == 0 else ["-r"])
            yield " ".join(["complete -c swedoc -n", seen, *names, *takes, "-d", _quoted(action.help or "")])


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
