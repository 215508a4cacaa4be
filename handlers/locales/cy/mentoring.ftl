# Dau mewn mentora.

command-mentoring = Mentor i chi, neu'ch amser i rywun
command-mentoring-said =
    mentora
    mentor
    cael mentor
    rwyf am gael mentor
    bod yn fentor
    fy mentor
mentoring-page = Mentora
mentoring-gone = Mae hynny wedi'i setlo'n barod, neu nid yw yno mwyach.
mentoring-join = Mae mentora ar gyfer gwirfoddolwyr sydd wedi ymuno. Gallwch ymuno, neu ddod yn ôl o hoe, yma:
mentoring-to-peers = Gwirfoddolwyr eraill
mentoring-none = Gwirfoddolwr sydd wedi bod lle rydych chi yw mentor. Rydych yn siarad bob rhyw wythnos, am gyfnod y mae'r ddau ohonoch yn ei ddewis. A hoffech gael un, neu a allech fod yn un?
mentoring-mentor-next = Hoffech gael mentor: dywedwch beth sydd yn eich ffordd, a chwiliaf am rywun sydd wedi bod yno.
mentoring-be_mentor-next = Hoffech fod yn fentor: dywedwch am beth y gallech siarad, ac â faint o bobl.
mentoring-i-want = Hoffwn gael mentor
mentoring-i-could = Gallwn fod yn fentor
mentoring-with = Gyda { $name }
mentoring-waits = Gofynnoch am fentor { $day }. Rwy'n chwilio.
mentoring-line = “{ $line }”

mentoring-mentee-shown = Rwyf wedi dangos { $name } i chi. A ofynnaf?
mentoring-mentee-asked = Rwy'n gofyn i { $name } fod yn fentor i chi.
mentoring-mentor-asked = Hoffai { $name } eich cael yn fentor.
mentoring-mentee-agreeing = { $name } yw eich mentor. Nid ydych wedi cytuno ar gynllun eto.
mentoring-mentor-agreeing = Rydych yn fentor i { $name }. Nid ydych wedi cytuno ar gynllun eto.
mentoring-mentee-running = { $name } yw eich mentor, tan { $day }.
mentoring-mentor-running = Rydych yn fentor i { $name }, tan { $day }.
mentoring-is-over = Mae eich mentora gyda { $name } ar ben.

mentoring-suggest = Awgrymu cynllun
mentoring_plan-form = cynllun i ddau
mentoring_plan-number = Pa un?
mentoring_plan-goal = I beth mae? Un peth yr hoffech fod wedi'i wneud erbyn y diwedd, mewn brawddeg. Bydd y ddau ohonoch yn ei ddarllen.
mentoring_plan-every = Pa mor aml fyddwch chi'n siarad?
mentoring_plan-every-week = Bob wythnos
mentoring_plan-every-fortnight = Bob pythefnos
mentoring_plan-every-month = Bob pedair wythnos
mentoring_plan-weekday = Ar ba ddiwrnod?
mentoring_plan-weekday-0 = Dydd Llun
mentoring_plan-weekday-1 = Dydd Mawrth
mentoring_plan-weekday-2 = Dydd Mercher
mentoring_plan-weekday-3 = Dydd Iau
mentoring_plan-weekday-4 = Dydd Gwener
mentoring_plan-weekday-5 = Dydd Sadwrn
mentoring_plan-weekday-6 = Dydd Sul
mentoring_plan-weeks = Am ba hyd? Tapiwch un, neu teipiwch unrhyw nifer o wythnosau o 4 i 24.
mentoring_plan-weeks-pick = Am ba hyd?
mentoring-weeks = { $count } wythnos
mentoring-own = Nid wyf wedi cadw hynny: mae'n dweud sut rydych chi. Ysgrifennwch yn unig beth rydych am ei wneud.
mentoring-suggests = Mae { $name } yn awgrymu:
mentoring-goal = I beth mae: { $goal }
mentoring-how-often = Pryd: { $every ->
    [week] bob wythnos
    [fortnight] bob pythefnos
   *[month] bob pedair wythnos
}, ar { $weekday ->
    [0] ddydd Llun
    [1] ddydd Mawrth
    [2] ddydd Mercher
    [3] ddydd Iau
    [4] ddydd Gwener
    [5] ddydd Sadwrn
   *[6] ddydd Sul
}, am { $weeks } wythnos i gyd.
mentoring-agree = Ie, gadewch i ni wneud hynny
mentoring-otherwise = Awgrymu rhywbeth arall
mentoring-keep = Gadael y cynllun fel y mae
mentoring-kept = Byddai'n well gan { $name } adael y cynllun fel y mae.
mentoring-keeps = Iawn, mae'n aros fel y mae.
mentoring-passed-on = Rwyf wedi'i roi i { $name }. Mae'n dal pan fydd y ddau ohonoch yn cytuno.
mentoring-suggested = Rydych wedi awgrymu cynllun. Nid yw { $name } wedi ateb eto.
mentoring-other-plan = Mae'r cynllun wedi newid ers hynny. Dyma sut mae pethau:
mentoring-look = Sut mae pethau
mentoring-holds = Rydych chi a { $name } wedi cytuno.
mentoring-next = Eich sgwrs nesaf: { $day }.
mentoring-until = Mae'n dod i ben { $day }. Cewch fynd ymlaen yn hirach, neu orffen yn gynt, unrhyw bryd.
mentoring-before-each = Chi'ch dau sy'n dewis yr awr a'r lle. Y diwrnod cyn pob sgwrs, anfonaf rywbeth i chi feddwl amdano.
mentoring-remind = Nid oes gennych chi a { $name } gynllun eto. Hoffech chi awgrymu un? Mae'n hawdd ei newid.
mentoring-change = Newid y cynllun
mentoring-longer = Mynd ymlaen yn hirach
mentoring_longer-form = mynd ymlaen yn hirach
mentoring_longer-number = Pa un?
mentoring_longer-weeks = Am faint yn hirach? Tapiwch un, neu teipiwch unrhyw nifer o wythnosau o 4 i 24.
mentoring_longer-weeks-pick = Am faint yn hirach?
mentoring-too-long = Gellir cynllunio { $weeks } wythnos o heddiw ar y mwyaf. Cewch fynd ymlaen eto wedyn.
mentoring-less = Siarad yn llai aml gyda { $name }
mentoring-least = Dim ond bob pedair wythnos rydych yn siarad yn barod. Gallwch orffen, neu gael hyd i rywun arall.

