# My weeks.

command-myweeks = My own weeks
command-myweeks-said =
    my weeks
    myweeks
my-weeks = What you told me about your weeks. Only you see this.
my-weeks-none = I keep nothing about your weeks.
my-weeks-show = My weeks
my-weeks-title = My weeks
my-weeks-described = A chart with a face for each week: { $told }. Weeks without an answer are empty.
my-week = Week from { $day }: { $mood }
my-week-forgotten = Week from { $day }: your word for it is forgotten by now
my-week-topics = Week from { $day }: { $mood } ({ $topics })
chart-day = { $day }
my-notes = { $count ->
    [one] Read my note
   *[other] Read my { $count } notes
}
note-of = Your note of the week of { $day }
note-lost = This note can't be opened any more.
note-goes = I delete it on { $day }, unless you want to keep it.
note-kept = I keep it until you delete it.
note-keep = Keep it until I delete it
note-unkeep = Don't keep it for longer
note-delete = Delete this note
note-deleted = The note is deleted.
note-gone = That note is no longer here.
note-earlier = Earlier note
note-later = Later note
