"""Asking a council's team, as a volunteer does: what they ask, and what they hear of it."""

from collections.abc import Sequence
from datetime import datetime

from handlers.messages import Day, Words, say
from handlers.turns import Kept, Routes, Turn
from storage import questions
from storage.questions import QuestionStop

on = Routes()


# --- What is kept ---------------------------------------------------------------------------


@on.keeps("question")
async def tell_questions(turn: Turn) -> Kept | None:
    """What they asked, in their words."""
    found = await questions.questions_of(turn.session, turn.person.id)
    if not found:
        return None
    rows: list[Sequence[Words]] = []
    for each in found:
        asked = questions.opened(turn.session, each)
        typed = (asked.words, asked.name_shown, asked.for_group, asked.other_way)
        rows.append([say("me-asked-on", day=_day(turn, each.asked_at)), *filter(None, typed)])
    return Kept(say("me-title-questions"), say("me-questions", count=len(rows)), rows)


@on.keeps("question_event")
async def tell_history(turn: Turn) -> Kept | None:
    """What became of it, with all that was written."""
    rows: list[Sequence[Words]] = []
    for question in await questions.questions_of(turn.session, turn.person.id):
        for each in await questions.history(turn.session, question.id):
            note = questions.noted(turn.session, each)
            told = say(f"me-history-{each.what}", day=_day(turn, each.at))
            rows.append([told, *filter(None, (note.chosen, note.words))])
    if not rows:
        return None
    return Kept(say("me-title-history"), say("me-history", count=len(rows)), rows)


@on.keeps("question_stop")
async def tell_stop(turn: Turn) -> Kept | None:
    """That they may not ask for a time."""
    stopped = await turn.session.get(QuestionStop, turn.person.id)
    if stopped is None:
        return None
    day = _day(turn, stopped.until)
    return Kept(say("me-title-question-stop"), say("me-question-stop", day=day))


def _day(turn: Turn, at: datetime) -> Day:
    return Day(turn.local(at).date(), year=True)
