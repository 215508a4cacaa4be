# Account.

command-me = What I keep about you
command-language = Change the language
command-me-said =
    forget me
    please forget me
    forget me please
    forget all about me
    delete me
    delete my data
    please delete my data
    delete my information
    delete my account
    delete everything
    delete everything about me
    erase me
    erase my data
    erase everything
    remove my data
    remove me
    what do you know about me
    what do you keep about me
command-stop = End messages you didn't ask for
command-stop-said =
    stop
    unsubscribe
    leave me alone
    stop messaging me
    stop it
me-kept = Here is all I keep about you.
me-name = Your name: { $name }.
me-language = Your language: { $language }.
me-area = Your area: { $area }.
me-no-area = Your area: you haven't told me.
me-since = You first wrote to me on { $day }.
me-on-telegram = You write to me on Telegram.
me-on-slack = You write to me in Slack.
me-on-terminal = You write to me in a terminal, to try me out.
me-known-as = Your id there: { $user }. Our chat's id: { $chat }.
me-talk = What you asked last, for half an hour. If you are in the middle of a form, your answers so far, for a day. Both are locked with a key.
me-asked = What you asked was about:
me-typed = What you wrote last:
me-offered = Buttons I offered you:
me-form = Your answers in a form, so far:
me-letters = { $count ->
    [one] One message from me: for a week I keep when I sent it, not what it said.
   *[other] { $count } messages from me: for a week I keep when I sent them, not what they said.
}
me-letter-sent = Sent on { $day } at { $time }
me-letter-waiting = To be sent on { $day } at { $time }
me-letter-failed = Could not be delivered on { $day } at { $time }
me-check-ins = { $count ->
    [one] Your check-in for one week.
   *[other] Your check-ins for { $count } weeks.
}{ $notes ->
    [0] {""}
    [one] {" "}Your note is locked with a key.
   *[other] {" "}Your { $notes } notes are locked with a key.
}
me-fours = { $count ->
    [one] Your answers to the four questions, for one month.
   *[other] Your answers to the four questions, for { $count } months.
}
me-month = The month from { $day }
me-four = Satisfied: { $satisfied }. Worthwhile: { $worthwhile }. Happy: { $happy }. Anxious: { $anxious }. Each from 0 to 10.
me-agreed-check-ins = You agreed to check-ins on { $day } (words: version { $version }).
me-agreed-ons4 = You agreed to the four questions on { $day } (words: version { $version }).
me-withdrew = You took that back on { $day }.
me-title-person = Your name, language, area and wishes
me-title-account = How I reach you
me-title-talk = What we just talked about
me-title-letter = When I wrote to you
me-title-check-ins = Your check-ins
me-title-four = The four questions
me-title-consents = What you agreed to
me-title-unasked = How often I wrote unasked
me-unasked = How many messages you had from me without asking: in the last two weeks, and in the week of your last note about your week.
me-unasked-week = The week from { $day }: { $count }
me-title-reminder = Your reminder
me-reminder-week = I ask how your week was, once a week. Next on { $day } at { $time }.
me-reminder-fortnight = I ask how your week was, every two weeks. Next on { $day } at { $time }.
me-reminder-month = I ask how your week was, once a month. Next on { $day } at { $time }.
me-number = { $count ->
    [one] You may have one message a week that you didn't ask for.
   *[other] You may have { $count } messages a week that you didn't ask for.
}
me-hour = You like to hear from me at { $hour }:00.
me-zone = Your clock: { $zone }.
me-paused = You want a rest from such messages until { $day }.
me-silence = If I don't hear from you for a year, I ask if you want to stay. A month later I erase all of this.
me-stopped = You asked me not to write to you unless you write first.
me-not-stopped = I may send you news you could use. You can stop that at any time.
me-change-area = Change my area
me-change-language = Change my language
me-when = When I hear from you
me-file = Send me all of it in a file
me-stop = Stop messages I didn't ask for
me-resume = Let me have messages again
me-erase = Erase everything
language-en = English
language-cy = Cymraeg (Welsh)
language-which = Which language shall we use?
language-set = We'll speak English from now on.
stop-done = Done. I won't write to you unless you write first. You can still ask me anything. Nothing was erased.
resume-done = Thank you. I may send you news you could use. { $slash }stop ends that at any time.
file-page = Here is everything I keep about you, as a page to read or print.
file-data = And the same for another program to read.
file-not-here = It can't hold what people at the council may have written about this in Slack.
ask-whom = To ask for that, or about your data, write to { $organisation }: { $url }
ask-whom-alone = To ask for that, or about your data, write to { $organisation }.
page-title = What Sparkplug keeps about { $name }
page-made = Made on { $day }. { $organisation } runs Sparkplug, and answers for what it keeps.
page-not-here = This page can't hold what you did not write to Sparkplug, or what it has erased.
page-officers = People at the council may have written about this in Slack. Sparkplug can't see that.
page-rights = You can change this, stop messages or erase everything in the chat. If you are not happy, you can complain to the Information Commissioner: ico.org.uk/make-a-complaint
erase-gone = This deletes all I keep about you, for good:
erase-stays = These stay, without the rest:
erase-no-rest = Nothing about you stays with me.
erase-stays-role = You have a role here, under your id. Who gave it to you can take it away.
erase-copies-telegram = I can't delete this chat from your phone, or files you saved: you can. Telegram keeps our chat until you delete it.
erase-copies-slack = I will delete what I wrote to you alone in Slack in the last week, as far as Slack lets me. I can't delete older messages, what you wrote, or files. Those who run your workspace may keep copies.
erase-officers = People at the council may have written about you in Slack. I can't see or delete that.
erase-backups = Our spare copies still hold it for up to 35 days. Then it is gone there, too.
erase-sure = Erase everything?
erase-yes = Yes, erase everything
erase-no = No, keep it
erase-done = It's all gone. If you write to me again, we start from the beginning. Go well.
erase-kept = All right. Everything stays as it was.
