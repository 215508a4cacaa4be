# Gofyn i dîm cyngor, fel y mae gwirfoddolwr yn gwneud.

me-title-questions = Yr hyn a ofynnoch i'r cyngor
me-questions = { $count ->
    [one] Un cwestiwn i dîm o'r cyngor, yn eich geiriau chi. Mae'n mynd flwyddyn ar ôl ei gau.
   *[other] { $count } o gwestiynau i dimau'r cyngor, yn eich geiriau chi. Mae pob un yn mynd flwyddyn ar ôl ei gau.
}
me-asked-on = Gofynnwyd { $day }
me-title-history = Beth ddaeth o'ch cwestiynau
me-history = { $count ->
    [one] Un cam, gyda'r hyn a ysgrifennwyd.
   *[other] { $count } o gamau, gyda'r hyn a ysgrifennwyd.
}
me-history-asked = { $day }: gofynnoch chi
me-history-added = { $day }: ychwanegoch chi
me-history-edited = { $day }: newidioch chi ef
me-history-thanked = { $day }: dywedoch chi diolch
me-history-reopened = { $day }: agoroch chi ef eto
me-history-helped = { $day }: dywedoch chi fod yr ateb wedi helpu
me-history-taken = { $day }: cymerodd rhywun yn y tîm ef
me-history-let_go = { $day }: rhoddwyd ef yn ôl i'r tîm
me-history-replied = { $day }: atebodd y tîm
me-history-asked_back = { $day }: gofynnodd y tîm rywbeth i chi
me-history-passed_on = { $day }: cafodd ei drosglwyddo
me-history-closed = { $day }: caeodd y tîm ef
me-history-something_else = { $day }: gwelwyd ei fod yn rhywbeth arall
me-history-abusive = { $day }: dywedodd rhywun yn y tîm ei fod yn sarhaus
me-history-not_abusive = { $day }: gwelwyd nad oedd yn sarhaus
me-history-stopped = { $day }: cytunodd ail berson ei fod yn sarhaus
erase-stays-questions = Yr hyn y mae pobl yn y cyngor wedi'i nodi o'ch cwestiynau mewn mannau eraill. Mae'r negeseuon sy'n dangos eich cwestiynau yn eu sianeli'n cael eu gwagio.
me-title-question-stop = Na allwch ofyn am gyfnod
me-question-stop = Ni allwch anfon cwestiynau i'r cyngor tan { $day }. Mae popeth arall yn gweithio fel arfer.

# Gofyn

command-ask = Gofyn i berson yn y cyngor
command-ask-said =
    Dw i angen person
    Rydw i angen siarad â pherson
    gofyn i berson
    siarad â pherson
    siarad â rhywun
    ga i siarad â rhywun
command-myasks = Yr hyn a ofynnoch i'r cyngor
command-myasks-said =
    fy nghwestiynau
    beth ofynnais i
    ble mae fy nghwestiwn
