# Pan fydd rhywun mewn perygl.

command-urgent = Help pan fydd rhywun mewn perygl
command-urgent-said =
    argyfwng
    mae'n argyfwng
    brys
    mae angen help arnaf nawr
    angen help nawr
    help brys
    helpwch fi nawr
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
line-live-fear-free = • Byw Heb Ofn yng Nghymru, ddydd neu nos: ffoniwch 0808 80 10 800. Mae am ddim.
line-domestic-abuse-scotland = • Llinell Gymorth Cam-drin Domestig yr Alban, ddydd neu nos: ffoniwch 0800 027 1234. Mae am ddim.
line-domestic-abuse-ni = • Llinell Gymorth Cam-drin Domestig a Rhywiol Gogledd Iwerddon, ddydd neu nos: ffoniwch 0808 802 1414. Mae am ddim.
line-nspcc = • NSPCC, os ydych yn poeni am blentyn: ffoniwch 0808 800 5000.
signpost-reach = { $how } ({ $hours })
hours-always = ddydd neu nos
hours-office = oriau swyddfa
hours-duty-team = tîm argyfwng ar adegau eraill
crisis-self = Mae'n ddrwg gen i ei bod mor anodd. Rhaglen gyfrifiadurol ydw i, felly siaradwch â pherson nawr. Maen nhw'n gwrando, ac nid ydynt yn barnu.
crisis-self-after = Does dim rhaid i chi wneud hyn ar eich pen eich hun.
crisis-burnout = Mae hynny'n llawer i'w gario. Rhaglen gyfrifiadurol ydw i, felly siaradwch â pherson. Gall fod am unrhyw beth.
crisis-burnout-after = Rydych wedi gwneud cymaint dros eraill. Mae'n iawn gofyn am help.
crisis-worried = Diolch am ofalu amdanyn nhw. Rhaglen gyfrifiadurol ydw i, ac nid wyf yn dweud wrth neb oni bai eich bod yn gofyn i mi. Ffoniwch 999 os gallai ddigwydd nawr, a pheidiwch â'u gadael ar eu pen eu hunain os gallwch.
crisis-worried-after = Gallwch ffonio'r Samariaid i siarad am rywun arall hefyd. Mae'n iawn gofyn yn blaen i rywun a yw'n meddwl am hunanladdiad: nid yw gofyn yn rhoi'r syniad yn ei ben.
crisis-unclear = Mae rhywbeth yn yr hyn a ysgrifennoch yn gwneud i mi feddwl y gallech chi, neu rywun arall, fod angen help. Rhaglen gyfrifiadurol ydw i, a gallaf fod yn anghywir: os felly, ewch ymlaen. Gall y bobl hyn helpu.
crisis-unclear-after = Os gallai plentyn, neu rywun na all ofalu amdano'i hun, fod mewn perygl, ffoniwch rywun heddiw, a pheidiwch ag anfon eu henw ataf. Os gall rhywun edrych ar eich ffôn, mae “Cuddio hwn” yn dileu popeth a ysgrifennais yma yn y ddau ddiwrnod diwethaf.
crisis-attacked = Mae'n ddrwg gen i fod hynny wedi digwydd. Rhaglen gyfrifiadurol ydw i, ac nid wyf yn dweud wrth neb oni bai eich bod yn gofyn i mi. Gall y bobl hyn helpu.
crisis-attacked-after = Ewch lle mae pobl eraill os gallwch. Os oes rhywun wedi'i anafu, ffoniwch 999.
crisis-others = Nid ydych yn haeddu hynny. Rhaglen gyfrifiadurol ydw i, ac nid wyf yn dweud wrth neb oni bai eich bod yn gofyn i mi. Gall y bobl hyn helpu.
crisis-others-after = Os gall rhywun edrych ar eich ffôn: mae “Cuddio hwn” yn dileu popeth a ysgrifennais yma yn y ddau ddiwrnod diwethaf. Dilëwch yr hyn a ysgrifennoch chi eich hun.
crisis-hide = Cuddio hwn
crisis-hide-failed = Ni allaf ddileu'r neges honno. Dilëwch y sgwrs hon â llaw: daliwch eich bys arni yn y rhestr sgyrsiau, neu agorwch ei dewislen, a dewiswch Dileu.
crisis-child = Diolch am ddweud. Rhaglen gyfrifiadurol ydw i, ac nid wyf yn dweud wrth neb oni bai eich bod yn gofyn i mi. Ffoniwch rywun nawr.
crisis-child-after = Peidiwch ag addo ei gadw'n gyfrinach. Ysgrifennwch beth a ddywedwyd, yn eu geiriau nhw. Peidiwch ag anfon eu henw ataf.
crisis-adult = Diolch am ddweud. Rhaglen gyfrifiadurol ydw i, ac nid wyf yn dweud wrth neb oni bai eich bod yn gofyn i mi. Ffoniwch rywun.
crisis-adult-after = Peidiwch ag addo ei gadw'n gyfrinach. Ysgrifennwch beth a welsoch neu a glywsoch. Peidiwch ag anfon eu henw ataf.
crisis-medical = Ffoniwch 999 nawr, neu gofynnwch i rywun gerllaw wneud. Rhaglen gyfrifiadurol ydw i: ni allaf ffonio neb.
crisis-medical-after = Arhoswch gyda nhw os yw'n ddiogel. Bydd 999 yn dweud wrthych beth i'w wneud.
crisis-urgent = Gallwch anfon { $slash }urgent unrhyw bryd i weld y rhifau hyn eto.
crisis-public = Os oes rhywun mewn perygl, gall y bobl hyn helpu unrhyw bryd:

# What was written for people at the council all the same.

anyway = Ai ar gyfer tîm yn y cyngor oedd hwnnw? Nid wyf wedi cadw dim ohono. Os tapiwch yma, af ymlaen ag ef fel yr ysgrifennoch.
anyway-yes = Ie, ewch ymlaen ag ef
anyway-gone = Nid wyf wedi cadw dim o'r hyn a ysgrifennoch, ac nid yw gennyf bellach. Ysgrifennwch ef unwaith eto, os gwelwch yn dda.
