# Y pedwar cwestiwn, yng ngeiriau'r safon gyson (Swyddfa Ystadegau Gwladol).

consent-ons4-what = Unwaith y mis gallwch ateb pedwar cwestiwn am sut mae bywyd yn mynd. Gofynnir yr un pedwar ledled y DU.
consent-ons4-kept = Beth rwy'n ei gadw: pedwar rhif y mis, am 12 wythnos, gyda'ch sgwrs wythnosol. Gallwch eu dileu unrhyw bryd.
consent-ons4-seen = Pwy sy'n eu gweld: chi, yn { $slash }myweeks. Nid ydynt mewn unrhyw adroddiad, ac nid oes neb yn y cyngor nac yn eich grŵp yn eu gweld.
consent-ons4-free = Chi sydd i ddewis, ar wahân i sgwrs yr wythnos: gallwch gael honno heb hyn. Mae { $slash }stopcheckins yn rhoi terfyn ar y ddau, a chaiff y cyfan ei ddileu.
four-offer = Pedwar cwestiwn, unwaith y mis
four-satisfied = Yn gyffredinol, pa mor fodlon ydych chi ar eich bywyd y dyddiau hyn?
four-worthwhile = Yn gyffredinol, i ba raddau ydych chi'n teimlo bod y pethau rydych yn eu gwneud yn eich bywyd yn werth chweil?
four-happy = Yn gyffredinol, pa mor hapus oeddech chi'n teimlo ddoe?
four-anxious = Yn gyffredinol, pa mor bryderus oeddech chi'n teimlo ddoe?
four-scale = 0 yw “ddim o gwbl”, 10 yw “yn gyfan gwbl”.
four-leave = Nid nawr
four-undone = Wedi'i ddadwneud. Nid wyf yn cadw dim o'r pedwar ateb hynny.
four-not-here = Nid yw eich ardal yn gofyn y cwestiynau hyn. Ni chadwyd dim.
