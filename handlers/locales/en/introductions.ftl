# Introductions of volunteers to each other.

intro-meet = This time I'd like you to meet { $names }.
intro-meet-again = There is nobody new for you this time. Would you like to meet { $names } again?
intro-and = { $one } and { $other }
intro-lived = You have both been through: { $what }
intro-cares = You both like: { $what }
intro-question = A question to begin with: { $question }
intro-how = { $count ->
    [one] If you both say yes, I'll give each of you the other's details, and you take it from there. I don't see what you write to each other. Please tell me by { $day }. Nobody learns of a no.
   *[other] Whoever of you says yes gets the others' details, and you take it from there. I don't see what you write to each other. Please tell me by { $day }. Nobody learns of a no.
}
intro-yes = Yes, put us in touch
intro-no = Not this time
intro-nobody = Sorry, I found nobody for you this time: nobody who shares a language with you was free. You come first next time.
intro-to-page = What I told you

intro_reach-form = put us in touch
intro_reach-match = Which introduction is it?
intro_reach-reach = How may they reach you? A phone number, an email address, or your Telegram user name, such as @ana. They only see it if they say yes too.
intro-reach-not = That doesn't look like a phone number, an email address or a user name. Please write just one of these.
intro-as-last = May they reach you as last time: { $reach }?
intro-same = Yes, like that
intro-other = Another way
intro-waits = { $count ->
    [one] Thank you. If you both say yes, I'll give each of you the other's details. You'll hear from me by { $day } either way.
   *[other] Thank you. I'll give the others' details to all who say yes. You'll hear from me by { $day } either way.
}
intro-over = It is too late to answer this one. There will be another round.
intro-no-kept = That's fine. Nobody learns of it. I'll think of you next time.
intro-after-all = Put us in touch after all
intro-not-this-time = It didn't come about this time. That happens, and says nothing about you. You come first next time.
intro-both-yes = { $count ->
    [one] You and { $names } both said yes. Here is how to reach each other.
   *[other] You, { $names } all said yes. Here is how to reach each other.
}
intro-on-telegram = Write to them on Telegram
intro-if-none = If nobody tells me within three days that you are in touch, I'll ask one of you to write first.
intro-touch = We're in touch
intro-touch-kept = Good. Enjoy it.
intro-start = You and { $names } are not in touch yet, as far as I know. Somebody has to write first: this time, would you?

intro-did-you = Did you and { $names } talk?
intro-talked = Yes, we talked
intro-planned = It's planned
intro-not-yet = Not yet
intro-talked-kept = Good to hear. Thank you.
intro-planned-kept = Good. I won't ask again.
intro-not-yet-kept = No matter. If you still want to, how to reach them is further up. I won't ask again.
intro-again = { $count ->
    [one] Would you like to meet the same person again?
   *[other] Would you like to meet the same people again?
}
intro-again-yes = Yes, again
intro-again-no = Rather somebody else
intro-again-kept = Good. You have each other's details: just write. I'll go on looking for new people for you, too.
intro-again-not = I'll look for others for you. Nobody learns of it.
intro-note-write = A line for myself
intro_note-form = a line for myself
intro_note-match = Which introduction is it about?
intro_note-words = What would you like to remember? One line. Nobody but you can read it: it is in /me.
intro-note-own = I have not kept that: it says how you are yourself. Please write only what you'd like to remember of the talk.
intro-note-kept = Kept, for you alone. You find it in /me.

intro-kept-title = Rounds
intro-kept = { $count ->
    [one] You were in one round of introductions.
   *[other] You were in { $count } rounds of introductions.
}
intro-kept-week = In the week from { $day }
intro-kept-yes = You said yes.
intro-kept-no = You said: not this time.
intro-kept-reach = How they may reach you: { $reach }
intro-kept-note = Your line for yourself: { $note }
