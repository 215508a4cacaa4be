# Siarad â gwirfoddolwyr eraill.

peers-safety = Y tro cyntaf, cwrddwch yn rhywle cyhoeddus, a dywedwch wrth rywun ble rydych chi.

peers-title = Gwirfoddolwyr eraill
peers-told = Yr hyn a ddywedoch wrthyf er mwyn i mi eich rhoi mewn cysylltiad â gwirfoddolwyr eraill.
peers-told-left = Gadawoch ar { $day }. Mae'r hyn a ddywedoch wedi mynd.
peers-told-under = Ar { $day } dywedoch eich bod o dan 18, felly nid wyf yn eich rhoi mewn cysylltiad â neb.
peers-title-never = Pwy nad ydych am gwrdd â nhw
peers-told-never = Dywedoch nad ydych am gwrdd eto â: { $names }. Ni fyddant yn dod i wybod.
peers-told-named = Dywedoch nad ydych am gwrdd â neb o'r enw: { $names }. Ni fydd neb yn dod i wybod.
peers-title-report = Adroddiadau
peers-told-reported = { $count ->
    [one] Bu un adroddiad amdanoch chi fel cymar.
   *[other] Bu { $count } adroddiad amdanoch chi fel cymar.
}
peers-told-reports = { $count ->
    [one] Rhoesoch wybod am rywun unwaith. Ni fyddant yn gwybod mai chi oedd.
   *[other] Rhoesoch wybod am rywun { $count } gwaith. Ni fyddant yn gwybod mai chi oedd.
}
peers-report-day = Ar { $day }
report-what-frightened = Fe wnaethon nhw fy nychryn neu fy mygwth, neu rywun arall
report-what-unwanted = Fe wnaethon nhw ddal ati ar ôl i mi ddweud na, neu fy nghyffwrdd, neu ysgrifennu pethau nad oeddwn eu heisiau
report-what-money = Fe wnaethon nhw ofyn am arian, neu geisio gwerthu rhywbeth i mi
report-what-young = Rwy'n meddwl eu bod o dan 18
report-what-unkind = Roedden nhw'n gas, neu'n edrych i lawr ar bobl
report-what-other = Rhywbeth arall
peers-title-introduced = I bwy y cawsoch eich cyflwyno
peers-told-introduced = { $count ->
    [one] Cyflwynais i chi i un person.
   *[other] Cyflwynais i chi i { $count } o bobl.
}
peers-met-day = Ddiwethaf ar { $day }
peers-block = Rhwystro { $name }, neu roi gwybod amdanynt
