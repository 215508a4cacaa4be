# Timau: sianeli pobl y cynghorau, y mae cwestiynau'n mynd iddynt.

command-team = Eich tîm, a beth mae'n ei wneud
team-hello = Helo, Sparkplug ydw i, rhaglen gyfrifiadur. Mae grwpiau cymunedol yn ysgrifennu ataf. Yma, dim ond yr hyn sy'n fy enwi rwy'n ei ddarllen.
team-public = Gall pawb yn y gweithle hwn ddarllen y sianel hon, felly ni allaf ddod â chwestiynau pobl yma. I'w cael yma, gwnewch y sianel yn breifat (ei henw ar y brig, Settings, “Change to a private channel”), neu gwnewch sianel breifat newydd a'm gwahodd yno. Yna anfonwch { $slash }team ynddi.
team-new = Os yw hwn yn dîm sy'n ateb cwestiynau pobl dros { $organisation }, dywedwch wrthyf amdano: mae'n cymryd dwy funud. Yna gofynnir i weinyddwr. Os nad yw, does dim i'w wneud.
team-fill-in = Dweud am y tîm hwn
team-look = Edrychaf pwy sydd yn y sianel hon, a dweud yma beth sy'n dod nesaf. Os na ddaw dim o fewn munud, gwahoddwch fi'n gyntaf: /invite @Sparkplug
team-waits = Diolch. Rwyf wedi gofyn i'r gweinyddwyr. Dywedaf yma pan fyddant wedi ateb.
team-nobody = Ni allaf gyrraedd unrhyw weinyddwr i gytuno â hyn. Mae'r sawl sy'n fy rhedeg yn ychwanegu un: sparkplug admin add
team-works = Y sianel hon yw'r tîm “{ $name }” bellach. Daw cwestiynau pobl yma, pob un ag un botwm i'w gymryd.
team-works-how = { $days ->
    [one] Rwy'n dweud wrth bobl y clywant gennych o fewn un diwrnod gwaith. Mae'r hyn a ysgrifennwch mewn edefyn yn aros yma; dim ond yr hyn a anfonwch gyda “Reply” sy'n mynd atynt.
   *[other] Rwy'n dweud wrth bobl y clywant gennych o fewn { $days } diwrnod gwaith. Mae'r hyn a ysgrifennwch mewn edefyn yn aros yma; dim ond yr hyn a anfonwch gyda “Reply” sy'n mynd atynt.
}
team-works-other = Dim ond yr hyn y mae cydweithwyr yn ei nodi felly sy'n dod yma, dim cwestiynau eraill. Mae'r hyn a ysgrifennwch mewn edefyn yn aros yma.
team-exposed = Gall pobl o'r tu allan i'r cyngor ddarllen y sianel hon. Nes bod gweinyddwr yn cytuno â hynny, ni ddaw cwestiynau at “{ $name }”. Gofynnir i'r gweinyddwyr.
team-expose-out = Byddai'n well gan weinyddwr beidio â chael pobl o'r tu allan yn darllen y cwestiynau i “{ $name }”. Unwaith y byddant allan o'r sianel hon, daw'r cwestiynau eto.
team-declined = Dywedodd gweinyddwr na wrth “{ $name }” fel tîm. Gofynnwch pam. I roi cynnig arall arni, anfonwch { $slash }team yma.
team-is-gone = Nid yw'r tîm hwnnw yno mwyach.
team-not-yours = I aelodau'r tîm hwnnw mae hynny.

# Y ffurflen.
team-form = tîm
team-team = Am ba dîm y mae?
team-name = Beth mae pobl yn galw'r tîm hwn? Byddant yn darllen: “Mae eich cwestiwn gan Parciau.”
team-takes = Beth ddylai ddod yma?
team-takes-questions = Cwestiynau am yr hyn y mae'n helpu ag ef
team-takes-front_door = Y drws blaen: y rheini, a'r hyn nad yw'n gweddu i unrhyw dîm arall
team-takes-foi = Ceisiadau rhyddid gwybodaeth, a dim arall
team-takes-complaint = Cwynion, a dim arall
team-takes-own_data = Ceisiadau am eich data eich hun, a dim arall
team-takes-safeguarding = Pryderon diogelu, a dim arall
team-about = Â beth mae'n helpu? Ychydig eiriau, fel: parciau, partïon stryd, sbwriel. Gallwch hefyd ei hepgor.
team-areas = Dros ba leoedd y mae'n ateb? Mae'r hyn sydd y tu mewn i un ohonynt yn cyfrif hefyd.
team-hours = Pryd mae'n gweithio? Er enghraifft: Mon-Fri 9-5
team-hours-not = Ni allaf ddarllen yr oriau hyn. Er enghraifft: Mon-Fri 9-5; Sat 10-12:30
team-days = O fewn sawl diwrnod gwaith y caiff pobl ateb? (1 i 20)
team-deputy = Pwy y gofynnir iddynt pan nad oes neb yn cymryd cwestiwn? Gallwch hefyd ei hepgor.
team-backup = I ba dîm y gofynnir wedyn? Gallwch hefyd ei hepgor.
team-proposed = Diolch. Gofynnaf i'r gweinyddwyr am “{ $name }”, a dweud wrthynt pwy sy'n gallu darllen y sianel.
team-kept = Wedi'i gadw. Mae'r sianel a'r gweinyddwyr wedi cael gwybod.
team-changed = Newidiodd { $who } yr hyn a wn am y tîm “{ $name }”:

