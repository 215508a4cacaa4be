# Every word that people read, in plain English: short, warm, reading age 9. One section a feature.

language-name = English

# --- the bot itself ---
bot-description =
    Hello. I help people who keep community groups going.
    Ask me about small pots of money, or who to talk to at the council.
    I am a computer program, not a person.
bot-short-description = Little pots of money, and who to talk to. A computer program for community groups.
sent-again = You may have had this already.
mishap = Sorry, something went wrong on our side, and I could not deal with your message. Nothing was changed. Please send it again.
only-in-private = Others can read this chat. Please write to me on my own for that.
unknown-command = I don't know the command { $slash }{ $command }. Send { $slash }help to see what I can do.
unknown-button = That button doesn't work any more. Please ask me again.
number-not-shown = I don't see that number here. Please type one that you can see.
already-done = You have pressed that already.
cannot-read = { $kind ->
    [photo] Thank you. I can't look at photos. Please tell me in words what you need.
    [voice] Thank you. I can't listen to voice messages. Please write to me instead.
    [audio] Thank you. I can't listen to sound. Please write to me instead.
    [video] Thank you. I can't watch videos. Please tell me in words what you need.
    [video_note] Thank you. I can't watch videos. Please tell me in words what you need.
    [sticker] That's kind. I can't read stickers, but I can read words. What would you like to know?
    [document] Thank you. I can't open files. Please tell me in words what you need.
    [location] Thank you. I can't read maps. Please tell me the name of the place, or a postcode.
   *[other] Thank you. I can only read words. Please write to me what you need.
}
said-nothing = I could not read anything in that. Please write to me what you need.

# --- forms ---
form-cancel = Cancel
form-back = Back
form-skip = Skip
form-done = Done
form-resume = Carry on: { $form }
form-choice = { $no }. { $choice }
form-ticked = { $no }. { $choice } ✓
form-cancelled = All right, I've stopped. Nothing was kept.
form-over = That question is finished.
form-old-button = That button belongs to an older question. Here is where we are:
form-needed-here = Please fill this in.
form-offer = I have a few short questions.
form-open = Open: { $form }
form-needed = I need an answer to this one. You can also say Cancel.
form-tick-one = Please choose at least one, then press Done.
form-not-a-choice = I didn't find that. Please choose one of these, or say Cancel.
form-not-choices = I didn't find all of those. You can type their numbers, like 1, 3.
form-which = More than one fits. Which one do you mean?
form-write-empty = Please write a few words.
form-write-long = That is { $count } letters long. I can keep { $limit }. Please make it shorter.
sheet-send = Send
sheet-close = Close
sheet-wait = One moment…
sheet-elsewhere = My answer is in our chat.
sheet-again = That took too long. Please press again.
form-number-not = Please give me a number from { $least } to { $most }.
form-day-not = Please give me a date like 31/12/2026.

# --- welcome ---
command-help = What I can do
command-help-said =
    help
    menu
    what can you do
welcome-who = Hello. I'm Sparkplug, run by { $organisation }.
welcome-program = I'm a computer program, not a person.
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
help-commands =
    { $slash }pots lists money you can apply for now
    { $slash }contacts helps you find who to talk to
    { $slash }groups finds groups near you
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
privacy-telegram = Telegram carries our messages, and keeps them as it keeps all its chats. You can delete this chat there.
privacy-slack = Slack carries our messages, and keeps them for as long as your workspace says. Those who run your workspace may be able to read them.
privacy-notice = The whole privacy notice, and whom to write to: { $url }
privacy-no-notice = Ask whoever runs this for the whole privacy notice.
privacy-rights = { $slash }me shows what is kept about you, gives it to you in a file, and erases it. If you are not happy, you can complain to the Information Commissioner: ico.org.uk/make-a-complaint

# --- account ---
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

# --- areas ---
command-area = Tell me where your group is
area-form = your area
area-place = Where is your group? Tap a place, or type its name, something near it, or a postcode. I don't keep the postcode.
area-place-pick = Where is your group?
area-set = Thank you. I'll look for things in { $area } first.
area-outside = That is outside the places I know. I will show what is open to everyone.

# --- when somebody is in danger ---
command-urgent = Help when someone is in danger
command-urgent-said =
    urgent
    emergency
    i need help now
