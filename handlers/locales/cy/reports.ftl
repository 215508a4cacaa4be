# Adroddiadau i'r cyngor.

reports-new = Mae adroddiad newydd ar sut aeth wythnosau pobl, hyd at { $until }.
reports-none = Nid oes adroddiad eto. Gwneir un pan ddaw chwarter o'r flwyddyn i ben, o'r deuddeg wythnos cyn hynny, os oes rhywun wedi dweud sut aeth yr wythnos.
reports-moods = Sut aeth wythnosau pobl, { $first } i { $last }
reports-topics = Beth helpodd bobl neu bwysodd arnynt, { $first } i { $last }
reports-area = Faint sy'n cymryd rhan, i gyd ac ym mhob ardal, { $first } i { $last }
reports-line = { $answer }: { $told }
reports-about = tua { $count } o bobl
reports-blank-few = ni ddangosir: rhy ychydig o bobl
reports-blank-still = ni ddangosir: rhy ychydig a ddaeth neu a aeth
reports-blank-alike = ni ddangosir: dywedodd bron pawb yr un peth
reports-why-few = Dim ond niferoedd o grwpiau mor fawr fel na ellir adnabod neb a ddangosir: tua 25 o bobl neu fwy. Gan fod pob nifer yn cael ei bylu ychydig yn gyntaf, gall fod ychydig yn fwy, neu'n llai.
reports-why-still = Lle mae rhy ychydig o bobl wedi dod neu fynd ers i nifer gael ei ddangos ddiwethaf, gallai un newydd eu bradychu. Mae'r un cynharach yn sefyll.
reports-why-alike = Lle rhoddodd bron pawb yr un ateb, byddai ei ddangos yn dweud beth ddywedodd pob un.
reports-how-moods = Cyfrifir pob person unwaith, yn ôl y gair a roddodd amlaf.
reports-how-topics = Cyfrifir pob person a ddewisodd unrhyw un unwaith, yn ôl yr un a ddewisodd amlaf. Gall fod wedi helpu, neu bwyso.
reports-how-area = Cyfrifir pob person unwaith, yn yr ardal a ddywedodd wrthym; cyfrifir pawb gyda'i gilydd ar wahân.
reports-all = Pawb gyda'i gilydd
reports-rules = Mae niferoedd wedi'u pylu a'u talgrynnu i bump, felly efallai na fyddant yn adio. Nid yw pwy ddywedodd beth mewn unrhyw adroddiad. Nid yw'r hyn a ddangoswyd yn newid.
reports-described = Siart bar. { $lines }
reports-see-moods = Sut aeth wythnosau
reports-see-topics = Beth helpodd neu bwysodd
reports-see-area = Faint sy'n cymryd rhan
reports-earlier = Yr adroddiad hyd at { $until }
reports-stay = Y niferoedd mewn adroddiadau i'r cyngor y cawsoch eich cyfrif ynddynt. Maent am lawer o bobl, wedi'u talgrynnu, ac yn enwi neb.
me-title-in-report = Eich bod wedi'ch cyfrif
me-in-report = Bod eich wythnosau wedi'u cyfrif mewn adroddiad am lawer o bobl i'r cyngor. Nid yw'r hyn a ddywedasoch ynddo.
