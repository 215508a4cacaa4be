"""What a cell says: one function for each kind of cell, from its text to the value we keep.

Each takes the row and the field's name, notes on the row what is doubtful or wrong, and returns
the value; what it returns for a refused row is never kept.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scheduler.imports.problems import Why
from scheduler.imports.rows import Known, Row

# --- Words ---------------------------------------------------------------------------------

_FORMULA = re.compile(r"=|[@+-][A-Za-z]+\(")
_PRIVATE = re.compile(
    r"(?:\+44 ?\(?0?\)? ?|\b0)7\d{3} ?\d{3} ?\d{3}\b|[\w.+-]{1,64}@[\w-]{1,64}\.\w"
)
_EMPTY = {"", "-", "–", "n/a", "na", "none", "nil", "not known", "unknown", "tbc", "tba"}
"""Words that people write where they have nothing to write."""


def words(row: Row, name: str, known: Known) -> str:
    """Text of one line."""
    text = row.text(name)
    if _FORMULA.match(text):
        row.warn(name, Why.FORMULA)
    return text.replace("\n", " ")


def required_words(row: Row, name: str, known: Known) -> str:
    """Text of one line that has to be there."""
    text = words(row, name, known)
    if not text:
        row.refuse(name, Why.MISSING)
    return text


def prose(row: Row, name: str, known: Known) -> str:
    """Text that may run over several lines, and may hold what should not be shown to all."""
    text = row.text(name)
    if _FORMULA.match(text):
        row.warn(name, Why.FORMULA)
    if _PRIVATE.search(text):
        row.warn(name, Why.PRIVATE_DETAILS)
    return text


def word_list(row: Row, name: str, known: Known) -> list[str]:
    """Words separated by semicolons or line breaks, each once, in their order."""
    parts = (part.strip() for part in re.split(r"[;\n]", row.text(name)))
    return list({part.casefold(): part for part in reversed(list(parts)) if part}.values())[::-1]


def lower(row: Row, name: str, known: Known) -> str:
    """One word of a small vocabulary, in lower case."""
    return words(row, name, known).lower()


def yes_or_no(row: Row, name: str, known: Known) -> bool | None:
    """Yes, no, or not known."""
    said = row.text(name)
    if said.lower() not in _YES_NO:
        row.warn(name, Why.YES_OR_NO, said=said)
    return _YES_NO.get(said.lower())


_YES_NO = {
    **dict.fromkeys(["yes", "y", "true", "1", "open"], True),
    **dict.fromkeys(["no", "n", "false", "0", "closed"], False),
    **dict.fromkeys([*_EMPTY, "not applicable", "waiting list"]),
}


# --- Ids and references ----------------------------------------------------------------------

_LONGEST_ID = 200


def an_id(row: Row, name: str, known: Known) -> str:
    """The id that names the row for good."""
    ref = required_words(row, name, known)
    if len(ref) > _LONGEST_ID:
        row.refuse(name, Why.ID_LONG, limit=_LONGEST_ID)
    return ref


def some_id(row: Row, name: str, known: Known) -> str:
    """An id of something that we keep no table of, or none."""
    return row.text(name).replace("\n", " ")[:_LONGEST_ID]


def contact_id(row: Row, name: str, known: Known) -> str:
    """The id of a contact, as the contacts write it."""
    said = row.text(name)
    ref = known.contacts.get(said.lower(), said)
    if said and known.contacts and said.lower() not in known.contacts:
        row.warn(name, Why.UNKNOWN_CONTACT, said=said)
    return ref


WIDER = {"england", "wales", "scotland", "northern ireland", "uk", "united kingdom"}
_PART_OF = re.compile(r"(rural|urban|north|south|east|west|central) (.+)", re.IGNORECASE)


def area(row: Row, name: str, known: Known) -> str:
    """The name of a place, as the areas write it."""
    return _area(row, name, known, words(row, name, known))


def areas(row: Row, name: str, known: Known) -> list[str]:
    """Names of places, as the areas write them."""
    found = (_area(row, name, known, said) for said in word_list(row, name, known))
    return list(dict.fromkeys(found))


def _area(row: Row, name: str, known: Known, said: str) -> str:
    if not said or not known.areas or said.lower() in WIDER:
        return said
    if found := known.areas.get(said.lower()):
        return found
    if found := known.areas.get(squashed(said)):
        row.warn(name, Why.AREA_READ_AS, said=said, name=found)
        return found
    part = _PART_OF.fullmatch(said)
    if part is None or part[2].lower() not in known.areas:
        row.warn(name, Why.UNKNOWN_AREA, said=said)
    return said


def squashed(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(filter(str.isalnum, text.lower()))


# --- Money and numbers -----------------------------------------------------------------------

_AMOUNT = re.compile(r"(-?) *(\d+(?:\.\d+)?)(?:e([+-]?\d{1,2}))? *(k|m|thousand|million)?")
_TIMES = {"": 1, "k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000}
_MOST = 1_000_000_000  # more than any grant, less than 32 bits


def amount(said: str) -> Decimal | None:
    """The amount that a text says: 1500, £1,500.00, 2k, 1.500,00; None: it says none."""
    text = re.sub(r"[£$€\s]|GBP|EUR|USD", "", said.replace("−", "-"), flags=re.IGNORECASE)
    text = text.lower()
    if len(text) > 40:
        return None
    if re.fullmatch(r"-?\d+(\.\d{3})*,\d{1,2}", text):
        text = text.replace(".", "").replace(",", ".")  # a decimal comma
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?[a-z]*", text):
        text = text.replace(",", "")
    read = _AMOUNT.fullmatch(text)
    if read is None:
        return None
    number = Decimal(read[2]).scaleb(int(read[3] or 0)) * _TIMES[read[4] or ""]
    return -number if read[1] else number


def pounds(row: Row, name: str, known: Known) -> int | None:
    """An amount in whole units of the currency, or None where none is said."""
    said = row.text(name)
    if said.lower() in _EMPTY:
        return None
    number = amount(said)
    if number is None:
        row.warn(name, Why.AMOUNT_LEFT_EMPTY, said=said)
        return None
    if _out_of_bounds(row, name, said, number):
        return None
    if number != int(number):
        row.warn(name, Why.PENCE_DROPPED, said=said, amount=int(number))
    return int(number)


def money(row: Row, name: str, known: Known) -> Decimal:
    """An amount to the penny, which has to be there; 0 is one."""
    said = row.text(name)
    if not said:
        row.refuse(name, Why.MISSING)
        return Decimal(0)
    number = amount(said)
    if number is None:
        row.refuse(name, Why.NO_AMOUNT, said=said)
        return Decimal(0)
    if _out_of_bounds(row, name, said, number):
        return Decimal(0)
    rounded = number.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if rounded != number:
        row.warn(name, Why.ROUNDED, said=said, amount=rounded)
    return rounded


def _out_of_bounds(row: Row, name: str, said: str, number: Decimal) -> bool:
    if number < 0:
        row.refuse(name, Why.NEGATIVE, said=said)
    elif number > _MOST:
        row.refuse(name, Why.TOO_MUCH, said=said)
    return not 0 <= number <= _MOST


def count(row: Row, name: str, known: Known) -> int | None:
    """How many, or None where that is not known."""
    said = row.text(name)
    if said.lower() in _EMPTY:
        return None
    number = said.lower().removeprefix("about ").removeprefix("approx ").replace(",", "")
    if not re.fullmatch(r"\d{1,7}", number):
        row.warn(name, Why.COUNT_LEFT_EMPTY, said=said)
        return None
    return int(number)


_CURRENCIES = {"": "GBP", "£": "GBP", "pounds": "GBP", "pounds sterling": "GBP", "sterling": "GBP"}


def currency(row: Row, name: str, known: Known) -> str:
    """The currency's three letters (ISO 4217); where none is said, pounds."""
    said = row.text(name)
    code = _CURRENCIES.get(said.lower(), said.upper())
    if not re.fullmatch("[A-Z]{3}", code):
        row.refuse(name, Why.BAD_CURRENCY, said=said)
    return code


