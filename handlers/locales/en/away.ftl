# Officers who are away.

away-form = I'm away
away-until = On which day are you back?
away-now = You are away until { $day }. What you have taken is with your deputy.
away-now-alone = You are away until { $day }. Nobody stands in for you: what you have taken is with nobody until somebody in the team takes it.
away-back = I'm back
away-other = Another day
away-not = Which day are you back? Please give a day from tomorrow on, within a year. For example: { $slash }away 14 December
away-not-yours = That is for people in a team that answers questions, and you are in none that I know of.
away-until-told = { $count ->
    [0] You are away until { $day }. You have taken nothing that is still open.
    [one] You are away until { $day }. The one question that you have taken is looked after meanwhile.
   *[other] You are away until { $day }. The { $count } questions that you have taken are looked after meanwhile.
}
away-until-alone = { $count ->
    [one] You are away until { $day }. Nobody stands in for you, so the question that you have taken is with nobody now. I've asked the team who can take it.
   *[other] You are away until { $day }. Nobody stands in for you, so { $count } questions that you have taken are with nobody now. I've asked the team who can take them.
}
away-no-deputy = You are the deputy of { $team }. Until you are back, nobody there is called by name when a question waits. { $slash }team in the channel names another deputy.
away-back-before = If you are back before that: { $slash }away
away-return = On that morning they are yours again. If you are back before that: { $slash }away
away-team = { $count ->
    [one] { $name } is away until { $day }. Until then, { $deputy } has the question that { $name } had taken.
   *[other] { $name } is away until { $day }. Until then, { $deputy } has the { $count } questions that { $name } had taken.
}
away-team-nobody = { $count ->
    [one] { $name } is away until { $day }. The question that { $name } had taken is with nobody now. Who can take it?
   *[other] { $name } is away until { $day }. The { $count } questions that { $name } had taken are with nobody now. Who can take them?
}
away-deputy = the deputy
away-is-back = { $count ->
    [0] Welcome back.
    [one] Welcome back. The question that you had taken is yours again.
   *[other] Welcome back. The { $count } questions that you had taken are yours again.
}
card-taker-away = { $name }, who took it, is away until { $day }.
card-taker-gone = { $name }, who took it, is not in this team any more.
