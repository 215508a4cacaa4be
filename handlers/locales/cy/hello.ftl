# A hello, if somebody goes quiet

command-hello = Rhywun i ddweud helo os ewch chi'n dawel
command-hello-said =
    enwi cymar
    rhywun i ddweud helo

hello-mine = Rhywun i ddweud helo os af i'n dawel
hello-what = Gallwch enwi un person y gwnaethoch ei gwrdd drwof i. Os gadewch ddau o'm nodiadau am eich wythnos heb ateb, un ar ôl y llall, gofynnaf iddyn nhw ddweud helo.
hello-needs = Mae'n mynd gyda sgwrs yr wythnos: nodyn byr unwaith yr wythnos sy'n gofyn sut oedd eich wythnos. Nid yw honno gennych.
hello-check-ins = Beth yw sgwrs yr wythnos
hello-whom = Pwy hoffech chi i hwnnw fod? Ni ddywedir wrthyn nhw eich bod wedi'u henwi.
hello-nobody = Mae angen rhywun rydych yn ei adnabod drwof i, a does neb eto. Gallwch gwrdd â gwirfoddolwyr eraill yn gyntaf.
hello-too-few = Ni all hyn ddechrau yma eto. Rhaid i'r helo guddio ymhlith eraill, ac mae rhy ychydig o bobl wedi cwrdd drwof i hyd yma. Edrychwch eto ymhen mis.
hello-gone = Ni ellir eu henwi, neu ddim mwyach.
hello-asks = Byddech yn enwi { $name }.
consent-hello-what = Os gadewch ddau o'm nodiadau am eich wythnos heb ateb, un ar ôl y llall, gofynnaf iddyn nhw ddweud helo wrthych.
consent-hello-reads = Dim ond hyn y byddan nhw'n ei ddarllen, gyda'ch enw cyntaf ynddo: "Pryd siaradoch chi â … ddiwethaf? Mae helo bach yn gwneud lles i chi'ch dau." Dydw i ddim yn dweud wrthyn nhw eich bod wedi'u henwi, na sut ydych chi.
consent-hello-hidden = Rwy'n anfon yr un nodyn at eraill ar hap. Mae o leiaf naw o bob deg yn mynd ar hap, felly nid yw nodyn yn dweud dim wrth neb.
consent-hello-long = Mae'n para tri mis. Yna gofynnaf i chi unwaith a ddylai barhau. Os na ddywedwch ddim, daw i ben.
consent-hello-free = Gallwch roi terfyn arno unrhyw bryd gyda { $slash }hello, neu drwy roi'r gorau i sgwrs yr wythnos. Mae popeth arall yn gweithio yr un fath hebddo.
hello-anew = Mae'r geiriau am hyn wedi newid. Darllenwch nhw eto, os gwelwch yn dda.
hello-yes = Iawn, cewch ofyn i { $name }
hello-declined = Iawn. Does dim wedi newid.
hello-agreed = Da iawn. Os ewch chi'n dawel, gofynnaf i { $name } ddweud helo. Mae'n para tan { $day }.
hello-named = Os gadewch ddau o'm nodiadau am eich wythnos heb ateb, gofynnaf i { $name } ddweud helo wrthych.
hello-until = Mae'n para tan { $day }. Gofynnaf i chi wythnos cynt a ddylai barhau.
hello-other = Enwi rhywun arall
hello-end = Rhoi terfyn arno
hello-ended = Wedi gwneud. Ni ofynnaf i neb ddweud helo wrthych mwyach, ond ar hap, fel gyda phawb.
hello-still = Fe enwoch { $name } i ddweud helo os ewch chi'n dawel. A ddylai hynny barhau am dri mis arall?
hello-lapses = Os na ddywedwch ddim, daw i ben ohono'i hun ar { $day }, ac mae hynny'n iawn.
hello-again = Ie, cadwch { $name }
greeting = Pryd siaradoch chi â { $name } ddiwethaf? Mae helo bach yn gwneud lles i chi'ch dau.
greeting-why = Rwy'n anfon nodyn fel hwn o bryd i'w gilydd at bobl a gwrddodd drwof i, bron bob tro ar hap. Mae dau air yn ddigon.
greeting-done = Dywedais helo
greeting-thanks = Hyfryd. Dyna'r cyfan.
greeting-off = Dim mwy o'r rhain
greeting-is-off = Wedi gwneud: nid awgrymaf ragor o helos i chi.
greeting-on = Awgrymwch helo o bryd i'w gilydd
greeting-is-on = Da iawn: awgrymaf helo o bryd i'w gilydd.

me-title-hello = Helo os af i'n dawel
me-hello = Fe enwoch { $name }, tan { $day }. Dim ond chi sy'n gweld hyn.
me-agreed-hello = Cytunoch { $day } y ceir gofyn i un person a enwch ddweud helo (geiriau: fersiwn { $version }).
me-title-greeting = Helos a awgrymais
me-greetings = Pobl y gofynnais i chi ddweud helo wrthyn nhw yn y pedair wythnos diwethaf: { $count }. Bron bob un ar hap.
me-greeting-off = Dydych chi ddim am i mi awgrymu helos i chi.