ask-form = cwestiwn i'r cyngor
ask-cancelled = Iawn. Ni anfonwyd dim.
ask-pot = Am ba bot mae hyn?
ask-words = Beth hoffech chi ei ofyn? Ysgrifennwch fel y byddech yn ei ddweud. Gall lluniau, dogfennau a nodiadau llais ddod gydag ef. Bydd person yn darllen hwn, felly gadewch allan yr hyn sy'n breifat am bobl eraill.
ask-first = Efallai y gallant eich helpu ar unwaith:
ask-helped = A wnaeth hyn helpu?
ask-helped-no = Gofyn beth bynnag
ask-helped-yes = Do, roedd yn help
ask-kind = Beth yw e?
ask-kind-question = Cwestiwn
ask-kind-barrier = Rhywbeth yn ein ffordd
ask-kind-idea = Syniad
ask-stance = Beth hoffech chi?
ask-stance-asking = Dim ond gofyn
ask-stance-together = Penderfynu gyda'n gilydd
ask-stance-run_it = Hoffai ein grŵp ei redeg
ask-name = Gan bwy mae hwn? Dim ond yr hyn a ddewiswch yma y bydd y tîm yn ei weld.
ask-name-me = Fi, wrth fy enw
ask-name-both = Fi, dros ein grŵp
ask-name-group = Ein grŵp, heb fy enw i
ask-name-nobody = Dim enw
ask-group = Beth yw enw eich grŵp?
ask-needless = Da iawn. Nid wyf wedi anfon dim. Gofynnwch eto pryd bynnag y mynnwch.
ask-sent = Anfonwyd. Mae eich cwestiwn gyda { $team } nawr.
ask-sent-due = Byddant yn ateb { $day } fan bellaf. Os bydd yn hwyrach na hynny, fe ddywedaf wrthych.
ask-sent-closed = Nid oes neb yno ar hyn o bryd. Byddant yn ôl { $day }.
ask-sent-closed-today = Nid oes neb yno ar hyn o bryd. Byddant yn ôl heddiw am { $time }.
ask-sent-on = Cewch glywed am bob cam yma. Mae { $slash }myasks yn dangos yr hyn yr ydych wedi'i ofyn.
ask-stopped = Ni allwch anfon cwestiynau i'r cyngor tan { $day }. Mae popeth arall yn gweithio fel arfer: gofynnwch i mi am arian, pobl i siarad â nhw neu grwpiau.
ask-many = Dyna ddeg cwestiwn mewn diwrnod, ac mae pobl yn ateb pob un. Gofynnwch eto yfory, os gwelwch yn dda. Gallwch ychwanegu at y rhai yr ydych wedi'u hanfon: { $slash }myasks
asked-do-add = Ychwanegu rhywbeth
asked-do-answer = Ateb
asked-do-back = Ei gymryd yn ôl
asked-do-edit = Ei newid
asked-do-helped = Do, helpodd
asked-do-thanks = Diolch
asked-do-unsolved = Nid yw wedi'i ddatrys
asked-do-way = Ffordd arall o'm cyrraedd
ask_add-form = rhywbeth i'w ychwanegu
ask_add-number = Pa gwestiwn yw e?
ask-files = Lluniau, dogfennau neu nodiadau llais, hyd at bump
ask_add-files = Lluniau, dogfennau neu nodiadau llais, hyd at bump
ask_add-words = Beth hoffech chi ei ddweud wrthynt?
ask_edit-form = eich cwestiwn
ask_edit-number = Pa gwestiwn yw e?
ask_edit-words = Sut ddylai ddarllen? Ysgrifennwch y cyfan o'r newydd.
ask_way-form = ffordd arall o'ch cyrraedd
ask_way-number = Pa gwestiwn yw e?
ask_way-way = Sut arall y gallant eich cyrraedd, os na all fy neges? Rhif ffôn neu gyfeiriad e-bost.
ask-way-kept = Diolch. Dim ond os na all fy neges eich cyrraedd y bydd y tîm yn ei weld.
ask-added = Ychwanegwyd. Bydd { $team } yn ei weld gyda'ch cwestiwn. Byddant yn ateb { $day } fan bellaf.
ask-edited = Newidiwyd. Bydd { $team } yn gweld eich geiriau newydd, a'ch bod wedi'u newid.
ask-edit-late = Maent wedi ateb yr hyn a ysgrifennoch o'r blaen, felly rwy'n ei adael fel y mae. Gallwch ychwanegu ato.
ask-edit-looked-at = Mae rhywun yn edrych ar yr hyn a ysgrifennoch, felly rwy'n ei adael fel y mae. Gallwch ychwanegu ato.
ask-back-sure = Cymryd hwn yn ôl? Ni fydd { $team } yn ei weld mwyach, a byddaf yn ei anghofio.
ask-back-yes = Ie, cymryd ef yn ôl
ask-back-no = Na, ei adael
ask-taken-back = Cymerwyd yn ôl. Rwyf wedi'i anghofio, ac mae { $team } yn gweld dim ond bod rhywbeth wedi'i gymryd yn ôl.
ask-thanked = Rwyf wedi rhoi eich diolch i { $team }. Bydd hynny'n codi calon rhywun.
ask-reopened = Mae ar agor eto. Mae { $team } yn gwybod nad yw wedi'i ddatrys, a byddant yn ateb { $day } fan bellaf.
ask-reopened-add = Beth sydd ar goll o hyd? Mae'n eu helpu i wybod.
ask-open-already = Mae ar agor yn barod, ac mae gyda { $team }.
ask-did-help = Mae'n dda clywed hynny. Rwyf wedi dweud wrth { $team }.
follow-up = Bedair wythnos yn ôl atebodd { $team } yr hyn a ofynnoch: “{ $words }”
follow-up-ask = A wnaeth helpu?
follow-up-no = Na, nid yw wedi'i ddatrys

# Yr hyn a deipir pan fo tîm newydd ysgrifennu

meant-answer = A ddylwn i anfon hwn at { $team }? Maent yn aros am air gennych, ac roeddech wedi gofyn: “{ $words }”
meant-add = A ddylwn i anfon hwn at { $team }? Roeddech wedi gofyn: “{ $words }”
meant-send = Ie, ei anfon at { $team }
meant-look = Na, chwilio amdano i mi
meant-leave = Na, gadewch ef
meant-left = Iawn. Rwyf wedi'i anghofio, ac nid oes neb wedi'i weld.
meant-thanks = Rhowch fy niolch i { $team }

# Beth mae'r tîm yn ei wneud

