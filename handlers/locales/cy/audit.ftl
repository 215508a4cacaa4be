# Y cofnod archwilio: pwy wnaeth beth.

command-audit = Pwy wnaeth beth
audit-none = Nid oes dim wedi'i nodi eto.
audit-list = Pwy wnaeth beth, y diweddaraf yn gyntaf:
audit-line = { $day }, { $time }: { $who }, { $what } ({ $about })
audit-row = { $day }
audit-older = Hŷn
audit-title = Y cofnod o bwy wnaeth beth
audit-told = { $count ->
    [one] Un tro yr edrychodd rhywun ar yr hyn rwy'n ei gadw amdanoch, neu ei newid.
   *[other] { $count } tro yr edrychodd rhywun ar yr hyn rwy'n ei gadw amdanoch, neu ei newid.
}
audit-row-own = { $day }, chi
audit-own = { $count ->
    [one] Mae un peth a wnaethoch dros dîm neu fel gweinyddwr yn y cofnod o bwy wnaeth beth, am ddwy flynedd.
   *[other] Mae { $count } peth a wnaethoch dros dîm neu fel gweinyddwr yn y cofnod o bwy wnaeth beth, am ddwy flynedd.
}
audit-audit-read = darllenodd y cofnod archwilio
audit-question-read = darllenodd gwestiwn cyfan, gyda phopeth a ddaeth ohono
audit-team-approved = cytunodd i dîm
audit-team-declined = dywedodd na wrth dîm
audit-team-exposed = gadawodd i bobl o'r tu allan ddarllen sianel tîm
audit-team-not-exposed = ni adawodd i bobl o'r tu allan ddarllen sianel tîm
audit-team-changed = newidiodd dîm
audit-team-widened = gadawodd i fwy ddod at dîm
audit-team-not-widened = ni adawodd i fwy ddod at dîm
audit-team-gone = mae tîm wedi mynd
audit-role-given-administrator = gwnaeth rywun yn weinyddwr
audit-role-given-coordinator = gwnaeth rywun yn gydlynydd
audit-role-given-announcements = gadawodd i rywun wneud cyhoeddiadau
audit-role-given-imports = gadawodd i rywun fewnforio
audit-role-given-audit = gadawodd i rywun ddarllen y cofnod archwilio
audit-role-taken-administrator = cymerodd rôl gweinyddwr yn ôl
audit-role-taken-coordinator = cymerodd rôl cydlynydd yn ôl
audit-role-taken-announcements = cymerodd gyhoeddiadau yn ôl
audit-role-taken-imports = cymerodd fewnforio yn ôl
audit-role-taken-audit = cymerodd y cofnod archwilio yn ôl
