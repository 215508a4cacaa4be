"""Four questions on well-being, once a month, in the words of the harmonised standard.

Only where an area has switched them on, and with a consent of their own. Each is answered from 0
to 10; for the last, 10 is the worst, so they are never summed. Nothing is kept before the fourth
answer: until then, the buttons carry what was answered.

https://analysisfunction.civilservice.gov.uk/policy-store/personal-well-being/
"""

from datetime import date

from handlers import consents, my_weeks
from handlers.messages import Button, Message, Sorry, Words, button, in_rows, say, stacked
from handlers.turns import Kept, Routes, Turn
from storage import check_ins, safeguarding
from storage.consents import Purpose

on = Routes()

QUESTIONS = ("satisfied", "worthwhile", "happy", "anxious")
MOST = 10
NONE_YET = "-"
"""What a button carries of the answers before the first."""


async def offered(turn: Turn) -> list[Button]:
    """The way to the questions, where they are on and not answered this month."""
    if not await safeguarding.four_questions_on(turn.session, turn.person.area, turn.now):
        return []
    if await check_ins.ons4_for(turn.session, turn.person.id, _month(turn)):
        return []
    return [button(say("four-offer"), "four-begin")]


@on.press("four-begin", private=True)
async def begin(turn: Turn) -> Message:
    """Ask the first question; before the first time, for the consent."""
    await _allowed(turn)
    return _asked([])


@on.press("agree-ons4", private=True, settles=True)
async def agreed(turn: Turn, version: int) -> Message:
    """Note the consent, and ask at once."""
    await consents.agree(turn, Purpose.ONS4, version)
    await _allowed(turn)
    return _asked([])


@on.press("four", private=True, in_place=True)
async def answer(turn: Turn, said: str, number: int) -> Message:
    """Take an answer. After the fourth, keep them."""
    await _allowed(turn)
    answers = [*_read(said), number]
    if not 0 <= number <= MOST or len(answers) > len(QUESTIONS):
        raise Sorry(say("unknown-button"))
    if len(answers) < len(QUESTIONS):
        return _asked(answers)
    told = dict(zip(QUESTIONS, answers, strict=True))
    await check_ins.answer_ons4(turn.session, turn.person.id, _month(turn), told, turn.now)
    return Message(say("check-in-kept"), buttons=stacked(button(say("check-in-undo"), "four-undo")))


@on.press("four-back", private=True, in_place=True)
async def back(turn: Turn, said: str) -> Message:
    """Ask the question before again."""
    await _allowed(turn)
    return _asked(_read(said)[:-1])


@on.press("four-undo", private=True, in_place=True)
async def undo(turn: Turn) -> Message:
    """Delete this month's answers."""
    await check_ins.take_back_ons4(turn.session, turn.person.id, _month(turn))
    return Message(say("four-undone"), buttons=stacked(button(say("check-in-anew"), "four-begin")))


async def _allowed(turn: Turn) -> None:
    """Go on where the questions are on and agreed to; raises `Sorry`."""
    await consents.needed(turn)
    if not await safeguarding.four_questions_on(turn.session, turn.person.area, turn.now):
        raise Sorry(say("four-not-here"))
    await consents.needed(turn, Purpose.ONS4)


def _asked(answers: list[int]) -> Message:
    """The next question, with a button a number."""
    said = ".".join(map(str, answers)) or NONE_YET
    numbers = [button(str(n), "four", said, n) for n in range(MOST + 1)]
    steer = [button(say("form-back"), "four-back", said)] if answers else []
    steer.append(button(say("four-leave"), "skip"))
    scale = say("four-scale")
    question: Words = say(f"four-{QUESTIONS[len(answers)]}")
    return Message((question, scale), buttons=(*in_rows(numbers, 6), tuple(steer)))


def _read(said: str) -> list[int]:
    """The answers that a button carries; raises `Sorry` where it carries anything else."""
    if said == NONE_YET:
        return []
    parts = said.split(".")
    if len(parts) >= len(QUESTIONS) or not all(
        each.isascii() and each.isdigit() and int(each) <= MOST for each in parts
    ):
        raise Sorry(say("unknown-button"))
    return list(map(int, parts))


def _month(turn: Turn) -> date:
    return turn.day.replace(day=1)


# --- All of it, told ----------------------------------------------------------------------


@on.keeps("ons4")
async def tell_four_questions(turn: Turn) -> Kept | None:
    """Their answers to the four questions."""
    kept = await check_ins.ons4_of(turn.session, turn.person.id)
    if not kept:
        return None
    rows = list(map(my_weeks.four, kept))
    return Kept(say("me-title-four"), say("me-fours", count=len(kept)), rows)
