# When I hear from you.

command-when = When you hear from me
command-when-said =
    when do you write to me
    when will you write to me
    how often do you write
    write to me less often
    write less often
    fewer messages
    fewer messages please
    too many messages
    less often please
    pause
    pause messages
    take a break
    change my day
    change the day
    change the time
rhythm-most = { $count ->
    [one] I write to you at most once a week, unless you ask me something.
   *[other] I write to you at most { $count } times a week, unless you ask me something.
}
rhythm-hour = I try to write at about { $hour }, by the clock in { $city }. Never at night, unless you choose it.
rhythm-note-week = Your weekly note comes every { $day }.
rhythm-note-fortnight = Your note comes every other { $day }.
rhythm-note-month = Your note comes on the first { $day } of each month.
rhythm-rests = I am keeping quiet until { $day }.
rhythm-am = { $hour } am
rhythm-pm = { $hour } pm
rhythm-noon = 12 noon
rhythm-midnight = midnight
rhythm-change-when = Change the day and hour
rhythm-change-hour = Change the hour
rhythm-change-number = How many a week
rhythm-change-zone = My clock is somewhere else
rhythm-rest = Keep quiet for a while
rhythm-end-rest = You can write again
rhythm-done = Done.
rhythm-when-form = when your note comes
rhythm-when-day = On which day shall I send your note?
rhythm-when-day-0 = Monday
rhythm-when-day-1 = Tuesday
rhythm-when-day-2 = Wednesday
rhythm-when-day-3 = Thursday
rhythm-when-day-4 = Friday
rhythm-when-day-5 = Saturday
rhythm-when-day-6 = Sunday
rhythm-when-hour = At which hour? Tap one, or type another, like 7pm.
rhythm-when-hour-pick = At which hour?
rhythm-when-every = How often?
rhythm-when-every-week = Every week
rhythm-when-every-fortnight = Every other week
rhythm-when-every-month = Once a month
rhythm-about-form = the hour
rhythm-about-hour = At which hour do you like to hear from me? Tap one, or type another, like 7pm.
rhythm-about-hour-pick = At which hour do you like to hear from me?
rhythm-hour-8 = Morning, 8 am
rhythm-hour-10 = Late morning, 10 am
rhythm-hour-12 = Midday, 12 noon
rhythm-hour-15 = Afternoon, 3 pm
rhythm-hour-18 = Early evening, 6 pm
rhythm-hour-20 = Evening, 8 pm
rhythm-number-form = how many messages
rhythm-number-most = How many messages a week, at most? Answers to what you ask me don't count.
rhythm-number-most-1 = One
rhythm-number-most-2 = Two
rhythm-number-most-3 = Three
rhythm-number-most-4 = Four
rhythm-number-most-5 = Five
rhythm-zone-form = where your clock is
rhythm-zone-zone = Which place has the same clock as you? Tap one, or type the name of a big city.
rhythm-zone-zone-pick = Which place has the same clock as you?
rhythm-rest-form = a rest
rhythm-rest-long = For how long shall I keep quiet? You can still ask me anything.
rhythm-rest-long-1 = A week
rhythm-rest-long-2 = Two weeks
rhythm-rest-long-4 = Four weeks
rhythm-rest-long-date = Until a date
rhythm-rest-until = Until which date? Like 31/12/2026.
rhythm-rest-not = That day won't do. Please choose one after today, within two years. Nothing was changed.
rhythm-title-week = Your weekly Sparkplug note
rhythm-title-fortnight = Your Sparkplug note
rhythm-title-month = Your monthly Sparkplug note
rhythm-invites = One short question is waiting for you. It takes ten seconds, and you can leave it out.
rhythm-tell = Tell how it was
rhythm-later = Later
rhythm-skip = Skip this week
rhythm-change = Change when
rhythm-later-when = When shall I ask again?
rhythm-in-1 = In 1 hour
rhythm-in-3 = In 3 hours
rhythm-in-24 = Tomorrow
rhythm-later-done = { $hours ->
    [1] All right. I'll ask again in an hour.
    [24] All right. I'll ask again this time tomorrow.
   *[other] All right. I'll ask again in { $hours } hours.
}
rhythm-later-on = All right. I'll ask again on { $day }.
rhythm-asks = From now on I ask once a week, on { $day }s at { $hour } by the clock in { $city }. Is that a good time for you?
rhythm-fine = Yes, { $day }s at { $hour }
rhythm-other = No, another time
rhythm-stays = Good. The next note comes on { $day } at { $hour }, by the clock in { $city }.
rhythm-skipped = All right, we leave this one out. The next note comes on { $day }.
rhythm-over = That one is over. { $slash }when shows when the next note comes.
