# Consent to check-ins.

consent-check-ins-what = Once a week I can ask how your week was. It takes ten seconds, and it is for you: to see how you are, and to have help offered when you'd like some.
consent-check-ins-kept = What I keep: one of five words, what helped or weighed on you if you say so, and a note if you write one. Notes are locked with a key.
consent-check-ins-long = How long: answers for 12 weeks, notes for 4 weeks. A note stays longer only if you ask for that. You can delete them at any time.
consent-check-ins-seen = Who sees it: you. Nobody at the council or in your group sees your answers or your notes. The council only gets counts, without names, of groups so large that nobody can be picked out: about 25 people or more. Every number is blurred a little.
consent-check-ins-read = Who reads it: a computer program, so that it can give you help lines if you are in danger. No person does.
consent-check-ins-free = It is up to you. Everything else works the same without it. You can stop at any time with { $slash }stopcheckins, and all of it is deleted.
consent-anew = The words about check-ins have changed since you said yes. Please read them again. Nothing is asked or kept until you do.
consent-yes = Yes, ask me and keep my answers
consent-no = No, thank you
consent-thanks = Thank you. You can stop at any time with { $slash }stopcheckins.
consent-declined = All right. I keep nothing about how you are. Everything else works the same. If you change your mind, send { $slash }checkin.
consent-stays = That's fine. Nothing changes: your check-ins stay as they are.
check-ins-overseen = There are no check-ins in Slack. Your employer can read along here, and how you are is your own business.
check-ins-overseen-else = You can have them with me on Telegram, on your own phone.
check-ins-nowhere = There are no check-ins here yet. They start when there are people ready to help if somebody needs it. Everything else works.
check-ins-not-yet = There are no check-ins in { $area } yet. They start when there are people ready to help if somebody needs it. Everything else works.
check-ins-paused = There are no check-ins in { $area } now. They go on when there are people ready to help if somebody needs it. Everything else works, and what you told me is still yours: { $slash }myweeks.
withdraw = Stop check-ins
withdraw-ended = Check-ins have ended. I don't ask any more, and I keep nothing new.
withdraw-goes =
    On { $day } at { $time } I delete what you told me about how you are: { $weeks ->
        [0] your four answers
        [one] one week
       *[other] { $weeks } weeks
    }{ $notes ->
        [0] {""}
        [one] {" "}and one note
       *[other] {" "}and { $notes } notes
    }. Until then you can undo this. Would you like it in a file first?
withdraw-nothing = Check-ins have ended. There was nothing of yours to delete. To begin again, send { $slash }checkin.
withdraw-with-file = Yes: send me the file, then delete
withdraw-without = No file: delete it now
withdraw-not = Undo: keep my check-ins
withdraw-done = Done. Check-ins have ended, and all that you told me about how you are is deleted. What stands in this chat stays there until you delete it.
withdraw-kept = All right. Check-ins go on as before, and all you told me is still here.
withdraw-over = It is too late for that: it is all deleted. To begin again, send { $slash }checkin.
command-stopcheckins-said =
    stop check-ins
    stop checkins
    end check-ins
    no more check-ins
    withdraw my consent
