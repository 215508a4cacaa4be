# Pots that people keep.

command-kept = What you keep, and your reminders
command-kept-said =
    kept
    my pots
    what i keep
    my reminders
kept-done = Kept: { $pot }.
kept-plan = I'll remind you { $days }. Four weeks after it closes, I'll ask how it went.
kept-on = on { $day }
kept-no-day = It has no deadline, so I won't remind you. { $slash }kept shows it. If it gets a date, I'll tell you.
kept-too-late = It { $deadline }, so there is no time for a reminder.
kept-silent = You asked me not to write to you, so I won't remind you.
kept-all = What I keep
kept-undo = Undo
kept-gone = I no longer keep { $pot } for you.
kept-back = Undo: keep it after all
kept-none = You keep no pots yet. Look at one, and tap “Keep this”.
kept-list = { $count ->
    [one] You keep one pot:
   *[other] You keep { $count } pots:
}
kept-one = You keep this:
kept-details = All about it
kept-drop = Stop keeping it
kept-not = You don't keep { $pot } any more.
kept-applied = We have applied
kept-applied-done = Well done for getting it in. No more reminders for { $pot }. I'll ask you how it went.
kept-title = Pots that you keep
kept-mine = What I keep for you
kept-told = { $count ->
    [one] One pot that you keep, so that I can remind you, and how it went.
   *[other] { $count } pots that you keep, so that I can remind you, and how it went.
}
kept-since = Kept since { $day }
remind = You asked me to remind you:
remind-moved = The date has changed for something that you keep:
went-ask = { $pot } closed four weeks ago. How did it go?
went-ask-now = How did it go with { $pot }?
went-tell = Tell you how it went
went-got = We got it
went-not-got = We didn't get it
went-not-applied = We didn't apply
went-waiting = Still waiting
went-thanks-got = You got it. That's lovely news.
went-thanks-not-got = Thank you for telling me. I'm sorry: so many good ideas go without. Ask them for feedback; many funders give it.
went-thanks-not-applied = Thank you for telling me. Another time, perhaps.
went-thanks-waiting = Thank you. Tell me when you hear; { $slash }kept has it.
went-shared = Others will see only how many groups got it, once there are ten or more, and never who.
went-change = Change my answer
tell-how = Happy to tell others how
tell-how-yes = Happy to tell others how
tell-how-thanks = Thank you. I'll say that somebody who got it is happy to tell how, and not who you are. I'd ask you each time before anyone hears from you.
tell-how-stop = I'd rather not, after all
tell-how-stopped = All right. I won't mention it.
pot-went = Of about { $of } groups that applied, about { $got } got it.
pot-tells = Somebody who got it is happy to tell others how. I can't introduce you to each other yet.
