"""What each kind of file holds: its columns, by every name they go by, and how each is read."""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from typing import Any

from handlers import thesaurus
from scheduler.imports import cells
from scheduler.imports.cells import squashed
from scheduler.imports.problems import Why
from scheduler.imports.rows import Known, Row, names_of
from storage import prompts
from storage.imports import Kind, Values


@dataclass(frozen=True)
class Column:
    """One field of ours."""

    name: str
    read: Callable[[Row, str, Known], Any]
    headings: tuple[str, ...]
    """The words for it in files, the usual one first; case, spaces and signs don't matter."""
    needed: bool = False
    """Whether a file without this column is refused."""


@dataclass(frozen=True)
class Inward:
    """A field that names another row of the same kind: in this file, before or after, or stored."""

    name: str
    key: str
    """The field of the other row that it names."""
    stored: Callable[[Known], Container[str]]
    """What is stored already, in lower case."""
    why: Why


@dataclass(frozen=True)
class Sheet:
    """The columns of one kind of file, and what is decided over several cells at once."""

    columns: tuple[Column, ...]
    finish: Callable[[Row, Values], None]
    strict: bool
    """Whether a heading we don't know is worth a word; 360Giving files are full of them."""
    inward: Inward | None = None

    def by_heading(self) -> Mapping[str, Column]:
        """Each column by its headings, squashed."""
        return {squashed(word): column for column in self.columns for word in column.headings}

    def values(self, row: Row, known: Known) -> Values:
        """What a row says, by our columns; what is doubtful or wrong is noted on the row."""
        values = {column.name: column.read(row, column.name, known) for column in self.columns}
        self.finish(row, values)
        return values


def _nothing_more(row: Row, values: Values) -> None:
    """The cells say it all."""


# --- Areas -------------------------------------------------------------------------------------

_AREA_KINDS = {
    *("country", "region", "county", "borough", "district", "city", "town", "parish", "village"),
    *("ward", "estate", "neighbourhood", "neighbouring town"),
}


def _kind_of_area(row: Row, name: str, known: Known) -> str:
    kind = cells.lower(row, name, known)
    if kind not in _AREA_KINDS:
        row.warn(name, Why.UNKNOWN_KIND, said=kind, known=names_of(_AREA_KINDS))
    return kind


AREAS = Sheet(
    columns=(
        Column("ref", cells.an_id, ("id", "area id"), needed=True),
        Column("name", cells.required_words, ("name", "area", "area name"), needed=True),
        Column("kind", _kind_of_area, ("kind", "type"), needed=True),
        Column("also_called", cells.word_list, ("also_called", "other names", "aliases")),
        Column("landmarks", cells.word_list, ("landmarks",)),
        Column(
            "postcode_districts",
            cells.word_list,
            ("postcode_districts", "postcode district", "postcodes"),
        ),
        Column("part_of", cells.words, ("part_of", "within", "parent")),
        Column("notes", cells.prose, ("notes", "note")),
    ),
    finish=_nothing_more,
    strict=True,
    inward=Inward("part_of", "name", lambda known: {*known.areas, *cells.WIDER}, Why.UNKNOWN_AREA),
)

# --- Contacts ----------------------------------------------------------------------------------


def _reachable(row: Row, values: Values) -> None:
    """A contact without any way to reach it is kept, with a word."""
    if not any(values[way] for way in ("email", "phone", "urgent_phone", "url")):
        row.warn(None, Why.UNREACHABLE)


_CHECKED = Column(
    "last_verified_on",
    cells.checked_day,
    ("last_verified_on", "last verified", "last checked", "verified", "checked on"),
)

CONTACTS = Sheet(
    columns=(
        Column("ref", cells.an_id, ("id", "contact id"), needed=True),
        Column("name", cells.required_words, ("name", "team"), needed=True),
        Column("organisation", cells.words, ("organisation", "organization", "org"), needed=True),
        Column("role", cells.prose, ("role", "what they do", "description")),
        Column("areas", cells.areas, ("areas", "area")),
        Column("topics", cells.word_list, ("topics", "topic", "helps with")),
        Column("email", cells.mail, ("email", "e-mail", "mail", "email address")),
        Column("phone", cells.phone, ("phone", "telephone", "tel", "phone number")),
        Column("url", cells.link, ("url", "website", "web", "link")),
        Column("opening_hours", cells.words, ("opening_hours", "hours", "opening times")),
        Column("preferred_channel", cells.lower, ("preferred_channel", "preferred", "best way")),
        Column("decides", cells.prose, ("decides", "can decide", "decision")),
        Column("deputy", cells.some_id, ("deputy_id", "deputy")),
        Column("urgent_phone", cells.phone, ("urgent_phone", "urgent", "emergency phone")),
        _CHECKED,
    ),
    finish=_reachable,
    strict=True,
    inward=Inward("deputy", "ref", lambda known: known.contacts, Why.UNKNOWN_CONTACT),
)

