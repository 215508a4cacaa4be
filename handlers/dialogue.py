"""Talking a form through: one question at a time, typed or tapped, left, corrected and resumed."""

import hashlib
import secrets
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from handlers import attachments
from handlers.forms import (
    Answers,
    Attach,
    Choice,
    Confirm,
    Day,
    Filling,
    Form,
    NotUnderstood,
    Number,
    Pick,
    Question,
    Several,
    Write,
    always,
    matching,
)
from handlers.messages import (
    Button,
    Command,
    Field,
    FieldKind,
    File,
    Message,
    Said,
    Say,
    Sent,
    Sheet,
    Words,
    button,
    in_rows,
    say,
)
from handlers.turns import Turn
from handlers.wording import wording
from storage import talk
from storage.talk import Topic

SHORT = 14
"""Characters up to which two choices stand side by side."""


class Progress(msgspec.Struct):
    """How far a person is with a form."""

    form: str
    no: str
    """Tells this filling-in from the next, so that an old question's button is known as old."""
    answers: dict[str, str | list[str]]
    said: dict[str, str] = {}
    """Which message answered which question, so that an edited message corrects its answer."""
    narrowed: list[str] = []
    """Values that the last typed answer may have meant; empty: all are on offer."""
    ticked: list[str] = []
    """What is ticked so far in a question with several choices."""
    attached: list[str] = []
    """The files that came so far, by the ids under which we keep them."""
    given: list[str] = []
    """The questions that it was opened with answers to: there is no way back to them."""
    empty: list[str] = []
    """The questions that were not asked, since there was nothing to ask about."""
    draft: dict[str, str | list[str]] = {}
    """Words to start from, or what is ticked at first, by the question's name."""
    album: str = ""
    """Those sent together of which the last file was one; empty: it came alone."""
    complained: bool = False
    """What is wrong with one of these was said."""
    paused: bool = False
    """The person has turned to something else: what they type is not for the form."""


@dataclass(frozen=True)
class Dialogue:
    """A form in progress."""

    form: Form
    progress: Progress

    @property
    def question(self) -> Question | None:
        """What is asked now."""
        return self.form.next(self.progress.answers)

    @property
    def answered(self) -> list[Question]:
        """The questions that the person answered, in order: those they can go back to."""
        questions = self.form.answered(self.progress.answers)
        not_asked = {*self.progress.given, *self.progress.empty}
        return [each for each in questions if each.name not in not_asked]

    @property
    def for_files(self) -> Attach | None:
        """The question to which files belong: that which is asked now, or one still to come."""
        answers = self.progress.answers
        open_ones = [each for each in self.form.applying(answers) if each.name not in answers]
        return next((each for each in open_ones if isinstance(each, Attach)), None)


@dataclass(frozen=True)
class Step:
    """What a message or a press came to: something to say, or a form that is filled in."""

    message: Message | None = None
    toast: Words | None = None
    outcome: dict[str, str | list[str]] | None = None
    in_place: bool = False
    """The message takes the place of the one that was pressed."""
    sheet: Sheet | None = None
    """A form to show as a whole."""
    problems: Mapping[str, Words] = field(default_factory=dict)
    """What is wrong with the answers on a sheet."""
    home: bool = False
    """The message is the person's home page."""
    settled: bool = False
    """The press made a choice: the other buttons beside it are of no use any more."""
    hide: bool = False
    """The message that was pressed is to be deleted."""
    stands: bool = False
    """The message that was pressed stays as it is."""
    of_form: bool = False
    """It belongs to the form; anything else pauses a form that is open."""


def kept(content: bytes | None, forms: Mapping[str, Form]) -> Dialogue | None:
    """The form a person is in the middle of; None: there is none, or it has gone."""
    if content is None:
        return None
    try:
        progress = msgspec.json.decode(content, type=Progress)
    except msgspec.DecodeError:  # an earlier version kept it
        return None
    form = forms.get(progress.form)
    return Dialogue(form, progress) if form else None


# --- Steps --------------------------------------------------------------------------------


async def begin(turn: Turn, filling: Filling) -> Step:
    """Ask the first question. A form that was half filled in makes way."""
    given = dict(filling.answers)
    draft = dict(filling.draft)
    what, said = turn.incoming.what, dict[str, str]()
    if isinstance(what, Command) and what.message:
        said.update((what.message, name) for name, answer in given.items() if answer == what.rest)
    progress = Progress(
        filling.form.name, secrets.token_hex(2), given, said, given=list(given), draft=draft
    )
    return await _go_on(turn, Dialogue(filling.form, progress))


