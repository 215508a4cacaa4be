"""Whether somebody tells how they are ("rough week tbh"), and does not ask for something.

Nothing is read out of it but that: which word fits is theirs to say. Danger is not decided here but
before, by `recognising`.
"""

import re

from storage.words import words


def tells_of_week(text: str) -> bool:
    """Whether a short message is about how its writer is, or how their week was."""
    said = words(text)
    if not 0 < len(said) <= LONGEST or "?" in text:
        return False
    line = f" {' '.join(said)} "
    if _WANTS.search(line):
        return False
    return bool(_WEEK.search(line) or _SELF.search(line) or _ALONE.fullmatch(line))


def answers_how(text: str) -> bool:
    """Whether a few words, or a face, can be the answer to how somebody's week was."""
    said = words(text)
    if not said:
        return any("\N{GRINNING FACE}" <= each <= "\N{PERSON WITH FOLDED HANDS}" for each in text)
    return (
        len(said) <= LONGEST
        and "?" not in text
        and _ANSWER.fullmatch(f" {' '.join(said)} ") is not None
    )


LONGEST = 30
"""Words; who writes more has something else to say as well."""


def _any(*listed: str) -> str:
    """One of the phrases listed, the longest first; `*` stands for any end of a word."""
    phrases = sorted(
        (each.strip() for one in listed for each in one.split(",")), key=len, reverse=True
    )
    return "(?:" + "|".join(each.replace("*", r"\w*") for each in phrases) + ")"


# Folded: no capitals, no accents, no apostrophes.
_HARD = (
    "rough, hard, tough, bad, awful, terrible, horrible, horrid, rubbish, crap*, shit*, grim, "
    "hellish, stressful, exhausting, draining, tiring, long, busy, manic, mad, hectic, full on, "
    "difficult, trying, lonely, sad, emotional, worst, weird, strange, funny old, heavy, pants"
)
_GOOD = (
    "lovely, great, good, brilliant, brill, fab, fabulous, fantastic, wonderful, amazing, nice, "
    "decent, ok, okay, alright, all right, fine, calm, happy, cracking, super, smashing, best, "
    "better, belter, so so, mixed, meh, quiet, steady"
)
_TIRED = (
    "knackered, shattered, exhausted, worn out, wiped out, wiped, drained, done in, run down, "
    "stressed, stressed out, overwhelmed, frazzled, fed up, tearful, struggling, not coping, "
    "burnt out, burned out, running on empty, at the end of my tether, dead on my feet, cream "
    "crackered, pooped, zonked, tired, tired out, anxious, lonely"
)
_CHEERED = "chuffed, buzzing, over the moon, on top of the world, on cloud nine, up and down"
_EITHER = (
    "low, down, flat, sad, rough, rubbish, awful, terrible, happy, great, good, ok, okay, fine"
)
_FILLERS = (
    "a, an, the, ive, i, im, id, had, has, have, having, been, its, it, is, was, well, so, such, "
    " what, bit, of, a bit, really, very, pretty, quite, just, another, honestly, tbh, "
    "ngl, oh, ah, god, gosh, hi, hello, hiya, hey, my, our, this, that, one, proper, right, right "
    "old, absolute, absolutely, bloody, flipping, completely, totally, utterly, utter, feel*, "
    "bit, am, we, weve, were, not, too, kind, kinda, sort, sorta, some, pure, dead, dead on, no "
    "lie, cant lie, if im honest, to be honest, in, an absolute, fair, fairly, all, most"
)
_SPAN = "week, weeks, fortnight, few days, couple of days, couple of weeks, few weeks, day, month"
_TAIL = (
    "this week, this month, these days, today, tonight, lately, tbh, ngl, at the moment, atm, "
    "right now, now, honestly, again, and, but, after, really, to be honest, if im honest, all "
    "week, xx, x, lol, haha, since, with it all, of late, recently, cos, because, so"
)

_BEGINNING = rf"^(?: {_any(_FILLERS)})*"
_END = rf"(?= (?:{_any(_TAIL)} |$))"

_WEEK = re.compile(
    rf"{_BEGINNING} {_any(_HARD, _GOOD)}(?: (?:old|few|one))? {_any(_SPAN)}{_END}"
    rf"|{_BEGINNING} what a {_any(_SPAN)}{_END}"
    rf"|{_BEGINNING}(?: last)? {_any(_SPAN)} from hell "
    rf"|{_BEGINNING}(?: last)? weeks?(?: (?:has|is|was|went|been|felt|really|very|so|a|bit|just"
    rf"|pretty|quite|absolutely))+ {_any(_HARD, _GOOD, _TIRED)} "
    r"|^(?: \w+){0,4} wythnos(?: (?:fach|reit|eithaf|mor|hynod))? (?:anodd|galed|wael|ofnadwy"
    r"|erchyll|hyfryd|wych|dda|braf|brysur|hir|drom|heriol|ddiflas|dawel|iawn|arbennig|uffernol) "
)
_SELF = re.compile(
    rf"{_BEGINNING} {_any(_TIRED, _CHEERED)}{_END}"
    rf"|^(?: {_any(_FILLERS)})*(?: (?:im|i am|ive been|i feel|i felt|feeling|been feeling))"
    rf"(?: {_any(_FILLERS)})* {_any(_EITHER)}{_END}"
    r"|^(?: \w+){0,4} (?:wedi blino|wedi blinon lan|dan straen"
    r"|teimlon (?:isel|drist|unig|dda|wych)|wedi cael llond bol|wedi ymladd) "
)
_ALONE = re.compile(r" (?:very hard|hard|so so|anodd iawn|anodd|gweddol|pretty hard|rough) ")
_WELSH = (
    "da, da iawn, iawn, go lew, gwych, hyfryd, braf, gwael, ofnadwy, anodd, caled, gweddol, "
    "prysur, wedi blino, ddim yn ddrwg, ddim yn dda"
)
_AROUND = (
    "guess, suppose, think, actually, yeah, yes, no, could be, could have been, enough, thanks"
)
_WORD = _any(_HARD, _GOOD, _TIRED, _CHEERED, _EITHER, _WELSH)
_REST = _any(_FILLERS, _AROUND, _TAIL)
_ANSWER = re.compile(
    rf"(?: {_any(_FILLERS, _AROUND)}){{0,5}}(?: {_WORD}(?: {_REST}){{0,5}}){{1,3}} "
)
_ASKED = (
    "money, fund*, grant*, pot, pots, apply*, budget, deadline*, form, council, contact*, who, "
    "whos, where, when, how, which, is there, are there, can you, could you, can we, could we, "
    "do you, looking for, arian, cyllid, grantiau, pwy, ble, sut, oes"
)
_WANTS = re.compile(f" {_any(_ASKED)} ")
