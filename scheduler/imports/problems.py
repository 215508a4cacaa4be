"""What can be wrong with a file or a row, in words for the person who has to mend it.

Every sentence an import can say stands here, so that they can be read, and mended, in one place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Severity = Literal["refused", "warning", "skipped"]
"""The row was left out; was kept, with a doubt; or says nothing new and was passed over."""


class Why(StrEnum):
    """A reason, as a sentence with its blanks."""

    # The file as a whole: nothing of it is kept.
    CANNOT_OPEN = "The file could not be opened ({detail}). Check its name and that you may read it"
    EMPTY = "The file is empty. Check that it was saved or downloaded completely"
    TOO_BIG = "The file is over {limit} MB. Split it into smaller files and import each"
    TOO_MANY_ROWS = "The file has over {limit} rows. Split it into smaller files and import each"
    SPREADSHEET = (
        "The file is a spreadsheet or a zip archive, whatever its name says. "
        "Open it and save it as “CSV UTF-8”, then import that"
    )
    NOT_TEXT = "The file is not text. Save the table as “CSV UTF-8”, then import that"
    WEB_PAGE = "The file is a web page, not a table. Download the data file itself"
    JSON_IS_FOR_GRANTS = (
        "The file is JSON, which only past grants come in. Save the table as “CSV UTF-8”"
    )
    NO_GRANTS_KEY = (
        'The JSON has no list called "grants" at its top, so it is not 360Giving data. '
        "It has: {found}"
    )
    BAD_JSON = "The JSON is broken at line {line}: {detail}. Ask the publisher for a whole file"
    NO_HEADINGS = "No line of headings was found. The first line should say: {wanted}"
    MISSING_HEADINGS = "There is no column for {missing}. The headings found are: {found}"
    NO_ROWS = "There are headings and no rows below them"
    ABSURD_LINE = "Line {line} is over {limit} characters long, which no table's line is"
    ABSURD_WIDTH = "The table has over {limit} columns"

    # The file as a whole, kept with a doubt.
    WINDOWS_TEXT = (
        "The file is not UTF-8. It was read as Windows text (Windows-1252): "
        "check names with accents and pound signs"
    )
    HEADING_TWICE = "The heading “{said}” is there twice: the first column is used"
    HEADINGS_UNUSED = "These columns are not used: {said}"
    BARE_LIST = (
        'The JSON is a bare list; 360Giving puts it under "grants". It was read all the same'
    )
    NO_AREAS_YET = "No areas are stored yet, so places could not be checked. Import areas first"
    NO_CONTACTS_YET = (
        "No contacts are stored yet, so contact ids could not be checked. Import contacts first"
    )

    # A row that cannot be kept.
    MISSING = "The cell is empty. Enter the {column}"
    ID_LONG = "The id is over {limit} characters"
    BROKEN_QUOTES = (
        "The line could not be split into cells: a quotation mark is opened and not closed properly"
    )
    BROKEN_LINES = (
        "Lines {line} to {last} could not be read as one row: "
        "a quotation mark is opened on line {line} and not closed properly"
    )
    BROKEN_OFF = "The JSON is broken from here on ({detail}), so no later grant could be read"
    NOT_A_GRANT = "This is not a grant: an object with names and values was expected"
    NO_SUCH_DAY = "“{said}” is not a day that exists. Enter a date such as 2027-01-31 or 31/01/2027"
    DAY_UNREADABLE = "“{said}” is not a date. Enter one such as 2027-01-31 or 31/01/2027"
    YEAR_UNLIKELY = "“{said}” has a year that cannot be right. Check the date"
    NEGATIVE = "“{said}” is below zero. Enter an amount of 0 or more"
    TOO_MUCH = "“{said}” is more than any amount we can keep. Check the amount"
    NO_AMOUNT = "“{said}” is not an amount. Enter a number such as 1500 or £1,500.00"
    MIN_OVER_MAX = "The minimum, {low}, is more than the maximum, {high}"
    CLOSES_BEFORE_OPENS = "It closes on {closes}, before it opens on {opens}"
    CLASH = "{first} has the id {ref} already, with different content. Give each its own id"
    NO_RECIPIENT = "No recipient: enter the organisation's name, or mark the grant as to a person"
    BAD_CURRENCY = "“{said}” is not a currency. Enter three letters, such as GBP"

    # A row that is kept, with a doubt.
    ID_MADE = "The id is missing: {ref} was made from the funder and the title"
    DAYS_IN_WORDS = "“{said}” is no date: the words are kept. Ask the owner for the day"
    SERIAL_DAY = "“{said}” was read as a spreadsheet's day number: {day}"
    CHECKED_IN_FUTURE = "“{said}” is in the future: treated as not checked"
    CHECKED_LONG_AGO = "Last checked on {day}, over {years} years ago"
    AWARDED_IN_FUTURE = "The award date, {day}, is in the future"
    CHECKED_UNREADABLE = "“{said}” is not a date: treated as not checked"
    AMOUNT_LEFT_EMPTY = "“{said}” is not an amount: left empty"
    PENCE_DROPPED = "“{said}” was read as {amount}: amounts of pots are whole pounds"
    ROUNDED = "“{said}” was rounded to {amount}"
    NOT_POUNDS = "The amounts are in {said}, not in pounds"
    COUNT_LEFT_EMPTY = "“{said}” is not a whole number: left empty"
    YES_OR_NO = "“{said}” is neither yes nor no: left empty"
    UNKNOWN_KIND = "“{said}” is not one of the kinds we know: {known}"
    UNKNOWN_CONTACT = "There is no contact with the id {said}"
    UNKNOWN_AREA = "“{said}” is not a place we know"
    AREA_READ_AS = "“{said}” was read as {name}"
    BAD_LINK = "The link was left out: it is not an http or https address"
    FORMULA = "The cell looks like a spreadsheet formula: kept as plain text"
    EXTRA_CELL = "The row has more cells than there are headings: “{said}” was ignored"
    SHORT_ROW = "The row has fewer cells than there are headings: the missing ones were left empty"
    REPAIRED = "The text had been decoded wrongly once: repaired"
    SHORTENED = "The text is over {limit} characters: shortened"
    PRIVATE_DETAILS = (
        "The text seems to hold a mobile number or a mail address, perhaps a private one: "
        "ask the owner whether it may be shown"
    )
    TWO_PHONES = "There are two phone numbers in one cell: kept as written"
    PHONE_WORDS = "The words in the phone cell are kept behind the number, as a note"
    PHONE_UNUSABLE = "“{said}” is not a phone number: left empty"
    NO_AREA_CODE = "The phone number {said} lacks its area code"
    ZERO_RESTORED = "The phone number had lost its leading 0: restored as {said}"
    TWO_MAILS = "There are two mail addresses: the first one is used"
    MAIL_UNUSABLE = "“{said}” is not a mail address: left empty"
    MAIL_PLACEHOLDER = "“{said}” is a placeholder, not a mail address: left empty"
    UNREACHABLE = "There is no phone number, mail or web address: nobody can reach this contact"
    FIRST_FUNDER = "There are several funders: the first one's id is kept, and all names"
    FIRST_RECIPIENT = "There are several recipients: the first one's id is kept, and all names"
    BOTH_RECIPIENTS = (
        "There is both a person and an organisation: kept as a grant to a person, without a name"
    )

    # A row that is passed over.
    REPEATED = "{first} says the same already"
    TOTALS = "This is a line of totals, not a row"


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where."""

    line: int
    """Where the row begins: the line of the file, or the number of the grant in a JSON list."""
    column: str | None
    """The heading; None: the row, or the file, as a whole."""
    reason: str
    severity: Severity
    unit: str
    """What `line` counts: "line" or "grant"."""
    ref: str = ""
    """The row's id as far as it has one."""


@dataclass(frozen=True)
class Report:
    """What an import did; after a dry run or a refusal, what it would have done."""

    new: int
    changed: int
    same: int
    refused: int
    skipped: int
    """Rows that say nothing new: the same row again, a line of totals."""
    warnings: int
    kept: bool
    """Whether it was written: False after a dry run, and where a row was refused."""
    problems: Sequence[Problem]
    """The first `MOST_PROBLEMS`; `tell` hears all of them."""


MOST_PROBLEMS = 1000


class CannotRead(Exception):
    """The file as a whole is refused. Its text says why, what to do, and that nothing was kept."""

    def __init__(self, why: Why, **said: object) -> None:
        super().__init__(f"{why.value.format(**said)}. Nothing was kept.")
