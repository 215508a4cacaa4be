# Welcome.

command-help = What I can do
command-help-said =
    help
    menu
    what can you do
welcome-who = Hello. I'm Sparkplug, run by { $organisation }.
welcome-program = I'm a computer program, not a person.
welcome-keeps = I keep your first name, your language and your area. { $platform ->
    [slack] Slack carries our messages, and those who run your workspace may be able to read them.
    [terminal] Nobody carries what is said here.
   *[telegram] Telegram carries our messages.
    } { $slash }privacy says more.
welcome-can = Ask me about money for your group, or who to talk to. Write it as you would say it.
welcome-from-area = I'll look for things in { $area } first.
welcome-from-group = { $group } sent you, so I'll look for things in { $area } first.
home-last = This is about what you asked last:
suggest-pots = Money we could apply for
suggest-contacts = Who to talk to
help-ask =
    Just ask, in your own words. For example:
    • Is there money for an older people's lunch club?
    • Who do I talk to about closing our road for a street party?
    • Who has funded things like this?
help-person = If you would rather ask a person at the council: { $slash }ask. { $slash }myasks shows what becomes of it.
help-officer = You are in a team that answers people's questions. In its channel, { $slash }team shows what I know of it, and changes it. { $slash }away tells me until when you are away.
help-commands =
    { $slash }pots lists money you can apply for now
    { $slash }contacts helps you find who to talk to
    { $slash }groups finds groups near you
    { $slash }checkin asks how your week was
    { $slash }myweeks shows your own weeks
    { $slash }peers introduces you to other volunteers
    { $slash }mentoring finds you a mentor, or somebody to help
    { $slash }circle finds you a few volunteers who meet
    { $slash }thanks passes your thanks on to somebody
    { $slash }hello lets somebody say hello if you go quiet
    { $slash }prompts gives you a question to think about, once a week
    { $slash }when changes when you hear from me
    { $slash }area tells me where your group is
    { $slash }language changes the language
    { $slash }me shows what I keep about you
    { $slash }stop ends all messages you didn't ask for
    { $slash }privacy says who runs this and what is kept
help-urgent = If someone is in danger, ring 999. { $slash }urgent shows who else can help.
command-privacy = Who runs this, what is kept
privacy-who = This assistant is run by { $organisation }. It is a computer program. No person reads your questions.
privacy-kept =
    I keep your first name as you gave it to the app, your language, and your area if you tell me.
    What you ask is kept for half an hour, locked with a key, so that you can ask more. Then it is deleted.
    I never keep a postcode.
    How you are is kept only if you say yes to check-ins, and then for you alone.
privacy-telegram = Telegram carries our messages, and keeps them as it keeps all its chats. You can delete this chat there.
privacy-terminal = Nobody carries what is said here: it stays on this computer, and is forgotten at the end.
privacy-slack = Slack carries our messages, and keeps them for as long as your workspace says. Those who run your workspace may be able to read them.
privacy-notice = The whole privacy notice, and whom to write to: { $url }
privacy-no-notice = Ask whoever runs this for the whole privacy notice.
privacy-rights = { $slash }me shows what is kept about you, gives it to you in a file, and erases it. If you are not happy, you can complain to the Information Commissioner: ico.org.uk/make-a-complaint
