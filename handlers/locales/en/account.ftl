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
me-kept = Here is all I keep about you. Your name: { $name }. Your language: { $language }.
me-area = Your area: { $area }.
me-no-area = Your area: you haven't told me.
me-since = You first wrote to me on { $day }.
me-talk = What you asked last, for half an hour. If you are in the middle of a form, your answers so far, for a day. Both are locked with a key.
me-stopped = You asked me not to write to you unless you write first.
me-not-stopped = I may send you news you could use. You can stop that at any time.
me-change-area = Change my area
me-change-language = Change my language
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
file-here = Here is everything I keep about you.
erase-sure = This deletes your name, your language, your area and what you asked last. It can't be undone. I can't delete this chat from your phone: you can do that in the app. Erase everything?
erase-yes = Yes, erase everything
erase-no = No, keep it
erase-done = It's all gone. If you write to me again, we start from the beginning. Go well.
erase-kept = All right. Everything stays as it was.
