# Grwpiau.

groups-ask = Pa fath o grŵp? Ysgrifennwch fel y byddech yn ei ddweud. Er enghraifft: rhywle i fynd â phlentyn bach.
groups-ask-here = Pa fath o grŵp? Dywedwch y cyfan mewn un neges, fel: { $slash }groups plant bach
groups-found = { $count ->
    [one] Des i o hyd i un grŵp:
   *[other] Des i o hyd i { $count } grŵp:
}
groups-none = Ni welais grŵp fel hynny. Rhowch gynnig ar eiriau eraill.
group-gone = Nid yw'r grŵp hwnnw gen i mwyach. Gofynnwch i mi eto.
group-in = Grŵp yn { $area }:
group-offers = Yn cynnig: { $what }
group-needs = Gallai ddefnyddio: { $what }
group-meets = Yn cwrdd: { $when }
group-size = { $count ->
    [one] Tua { $count } person
   *[other] Tua { $count } o bobl
}
group-email = Ysgrifennwch at: { $email }
group-open = Mae croeso i bobl newydd.
group-full = Nid yw'n cymryd pobl newydd ar hyn o bryd.
group-somewhere = Y grŵp hwn:
group-phone = Ffoniwch: { $phone }
group-page = Eu tudalen
group-source = Ffynhonnell: { $source }. { $checked }