talk-prepare = Eich sgwrs gyda { $name }: { $day }.
talk-note = Roedd eich sgwrs gyda { $name } i fod { $day }. A wnaethoch chi siarad? Yna nodwch eich cam nesaf: byddwch yn ei ddarllen cyn y sgwrs nesaf.
talk-note-step = Sut aeth eich sgwrs gyda { $name } { $day }? Nodwch eich cam nesaf: byddwch yn ei ddarllen cyn y sgwrs nesaf.
talked-yes = Rydym wedi siarad
talked-not = Nid y tro hwn
talked-not-done = Mae hynny'n digwydd. Ni ddywedaf wrth neb.
talked-after-all = Do, wedi'r cyfan
mentoring-step = Nodi fy ngham nesaf
mentoring_step-form = eich cam nesaf
mentoring_step-number = Pa un?
mentoring_step-step = Beth yw eich cam nesaf? Dim ond chi sy'n ei ddarllen. Os nad oes un, dywedwch Hepgor.
mentoring-step-was = Eich cam nesaf, fel y nodoch ef: { $step }
step-noted = Wedi'i nodi, i chi yn unig. Byddwch yn ei ddarllen y diwrnod cyn eich sgwrs nesaf.
step-none = Iawn, dim cam nesaf y tro hwn.
mentoring-talks = { $count ->
    [0] Nid ydych wedi dweud wrthyf am sgwrs.
    [one] Rydych wedi siarad unwaith.
    [two] Rydych wedi siarad ddwywaith.
   *[other] Rydych wedi siarad { $count } o weithiau.
}

mentoring-time-is-up = Mae'r amser y cytunoch chi a { $name } arno ar ben. Beth nawr?
mentoring-end = Gorffen
mentoring-end-sure = A ddof â'ch mentora gyda { $name } i ben? Dywedaf wrtho neu wrthi yn garedig.
mentoring-end-thanks = Gorffen, a dweud diolch
mentoring-end-quiet = Dim ond gorffen
mentoring-end-not = Na, awn ymlaen
mentoring-ended = Rydych wedi gorffen eich mentora gyda { $name }. Mae gorffen rhywbeth mewn da bryd yn iawn.
mentoring-completed = Rydych wedi cwblhau eich mentora gyda { $name }. Da iawn, y ddau ohonoch.
mentoring-other-ended = Mae { $name } wedi gorffen eich mentora. Nid yw'n farn arnoch chi.
mentoring-other-completed = Mae eich mentora gyda { $name } wedi dod i'w ben. Da iawn, y ddau ohonoch.
mentoring-other-moved = Bydd { $name } yn mynd ymlaen gyda mentor arall. Nid yw'n farn arnoch chi: mae ar bobl angen pethau gwahanol ar adegau gwahanol.
mentoring-other-let-go = Nid ydych chi a { $name } wedi cytuno ar gynllun, felly gadawaf lonydd i chi. Gallwch siarad o hyd, wrth gwrs.
mentoring-apart-alone = Mae un o'ch parau mentora ar ben, gan fod y llall wedi gadael. Nid dim a wnaethoch chi yw'r achos.
mentoring-thanks = Mae { $name } yn dweud diolch.
mentoring-thanks-too = Mae { $name } yn dweud diolch hefyd.
mentoring-thank = Dweud diolch
mentoring-thanked = Rwyf wedi'i roi i { $name }.
mentoring-credit = Rydych wedi rhoi eich amser i rywun. Mae hynny'n cyfrif llawer.
mentoring-move = Cael hyd i fentor arall i mi
mentoring-move-done = Chwiliaf am fentor arall. Rydych yn dod o flaen y rhai a ofynnodd wedyn.
mentoring-hand = Cael hyd i fentor arall i { $name }
mentoring-hand-done = Caf hyd i rywun arall i { $name }. Rwyf wedi dweud bod gennych lawer ar eich plât, ac nad oherwydd { $name } y mae.
mentoring-handed = Mae gan { $name } ormod ar hyn o bryd, ac nid chi yw'r achos. Rwy'n chwilio am fentor arall i chi. Rydych yn dod o flaen y rhai a ofynnodd wedyn.

me-title-mentoring = Eich mentora
me-mentoring = { $count ->
    [one] Un mentora: gyda phwy, a beth ysgrifennoch chi.
   *[other] { $count } mentora: gyda phwy, a beth ysgrifennoch chi.
}
me-mentoring-mentor = Mentor i { $name }, o { $day } ymlaen
me-mentoring-mentee = { $name } yn fentor i chi, o { $day } ymlaen