# --- Pots --------------------------------------------------------------------------------------

_APPLICANTS = {
    *("individual", "informal group", "constituted group", "tenants and residents association"),
    *("registered charity", "CIC", "social enterprise", "micro-enterprise", "school"),
    *("sports club", "faith group", "parish council"),
}
_APPLICANT = {word.lower(): word for word in _APPLICANTS} | {
    "personal / individual": "individual",
    "charity": "registered charity",
    "community interest company": "CIC",
    "tra": "tenants and residents association",
}


def _who_can_apply(row: Row, name: str, known: Known) -> list[str]:
    found = []
    for said in cells.word_list(row, name, known):
        if said.lower() not in _APPLICANT:
            row.warn(name, Why.UNKNOWN_KIND, said=said, known=names_of(_APPLICANTS))
        found.append(_APPLICANT.get(said.lower(), said))
    return found


def _match_funding(row: Row, name: str, known: Known) -> str:
    said = cells.words(row, name, known)
    return said.lower() if said.lower() in ("no", "yes") else said


def _themes(row: Row, name: str, known: Known) -> list[str]:
    """Free tags; only a capital at the start is made small, so that CIC and DIY stay."""
    themes = cells.word_list(row, name, known)
    return [word.lower() if word.istitle() and " " not in word else word for word in themes]


def _id_or_none(row: Row, name: str, known: Known) -> str:
    return cells.an_id(row, name, known) if row.text(name) else ""


def _made_id(row: Row, *said: str) -> str:
    """An id made of what names the row, the same at each import."""
    words = "|".join(said).casefold()
    ref = f"made-{blake2b(words.encode(), digest_size=6).hexdigest()}"
    row.warn("ref", Why.ID_MADE, ref=ref)
    return ref


def _finish_pot(row: Row, values: Values) -> None:
    """An id where there was none; days and amounts the right way round; days given in words."""
    if not values["ref"] and values["title"]:
        values["ref"] = _made_id(row, values["funder"], values["title"])
    low, high = values["min_amount"], values["max_amount"]
    if low is not None and high is not None and low > high:
        row.refuse("min_amount", Why.MIN_OVER_MAX, low=f"{low:,}", high=f"{high:,}")
    opens, closes = values["opens_on"], values["closes_on"]
    if opens and closes and closes < opens:
        row.refuse("closes_on", Why.CLOSES_BEFORE_OPENS, closes=closes, opens=opens)
    values["days_in_words"] = cells.day_words(row, ("opens_on", "closes_on"))


POTS = Sheet(
    columns=(
        Column("ref", _id_or_none, ("id", "grantId", "pot id", "reference")),
        Column(
            "title", cells.required_words, ("title", "grantName", "name", "grant name"), needed=True
        ),
        Column("funder", cells.required_words, ("funder", "grantFunder", "fund by"), needed=True),
        Column("summary", cells.prose, ("summary", "grantShortDescription", "description")),
        Column(
            "min_amount",
            cells.pounds,
            ("min_amount", "min amount", "minimum", "minimum amount", "grantMinimumAward"),
        ),
        Column(
            "max_amount",
            cells.pounds,
            ("max_amount", "max amount", "maximum", "maximum amount", "grantMaximumAward"),
        ),
        Column("currency", cells.pots_currency, ("currency",)),
        Column(
            "opens_on",
            cells.round_day,
            ("opens_on", "opens", "opening date", "open date", "grantApplicationOpenDate"),
        ),
        Column(
            "closes_on",
            cells.round_day,
            ("closes_on", "closes", "closing date", "deadline", "grantApplicationCloseDate"),
            needed=True,  # an empty cell means "no deadline", a missing column must not
        ),
        Column("areas", cells.areas, ("areas", "area", "grantLocation", "location")),
        Column("themes", _themes, ("themes", "theme", "tags")),
        Column(
            "who_can_apply",
            _who_can_apply,
            ("who_can_apply", "eligible", "eligibility", "grantApplicantType"),
        ),
        Column(
            "match_funding", _match_funding, ("match_funding_required", "match funding", "match")
        ),
        Column("url", cells.link, ("how_to_apply_url", "url", "link", "web address", "grantUrl")),
        Column("contact", cells.contact_id, ("contact_id", "contact")),
        _CHECKED,
        Column("source", cells.words, ("source", "data source")),
    ),
    finish=_finish_pot,
    strict=True,
)

# --- Groups ------------------------------------------------------------------------------------

_GROUP_CHECKED = replace(_CHECKED, headings=(*_CHECKED.headings, "assured_date"))


