# Sgwrs yr wythnos.

command-checkin = Sut oedd eich wythnos?
command-checkin-said =
    sgwrs yr wythnos
    fy wythnos
check-in-ask = Sut oedd eich wythnos?
check-in-again = Rydych wedi dweud wrthyf am yr wythnos hon. Os dewiswch eto, bydd y gair newydd yn cymryd ei le. Sut oedd eich wythnos?
check-in-too-late = Roedd hynny beth amser yn ôl. Beth am yr wythnos hon: sut oedd hi?
mood-great = 😀 Gwych
mood-good = 🙂 Da
mood-so_so = 😐 Gweddol
mood-hard = 🙁 Anodd
mood-very_hard = 😣 Anodd iawn
check-in-skip = Nid yr wythnos hon
check-in-skip-said =
    hepgor
    sgipio
    dim yr wythnos hon
    dim diolch
check-in-later-said =
    wedyn
    nes ymlaen
    yn nes ymlaen
    dim nawr
    ddim nawr
    yfory
check-in-skipped = Iawn. Nid wyf wedi cadw dim.
check-in-kept = Diolch. Mae wedi'i gadw, i chi yn unig.
offers-first = Os hoffech chi, gall un o'r rhain helpu. Nid wyf yn dweud wrth neb oni bai eich bod yn tapio, ac yna dywedaf yn gyntaf pwy fyddai'n gweld beth.
offer-person = Gair â pherson
offer-peer = Gwirfoddolwr arall
offer-ideas = Syniadau a helpodd eraill
offer-fewer = Llai o negeseuon am gyfnod
check-in-more = Ychwanegu beth a helpodd neu a bwysodd
check-in-change = Newid fy ngair
check-in-undo = Dadwneud
check-in-undone = Wedi'i ddadwneud. Nid wyf yn cadw dim am yr wythnos honno.
check-in-undone-before = Nid oes dim i'w ddadwneud mwyach.
check-in-anew = Dweud wrthych wedi'r cyfan
check-in-now = Sut oedd fy wythnos?
check-in-none = Nid oes gennyf air am yr wythnos hon eto. Dechreuwch gyda hynny.
check-in-added = Wedi'i gadw, i chi yn unig.
check-in-nothing-added = Iawn. Nid wyf wedi ychwanegu dim.
overheard-ask = Mae'n swnio fel petaech chi'n dweud wrthyf am eich wythnos. A gaf i gadw gair amdani? Ni chedwir dim nes i chi ddewis un.
overheard-not-kept = Diolch am ddweud wrthyf. Nid wyf wedi'i gadw.
overheard-urgent = Os aiff pethau'n ormod, mae { $slash }urgent yn dangos â phwy y gallwch siarad.
overheard-offer = Os hoffech chi, gallaf ofyn unwaith yr wythnos sut oedd eich wythnos. Mae'n breifat, a chi sydd i ddewis.
overheard-tell-me = Dywedwch fwy wrthyf am hynny
week-form = mwy am fy wythnos
week-week = Yr wythnos
week-topics = Beth a helpodd neu a bwysodd arnoch? Dewiswch unrhyw rai, neu ddim un.
week-topics-people = Pobl
week-topics-group = Y grŵp
week-topics-time = Amser
week-topics-paperwork = Gwaith papur
week-topics-money = Arian
week-topics-home = Cartref a theulu
week-topics-health = Iechyd
week-topics-rest = Gorffwys
week-note = Hoffech chi ysgrifennu nodyn? I chi y mae. Mae rhaglen gyfrifiadurol yn ei ddarllen, ac nid oes unrhyw berson yn gwneud.