async def pause(turn: Turn, dialogue: Dialogue) -> Button:
    """Let the form wait while the person does something else; the button that resumes it."""
    dialogue.progress.paused = True
    await _keep(turn, dialogue.progress)
    title = say(f"{dialogue.form.name}-form")
    return button(say("form-resume", form=title), "form-resume", dialogue.progress.no)


async def resume(turn: Turn, dialogue: Dialogue) -> Step:
    """Ask again what was asked last."""
    return await _go_on(turn, dialogue)


async def cancel(turn: Turn, dialogue: Dialogue) -> Step:
    """Leave the form. What was answered is forgotten."""
    await attachments.forget_unsent(turn)
    await talk.drop(turn.session, turn.person.id, Topic.FORM)
    own = f"{dialogue.form.name}-cancelled"
    key = own if wording(turn.person.language).has(own) else "form-cancelled"
    return Step(Message(say(key)), of_form=True)


async def back(turn: Turn, dialogue: Dialogue) -> Step:
    """Ask the question before this one again."""
    progress = dialogue.progress
    if answered := dialogue.answered:
        for name in (answered[-1].name, *progress.empty):
            del progress.answers[name]
        progress.empty = []
    return await _go_on(turn, dialogue)


async def keep_draft(turn: Turn, dialogue: Dialogue) -> Step:
    """Take the words as they are from which a question starts."""
    question, progress = dialogue.question, dialogue.progress
    if isinstance(question, Write) and question.name in progress.draft:
        progress.answers[question.name] = progress.draft[question.name]
    return await _go_on(turn, dialogue)


async def skip(turn: Turn, dialogue: Dialogue) -> Step:
    """Leave a question out, if it may be."""
    question = dialogue.question
    if question is None or not question.optional:
        return await _ask(turn, dialogue, say("form-needed"))
    if isinstance(question, Attach):
        dialogue.progress.attached.clear()
        await attachments.forget_unsent(turn)
    dialogue.progress.answers[question.name] = ""
    return await _go_on(turn, dialogue)


async def done(turn: Turn, dialogue: Dialogue) -> Step:
    """Take what is ticked, or attached, as the answer."""
    question, progress = dialogue.question, dialogue.progress
    if not isinstance(question, Several | Attach):
        return await _go_on(turn, dialogue)
    chosen = progress.ticked if isinstance(question, Several) else progress.attached
    if not chosen and not question.optional:
        needed = "form-tick-one" if isinstance(question, Several) else "attach-not"
        return await _ask(turn, dialogue, say(needed))
    progress.answers[question.name] = list(chosen) or ""
    return await _go_on(turn, dialogue)


async def attach(turn: Turn, dialogue: Dialogue, sent: Sent, question: Attach) -> Step:
    """Take files. Words with them answer what is asked now, if that is another question."""
    progress = dialogue.progress
    now = dialogue.question is question
    words = sent.text if now else ""
    new, problems = await attachments.take(turn, sent, progress.attached, question.at_most, words)
    progress.attached += new
    follows = bool(sent.album) and sent.album == progress.album
    for each in problems:
        if not (follows and progress.complained):
            await turn.say_first(Message(each))
    progress.complained = bool(problems) or (follows and progress.complained)
    progress.album = sent.album
    if sent.text and not now:
        return await hear(turn, dialogue, Said(sent.text, sent.message))
    if follows:  # one answer to all that came together
        await _keep(turn, progress)
        return Step()
    return await _ask(turn, dialogue)


async def empty(turn: Turn, dialogue: Dialogue) -> Step:
    """Take the files off that came so far."""
    dialogue.progress.attached.clear()
    await attachments.forget_unsent(turn)
    return await _ask(turn, dialogue)


async def press(turn: Turn, dialogue: Dialogue, name: str, value: str) -> Step:
    """Take a tapped choice. A choice of an earlier question corrects its answer."""
    question = dialogue.form.question(name)
    if not isinstance(question, Pick | Confirm | Several):
        return await _ask(turn, dialogue, say("form-old-button"))
    choices = await _choices(turn, dialogue.form, question, dialogue.progress.answers)
    if value not in {choice.value for choice in choices}:
        return await _ask(turn, dialogue, say("form-old-button"))
    if isinstance(question, Several):
        if question is not dialogue.question:
            dialogue.progress.ticked = list(dialogue.progress.answers.get(name, []))
        ticked = dialogue.progress.ticked
        if value in ticked:
            ticked.remove(value)
        else:
            ticked.append(value)
        dialogue.progress.answers.pop(name, None)
        step = await _ask(turn, dialogue)
        return replace(step, in_place=True)
    dialogue.progress.answers[name] = value
    return await _go_on(turn, dialogue)


