# What people say is wrong with a pot.

wrong-form = what is wrong
wrong-pot = Which pot is it about?
wrong-what = What is wrong here?
wrong-what-closed = It has closed, or the date is wrong
wrong-what-amount = The amount is wrong
wrong-what-who = Who can apply is wrong
wrong-what-contact = The link, the number or the person is wrong
wrong-what-other = Something else
wrong-note = What should it say? A person reads this. Please leave out names. You can also skip it.
wrong-note-own = I have not kept that: it says how you are yourself, and others will read this. Please write only what is wrong with the pot, or skip it.
wrong-kept = Thank you, that helps the next group. I've put it on the list of those who look after this at { $organisation }. Nobody is rung up about it: they see it when they next look.
wrong-contact = If it can't wait, tell those who run the pot yourself: { $contact }.
wrong-about = { $pot }
wrong-title = What you said is wrong
wrong-told = { $count ->
    [one] One thing that you said is wrong with a pot, for those who look after the list. They don't see who said it.
   *[other] { $count } things that you said are wrong with pots, for those who look after the list. They don't see who said it.
}
wrong-none = Nobody says that anything is wrong.
wrong-list = { $count ->
    [one] One thing that people say is wrong:
   *[other] { $count } things that people say are wrong, the oldest first:
}
wrong-said = Said on { $day }, of { $ref }
wrong-settle = Settled: { $no }
wrong-settled = Settled, and off the list.
wrong-settled-before = That was settled already.
wrong-not-yours = That is for those who look after this assistant.
