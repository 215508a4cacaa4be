# For coordinators: who is known, invitations, numbers.

coordinators-what = Meeting other volunteers, for coordinators. You see who asks to join, and numbers. You don't see who meets whom.
coordinators-none = Nobody waits for you to say that you know them.
coordinators-waiting =
    { $count ->
        [one] One person waits for somebody to say that they know them.
       *[other] { $count } people wait for somebody to say that they know them.
    }
coordinators-list = These people would like to join:
coordinators-wait = Who waits
coordinators-invite-one = Invite one person
coordinators-invite-many = Invite a group, up to { $count }
coordinators-own = My own page
coordinators-invited =
    { $count ->
        [one] Here is an invitation for one person, good for { $weeks } weeks. Pass it on to somebody you know, who is 18 or over:
       *[other] Here is an invitation for up to { $count } people, good for { $weeks } weeks. Pass it on to people whom you know, or whom a group knows, who are 18 or over:
    }
coordinators-invitation = You're invited to meet other volunteers with Sparkplug, run by { $organisation }.
coordinators-invitation-link = On Telegram, open: { $link }
coordinators-invitation-word = Or write to Sparkplug: /peers { $word } (in Slack: /sparkplug peers { $word })
coordinators-back = An invitation got into wrong hands
coordinators-taken-back = None of your invitations is good any more. Who is in already stays in.
vouch-asks = { $name } would like to meet other volunteers.
vouch-asks-area = { $name } from { $area } would like to meet other volunteers.
vouch-known = Do you know them, from a group or from helping out, as somebody whom others can meet? You need not know them well. If you are not sure, ask around first.
vouch-yes = Yes, I know them
vouch-no = No, not now
vouch-yes-to = { $name }: yes
vouch-no-to = { $name }: no
vouch-done = Thank you. { $name } is in, and hears it from me by day.
vouch-done-before = { $name } is in already.
vouch-refused = All right. { $name } hears from me that they can talk with those who look after volunteers, and not who said no.
vouch-gone = They don't ask any more.
audit-peer-vouched = said that somebody may meet other volunteers
audit-peer-refused = said that somebody may not meet other volunteers for now
audit-peer-invited = made an invitation to meet other volunteers
audit-peer-in-again = decided that somebody who was reported may meet others again
audit-peer-stays-out = decided that somebody who was reported stays out
coordinators-round = The last round
coordinators-mentors = Who waits for a mentor
coordinators-try = Try the next round out
coordinators-no-round = There has been no round yet.
coordinators-round-title = The round of { $day }
coordinators-tried = What the next round would come to, if it were made now. I have told nobody, and have kept nothing of it.
coordinators-trying = I'm working it out now, and will write to you in a minute.
coordinators-too-few = Fewer than { $count } people were in, so I show no numbers: they would tell of people.
coordinators-rules = Numbers below { $count } are not shown, and all others are rounded to five.
coordinators-described = Bars, one below the other: { $lines }
coordinators-line = { $what }: { $told }
coordinators-about = about { $count }
coordinators-few = fewer than { $count }
coordinators-count-people = In it
coordinators-count-pairs = In twos
coordinators-count-threes = In threes
coordinators-count-alone = Without anybody
coordinators-count-again = Twos who met lately
coordinators-count-put = Put in touch
coordinators-count-met = Said they talked
coordinators-count-reports = Reports since
coordinators-mentors-few = Fewer than { $count } people wait for a mentor, so I show no numbers.
coordinators-mentors-all = About { $count } people wait for a mentor. This is in their way:
coordinators-tried-not = I could not work it out. Please try again later.
