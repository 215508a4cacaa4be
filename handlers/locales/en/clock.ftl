# The clock of questions to teams: what teams are reminded of, and what askers hear when it is late.

clock-waiting = { $count ->
    [one] A question waits for an answer.
   *[other] { $count } questions wait for an answer.
}
clock-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
clock-asked = Asked on { $day }.
clock-nobody = Nobody has taken it yet.
clock-behind = Nobody in { $team } has taken it, and you are their backup.
clock-with = It is with { $name }. The answer is promised for { $day }.
clock-with-late = It is with { $name }. The answer was promised for { $day }.
clock-open = { $count ->
    [one] Open as this week begins: { $what }. It was asked on { $day }.
   *[other] Open as this week begins: { $what }. The oldest was asked on { $day }.
}
clock-open-taken = { $count ->
   *[other] { $count } with somebody
}
clock-open-nobody = { $count ->
   *[other] { $count } with nobody yet
}
clock-open-asked-back = { $count ->
   *[other] { $count } waiting for whoever asked
}
clock-report = There is a new report on how people's weeks were, without names, up to { $day }. Whoever administers me for the council can show it: { $slash }report.
late-first = I'm sorry: there is no answer yet to what you asked, “{ $words }”. { $team } said they would answer by { $day }.
late-again = I'm sorry: there is still no answer to what you asked, “{ $words }”. { $team } said they would answer by { $day }.
late-unsettled = I'm sorry: what you asked, “{ $words }”, is not settled yet. { $team } said they would answer by { $day }.
late-still = They still have it. I remind them every working day, and you hear as soon as there is an answer.
late-elsewhere = You don't have to wait for them. Who may help, too: { $contact }
late-complain = To complain about the wait: { $contact }
late-both = You don't have to wait for them. Who may help, and can take a complaint about the wait: { $contact }
late-front-desk = You don't have to wait for them: your council's front desk may help, and can take a complaint about the wait.
clock-asked-again = { $team } can't go on without you. About what you asked, “{ $words }”, they would like to know:
clock-closed = I have closed what you asked, “{ $words }”: { $team } asked you something about it, and there was no answer. You can open it again at any time.
late-gone = I'm sorry: { $team } can't be reached by me any more, and I know no other team for what you asked, “{ $words }”. I keep looking.
clock-moved = { $gone } can't be reached by me any more. So { $team } has what you asked now, “{ $words }”. Expect an answer by { $day }.
