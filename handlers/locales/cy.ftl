# Pob gair y mae pobl yn ei ddarllen, mewn Cymraeg clir. Un adran i bob nodwedd.

language-name = Cymraeg

# --- y bot ei hun ---
bot-description =
    Helo. Rwy'n helpu pobl sy'n cynnal grwpiau cymunedol.
    Gofynnwch i mi am botiau bach o arian, neu â phwy i siarad yn y cyngor.
    Rhaglen gyfrifiadurol ydw i, nid person.
bot-short-description = Potiau bach o arian, ac â phwy i siarad. Rhaglen gyfrifiadurol i grwpiau cymunedol.
sent-again = Efallai eich bod wedi cael hwn yn barod.
mishap = Mae'n ddrwg gen i, aeth rhywbeth o'i le ar ein hochr ni, ac ni allwn ddelio â'ch neges. Ni newidiwyd dim. Anfonwch hi eto, os gwelwch yn dda.
only-in-private = Gall eraill ddarllen y sgwrs hon. Ysgrifennwch ataf ar eich pen eich hun am hynny.
unknown-command = Dydw i ddim yn adnabod y gorchymyn { $slash }{ $command }. Anfonwch { $slash }help i weld beth y gallaf ei wneud.
unknown-button = Nid yw'r botwm hwnnw'n gweithio mwyach. Gofynnwch i mi eto.
number-not-shown = Ni welaf y rhif hwnnw yma. Teipiwch un y gallwch ei weld.
already-done = Rydych wedi pwyso hwnnw'n barod.
cannot-read = { $kind ->
    [photo] Diolch. Ni allaf edrych ar luniau. Dywedwch mewn geiriau beth sydd ei angen arnoch.
    [voice] Diolch. Ni allaf wrando ar negeseuon llais. Ysgrifennwch ataf yn lle hynny.
    [audio] Diolch. Ni allaf wrando ar sain. Ysgrifennwch ataf yn lle hynny.
    [video] Diolch. Ni allaf wylio fideos. Dywedwch mewn geiriau beth sydd ei angen arnoch.
    [video_note] Diolch. Ni allaf wylio fideos. Dywedwch mewn geiriau beth sydd ei angen arnoch.
    [sticker] Caredig iawn. Ni allaf ddarllen sticeri, ond gallaf ddarllen geiriau. Beth hoffech chi ei wybod?
    [document] Diolch. Ni allaf agor ffeiliau. Dywedwch mewn geiriau beth sydd ei angen arnoch.
    [location] Diolch. Ni allaf ddarllen mapiau. Dywedwch enw'r lle wrthyf, neu god post.
   *[other] Diolch. Dim ond geiriau y gallaf eu darllen. Ysgrifennwch beth sydd ei angen arnoch.
}
said-nothing = Ni allwn ddarllen dim yn hwnnw. Ysgrifennwch beth sydd ei angen arnoch.

# --- ffurflenni ---
form-cancel = Canslo
form-back = Yn ôl
form-skip = Hepgor
form-done = Wedi gorffen
form-resume = Mynd ymlaen: { $form }
form-choice = { $no }. { $choice }
form-ticked = { $no }. { $choice } ✓
form-cancelled = Iawn, rwyf wedi stopio. Ni chadwyd dim.
form-over = Mae'r cwestiwn hwnnw ar ben.
form-old-button = Mae'r botwm hwnnw'n perthyn i gwestiwn hŷn. Dyma lle'r ydym ni:
form-needed-here = Llenwch hwn, os gwelwch yn dda.
form-offer = Mae gen i ychydig o gwestiynau byr.
form-open = Agor: { $form }
form-needed = Mae angen ateb arnaf i hwn. Gallwch hefyd ddweud Canslo.
form-tick-one = Dewiswch o leiaf un, yna pwyswch Wedi gorffen.
form-not-a-choice = Ni welais hwnnw. Dewiswch un o'r rhain, neu dywedwch Canslo.
form-not-choices = Ni welais y rheini i gyd. Gallwch deipio eu rhifau, fel 1, 3.
form-which = Mae mwy nag un yn ffitio. Pa un ydych chi'n ei olygu?
form-write-empty = Ysgrifennwch ychydig eiriau.
form-write-long = Mae hynny'n { $count } llythyren. Gallaf gadw { $limit }. Gwnewch ef yn fyrrach, os gwelwch yn dda.
sheet-send = Anfon
sheet-close = Cau
sheet-wait = Un eiliad…
sheet-elsewhere = Mae fy ateb yn ein sgwrs.
sheet-again = Cymerodd hynny'n rhy hir. Pwyswch eto.
form-number-not = Rhowch rif i mi o { $least } i { $most }.
form-day-not = Rhowch ddyddiad i mi fel 31/12/2026.

