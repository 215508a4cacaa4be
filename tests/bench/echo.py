"""The baseline: the smallest bot that python-telegram-bot makes, with everything at its default.

Its own updater and transport, one update at a time. It says back what it hears, and keeps nothing.
"""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main(api: str, token: str) -> None:
    builder = Application.builder().token(token).base_url(f"{api}/bot").concurrent_updates(False)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
