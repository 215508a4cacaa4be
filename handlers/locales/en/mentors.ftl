# Being a mentor, and finding one.

mentor-form = offering your time
mentor-topics = What could you talk about with somebody, because you have been through it? Choose as many as you like.
mentor-most = To how many people at once? One is plenty to begin with.
mentor-most-1 = One
mentor-most-2 = Two
mentor-most-3 = Three
mentor-most-4 = Four
mentor-most-5 = Five
mentor-offered = { $count ->
    [one] Thank you. You offer your time to one person at a time. I'll ask you first, each time, and you can always say no.
   *[other] Thank you. You offer your time to up to { $count } people at once. I'll ask you first, each time, and you can always say no.
}
mentor-change = Change what I offer
mentor-stop = Stop offering
mentor-stopped = You no longer offer your time. Thank you for having offered it. I'll send you nobody new; those you have, you keep.
mentor-again = Offer my time again
mentor-much = Too much? That happens to people who care. What would help?
mentor-much-button = This is too much
mentor-ease = Nobody new for { $weeks } weeks
mentor-eased = Nobody new will be sent to you until { $day }.
mentor-eased-not = I have room again
mentor-gave = You have talked { $talks ->
    [one] once
   *[other] { $talks } times
} with { $people ->
    [one] one person
   *[other] { $people } people
}. { $thanks ->
    [0] That is time well given.
    [one] One of them said thank you.
   *[other] { $thanks } of them said thank you.
}

mentee-form = asking for a mentor
mentee-topics = What is in your way? A mentor is a volunteer who has been there. Choose as many as you like.
mentor-has-one = You have a mentor, or are being shown one.
mentor-wait = I'm looking for somebody who has been there. I look each day, and write when I've found them. Who waits longest comes first.
mentor-ask-back = Don't look any more
mentor-asked-no-more = All right, I've stopped looking.
mentor-ask-again = Ask again
mentor-find = Find me a mentor
mentor-owed = It didn't work out with the last one. People are busy: it's nothing you did.
mentor-shown = I've found somebody: { $name }.
mentor-been = Has been there: { $things }.
mentor-shown-ask = Shall I ask { $name } to be your mentor? They'd read your first name, your line and what is in your way. How to reach you is passed on only when you've both said yes.
mentor-yes-ask = Yes, ask { $name }
mentor-another = Somebody else
mentor-not-now = Not now
mentor-is-asked = I'm asking { $name }. You'll hear from me, whatever comes of it. It may take a week.
mentor-asked = Would you be a mentor to { $name }?
mentor-asked-way = In their way: { $things }.
mentor-asked-ask = If you say yes, you agree together what it's for, how often you talk and for how long.
mentor-yes = Yes, I'd like to
mentor-no = Not this time
mentor-no-done = That's fine. I'll look for somebody else for { $name }, and won't say why.
mentor-rests = Thank you. It can't come about after all just now, so I'll leave it there. It's nothing you did.
mentor_yes-form = how to reach you
mentor_yes-number = Which one?
mentor_yes-reach = How can they reach you? A phone number or your user name, say. They get it only when you've both said yes.
mentor-both = You've both said yes: you and { $name }.
mentor-next-mentee = Write to { $name } and say hello. Then agree what it's for, how often you talk, and for how long.
mentor-next-mentor = { $name } will write to you; or be the one who says hello. Then agree what it's for, how often you talk, and for how long.

me-title-mentor = Your time for others
me-mentor = { $count ->
    [0] You offer no time to others now. You once offered to talk about: { $things }.
    [one] You offer your time to one person at a time, about: { $things }.
   *[other] You offer your time to up to { $count } people at once, about: { $things }.
}
me-title-mentee = Your wish for a mentor
me-mentee = On { $day } you asked for a mentor, about: { $things }.