def _finish_group(row: Row, values: Values) -> None:
    """An id where there was none. Where a service goes on over more lines, the first counts."""
    if not values["ref"] and values["name"]:
        values["ref"] = _made_id(row, values["area"], values["name"])
    if more := values.pop("goes_on_with"):
        row.skip(Why.CONTINUED, said=more)


GROUPS = Sheet(
    columns=(
        Column("ref", _id_or_none, ("id", "group id", "import_id", "org_id")),
        Column(
            "name",
            cells.required_words,
            ("name", "group", "group name", "community_hub"),
            needed=True,
        ),
        Column("group_type", cells.words, ("group_type", "type", "kind", "service_taxonomies")),
        Column("area", cells.area, ("area", "ward", "area name", "location_city")),
        Column("about", cells.prose, ("about", "description", "summary", "activities")),
        Column("offers", cells.word_list, ("offers", "offer")),
        Column("needs", cells.word_list, ("needs", "need")),
        Column("lead_count", cells.count, ("lead_count", "leads")),
        Column("members_approx", cells.count, ("members_approx", "members")),
        Column("meets", cells.words, ("meets", "meeting times", "when", "opening_hours")),
        Column("contact_email", cells.mail, ("contact_email", "email", "e-mail")),
        Column("phone", cells.phone, ("phone", "telephone", "contact_phone")),
        Column("url", cells.link, ("url", "website", "web", "link")),
        Column(
            "open_to_new_members", cells.yes_or_no, ("open_to_new_members", "open to new members")
        ),
        _GROUP_CHECKED,
        Column("source", cells.words, ("source", "data source")),
        Column("goes_on_with", cells.some_id, ("import_id_reference",)),
    ),
    finish=_finish_group,
    strict=True,
)

# --- Signposts ---------------------------------------------------------------------------------

_DISTRESS = {"self", "others", "child", "adult", "burnout", "medical", "all"}


def _categories(row: Row, name: str, known: Known) -> list[str]:
    found = [word.lower() for word in cells.word_list(row, name, known)]
    for said in found:
        if said not in _DISTRESS:
            row.warn(name, Why.UNKNOWN_KIND, said=said, known=names_of(_DISTRESS))
    return found


SIGNPOSTS = Sheet(
    columns=(
        Column("ref", cells.an_id, ("id",), needed=True),
        Column("name", cells.required_words, ("name", "service"), needed=True),
        Column("how_to_reach", cells.required_words, ("how_to_reach", "how", "phone"), needed=True),
        Column("for_whom", cells.words, ("for_whom", "for whom", "who for")),
        Column("hours", cells.words, ("hours", "opening_hours")),
        Column("categories", _categories, ("categories", "category"), needed=True),
        Column("real_service", cells.words, ("real_service", "real")),
        _CHECKED,
    ),
    finish=_nothing_more,
    strict=True,
)

# --- Past grants ---------------------------------------------------------------------------------
# The headings of the 360Giving standard's flat form; JSON comes under the same names (giving.py).

_A_PERSON = re.compile(
    r"(an? )?(private |anonymous |unnamed )?individuals?( recipients?)?|recipient individual",
    re.IGNORECASE,
)


def _finish_grant(row: Row, values: Values) -> None:
    """Who it was made to, never naming a person; the town where no place is given."""
    person, name, town = (values.pop(aside) for aside in ("person", "person_name", "town"))
    to_person = bool(person or name or _A_PERSON.fullmatch(values["recipient"]))
    values["to_individual"] = to_person
    if not to_person:
        values["place"] = values["place"] or town
        if not values["recipient"]:
            row.refuse("recipient", Why.NO_RECIPIENT)
        return
    if values["recipient"] and not _A_PERSON.fullmatch(values["recipient"]):
        row.warn("recipient", Why.BOTH_RECIPIENTS)
    values["recipient"] = values["recipient_ref"] = ""
    if name and not _A_PERSON.fullmatch(name):
        for text in ("title", "description"):
            values[text] = values[text].replace(name, "a person")


