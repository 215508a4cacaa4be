# Pryd y clywaf gennych.

command-when = Pryd y clywch gen i
command-when-said =
    pryd ydych chi'n ysgrifennu ataf
    ysgrifennwch yn llai aml
    llai o negeseuon
    gormod o negeseuon
    oedi negeseuon
    newid y diwrnod
    newid yr amser
rhythm-most = { $count ->
    [one] Ysgrifennaf atoch unwaith yr wythnos ar y mwyaf, oni bai eich bod yn gofyn rhywbeth.
    [two] Ysgrifennaf atoch ddwywaith yr wythnos ar y mwyaf, oni bai eich bod yn gofyn rhywbeth.
    [few] Ysgrifennaf atoch deirgwaith yr wythnos ar y mwyaf, oni bai eich bod yn gofyn rhywbeth.
   *[other] Ysgrifennaf atoch { $count } gwaith yr wythnos ar y mwyaf, oni bai eich bod yn gofyn rhywbeth.
}
rhythm-hour = Ceisiaf ysgrifennu tua { $hour }, yn ôl y cloc yn { $city }. Byth yn y nos, oni bai eich bod yn dewis hynny.
rhythm-note-week = Daw eich nodyn wythnosol bob { $day }.
rhythm-note-fortnight = Daw eich nodyn bob yn ail { $day }.
rhythm-note-month = Daw eich nodyn ar y { $day } cyntaf o bob mis.
rhythm-rests = Rwy'n cadw'n dawel tan { $day }.
rhythm-am = { $hour } y bore
rhythm-pm = { $hour } yr hwyr
rhythm-noon = 12 hanner dydd
rhythm-midnight = hanner nos
rhythm-change-when = Newid y diwrnod a'r awr
rhythm-change-hour = Newid yr awr
rhythm-change-number = Faint mewn wythnos
rhythm-change-zone = Mae fy nghloc yn rhywle arall
rhythm-rest = Cadwch yn dawel am ychydig
rhythm-end-rest = Cewch ysgrifennu eto
rhythm-done = Iawn.
rhythm-when-form = pryd y daw eich nodyn
rhythm-when-day = Ar ba ddiwrnod yr anfonaf eich nodyn?
rhythm-when-day-0 = dydd Llun
rhythm-when-day-1 = dydd Mawrth
rhythm-when-day-2 = dydd Mercher
rhythm-when-day-3 = dydd Iau
rhythm-when-day-4 = dydd Gwener
rhythm-when-day-5 = dydd Sadwrn
rhythm-when-day-6 = dydd Sul
rhythm-when-hour = Ar ba awr? Tapiwch un, neu teipiwch un arall, fel 7yh.
rhythm-when-hour-pick = Ar ba awr?
rhythm-when-every = Pa mor aml?
rhythm-when-every-week = Bob wythnos
rhythm-when-every-fortnight = Bob yn ail wythnos
rhythm-when-every-month = Unwaith y mis
rhythm-about-form = yr awr
rhythm-about-hour = Ar ba awr hoffech chi glywed gen i? Tapiwch un, neu teipiwch un arall, fel 7yh.
rhythm-about-hour-pick = Ar ba awr hoffech chi glywed gen i?
rhythm-hour-8 = Bore, 8 y bore
rhythm-hour-10 = Canol y bore, 10 y bore
rhythm-hour-12 = Canol dydd, 12 hanner dydd
rhythm-hour-15 = Prynhawn, 3 y prynhawn
rhythm-hour-18 = Gyda'r nos, 6 yr hwyr
rhythm-hour-20 = Min nos, 8 yr hwyr
rhythm-number-form = faint o negeseuon
rhythm-number-most = Faint o negeseuon mewn wythnos, ar y mwyaf? Nid yw atebion i'ch cwestiynau yn cyfrif.
rhythm-number-most-1 = Un
rhythm-number-most-2 = Dwy
rhythm-number-most-3 = Tair
rhythm-number-most-4 = Pedair
rhythm-number-most-5 = Pump
rhythm-zone-form = ble mae eich cloc
rhythm-zone-zone = Pa le sydd â'r un cloc â chi? Tapiwch un, neu teipiwch enw dinas fawr.
rhythm-zone-zone-pick = Pa le sydd â'r un cloc â chi?
rhythm-rest-form = saib
rhythm-rest-long = Am ba hyd y cadwaf yn dawel? Gallwch ofyn unrhyw beth i mi o hyd.
rhythm-rest-long-1 = Wythnos
rhythm-rest-long-2 = Pythefnos
rhythm-rest-long-4 = Pedair wythnos
rhythm-rest-long-date = Tan ddyddiad
rhythm-rest-until = Tan ba ddyddiad? Fel 31/12/2026.
rhythm-rest-not = Wnaiff y diwrnod hwnnw mo'r tro. Dewiswch un ar ôl heddiw, o fewn dwy flynedd. Ni newidiwyd dim.
rhythm-title-week = Eich nodyn wythnosol gan Sparkplug
rhythm-title-fortnight = Eich nodyn gan Sparkplug
rhythm-title-month = Eich nodyn misol gan Sparkplug
rhythm-invites = Mae un cwestiwn byr yn aros amdanoch. Mae'n cymryd deg eiliad, a gallwch ei adael allan.
rhythm-tell = Dweud sut oedd hi
rhythm-later = Yn nes ymlaen
rhythm-skip = Hepgor yr wythnos hon
rhythm-change = Newid pryd
rhythm-later-when = Pryd y gofynnaf eto?
rhythm-in-1 = Ymhen 1 awr
rhythm-in-3 = Ymhen 3 awr
rhythm-in-24 = Yfory
rhythm-later-done = { $hours ->
    [1] Iawn. Gofynnaf eto ymhen awr.
    [24] Iawn. Gofynnaf eto yr un adeg yfory.
   *[other] Iawn. Gofynnaf eto ymhen { $hours } awr.
}
rhythm-later-on = Iawn. Gofynnaf eto ar { $day }.
rhythm-asks = O hyn ymlaen byddaf yn gofyn unwaith yr wythnos, bob { $day } am { $hour } yn ôl y cloc yn { $city }. A yw hynny'n amser da i chi?
rhythm-fine = Ydy, bob { $day } am { $hour }
rhythm-other = Nac ydy, amser arall
rhythm-stays = Da iawn. Daw'r nodyn nesaf { $day } am { $hour }, yn ôl y cloc yn { $city }.
rhythm-skipped = Iawn, gadawn hwn allan. Daw'r nodyn nesaf { $day }.
rhythm-over = Mae hwnnw ar ben. Mae { $slash }when yn dangos pryd y daw'r nodyn nesaf.
