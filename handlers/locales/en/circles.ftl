# Circles: a few peers around a subject or a place.

command-circle = Your circle: a few volunteers who meet
command-circle-said =
    circle
    circles
    my circle
    join a circle
    start a circle
    find a circle

circles-what = A circle is four to six volunteers who meet for eight weeks around a subject or a place. They take turns in hosting, and I help whoever hosts.
circles-for-peers = It is for volunteers who joined as peers. That takes two minutes.
circles-none-now = There is no circle for you at the moment.
circles-to-peers = Other volunteers
circles-see = Circles
circles-start = Start a circle
circles-wait = Find me a circle
circles-wait-not = Stop looking
circles-waits = I have been looking for one for you since { $day }.
circles-open = { $count ->
    [one] One circle has a free place for you:
   *[other] { $count } circles have a free place for you:
}
circles-open-one = { $title } ({ $count })
circles-wait-done = I'm looking. A circle begins when { $count } people who fit have said yes. You'll hear from me in three weeks at the latest, also if there is none yet. You could also start one.
circles-wait-not-done = All right. I've stopped looking.
circles-still-waiting = I have not found enough people for your circle yet. I'm still looking. You could also start one: then I ask others for you.
circles-gone = That circle has no place for you any more, or has ended. Nothing was changed.
circles-one-already = You have a circle already. You can leave it first: then nobody has to wait for you.

circles-called-both = { $subject }, in { $place }
circles-called-subject = { $subject }
circles-called-place = volunteers in { $place }
circles-when-open = on the day and at the hour that suit most of you
circles-when-week = every { $day } at { $hour }
circles-when-fortnight = every other { $day } at { $hour }
circles-when-month = on the first { $day } of each month at { $hour }
circles-at = { $day }, { $hour }

circles-offered = There is a circle for you: { $title }. It meets { $rhythm }, for eight weeks.
circles-in-it = { $count ->
    [0] Nobody has said yes yet: you would be the first.
    [one] In it so far:
   *[other] In it so far, { $count } people:
}
circles-in-it-number = { $count ->
    [0] Nobody has said yes yet: you would be the first.
    [one] One person has said yes so far.
   *[other] { $count } people have said yes so far.
}
circles-begins = It begins when { $count } have said yes.
circles-how = You agree yourselves how and where you meet. Those who said yes, now or later, see each other's first name, and the phone number or other way that each chose to give. You can leave with one tap.
circles-yes = Yes, count me in
circles-no = Not this one
circles-apart = Block or report somebody
circles-apart-whom = Who? They are not told that it was you. The two of you will not be in one circle.
circles-not-joined = All right. Nothing was changed.
circles-declined = All right. I'm looking for another one. You won't be asked again for a week.

circle-form = your place in the circle
circle-circle = Which circle?
circle-votes = Is it still to be agreed when you meet?
circle-votes-yes = Yes
circle-votes-no = No
circle-days = On which days can you come?
circle-days-0 = Monday
circle-days-1 = Tuesday
circle-days-2 = Wednesday
circle-days-3 = Thursday
circle-days-4 = Friday
circle-days-5 = Saturday
circle-days-6 = Sunday
circle-parts = And when in the day?
circle-parts-evening = In the evening
circle-parts-afternoon = In the afternoon
circle-parts-morning = In the morning
circle-contact = How can the others reach you? A phone number, an email address, a Telegram name or a link to a group, as you like. Only those who said yes see it.

circle_new-form = a new circle
circle_new-around = What is your circle to be around?
circle_new-around-subject = A subject
circle_new-around-place = A place
circle_new-around-both = Both of these
circle_new-subject = Which subject?
circle_new-place = Which place? Tap one, or type its name.
circle_new-place-pick = Which place?
circle_new-language = In which language do you talk?
circle_new-every = How often do you meet?
circle_new-every-week = Every week
circle_new-every-fortnight = Every other week
circle_new-every-month = Once a month
circle_new-day = On which day?
circle_new-day-0 = Monday
circle_new-day-1 = Tuesday
circle_new-day-2 = Wednesday
circle_new-day-3 = Thursday
circle_new-day-4 = Friday
circle_new-day-5 = Saturday
circle_new-day-6 = Sunday
circle_new-hour = At which hour? Tap one, or type another, like 7pm.
circle_new-hour-pick = At which hour?
circle_new-contact = How can the others reach you? A phone number, an email address, a Telegram name or a link to a group, as you like. Only those who said yes see it.
circles-start-not = I don't know that place. Nothing was changed.
circles-started = You have started a circle. I'm asking people who fit. It begins when { $count } of you have said yes.
circles-started-for = The circle is there: { $title }. I'm asking people who fit. It begins when { $count } have said yes.

