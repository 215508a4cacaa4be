# Newyddion am botiau fel y rhai y gofynnodd pobl amdanynt.

wanted-done = Dywedaf wrthych pan fydd arian newydd fel { $pot }.
wanted-already = Rydych wedi gofyn am hynny'n barod: dywedaf wrthych pan fydd arian newydd fel { $pot }.
wanted-enough = Rydych yn cael newyddion am { $count } o bethau'n barod. Ni allaf gadw golwg am fwy. Stopiwch un, a gofynnwch eto.
wanted-silent = Gofynnoch i mi beidio ag ysgrifennu atoch, felly am y tro ni wnaf.
wanted-list = Newyddion y gofynnais amdanynt
wanted-news = { $count ->
    [one] Mae pot newydd o arian fel y gofynnoch i mi gadw golwg amdano:
   *[other] Mae { $count } pot newydd o arian fel y gofynnoch i mi gadw golwg amdanynt:
}
wanted-more = { $count ->
    [one] Ac un arall: mae { $slash }pots yn ei ganfod.
   *[other] A { $count } arall: mae { $slash }pots yn eu canfod.
}
wanted-none = Nid ydych wedi gofyn i mi gadw golwg am ddim. Edrychwch ar bot, tapiwch “Mwy”, ac yna “Dweud wrthyf am rai newydd fel hwn”.
wanted-all = Rwy'n cadw golwg am arian newydd i chi. Tapiwch yr hyn nad ydych am gael mwy o newyddion amdano.
wanted-stop = Stopio: fel { $pot }
wanted-stopped = Iawn. Dim mwy o newyddion am hynny.
wanted-not = Roeddech wedi stopio hynny'n barod.
wanted-title = Newyddion y gofynnoch amdanynt
wanted-told = { $count ->
    [one] Un peth rwy'n cadw golwg amdano, er mwyn i mi ddweud wrthych am arian newydd ar ei gyfer.
   *[other] { $count } o bethau rwy'n cadw golwg amdanynt, er mwyn i mi ddweud wrthych am arian newydd ar eu cyfer.
}
wanted-like = Arian newydd fel { $pot }
wanted-known = { $count ->
    [one] Pa bot y gwyddoch amdano'n barod, fel nad wyf yn dweud wrthych ddwywaith: un.
   *[other] Pa botiau y gwyddoch amdanynt yn barod, fel nad wyf yn dweud wrthych ddwywaith: { $count }.
}
