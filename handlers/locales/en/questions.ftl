# Asking a council's team, as a volunteer does.

me-title-questions = What you asked the council
me-questions = { $count ->
    [one] One question to a team of the council, in your words. It goes a year after it is closed.
   *[other] { $count } questions to teams of the council, in your words. Each goes a year after it is closed.
}
me-asked-on = Asked on { $day }
me-title-history = What became of your questions
me-history = { $count ->
    [one] One step, with what was written.
   *[other] { $count } steps, with what was written.
}
me-history-asked = { $day }: you asked
me-history-added = { $day }: you added
me-history-edited = { $day }: you changed it
me-history-thanked = { $day }: you said thank you
me-history-reopened = { $day }: you opened it again
me-history-helped = { $day }: you said that the answer helped
me-history-taken = { $day }: somebody in the team took it
me-history-let_go = { $day }: they gave it back to the team
me-history-replied = { $day }: the team answered
me-history-asked_back = { $day }: the team asked you something
me-history-passed_on = { $day }: it was passed on
me-history-closed = { $day }: the team closed it
me-history-something_else = { $day }: it was found to be something else
me-history-abusive = { $day }: somebody in the team said that it was abusive
me-history-not_abusive = { $day }: they found that it was not abusive
me-history-stopped = { $day }: a second person agreed that it was abusive
erase-stays-questions = What people at the council have written down from your questions elsewhere. The messages that show your questions in their channels are emptied.
me-title-question-stop = That you can't ask for a time
me-question-stop = You can't send questions to the council until { $day }. All else works as always.

# Asking

command-ask = Ask a person at the council
command-ask-said =
    I need a human
    I need a person
    ask a person
    talk to a person
    talk to a human
    speak to a person
    speak to someone
    can I talk to someone
    I want to talk to someone
    is there anybody I can ask
command-myasks = What you asked the council
command-myasks-said =
    my questions
    what did I ask
    where is my question
ask-form = a question to the council
ask-cancelled = All right. Nothing was sent.
ask-pot = Which pot is it about?
ask-words = What would you like to ask? Write it as you would say it. Photos, documents and voice notes can come with it. A person reads this, so please leave out what is private about others.
ask-first = They may be able to help you right away:
ask-helped = Did this help?
ask-helped-no = Ask anyway
ask-helped-yes = Yes, that helped
ask-kind = What is it?
ask-kind-question = A question
ask-kind-barrier = Something in our way
ask-kind-idea = An idea
ask-stance = What would you like?
ask-stance-asking = Just asking
ask-stance-together = Let's decide together
ask-stance-run_it = Our group would like to run it
ask-name = Who is it from? The team sees only what you choose here.
ask-name-me = Me, by my name
ask-name-both = Me, for our group
ask-name-group = Our group, without my name
ask-name-nobody = No name
ask-group = What is your group called?
ask-needless = I'm glad. I've sent nothing. Ask again whenever you like.
ask-sent = Sent. { $team } has your question now.
ask-sent-due = They answer by { $day }. If it gets later than that, I'll tell you.
ask-sent-closed = Nobody is there right now. They are back on { $day }.
ask-sent-closed-today = Nobody is there right now. They are back today at { $time }.
ask-sent-on = You'll hear each step here. { $slash }myasks shows what you have asked.
ask-stopped = You can't send questions to the council until { $day }. Everything else works as always: ask me about money, people to talk to or groups.
ask-many = That's ten questions in a day, and people answer each one. Please ask again tomorrow. You can add to the ones you have sent: { $slash }myasks
asked-do-add = Add something
asked-do-answer = Answer
asked-do-back = Take it back
asked-do-edit = Change it
asked-do-helped = Yes, it helped
asked-do-thanks = Thank you
asked-do-unsolved = It isn't solved
asked-do-way = Another way to reach me
ask_add-form = something to add
ask_add-number = Which question is it?
ask-files = Photos, documents or voice notes, up to five
ask_add-files = Photos, documents or voice notes, up to five
ask_add-words = What would you like to tell them?
ask_edit-form = your question
ask_edit-number = Which question is it?
ask_edit-words = How should it read? Write all of it anew.
ask_way-form = another way to reach you
ask_way-number = Which question is it?
ask_way-way = How else can they reach you, if my message can't? A phone number or an email address.
ask-way-kept = Thank you. The team sees it only if my message can't reach you.
ask-added = Added. { $team } sees it with your question. They answer by { $day }.
ask-edited = Changed. { $team } sees your new words, and that you changed them.
ask-edit-late = They have answered what you wrote before, so I leave it as it is. You can add to it.
ask-edit-looked-at = Somebody is looking at what you wrote, so I leave it as it is. You can add to it.
ask-back-sure = Take this back? { $team } won't see it any more, and I forget it.
ask-back-yes = Yes, take it back
ask-back-no = No, leave it
ask-taken-back = Taken back. I've forgotten it, and { $team } sees only that something was taken back.
ask-thanked = I've passed your thanks on to { $team }. That will make somebody's day.
ask-reopened = It's open again. { $team } knows that it isn't solved, and answers by { $day }.
ask-reopened-add = What is still missing? It helps them to know.
ask-open-already = It's open already, and { $team } has it.
ask-did-help = That's good to hear. I've told { $team }.
follow-up = Four weeks ago { $team } answered what you asked: “{ $words }”
follow-up-ask = Did it help?
follow-up-no = No, it isn't solved

