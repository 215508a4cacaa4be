# Bod yn fentor, a chael hyd i un.

mentor-form = cynnig eich amser
mentor-topics = Am beth y gallech siarad â rhywun, gan eich bod wedi bod drwyddo? Dewiswch gynifer ag y mynnwch.
mentor-most = I faint o bobl ar unwaith? Mae un yn hen ddigon i ddechrau.
mentor-most-1 = Un
mentor-most-2 = Dau
mentor-most-3 = Tri
mentor-most-4 = Pedwar
mentor-most-5 = Pump
mentor-offered = { $count ->
    [one] Diolch. Rydych yn cynnig eich amser i un person ar y tro. Gofynnaf i chi yn gyntaf, bob tro, a chewch ddweud na bob amser.
   *[other] Diolch. Rydych yn cynnig eich amser i hyd at { $count } o bobl ar unwaith. Gofynnaf i chi yn gyntaf, bob tro, a chewch ddweud na bob amser.
}
mentor-change = Newid fy nghynnig
mentor-stop = Peidio â chynnig
mentor-stopped = Nid ydych yn cynnig amser mwyach. Diolch am ei gynnig. Ni ofynnaf i chi am neb newydd; cewch gadw'r rhai sydd gennych.
mentor-again = Cynnig fy amser eto
mentor-much = Gormod? Mae'n digwydd i bobl sy'n malio. Beth fyddai'n helpu?
mentor-much-button = Mae hyn yn ormod
mentor-ease = Neb newydd am { $weeks } wythnos
mentor-eased = Ni ofynnaf i chi am neb newydd tan { $day }.
mentor-eased-not = Mae gen i le eto
mentor-gave = Rydych wedi siarad { $talks ->
    [one] unwaith
    [two] ddwywaith
   *[other] { $talks } o weithiau
} â { $people ->
    [one] un person
   *[other] { $people } o bobl
}. { $thanks ->
    [0] Dyna amser wedi'i roi'n dda.
    [one] Diolchodd un ohonynt i chi.
   *[other] Diolchodd { $thanks } ohonynt i chi.
}

mentee-form = gofyn am fentor
mentee-topics = Beth sydd yn eich ffordd? Gwirfoddolwr sydd wedi bod yno yw mentor. Dewiswch gynifer ag y mynnwch.
mentor-has-one = Mae gennych fentor, neu rwy'n dangos un i chi.
mentor-wait = Rwy'n chwilio am rywun sydd wedi bod yno. Rwy'n chwilio bob dydd, ac yn ysgrifennu pan gaf hyd i rywun. Y sawl sydd wedi aros hiraf sy'n dod gyntaf.
mentor-ask-back = Peidio â chwilio mwyach
mentor-asked-no-more = Iawn, rwyf wedi peidio â chwilio.
mentor-ask-again = Gofyn eto
mentor-find = Cael hyd i fentor i mi
mentor-owed = Ni weithiodd gyda'r un diwethaf. Mae pobl yn brysur: nid dim a wnaethoch chi oedd yr achos.
mentor-shown = Rwyf wedi cael hyd i rywun: { $name }.
mentor-been = Wedi bod yno: { $things }.
mentor-shown-ask = A ofynnaf i { $name } fod yn fentor i chi? Byddai'n darllen eich enw cyntaf, eich llinell a beth sydd yn eich ffordd. Dim ond pan fydd y ddau ohonoch wedi dweud ie y rhoddaf wybod sut i'ch cyrraedd.
mentor-yes-ask = Ie, gofynnwch i { $name }
mentor-another = Rhywun arall
mentor-not-now = Nid nawr
mentor-is-asked = Rwy'n gofyn i { $name }. Cewch glywed gennyf, beth bynnag a ddaw. Gall gymryd wythnos.
mentor-asked = A fyddech yn fentor i { $name }?
mentor-asked-way = Yn ei ffordd: { $things }.
mentor-asked-ask = Os dywedwch ie, byddwch yn cytuno gyda'ch gilydd i beth, pa mor aml i siarad ac am ba hyd.
mentor-yes = Ie, hoffwn
mentor-no = Nid y tro hwn
mentor-no-done = Popeth yn iawn. Chwiliaf am rywun arall i { $name }, heb ddweud pam.
mentor-rests = Diolch. Ni all ddigwydd wedi'r cwbl ar hyn o bryd, felly gadawaf hi yno. Nid dim a wnaethoch chi oedd yr achos.
mentor_yes-form = sut i'ch cyrraedd
mentor_yes-number = Pa un?
mentor_yes-reach = Sut gall eich cyrraedd? Rhif ffôn neu'ch enw defnyddiwr, er enghraifft. Dim ond pan fydd y ddau ohonoch wedi dweud ie y caiff ef.
mentor-both = Mae'r ddau ohonoch wedi dweud ie: chi a { $name }.
mentor-next-mentee = Ysgrifennwch at { $name } i ddweud helô. Yna cytunwch i beth, pa mor aml i siarad, ac am ba hyd.
mentor-next-mentor = Bydd { $name } yn ysgrifennu atoch; neu dywedwch chi helô yn gyntaf. Yna cytunwch i beth, pa mor aml i siarad, ac am ba hyd.

me-title-mentor = Eich amser i eraill
me-mentor = { $count ->
    [0] Nid ydych yn cynnig amser i eraill nawr. Buoch yn cynnig siarad am: { $things }.
    [one] Rydych yn cynnig eich amser i un person ar y tro, am: { $things }.
   *[other] Rydych yn cynnig eich amser i hyd at { $count } o bobl ar unwaith, am: { $things }.
}
me-title-mentee = Eich dymuniad am fentor
me-mentee = Gofynnoch { $day } am fentor, am: { $things }.
