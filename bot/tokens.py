"""Whether the platforms know our tokens: asked by `check` and by `setup`."""

from dataclasses import dataclass

import aiohttp

from bot.telegram.introduction import introduced
from handlers.messages import ShutOut, TryLater

SLACK_SCOPES = frozenset({
    "app_mentions:read", "channels:read", "chat:write", "commands", "files:read", "files:write",
    "groups:history", "groups:read", "im:history", "im:write", "users:read",
})  # fmt: skip
"""What docs/slack-manifest.yaml asks Slack for: an app that was installed before lacks some."""

_PATIENCE = aiohttp.ClientTimeout(total=15)


@dataclass(frozen=True)
class Known:
    """What a platform says of a token, in a sentence, and what to do if it is not well."""

    well: bool
    said: str
    todo: str = ""


async def telegram_knows(token: str, api: str) -> Known:
    """Whether Telegram knows a token, and whose it is."""
    try:
        name = await introduced(token, api)
    except ShutOut:
        return Known(
            False,
            "Telegram does not know this token.",
            "Copy SPARKPLUG_TELEGRAM_TOKEN anew from BotFather.",
        )
    except TryLater:
        return Known(False, f"Telegram is out of reach at {api}.", "Check the network.")
    return Known(True, f"Telegram knows the token; it is @{name}'s.")


async def slack_knows(bot_token: str, app_token: str, api: str) -> Known:
    """Whether Slack knows the bot's token, and the app's if there is one, and whose they are."""
    try:
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
            bot, scopes = await _ask_slack(session, f"{api}auth.test", bot_token)
            if not bot.get("ok"):
                return _unknown("SPARKPLUG_SLACK_BOT_TOKEN", bot)
            if app_token:
                app, _ = await _ask_slack(session, f"{api}apps.connections.open", app_token)
                if not app.get("ok"):
                    return _unknown("SPARKPLUG_SLACK_APP_TOKEN", app)
    except (aiohttp.ClientError, TimeoutError, ValueError, TypeError):
        return Known(False, f"Slack is out of reach at {api}.", "Check the network.")
    if scopes and (lacking := SLACK_SCOPES - scopes):
        return Known(
            False,
            f"Slack knows the tokens, but the app lacks {', '.join(sorted(lacking))}.",
            "Put docs/slack-manifest.yaml in under App Manifest at api.slack.com/apps; then press "
            "Install App, Reinstall.",
        )
    return Known(
        True, f"Slack knows the tokens; they are {bot.get('user')}'s in {bot.get('team')}."
    )


def _unknown(setting: str, answer: dict[str, object]) -> Known:
    said = f"Slack does not take {setting} ({answer.get('error', 'no reason given')})."
    return Known(False, said, "Copy it anew from the app's page at api.slack.com/apps.")


async def _ask_slack(
    session: aiohttp.ClientSession, url: str, token: str
) -> tuple[dict[str, object], frozenset[str]]:
    """What a method answers, and what the token may do; empty: it is not told."""
    headers = {"Authorization": f"Bearer {token}"}
    async with session.post(url, headers=headers, data=b"") as answer:
        answered = await answer.json(content_type=None)
        scopes = answer.headers.get("X-OAuth-Scopes", "")
    if not isinstance(answered, dict):
        raise TypeError("Slack answers with an object")
    return answered, frozenset(each.strip() for each in scopes.split(",") if each.strip())
