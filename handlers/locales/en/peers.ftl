# Talking with other volunteers.

peers-safety = The first time, meet somewhere public, and tell somebody where you are.

peers-title = Other volunteers
peers-told = What you told me so that I can put you in touch with other volunteers.
peers-told-left = You left on { $day }. What you had told me is gone.
peers-told-under = On { $day } you said that you are under 18, so I put you in touch with nobody.
peers-title-never = Whom you don't want to meet
peers-told-never = You said that you don't want to meet again: { $names }. They don't learn of it.
peers-told-named = You said that you don't want to meet anybody called: { $names }. Nobody learns of it.
peers-title-report = Reports
peers-told-reported = { $count ->
    [one] There was one report about you as a peer.
   *[other] There were { $count } reports about you as a peer.
}
peers-told-reports = { $count ->
    [one] You reported somebody once. They don't learn that it was you.
   *[other] You reported somebody { $count } times. They don't learn that it was you.
}
peers-report-day = On { $day }
report-what-frightened = They frightened or threatened me, or somebody else
report-what-unwanted = They went on when I had said no, or touched me, or wrote things I didn't want
report-what-money = They asked for money, or wanted to sell me something
report-what-young = I think they are under 18
report-what-unkind = They were unkind, or looked down on people
report-what-other = Something else
peers-title-introduced = Who you were introduced to
peers-told-introduced = { $count ->
    [one] I introduced you to one person.
   *[other] I introduced you to { $count } people.
}
peers-met-day = Last on { $day }
peers-block = Block or report { $name }
