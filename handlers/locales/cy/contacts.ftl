# Cysylltiadau.

contacts-ask = Am beth mae hyn? Ysgrifennwch fel y byddech yn ei ddweud. Er enghraifft: cau ein ffordd ar gyfer parti stryd.
contacts-ask-here = Am beth mae hyn? Dywedwch y cyfan mewn un neges, fel: { $slash }contacts cau ein ffordd
contacts-found = { $count ->
    [one] Dyma â phwy i siarad:
   *[other] Gall y rhain helpu. Y cyntaf sy'n ffitio orau.
}
contacts-urgent = Os na all hyn aros, ffoniwch yn hytrach nag ysgrifennu. Os oes rhywun mewn perygl, ffoniwch 999 yn gyntaf.
contacts-none = Ni wn â phwy i siarad am hynny. Rhowch gynnig ar eiriau eraill, neu gofynnwch wrth ddesg flaen eich cyngor.
contact-gone = Nid yw'r cyswllt hwnnw gen i mwyach. Gofynnwch i mi eto.
contact-urgent = Os na all aros, ffoniwch { $it }
contact-role = { $it }
contact-decides = Yn gallu penderfynu: { $it }
contact-topics = Gofynnwch am: { $it }
contact-phone = Ffôn: { $it }
contact-phone-best = Y ffordd orau, dros y ffôn: { $it }
contact-email = E-bost: { $it }
contact-email-best = Y ffordd orau, drwy e-bost: { $it }
contact-ring = Ffoniwch { $number }
contact-hours = Ar agor: { $it }
contact-prefers = Y ffordd orau: { $it }
contact-deputy = Os ydynt i ffwrdd: { $it }
contact-page = Eu tudalen
