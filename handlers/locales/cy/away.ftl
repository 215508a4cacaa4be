# Swyddogion sydd i ffwrdd.

away-form = Rwyf i ffwrdd
away-until = Ar ba ddiwrnod byddwch yn ôl?
away-now = Rydych i ffwrdd tan { $day }. Mae'r hyn a gymeroch gyda'ch dirprwy.
away-now-alone = Rydych i ffwrdd tan { $day }. Nid oes neb yn cymryd eich lle: nid yw'r hyn a gymeroch gyda neb nes i rywun yn y tîm ei gymryd.
away-back = Rwyf yn ôl
away-other = Diwrnod arall
away-not = Ar ba ddiwrnod byddwch yn ôl? Rhowch ddiwrnod o yfory ymlaen, o fewn blwyddyn. Er enghraifft: { $slash }away 14 December
away-not-yours = Mae hynny i bobl mewn tîm sy'n ateb cwestiynau, ac nid ydych mewn un y gwn i amdano.
away-until-told = { $count ->
    [0] Rydych i ffwrdd tan { $day }. Nid oes dim a gymeroch yn dal ar agor.
    [one] Rydych i ffwrdd tan { $day }. Bydd rhywun yn gofalu am yr un cwestiwn a gymeroch.
   *[other] Rydych i ffwrdd tan { $day }. Bydd rhywun yn gofalu am y { $count } cwestiwn a gymeroch.
}
away-until-alone = { $count ->
    [one] Rydych i ffwrdd tan { $day }. Nid oes neb yn cymryd eich lle, felly nid yw'r cwestiwn a gymeroch gyda neb nawr. Rwyf wedi gofyn i'r tîm pwy all ei gymryd.
   *[other] Rydych i ffwrdd tan { $day }. Nid oes neb yn cymryd eich lle, felly nid yw { $count } cwestiwn a gymeroch gyda neb nawr. Rwyf wedi gofyn i'r tîm pwy all eu cymryd.
}
away-no-deputy = Chi yw dirprwy { $team }. Nes i chi ddod yn ôl, ni elwir neb yno wrth eu henw pan fo cwestiwn yn aros. Mae { $slash }team yn y sianel yn enwi dirprwy arall.
away-back-before = Os dewch yn ôl cyn hynny: { $slash }away
away-return = Y bore hwnnw byddant gyda chi eto. Os dewch yn ôl cyn hynny: { $slash }away
away-team = { $count ->
    [one] Mae { $name } i ffwrdd tan { $day }. Tan hynny, mae'r cwestiwn a gymerodd { $name } gyda { $deputy }.
   *[other] Mae { $name } i ffwrdd tan { $day }. Tan hynny, mae'r { $count } cwestiwn a gymerodd { $name } gyda { $deputy }.
}
away-team-nobody = { $count ->
    [one] Mae { $name } i ffwrdd tan { $day }. Nid yw'r cwestiwn a gymerodd { $name } gyda neb nawr. Pwy all ei gymryd?
   *[other] Mae { $name } i ffwrdd tan { $day }. Nid yw'r { $count } cwestiwn a gymerodd { $name } gyda neb nawr. Pwy all eu cymryd?
}
away-deputy = y dirprwy
away-is-back = { $count ->
    [0] Croeso'n ôl.
    [one] Croeso'n ôl. Mae'r cwestiwn a gymeroch gyda chi eto.
   *[other] Croeso'n ôl. Mae'r { $count } cwestiwn a gymeroch gyda chi eto.
}
card-taker-away = Mae { $name }, a'i cymerodd, i ffwrdd tan { $day }.
card-taker-gone = Nid yw { $name }, a'i cymerodd, yn y tîm hwn mwyach.
