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
me-kept = Dyma'r cyfan rwy'n ei gadw amdanoch.
me-name = Eich enw: { $name }.
me-language = Eich iaith: { $language }.
me-area = Eich ardal: { $area }.
me-no-area = Eich ardal: nid ydych wedi dweud.
me-since = Ysgrifenasoch ataf gyntaf { $day }.
me-on-telegram = Rydych yn ysgrifennu ataf ar Telegram.
me-on-slack = Rydych yn ysgrifennu ataf yn Slack.
me-on-terminal = Rydych yn ysgrifennu ataf mewn terfynell, i roi cynnig arna i.
me-known-as = Eich rhif yno: { $user }. Rhif ein sgwrs: { $chat }.
me-talk = Yr hyn a ofynasoch ddiwethaf, am hanner awr. Os ydych ar ganol ffurflen, eich atebion hyd yma, am ddiwrnod. Mae'r ddau dan glo.
me-asked = Roedd eich cwestiwn am:
me-typed = Yr hyn a ysgrifennoch ddiwethaf:
me-offered = Botymau a gynigiais i chi:
me-form = Eich atebion mewn ffurflen, hyd yma:
me-letters = { $count ->
    [one] Un neges gennyf i: am wythnos rwy'n cadw pryd y'i hanfonais, nid beth a ddywedodd.
   *[other] { $count } neges gennyf i: am wythnos rwy'n cadw pryd y'u hanfonais, nid beth a ddywedon nhw.
}
me-letter-sent = Anfonwyd { $day } am { $time }
me-letter-waiting = I'w hanfon { $day } am { $time }
me-letter-failed = Ni ellid ei danfon { $day } am { $time }
me-check-ins = { $count ->
    [one] Eich gair am un wythnos.
   *[other] Eich geiriau am { $count } wythnos.
}{ $notes ->
    [0] {""}
    [one] {" "}Mae eich nodyn dan glo.
   *[other] {" "}Mae eich { $notes } nodyn dan glo.
}
me-fours = { $count ->
    [one] Eich atebion i'r pedwar cwestiwn, am un mis.
   *[other] Eich atebion i'r pedwar cwestiwn, am { $count } mis.
}
me-month = Y mis o { $day }
me-four = Bodlon: { $satisfied }. Gwerth chweil: { $worthwhile }. Hapus: { $happy }. Pryderus: { $anxious }. Pob un o 0 i 10.
me-agreed-check-ins = Cytunoch i ddweud sut aeth eich wythnos { $day } (geiriau: fersiwn { $version }).
me-agreed-ons4 = Cytunoch i'r pedwar cwestiwn { $day } (geiriau: fersiwn { $version }).
me-withdrew = Tynasoch hynny'n ôl { $day }.
me-title-person = Eich enw, iaith, ardal a dymuniadau
me-title-account = Sut rwy'n eich cyrraedd
me-title-talk = Beth fuom yn siarad amdano nawr
me-title-letter = Pryd ysgrifennais atoch
me-title-check-ins = Eich wythnosau
me-title-four = Y pedwar cwestiwn
me-title-consents = Beth y cytunoch iddo
me-title-unasked = Pa mor aml ysgrifennais heb i chi ofyn
me-unasked = Sawl neges a gawsoch gennyf heb ofyn: yn y pythefnos diwethaf, ac yn wythnos eich nodyn diwethaf am eich wythnos.
me-unasked-week = Yr wythnos o { $day }: { $count }
me-title-reminder = Eich nodyn atgoffa
me-reminder-week = Rwy'n gofyn sut aeth eich wythnos, unwaith yr wythnos. Nesaf { $day } am { $time }.
me-reminder-fortnight = Rwy'n gofyn sut aeth eich wythnos, bob pythefnos. Nesaf { $day } am { $time }.
me-reminder-month = Rwy'n gofyn sut aeth eich wythnos, unwaith y mis. Nesaf { $day } am { $time }.
me-number = Cewch { $count } neges yr wythnos na wnaethoch ofyn amdanynt.
me-hour = Hoffech glywed gennyf am { $hour }:00.
me-zone = Eich cloc: { $zone }.
me-paused = Rydych am gael hoe o negeseuon o'r fath tan { $day }.
me-silence = Os na chlywaf gennych am flwyddyn, gofynnaf a ydych am aros. Fis yn ddiweddarach rwy'n dileu hyn i gyd.
me-stopped = Gofynasoch i mi beidio ag ysgrifennu atoch oni bai eich bod chi'n ysgrifennu gyntaf.
me-not-stopped = Efallai y byddaf yn anfon newyddion a allai fod o ddefnydd i chi. Gallwch atal hynny unrhyw bryd.
me-change-area = Newid fy ardal
me-change-language = Newid fy iaith
me-when = Pryd y clywaf gennych
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
file-page = Dyma bopeth rwy'n ei gadw amdanoch, fel tudalen i'w darllen neu ei hargraffu.
file-data = A'r un peth i raglen arall ei ddarllen.
file-not-here = Ni all gynnwys yr hyn y gall pobl yn y cyngor fod wedi'i ysgrifennu am hyn yn Slack.
ask-whom = I ofyn am hynny, neu am eich data, ysgrifennwch at { $organisation }: { $url }
ask-whom-alone = I ofyn am hynny, neu am eich data, ysgrifennwch at { $organisation }.
page-title = Beth mae Sparkplug yn ei gadw am { $name }
page-made = Gwnaed { $day }. { $organisation } sy'n rhedeg Sparkplug, ac yn ateb dros yr hyn y mae'n ei gadw.
page-not-here = Ni all y dudalen hon gynnwys yr hyn na ysgrifenasoch at Sparkplug, na'r hyn y mae wedi'i ddileu.
page-officers = Efallai fod pobl yn y cyngor wedi ysgrifennu am hyn yn Slack. Ni all Sparkplug weld hynny.
page-rights = Gallwch newid hyn, atal negeseuon neu ddileu popeth yn y sgwrs. Os nad ydych yn hapus, gallwch gwyno i'r Comisiynydd Gwybodaeth: ico.org.uk/make-a-complaint
erase-gone = Mae hyn yn dileu'r cyfan rwy'n ei gadw amdanoch, am byth:
erase-stays = Mae'r rhain yn aros, heb y gweddill:
erase-no-rest = Nid oes dim amdanoch yn aros gyda mi.
erase-stays-role = Mae gennych rôl yma, dan eich rhif. Gall pwy bynnag a'i rhoddodd i chi ei chymryd yn ôl.
erase-copies-telegram = Ni allaf ddileu'r sgwrs hon o'ch ffôn, na ffeiliau a gadwoch: gallwch chi. Mae Telegram yn cadw ein sgwrs nes i chi ei dileu.
erase-copies-slack = Byddaf yn dileu'r hyn a ysgrifennais atoch chi yn unig yn Slack yn ystod yr wythnos ddiwethaf, cyn belled ag y mae Slack yn caniatáu. Ni allaf ddileu negeseuon hŷn, yr hyn a ysgrifenasoch chi, na ffeiliau. Gall y rhai sy'n rhedeg eich gweithle gadw copïau.
erase-officers = Efallai fod pobl yn y cyngor wedi ysgrifennu amdanoch yn Slack. Ni allaf weld na dileu hynny.
erase-backups = Mae ein copïau wrth gefn yn ei gadw am hyd at 35 diwrnod. Yna bydd wedi mynd o'r fan honno hefyd.
erase-sure = Dileu popeth?
erase-yes = Ie, dileu popeth
erase-no = Na, cadw popeth
erase-done = Mae'r cyfan wedi mynd. Os ysgrifennwch ataf eto, dechreuwn o'r dechrau. Hwyl fawr.
erase-kept = Iawn. Mae popeth yn aros fel yr oedd.