asked-taken = Mae'r hyn a ofynnoch gyda { $name } yn { $team }: “{ $words }”
asked-replied = Mae { $name } yn { $team } yn ateb yr hyn a ofynnoch, “{ $words }”:
asked-asked-back = Mae angen i { $name } yn { $team } wybod rhywbeth yn gyntaf. Mae'n ymwneud â'r hyn a ofynnoch, “{ $words }”:
asked-let-go = Ni all { $name } ofalu amdano wedi'r cyfan. Mae'r hyn a ofynnoch, “{ $words }”, gyda { $team } o hyd, a bydd rhywun arall yno yn ei gymryd.
asked-passed-on = Mae'r hyn a ofynnoch gyda { $team } nawr: “{ $words }”. Maent yn gwybod mwy amdano. Nid oes angen i chi wneud dim: byddant yn ateb { $day } fan bellaf.
asked-ended = Mae { $name } yn { $team } wedi cau'r hyn a ofynnoch, “{ $words }”:
asked-why-settled = Cafodd ei ddatrys mewn ffordd arall.
asked-why-not_council = Ni all y cyngor wneud hyn.
asked-why-asked_before = Rydych wedi gofyn hyn o'r blaen, ac mae'r ateb gennych.
asked-why-no_word = Gofynasant rywbeth i chi ac nid ydynt wedi clywed gennych.
asked-reopened = Mae { $name } yn { $team } wedi agor yr hyn a ofynnoch eto, “{ $words }”, ac yn mynd ymlaen ag ef.
asked-other-foi = Mae'r hyn a ofynnoch, “{ $words }”, yn cyfrif fel cais rhyddid gwybodaeth. { $team } sy'n delio â'r rheini ac mae gyda nhw nawr. Mae'r gyfraith yn rhoi 20 diwrnod gwaith iddynt: tan { $day }. Nid oes angen i chi wneud dim.
asked-other-complaint = Mae'r hyn a ysgrifennoch, “{ $words }”, yn cyfrif fel cwyn. { $team } sy'n delio â'r rheini ac mae gyda nhw nawr. Cewch glywed ganddynt { $day } fan bellaf. Nid oes angen i chi wneud dim.
asked-other-own_data = Mae'r hyn a ofynnoch, “{ $words }”, yn cyfrif fel cais am yr hyn y mae'r cyngor yn ei gadw amdanoch. { $team } sy'n delio â'r rheini ac mae gyda nhw nawr. Mae'r gyfraith yn rhoi un mis iddynt: tan { $day }. Efallai y byddant yn gofyn i chi ddangos pwy ydych.
asked-other-safeguarding = Mae'r hyn a ysgrifennoch, “{ $words }”, yn ymwneud â diogelwch rhywun. { $team } sy'n gofalu am hynny ac mae gyda nhw nawr. Cewch glywed ganddynt { $day } fan bellaf. Os oes rhywun mewn perygl nawr, ffoniwch 999.
asked-stopped = Gwelodd dau berson yn { $team } fod rhywbeth a ysgrifennoch yn sarhaus, felly ni fyddant yn ei ateb, ac ni allwch anfon cwestiynau i'r cyngor tan { $day }. Mae popeth arall yma'n gweithio fel arfer. Os ydych yn meddwl eu bod yn anghywir, gallwch gwyno i'r cyngor.

# Fy nghwestiynau

myasks = Yr hyn a ofynnoch:
myasks-none = Nid ydych wedi gofyn dim i'r cyngor eto.
myask-short = “{ $words }”
myask-words = Gofynnoch: { $words }
myask-all = Fy holl gwestiynau
myask-gone = Nid yw'r cwestiwn hwnnw gennyf mwyach.
myask-over = Mae hwnnw wedi cau. Os nad yw wedi'i ddatrys, gallwch ei agor eto.
myask-over-thanks = Mae'r cwestiwn hwnnw wedi'i gau, felly nid aeth eich geiriau at neb. Gallaf roi eich diolch iddynt. Os nad yw wedi'i ddatrys, gallwch ei ailagor.
myask-over-for-good = Mae hwnnw wedi cau.
myask-done = Mae { $team } wedi'i ateb.
myask-closed = Mae { $team } wedi'i gau.
myask-waits = Mae { $team } yn aros am ateb gennych chi.
myask-with-team = Mae gyda { $team }. Byddant yn ateb { $day } fan bellaf.
myask-with-team-late = Mae gyda { $team }. Roeddent am ateb { $day } fan bellaf. Mae'n ddrwg gen i ei fod yn hwyr.
myask-taken = Mae gyda { $name } yn { $team }. Byddant yn ateb { $day } fan bellaf.
myask-taken-late = Mae gyda { $name } yn { $team }. Roeddent am ateb { $day } fan bellaf. Mae'n ddrwg gen i ei fod yn hwyr.