async def hear(turn: Turn, dialogue: Dialogue, said: Said) -> Step:
    """Take a typed answer, or one of the words that steer a form."""
    words = wording(turn.person.language)
    typed = said.text.strip().casefold()
    for steer, step in STEERS.items():
        if typed == words(say(f"form-{steer}")).casefold():
            return await step(turn, dialogue)

    form, progress = dialogue.form, dialogue.progress
    question = form.question(progress.said.get(said.message, "")) if said.edited else None
    question = question or dialogue.question
    if question is None:
        return await _go_on(turn, dialogue)
    try:
        answer = await _value(turn, dialogue, question, said.text)
    except NotUnderstood as no:
        return await _ask(turn, dialogue, no.words)
    progress.answers[question.name] = answer
    progress.said[said.message] = question.name
    return await _go_on(turn, dialogue)


STEERS: Mapping[str, Callable[[Turn, Dialogue], Awaitable[Step]]] = {
    "keep": keep_draft,
    "cancel": cancel,
    "back": back,
    "skip": skip,
    "done": done,
    "empty": empty,
}
"""What steers a form, tapped or typed."""


async def _value(turn: Turn, dialogue: Dialogue, question: Question, text: str) -> str | list[str]:
    if not isinstance(question, Pick | Confirm | Several):
        return question.value(text)
    choices = await _on_offer(turn, dialogue, question)
    words = wording(turn.person.language)
    labels = [words(choice.label) for choice in choices]
    if isinstance(question, Several):
        found = [matching(part, choices, labels) for part in text.split(",")]
        if not all(len(each) == 1 for each in found):
            raise NotUnderstood(say("form-not-choices"))
        return list(dict.fromkeys(value for each in found for value in each))
    values: Sequence[str] = matching(text, choices, labels)
    if not values and isinstance(question, Pick) and question.reader:
        values = await question.reader(turn, text)
    if not values:
        raise NotUnderstood(say("form-not-a-choice"))
    if len(values) > 1:
        dialogue.progress.narrowed = list(values)
        raise NotUnderstood(say("form-which"))
    return values[0]


# --- Asking -------------------------------------------------------------------------------


async def _go_on(turn: Turn, dialogue: Dialogue) -> Step:
    progress = dialogue.progress
    progress.narrowed, progress.ticked, progress.paused = [], [], False
    form, answers = dialogue.form, progress.answers
    while (question := dialogue.question) and await _is_empty(turn, form, question, answers):
        progress.answers[question.name] = ""
        progress.empty.append(question.name)
    if isinstance(question, Several):
        offered = await _choices(turn, form, question, answers)
        draft = progress.draft.get(question.name)
        first = draft if isinstance(draft, list) else ()
        progress.ticked = [each.value for each in offered if each.value in first]
    if dialogue.question is None:
        if dialogue.for_files:
            progress.answers[dialogue.for_files.name] = list(progress.attached) or ""
        await talk.drop(turn.session, turn.person.id, Topic.FORM)
        turn.said_in = {name: message for message, name in progress.said.items()}
        return Step(outcome=dialogue.form.outcome(progress.answers))
    return await _ask(turn, dialogue)


async def _ask(turn: Turn, dialogue: Dialogue, problem: Words | None = None) -> Step:
    question = dialogue.question
    if question is None:
        return await _go_on(turn, dialogue)
    dialogue.progress.paused = False
    await _keep(turn, dialogue.progress)
    asks = dialogue.form.asks(question)
    shown = await _shown(turn, question, dialogue.progress.answers)
    rows: list[tuple[Button, ...]] = []
    if isinstance(question, Pick | Confirm | Several):
        rows.extend(await _choice_rows(turn, dialogue, question))
    rows.append(_steering(dialogue, question))
    attached = dialogue.progress.attached if dialogue.for_files else ()
    what = turn.incoming.what
    together = isinstance(what, Sent) and what.album  # more of them may be on their way
    here = say("attach-album") if together else await attachments.so_far(turn, attached)
    draft = dialogue.progress.draft.get(question.name) if isinstance(question, Write) else None
    begun = say("form-draft", words=draft) if isinstance(draft, str) else None
    said = tuple(each for each in (problem, shown, asks, begun, here) if each)
    message = Message(said if len(said) > 1 else asks, buttons=tuple(rows))
    return Step(message, of_form=True)


async def _shown(turn: Turn, question: Question, answers: Answers) -> Words | None:
    """What is shown above a question; None: nothing."""
    shows = question.shows if isinstance(question, Pick | Confirm) else None
    return await shows(turn, answers) if shows else None


