# A hello, if somebody goes quiet

command-hello = Somebody to say hello if you go quiet
command-hello-said =
    name a peer
    somebody to say hello
    say hello if i go quiet

hello-mine = Somebody to say hello if I go quiet
hello-what = You can name one person you met through me. If you leave two of my notes about your week unanswered, one after the other, I ask them to say hello.
hello-needs = It goes with check-ins: a short note once a week that asks how your week was. You don't have those.
hello-check-ins = What check-ins are
hello-whom = Whom would you like that to be? They are not told that you named them.
hello-nobody = This needs somebody you know through me, and there is nobody yet. You can meet other volunteers first.
hello-too-few = This can't start here yet. The hello has to hide among others, and too few people have met through me so far. Please look again in a month.
hello-gone = They can't be named, or not any more.
hello-asks = You would name { $name }.
consent-hello-what = If you leave two of my notes about your week unanswered, one after the other, I ask them to say hello to you.
consent-hello-reads = They only read this, with your first name in it: "When did you last talk with …? A short hello does you both good." I don't tell them that you named them, or how you are.
consent-hello-hidden = I send the same note to others by chance. At least nine in ten go out by chance, so a note tells nobody anything.
consent-hello-long = It holds for three months. Then I ask you once if it should go on. If you say nothing, it ends.
consent-hello-free = You can end it at any time with { $slash }hello, and also by ending check-ins. All else works the same without it.
hello-anew = The words about this have changed. Please read them again.
hello-yes = Yes, { $name } may be asked
hello-declined = All right. Nothing has changed.
hello-agreed = Good. If you go quiet, I ask { $name } to say hello. It holds until { $day }.
hello-named = If you leave two of my notes about your week unanswered, I ask { $name } to say hello to you.
hello-until = It holds until { $day }. I ask you a week before if it should go on.
hello-other = Name somebody else
hello-end = End it
hello-ended = Done. I ask nobody to say hello to you any more, except by chance, as with everybody.
hello-still = You named { $name } to be asked for a hello. Shall that go on for three more months?
hello-lapses = If you say nothing, it ends by itself on { $day }, and that is fine.
hello-again = Yes, keep { $name }
greeting = When did you last talk with { $name }? A short hello does you both good.
greeting-why = I send such notes now and then to people who met through me, nearly always by chance. Two words are enough.
greeting-done = I said hello
greeting-thanks = Lovely. That is all there is to it.
greeting-off = No more of these
greeting-is-off = Done: I suggest no more hellos to you.
greeting-on = Suggest a hello now and then
greeting-is-on = Good: I suggest a hello now and then.

me-title-hello = A hello if I go quiet
me-hello = You named { $name }, until { $day }. Only you see this.
me-agreed-hello = You agreed on { $day } that one person you name may be asked to say hello (words: version { $version }).
me-title-greeting = Hellos I suggested
me-greetings = People to whom I asked you to say hello in the last four weeks: { $count }. Nearly all by chance.
me-greeting-off = You want me to suggest no hellos to you.