# --- croeso ---
command-help = Beth y gallaf ei wneud
command-help-said =
    help
    cymorth
    dewislen
    beth allwch chi ei wneud
welcome-who = Helo. Sparkplug ydw i, yn cael ei redeg gan { $organisation }.
welcome-program = Rhaglen gyfrifiadurol ydw i, nid person.
welcome-can = Gofynnwch i mi am arian i'ch grŵp, neu â phwy i siarad. Ysgrifennwch fel y byddech yn ei ddweud.
welcome-from-area = Byddaf yn chwilio am bethau yn { $area } yn gyntaf.
welcome-from-group = { $group } a'ch anfonodd, felly byddaf yn chwilio am bethau yn { $area } yn gyntaf.
home-last = Mae hyn am yr hyn y gwnaethoch ei ofyn ddiwethaf:
suggest-pots = Arian y gallem wneud cais amdano
suggest-contacts = Â phwy i siarad
help-ask =
    Gofynnwch yn eich geiriau eich hun. Er enghraifft:
    • Oes arian ar gyfer clwb cinio i bobl hŷn?
    • Â phwy ydw i'n siarad am gau ein ffordd ar gyfer parti stryd?
    • Pwy sydd wedi ariannu pethau fel hyn?
help-commands =
    { $slash }pots: arian y gallwch wneud cais amdano nawr
    { $slash }contacts: dod o hyd i bwy i siarad â nhw
    { $slash }groups: dod o hyd i grwpiau yn eich ardal
    { $slash }area: dweud wrthyf ble mae eich grŵp
    { $slash }language: newid yr iaith
    { $slash }me: beth rwy'n ei gadw amdanoch
    { $slash }stop: dim mwy o negeseuon na wnaethoch ofyn amdanynt
    { $slash }privacy: pwy sy'n rhedeg hwn a beth sy'n cael ei gadw
help-urgent = Os oes rhywun mewn perygl, ffoniwch 999. Mae { $slash }urgent yn dangos pwy arall all helpu.
command-privacy = Pwy sy'n rhedeg hwn, beth sy'n cael ei gadw
privacy-who = { $organisation } sy'n rhedeg y cynorthwyydd hwn. Rhaglen gyfrifiadurol yw hi. Nid oes neb yn darllen eich cwestiynau.
privacy-kept =
    Rwy'n cadw eich enw cyntaf fel y rhoesoch ef i'r ap, eich iaith, a'ch ardal os dywedwch hi wrthyf.
    Cedwir yr hyn a ofynnwch am hanner awr, dan glo, er mwyn i chi allu gofyn mwy. Yna caiff ei ddileu.
    Nid wyf byth yn cadw cod post.
privacy-telegram = Telegram sy'n cario ein negeseuon, ac yn eu cadw fel y mae'n cadw pob sgwrs. Gallwch ddileu'r sgwrs hon yno.
privacy-slack = Slack sy'n cludo ein negeseuon, ac yn eu cadw cyhyd ag y mae eich gweithle'n ei ddweud. Gall y rhai sy'n rhedeg eich gweithle allu eu darllen.
privacy-notice = Yr hysbysiad preifatrwydd cyfan, ac at bwy i ysgrifennu: { $url }
privacy-no-notice = Gofynnwch i bwy bynnag sy'n rhedeg hwn am yr hysbysiad preifatrwydd cyfan.
privacy-rights = Mae { $slash }me yn dangos beth sy'n cael ei gadw amdanoch, yn ei roi i chi mewn ffeil, ac yn ei ddileu. Os nad ydych yn hapus, gallwch gwyno i'r Comisiynydd Gwybodaeth: ico.org.uk/make-a-complaint

