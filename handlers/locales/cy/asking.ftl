# Gofyn, a rhestrau.

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
list-unsure = gall fod wedi dyddio: gofynnwch yn gyntaf
checked-never = Nid oes neb wedi dweud pryd y gwiriwyd hyn ddiwethaf: ffoniwch yn gyntaf.
checked-on = Gwiriwyd ddiwethaf { $day }.
checked-old = Gwiriwyd ddiwethaf { $day }, felly gallai fod wedi newid.
checked-long-ago = Gwiriwyd ddiwethaf { $months } mis yn ôl: ffoniwch yn gyntaf.
also-funding = Arian ar gyfer hyn
also-contact = Â phwy i siarad
also-past_grants = Pwy sydd wedi ariannu pethau fel hyn
also-group = Grwpiau sy'n gwneud hyn
