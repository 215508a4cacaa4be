"""`sparkplug setup`: asks for the settings, tries the tokens, writes `.env`."""

import asyncio
import io
import os
import re
import secrets
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import click
from dotenv.parser import parse_stream
from rich.console import Console

from bot.settings import NATIONS, read
from bot.tokens import Known, slack_knows, telegram_knows

Answers = dict[str, str]
"""Settings by their names without SPARKPLUG_; an empty one is left out of the file."""


def set_up(file: Path) -> None:
    """Ask for what is needed to run, and write it down at the end, not before.

    Raises:
        ClickException: the file can't be read or written.
    """
    console = Console(highlight=False)
    console.print(
        "This asks for what Sparkplug needs to run, and writes it to "
        f"{file.resolve()}. Enter keeps what stands in [brackets]; Ctrl-C leaves all as it is.\n",
        markup=False,
    )
    answers: Answers = {}
    _ask_who(answers)
    while not (_ask_telegram(console, answers) | _ask_slack(console, answers)):
        console.print("\nIt needs one of the two, or there is nobody to talk to.\n", style="bold")
    _write(file, {f"SPARKPLUG_{name}": value for name, value in answers.items()})
    console.print(f"\n[bold green]✓[/] Written to {file.resolve()}, for your eyes alone. Next:")
    console.print(
        "  sparkplug check                  look over the installation\n"
        "  sparkplug import areas FILE      then contacts, pots, groups: your own data\n"
        "  sparkplug run                    begin",
        markup=False,
    )


# --- Questions ------------------------------------------------------------------------------


def _ask_who(answers: Answers) -> None:
    answers["ORGANISATION"] = _ask(answers, "ORGANISATION", "Who runs this assistant", needed=True)
    answers["NOTICE_URL"] = _ask(
        answers, "NOTICE_URL", "Web address of your privacy notice", needed=True
    )
    answers["NATION"] = _ask(answers, "NATION", f"Nation ({', '.join(NATIONS)}; or nothing)")


def _ask_telegram(console: Console, answers: Answers) -> bool:
    """Ask for Telegram's settings; whether there are any."""
    api = read(os.environ)[0].telegram_api
    console.print("\nTelegram: make a bot with https://t.me/BotFather; it gives you a token.")
    _ask_known(
        console,
        answers,
        {"TELEGRAM_TOKEN": "Telegram token (nothing: no Telegram)"},
        lambda: telegram_knows(answers["TELEGRAM_TOKEN"], api),
    )
    had = _set("TELEGRAM_WEBHOOK_URL")
    answers["TELEGRAM_WEBHOOK_URL"] = answers["TELEGRAM_WEBHOOK_SECRET"] = ""
    if answers["TELEGRAM_TOKEN"] and click.confirm(
        "Does this server have an https address at which Telegram can reach it? Without one, "
        "messages are fetched, which is just as good",
        default=bool(had),
    ):
        secret = _set("TELEGRAM_WEBHOOK_SECRET") or secrets.token_urlsafe(32)
        answers["TELEGRAM_WEBHOOK_SECRET"] = secret
        answers["TELEGRAM_WEBHOOK_URL"] = _ask(
            answers, "TELEGRAM_WEBHOOK_URL", "Its address, with a path for Telegram", needed=True
        )
    return bool(answers["TELEGRAM_TOKEN"])


def _ask_slack(console: Console, answers: Answers) -> bool:
    """Ask for Slack's settings; whether there are any."""
    api = read(os.environ)[0].slack_api
    console.print("\nSlack: make an app at https://api.slack.com/apps and install it.")
    answers["SLACK_SIGNING_SECRET"] = _set("SLACK_SIGNING_SECRET")
    _ask_known(
        console,
        answers,
        {
            "SLACK_BOT_TOKEN": "Bot token, xoxb-… (nothing: no Slack)",
            "SLACK_APP_TOKEN": "App token, xapp-… (nothing: events come over HTTP)",
        },
        lambda: slack_knows(answers["SLACK_BOT_TOKEN"], answers["SLACK_APP_TOKEN"], api),
    )
    if answers["SLACK_BOT_TOKEN"] and not answers["SLACK_APP_TOKEN"]:
        answers["SLACK_SIGNING_SECRET"] = _ask(
            answers, "SLACK_SIGNING_SECRET", "Signing secret", needed=True
        )
    if not answers["SLACK_BOT_TOKEN"]:
        answers["SLACK_SIGNING_SECRET"] = ""
    return bool(answers["SLACK_BOT_TOKEN"])


def _ask_known(
    console: Console,
    answers: Answers,
    questions: Mapping[str, str],
    known: Callable[[], Awaitable[Known]],
) -> None:
    """Ask for tokens until their platform knows them, or they are kept all the same.

    Without the first of them the others are not asked for.
    """
    token = next(iter(questions))
    while True:
        for name, question in questions.items():
            wanted = name == token or answers[token]
            answers[name] = _ask(answers, name, question) if wanted else ""
        if not answers[token]:
            return
        answer = asyncio.run(_await(known()))
        mark = "[bold green]✓[/]" if answer.well else "[bold red]✗[/]"
        console.print(f"  {mark} {answer.said} {answer.todo}".rstrip())
        if answer.well or click.confirm("  Keep it all the same", default=False):
            return


async def _await(known: Awaitable[Known]) -> Known:
    return await known


def _ask(answers: Answers, name: str, question: str, *, needed: bool = False) -> str:
    """Ask until the answer is sound. What is set already is offered; of a secret, only that."""
    before = _set(name)
    shown = "the one that is set" if before and _is_secret(name) else bool(before)
    while True:
        given = click.prompt(question, default=before, show_default=shown).strip()
        _, problems = read({f"SPARKPLUG_{name}": given})
        wrong = [
            each
            for each in problems
            if each.startswith(f"SPARKPLUG_{name} ") and not re.search(r"needs|of no use", each)
        ]
        if needed and not given:
            wrong = ["This is needed."]
        if not wrong:
            return str(given)
        click.echo(f"  {wrong[0]}")


def _set(name: str) -> str:
    return os.environ.get(f"SPARKPLUG_{name}", "").strip()


def _is_secret(name: str) -> bool:
    return name.endswith(("TOKEN", "SECRET"))


# --- The file -------------------------------------------------------------------------------


def _write(file: Path, values: Mapping[str, str]) -> None:
    """Put the values in the file, whole or not at all, readable by its owner alone."""
    file = file.resolve()  # a link stays one
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        handle, name = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)  # mode 600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(with_values(before, values))
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise click.ClickException(
            f"{file} can't be written: {error.strerror}. Nothing is changed."
        ) from None
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is no text. Nothing is changed.") from None


def with_values(before: str, values: Mapping[str, str]) -> str:
    """An env file with some values set, or without those that are empty; the rest as it was."""
    left, lines = dict(values), []
    for binding in parse_stream(io.StringIO(before)):
        if binding.key is None or binding.key not in values:
            lines.append(binding.original.string)
        elif value := left.pop(binding.key, ""):
            lines.append(_line(binding.key, value))
    if lines and not lines[-1].endswith("\n"):
        lines.append("\n")
    return "".join([*lines, *(_line(name, value) for name, value in left.items() if value)])


def _line(name: str, value: str) -> str:
    if not re.fullmatch(r"[\w@%+:,./-]+", value, re.ASCII):
        value = "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return f"{name}={value}\n"
