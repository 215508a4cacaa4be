# Cyfrif.

command-me = Beth rwy'n ei gadw amdanoch
command-language = Newid yr iaith
command-me-said =
    anghofiwch fi
    dilëwch fy nata
    dileu fy nata
    dilëwch fy ngwybodaeth
    dilëwch bopeth
    dileu popeth
    beth ydych chi'n ei wybod amdanaf
    beth ydych chi'n ei gadw amdanaf
command-stop = Dim mwy o negeseuon na wnaethoch ofyn amdanynt
command-stop-said =
    stop
    stopiwch
    dad-danysgrifio
    gadewch lonydd i mi
    unsubscribe
me-kept = Dyma'r cyfan rwy'n ei gadw amdanoch. Eich enw: { $name }. Eich iaith: { $language }.
me-area = Eich ardal: { $area }.
me-no-area = Eich ardal: nid ydych wedi dweud.
me-since = Ysgrifenasoch ataf gyntaf { $day }.
me-talk = Yr hyn a ofynasoch ddiwethaf, am hanner awr. Os ydych ar ganol ffurflen, eich atebion hyd yma, am ddiwrnod. Mae'r ddau dan glo.
me-stopped = Gofynasoch i mi beidio ag ysgrifennu atoch oni bai eich bod chi'n ysgrifennu gyntaf.
me-not-stopped = Efallai y byddaf yn anfon newyddion a allai fod o ddefnydd i chi. Gallwch atal hynny unrhyw bryd.
me-change-area = Newid fy ardal
me-change-language = Newid fy iaith
me-file = Anfonwch y cyfan ataf mewn ffeil
me-stop = Dim mwy o negeseuon na wnes i ofyn amdanynt
me-resume = Gadewch i mi gael negeseuon eto
me-erase = Dileu popeth
language-en = English (Saesneg)
language-cy = Cymraeg
language-which = Pa iaith ddefnyddiwn ni?
language-set = Byddwn yn siarad Cymraeg o hyn ymlaen.
stop-done = Iawn. Ni fyddaf yn ysgrifennu atoch oni bai eich bod chi'n ysgrifennu gyntaf. Gallwch ofyn unrhyw beth i mi o hyd. Ni ddilëwyd dim.
resume-done = Diolch. Efallai y byddaf yn anfon newyddion a allai fod o ddefnydd i chi. Mae { $slash }stop yn atal hynny unrhyw bryd.
file-here = Dyma bopeth rwy'n ei gadw amdanoch.
erase-sure = Mae hyn yn dileu eich enw, eich iaith, eich ardal a'r hyn a ofynasoch ddiwethaf. Ni ellir ei ddadwneud. Ni allaf ddileu'r sgwrs hon o'ch ffôn: gallwch chi wneud hynny yn yr ap. Dileu popeth?
erase-yes = Ie, dileu popeth
erase-no = Na, cadw popeth
erase-done = Mae'r cyfan wedi mynd. Os ysgrifennwch ataf eto, dechreuwn o'r dechrau. Hwyl fawr.
erase-kept = Iawn. Mae popeth yn aros fel yr oedd.
