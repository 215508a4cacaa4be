"""Who we are to Telegram, asked without starting anything."""

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.telegram.reading import PLATFORM
from bot.telegram.transport import AiohttpRequest
from handlers.messages import ShutOut, TryLater


async def introduced(token: str, api: str) -> str:
    """The user name of the bot that a token is for.

    Raises:
        ShutOut: Telegram does not know the token.
        TryLater: Telegram is out of reach.
    """
    requests = AiohttpRequest(connections=1), AiohttpRequest(connections=1)
    bot = Bot(token, base_url=f"{api}/bot", request=requests[0], get_updates_request=requests[1])
    try:
        await requests[0].initialize()
        return (await bot.get_me()).username or ""
    except InvalidToken:
        raise ShutOut(PLATFORM) from None
    except TelegramError:
        raise TryLater(0) from None
    finally:
        await requests[0].shutdown()
