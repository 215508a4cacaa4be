# Siarad â gwirfoddolwyr eraill: ymuno, newid, gorffwys, gadael.

command-peers = Cwrdd â gwirfoddolwyr eraill
command-peers-said =
    peers
    cymar
    cwrdd â gwirfoddolwyr eraill
    cyfaill

peers-what = Hoffech chi siarad nawr ac yn y man â rhywun sy'n rhedeg grŵp hefyd?
peers-more = Gallwch hefyd ddod o hyd i fentor neu fod yn un, neu ymuno â chylch o bedwar i chwech sy'n cwrdd. Chi sy'n dewis.
peers-invited = Mae gwahoddiad i chi gwrdd â gwirfoddolwyr eraill: pobl sy'n rhedeg grwpiau, fel chi.
peers-how = Rwy'n cyflwyno dau ohonoch i'ch gilydd, gyda chwestiwn cyntaf i siarad amdano. Dim ond os yw'r ddau ohonoch yn dweud ie y cewch wybod sut i gysylltu â'ch gilydd. Nid oes neb yn cael gwybod pwy ddywedodd na.
peers-who = Mae ar gyfer pobl 18 oed a hŷn y mae rhywun yma yn eu hadnabod. Os nad oes neb wedi eich gwahodd, rwy'n gofyn i'r rhai sy'n gofalu am wirfoddolwyr: maent yn gweld eich enw, eich ardal, a'ch bod am ymuno.
peers-who-invited = Mae ar gyfer pobl 18 oed a hŷn.
peers-seen = Mae eraill yn gweld eich enw cyntaf ac un llinell a ysgrifennwch. Rwy'n eich paru yn ôl iaith, lle, yr hyn rydych yn ei hoffi, a'r hyn rydych wedi'i brofi gyda grŵp. Byth yn ôl sut oedd eich wythnosau. Nid wyf yn darllen dim o'r hyn rydych yn siarad amdano.
peers-overseen = Gall y rhai sy'n rhedeg eich gweithle ar-lein ddarllen yr hyn a ddywedwch wrthyf yma.
peers-join = Hoffwn ymuno
peers-join-not = Na, dim diolch
peers-declined = Mae hynny'n iawn. Os newidiwch eich meddwl, anfonwch { $slash }peers.
peers-word-not = Nid wyf yn adnabod y gair hwnnw, neu mae'n rhy hen. Mae geiriau'n dda am bedair wythnos. Gofynnwch am un newydd lle y cawsoch ef.
peers-page = Cwrdd â gwirfoddolwyr eraill

peer-form = cwrdd â gwirfoddolwyr eraill
peer-adult = Ydych chi'n 18 oed neu'n hŷn?
peer-adult-yes = Ydw
peer-adult-no = Nac ydw, ddim eto
peer-wants = Beth hoffech chi? Dewiswch unrhyw rai.
peer-wants-peer = Rhywun i siarad â nhw
peer-wants-mentor = Mentor: rhywun sydd wedi'i wneud o'r blaen
peer-wants-be_mentor = Bod yn fentor
peer-wants-circle = Cylch: pedwar i chwech o bobl sy'n cwrdd
peer-every = Pa mor aml hoffech chi gwrdd â rhywun newydd?
peer-every-weekly = Bob wythnos
peer-every-fortnightly = Bob pythefnos
peer-every-monthly = Unwaith y mis
peer-languages = Ym mha ieithoedd rydych chi'n hoffi siarad?
peer-languages-en = Saesneg
peer-languages-cy = Cymraeg
peer-languages-pl = Pwyleg
peer-languages-ro = Rwmaneg
peer-languages-uk = Wcreineg
peer-languages-pa = Pwnjabeg
peer-languages-ur = Wrdw
peer-languages-bn = Bengaleg
peer-languages-gu = Gwjarateg
peer-languages-ar = Arabeg
peer-languages-so = Somaleg
peer-languages-pt = Portiwgaleg
peer-languages-zh = Tsieinëeg
peer-languages-bsl = BSL (arwyddo)
peer-where = Ble gall y llall fyw?
peer-where-near = Yn agos ataf i
peer-where-anywhere = Unrhyw le
peer-interests = Beth ydych chi'n ei hoffi? Dewiswch unrhyw rai, neu ddim un.
peer-lived = Beth ydych chi wedi'i brofi gyda grŵp? Efallai y bydd rhywun sydd yno nawr yn falch ohonoch. Dewiswch unrhyw rai, neu ddim un.
peer-lived-bank_account = Agor cyfrif banc i'r grŵp
peer-lived-first_event = Ein digwyddiad cyntaf
peer-lived-lost_venue = Colli ein lleoliad
peer-lived-first_grant = Ein grant cyntaf
peer-lived-refused = Cael ein gwrthod am arian
peer-lived-rules = Ysgrifennu ein rheolau
peer-lived-insurance = Trefnu yswiriant
peer-lived-accounts = Cadw'r cyfrifon
peer-lived-no_volunteers = Methu dod o hyd i help
peer-lived-falling_out = Ffrae yn y grŵp
peer-lived-alone = Ei redeg ar fy mhen fy hun
peer-lived-handing_over = Ei drosglwyddo i eraill
peer-lived-growing = Tyfu'n gynt nag y gallem ymdopi
peer-lived-permission = Cael caniatâd y cyngor
peer-lived-bad_turnout = Digwyddiad lle na ddaeth neb
peer-lived-closing = Cau grŵp
peer-ways = Sut rydych chi'n hoffi cwrdd? Dewiswch unrhyw rai.
peer-ways-call = Galwadau
peer-ways-message = Negeseuon
peer-ways-in_person = Wyneb yn wyneb
peer-line = Ysgrifennwch un llinell amdanoch y caiff y llall ei darllen. Peidiwch â rhoi rhifau na chyfeiriadau. Gallwch ei hepgor hefyd.
peer-word = A gawsoch chi air gyda gwahoddiad? Ysgrifennwch ef yma. Os na, hepgorwch hwn.
peers-line-reach = Peidiwch â rhoi rhifau, enwau defnyddiwr na dolenni. Dim ond pan fydd y ddau ohonoch wedi dweud ie y mae'r rheini'n cael eu rhannu.
peers-line-own = Nid wyf wedi cadw hynny: mae'n dweud sut rydych chi, a byddai eraill yn ei ddarllen. Ysgrifennwch rywbeth arall amdanoch, neu hepgorwch ef.

