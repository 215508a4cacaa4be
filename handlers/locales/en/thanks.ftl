# Thanks passed on

command-thanks = Thank somebody who helped you
command-thanks-said =
    thank somebody
    pass thanks on
    say thank you to somebody

thanks-who = Who helped you this week?
thanks-only = I pass your thanks on. Nothing goes out before you have seen what I would say.
thanks-nobody = I can pass thanks on to people you met through me. There is nobody yet, or they would rather not have any.
thanks-yourself = For anybody else: tell them yourself, this week. Two lines are plenty. It means more than you think.
thanks-else = Somebody else
thanks-what = What do you want to thank { $name } for?
thanks-for-listening = Listening
thanks-for-showing = Showing me how
thanks-for-hand = Lending a hand
thanks-for-idea = A good idea
thanks-for-cheer = Cheering me up
thanks-for-being = Just being there
thanks-would = { $name } would read this from me, with your first name and nothing else:
thanks-told-listening = { $name } thanks you for listening.
thanks-told-showing = { $name } thanks you for showing how.
thanks-told-hand = { $name } thanks you for lending a hand.
thanks-told-idea = { $name } thanks you for a good idea.
thanks-told-cheer = { $name } thanks you for cheering them up.
thanks-told-being = { $name } thanks you just for being there.
thanks-yes = Yes, tell { $name }
thanks-no = No, leave it
thanks-given = Good. { $name } will hear it soon, at a good hour.
thanks-not = All right. Nothing was passed on.
thanks-lately = You thanked { $name } less than a week ago. I pass it on once a week, so that it stays special.
thanks-gone = I can't pass thanks on to them any more. If you know how, tell them yourself.
thanks-deserved = I thought you would like to know.
thanks-several = { $count } people have thanked you lately. Others could do with somebody like you. Would you like to mentor one person, or start a circle? There is no need to: I ask only this once.
thanks-mentor = Tell me about mentoring
thanks-circle = Start a circle
thanks-lead-not = Not for me, thank you
thanks-lead-fine = That is fine. What you do counts as it is.
thanks-off = Don't pass thanks on to me
thanks-are-off = Done: I pass no more thanks on to you. Nobody is told.
thanks-on-again = Pass thanks on to me again
thanks-are-on = Good: you hear it from me when somebody thanks you.
thanks-day = on { $day }

me-title-thanks = Thanks
me-thanks = Thanks that I passed on to you: { $had }. Thanks that you gave: { $gave }.
me-thanked = You thanked { $name }
me-thanks-off = You want no thanks passed on to you.
me-thanks-asked = I pass thanks on to you. If I asked you whether you would like to mentor or start a circle, I remember it, to ask only once.
