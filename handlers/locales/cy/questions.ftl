# Gofyn i dîm cyngor, fel y mae gwirfoddolwr yn gwneud.

me-title-questions = Yr hyn a ofynnoch i'r cyngor
me-questions = { $count ->
    [one] Un cwestiwn i dîm o'r cyngor, yn eich geiriau chi. Mae'n mynd flwyddyn ar ôl ei gau.
   *[other] { $count } o gwestiynau i dimau'r cyngor, yn eich geiriau chi. Mae pob un yn mynd flwyddyn ar ôl ei gau.
}
me-asked-on = Gofynnwyd { $day }
me-title-history = Beth ddaeth o'ch cwestiynau
me-history = { $count ->
    [one] Un cam, gyda'r hyn a ysgrifennwyd.
   *[other] { $count } o gamau, gyda'r hyn a ysgrifennwyd.
}
me-history-asked = { $day }: gofynnoch chi
me-history-added = { $day }: ychwanegoch chi
me-history-edited = { $day }: newidioch chi ef
me-history-taken_back = { $day }: cymeroch chi ef yn ôl
me-history-thanked = { $day }: dywedoch chi diolch
me-history-reopened = { $day }: agoroch chi ef eto
me-history-helped = { $day }: dywedoch chi fod yr ateb wedi helpu
me-history-taken = { $day }: cymerodd rhywun yn y tîm ef
me-history-let_go = { $day }: rhoddwyd ef yn ôl i'r tîm
me-history-replied = { $day }: atebodd y tîm
me-history-asked_back = { $day }: gofynnodd y tîm rywbeth i chi
me-history-passed_on = { $day }: cafodd ei drosglwyddo
me-history-closed = { $day }: caeodd y tîm ef
me-history-something_else = { $day }: gwelwyd ei fod yn rhywbeth arall
me-history-abusive = { $day }: dywedodd rhywun yn y tîm ei fod yn sarhaus
me-history-not_abusive = { $day }: gwelwyd nad oedd yn sarhaus
me-history-stopped = { $day }: cytunodd ail berson ei fod yn sarhaus
me-title-question-stop = Na allwch ofyn am gyfnod
me-question-stop = Ni allwch anfon cwestiynau i'r cyngor tan { $day }. Mae popeth arall yn gweithio fel arfer.
