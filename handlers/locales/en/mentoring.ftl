# Two in a mentoring.

command-mentoring = A mentor for you, or your time for somebody
command-mentoring-said =
    mentoring
    mentor
    find me a mentor
    i want a mentor
    i need a mentor
    be a mentor
    my mentor
    my mentee
mentoring-page = Mentoring
mentoring-gone = That is settled already, or isn't there any more.
mentoring-join = Mentoring is for volunteers who have joined. You can join, or end your break, here:
mentoring-to-peers = Other volunteers
mentoring-none = A mentor is a volunteer who has been where you are. You talk every week or so, for a while that you both choose. Would you like one, or could you be one?
mentoring-mentor-next = You'd like a mentor: tell me what is in your way, and I'll look for somebody who has been there.
mentoring-be_mentor-next = You'd like to be a mentor: tell me what you could talk about, and to how many people.
mentoring-i-want = I'd like a mentor
mentoring-i-could = I could be a mentor
mentoring-with = With { $name }
mentoring-waits = You asked for a mentor on { $day }. I'm looking.
mentoring-line = “{ $line }”

mentoring-mentee-shown = I've shown you { $name }. Shall I ask?
mentoring-mentee-asked = I'm asking { $name } to be your mentor.
mentoring-mentor-asked = { $name } would like you as a mentor.
mentoring-mentee-agreeing = { $name } is your mentor. You haven't agreed on a plan yet.
mentoring-mentor-agreeing = You are mentor to { $name }. You haven't agreed on a plan yet.
mentoring-mentee-running = { $name } is your mentor, until { $day }.
mentoring-mentor-running = You are mentor to { $name }, until { $day }.
mentoring-is-over = Your mentoring with { $name } is over.

mentoring-suggest = Suggest a plan
mentoring_plan-form = a plan for two
mentoring_plan-number = Which one?
mentoring_plan-goal = What is it for? One thing that you'd like to have done at the end, in a sentence. You both read it.
mentoring_plan-every = How often will you talk?
mentoring_plan-every-week = Every week
mentoring_plan-every-fortnight = Every two weeks
mentoring_plan-every-month = Every four weeks
mentoring_plan-weekday = On which day?
mentoring_plan-weekday-0 = Monday
mentoring_plan-weekday-1 = Tuesday
mentoring_plan-weekday-2 = Wednesday
mentoring_plan-weekday-3 = Thursday
mentoring_plan-weekday-4 = Friday
mentoring_plan-weekday-5 = Saturday
mentoring_plan-weekday-6 = Sunday
mentoring_plan-weeks = For how long? Tap one, or type any number of weeks from 4 to 24.
mentoring_plan-weeks-pick = For how long?
mentoring-weeks = { $count } weeks
mentoring-own = I have not kept that: it says how you are. Please write only what you want to do.
mentoring-suggests = { $name } suggests:
mentoring-goal = What it's for: { $goal }
mentoring-how-often = When: { $every ->
    [week] every week
    [fortnight] every two weeks
   *[month] every four weeks
}, on { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
}, for { $weeks } weeks in all.
mentoring-agree = Yes, let's do that
mentoring-otherwise = Suggest something else
mentoring-keep = Leave the plan as it is
mentoring-kept = { $name } would rather leave the plan as it is.
mentoring-keeps = All right, it stays as it is.
mentoring-passed-on = I've passed it on to { $name }. It holds once they agree.
mentoring-suggested = You suggested a plan. { $name } hasn't answered yet.
mentoring-other-plan = The plan has changed since. Here is how it stands:
mentoring-look = How it stands
mentoring-holds = You and { $name } have agreed.
mentoring-next = Your next talk: { $day }.
mentoring-until = It ends on { $day }. You can go on for longer, or end it sooner, any time.
mentoring-before-each = You find the hour and the place together. The day before each talk, I'll send you something to think about.
mentoring-remind = You and { $name } have no plan yet. Would you like to suggest one? It's easily changed.
mentoring-change = Change the plan
mentoring-longer = Go on for longer
mentoring_longer-form = going on for longer
mentoring_longer-number = Which one?
mentoring_longer-weeks = For how much longer? Tap one, or type any number of weeks from 4 to 24.
mentoring_longer-weeks-pick = For how much longer?
mentoring-too-long = At most { $weeks } weeks from today can be planned. You can go on again later.
mentoring-less = Talk less often with { $name }
mentoring-least = You already talk only every four weeks. You can end it, or find them somebody else.

talk-prepare = Your talk with { $name }: { $day }.
talk-note = Your talk with { $name } was to be on { $day }. Did you two talk? Then note your next step: you'll read it before the next talk.
talk-note-step = How was your talk with { $name } on { $day }? Note your next step: you'll read it before the next talk.
talked-yes = We talked
talked-not = Not this time
talked-not-done = That happens. Nobody is told.
talked-after-all = We did, after all
mentoring-step = Note my next step
mentoring_step-form = your next step
mentoring_step-number = Which one?
mentoring_step-step = What is your next step? Only you read it. If there is none, say Skip.
mentoring-step-was = Your next step, as you noted it: { $step }
step-noted = Noted, for you alone. You'll read it the day before your next talk.
step-none = All right, no next step this time.
mentoring-talks = { $count ->
    [0] You haven't told me of a talk.
    [one] You have talked once.
   *[other] You have talked { $count } times.
}

mentoring-time-is-up = The time that you and { $name } agreed on is up. What now?
mentoring-end = End it
mentoring-end-sure = Shall I end your mentoring with { $name }? I'll tell them kindly.
mentoring-end-thanks = End it, and say thank you
mentoring-end-quiet = Just end it
mentoring-end-not = No, we go on
mentoring-ended = You've ended your mentoring with { $name }. It's fine to end something in good time.
mentoring-completed = You've seen your mentoring with { $name } through to the end. Well done, both of you.
mentoring-other-ended = { $name } has ended your mentoring. That's no judgement of you.
mentoring-other-completed = Your mentoring with { $name } has come to its end. Well done, both of you.
mentoring-other-moved = { $name } will go on with another mentor. That's no judgement of you: people need different things at different times.
mentoring-other-let-go = You and { $name } haven't agreed on a plan, so I'll leave you in peace. You can still talk, of course.
mentoring-apart-alone = A mentoring of yours is over, as the other has left. It's nothing you did.
mentoring-thanks = { $name } says thank you.
mentoring-thanks-too = { $name } says thank you, too.
mentoring-thank = Say thank you
mentoring-thanked = I've passed it on to { $name }.
mentoring-credit = You gave somebody your time. That counts for a lot.
mentoring-move = Find me another mentor
mentoring-move-done = I'll look for another mentor. You come before those who asked later.
mentoring-hand = Find { $name } another mentor
mentoring-hand-done = I'll find { $name } somebody else. I've said that you have a lot on, and that it isn't about them.
mentoring-handed = { $name } has too much on just now, and it isn't about you. I'm looking for another mentor for you. You come before those who asked later.

me-title-mentoring = Your mentorings
me-mentoring = { $count ->
    [one] One mentoring: with whom, and what you wrote.
   *[other] { $count } mentorings: with whom, and what you wrote.
}
me-mentoring-mentor = Mentor to { $name }, since { $day }
me-mentoring-mentee = { $name } as your mentor, since { $day }