def pots_currency(row: Row, name: str, known: Known) -> str:
    """The same, with a word where it is not pounds."""
    code = currency(row, name, known)
    if code != "GBP":
        row.warn(name, Why.NOT_POUNDS, said=code)
    return code


# --- Days --------------------------------------------------------------------------------------

_HERE = ZoneInfo("Europe/London")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d.*))?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?: \d.*)?")
_IN_WORDS = re.compile(
    r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SERIAL = re.compile(r"[34]\d{4}|5[0-5]\d{3}")  # 1982 to 2051
_SERIAL_ZERO = date(1899, 12, 30)  # of every spreadsheet, because Lotus took 1900 for a leap year
_ROLLING = re.compile(
    r"(rolling|ongoing|open|always|any ?time|no (deadline|closing date)|continuous)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_YEARS = range(1900, 2101)


class NoSuchDay(Exception):
    """A text has the shape of a date, and the day does not exist."""


def day_in(said: str) -> date | None:
    """The day that a text says, day first where that is in doubt; None: it says none.

    An instant with its zone is the day it falls on in the United Kingdom: publishers there write
    midnight in summer as 23:00 UTC of the day before.

    Raises:
        NoSuchDay: such as 31/02/2026.
    """
    try:
        if found := _ISO.fullmatch(said):
            return _day_of_instant(said, found)
        if found := _DAY_FIRST.fullmatch(said):
            year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
            return date(year, int(found[2]), int(found[1]))
        if (found := _IN_WORDS.fullmatch(said)) and found[2][:3].lower() in _MONTHS:
            return date(int(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1]))
    except ValueError:
        raise NoSuchDay(said) from None
    return None


def _day_of_instant(said: str, found: re.Match[str]) -> date:
    written = date(int(found[1]), int(found[2]), int(found[3]))
    if not found[4] or found[4].startswith("00:00"):
        return written
    try:
        instant = datetime.fromisoformat(said)
        return instant.astimezone(_HERE).date() if instant.tzinfo else written
    except (ValueError, OverflowError):
        return written


def award_day(row: Row, name: str, known: Known) -> date:
    """The day of an award, which has to be there."""
    said = row.text(name)
    if not said:
        row.refuse(name, Why.MISSING)
        return known.today
    day = _day(row, name, said, partial(row.refuse, name, Why.DAY_UNREADABLE, said=said))
    if day is None:
        return known.today
    if day > known.today:
        row.warn(name, Why.AWARDED_IN_FUTURE, day=day)
    return day


def checked_day(row: Row, name: str, known: Known) -> date | None:
    """The day somebody last checked the row; None: not known. It cannot lie in the future."""
    said = row.text(name)
    if said.lower() in _EMPTY:
        return None
    day = _day(row, name, said, partial(row.warn, name, Why.CHECKED_UNREADABLE, said=said))
    if day is None:
        return None
    if day > known.today:
        row.warn(name, Why.CHECKED_IN_FUTURE, said=said)
        return None
    if known.today - day > timedelta(days=2 * 365):
        row.warn(name, Why.CHECKED_LONG_AGO, day=day, years=(known.today - day).days // 365)
    return day


def round_day(row: Row, name: str, known: Known) -> date | None:
    """The first or last day to apply; None: there is none, or only words say when."""
    said = row.text(name)
    return None if has_no_day(said) else _day(row, name, said, _leave_to_day_words)


def has_no_day(said: str) -> bool:
    """Whether the words say that there is no such day: nothing, "n/a", "rolling", "ongoing"."""
    return said.lower() in _EMPTY - {"tbc", "tba", "not known", "unknown"} or bool(
        _ROLLING.fullmatch(said)
    )


def _leave_to_day_words() -> None:
    """What is no day is kept in words by `day_words`."""


def _day(row: Row, name: str, said: str, unreadable: Callable[[], None]) -> date | None:
    """The day a cell says, or None; one that cannot be is refused."""
    try:
        day = day_in(said)
    except NoSuchDay:
        row.refuse(name, Why.NO_SUCH_DAY, said=said)
        return None
    if day is None and _SERIAL.fullmatch(said):
        day = _SERIAL_ZERO + timedelta(days=int(said))
        row.warn(name, Why.SERIAL_DAY, said=said, day=day)
    if day is None:
        unreadable()
    elif day.year not in _YEARS:
        row.refuse(name, Why.YEAR_UNLIKELY, said=said)
        return None
    return day


# --- Ways to reach somebody ----------------------------------------------------------------------


def link(row: Row, name: str, known: Known) -> str:
    """A web address that is safe to show: http or https, or nothing."""
    said = row.text(name)
    if said.lower() in _EMPTY:
        return ""
    address = said if re.match(r"[a-z][a-z0-9+.-]*:", said, re.IGNORECASE) else f"https://{said}"
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        sound = False
    if not sound or not address.isprintable() or re.search(r"[\s<>\"\\]", address):
        row.warn(name, Why.BAD_LINK)
        return ""
    return address


_MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+")


def mail(row: Row, name: str, known: Known) -> str:
    """A mail address, or nothing."""
    said = row.text(name)
    if said.lower() in _EMPTY:
        return ""
    found = [part for part in re.split(r"[,;\s]+", said) if part]
    address = found[0].lower().removeprefix("mailto:").strip("<>")
    if not _MAIL.fullmatch(address):
        row.warn(name, Why.MAIL_UNUSABLE, said=said)
        return ""
    if address.endswith(".invalid"):
        row.warn(name, Why.MAIL_PLACEHOLDER, said=said)
        return ""
    if len(found) > 1:
        row.warn(name, Why.TWO_MAILS)
    return address


_NUMBER = re.compile(r"(?:\+|\(|\d)[\d ().-]{1,22}\d")
_EXTENSION = re.compile(r"(?:ext(?:ension)?\.?|x) ?\d+", re.IGNORECASE)


def phone(row: Row, name: str, known: Known) -> str:
    """A phone number as one dials it within the country, with its extension; or nothing."""
    said = row.text(name).replace("\n", " ")
    if said.lower() in _EMPTY:
        return ""
    extension = _EXTENSION.search(said)
    main = said.replace(extension[0], "") if extension else said
    found = _NUMBER.findall(main)
    if not found:
        row.warn(name, Why.PHONE_UNUSABLE, said=said)
        return ""
    if len(found) > 1:
        row.warn(name, Why.TWO_PHONES)
        return said
    note = main.replace(found[0], "").strip(" :,;/()-–")
    if note:
        row.warn(name, Why.PHONE_WORDS)
    number = _dialled(row, name, found[0])
    ends = [extension[0] if extension else "", f"({note})" if note else ""]
    return " ".join([number, *filter(None, ends)])


def _dialled(row: Row, name: str, written: str) -> str:
    number = re.sub(r"^(?:\+|00)44[ -]*(?:\(0\))?[ -]*0?", "0", written)
    number = " ".join(re.sub(r"[().-]", " ", number).split())
    digits = number.replace(" ", "")
    if len(digits) == 10 and digits[0] in "12378" and not written.startswith("+"):
        number = f"0{digits[:4]} {digits[4:]}"
        row.warn(name, Why.ZERO_RESTORED, said=number)
    elif 4 < len(digits) < 9 and not digits.startswith(("0", "1")):
        row.warn(name, Why.NO_AREA_CODE, said=number)
    return number


def day_words(row: Row, names: tuple[str, ...]) -> str:
    """What the cells of days say in words where they give no day, such as "Summer 2027"."""
    vague = []
    for name in names:
        said = row.text(name)
        if has_no_day(said) or _SERIAL.fullmatch(said) or _is_day(said):
            continue
        row.warn(name, Why.DAYS_IN_WORDS, said=said)
        vague.append(f"{row.headings.get(name, name)}: {said}")
    return "; ".join(vague)


def _is_day(said: str) -> bool:
    try:
        return day_in(said) is not None
    except NoSuchDay:
        return True


def day_here(now: datetime) -> date:
    """The day it is in the United Kingdom."""
    return now.astimezone(_HERE).date()
