# Talking with other volunteers: joining, changing, resting, leaving.

command-peers = Meet other volunteers
command-peers-said =
    peers
    peer
    meet other volunteers
    find me a peer
    buddy

peers-what = Would you like to talk with somebody now and then who runs a group, too?
peers-more = You can also find a mentor or be one, or join a circle of four to six who meet. You choose.
peers-invited = You are invited to meet other volunteers: people who run groups, as you do.
peers-how = I introduce two of you to each other, with a first question to talk about. Only if you both say yes do you learn how to reach each other. Nobody learns who said no.
peers-who = It is for people of 18 and over whom somebody here knows. If nobody has invited you, I'll ask those who look after volunteers. They see your name, your area, and that you want to join.
peers-who-invited = It is for people of 18 and over.
peers-seen = Others see your first name and one line that you write. I match you by language, place, what you like, and what you have been through with a group. Never by how your weeks were. I read nothing of what you talk about.
peers-overseen = Those who run your workspace may be able to read what you tell me here.
peers-join = I'd like to join
peers-join-not = No, thank you
peers-declined = That's all right. If you change your mind, send { $slash }peers.
peers-word-not = I don't know that word, or it is too old. Words are good for four weeks. Ask for a new one where you got it.
peers-page = Meet other volunteers

peer-form = meeting other volunteers
peer-adult = Are you 18 or over?
peer-adult-yes = Yes
peer-adult-no = No, not yet
peer-wants = What would you like? Choose any.
peer-wants-peer = Somebody to talk with
peer-wants-mentor = A mentor: somebody who has done it before
peer-wants-be_mentor = To be a mentor
peer-wants-circle = A circle: four to six people who meet
peer-every = How often would you like to meet somebody new?
peer-every-weekly = Every week
peer-every-fortnightly = Every two weeks
peer-every-monthly = Once a month
peer-languages = Which languages do you like to talk in?
peer-languages-en = English
peer-languages-cy = Welsh
peer-languages-pl = Polish
peer-languages-ro = Romanian
peer-languages-uk = Ukrainian
peer-languages-pa = Punjabi
peer-languages-ur = Urdu
peer-languages-bn = Bengali
peer-languages-gu = Gujarati
peer-languages-ar = Arabic
peer-languages-so = Somali
peer-languages-pt = Portuguese
peer-languages-zh = Chinese
peer-languages-bsl = BSL (signing)
peer-where = Where may the other one live?
peer-where-near = Near me
peer-where-anywhere = Anywhere
peer-interests = What do you like? Choose any, or none.
peer-lived = What have you been through with a group? Somebody who is there now may be glad of you. Choose any, or none.
peer-lived-bank_account = Opening a group bank account
peer-lived-first_event = Our first event
peer-lived-lost_venue = Losing our venue
peer-lived-first_grant = Our first grant
peer-lived-refused = Being turned down for money
peer-lived-rules = Writing our rules
peer-lived-insurance = Sorting out insurance
peer-lived-accounts = Keeping the books
peer-lived-no_volunteers = Not finding helpers
peer-lived-falling_out = A falling-out in the group
peer-lived-alone = Running it on my own
peer-lived-handing_over = Handing it over
peer-lived-growing = Growing faster than we could manage
peer-lived-permission = Getting permission from the council
peer-lived-bad_turnout = An event where nobody came
peer-lived-closing = Closing a group
peer-ways = How do you like to meet? Choose any.
peer-ways-call = Calls
peer-ways-message = Messages
peer-ways-in_person = In person
peer-line = Write one line about you that the other may read. Please leave out numbers and addresses. You can also skip it.
peer-word = Were you given a word with an invitation? Write it here. If not, skip this.
peers-line-reach = Please leave out numbers, user names and links. Those pass only when you both have said yes.
peers-line-own = I have not kept that: it says how you are, and others would read it. Please write something else about you, or skip it.

