# Potiau arian.

pots-found = { $count ->
    [one] Des i o hyd i un pot o arian ar gyfer hyn.
   *[other] Des i o hyd i { $count } pot o arian ar gyfer hyn.
}
pots-open = { $count ->
    [one] Mae un pot o arian. Dywedwch beth sydd gennych mewn golwg, a gwelaf a yw'n ffitio.
   *[other] Mae { $count } pot o arian. Dywedwch beth sydd gennych mewn golwg, a gwelaf pa rai sy'n ffitio.
}
pots-urgent = Os na all hyn aros, ffoniwch { $contact } nawr: { $number }. Os oes rhywun mewn perygl, ffoniwch 999 yn gyntaf.
pots-none = Ni welais bot o arian ar gyfer hynny.
pots-nearest = Dyma'r rhai agosaf:
pots-none-next = Rhowch gynnig ar eiriau eraill, swm llai, neu gofynnwch i mi â phwy i siarad.
pots-elsewhere = Mae { $place } y tu allan i'r lleoedd rwy'n eu hadnabod. Dim ond am arian yn { $home } a'r cyffiniau y gwn i. Gall y cyngor yno eich helpu.
pots-ask-area = Dim ond ar gyfer un rhan o'r dref y mae rhai o'r rhain. Ble mae eich grŵp?
tell-area = Dweud wrthych ble rydym ni
also-contact-best = I siarad â rhywun: { $contact }. { $role }.
pot-gone = Nid yw'r pot hwnnw gen i mwyach. Gofynnwch i mi eto.
applicant-individual = un person
applicant-informal-group = grwpiau heb reolau ysgrifenedig
applicant-constituted-group = grwpiau â rheolau ysgrifenedig (cyfansoddiad)
applicant-tenants-and-residents-association = grwpiau tenantiaid a phreswylwyr
applicant-registered-charity = elusennau cofrestredig
applicant-cic = cwmnïau buddiannau cymunedol (CIC)
applicant-social-enterprise = mentrau cymdeithasol
applicant-micro-enterprise = busnesau bach iawn
applicant-school = ysgolion
applicant-sports-club = clybiau chwaraeon
applicant-faith-group = grwpiau ffydd
applicant-parish-council = cynghorau plwyf
amount-fixed = { $amount }
amount-range = { $least } i { $most }
amount-up-to = hyd at { $most }
amount-from = { $least } neu fwy
amount-unknown = gofynnwch faint
deadline-closed = caeodd { $day }
deadline-later = yn agor { $day }
deadline-none = dim dyddiad cau
deadline-open = { $days ->
    [0] yn cau heddiw
    [1] yn cau yfory, { $day }
   *[other] yn cau { $day }, ymhen { $days } diwrnod
}
fits = yn ffitio'r hyn a ddywedoch
fits-check-who = gwiriwch a allwch wneud cais
fits-check-place = dim ond ar gyfer rhai lleoedd
fits-check-amount = gwiriwch y swm
fits-check-date = gwiriwch y dyddiadau
misses-who = nid ar gyfer grwpiau fel eich un chi
misses-place = dim ond ar gyfer lle arall
misses-amount = nid ar gyfer y swm hwnnw
misses-date = nid ar yr adeg honno
