# The audit log: who did what.

command-audit = Who did what
audit-none = Nothing has been noted yet.
audit-list = Who did what, the latest first:
audit-line = { $day }, { $time }: { $who }, { $what } ({ $about })
audit-row = { $day }
audit-older = Older
audit-title = The log of who did what
audit-told = { $count ->
    [one] One time that somebody looked at what I keep about you, or changed it.
   *[other] { $count } times that somebody looked at what I keep about you, or changed it.
}
audit-row-own = { $day }, you
audit-own = { $count ->
    [one] One thing that you did for a team or as an administrator stands in the log of who did what, for two years.
   *[other] { $count } things that you did for a team or as an administrator stand in the log of who did what, for two years.
}
audit-audit-read = read the audit log
audit-question-read = read the whole of a question, with all that became of it
audit-team-approved = said yes to a team
audit-team-declined = said no to a team
audit-team-exposed = let people from outside read a team's channel
audit-team-not-exposed = did not let people from outside read a team's channel
audit-team-changed = changed a team
audit-team-widened = let more come to a team
audit-team-not-widened = did not let more come to a team
audit-team-gone = a team is gone
audit-role-given-administrator = made somebody an administrator
audit-role-given-coordinator = made somebody a coordinator
audit-role-given-announcements = let somebody make announcements
audit-role-given-imports = let somebody import
audit-role-given-audit = let somebody read the audit log
audit-role-taken-administrator = took the role of administrator back
audit-role-taken-coordinator = took the role of coordinator back
audit-role-taken-announcements = took announcements back
audit-role-taken-imports = took imports back
audit-role-taken-audit = took the audit log back