urgent = If someone's life is in danger, ring 999 now. These people can help, too:
line-999 = • Life in danger now: ring 999. If you can't speak, press 55 when asked.
line-samaritans = • Samaritans, to talk, day or night: ring 116 123. It's free.
line-shout = • Rather write? Text SHOUT to 85258, day or night.
line-nhs111 = • NHS: ring 111, and choose option 2 if it is about feelings.
line-nhs24 = • NHS 24 in Scotland: ring 111.
line-breathing-space = • Breathing Space in Scotland: ring 0800 83 85 87.
line-lifeline = • Lifeline in Northern Ireland: ring 0808 808 8000.
line-police = • Police, when it is not an emergency: ring 101.
line-domestic-abuse = • National Domestic Abuse Helpline, day or night: ring 0808 2000 247. It's free.
line-nspcc = • NSPCC, if you worry about a child: ring 0808 800 5000.
signpost-reach = { $how } ({ $hours })
hours-always = day or night
hours-office = office hours
hours-duty-team = emergency duty team at other times
crisis-self = I'm sorry it is this hard. I'm a computer program, so please talk to a person now. They listen, and they don't judge.
crisis-self-after = You don't have to do this on your own.
crisis-burnout = That is a lot to carry. I'm a computer program, so please talk to a person. It can be about anything.
crisis-burnout-after = You have done so much for others. It is all right to ask for help.
crisis-worried = Thank you for looking out for them. I'm a computer program, and I have told nobody. Ring 999 if it could happen now, and don't leave them alone if you can help it.
crisis-worried-after = You can ring Samaritans to talk about somebody else, too. It's all right to ask someone directly if they think of suicide: it doesn't put the idea in their head.
crisis-attacked = I'm sorry that happened. I'm a computer program, and I have told nobody. These people can help.
crisis-attacked-after = Go where there are other people if you can. If anyone is hurt, ring 999.
crisis-others = You don't deserve that. I'm a computer program, and I have told nobody. These people can help.
crisis-others-after = If someone may look at your phone: “Hide this” deletes this message of mine. Delete what you wrote yourself.
crisis-hide = Hide this
crisis-hide-failed = I can't delete that message. Please delete this chat by hand: hold your finger on it in the list of chats, or open its menu, and choose Delete.
crisis-child = Thank you for speaking up. I'm a computer program, and I have told nobody. Please ring someone now.
crisis-child-after = Don't promise to keep it secret. Write down what was said, in their words. Please don't send me their name.
crisis-adult = Thank you for speaking up. I'm a computer program, and I have told nobody. Please ring someone.
crisis-adult-after = Don't promise to keep it secret. Write down what you saw or heard. Please don't send me their name.
crisis-medical = Please ring 999 now, or ask someone near you to. I'm a computer program: I can't call anyone.
crisis-medical-after = Stay with them if it is safe. 999 will tell you what to do.
crisis-urgent = You can send { $slash }urgent at any time to see these numbers again.
crisis-public = If someone is in danger, these people can help at any time:

# --- asking, and lists ---
command-pots = Money you can apply for now
command-pots-said =
    pots
    funding
    grants
    money
command-contacts = Who to talk to
command-contacts-said =
    contacts
    who to talk to
command-groups = Groups near you
command-groups-said =
    groups
asked-thanks = You're welcome. Ask me about money for your group, or who to talk to.
asked-goodbye = Bye for now. You can write to me again at any time.
asked-other = All right. Ask me about money for your group, or who to talk to.
asked-in-place = You are in { $area }.
asked-far-postcode = I don't know that postcode. I only know about { $home } and around it. The council there can help you.
asked-out-of-scope = I can't help with that one. I know about money for community groups, who to talk to, and groups near you.
asked-which-place = That could be more than one place. Which one is it?
list-numbered = { $no }. { $title }
list-more = More
list-earlier = Earlier ones
list-back = Back to the list
list-too-old = That list is from a while ago, and I have forgotten it. Please ask me again.
checked-never = Nobody has said when this was last checked: ring first.
checked-on = Last checked on { $day }.
checked-long-ago = Last checked { $months } months ago: ring first.
also-funding = Money for this
also-contact = Who to talk to
also-past_grants = Who has funded things like this
also-group = Groups doing this