GRANTS = Sheet(
    columns=(
        Column("ref", cells.an_id, ("Identifier", "id", "Grant Identifier"), needed=True),
        Column("title", cells.required_words, ("Title", "Grant Title"), needed=True),
        Column("description", cells.prose, ("Description", "Grant Description")),
        Column("currency", cells.currency, ("Currency",)),
        Column("amount", cells.money, ("Amount Awarded", "amountAwarded"), needed=True),
        Column("awarded_on", cells.award_day, ("Award Date", "awardDate"), needed=True),
        Column(
            "funder_ref",
            cells.some_id,
            (
                "Funding Org:Identifier",
                "Funding Organisation:Identifier",
                "fundingOrganization/0/id",
            ),
        ),
        Column(
            "funder",
            cells.required_words,
            ("Funding Org:Name", "Funding Organisation:Name", "fundingOrganization/0/name"),
            needed=True,
        ),
        Column(
            "recipient_ref",
            cells.some_id,
            (
                *("Recipient Org:Identifier", "Recipient Organisation:Identifier"),
                "recipientOrganization/0/id",
            ),
        ),
        Column(
            "recipient",
            cells.words,
            (
                *("Recipient Org:Name", "Recipient Organisation:Name"),
                "recipientOrganization/0/name",
            ),
        ),
        Column("person", cells.some_id, ("Recipient Ind:Identifier", "Recipient Individual:Id")),
        Column("person_name", cells.words, ("Recipient Ind:Name", "Recipient Individual:Name")),
        Column(
            "programme",
            cells.words,
            ("Grant Programme:Title", "grantProgramme/0/title", "Grant Programme"),
        ),
        Column(
            "place",
            cells.words,
            ("Beneficiary Location:Name", "beneficiaryLocation/0/name", "Beneficiary Location"),
        ),
        Column(
            "place_code",
            cells.some_id,
            (
                *("Beneficiary Location:Geographic Code", "Beneficiary Location:Geo Code"),
                "beneficiaryLocation/0/geoCode",
            ),
        ),
        Column(
            "town",
            cells.words,
            (
                "Recipient Org:City",
                "Recipient Org:Location",
                "recipientOrganization/0/addressLocality",
            ),
        ),
        Column("url", cells.link, ("URL", "Grant URL")),
        Column("source", cells.words, ("Data Source", "dataSource")),
    ),
    finish=_finish_grant,
    strict=False,
)

# --- Prompts -----------------------------------------------------------------------------------

_LONGEST_PROMPT = 1000
"""Characters: a tired person reads it on a telephone."""


def _kind_of_prompt(row: Row, name: str, known: Known) -> str:
    said = cells.lower(row, name, known).replace("_", "-").replace(" ", "-")
    kinds = set(prompts.Kind)
    if not said:
        row.refuse(name, Why.MISSING)
    elif said not in kinds:
        row.refuse(name, Why.NO_SUCH_KIND, said=said, known=names_of(kinds))
    return said


def _subjects(row: Row, name: str, known: Known) -> list[str]:
    """Subjects of the thesaurus, by its names for them or by those that we show."""
    found = []
    for said in cells.word_list(row, name, known):
        subject = _subject_called().get(squashed(said), "")
        if not subject:
            row.refuse(name, Why.UNKNOWN_SUBJECT, said=said)
        found.append(subject)
    return list(dict.fromkeys(found))


@cache
def _subject_called() -> Mapping[str, str]:
    return {
        squashed(word): name
        for name, subject in thesaurus.subjects().items()
        for word in (*subject.shown.values(), name)
    }


def _to_give(row: Row, name: str, known: Known) -> str:
    text = cells.prose(row, name, known)
    if len(text) > _LONGEST_PROMPT:
        row.refuse(name, Why.TOO_LONG_TO_GIVE, length=f"{len(text):,}", limit=_LONGEST_PROMPT)
    return text


def _to_give_at_least(row: Row, name: str, known: Known) -> str:
    text = _to_give(row, name, known)
    if not text:
        row.refuse(name, Why.MISSING)
    return text


def _finish_prompt(row: Row, values: Values) -> None:
    """In use, unless it says that it is not. English alone is kept, with a word."""
    values["in_use"] = values["in_use"] is not False
    if values["text_en"] and not values["text_cy"]:
        row.warn("text_cy", Why.ENGLISH_ALONE)


PROMPTS = Sheet(
    columns=(
        Column("ref", cells.an_id, ("id", "prompt id"), needed=True),
        Column("kind", _kind_of_prompt, ("kind", "type"), needed=True),
        Column("subjects", _subjects, ("subjects", "subject", "interests", "about")),
        Column("text_en", _to_give_at_least, ("english", "text_en", "text", "prompt"), needed=True),
        Column("text_cy", _to_give, ("welsh", "cymraeg", "text_cy")),
        Column("in_use", cells.yes_or_no, ("in_use", "in use", "used")),
    ),
    finish=_finish_prompt,
    strict=True,
)

SHEETS: Mapping[Kind, Sheet] = {
    Kind.AREAS: AREAS,
    Kind.CONTACTS: CONTACTS,
    Kind.POTS: POTS,
    Kind.GROUPS: GROUPS,
    Kind.SIGNPOSTS: SIGNPOSTS,
    Kind.GRANTS: GRANTS,
    Kind.PROMPTS: PROMPTS,
}
