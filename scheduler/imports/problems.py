"""What can be wrong with a file or a row, in words for the person who has to mend it.

Every sentence an import can say stands here, so that they can be read, and mended, in one place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Literal
from uuid import UUID

from storage.imports import Change, Kind

Severity = Literal["refused", "warning", "skipped"]
"""The row was left out; was kept, with a doubt; or says nothing new and was passed over."""


class Why(StrEnum):
    """A reason, as a sentence with its blanks."""

    # The file as a whole: nothing of it is kept.
    CANNOT_OPEN = "The file could not be opened ({detail}). Check its name and that you may read it"
    EMPTY = "The file is empty. Check that it was saved or downloaded completely"
    TOO_BIG = "The file is over {limit} MB. Split it into smaller files and import each"
    TOO_MANY_ROWS = "The file has over {limit} rows. Split it into smaller files and import each"
    ARCHIVE = (
        "The file is a zip archive, whatever its name says, and no Excel workbook. "
        "Unpack it, and import what is in it"
    )
    OLD_SPREADSHEET = (
        "The file is an old Excel file (.xls), or a workbook with a password. "
        "Open it and save it as .xlsx without a password, or as “CSV UTF-8”, then import that"
    )
    PDF = "The file is a PDF, not a table. Ask for the table it was made from"
    UNPACKS_TOO_BIG = (
        "The workbook would unpack to over {limit} MB. Save the sheet as “CSV UTF-8”, "
        "and split it into smaller files"
    )
    TOO_MANY_TEXTS = (
        "The workbook holds over {limit} different texts. Save the sheet as “CSV UTF-8”, "
        "and split it into smaller files"
    )
    BROKEN_WORKBOOK = (
        "The workbook is broken ({detail}). Open it and save it again, or as “CSV UTF-8”"
    )
    NOT_TEXT = "The file is not text. Save the table as “CSV UTF-8”, then import that"
    WEB_PAGE = "The file is a web page, not a table. Download the data file itself"
    JSON_IS_FOR_OTHERS = (
        "The file is JSON. Past grants come in it (360Giving), and services of a directory "
        "(Open Referral UK), which become groups or contacts; anything else is a table"
    )
    UNKNOWN_JSON = (
        "The JSON is neither 360Giving nor Open Referral UK data. It begins with: {found}"
    )
    WHICH_KIND = (
        "The headings fit no one kind of file. Say which it is, "
        "such as: sparkplug import contacts FILE"
    )
    NO_GRANTS_KEY = (
        'The JSON has no list called "grants" at its top, so it is not 360Giving data. '
        "It has: {found}"
    )
    NO_SERVICES = (
        "The JSON has no list of services (contents), and is no service itself. It has: {found}"
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
    NOT_A_SERVICE = "This is not a service: an object with names and values was expected"
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
    NO_SUCH_KIND = "“{said}” is not one of the kinds there are: {known}"
    UNKNOWN_SUBJECT = (
        "“{said}” is no subject we know, so we cannot tell who it is for. "
        "Leave the cell empty for everybody"
    )
    TOO_LONG_TO_GIVE = (
        "The text has {length} characters, which is too long to read. Most is {limit}"
    )
    BAD_CURRENCY = "“{said}” is not a currency. Enter three letters, such as GBP"

    # A row that is kept, with a doubt.
    SERVICE_PAUSED = "The service is closed for the time being: the text says so first"
    NO_DETAILS = (
        "The list has no areas, times or phones. Fetched from its address with --details, each "
        "service is asked for them"
    )
    PAGE_COUNT = "The source speaks of {said} services, and {found} came"
    ID_MADE = "The id is missing: {ref} was made from the names in the row"
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
    ENGLISH_ALONE = "There is no Welsh: it is given to nobody who is to have it in Welsh"
    UNREACHABLE = "There is no phone number, mail or web address: nobody can reach this contact"
    FIRST_FUNDER = "There are several funders: the first one's id is kept, and all names"
    FIRST_RECIPIENT = "There are several recipients: the first one's id is kept, and all names"
    BOTH_RECIPIENTS = (
        "There is both a person and an organisation: kept as a grant to a person, without a name"
    )

    # A row that is passed over.
    REPEATED = "{first} says the same already"
    SERVICE_GONE = "The service is {said}: it was left out"
    CONTINUED = "This line only goes on with the row {said}: it was left out"
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
    """What `line` counts: "line", "row", "grant" or "service"."""
    ref: str = ""
    """The row's id as far as it has one."""


_SEVERITIES: Sequence[Severity] = ("refused", "warning", "skipped")


def worst(row: Sequence[Problem]) -> Severity:
    """What became of a row with these problems."""
    return min((problem.severity for problem in row), key=_SEVERITIES.index)


def sentence(row: Sequence[Problem]) -> str:
    """One row's problems as a line: "line 3 (P2): refused: closes_on: …"."""
    first = row[0]
    ref = f" ({first.ref})" if first.ref else ""
    said = "; ".join(
        f"{problem.column}: {problem.reason}" if problem.column else problem.reason
        for problem in row
    )
    return f"{first.unit} {first.line}{ref}: {worst(row)}: {said}"


def sentences(problems: Sequence[Problem]) -> list[str]:
    """The same of each row; those of one row come one after the other."""
    return [sentence(list(row)) for _, row in groupby(problems, key=lambda each: each.line)]


@dataclass(frozen=True)
class Report:
    """What an import did; after a dry run or a refusal, what it would have done."""

    kind: Kind
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
    changes: Sequence[Change] = ()
    """The rows that are new or changed: the first `MOST_CHANGES`."""
    import_id: UUID | None = None
    """The account of it; None: nothing was kept."""


MOST_CHANGES = 100
MOST_PROBLEMS = 1000


class CannotRead(Exception):
    """The file as a whole is refused. Its text says why, what to do, and that nothing was kept."""

    def __init__(self, why: Why, **said: object) -> None:
        super().__init__(f"{why.value.format(**said)}. Nothing was kept.")
