# Yr hyn y mae pobl yn dweud sy'n anghywir am bot.

wrong-form = beth sy'n anghywir
wrong-pot = Am ba bot mae hyn?
wrong-what = Beth sy'n anghywir yma?
wrong-what-closed = Mae wedi cau, neu mae'r dyddiad yn anghywir
wrong-what-amount = Mae'r swm yn anghywir
wrong-what-who = Mae pwy all wneud cais yn anghywir
wrong-what-contact = Mae'r ddolen, y rhif neu'r person yn anghywir
wrong-what-other = Rhywbeth arall
wrong-note = Beth ddylai ei ddweud? Bydd person yn darllen hwn. Peidiwch â rhoi enwau. Gallwch ei hepgor hefyd.
wrong-note-own = Nid wyf wedi cadw hynny: mae'n dweud sut rydych chi eich hun, a bydd eraill yn darllen hwn. Ysgrifennwch beth sydd o'i le ar y gronfa yn unig, neu hepgorwch ef.
wrong-kept = Diolch, mae hynny'n helpu'r grŵp nesaf. Rwyf wedi'i roi ar restr y rhai sy'n gofalu am hyn yn { $organisation }. Nid oes neb yn cael galwad amdano: byddant yn ei weld pan fyddant yn edrych nesaf.
wrong-contact = Os na all aros, dywedwch eich hun wrth y rhai sy'n rhedeg y pot: { $contact }.
wrong-about = { $pot }
wrong-title = Yr hyn a ddywedoch sy'n anghywir
wrong-told = { $count ->
    [one] Un peth a ddywedoch sy'n anghywir am bot, i'r rhai sy'n gofalu am y rhestr. Nid ydynt yn gweld pwy a'i dywedodd.
   *[other] { $count } o bethau a ddywedoch sy'n anghywir am botiau, i'r rhai sy'n gofalu am y rhestr. Nid ydynt yn gweld pwy a'u dywedodd.
}
wrong-none = Nid oes neb yn dweud bod dim yn anghywir.
wrong-list = { $count ->
    [one] Un peth y mae pobl yn dweud sy'n anghywir:
   *[other] { $count } o bethau y mae pobl yn dweud sy'n anghywir, yr hynaf yn gyntaf:
}
wrong-said = Dywedwyd { $day }, am { $ref }
wrong-settle = Wedi'i setlo: { $no }
wrong-settled = Wedi'i setlo, ac oddi ar y rhestr.
wrong-settled-before = Roedd hynny wedi'i setlo'n barod.
wrong-not-yours = Mae hynny i'r rhai sy'n gofalu am y cynorthwyydd hwn.