peers-under = Diolch am ddweud wrthyf. Dim ond pobl 18 oed a hŷn rwy'n eu cyflwyno i'w gilydd, felly ni allaf wneud hyn i chi eto. Mae popeth arall rwy'n ei wneud i chi hefyd. Ac mae { $slash }urgent yn dangos pwy sydd yno i chi, os hoffech siarad.
peers-under-kept = Rwyf wedi cadw dim ond eich bod o dan 18, fel nad wyf yn gofyn i chi eto. Rwy'n ei anghofio ar ôl blwyddyn.
peers-under-mistake = Ai camgymeriad oedd hynny? Gall rhywun yma sy'n gofalu am wirfoddolwyr anfon eich gwahoddiad eich hun atoch.
peers-waits-asked = Diolch, mae hynny wedi'i gadw. Rwyf wedi gofyn i'r rhai sy'n gofalu am wirfoddolwyr. Maent yn gweld eich enw, eich ardal, a'ch bod am ymuno. Byddaf yn dweud wrthych cyn gynted ag y bydd un ohonynt wedi dweud ie.
peers-waits-nobody = Diolch, mae hynny wedi'i gadw. Nid oes neb yma eto a allai ddweud eu bod yn eich adnabod. Gofynnwch i bwy bynnag sy'n gofalu am wirfoddolwyr am wahoddiad.
peers-vouched = Newyddion da: rydych chi i mewn. Byddaf yn ysgrifennu atoch pan fyddaf wedi dod o hyd i rywun i chi.
peers-vouched-else = Newyddion da: rydych chi i mewn. Tapiwch isod i ddod o hyd i'r hyn yr oeddech ei eisiau.
peers-refused = Ni allaf eich cyflwyno i wirfoddolwyr eraill am y tro. Ni allai neb yma sy'n gofalu am wirfoddolwyr ddweud eu bod yn eich adnabod yn ddigon da. Siaradwch â nhw: gwahoddiad gan un ohonynt yw'r cyfan sydd ei angen.
peers-waits = Rydych chi wedi gofyn am gael ymuno. Nid oes un o'r rhai sy'n gofalu am wirfoddolwyr wedi dweud ie eto.
peers-in = Rydych chi i mewn. Byddaf yn ysgrifennu atoch pan fyddaf wedi dod o hyd i rywun i chi.
peers-in-else = Rydych chi i mewn. Gweler isod beth sy'n dod nesaf.
peers-full = Rydych yn cael un neges yr wythnos gen i, ac mae sgwrs yr wythnos yn ei chymryd. Felly nid oes lle i'ch cyflwyno i neb. Byddai dwy yr wythnos yn ddigon.
peers-two = Dwy neges yr wythnos, os gwelwch yn dda
peers-has-two = Wedi'i wneud: dwy yr wythnos ar y mwyaf.
peers-next = Mae'r rownd nesaf ar { $day }.
peers-more-asked = Ar gyfer mentora mae angen un peth arall arnaf gennych: tapiwch Mentora.
peers-to-circle = Cylchoedd
peers-to-thank = Diolch i rywun
peers-to-hello = Helo os af i'n dawel
peers-to-mentoring = Mentora
peers-skips = Rwy'n eich gadael allan o'r rownd nesaf. Wedi hynny rydych chi i mewn eto.
peers-rests = Rydych chi'n cael seibiant tan { $day }.
peers-quiet = Rydych chi i mewn, ond gofynnoch i mi fod yn dawel tan { $day }. Tan hynny nid wyf yn eich cyflwyno i neb. Mae { $slash }when yn rhoi terfyn ar hynny'n gynt.
peers-stopped = Rydych chi i mewn, ond gofynnoch i mi beidio ag anfon negeseuon, felly nid wyf yn eich cyflwyno i neb. Gallwch newid hynny gyda { $slash }me.
peers-out = Nid wyf yn eich cyflwyno i neb am y tro: dywedodd rhywun wrth gyswllt diogelu am rywbeth a'u poenodd. Mae cyswllt yn edrych arno, a byddaf yn dweud wrthych beth ddaw ohono.
peers-stays-out = Nid wyf yn eich cyflwyno i neb mwyach. Cyswllt diogelu a benderfynodd hynny. Mae popeth arall rwy'n ei wneud i chi o hyd.
peers-changed = Wedi'i wneud. Dyma sydd gen i nawr.
peers-area = Dweud ble rydych chi
peers-near = Ger { $area }
peers-shown = Mae eraill yn gweld: { $name }, a'ch llinell.
peers-told-wants = Hoffech chi: { $it }
peers-told-every = Pa mor aml: { $it }
peers-told-languages = Ieithoedd: { $it }
peers-told-where = Ble: { $it }
peers-told-interests = Rydych chi'n hoffi: { $it }
peers-told-lived = Rydych chi wedi profi: { $it }
peers-told-ways = Ffyrdd o gwrdd: { $it }
peers-told-line = Eich llinell: “{ $it }”
peers-skip = Gadael yr un nesaf
peers-skip-not = Rwyf i mewn ar gyfer yr un nesaf
peers-pause = Cael seibiant am { $weeks } wythnos
peers-back = Rwyf yn ôl
peers-change = Newid yr hyn a ddywedais
peers-apart = Pobl nad wyf am gwrdd â nhw
peers-leave = Gadael
peers-change-what = Beth hoffech chi ei newid?
peers-topic-wants = Yr hyn yr hoffwn
peers-topic-languages = Ieithoedd
peers-topic-where = Ble
peers-topic-interests = Yr hyn rwy'n ei hoffi a'i wybod
peers-topic-ways = Ffyrdd o gwrdd
peers-topic-line = Fy llinell
peers-not-in = Nid ydych i mewn ar hyn o bryd. Mae hwn yn dangos beth ydyw:
peers-paused = Mwynhewch eich seibiant. Nid wyf yn eich cyflwyno i neb tan { $day }.
peers-left = Rydych chi wedi gadael. Nid wyf yn eich cyflwyno i neb mwyach, ac mae'r hyn a ddywedoch amdanoch wedi mynd.
peers-left-stays = Dim ond y bobl nad ydych am gwrdd â nhw sy'n aros gyda mi am flwyddyn, dan glo, rhag ofn i chi ddod yn ôl. Gallwch ddod yn ôl unrhyw bryd.
peers-offer = Gallaf eich rhoi yn gyntaf yn y rownd nesaf, er mwyn i chi fod yn siŵr o gwrdd â gwirfoddolwr arall os oes un i chi. A wnaf i?
peers-offer-seen = Mae pwy bynnag y byddwch yn cwrdd â nhw yn gweld eich enw cyntaf, { $name }, a'ch llinell, fel bob amser. Nid oes neb yn gweld eich bod wedi gofyn, na dim a ddywedoch mewn sgwrs wythnos.
peers-offer-yes = Ie, rhowch fi'n gyntaf
peers-offer-no = Na, dim diolch
peers-first-done = Wedi'i wneud. Chi sy'n dod gyntaf yn y rownd nesaf.
peers-first-declined = Mae hynny'n iawn. Nid oes dim wedi newid.

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
peers-title-introduced = I bwy y cawsoch eich cyflwyno
peers-told-introduced = { $count ->
    [one] Cyflwynais i chi i un person.
   *[other] Cyflwynais i chi i { $count } o bobl.
}
peers-met-day = Ddiwethaf ar { $day }
peers-block = Rhwystro { $name }, neu roi gwybod amdanynt
