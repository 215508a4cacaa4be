# Cyflwyno gwirfoddolwyr i'w gilydd.

intro-meet = Y tro hwn hoffwn i chi gwrdd â { $names }.
intro-meet-again = Does neb newydd i chi y tro hwn. Hoffech chi gwrdd â { $names } eto?
intro-and = { $one } a { $other }
intro-lived = Mae'r ddau ohonoch wedi bod trwy: { $what }
intro-cares = Mae'r ddau ohonoch yn hoffi: { $what }
intro-question = Cwestiwn i ddechrau: { $question }
intro-how = { $count ->
    [one] Os bydd y ddau ohonoch yn dweud ie, rhoddaf fanylion y naill i'r llall, a chi fydd yn mynd ymlaen wedyn. Nid wyf yn gweld beth rydych chi'n ei ysgrifennu at eich gilydd. Rhowch wybod i mi { $day } fan bellaf. Does neb yn cael gwybod am na.
   *[other] Bydd pob un ohonoch sy'n dweud ie yn cael manylion y lleill, a chi fydd yn mynd ymlaen wedyn. Nid wyf yn gweld beth rydych chi'n ei ysgrifennu at eich gilydd. Rhowch wybod i mi { $day } fan bellaf. Does neb yn cael gwybod am na.
}
intro-yes = Ie, rhowch ni mewn cysylltiad
intro-no = Nid y tro hwn
intro-nobody = Mae'n ddrwg gen i, ni chefais hyd i neb i chi y tro hwn: nid oedd neb sy'n rhannu iaith â chi yn rhydd. Chi fydd gyntaf y tro nesaf.
intro-to-page = Beth ddywedais i wrthych

intro_reach-form = eich rhoi mewn cysylltiad
intro_reach-match = Pa gyflwyniad yw hwn?
intro_reach-reach = Sut gallan nhw gysylltu â chi? Rhif ffôn, cyfeiriad e-bost, neu eich enw defnyddiwr Telegram, fel @ana. Dim ond os byddan nhw'n dweud ie hefyd y byddan nhw'n ei weld.
intro-reach-not = Nid yw hynny'n edrych fel rhif ffôn, cyfeiriad e-bost nac enw defnyddiwr. Ysgrifennwch un o'r rhain yn unig.
intro-as-last = A gân nhw gysylltu â chi fel y tro diwethaf: { $reach }?
intro-same = Cân, fel yna
intro-other = Ffordd arall
intro-waits = { $count ->
    [one] Diolch. Os bydd y ddau ohonoch yn dweud ie, rhoddaf fanylion y naill i'r llall. Byddwch yn clywed gen i { $day } fan bellaf, beth bynnag.
   *[other] Diolch. Rhoddaf fanylion y lleill i bawb sy'n dweud ie. Byddwch yn clywed gen i { $day } fan bellaf, beth bynnag.
}
intro-over = Mae'n rhy hwyr i ateb hwn. Bydd rownd arall.
intro-no-kept = Mae hynny'n iawn. Does neb yn cael gwybod. Byddaf yn meddwl amdanoch y tro nesaf.
intro-after-all = Rhowch ni mewn cysylltiad wedi'r cwbl
intro-not-this-time = Ddaeth dim ohono y tro hwn. Mae hynny'n digwydd, ac nid yw'n dweud dim amdanoch chi. Chi fydd gyntaf y tro nesaf.
intro-both-yes = { $count ->
    [one] Rydych chi a { $names } wedi dweud ie. Dyma sut i gysylltu â'ch gilydd.
   *[other] Rydych chi, { $names } i gyd wedi dweud ie. Dyma sut i gysylltu â'ch gilydd.
}
intro-on-telegram = Ysgrifennwch atyn nhw ar Telegram
intro-if-none = Os na fydd neb ohonoch yn dweud wrthyf o fewn tri diwrnod eich bod mewn cysylltiad, gofynnaf i un ohonoch ysgrifennu gyntaf.
intro-touch = Rydym mewn cysylltiad
intro-touch-kept = Da iawn. Mwynhewch.
intro-start = Nid ydych chi a { $names } mewn cysylltiad eto, hyd y gwn i. Mae'n rhaid i rywun ysgrifennu gyntaf: a wnewch chi, y tro hwn?

intro-did-you = A wnaethoch chi a { $names } siarad?
intro-talked = Do, buom yn siarad
intro-planned = Mae wedi'i drefnu
intro-not-yet = Ddim eto
intro-talked-kept = Da clywed. Diolch.
intro-planned-kept = Da iawn. Fydda i ddim yn gofyn eto.
intro-not-yet-kept = Dim ots. Os ydych chi'n dal eisiau, mae sut i'w cyrraedd yn uwch i fyny. Fydda i ddim yn gofyn eto.
intro-again = { $count ->
    [one] Hoffech chi gwrdd â'r un person eto?
   *[other] Hoffech chi gwrdd â'r un bobl eto?
}
intro-again-yes = Hoffwn, eto
intro-again-no = Rhywun arall, os gwelwch yn dda
intro-again-kept = Da iawn. Mae gennych fanylion eich gilydd: ysgrifennwch. Byddaf yn dal i chwilio am bobl newydd i chi hefyd.
intro-again-not = Byddaf yn chwilio am eraill i chi. Does neb yn cael gwybod.
intro-note-write = Llinell i mi fy hun
intro_note-form = llinell i mi fy hun
intro_note-match = Am ba gyflwyniad mae hwn?
intro_note-words = Beth hoffech chi ei gofio? Un llinell. Dim ond chi all ei darllen: mae yn /me.
intro-note-own = Nid wyf wedi cadw hynny: mae'n dweud sut rydych chi eich hun. Ysgrifennwch yn unig beth hoffech ei gofio o'r sgwrs.
intro-note-kept = Wedi'i gadw, i chi yn unig. Mae yn /me.

intro-kept-title = Rowndiau
intro-kept = { $count ->
    [one] Roeddech mewn un rownd o gyflwyniadau.
   *[other] Roeddech mewn { $count } rownd o gyflwyniadau.
}
intro-kept-week = Yn yr wythnos o { $day }
intro-kept-yes = Dywedoch chi ie.
intro-kept-no = Dywedoch chi: nid y tro hwn.
intro-kept-reach = Sut gallan nhw gysylltu â chi: { $reach }
intro-kept-note = Eich llinell i chi eich hun: { $note }
