# Dweud wrth gyswllt diogelu, os yw'r person mewn perygl yn dymuno hynny, a chlywed yn ôl.

tell-whom = Dweud wrth gyswllt diogelu
tell-who-reads =
    { $count ->
        [one] Mae { $names } yn edrych allan am bobl yma ac yn darllen rhybuddion { $hours }.
       *[other] Mae { $names } yn edrych allan am bobl yma ac yn darllen rhybuddion { $hours }.
    }
tell-names = { $first } a { $last }
tell-closed-now = Mae'n { $now }, felly efallai na fydd neb yn ei weld cyn { $opens }. Tan hynny, ffoniwch un o'r rhifau.
tell-a-word-closed = Mae'n { $now }, felly efallai na fydd neb yn ei weld cyn { $opens }. Os na all aros, mae { $slash }urgent yn dangos pwy sydd yno nawr.
tell-opens = { $day } am { $time }
part-morning = fore { $day }
part-afternoon = brynhawn { $day }
part-evening = noson { $day }
part-night = nos { $day }
tell-a-word-seen = Os dywedwch ie, bydd { $names } yn gweld eich enw, sut i gysylltu â chi, yr amser, a'ch bod yn dymuno gair. Ni welant ddim o'ch atebion na'ch nodiadau, na'ch bod wedi gofyn ar ôl sgwrs yr wythnos.
tell-ask = Hoffech chi i mi ddweud wrthynt, fel eu bod yn cysylltu â chi? Dim ond os dywedwch ie y gwnaf hynny.
tell-yes = Ie, dywedwch wrth { $names }
tell-no = Na, diolch
tell-not-told = Mae hynny'n iawn. Nid wyf wedi dweud wrth neb. Os newidiwch eich meddwl, anfonwch { $slash }urgent.
tell-nobody-there = Nid oes neb yma y gallwn ddweud wrthynt. Ffoniwch un o'r rhain:
tell-form = cysylltu
tell-kind = Am beth mae
tell-kind-self = rhywun nad yw efallai eisiau byw
tell-kind-worried = pryder y gallai rhywun arall ladd ei hun
tell-kind-others = cael niwed neu ofn gan rywun agos
tell-kind-attacked = wedi cael ymosodiad neu fygythiad
tell-kind-child = pryder am blentyn
tell-kind-adult = pryder am oedolyn a allai fod mewn perygl
tell-kind-burnout = rhywun sydd wedi ymlâdd ac yn ei chael hi'n anodd dal ati
tell-kind-medical = argyfwng meddygol
tell-kind-a-word = gair â pherson; nid yw'n argyfwng
tell-kind-unclear = heb ei ddweud yn glir; gofynnwyd amdanoch
tell-kind-urgent = heb ei ddweud; gofynnwyd amdanoch
tell-way = Nid wyf wedi dweud wrthynt eto. Sut gallant eich cyrraedd? Byddant yn gweld hynny, eich enw, yr amser, ac am beth mae hyn. Os gall rhywun edrych ar eich ffôn, dewiswch beth sy'n ddiogel.
tell-way-pick = Nid wyf wedi dweud wrthynt eto. Sut gallant eich cyrraedd? Byddant yn gweld hynny, eich enw, yr amser, ac am beth mae hyn. Os gall rhywun edrych ar eich ffôn, dewiswch beth sy'n ddiogel.
tell-no-said =
    na
    na diolch
    neb
    stop
    no
