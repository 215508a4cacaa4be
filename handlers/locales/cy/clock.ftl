# Cloc cwestiynau i dimau: beth mae timau'n cael eu hatgoffa ohono, a beth mae'r holwr yn ei glywed os yw'n hwyr.

clock-waiting = { $count ->
    [one] Mae cwestiwn yn aros am ateb.
   *[other] Mae { $count } cwestiwn yn aros am ateb.
}
clock-more = { $count ->
    [one] Ac un arall.
   *[other] A { $count } arall.
}
clock-asked = Gofynnwyd ar { $day }.
clock-nobody = Does neb wedi ei gymryd eto.
clock-behind = Does neb yn { $team } wedi ei gymryd, a chi sydd wrth gefn iddynt.
clock-with = Mae gyda { $name }. Addawyd yr ateb { $day } fan bellaf.
clock-with-late = Mae gyda { $name }. Roedd yr ateb wedi ei addo { $day } fan bellaf.
clock-open = { $count ->
    [one] Ar agor wrth i'r wythnos hon ddechrau: { $what }. Gofynnwyd ar { $day }.
   *[other] Ar agor wrth i'r wythnos hon ddechrau: { $what }. Gofynnwyd yr hynaf ar { $day }.
}
clock-open-taken = { $count ->
   *[other] { $count } gyda rhywun
}
clock-open-nobody = { $count ->
   *[other] { $count } heb neb eto
}
clock-open-asked-back = { $count ->
   *[other] { $count } yn aros am y sawl a ofynnodd
}
clock-report = Mae adroddiad newydd ar sut fu wythnosau pobl, heb enwau, hyd at { $day }. Gall pwy bynnag sy'n fy ngweinyddu dros y cyngor ei ddangos: { $slash }report.
late-first = Mae'n ddrwg gen i: does dim ateb eto i'r hyn a ofynnoch, “{ $words }”. Dywedodd { $team } y byddent yn ateb { $day } fan bellaf.
late-again = Mae'n ddrwg gen i: does dim ateb o hyd i'r hyn a ofynnoch, “{ $words }”. Dywedodd { $team } y byddent yn ateb { $day } fan bellaf.
late-unsettled = Mae'n ddrwg gen i: nid yw'r hyn a ofynnoch, “{ $words }”, wedi'i ddatrys eto. Dywedodd { $team } y byddent yn ateb { $day } fan bellaf.
late-still = Mae'n dal gyda nhw. Rwy'n eu hatgoffa bob diwrnod gwaith, a byddwch yn clywed cyn gynted ag y bydd ateb.
late-elsewhere = Does dim rhaid i chi aros amdanynt. Gall y rhain helpu hefyd: { $contact }
late-complain = I gwyno am yr aros: { $contact }
late-both = Does dim rhaid i chi aros amdanynt. Pwy all helpu, a derbyn cwyn am yr aros: { $contact }
late-front-desk = Does dim rhaid i chi aros amdanynt: gall prif ddesg eich cyngor helpu, a derbyn cwyn am yr aros.
clock-asked-again = Ni all { $team } fynd ymlaen hebddoch. Am yr hyn a ofynnoch, “{ $words }”, hoffent wybod:
clock-closed = Rwyf wedi cau'r hyn a ofynnoch, “{ $words }”: gofynnodd { $team } rywbeth i chi amdano, ac ni ddaeth ateb. Gallwch ei agor eto unrhyw bryd.
late-gone = Mae'n ddrwg gen i: ni allaf gyrraedd { $team } mwyach, ac ni wn am dîm arall i'r hyn a ofynnoch, “{ $words }”. Rwy'n dal i chwilio.
clock-moved = Ni allaf gyrraedd { $gone } mwyach. Felly { $team } sydd â'r hyn a ofynnoch nawr, “{ $words }”. Disgwyliwch ateb { $day } fan bellaf.
