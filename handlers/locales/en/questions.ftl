# Asking a council's team, as a volunteer does.

me-title-questions = What you asked the council
me-questions = { $count ->
    [one] One question to a team of the council, in your words. It goes a year after it is closed.
   *[other] { $count } questions to teams of the council, in your words. Each goes a year after it is closed.
}
me-asked-on = Asked on { $day }
me-title-history = What became of your questions
me-history = { $count ->
    [one] One step, with what was written.
   *[other] { $count } steps, with what was written.
}
me-history-asked = { $day }: you asked
me-history-added = { $day }: you added
me-history-edited = { $day }: you changed it
me-history-taken_back = { $day }: you took it back
me-history-thanked = { $day }: you said thank you
me-history-reopened = { $day }: you opened it again
me-history-helped = { $day }: you said that the answer helped
me-history-taken = { $day }: somebody in the team took it
me-history-let_go = { $day }: they gave it back to the team
me-history-replied = { $day }: the team answered
me-history-asked_back = { $day }: the team asked you something
me-history-passed_on = { $day }: it was passed on
me-history-closed = { $day }: the team closed it
me-history-something_else = { $day }: it was found to be something else
me-history-abusive = { $day }: somebody in the team said that it was abusive
me-history-not_abusive = { $day }: they found that it was not abusive
me-history-stopped = { $day }: a second person agreed that it was abusive
me-title-question-stop = That you can't ask for a time
me-question-stop = You can't send questions to the council until { $day }. All else works as always.
