# The four questions, in the words of the harmonised standard (Office for National Statistics).

consent-ons4-what = Once a month you can answer four questions on how life is going. The same four are asked all over the UK.
consent-ons4-kept = What I keep: four numbers a month, for 12 weeks, with your check-ins. You can delete them at any time.
consent-ons4-seen = Who sees them: you, in { $slash }myweeks. They are in no report, and nobody at the council or in your group sees them.
consent-ons4-free = It is up to you, and apart from check-ins: you can have those without this. { $slash }stopcheckins ends both, and all of it is deleted.
four-offer = Four questions, once a month
four-satisfied = Overall, how satisfied are you with your life nowadays?
four-worthwhile = Overall, to what extent do you feel that the things you do in your life are worthwhile?
four-happy = Overall, how happy did you feel yesterday?
four-anxious = Overall, how anxious did you feel yesterday?
four-scale = 0 is “not at all”, 10 is “completely”.
four-leave = Not now
four-undone = Undone. I keep nothing of those four answers.
four-not-here = Your area doesn't ask these questions. Nothing was kept.