tell-cancelled = Mae hynny'n iawn. Nid wyf wedi dweud wrth neb. Os newidiwch eich meddwl, anfonwch { $slash }urgent.
tell-way-here = Ysgrifennwch ataf yma
tell-way-number = Ffoniwch fi
tell-number = Pa rif ddylent ei ffonio?
tell-number-not = Mae arnaf angen y rhif ei hun, fel 07700 900123.
tell-words-add = Ychwanegu rhywbeth yn fy ngeiriau fy hun
tell_words-form = neges iddynt
tell_words-alert = Y rhybudd
tell_words-words = Ysgrifennwch beth ddylent ei ddarllen. Byddant yn gweld hyn yn union, a dim o'r hyn a ysgrifennoch cynt.
tell-sent = Rwyf wedi ei anfon. Nid oes neb wedi ei weld eto: dywedaf wrthych pan fydd rhywun wedi gwneud.
tell-sent-next = Os na fydd neb yn ymateb o fewn { $minutes } munud, gofynnaf i'r person nesaf a rhoi gwybod i chi. Os oes bywyd mewn perygl, peidiwch ag aros: ffoniwch 999.
tell-sent-closed = Rwyf wedi ei anfon, a byddaf yn ei anfon eto pan fyddant yn ôl. Dywedaf wrthych pan fydd rhywun wedi ei weld. Os oes bywyd mewn perygl, peidiwch ag aros: ffoniwch 999.
tell-sent-again = Mae'n dal i sefyll, ac nid oes dim a ysgrifennoch wedi'i golli. Nid oes neb wedi ymateb eto: dywedaf wrthych pan fydd rhywun wedi gwneud. Os oes bywyd mewn perygl, peidiwch ag aros: ffoniwch 999.
alert-lost = Ni allaf ddarllen mwyach beth a ddywedont wrthyf: na beth ydyw, na sut i'w cyrraedd. Dewch o hyd i ffordd arall atynt, neu pwyswch “Fi fydd yn gwneud” ac ysgrifennwch atynt yma.
alert-may-be-seen = Efallai y bydd rhywun arall yn darllen eu ffôn. Peidiwch ag ysgrifennu dim sy'n dangos beth ydyw.
alert-dropped = Nid yw'r person a'i gwelodd yma i helpu mwyach.
alert-none-there = Nid oes neb yma y gallaf eu cyrraedd nawr, felly peidiwch ag aros amdanynt.
alert-new = Mae rhywun yn gofyn i chi gysylltu.
alert-again = Mae rhywun yn dal i aros i chi gysylltu. Cawsoch hwn o'r blaen.
alert-who = Enw: { $name }
alert-kind = Am beth mae: { $kind }
alert-when = Gofynnwyd { $day } am { $time }
alert-way-number = Ffoniwch nhw ar { $number }
alert-way-here = Hoffent i chi ysgrifennu atynt yma
alert-words = Maent am i chi ddarllen: “{ $words }”
alert-do = Pwyswch “Fi fydd yn gwneud” yn gyntaf: dywedir wrthynt ei fod gennych. Os na fydd neb yn pwyso o fewn { $minutes } munud, gofynnaf i'r cyswllt nesaf. Os credwch fod bywyd mewn perygl nawr, ffoniwch 999.
alert-do-closed = Mae y tu allan i'ch oriau, ac rwyf wedi dweud hynny wrthynt. Os gwelwch hwn nawr ac y gallwch helpu, pwyswch “Fi fydd yn gwneud”. Fel arall, anfonaf ef eto pan fydd eich oriau'n dechrau.
alert-nobody-a-word = Nid oes neb wedi ymateb i hyn eto.
alert-nobody-yet = Mae'n ddrwg gen i, nid oes neb wedi ymateb eto. Peidiwch ag aros amdano, a ffoniwch rywun nawr:
alert-nobody-quiet = Nid oes ateb wedi dod eto.
alert-next-told = Rwyf wedi gofyn i'r person nesaf hefyd.
alert-next-opens = Gofynnaf iddynt eto { $day } am { $time }.
alert-given-up = Rwyf wedi gofyn iddynt bob dydd, ac rwy'n stopio nawr. Gallwch ofyn eto gyda { $slash }urgent.
alert-taken = Mae { $name } wedi ei weld, a bydd yn cysylltu â chi.
alert-taken-quiet = Mae { $name } wedi ei weld.
alert-taken-by = Mae { $name } arno. Nid oes dim i chi ei wneud.
alert-another = Cyswllt arall
alert-yours = Mae gennych chi ef: mae { $name } wedi cael gwybod hynny. Cysylltwch nawr.
alert-yours-do = Cadwch eich nodiadau lle mae eich rheolau eich hun yn dweud. Rwy'n anghofio'r rhybudd hwn ar ôl wythnos.
alert-write-back = Ysgrifennu'n ôl
alert-take-first = Pwyswch “Fi fydd yn gwneud” yn gyntaf, fel eu bod yn gwybod pwy sy'n ysgrifennu.
alert-writes = Mae { $name } yn ysgrifennu: { $text }
alert-answer = Ateb { $name }
alert-passed-on = Rwyf wedi ei drosglwyddo.
alert-gone = Mae'r rhybudd hwnnw wedi mynd. Rwy'n cadw pob un am wythnos, neu nes bod y sawl a ofynnodd yn dileu'r hyn rwy'n ei gadw amdano.
alert_reply-form = neges atynt
alert_reply-alert = Y rhybudd
alert_reply-text = Beth ddylwn ei drosglwyddo? Byddant yn gweld ei fod gennych chi.
alert_answer-form = neges atynt
alert_answer-alert = Y rhybudd
alert_answer-text = Beth ddylwn ei drosglwyddo?
me-title-alerts = Pryd y gofynnoch am gyswllt diogelu
me-alerts =
    { $count ->
        [one] Gofynnoch am gyswllt diogelu unwaith yn ystod yr wythnos ddiwethaf. Mae'r hyn a ddywedoch wrthynt dan glo.
       *[other] Gofynnoch am gyswllt diogelu { $count } gwaith yn ystod yr wythnos ddiwethaf. Mae'r hyn a ddywedoch wrthynt dan glo.
    }
me-alert = Ar { $day }
me-alert-number = Eich rhif: { $number }
me-alert-words = Yr hyn a ysgrifenasoch iddynt: “{ $words }”
erase-stays-told = Yr hyn a gafodd { $names } gennyf: eich bod wedi gofyn amdanynt, eich enw, sut i gysylltu â chi, ac unrhyw beth a ysgrifenasoch iddynt. Ni allaf ei alw'n ôl. Ni chaiff neb arall ef bellach.
erase-stays-taken =
    { $count ->
        [one] Mae { $names } arno, a gall gysylltu â chi o hyd.
       *[other] Mae { $names } arno, a gallant gysylltu â chi o hyd.
    }