# --- cyfrif ---
command-me = Beth rwy'n ei gadw amdanoch
command-language = Newid yr iaith
command-me-said =
    anghofiwch fi
    dilëwch fy nata
    dileu fy nata
    dilëwch fy ngwybodaeth
    dilëwch bopeth
    dileu popeth
    beth ydych chi'n ei wybod amdanaf
    beth ydych chi'n ei gadw amdanaf
command-stop = Dim mwy o negeseuon na wnaethoch ofyn amdanynt
command-stop-said =
    stop
    stopiwch
    dad-danysgrifio
    gadewch lonydd i mi
    unsubscribe
me-kept = Dyma'r cyfan rwy'n ei gadw amdanoch. Eich enw: { $name }. Eich iaith: { $language }.
me-area = Eich ardal: { $area }.
me-no-area = Eich ardal: nid ydych wedi dweud.
me-since = Ysgrifenasoch ataf gyntaf { $day }.
me-talk = Yr hyn a ofynasoch ddiwethaf, am hanner awr. Os ydych ar ganol ffurflen, eich atebion hyd yma, am ddiwrnod. Mae'r ddau dan glo.
me-stopped = Gofynasoch i mi beidio ag ysgrifennu atoch oni bai eich bod chi'n ysgrifennu gyntaf.
me-not-stopped = Efallai y byddaf yn anfon newyddion a allai fod o ddefnydd i chi. Gallwch atal hynny unrhyw bryd.
me-change-area = Newid fy ardal
me-change-language = Newid fy iaith
me-file = Anfonwch y cyfan ataf mewn ffeil
me-stop = Dim mwy o negeseuon na wnes i ofyn amdanynt
me-resume = Gadewch i mi gael negeseuon eto
me-erase = Dileu popeth
language-en = English (Saesneg)
language-cy = Cymraeg
language-which = Pa iaith ddefnyddiwn ni?
language-set = Byddwn yn siarad Cymraeg o hyn ymlaen.
stop-done = Iawn. Ni fyddaf yn ysgrifennu atoch oni bai eich bod chi'n ysgrifennu gyntaf. Gallwch ofyn unrhyw beth i mi o hyd. Ni ddilëwyd dim.
resume-done = Diolch. Efallai y byddaf yn anfon newyddion a allai fod o ddefnydd i chi. Mae { $slash }stop yn atal hynny unrhyw bryd.
file-here = Dyma bopeth rwy'n ei gadw amdanoch.
erase-sure = Mae hyn yn dileu eich enw, eich iaith, eich ardal a'r hyn a ofynasoch ddiwethaf. Ni ellir ei ddadwneud. Ni allaf ddileu'r sgwrs hon o'ch ffôn: gallwch chi wneud hynny yn yr ap. Dileu popeth?
erase-yes = Ie, dileu popeth
erase-no = Na, cadw popeth
erase-done = Mae'r cyfan wedi mynd. Os ysgrifennwch ataf eto, dechreuwn o'r dechrau. Hwyl fawr.
erase-kept = Iawn. Mae popeth yn aros fel yr oedd.

# --- ardaloedd ---
command-area = Dweud ble mae eich grŵp
area-form = eich ardal
area-place = Ble mae eich grŵp? Tapiwch le, neu teipiwch ei enw, rhywbeth gerllaw, neu god post. Nid wyf yn cadw'r cod post.
area-place-pick = Ble mae eich grŵp?
area-set = Diolch. Byddaf yn chwilio am bethau yn { $area } yn gyntaf.
area-outside = Mae hwnnw y tu allan i'r lleoedd rwy'n eu hadnabod. Dangosaf beth sydd ar agor i bawb.

# --- pan fydd rhywun mewn perygl ---
command-urgent = Help pan fydd rhywun mewn perygl
command-urgent-said =
    argyfwng
    brys
    mae angen help arnaf nawr
