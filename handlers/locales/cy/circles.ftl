# Cylchoedd: ychydig o gymheiriaid o gwmpas pwnc neu le.

command-circle = Eich cylch: ychydig o wirfoddolwyr sy'n cwrdd
command-circle-said =
    cylch
    cylchoedd
    fy nghylch
    ymuno â chylch
    dechrau cylch
    dod o hyd i gylch

circles-what = Pedwar i chwech o wirfoddolwyr yw cylch, sy'n cwrdd am wyth wythnos o gwmpas pwnc neu le. Maen nhw'n arwain yn eu tro, ac rwy'n helpu pwy bynnag sy'n arwain.
circles-for-peers = Mae ar gyfer gwirfoddolwyr a ymunodd fel cymheiriaid. Dau funud mae'n ei gymryd.
circles-none-now = Does dim cylch i chi ar hyn o bryd.
circles-to-peers = Gwirfoddolwyr eraill
circles-see = Cylchoedd
circles-start = Dechrau cylch
circles-wait = Dod o hyd i gylch i mi
circles-wait-not = Peidio â chwilio mwyach
circles-waits = Dechreuais chwilio am un i chi { $day }.
circles-open = { $count ->
    [one] Mae lle i chi mewn un cylch:
   *[other] Mae lle i chi mewn { $count } cylch:
}
circles-open-one = { $title } ({ $count })
circles-wait-done = Rwy'n chwilio. Mae cylch yn dechrau pan fydd { $count } o bobl addas wedi dweud ie. Cewch glywed gen i ymhen tair wythnos fan bellaf, hyd yn oed os nad oes un eto. Gallech chi ddechrau un hefyd.
circles-wait-not-done = Iawn. Dydw i ddim yn chwilio mwyach.
circles-still-waiting = Dydw i ddim wedi dod o hyd i ddigon o bobl ar gyfer eich cylch eto. Rwy'n dal i chwilio. Gallech chi ddechrau un hefyd: yna gofynnaf i eraill ar eich rhan.
circles-gone = Does dim lle i chi yn y cylch hwnnw mwyach, neu mae wedi dod i ben. Ni newidiwyd dim.
circles-one-already = Mae gennych gylch eisoes. Gallwch ei adael yn gyntaf: yna does neb yn gorfod aros amdanoch.

circles-called-both = { $subject }, yn { $place }
circles-called-subject = { $subject }
circles-called-place = gwirfoddolwyr yn { $place }
circles-when-open = ar y diwrnod a'r awr sy'n gyfleus i'r rhan fwyaf ohonoch
circles-when-week = bob { $day } am { $hour }
circles-when-fortnight = bob yn ail { $day } am { $hour }
circles-when-month = ar { $day } cyntaf pob mis am { $hour }
circles-at = { $day }, { $hour }

circles-offered = Mae cylch i chi: { $title }. Mae'n cwrdd { $rhythm }, am wyth wythnos.
circles-in-it = { $count ->
    [0] Does neb wedi dweud ie eto: chi fyddai'r cyntaf.
    [one] Ynddo hyd yma:
   *[other] Ynddo hyd yma, { $count } o bobl:
}
circles-in-it-number = { $count ->
    [0] Does neb wedi dweud ie eto: chi fyddai'r cyntaf.
    [one] Mae un person wedi dweud ie hyd yma.
   *[other] Mae { $count } o bobl wedi dweud ie hyd yma.
}
circles-begins = Mae'n dechrau pan fydd { $count } wedi dweud ie.
circles-how = Chi eich hunain sy'n cytuno sut a ble i gwrdd. Mae'r rhai a ddywedodd ie, nawr neu wedyn, yn gweld enw cyntaf ei gilydd, a'r rhif ffôn neu'r ffordd arall y dewisodd pob un ei rhoi. Gallwch adael ag un cyffyrddiad.
circles-yes = Ie, rydw i mewn
circles-no = Nid yr un hwn
circles-apart = Rhwystro rhywun, neu roi gwybod amdanynt
circles-apart-whom = Pwy? Ni ddywedir wrthynt mai chi oedd. Ni fyddwch chi'ch dau yn yr un cylch.
circles-not-joined = Iawn. Ni newidiwyd dim.
circles-declined = Iawn. Rwy'n chwilio am un arall. Ni ofynnir i chi eto am wythnos.

