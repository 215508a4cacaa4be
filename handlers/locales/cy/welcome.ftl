# Croeso.

command-help = Beth y gallaf ei wneud
command-help-said =
    help
    cymorth
    dewislen
    beth allwch chi ei wneud
welcome-who = Helo. Sparkplug ydw i, yn cael ei redeg gan { $organisation }.
welcome-program = Rhaglen gyfrifiadurol ydw i, nid person.
welcome-keeps = Rwy'n cadw eich enw cyntaf, eich iaith a'ch ardal. { $platform ->
    [slack] Slack sy'n cludo ein negeseuon, ac efallai y gall y rhai sy'n rhedeg eich gweithle eu darllen.
    [terminal] Nid oes neb yn cario'r hyn a ddywedir yma.
   *[telegram] Telegram sy'n cario ein negeseuon.
    } Mae { $slash }privacy yn dweud mwy.
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
help-person = Os byddai'n well gennych ofyn i berson yn y cyngor: { $slash }ask. Mae { $slash }myasks yn dangos beth sy'n digwydd iddo.
help-officer = Rydych mewn tîm sy'n ateb cwestiynau pobl. Yn ei sianel, mae { $slash }team yn dangos yr hyn a wn amdano, ac yn ei newid. Mae { $slash }away yn dweud wrthyf tan pryd yr ydych i ffwrdd.
help-commands =
    { $slash }pots: arian y gallwch wneud cais amdano nawr
    { $slash }contacts: dod o hyd i bwy i siarad â nhw
    { $slash }groups: dod o hyd i grwpiau yn eich ardal
    { $slash }checkin: sut oedd eich wythnos
    { $slash }myweeks: eich wythnosau eich hun
    { $slash }peers: cwrdd â gwirfoddolwyr eraill
    { $slash }mentoring: dod o hyd i fentor, neu rywun i'w helpu
    { $slash }circle: dod o hyd i gylch bach o wirfoddolwyr sy'n cwrdd
    { $slash }thanks: diolch i rywun drwof fi
    { $slash }hello: rhywun i ddweud helo os ewch chi'n dawel
    { $slash }prompts: cwestiwn i feddwl amdano, unwaith yr wythnos
    { $slash }when: newid pryd rydych yn clywed gennyf
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
    Dim ond os cytunwch i sgwrs yr wythnos y cedwir sut ydych chi, ac yna i chi yn unig.
privacy-telegram = Telegram sy'n cario ein negeseuon, ac yn eu cadw fel y mae'n cadw pob sgwrs. Gallwch ddileu'r sgwrs hon yno.
privacy-terminal = Nid oes neb yn cario'r hyn a ddywedir yma: mae'n aros ar y cyfrifiadur hwn, ac yn cael ei anghofio ar y diwedd.
privacy-slack = Slack sy'n cludo ein negeseuon, ac yn eu cadw cyhyd ag y mae eich gweithle'n ei ddweud. Gall y rhai sy'n rhedeg eich gweithle allu eu darllen.
privacy-notice = Yr hysbysiad preifatrwydd cyfan, ac at bwy i ysgrifennu: { $url }
privacy-no-notice = Gofynnwch i bwy bynnag sy'n rhedeg hwn am yr hysbysiad preifatrwydd cyfan.
privacy-rights = Mae { $slash }me yn dangos beth sy'n cael ei gadw amdanoch, yn ei roi i chi mewn ffeil, ac yn ei ddileu. Os nad ydych yn hapus, gallwch gwyno i'r Comisiynydd Gwybodaeth: ico.org.uk/make-a-complaint