urgent = Os oes bywyd rhywun mewn perygl, ffoniwch 999 nawr. Gall y bobl hyn helpu hefyd:
line-999 = • Bywyd mewn perygl nawr: ffoniwch 999. Os na allwch siarad, pwyswch 55 pan ofynnir i chi.
line-samaritans = • Y Samariaid, i siarad, ddydd neu nos: ffoniwch 116 123. Mae am ddim. Cymraeg gyda'r nos: 0808 164 0123.
line-shout = • Gwell gennych ysgrifennu? Anfonwch SHOUT i 85258, ddydd neu nos.
line-nhs111 = • Y GIG: ffoniwch 111, a dewiswch opsiwn 2 os yw'n ymwneud â theimladau.
line-nhs24 = • NHS 24 yn yr Alban: ffoniwch 111.
line-breathing-space = • Breathing Space yn yr Alban: ffoniwch 0800 83 85 87.
line-lifeline = • Lifeline yng Ngogledd Iwerddon: ffoniwch 0808 808 8000.
line-police = • Yr heddlu, pan nad yw'n argyfwng: ffoniwch 101.
line-domestic-abuse = • Llinell Gymorth Cam-drin Domestig Genedlaethol, ddydd neu nos: ffoniwch 0808 2000 247. Mae am ddim.
line-nspcc = • NSPCC, os ydych yn poeni am blentyn: ffoniwch 0808 800 5000.
signpost-reach = { $how } ({ $hours })
hours-always = ddydd neu nos
hours-office = oriau swyddfa
hours-duty-team = tîm argyfwng ar adegau eraill
crisis-self = Mae'n ddrwg gen i ei bod mor anodd. Rhaglen gyfrifiadurol ydw i, felly siaradwch â pherson nawr. Maen nhw'n gwrando, ac nid ydynt yn barnu.
crisis-self-after = Does dim rhaid i chi wneud hyn ar eich pen eich hun.
crisis-burnout = Mae hynny'n llawer i'w gario. Rhaglen gyfrifiadurol ydw i, felly siaradwch â pherson. Gall fod am unrhyw beth.
crisis-burnout-after = Rydych wedi gwneud cymaint dros eraill. Mae'n iawn gofyn am help.
crisis-worried = Diolch am ofalu amdanyn nhw. Rhaglen gyfrifiadurol ydw i, ac nid wyf wedi dweud wrth neb. Ffoniwch 999 os gallai ddigwydd nawr, a pheidiwch â'u gadael ar eu pen eu hunain os gallwch.
crisis-worried-after = Gallwch ffonio'r Samariaid i siarad am rywun arall hefyd. Mae'n iawn gofyn yn blaen i rywun a yw'n meddwl am hunanladdiad: nid yw gofyn yn rhoi'r syniad yn ei ben.
crisis-attacked = Mae'n ddrwg gen i fod hynny wedi digwydd. Rhaglen gyfrifiadurol ydw i, ac nid wyf wedi dweud wrth neb. Gall y bobl hyn helpu.
crisis-attacked-after = Ewch lle mae pobl eraill os gallwch. Os oes rhywun wedi'i anafu, ffoniwch 999.
crisis-others = Nid ydych yn haeddu hynny. Rhaglen gyfrifiadurol ydw i, ac nid wyf wedi dweud wrth neb. Gall y bobl hyn helpu.
crisis-others-after = Os gall rhywun edrych ar eich ffôn: mae “Cuddio hwn” yn dileu'r neges hon gen i. Dilëwch yr hyn a ysgrifennoch chi eich hun.
crisis-hide = Cuddio hwn
crisis-hide-failed = Ni allaf ddileu'r neges honno. Dilëwch y sgwrs hon â llaw: daliwch eich bys arni yn y rhestr sgyrsiau, neu agorwch ei dewislen, a dewiswch Dileu.
crisis-child = Diolch am ddweud. Rhaglen gyfrifiadurol ydw i, ac nid wyf wedi dweud wrth neb. Ffoniwch rywun nawr.
crisis-child-after = Peidiwch ag addo ei gadw'n gyfrinach. Ysgrifennwch beth a ddywedwyd, yn eu geiriau nhw. Peidiwch ag anfon eu henw ataf.
crisis-adult = Diolch am ddweud. Rhaglen gyfrifiadurol ydw i, ac nid wyf wedi dweud wrth neb. Ffoniwch rywun.
crisis-adult-after = Peidiwch ag addo ei gadw'n gyfrinach. Ysgrifennwch beth a welsoch neu a glywsoch. Peidiwch ag anfon eu henw ataf.
crisis-medical = Ffoniwch 999 nawr, neu gofynnwch i rywun gerllaw wneud. Rhaglen gyfrifiadurol ydw i: ni allaf ffonio neb.
crisis-medical-after = Arhoswch gyda nhw os yw'n ddiogel. Bydd 999 yn dweud wrthych beth i'w wneud.
crisis-urgent = Gallwch anfon { $slash }urgent unrhyw bryd i weld y rhifau hyn eto.
crisis-public = Os oes rhywun mewn perygl, gall y bobl hyn helpu unrhyw bryd:

# --- gofyn, a rhestrau ---
command-pots = Arian y gallwch wneud cais amdano nawr
command-pots-said =
    potiau
    cyllid
    grantiau
    arian
command-contacts = Â phwy i siarad
command-contacts-said =
    cysylltiadau
    â phwy i siarad
command-groups = Grwpiau yn eich ardal
command-groups-said =
    grwpiau
asked-thanks = Croeso. Gofynnwch i mi am arian i'ch grŵp, neu â phwy i siarad.
asked-goodbye = Hwyl am y tro. Gallwch ysgrifennu ataf eto unrhyw bryd.
asked-other = Iawn. Gofynnwch i mi am arian i'ch grŵp, neu â phwy i siarad.
asked-in-place = Rydych chi yn { $area }.
asked-far-postcode = Nid wyf yn adnabod y cod post hwnnw. Dim ond am { $home } a'r cyffiniau y gwn i. Gall y cyngor yno eich helpu.
asked-out-of-scope = Ni allaf helpu gyda hwnnw. Rwy'n gwybod am arian i grwpiau cymunedol, â phwy i siarad, a grwpiau yn eich ardal.
asked-which-place = Gallai hynny fod yn fwy nag un lle. Pa un yw e?
list-numbered = { $no }. { $title }
list-more = Mwy
list-earlier = Rhai cynharach
list-back = Yn ôl i'r rhestr
list-too-old = Mae'r rhestr honno'n hen, ac rwyf wedi ei hanghofio. Gofynnwch i mi eto.
checked-never = Nid oes neb wedi dweud pryd y gwiriwyd hyn ddiwethaf: ffoniwch yn gyntaf.
checked-on = Gwiriwyd ddiwethaf { $day }.
checked-long-ago = Gwiriwyd ddiwethaf { $months } mis yn ôl: ffoniwch yn gyntaf.
also-funding = Arian ar gyfer hyn
also-contact = Â phwy i siarad
also-past_grants = Pwy sydd wedi ariannu pethau fel hyn
also-group = Grwpiau sy'n gwneud hyn

