# I gydlynwyr: pwy sy'n hysbys, gwahoddiadau, niferoedd.

coordinators-what = Cwrdd â gwirfoddolwyr eraill, i gydlynwyr. Rydych yn gweld pwy sy'n gofyn am gael ymuno, a niferoedd. Nid ydych yn gweld pwy sy'n cwrdd â phwy.
coordinators-none = Nid oes neb yn aros i chi ddweud eich bod yn eu hadnabod.
coordinators-waiting =
    { $count ->
        [one] Mae un person yn aros i rywun ddweud eu bod yn eu hadnabod.
       *[other] Mae { $count } o bobl yn aros i rywun ddweud eu bod yn eu hadnabod.
    }
coordinators-list = Hoffai'r bobl hyn ymuno:
coordinators-wait = Pwy sy'n aros
coordinators-invite-one = Gwahodd un person
coordinators-invite-many = Gwahodd grŵp, hyd at { $count }
coordinators-own = Fy nhudalen fy hun
coordinators-invited =
    { $count ->
        [one] Dyma wahoddiad i un person, sy'n dda am { $weeks } wythnos. Rhowch ef i rywun rydych yn ei adnabod, sy'n 18 oed neu'n hŷn:
       *[other] Dyma wahoddiad i hyd at { $count } o bobl, sy'n dda am { $weeks } wythnos. Rhowch ef i bobl rydych chi neu grŵp yn eu hadnabod, sy'n 18 oed neu'n hŷn:
    }
coordinators-invitation = Mae gwahoddiad i chi gwrdd â gwirfoddolwyr eraill gyda Sparkplug, a redir gan { $organisation }.
coordinators-invitation-link = Ar Telegram, agorwch: { $link }
coordinators-invitation-word = Neu ysgrifennwch at Sparkplug: /peers { $word } (yn Slack: /sparkplug peers { $word })
coordinators-back = Aeth gwahoddiad i'r dwylo anghywir
coordinators-taken-back = Nid oes yr un o'ch gwahoddiadau yn dda mwyach. Mae pwy sydd i mewn yn aros i mewn.
vouch-asks = Hoffai { $name } gwrdd â gwirfoddolwyr eraill.
vouch-asks-area = Hoffai { $name } o { $area } gwrdd â gwirfoddolwyr eraill.
vouch-known = Ydych chi'n eu hadnabod, o grŵp neu o helpu, fel rhywun y gall eraill gwrdd â nhw? Nid oes rhaid eu hadnabod yn dda. Os nad ydych yn siŵr, holwch yn gyntaf.
vouch-yes = Ydw, rwy'n eu hadnabod
vouch-no = Nac ydw, ddim nawr
vouch-yes-to = { $name }: ie
vouch-no-to = { $name }: na
vouch-done = Diolch. Mae { $name } i mewn, ac yn clywed hynny gennyf yn ystod y dydd.
vouch-done-before = Mae { $name } i mewn yn barod.
vouch-refused = Iawn. Mae { $name } yn clywed gennyf y gellir siarad â'r rhai sy'n gofalu am wirfoddolwyr, ac nid pwy ddywedodd na.
vouch-gone = Nid ydynt yn gofyn mwyach.
audit-peer-vouched = dywedodd y caiff rhywun gwrdd â gwirfoddolwyr eraill
audit-peer-refused = dywedodd na chaiff rhywun gwrdd â gwirfoddolwyr eraill am y tro
audit-peer-invited = gwnaeth wahoddiad i gwrdd â gwirfoddolwyr eraill
audit-peer-in-again = penderfynodd y caiff rhywun y rhoddwyd gwybod amdano gwrdd ag eraill eto
audit-peer-stays-out = penderfynodd fod rhywun y rhoddwyd gwybod amdano yn aros allan
coordinators-round = Y rownd ddiwethaf
coordinators-mentors = Pwy sy'n aros am fentor
coordinators-try = Rhoi cynnig ar y rownd nesaf
coordinators-no-round = Ni fu rownd eto.
coordinators-round-title = Y rownd ar { $day }
coordinators-tried = Yr hyn a ddeuai o'r rownd nesaf, pe bai'n cael ei gwneud nawr. Nid wyf wedi dweud wrth neb, ac nid wyf wedi cadw dim ohoni.
coordinators-trying = Rwy'n ei gweithio allan nawr, a byddaf yn ysgrifennu atoch ymhen munud.
coordinators-too-few = Roedd llai na { $count } o bobl i mewn, felly nid wyf yn dangos niferoedd: byddent yn dweud am bobl.
coordinators-rules = Nid yw niferoedd o dan { $count } yn cael eu dangos, ac mae'r lleill i gyd wedi'u talgrynnu i bump.
coordinators-described = Barrau, un o dan y llall: { $lines }
coordinators-line = { $what }: { $told }
coordinators-about = tua { $count }
coordinators-few = llai na { $count }
coordinators-count-people = I mewn
coordinators-count-pairs = Mewn dau
coordinators-count-threes = Mewn tri
coordinators-count-alone = Heb neb
coordinators-count-again = Dau a gwrddodd yn ddiweddar
coordinators-count-put = Mewn cysylltiad
coordinators-count-met = Wedi siarad
coordinators-count-reports = Adroddiadau ers hynny
coordinators-mentors-few = Mae llai na { $count } o bobl yn aros am fentor, felly nid wyf yn dangos niferoedd.
coordinators-mentors-all = Mae tua { $count } o bobl yn aros am fentor. Mae hyn yn eu ffordd:
coordinators-tried-not = Ni allwn ei weithio allan. Rhowch gynnig arall arni yn nes ymlaen.