circle-form = eich lle yn y cylch
circle-circle = Pa gylch?
circle-votes = A oes angen cytuno o hyd pryd i gwrdd?
circle-votes-yes = Oes
circle-votes-no = Nac oes
circle-days = Ar ba ddiwrnodau y gallwch ddod?
circle-days-0 = Dydd Llun
circle-days-1 = Dydd Mawrth
circle-days-2 = Dydd Mercher
circle-days-3 = Dydd Iau
circle-days-4 = Dydd Gwener
circle-days-5 = Dydd Sadwrn
circle-days-6 = Dydd Sul
circle-parts = A phryd yn y dydd?
circle-parts-evening = Gyda'r nos
circle-parts-afternoon = Yn y prynhawn
circle-parts-morning = Yn y bore
circle-contact = Sut gall y lleill eich cyrraedd? Rhif ffôn, cyfeiriad e-bost, enw Telegram neu ddolen i grŵp, fel y mynnoch. Dim ond y rhai a ddywedodd ie sy'n ei weld.

circle_new-form = cylch newydd
circle_new-around = O gwmpas beth fydd eich cylch?
circle_new-around-subject = Pwnc
circle_new-around-place = Lle
circle_new-around-both = Y ddau
circle_new-subject = Pa bwnc?
circle_new-place = Pa le? Tapiwch un, neu teipiwch ei enw.
circle_new-place-pick = Pa le?
circle_new-language = Ym mha iaith y byddwch yn siarad?
circle_new-every = Pa mor aml y byddwch yn cwrdd?
circle_new-every-week = Bob wythnos
circle_new-every-fortnight = Bob yn ail wythnos
circle_new-every-month = Unwaith y mis
circle_new-day = Ar ba ddiwrnod?
circle_new-day-0 = Dydd Llun
circle_new-day-1 = Dydd Mawrth
circle_new-day-2 = Dydd Mercher
circle_new-day-3 = Dydd Iau
circle_new-day-4 = Dydd Gwener
circle_new-day-5 = Dydd Sadwrn
circle_new-day-6 = Dydd Sul
circle_new-hour = Ar ba awr? Tapiwch un, neu teipiwch un arall, fel 7yh.
circle_new-hour-pick = Ar ba awr?
circle_new-contact = Sut gall y lleill eich cyrraedd? Rhif ffôn, cyfeiriad e-bost, enw Telegram neu ddolen i grŵp, fel y mynnoch. Dim ond y rhai a ddywedodd ie sy'n ei weld.
circles-start-not = Dydw i ddim yn gwybod am y lle hwnnw. Ni newidiwyd dim.
circles-started = Rydych wedi dechrau cylch. Rwy'n gofyn i bobl addas. Mae'n dechrau pan fydd { $count } ohonoch wedi dweud ie.
circles-started-for = Mae'r cylch yno: { $title }. Rwy'n gofyn i bobl addas. Mae'n dechrau pan fydd { $count } wedi dweud ie.

circles-joined = Rydych chi i mewn. Rwy'n falch.
circles-yours = Eich cylch: { $title }
circles-gathers = { $count ->
    [one] Chi yw'r cyntaf. Mae'n dechrau pan fydd { $start } wedi dweud ie.
   *[other] Mae { $count } ohonoch wedi dweud ie. Mae'n dechrau pan fydd { $start }.
}
circles-next = Byddwch yn cwrdd { $rhythm }. Y tro nesaf: { $at }
circles-you-host = Chi sy'n arwain.
circles-hosts = { $name } sy'n arwain.
circles-coming = Yn dod: { $names }
circles-not-coming = Nid y tro hwn: { $names }
circles-you = chi
circles-i-come = Rydw i'n dod
circles-i-dont = Nid y tro hwn
circles-see-you = Da iawn. Rydych chi ar y rhestr.
circles-missed = Popeth yn iawn. Diolch am ddweud.
circles-meeting-over = Mae'r cyfarfod hwnnw wedi dechrau, neu ar ben.

circles-pack = Pecyn yr arweinydd
circles-pack-lead = Popeth sydd ei angen arnoch i arwain. Defnyddiwch yr hyn a fynnwch, a gadewch y gweddill.
circles-pack-last = Dyma gyfarfod olaf yr wyth wythnos hyn. I'w orffen yn dda:
circles-host-not = Gadael i rywun arall arwain
circles-host-passed = Popeth yn iawn. Rwy'n gofyn i rywun arall arwain.
circles-host-nobody = Popeth yn iawn. All neb arall arwain y tro hwn, felly chi i gyd sy'n ei gynnal gyda'ch gilydd.
circles-host-other = Rhywun arall sy'n arwain y cyfarfod hwnnw.
circles-write = Ysgrifennu beth y cytunoch arno
circles-write-last = Ysgrifennu beth y cytunoch arno y tro diwethaf
circle_agreed-form = beth y cytunoch arno
circle_agreed-meeting = Pa gyfarfod?
circle_agreed-words = Ar beth y cytunoch? Ble a sut y byddwch yn cwrdd nesaf, efallai. Pobl eich cylch sy'n ei ddarllen. Peidiwch ag ysgrifennu dim byd preifat am neb.
circles-agreed = Beth y cytunoch arno: { $words }
circles-note-own = Nid wyf wedi cadw hynny: mae'n dweud sut rydych chi eich hun. Ysgrifennwch yn unig beth y cytunoch arno.
circles-note-done = Wedi'i gadw, i'ch cylch ei ddarllen.
circles-note-delete = Dileu'r hyn a ysgrifennais
circles-note-deleted = Wedi'i ddileu.
circles-note-gone = Mae'r nodyn hwnnw wedi mynd.

