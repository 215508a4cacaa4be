# Cydsyniad i sgwrs yr wythnos.

consent-check-ins-what = Unwaith yr wythnos gallaf ofyn sut oedd eich wythnos. Mae'n cymryd deg eiliad, ac i chi y mae: i weld sut ydych chi, ac i gael cynnig cymorth pan fyddech chi'n hoffi hynny.
consent-check-ins-kept = Beth rwy'n ei gadw: un o bum gair, beth a helpodd neu a bwysodd arnoch os dywedwch hynny, a nodyn os ysgrifennwch un. Mae nodiadau dan glo.
consent-check-ins-long = Am ba hyd: atebion am 12 wythnos, nodiadau am 4 wythnos. Dim ond os gofynnwch chi y mae nodyn yn aros yn hirach. Gallwch eu dileu unrhyw bryd.
consent-check-ins-seen = Pwy sy'n ei weld: chi. Nid oes neb yn y cyngor nac yn eich grŵp yn gweld eich atebion na'ch nodiadau. Dim ond cyfrifon heb enwau a gaiff y cyngor, o grwpiau mor fawr fel na ellir adnabod neb: tua 25 o bobl neu fwy. Caiff pob nifer ei bylu ychydig.
consent-check-ins-read = Pwy sy'n ei ddarllen: rhaglen gyfrifiadurol, fel y gall roi llinellau cymorth i chi os ydych mewn perygl. Nid oes unrhyw berson yn ei ddarllen.
consent-check-ins-free = Chi sydd i ddewis. Mae popeth arall yn gweithio yr un fath hebddo. Gallwch roi'r gorau iddi unrhyw bryd gyda { $slash }stopcheckins, a chaiff y cyfan ei ddileu.
consent-anew = Mae'r geiriau am sgwrs yr wythnos wedi newid ers i chi gytuno. Darllenwch nhw eto, os gwelwch yn dda. Ni ofynnir ac ni chedwir dim nes i chi wneud.
consent-yes = Iawn, gofynnwch i mi a chadwch fy atebion
consent-no = Dim diolch
consent-thanks = Diolch. Gallwch roi'r gorau iddi unrhyw bryd gyda { $slash }stopcheckins.
consent-declined = Iawn. Nid wyf yn cadw dim am sut ydych chi. Mae popeth arall yn gweithio yr un fath. Os newidiwch eich meddwl, anfonwch { $slash }checkin.
consent-stays = Popeth yn iawn. Does dim yn newid: mae eich cofnodion wythnosol yn aros fel y maen nhw.
check-ins-overseen = Nid oes sgwrs wythnosol yn Slack. Gall eich cyflogwr ddarllen yma, a'ch busnes chi yw sut ydych chi.
check-ins-overseen-else = Gallwch ei chael gyda mi ar Telegram, ar eich ffôn eich hun.
check-ins-nowhere = Nid oes sgwrs wythnosol yma eto. Bydd yn dechrau pan fydd pobl yn barod i helpu os bydd ei angen ar rywun. Mae popeth arall yn gweithio.
check-ins-not-yet = Nid oes sgwrs wythnosol yn { $area } eto. Bydd yn dechrau pan fydd pobl yn barod i helpu os bydd ei angen ar rywun. Mae popeth arall yn gweithio.
check-ins-paused = Nid oes sgwrs wythnosol yn { $area } nawr. Bydd yn parhau pan fydd pobl yn barod i helpu os bydd ei angen ar rywun. Mae popeth arall yn gweithio, a chi sydd biau'r hyn a ddywedoch wrthyf o hyd: { $slash }myweeks.
withdraw = Rhoi'r gorau i sgwrs yr wythnos
withdraw-ended = Mae sgwrs yr wythnos ar ben. Ni fyddaf yn gofyn eto, nac yn cadw dim byd newydd.
withdraw-goes =
    Byddaf yn dileu'r hyn a ddywedoch wrthyf am sut ydych chi { $day } am { $time }: { $weeks ->
        [zero] eich pedwar ateb
        [one] un wythnos
        [two] dwy wythnos
        [few] tair wythnos
        [many] chwe wythnos
       *[other] { $weeks } wythnos
    }{ $notes ->
        [zero] {""}
        [one] {" "}ac un nodyn
        [two] {" "}a dau nodyn
        [few] {" "}a thri nodyn
        [many] {" "}a chwe nodyn
       *[other] {" "}a { $notes } nodyn
    }. Tan hynny gallwch ddadwneud hyn. Hoffech chi ei gael mewn ffeil yn gyntaf?
withdraw-nothing = Mae sgwrs yr wythnos ar ben. Nid oedd dim o'ch eiddo i'w ddileu. I ddechrau eto, anfonwch { $slash }checkin.
withdraw-with-file = Hoffwn: anfonwch y ffeil, yna dilëwch
withdraw-without = Dim ffeil: dilëwch nawr
withdraw-not = Dadwneud: cadw fy sgwrs wythnosol
withdraw-done = Dyna ni. Mae sgwrs yr wythnos ar ben, ac mae popeth a ddywedoch wrthyf am sut ydych chi wedi'i ddileu. Mae'r hyn sydd yn y sgwrs hon yn aros yno nes i chi ei ddileu.
withdraw-kept = Iawn. Mae sgwrs yr wythnos yn parhau fel o'r blaen, ac mae popeth a ddywedoch yma o hyd.
withdraw-over = Mae'n rhy hwyr i hynny: mae'r cyfan wedi'i ddileu. I ddechrau eto, anfonwch { $slash }checkin.
command-stopcheckins-said =
    stopio sgwrs yr wythnos
    dim mwy o sgwrs yr wythnos
    tynnu fy nghydsyniad yn ôl
