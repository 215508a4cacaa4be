# Telling a safeguarding contact, if the person in danger wants that, and hearing back.

tell-whom = Tell a safeguarding contact
tell-who-reads =
    { $count ->
        [one] { $names } looks out for people here and reads alerts { $hours }.
       *[other] { $names } look out for people here and read alerts { $hours }.
    }
tell-names = { $first } and { $last }
tell-closed-now = It is { $now }, so nobody may see it before { $opens }. Until then, please ring one of the numbers.
tell-a-word-closed = It is { $now }, so nobody may see it before { $opens }. If it can't wait, { $slash }urgent shows who is there now.
tell-opens = { $day } at { $time }
part-morning = { $day } morning
part-afternoon = { $day } afternoon
part-evening = { $day } evening
part-night = { $day } night
tell-a-word-seen = If you say yes, { $names } will see your name, how to reach you, the time, and that you would like a word. They see none of your answers or notes, and not that you asked after a check-in.
tell-ask = Would you like me to tell them, so that they get in touch with you? I only do it if you say yes.
tell-yes = Yes, tell { $names }
tell-no = No, thank you
tell-not-told = That's all right. I have told nobody. If you change your mind, send { $slash }urgent.
tell-nobody-there = There is nobody here whom I could tell. Please ring one of these:
tell-form = being in touch
tell-kind = What it is about
tell-kind-self = someone who may not want to live
tell-kind-worried = worry that someone else may take their own life
tell-kind-others = being harmed or frightened by someone close
tell-kind-attacked = having been attacked or threatened
tell-kind-child = worry about a child
tell-kind-adult = worry about an adult who may be at risk
tell-kind-burnout = someone who is worn out and finds it hard to go on
tell-kind-medical = a medical emergency
tell-kind-a-word = a word with a person; it is not an emergency
tell-kind-unclear = not told clearly; they asked for you
tell-kind-urgent = not told; they asked for you
tell-way = I haven't told them yet. How can they reach you? They will see that, your name, the time, and what it is about. If someone may look at your phone, choose what is safe.
tell-way-pick = I haven't told them yet. How can they reach you? They will see that, your name, the time, and what it is about. If someone may look at your phone, choose what is safe.
tell-no-said =
    no
    no thanks
    no thank you
    nobody
    stop
tell-cancelled = That's all right. I have told nobody. If you change your mind, send { $slash }urgent.
tell-way-here = Write to me here
tell-way-number = Ring me
tell-number = Which number shall they ring?
tell-number-not = I need the number itself, such as 07700 900123.
tell-words-add = Add something in my own words
tell_words-form = a message to them
tell_words-alert = The alert
tell_words-words = Write what they shall read. They see exactly this, and none of what you wrote before.
tell-sent = I have sent it. Nobody has seen it yet: I'll tell you when someone has.
tell-sent-next = If nobody picks it up within { $minutes } minutes, I ask the next person and let you know. If a life is in danger, don't wait: ring 999.
tell-sent-closed = I have sent it, and I'll send it again when they are back. I'll tell you when someone has seen it. If a life is in danger, don't wait: ring 999.
tell-sent-again = It still stands, and nothing you wrote is lost. Nobody has picked it up yet: I'll tell you when someone has. If a life is in danger, don't wait: ring 999.
alert-lost = I can no longer read what they told me: not what it is about, and not how to reach them. Please find another way to them, or press “I'm on it” and write to them here.
alert-may-be-seen = Someone else may read their phone. Write nothing that shows what it is about.
alert-dropped = The person who had seen it is no longer here to help.
alert-none-there = There is nobody here whom I can reach now, so please don't wait for them.
alert-new = Someone asks you to get in touch.
alert-again = Someone is still waiting for you to get in touch. You have had this before.
alert-who = Name: { $name }
alert-kind = What it is about: { $kind }
alert-when = Asked on { $day } at { $time }
alert-way-number = Ring them on { $number }
alert-way-here = They would like you to write to them here
alert-words = They want you to read: “{ $words }”
alert-do = Please press “I'm on it” first: they are told that you have it. If nobody presses within { $minutes } minutes, I ask the next contact. If you think a life is in danger now, ring 999.
alert-do-closed = It is outside of your hours, and I have told them so. If you see it now and can help, press “I'm on it”. Otherwise I send it again when your hours begin.
alert-nobody-a-word = Nobody has picked this up yet.
alert-nobody-yet = I'm sorry, nobody has picked this up yet. Please don't wait for it, and ring someone now:
alert-nobody-quiet = A reply hasn't come yet.
alert-next-told = I have asked the next person, too.
alert-next-opens = I'll ask them again on { $day } at { $time }.
alert-given-up = I have asked them each day, and I stop now. You can ask again with { $slash }urgent.
alert-taken = { $name } has seen it, and will get in touch with you.
alert-taken-quiet = { $name } has seen it.
alert-taken-by = { $name } is on it. There is nothing for you to do.
alert-another = Another contact
alert-yours = You have it: { $name } has been told so. Please get in touch now.
alert-yours-do = Keep your notes where your own rules say. I forget this alert after a week.
alert-write-back = Write back
alert-take-first = Please press “I'm on it” first, so that they know who writes.
alert-writes = { $name } writes: { $text }
alert-answer = Answer { $name }
alert-passed-on = I have passed it on.
alert-gone = That alert is gone. I keep one for a week, or until the person who asked erases what I keep about them.
alert_reply-form = a message to them
alert_reply-alert = The alert
alert_reply-text = What shall I pass on? They see that it is from you.
alert_answer-form = a message to them
alert_answer-alert = The alert
alert_answer-text = What shall I pass on?
me-title-alerts = When you asked for a safeguarding contact
me-alerts =
    { $count ->
        [one] You asked for a safeguarding contact once in the last week. What you told them is locked with a key.
       *[other] You asked for a safeguarding contact { $count } times in the last week. What you told them is locked with a key.
    }
me-alert = On { $day }
me-alert-number = Your number: { $number }
me-alert-words = What you wrote for them: “{ $words }”
erase-stays-told = What { $names } had from me: that you asked for them, your name, how to reach you, and anything you wrote for them. I can't call that back. Who hasn't had it yet won't have it.
erase-stays-taken =
    { $count ->
        [one] { $names } is on it, and may still get in touch.
       *[other] { $names } are on it, and may still get in touch.
    }
