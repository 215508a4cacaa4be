"""A text and a language to words: the locales' Fluent files, dates, money and lists.

The words themselves are in `locales/en/*.ftl` and so on, one file a feature. English is complete;
a test fails where another language lacks a key or a placeholder.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency
from fluent.runtime import FluentBundle, FluentResource, resolver

from handlers.messages import Day, Listing, Money, Say, Texts, Words

LANGUAGES = ("en", "cy")
"""The languages we speak, the one to fall back on first."""


resolver.MAX_PART_LENGTH = 1_000_000
"""Fluent refuses values of more than 2,500 characters, in case the words are a stranger's. Ours are
our own, and how long a value may be is for forms to say."""

Shown = Callable[[str], str]
"""How a platform shows what we don't say ourselves: what people typed, and what files hold."""


def language_for(tag: str) -> str:
    """The language of ours that an IETF tag asks for, or the one to fall back on."""
    primary = tag.lower().replace("_", "-").split("-")[0]
    return primary if primary in LANGUAGES else LANGUAGES[0]


def locale_files(language: str) -> list[Traversable]:
    """The files with a language's words, one a feature, by name."""
    folder = files("handlers").joinpath("locales", language)
    return sorted(folder.iterdir(), key=lambda file: file.name)


def _locale(language: str) -> Locale:
    return Locale.parse("en_GB" if language == "en" else language)


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([str(_locale(language))], use_isolating=False)
    for file in locale_files(language):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle


class Wording:
    """One language's words."""

    def __init__(self, language: str, slash: str, shown: Shown) -> None:
        self.language = language
        self._shown = shown
        self._always = {"slash": slash}
        self._locale = _locale(language)
        self.bundle = _bundle(language)

    def __call__(self, words: Words) -> str:
        """The words in this language.

        Raises:
            KeyError: the locales do not have the key, or a value it needs was not given.
        """
        if isinstance(words, str):
            return self._shown(words)
        if isinstance(words, Listing):
            return words.apart.join(self(each) for each in words.items)
        if isinstance(words, Texts):
            said = words.by_language
            return self._shown(said.get(self.language) or next(iter(said.values())))
        pattern = self.bundle.get_message(words.key).value
        if pattern is None:
            raise KeyError(words.key)
        values = self._always | {k: self._value(value) for k, value in words.values.items()}
        text, errors = self.bundle.format_pattern(pattern, values)
        if errors:
            raise KeyError(f"{words.key}: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Whether there are words under a key."""
        return bool(self.bundle.has_message(key))

    def alternatives(self, key: str) -> Iterator[str]:
        """The phrases listed under a key, one a line."""
        return (line.strip() for line in self(Say(key)).splitlines() if line.strip())

    def _value(self, value: Any) -> str | int:
        match value:
            case Day(on, _, True):
                return format_date(on, "d MMM", locale=self._locale)
            case Day(on, year):
                return self._day(on, year=year)
            case Money(amount, currency):
                return self._money(amount, currency)
            case str():
                return self._shown(value)
            case int():
                return value
            case _:
                return self(value)

    def _day(self, on: date, *, year: bool) -> str:
        text = format_date(on, "EEEE d MMMM y" if year else "EEEE d MMMM", locale=self._locale)
        # We say on which day something is, and there Welsh softens the word for day.
        return text.replace("Dydd ", "ddydd ") if self.language == "cy" else text

    def _money(self, amount: Decimal, currency: str) -> str:
        pattern = "¤#,##0" if amount == amount.to_integral_value() else "¤#,##0.00"
        return format_currency(
            amount, currency, pattern, locale=self._locale, currency_digits=False
        )


@cache
def wording(language: str, slash: str = "/", shown: Shown = str) -> Wording:
    """The words of a language of ours. `slash`: what a platform's commands begin with."""
    return Wording(language, slash, shown)
