# Potiau y mae pobl yn eu cadw.

command-kept = Yr hyn rydych yn ei gadw, a'ch nodiadau atgoffa
command-kept-said =
    wedi cadw
    fy mhotiau
kept-done = Wedi cadw: { $pot }.
kept-plan = Byddaf yn eich atgoffa { $days }. Bedair wythnos ar ôl iddo gau, gofynnaf sut aeth hi.
kept-on = { $day }
kept-no-day = Nid oes dyddiad cau, felly ni fyddaf yn eich atgoffa. Mae { $slash }kept yn ei ddangos. Os caiff ddyddiad, dywedaf wrthych.
kept-too-late = Mae'n { $deadline }, felly nid oes amser i'ch atgoffa.
kept-silent = Gofynnoch i mi beidio ag ysgrifennu atoch, felly ni fyddaf yn eich atgoffa.
kept-all = Yr hyn rwy'n ei gadw
kept-undo = Dadwneud
kept-gone = Nid wyf yn cadw { $pot } i chi mwyach.
kept-back = Dadwneud: ei gadw wedi'r cyfan
kept-none = Nid ydych yn cadw unrhyw bot eto. Edrychwch ar un, a thapiwch “Cadw hwn”.
kept-list = { $count ->
    [one] Rydych yn cadw un pot:
   *[other] Rydych yn cadw { $count } pot:
}
kept-one = Rydych yn cadw hwn:
kept-details = Popeth amdano
kept-drop = Peidio â'i gadw
kept-not = Nid ydych yn cadw { $pot } mwyach.
kept-applied = Rydym wedi gwneud cais
kept-applied-done = Da iawn chi am ei anfon. Dim mwy o nodiadau atgoffa am { $pot }. Gofynnaf i chi sut aeth hi.
kept-title = Potiau rydych yn eu cadw
kept-mine = Yr hyn rwy'n ei gadw i chi
kept-told = { $count ->
    [one] Un pot rydych yn ei gadw, er mwyn i mi eich atgoffa, a sut aeth hi.
   *[other] { $count } pot rydych yn eu cadw, er mwyn i mi eich atgoffa, a sut aeth hi.
}
kept-since = Wedi'i gadw ers { $day }
remind = Gofynnoch i mi eich atgoffa:
remind-moved = Mae'r dyddiad wedi newid ar gyfer rhywbeth rydych yn ei gadw:
went-ask = Caeodd { $pot } bedair wythnos yn ôl. Sut aeth hi?
went-ask-now = Sut aeth hi gyda { $pot }?
went-tell = Dweud wrthych sut aeth hi
went-got = Cawsom ef
went-not-got = Chawson ni mohono
went-not-applied = Wnaethon ni ddim gwneud cais
went-waiting = Yn dal i aros
went-thanks-got = Cawsoch chi ef. Dyna newyddion hyfryd.
went-thanks-not-got = Diolch am ddweud. Mae'n ddrwg gen i: mae cymaint o syniadau da yn mynd heb arian. Gofynnwch iddyn nhw am adborth; mae llawer o gyllidwyr yn ei roi.
went-thanks-not-applied = Diolch am ddweud. Rhyw dro arall, efallai.
went-thanks-waiting = Diolch. Dywedwch wrthyf pan glywch; mae yn { $slash }kept.
went-shared = Dim ond faint o grwpiau a'i cafodd y bydd eraill yn ei weld, pan fydd deg neu fwy, a byth pwy.
went-change = Newid fy ateb
tell-how = Hapus i ddweud wrth eraill sut
tell-how-yes = Hapus i ddweud wrth eraill sut
tell-how-thanks = Diolch. Dywedaf fod rhywun a'i cafodd yn hapus i ddweud sut, ac nid pwy ydych. Byddwn yn gofyn i chi bob tro cyn i neb glywed gennych.
tell-how-stop = Byddai'n well gen i beidio
tell-how-stopped = Iawn. Ni soniaf amdano.
pot-went = O tua { $of } o grwpiau a wnaeth gais, cafodd tua { $got } ef.
pot-tells = Mae rhywun a'i cafodd yn hapus i ddweud wrth eraill sut. Ni allaf eich cyflwyno i'ch gilydd eto.