# What is typed when a team has just written

meant-answer = Shall I send this to { $team }? They wait for a word from you, and you had asked: “{ $words }”
meant-add = Shall I send this to { $team }? You had asked: “{ $words }”
meant-send = Yes, send it to { $team }
meant-look = No, look it up for me
meant-leave = No, leave it
meant-left = All right. I've forgotten it, and nobody has seen it.
meant-thanks = Pass my thanks on to { $team }

# What the team does

asked-taken = { $name } at { $team } has what you asked: “{ $words }”
asked-replied = { $name } at { $team } answers what you asked, “{ $words }”:
asked-asked-back = { $name } at { $team } needs to know something first. It's about what you asked, “{ $words }”:
asked-let-go = { $name } can't look after it after all. { $team } still has what you asked, “{ $words }”, and somebody else there takes it on.
asked-passed-on = { $team } has what you asked now: “{ $words }”. They know more about it. You need do nothing: they answer by { $day }.
asked-ended = { $name } at { $team } has closed what you asked, “{ $words }”:
asked-why-settled = It was settled in another way.
asked-why-not_council = The council can't do this.
asked-why-asked_before = You have asked this before, and have the answer.
asked-why-no_word = They asked you something and have not heard from you.
asked-reopened = { $name } at { $team } has opened what you asked again, “{ $words }”, and goes on with it.
asked-other-foi = What you asked, “{ $words }”, counts as a freedom of information request. { $team } deals with those and has it now. The law gives them 20 working days: until { $day }. You need do nothing.
asked-other-complaint = What you wrote, “{ $words }”, counts as a complaint. { $team } deals with those and has it now. You hear from them by { $day }. You need do nothing.
asked-other-own_data = What you asked, “{ $words }”, counts as a request for what the council keeps about you. { $team } deals with those and has it now. The law gives them one month: until { $day }. They may ask you to show who you are.
asked-other-safeguarding = What you wrote, “{ $words }”, is about somebody's safety. { $team } looks after that and has it now. You hear from them by { $day }. If somebody is in danger now, ring 999.
asked-stopped = Two people at { $team } found something you wrote abusive, so they won't answer it, and you can't send questions to the council until { $day }. Everything else here works as always. If you think they are wrong, you can complain to the council.

# My questions

myasks = What you asked:
myasks-none = You have asked the council nothing yet.
myask-short = “{ $words }”
myask-words = You asked: { $words }
myask-all = All my questions
myask-gone = I don't have that question any more.
myask-over = That one is closed. If it isn't solved, you can open it again.
myask-over-thanks = That one is closed, so your words went to nobody. I can pass your thanks on. If it isn't solved, you can open it again.
myask-over-for-good = That one is closed.
myask-done = { $team } has answered it.
myask-closed = { $team } has closed it.
myask-waits = { $team } waits for an answer from you.
myask-with-team = { $team } has it. They answer by { $day }.
myask-with-team-late = { $team } has it. They wanted to answer by { $day }. I'm sorry that it's late.
myask-taken = { $name } at { $team } has it. They answer by { $day }.
myask-taken-late = { $name } at { $team } has it. They wanted to answer by { $day }. I'm sorry that it's late.
