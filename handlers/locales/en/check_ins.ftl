# Check-ins.

command-checkin = How was your week?
command-checkin-said =
    check in
    check-in
    checkin
check-in-ask = How was your week?
check-in-again = You have told me about this week. If you choose again, the new word takes its place. How was your week?
check-in-too-late = That was a while ago. Let's take this week instead: how was it?
mood-great = 😀 Great
mood-good = 🙂 Good
mood-so_so = 😐 So-so
mood-hard = 🙁 Hard
mood-very_hard = 😣 Very hard
check-in-skip = Not this week
check-in-skip-said =
    skip
    skip it
    skip this week
    not this week
    pass
    no thanks
check-in-later-said =
    later
    not now
    ask me later
    remind me later
    maybe later
    tomorrow
check-in-skipped = All right. I've kept nothing.
check-in-kept = Thank you. That's kept, just for you.
offers-first = If you'd like, one of these may help. I tell nobody unless you tap, and then I say first who would see what.
offer-person = A word with a person
offer-peer = Another volunteer
offer-ideas = Ideas that helped others
offer-fewer = Fewer messages for a while
check-in-more = Add what helped or weighed
check-in-change = Change my word
check-in-undo = Undo
check-in-undone = Undone. I keep nothing about that week.
check-in-undone-before = There is nothing to undo any more.
check-in-anew = Tell you after all
check-in-now = How was my week?
check-in-none = I have no word for this week yet. Begin with that.
check-in-added = Kept, just for you.
check-in-nothing-added = All right. I've added nothing.
overheard-ask = It sounds as if you're telling me about your week. Shall I keep a word for it? Nothing is kept until you choose one.
overheard-not-kept = Thank you for telling me. I haven't kept it.
overheard-urgent = If it gets too much, { $slash }urgent shows who you can talk to.
overheard-offer = If you like, I can ask you once a week how your week was. It's private, and up to you.
overheard-tell-me = Tell me more about that
week-form = more about my week
week-week = The week
week-topics = What helped or weighed on you? Choose any, or none.
week-topics-people = People
week-topics-group = The group
week-topics-time = Time
week-topics-paperwork = Paperwork
week-topics-money = Money
week-topics-home = Home and family
week-topics-health = Health
week-topics-rest = Rest
week-note = Would you like to write a note? It's for you. A computer program reads it, and no person does.