circles-go-on-yes = Wyth wythnos arall: ie
circles-go-on-no = Hoffwn i stopio wedyn
circles-goes-on = Da iawn. Os yw tri ohonoch eisiau, mae eich cylch yn mynd yn ei flaen.
circles-stops = Popeth yn iawn. Diolch am fod yn rhan ohono.
circles-move = Symud i gylch arall
circles-leave = Gadael y cylch hwn
circles-left = Rydych wedi gadael: { $title }. Does neb yn cael neges amdano, ac nid yw'r lleill yn gweld mwyach sut i'ch cyrraedd. Diolch am yr amser a roesoch.
circles-back = Hoffwn ddod yn ôl

circles-news-offered = Roeddech chi eisiau cylch.
circles-news-began = Mae eich cylch yno: mae { $count } wedi dweud ie. Dywedwch helô wrth eich gilydd, a chytunwch ble a sut i gwrdd.
circles-news-gathers = Does dim digon o bobl wedi dweud ie i'ch cylch eto. Rwy'n gofyn i eraill. Mae'n aros amdanynt am bedair wythnos i gyd.
circles-news-came = Mae { $name } wedi ymuno â'ch cylch.
circles-news-meeting = Mae eich cylch yn cwrdd cyn bo hir. Ydych chi'n dod?
circles-news-last = Mae eich cylch yn cwrdd cyn bo hir, am y tro olaf yn yr wyth wythnos hyn. Ydych chi'n dod? A hoffech chi wyth wythnos arall?
circles-news-list = Chi sy'n arwain y cyfarfod nesaf. Dyma pwy sy'n dod.
circles-news-host = A wnewch chi arwain cyfarfod nesaf eich cylch? Eich tro chi yw hi. Os na allwch, mae un cyffyrddiad yn ei basio ymlaen.
circles-news-parted = Mae eich cylch wedi tyfu, felly mae dau nawr: mewn cylchoedd bach mae pawb yn cael dweud eu dweud. Mae eich un chi'n mynd ymlaen fel yr oedd, gyda'r bobl hyn:
circles-news-small = Mae eich cylch wedi mynd yn fach. Rwy'n gofyn i eraill ymuno â chi. Gallwch ddal i gwrdd yn y cyfamser.
circles-news-joins = Mae eich cylch wedi mynd yn fach. Mae un arall a fyddai'n addas i chi. Os mynnwch, gallwch symud yno ag un cyffyrddiad:
circles-news-apart = Roedd rhywun nad ydych am ei gwrdd yn eich cylch. Er mwyn i chi beidio â gorfod cwrdd, tynnais chi allan, ac rwy'n chwilio am gylch arall i chi: chi sy'n dod yn gyntaf. Nid yw'r lleill yn gwybod pam.
circles-news-went-on = Mae eich cylch yn mynd ymlaen am wyth wythnos arall. Ni ddywedoch a hoffech chi, felly mae eich lle yn rhydd. Mae croeso i chi ei gymryd eto.
circles-news-goes-on = Mae eich cylch yn mynd ymlaen am wyth wythnos arall.
circles-news-over = Mae wyth wythnos eich cylch ar ben. Fe wnaethoch gwrdd { $met ->
    [one] unwaith
   *[other] { $met } gwaith
}{ $hosted ->
    [0] .
    [one] , ac arwain unwaith. Diolch am hynny.
   *[other] , ac arwain { $hosted } gwaith. Diolch am hynny.
} Rydych yn gwybod sut i gyrraedd eich gilydd. Mae cylch arall i chi pryd bynnag y mynnwch.
circles-news-few = Roedd rhy ychydig ar ôl yn eich cylch, felly mae wedi dod i ben. Does dim bai ar neb. Rwy'n chwilio am un arall i'r rhai sydd eisiau un, a nhw sy'n dod yn gyntaf.
circles-news-not-begun = Ni ddaeth eich cylch at ei gilydd y tro hwn: rhy ychydig a ddywedodd ie. Nid amdanoch chi y mae hynny. Rwy'n dal i chwilio, a chi sy'n dod yn gyntaf.

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
circles-told-wait = Dywedoch { $day } eich bod eisiau cylch.