async def _is_empty(turn: Turn, form: Form, question: Question, answers: Answers) -> bool:
    """Whether there is nothing to ask about, or to choose."""
    if isinstance(question, Pick | Several) and question.optional:  # noqa: SIM102
        if not await _choices(turn, form, question, answers):
            return True
    shows = isinstance(question, Pick | Confirm) and question.shows is not None
    return shows and await _shown(turn, question, answers) is None


async def _choice_rows(
    turn: Turn, dialogue: Dialogue, question: Pick | Confirm | Several
) -> tuple[tuple[Button, ...], ...]:
    """The choices as buttons, numbered so that a number can be typed, too."""
    no, ticked = dialogue.progress.no, dialogue.progress.ticked
    choices = await _on_offer(turn, dialogue, question)
    buttons = [
        button(
            say("form-ticked" if choice.value in ticked else "form-choice", no=n, choice=label),
            "form",
            no,
            question.name,
            choice.value,
        )
        for n, choice in enumerate(choices, 1)
        for label in (choice.label,)
    ]
    words = wording(turn.person.language)
    short = all(len(words(choice.label)) <= SHORT for choice in choices)
    return in_rows(buttons, 2 if short else 1)


def _steering(dialogue: Dialogue, question: Question) -> tuple[Button, ...]:
    """The buttons that every question has, as far as they apply."""
    no = dialogue.progress.no
    attached = bool(dialogue.for_files and dialogue.progress.attached)
    now = attached and isinstance(question, Attach)
    offered = {
        "keep": isinstance(question, Write) and question.name in dialogue.progress.draft,
        "done": isinstance(question, Several) or now,
        "skip": question.optional and not now,
        "empty": attached,
        "back": bool(dialogue.answered),
        "cancel": True,
    }
    return tuple(
        button(say(f"form-{steer}"), f"form-{steer}", no) for steer, on in offered.items() if on
    )


async def _on_offer(
    turn: Turn, dialogue: Dialogue, question: Pick | Confirm | Several
) -> Sequence[Choice]:
    narrowed, answers = dialogue.progress.narrowed, dialogue.progress.answers
    choices = await _choices(turn, dialogue.form, question, answers)
    return [c for c in choices if c.value in narrowed] if narrowed else choices


async def _choices(
    turn: Turn, form: Form, question: Pick | Confirm | Several, answers: Answers
) -> Sequence[Choice]:
    if isinstance(question, Confirm):
        seal = await _seal(turn, question, answers)
        return [Choice(seal, Say(f"{form.name}-{question.name}-yes"))]
    if callable(question.choices):
        choices = await question.choices(turn)
    else:
        named = f"{form.name}-{question.name}"
        choices = [Choice(value, Say(f"{named}-{value}")) for value in question.choices]
    if isinstance(question, Pick) and question.among:
        among = await question.among(turn, answers)
        return [each for each in choices if each.value in among]
    return choices


async def _seal(turn: Turn, question: Confirm, answers: Answers) -> str:
    """What tells that just this was shown and confirmed."""
    shown = await question.shows(turn, answers)
    return hashlib.sha256(msgspec.json.encode(shown)).hexdigest()[:8]


async def _keep(turn: Turn, progress: Progress) -> None:
    content = msgspec.json.encode(progress)
    await talk.keep(turn.session, turn.person.id, Topic.FORM, content, turn.now)


# --- As a whole ---------------------------------------------------------------------------


async def sheet(turn: Turn, filling: Filling, answers: Answers | None = None) -> Sheet:
    """A form as one page: the questions that apply and did not come answered.

    `answers` are those on the page so far; None: it is shown for the first time.
    """
    form, given = filling.form, filling.answers
    so_far = {**given, **(filling.draft if answers is None else answers)}
    confirms = {each.name for each in form.questions if isinstance(each, Confirm)}
    asked = [
        each
        for each in form.applying(so_far)
        if (each.name not in given or each.name in confirms or isinstance(each, Attach))
        and not await _is_empty(turn, form, each, so_far)
    ]
    seals = {
        each.name: await _seal(turn, each, so_far) for each in asked if isinstance(each, Confirm)
    }
    fields = [await _field(turn, form, each, so_far) for each in asked]
    return Sheet(
        form.name,
        say(f"{form.name}-form"),
        tuple(await _with_files(turn, form, given, fields)),
        {**{name: each for name, each in given.items() if name not in confirms}, **seals},
        _sends(turn, form, so_far, to_confirm={*form.applying(so_far)} - {*asked}),
    )