# --- potiau arian ---
pots-found = { $count ->
    [one] Des i o hyd i un pot o arian ar gyfer hyn.
   *[other] Des i o hyd i { $count } pot o arian ar gyfer hyn.
}
pots-open = { $count ->
    [one] Mae un pot o arian. Dywedwch beth sydd gennych mewn golwg, a gwelaf a yw'n ffitio.
   *[other] Mae { $count } pot o arian. Dywedwch beth sydd gennych mewn golwg, a gwelaf pa rai sy'n ffitio.
}
pots-none = Ni welais bot o arian ar gyfer hynny.
pots-nearest = Dyma'r rhai agosaf:
pots-none-next = Rhowch gynnig ar eiriau eraill, swm llai, neu gofynnwch i mi â phwy i siarad.
pots-elsewhere = Mae { $place } y tu allan i'r lleoedd rwy'n eu hadnabod. Dim ond am arian yn { $home } a'r cyffiniau y gwn i. Gall y cyngor yno eich helpu.
pots-ask-area = Dim ond ar gyfer un rhan o'r dref y mae rhai o'r rhain. Ble mae eich grŵp?
tell-area = Dweud wrthych ble rydym ni
also-contact-best = I siarad â rhywun: { $contact }. { $role }.
pot-gone = Nid yw'r pot hwnnw gen i mwyach. Gofynnwch i mi eto.
pot-from = Gan { $funder }:
pot-amount = Faint: { $amount }
pot-deadline = Pryd: { $deadline }
pot-who = Pwy all wneud cais: { $who }
pot-where = Ble: { $areas }
pot-match = Mae angen i chi ddod â rhywfaint o arian eich hunain: { $share }
pot-contact = Cwestiynau: { $contact }
pot-source = Ffynhonnell: { $source }. { $checked }
pot-apply = Sut i wneud cais
pot-ask = Pwy sy'n ateb cwestiynau amdano
past-of-pot = Am beth y talodd o'r blaen
applicant-individual = un person
applicant-informal-group = grwpiau heb reolau ysgrifenedig
applicant-constituted-group = grwpiau â rheolau ysgrifenedig (cyfansoddiad)
applicant-tenants-and-residents-association = grwpiau tenantiaid a phreswylwyr
applicant-registered-charity = elusennau cofrestredig
applicant-cic = cwmnïau buddiannau cymunedol (CIC)
applicant-social-enterprise = mentrau cymdeithasol
applicant-micro-enterprise = busnesau bach iawn
applicant-school = ysgolion
applicant-sports-club = clybiau chwaraeon
applicant-faith-group = grwpiau ffydd
applicant-parish-council = cynghorau plwyf
amount-fixed = { $amount }
amount-range = { $least } i { $most }
amount-up-to = hyd at { $most }
amount-from = { $least } neu fwy
amount-unknown = gofynnwch faint
deadline-closed = caeodd { $day }
deadline-later = yn agor { $day }
deadline-none = dim dyddiad cau
deadline-open = { $days ->
    [0] yn cau heddiw
    [1] yn cau yfory, { $day }
   *[other] yn cau { $day }, ymhen { $days } diwrnod
}
fits = yn ffitio'r hyn a ddywedoch
fits-check-who = gwiriwch a allwch wneud cais
fits-check-place = dim ond ar gyfer rhai lleoedd
fits-check-amount = gwiriwch y swm
fits-check-date = gwiriwch y dyddiadau
misses-who = nid ar gyfer grwpiau fel eich un chi
misses-place = dim ond ar gyfer lle arall
misses-amount = nid ar gyfer y swm hwnnw
misses-date = nid ar yr adeg honno

# --- cysylltiadau ---
contacts-ask = Am beth mae hyn? Ysgrifennwch fel y byddech yn ei ddweud. Er enghraifft: cau ein ffordd ar gyfer parti stryd.
contacts-ask-here = Am beth mae hyn? Dywedwch y cyfan mewn un neges, fel: { $slash }contacts cau ein ffordd
contacts-found = { $count ->
    [one] Dyma â phwy i siarad:
   *[other] Gall y rhain helpu. Y cyntaf sy'n ffitio orau.
}
contacts-none = Ni wn â phwy i siarad am hynny. Rhowch gynnig ar eiriau eraill, neu gofynnwch wrth ddesg flaen eich cyngor.
contact-gone = Nid yw'r cyswllt hwnnw gen i mwyach. Gofynnwch i mi eto.
contact-urgent = Os na all aros, ffoniwch { $it }
contact-role = { $it }
contact-decides = Yn gallu penderfynu: { $it }
contact-topics = Gofynnwch am: { $it }
contact-phone = Ffôn: { $it }
contact-email = E-bost: { $it }
contact-hours = Ar agor: { $it }
contact-prefers = Y ffordd orau: { $it }
contact-deputy = Os ydynt i ffwrdd: { $it }
contact-page = Eu tudalen

# --- grwpiau ---
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

# --- grantiau a roddwyd ---
grants-found = { $count ->
    [one] Des i o hyd i un grant a roddwyd at rywbeth fel hyn:
   *[other] Des i o hyd i { $count } grant a roddwyd at bethau fel hyn:
}
grants-none = Ni welais grantiau a roddwyd at bethau fel hyn.
grants-past = Rhoddwyd y rhain o'r blaen. Nid yw'n golygu bod y pot ar agor nawr.
grants-of-pot = Talodd { $pot } am y rhain o'r blaen:
grants-none-of-pot = Ni wn am beth y talodd { $pot } o'r blaen.
grant-to = { $amount } i { $recipient }, gan { $funder }
grant-to-person = { $amount } i un person, gan { $funder }
grant-for = Yn { $year }: { $what }