# I weinyddwyr.
team-ask = Mae { $who } yn cynnig y sianel #{ $room } fel y tîm “{ $name }”:
team-readers = { $count ->
    [one] Gall un person ddarllen y sianel.
   *[other] Gall { $count } o bobl ddarllen y sianel.
}
team-readers-guests = { $count ->
    [one] Mae un ohonynt yn westai, neu o sefydliad arall.
   *[other] Mae { $count } ohonynt yn westeion, neu o sefydliad arall.
}
team-readers-shared = Mae'r sianel wedi'i rhannu â sefydliad arall.
team-ask-sure = Maent i gyd yn gweld yr hyn y mae pobl yn ei ofyn, a'r enwau y mae pobl yn eu rhoi. Ei gysylltu?
team-approve = Iawn, cysyllter ef
team-decline = Na
team-declined-done = Nid yw “{ $name }” wedi'i gysylltu. Mae'r sianel wedi cael gwybod.
team-expose = Mae pobl o'r tu allan i'r cyngor yn darllen sianel #{ $room } y tîm “{ $name }”. Ni fydd cwestiynau'n mynd yno nes i chi gytuno â hynny.
team-guests = Gwesteion: { $who }
team-expose-yes = Iawn, cânt ddarllen y cwestiynau
team-expose-no = Na
team-expose-others = Mae eraill yn darllen y sianel nawr na'r rhai a ddangoswyd i chi, felly nid wyf wedi cymryd hynny fel ie:
team-kept-wider = Wedi'i gadw, heblaw am un peth: byddai mwy yn dod at “{ $name }” nag sy'n dod nawr, a byddai pobl yma yn ei ddarllen. Rwyf wedi gofyn i'r gweinyddwyr, a dywedaf yma pan fyddant wedi ateb.
team-wider = Hoffai { $who } i fwy ddod at y tîm “{ $name }” nag sy'n dod nawr:
team-wider-wished = Yr hyn a fyddai'n dod ato:
team-wider-yes = Ie, gadael iddo ddod
team-wider-no = Na, ei adael fel y mae
team-wider-done = Wedi'i wneud. Mae sianel “{ $name }” wedi cael gwybod.
team-wider-not-done = Mae “{ $name }” yn cael yr hyn a gâi o'r blaen. Mae'r sianel wedi cael gwybod.
team-wider-declined = Byddai'n well gan weinyddwr beidio â chael mwy yn dod at “{ $name }”. Mae'r hyn a ddôi o'r blaen yn dod o hyd.
team-wider-over = Ni ofynnir am ddim mwy i “{ $name }”.
team-gone = { $count ->
    [0] Mae'r tîm “{ $name }” wedi mynd: cefais fy rhoi allan o'i sianel, neu cafodd y sianel ei harchifo. Nid oedd ganddo gwestiynau agored.
    [one] Mae'r tîm “{ $name }” wedi mynd: cefais fy rhoi allan o'i sianel, neu cafodd y sianel ei harchifo. Mae ei un cwestiwn agored yn mynd at ei dîm wrth gefn neu'r drws blaen o fewn awr neu ddwy, oni bai y caf fy ngadael i mewn eto.
   *[other] Mae'r tîm “{ $name }” wedi mynd: cefais fy rhoi allan o'i sianel, neu cafodd y sianel ei harchifo. Mae ei { $count } cwestiwn agored yn mynd at ei dîm wrth gefn neu'r drws blaen o fewn awr neu ddwy, oni bai y caf fy ngadael i mewn eto.
}
team-unread = Ers rhai oriau, nid wyf wedi cael gwybod pwy sydd yn #{ $room }, sianel y tîm “{ $name }”. Felly ni all neb yno ateb trwof fi am y tro, a gall ei gwestiynau fynd at eraill. Gofynnwch i bwy bynnag sy'n gofalu amdanaf edrych ar hyn: mae sparkplug check yn dweud beth sydd o'i le.
team-now-unread = Ni all “{ $name }” ateb am y tro: nid wyf yn cael gwybod pwy sydd yn ei sianel.
team-now-works = Mae “{ $name }” wedi'i gysylltu.
team-now-exposed = Rydych wedi cytuno i “{ $name }”. Nid oes cwestiynau'n mynd yno eto: gall pobl o'r tu allan i'r cyngor ddarllen y sianel. Mae angen cytuno â hynny ar wahân.
team-now-waits = Mae “{ $name }” yn aros am weinyddwr.
team-now-new = Nid yw “{ $name }” wedi'i gynnig eto.
team-now-public = Ni all “{ $name }” gael cwestiynau: gall pawb ddarllen ei sianel.
team-now-gone = Mae “{ $name }” wedi mynd, neu dywedodd rhywun na o'ch blaen.

# Beth yw tîm.
team-card-about = Yn helpu â: { $about }
team-card-areas = Dros: { $areas }
team-card-hours = Yn gweithio: { $hours }
team-card-days = { $count ->
    [one] Yn ateb o fewn un diwrnod gwaith
   *[other] Yn ateb o fewn { $count } diwrnod gwaith
}
team-card-deputy = Dirprwy: { $who }
team-card-backup = Wrth gefn: { $team }
team-none = Nid ydych yn sianel unrhyw dîm. I wneud un yn dîm: /invite @Sparkplug mewn sianel breifat.
team-list = Timau:
team-line-works = { $name }: wedi'i gysylltu
team-line-unread = { $name }: dim cwestiynau, nid wyf yn cael gwybod pwy sydd yn y sianel
team-line-exposed = { $name }: dim cwestiynau, gall pobl o'r tu allan i'r cyngor ddarllen y sianel
team-line-waits = { $name }: yn aros am weinyddwr
team-line-public = { $name }: dim cwestiynau, gall pawb ddarllen y sianel
team-line-new = { $name }: heb ei gynnig eto
team-line-gone = { $name }: wedi mynd
team-change = Newid hyn
