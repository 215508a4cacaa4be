# Cylchoedd: ychydig o gymheiriaid o gwmpas pwnc neu le.

circles-title = Cylchoedd
circles-told = { $count ->
    [one] Cylch rydych chi neu yr oeddech chi ynddo, neu y cawsoch wahoddiad iddo.
   *[other] { $count } cylch rydych chi neu yr oeddech chi ynddyn nhw, neu y cawsoch wahoddiad iddyn nhw.
}
circles-told-seat = Cynigiwyd ar { $day }
circles-told-contact = Sut mae'r lleill yn eich cyrraedd: { $contact }
circles-title-meetings = Cyfarfodydd eich cylch
circles-told-meetings = A ydych yn dod, neu'n arwain: { $days }.
circles-told-meeting = { $day }
circles-title-notes = Beth ysgrifennoch chi i'ch cylch
circles-told-notes = { $count ->
    [one] Un nodyn o'r hyn y cytunodd eich cylch arno.
   *[other] { $count } nodyn o'r hyn y cytunodd eich cylch arno.
}
circles-title-wait = Aros am gylch
circles-told-wait = Rydych chi eisiau cylch ers { $day }.