# --- funding pots ---
pots-found = { $count ->
    [one] I found one pot of money for this.
   *[other] I found { $count } pots of money for this.
}
pots-open = { $count ->
    [one] There is one pot of money. Tell me what yours is for, and I'll see if it fits.
   *[other] There are { $count } pots of money. Tell me what yours is for, and I'll find those that fit.
}
pots-none = I found no pot of money for that.
pots-nearest = These come nearest:
pots-none-next = Try other words, a smaller sum, or ask me who to talk to.
pots-elsewhere = { $place } is outside the places I know. I only know about money for { $home } and around it. The council there can help you.
pots-ask-area = Some of these are only for one part of town. Where is your group?
tell-area = Tell you where we are
also-contact-best = To talk to someone: { $contact }. { $role }.
pot-gone = I no longer have that pot. Please ask me again.
pot-from = From { $funder }:
pot-amount = How much: { $amount }
pot-deadline = When: { $deadline }
pot-who = Who can apply: { $who }
pot-where = Where: { $areas }
pot-match = You need to bring in some money yourselves: { $share }
pot-contact = Questions: { $contact }
pot-source = Source: { $source }. { $checked }
pot-apply = How to apply
pot-ask = Who answers questions about it
past-of-pot = What it paid for before
applicant-individual = one person
applicant-informal-group = groups with no written rules
applicant-constituted-group = groups with written rules (a constitution)
applicant-tenants-and-residents-association = tenants' and residents' groups
applicant-registered-charity = registered charities
applicant-cic = community interest companies (CICs)
applicant-social-enterprise = social enterprises
applicant-micro-enterprise = very small businesses
applicant-school = schools
applicant-sports-club = sports clubs
applicant-faith-group = faith groups
applicant-parish-council = parish councils
amount-fixed = { $amount }
amount-range = { $least } to { $most }
amount-up-to = up to { $most }
amount-from = { $least } or more
amount-unknown = ask how much
deadline-closed = closed on { $day }
deadline-later = opens { $day }
deadline-none = no deadline
deadline-open = { $days ->
    [0] closes today
    [1] closes tomorrow, { $day }
   *[other] closes { $day }, in { $days } days
}
fits = fits what you told me
fits-check-who = check you can apply
fits-check-place = only for some places
fits-check-amount = check the amount
fits-check-date = check the dates
misses-who = not for groups like yours
misses-place = only for another place
misses-amount = not for that sum
misses-date = not at that time

# --- contacts ---
contacts-ask = What is it about? Write it as you would say it. For example: closing our road for a street party.
contacts-ask-here = What is it about? Please say it all in one message, like: { $slash }contacts closing our road
contacts-found = { $count ->
    [one] This is who to talk to:
   *[other] These can help. The first one fits best.
}
contacts-none = I don't know who to talk to about that. Try other words, or ask your council's front desk.
contact-gone = I no longer have that contact. Please ask me again.
contact-urgent = If it can't wait, ring { $it }
contact-role = { $it }
contact-decides = Can decide: { $it }
contact-topics = Ask about: { $it }
contact-phone = Phone: { $it }
contact-email = Email: { $it }
contact-hours = Open: { $it }
contact-prefers = Best way: { $it }
contact-deputy = If they are away: { $it }
contact-page = Their page

# --- groups ---
groups-ask = What kind of group? Write it as you would say it. For example: somewhere to take a toddler.
groups-ask-here = What kind of group? Please say it all in one message, like: { $slash }groups toddlers
groups-found = { $count ->
    [one] I found one group:
   *[other] I found { $count } groups:
}
groups-none = I found no group like that. Try other words.
group-gone = I no longer have that group. Please ask me again.
group-in = A group in { $area }:
group-offers = Offers: { $what }
group-needs = Could use: { $what }
group-meets = Meets: { $when }
group-size = { $count ->
    [one] About { $count } person
   *[other] About { $count } people
}
group-email = Write to: { $email }
group-open = New people are welcome.
group-full = It takes no new people just now.

# --- past grants ---
grants-found = { $count ->
    [one] I found one grant that was made for something like this:
   *[other] I found { $count } grants that were made for things like this:
}
grants-none = I found no grants that were made for things like this.
grants-past = These were given before. It doesn't mean that the pot is open now.
grants-of-pot = { $pot } paid for these before:
grants-none-of-pot = I don't know what { $pot } paid for before.
grant-to = { $amount } to { $recipient }, from { $funder }
grant-to-person = { $amount } to one person, from { $funder }
grant-for = In { $year }: { $what }