peers-under = Thank you for telling me. I only introduce people of 18 and over to each other, so I can't do this for you yet. Everything else I do is for you, too. And { $slash }urgent shows who is there for you, if you would like to talk.
peers-under-kept = I have kept only that you are under 18, so that I don't ask you again. I forget it after a year.
peers-under-mistake = Was that a slip? Somebody here who looks after volunteers can send you an invitation of your own.
peers-waits-asked = Thank you, that's kept. I have asked those who look after volunteers. They see your name, your area, and that you want to join. I'll tell you as soon as one of them has said yes.
peers-waits-nobody = Thank you, that's kept. Nobody is here yet who could say that they know you. Ask whoever looks after volunteers for an invitation.
peers-vouched = Good news: you're in. I'll write to you when I've found somebody for you.
peers-vouched-else = Good news: you're in. Tap below to find what you wanted.
peers-refused = I can't introduce you to other volunteers for now. Nobody here who looks after volunteers could say that they know you well enough. Please talk with them: an invitation from one of them is all it takes.
peers-waits = You have asked to join. I'm waiting for a yes from somebody who looks after volunteers.
peers-in = You're in. I'll write to you when I've found somebody for you.
peers-in-else = You're in. See below what comes next.
peers-full = You have one message a week from me, and your weekly check-in takes it. So there is no room left to introduce you to anybody. Two a week would be enough.
peers-two = Two messages a week, please
peers-has-two = Done: two a week at most.
peers-next = The next round is on { $day }.
peers-more-asked = For mentoring I need one thing more from you: tap Mentoring.
peers-to-circle = Circles
peers-to-thank = Thank somebody
peers-to-hello = A hello if I go quiet
peers-to-mentoring = Mentoring
peers-skips = I'll leave you out of the next round. After that you're in again.
peers-rests = You're having a break until { $day }.
peers-quiet = You're in, but you asked me to keep quiet until { $day }. I won't introduce you to anybody before that. { $slash }when ends it sooner.
peers-stopped = You're in, but you asked me for no messages, so I don't introduce you to anybody. You can change that with { $slash }me.
peers-out = For now I don't introduce you to anybody: somebody told a safeguarding contact about something that worried them. A contact will look at it, and I'll tell you what comes of it.
peers-stays-out = I no longer introduce you to anybody. A safeguarding contact has decided that. Everything else I do is still here for you.
peers-changed = Done. This is what I have now.
peers-area = Say where you are
peers-near = Near { $area }
peers-shown = Others see: { $name }, and your line.
peers-told-wants = You'd like: { $it }
peers-told-every = How often: { $it }
peers-told-languages = Languages: { $it }
peers-told-where = Where: { $it }
peers-told-interests = You like: { $it }
peers-told-lived = You have been through: { $it }
peers-told-ways = Ways to meet: { $it }
peers-told-line = Your line: “{ $it }”
peers-skip = Skip the next one
peers-skip-not = I'm in for the next one
peers-pause = Have a break for { $weeks } weeks
peers-back = I'm back
peers-change = Change what I said
peers-apart = People I don't want to meet
peers-leave = Leave
peers-change-what = What would you like to change?
peers-topic-wants = What I'd like
peers-topic-languages = Languages
peers-topic-where = Where
peers-topic-interests = What I like and know
peers-topic-ways = Ways to meet
peers-topic-line = My line
peers-not-in = You're not in at present. This shows what it is:
peers-paused = Have a good break. I won't introduce you to anybody until { $day }.
peers-left = You have left. I won't introduce you to anybody any more, and what you told me about you is gone.
peers-left-stays = Only the people you don't want to meet stay with me for a year, locked away, in case you come back. You can come back any time.
peers-offer = I can put you first in the next round, so that you're sure to meet another volunteer if there is one for you. Shall I?
peers-offer-seen = Whoever you meet sees your first name, { $name }, and your line, as always. Nobody sees that you asked, or anything you said in a check-in.
peers-offer-yes = Yes, put me first
peers-offer-no = No, thank you
peers-first-done = Done. You come first in the next round.
peers-first-declined = That's all right. Nothing has changed.

peers-safety = The first time, meet somewhere public, and tell somebody where you are.
peers-title = Other volunteers
peers-told = What you told me so that I can put you in touch with other volunteers.
peers-told-left = You left on { $day }. What you had told me is gone.
peers-told-under = On { $day } you said that you are under 18, so I put you in touch with nobody.
peers-title-never = Whom you don't want to meet
peers-told-never = You said that you don't want to meet again: { $names }. They don't learn of it.
peers-told-named = You said that you don't want to meet anybody called: { $names }. Nobody learns of it.
peers-title-report = Reports
peers-told-reported = { $count ->
    [one] There was one report about you as a peer.
   *[other] There were { $count } reports about you as a peer.
}
peers-told-reports = { $count ->
    [one] You reported somebody once. They don't learn that it was you.
   *[other] You reported somebody { $count } times. They don't learn that it was you.
}
peers-report-day = On { $day }
peers-title-introduced = Who you were introduced to
peers-told-introduced = { $count ->
    [one] I introduced you to one person.
   *[other] I introduced you to { $count } people.
}
peers-met-day = Last on { $day }
peers-block = Block or report { $name }