def _sends(turn: Turn, form: Form, answers: Answers, to_confirm: Collection[Question]) -> Words:
    """What the button says that sends a page, or first shows what it comes to.

    A form may have words of its own for it, and others for what was chosen in it.
    """
    if any(isinstance(each, Confirm) for each in to_confirm):
        return say("sheet-preview")
    chosen = [answers.get(each.name) for each in form.questions if isinstance(each, Pick)]
    keys = [*(f"{form.name}-send-{each}" for each in chosen if each), f"{form.name}-send"]
    words = wording(turn.person.language)
    return say(next((key for key in keys if words.has(key)), "sheet-send"))


async def _with_files(
    turn: Turn, form: Form, given: Answers, fields: Sequence[Field]
) -> Sequence[Field]:
    """The fields; that for files, or the first that has room, tells of those that came before."""
    attach = [each.name for each in form.questions if isinstance(each, Attach)]
    here = await attachments.so_far(turn, [one for each in attach for one in given.get(each, [])])
    rooms = [nth for nth, each in enumerate(fields) if not each.shown]
    free = next((nth for nth in rooms if fields[nth].kind == "attach"), next(iter(rooms), None))
    if here is None or free is None:
        return fields
    told = msgspec.structs.replace(fields[free], shown=here)
    return [*fields[:free], told, *fields[free + 1 :]]


Files = Mapping[str, tuple[File, ...]]
"""What was attached to a page, by the question's name."""


async def submit(turn: Turn, filling: Filling, answers: Answers, files: Files) -> Step:
    """Take a page that was filled in: all of it, or what is wrong with it.

    With what is wrong comes the page as it should be: it may lack a question that applies by now.
    Files are taken at once, so that they come with it and are not asked for again.
    """
    form, told = filling.form, {**answers, **filling.answers}
    good: dict[str, str | list[str]] = {}
    problems: dict[str, Words] = {}
    taken: dict[str, str | list[str]] = {}
    for question in form.questions:
        if question in form.applying({**filling.answers, **good}):
            if await _is_empty(turn, form, question, told):
                good[question.name] = ""
                continue
            try:
                if isinstance(question, Attach):
                    before = filling.answers.get(question.name, ())
                    enclosed = files.get(question.name, ())
                    taken[question.name] = await _attached(turn, question, enclosed, before)
                good[question.name] = await _submitted(turn, form, question, {**told, **taken})
            except NotUnderstood as no:
                problems[question.name] = no.words
    if problems:
        kept = {name: ids for name, ids in taken.items() if ids}
        page = Filling(form, {**filling.answers, **kept})
        return Step(problems=problems, sheet=await sheet(turn, page, answers))
    return Step(outcome=form.outcome(good))


async def _field(turn: Turn, form: Form, question: Question, answers: Answers) -> Field:
    choices: Sequence[Choice] = ()
    if isinstance(question, Pick | Several):
        choices = await _choices(turn, form, question, answers)
    return Field(
        question.name,
        KINDS[type(question)],
        form.shows(question),
        tuple((choice.value, choice.label) for choice in choices),
        answers.get(question.name),
        question.optional,
        redraws=any(each.when is not always for each in form.questions),
        at_most=question.at_most if isinstance(question, Write | Attach) else 0,
        shown=await _shown(turn, question, answers) or "",
    )


KINDS: Mapping[type[Question], FieldKind] = {
    Pick: "pick",
    Confirm: "confirm",
    Several: "several",
    Write: "write",
    Number: "number",
    Day: "day",
    Attach: "attach",
}


async def _submitted(
    turn: Turn, form: Form, question: Question, answers: Answers
) -> str | list[str]:
    answer = answers.get(question.name) or ""
    if not answer:
        if question.optional:
            return ""
        raise NotUnderstood(say("form-needed-here"))
    if isinstance(question, Attach):
        return answer
    if isinstance(question, Pick | Confirm | Several):
        values = {choice.value for choice in await _choices(turn, form, question, answers)}
        if not values.issuperset(answer if isinstance(answer, list) else [answer]):
            raise NotUnderstood(say("form-not-a-choice"))
        one = isinstance(answer, str) and isinstance(question, Several)
        return [str(answer)] if one else answer
    if isinstance(answer, list):
        raise NotUnderstood(say("form-needed-here"))
    return question.value(answer)


async def _attached(
    turn: Turn, question: Attach, files: tuple[File, ...], before: Sequence[str]
) -> str | list[str]:
    """The ids of what was attached to a page, with those that came before it was shown again.

    With a problem, nothing new is taken.
    """
    if not files:
        return list(before) or ""
    sent = Sent("document", await attachments.not_among(turn, files, before), "")
    new, problems = await attachments.take(turn, sent, before, question.at_most)
    if problems:
        raise NotUnderstood(problems[0])
    return [*before, *new] or ""