circles-joined = You're in. I'm glad.
circles-yours = Your circle: { $title }
circles-gathers = { $count ->
    [one] You are the first. It begins when { $start } have said yes.
   *[other] { $count } of you have said yes. It begins when there are { $start }.
}
circles-next = You meet { $rhythm }. The next time: { $at }
circles-you-host = You host it.
circles-hosts = { $name } hosts it.
circles-coming = Coming: { $names }
circles-not-coming = Not this time: { $names }
circles-you = you
circles-i-come = I'm coming
circles-i-dont = Not this time
circles-see-you = Good. You're on the list.
circles-missed = That's fine. Thank you for saying.
circles-meeting-over = That meeting has begun, or is over.

circles-pack = The host's pack
circles-pack-lead = All you need to host. Use what you like, and leave out the rest.
circles-pack-last = It is the last meeting of these eight weeks. To end it well:
circles-host-not = Let somebody else host
circles-host-passed = That's fine. I'm asking somebody else to host.
circles-host-nobody = That's fine. Nobody else can host this time, so you all hold it together.
circles-host-other = Somebody else hosts that meeting.
circles-write = Write down what you agreed
circles-write-last = Write down what you agreed last time
circle_agreed-form = what you agreed
circle_agreed-meeting = Which meeting?
circle_agreed-words = What did you agree? Where and how you meet next, perhaps. The people of your circle read it. Please write nothing private about anybody.
circles-agreed = What you agreed: { $words }
circles-note-own = I have not kept that: it says how you are yourself. Please write only what you agreed.
circles-note-done = Kept, for your circle to read.
circles-note-delete = Delete what I wrote
circles-note-deleted = Deleted.
circles-note-gone = That note is gone.

circles-go-on-yes = Eight more weeks: yes
circles-go-on-no = I'd like to stop then
circles-goes-on = Good. If three of you want to, your circle goes on.
circles-stops = That's fine. Thank you for being part of it.
circles-move = Move to another circle
circles-leave = Leave this circle
circles-left = You have left: { $title }. Nobody gets a message of it, and the others don't see any more how to reach you. Thank you for the time you gave.
circles-back = I want back in

circles-news-offered = You wanted a circle.
circles-news-began = Your circle is there: { $count } have said yes. Say hello to each other, and agree where and how you meet.
circles-news-gathers = Not enough people have said yes to your circle yet. I'm asking others. It waits for them for four weeks in all.
circles-news-came = { $name } has joined your circle.
circles-news-meeting = Your circle meets soon. Are you coming?
circles-news-last = Your circle meets soon, for the last time in these eight weeks. Are you coming? And would you like eight more weeks?
circles-news-list = You host the next meeting. This is who comes.
circles-news-host = Would you host the next meeting of your circle? It is your turn. If you can't, one tap passes it on.
circles-news-parted = Your circle has grown, so there are two now: in small circles, everybody gets a word in. Yours goes on as it was, with these people:
circles-news-small = Your circle has become small. I'm asking others to join you. You can go on meeting meanwhile.
circles-news-joins = Your circle has become small. There is another one that would suit you. If you like, you can move there with one tap:
circles-news-apart = Somebody whom you don't want to meet was in your circle. So that you don't have to meet, I took you out, and I'm looking for another circle for you: you come first. The others don't learn why.
circles-news-went-on = Your circle goes on for eight more weeks. You didn't say if you would like to, so I let your place go. You are welcome to take it again.
circles-news-goes-on = Your circle goes on for eight more weeks.
circles-news-over = The eight weeks of your circle are over. You met { $met ->
    [one] once
   *[other] { $met } times
}{ $hosted ->
    [0] .
    [one] , and you hosted once. Thank you for that.
   *[other] , and you hosted { $hosted } times. Thank you for that.
} You know how to reach each other. Another circle is there for you whenever you like.
circles-news-few = Too few were left in your circle, so it has ended. That is nobody's fault. I'm looking for another one for those who want one, and they come first.
circles-news-not-begun = Your circle did not come together this time: too few said yes. That is not about you. I'll go on looking, and you come first.

circles-title = Circles
circles-told = { $count ->
    [one] A circle that you are or were in, or were asked to join.
   *[other] { $count } circles that you are or were in, or were asked to join.
}
circles-told-seat = Offered on { $day }
circles-told-contact = How the others reach you: { $contact }
circles-title-meetings = Meetings of your circle
circles-told-meetings = Whether you come, or host: { $days }.
circles-told-meeting = { $day }
circles-title-notes = What you wrote down for your circle
circles-told-notes = { $count ->
    [one] One note of what your circle agreed.
   *[other] { $count } notes of what your circle agreed.
}
circles-title-wait = Waiting for a circle
circles-told-wait = You have wanted a circle since { $day }.
