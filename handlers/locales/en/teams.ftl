# Teams: channels of councils' people, to which questions go.

command-team = Your team, and what it does
team-hello = Hello, I'm Sparkplug, a computer program. Community groups write to me. In here I read only what mentions me.
team-public = Everybody in this workspace can read this channel, so I can't bring people's questions here. To have them here, make the channel private (its name at the top, Settings, “Change to a private channel”), or make a new private channel and invite me there. Then send { $slash }team in it.
team-new = If this is a team that answers people's questions for { $organisation }, tell me about it: it takes two minutes. Then an administrator is asked. If it is not, there is nothing to do.
team-fill-in = Tell me about this team
team-look = I'll look at who is in this channel, and say here what comes next. If nothing comes within a minute, invite me first: /invite @Sparkplug
team-waits = Thank you. I've asked the administrators. I'll say here when they have answered.
team-nobody = I can reach no administrator to say yes to this. Whoever runs me adds one: sparkplug admin add
team-works = This channel is now the team “{ $name }”. People's questions come here, each with one button to take it.
team-works-how = { $days ->
    [one] I tell people that they'll hear from you within one working day. What you write in a thread stays here; only what you send with “Reply” goes to them.
   *[other] I tell people that they'll hear from you within { $days } working days. What you write in a thread stays here; only what you send with “Reply” goes to them.
}
team-works-other = Only what colleagues mark as this comes here, no other questions. What you write in a thread stays here.
team-exposed = People from outside the council can read this channel. Until an administrator says yes to that, no questions come to “{ $name }”. The administrators are asked.
team-expose-out = An administrator would rather not have people from outside read the questions to “{ $name }”. Once they are out of this channel, the questions come again.
team-declined = An administrator said no to “{ $name }” as a team. Ask them why. To try again, send { $slash }team here.
team-is-gone = That team is not there any more.
team-not-yours = That is for the members of that team.

# The form.
team-form = a team
team-team = Which team is it about?
team-name = What do people call this team? They'll read: “Parks has your question.”
team-takes = What should come here?
team-takes-questions = Questions about what it helps with
team-takes-front_door = The front door: those, and what fits no other team
team-takes-foi = Freedom-of-information requests, and nothing else
team-takes-complaint = Complaints, and nothing else
team-takes-own_data = Requests for one's own data, and nothing else
team-takes-safeguarding = Safeguarding worries, and nothing else
team-about = What does it help with? A few words, such as: parks, street parties, litter. You can also skip it.
team-areas = For which places does it answer? What lies inside one of them counts, too.
team-hours = When does it work? Such as: Mon-Fri 9-5
team-hours-not = I can't read these hours. Such as: Mon-Fri 9-5; Sat 10-12:30
team-days = Within how many working days do people have an answer? (1 to 20)
team-deputy = Who is asked when nobody takes a question? You can also skip it.
team-backup = Which team is asked after that? You can also skip it.
team-proposed = Thank you. I'll ask the administrators about “{ $name }”, and tell them who can read the channel.
team-kept = Kept. The channel and the administrators have been told.
team-changed = { $who } changed what I know of the team “{ $name }”:

# To administrators.
team-ask = { $who } proposes the channel #{ $room } as the team “{ $name }”:
team-readers = { $count ->
    [one] One person can read the channel.
   *[other] { $count } people can read the channel.
}
team-readers-guests = { $count ->
    [one] One of them is a guest, or from another organisation.
   *[other] { $count } of them are guests, or from another organisation.
}
team-readers-shared = The channel is shared with another organisation.
team-ask-sure = They all see what people ask, and the names that people give. Connect it?
team-approve = Yes, connect it
team-decline = No
team-declined-done = “{ $name }” is not connected. The channel has been told.
team-expose = The channel #{ $room } of the team “{ $name }” is read by people from outside the council. No questions go there until you say yes to that.
team-guests = Guests: { $who }
team-expose-yes = Yes, they may read the questions
team-expose-no = No
team-expose-others = Others read the channel now than those you were shown, so I have not taken that as a yes:
team-kept-wider = Kept, but for one thing: more would come to “{ $name }” than does now, and people here would read it. I've asked the administrators, and say here when they have answered.
team-wider = { $who } would like more to come to the team “{ $name }” than does now:
team-wider-wished = What would come to it:
team-wider-yes = Yes, let it come
team-wider-no = No, leave it as it is
team-wider-done = Done. The channel of “{ $name }” has been told.
team-wider-not-done = “{ $name }” gets what it got before. The channel has been told.
team-wider-declined = An administrator would rather not have more come to “{ $name }”. What came before comes still.
team-wider-over = Nothing more is asked for “{ $name }”.
team-gone = { $count ->
    [0] The team “{ $name }” is gone: I was put out of its channel, or the channel was archived. It had no open questions.
    [one] The team “{ $name }” is gone: I was put out of its channel, or the channel was archived. Its one open question goes to its backup team or the front door within an hour or so, unless I am let in again.
   *[other] The team “{ $name }” is gone: I was put out of its channel, or the channel was archived. Its { $count } open questions go to its backup team or the front door within an hour or so, unless I am let in again.
}
team-unread = For some hours I haven't been told who is in #{ $room }, the channel of the team “{ $name }”. So nobody there can answer through me for now, and its questions may go to others. Please ask whoever looks after me to see to it: sparkplug check says what is wrong.
team-now-unread = “{ $name }” can't answer for now: I'm not told who is in its channel.
team-now-works = “{ $name }” is connected.
team-now-exposed = “{ $name }” has your yes. No questions go there yet: people from outside the council can read the channel. That needs a yes of its own.
team-now-waits = “{ $name }” waits for an administrator.
team-now-new = “{ $name }” is not proposed yet.
team-now-public = “{ $name }” can't get questions: everybody can read its channel.
team-now-gone = “{ $name }” is gone, or somebody said no before you.

# What a team is.
team-card-about = Helps with: { $about }
team-card-areas = For: { $areas }
team-card-hours = Works: { $hours }
team-card-days = { $count ->
    [one] Answers within one working day
   *[other] Answers within { $count } working days
}
team-card-deputy = Deputy: { $who }
team-card-backup = Backup: { $team }
team-none = You are in no team's channel. To make one a team: /invite @Sparkplug in a private channel.
team-list = Teams:
team-line-works = { $name }: connected
team-line-unread = { $name }: no questions, I'm not told who is in the channel
team-line-exposed = { $name }: no questions, people from outside the council can read the channel
team-line-waits = { $name }: waits for an administrator
team-line-public = { $name }: no questions, everybody can read the channel
team-line-new = { $name }: not proposed yet
team-line-gone = { $name }: gone
team-change = Change this
