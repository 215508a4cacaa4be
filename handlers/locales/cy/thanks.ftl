# Thanks passed on

command-thanks = Diolch i rywun a'ch helpodd
command-thanks-said =
    diolch i rywun
    trosglwyddo diolch

thanks-who = Pwy helpodd chi yr wythnos hon?
thanks-only = Fi sy'n trosglwyddo'ch diolch. Does dim yn mynd cyn i chi weld beth fyddwn i'n ei ddweud.
thanks-nobody = Gallaf drosglwyddo diolch i bobl y gwnaethoch eu cwrdd drwof i. Does neb eto, neu mae'n well ganddyn nhw beidio â'i gael.
thanks-yourself = I unrhyw un arall: dywedwch wrthyn nhw eich hun, yr wythnos hon. Mae dwy linell yn ddigon. Mae'n golygu mwy nag y tybiwch.
thanks-else = Rhywun arall
thanks-what = Am beth hoffech chi ddiolch i { $name }?
thanks-for-listening = Gwrando
thanks-for-showing = Dangos i mi sut
thanks-for-hand = Rhoi help llaw
thanks-for-idea = Syniad da
thanks-for-cheer = Codi fy nghalon
thanks-for-being = Bod yno
thanks-would = Byddai { $name } yn darllen hyn gennyf i, gyda'ch enw cyntaf a dim byd arall:
thanks-told-listening = Mae { $name } yn diolch i chi am wrando.
thanks-told-showing = Mae { $name } yn diolch i chi am ddangos sut.
thanks-told-hand = Mae { $name } yn diolch i chi am roi help llaw.
thanks-told-idea = Mae { $name } yn diolch i chi am syniad da.
thanks-told-cheer = Mae { $name } yn diolch i chi am godi calon.
thanks-told-being = Mae { $name } yn diolch i chi am fod yno.
thanks-yes = Ie, dywedwch wrth { $name }
thanks-no = Na, gadewch hi
thanks-given = Iawn. Bydd { $name } yn clywed cyn hir, ar awr dda.
thanks-not = Iawn. Ni throsglwyddwyd dim.
thanks-lately = Diolchoch i { $name } lai nag wythnos yn ôl. Unwaith yr wythnos rwy'n ei drosglwyddo, iddo aros yn arbennig.
thanks-gone = Alla i ddim trosglwyddo diolch iddyn nhw mwyach. Os gwyddoch sut, dywedwch wrthyn nhw eich hun.
thanks-deserved = Roeddwn i'n meddwl yr hoffech wybod.
thanks-several = Mae { $count } o bobl wedi diolch i chi yn ddiweddar. Byddai rhywun fel chi o help i eraill. Hoffech chi fentora un person, neu ddechrau cylch? Does dim rhaid: dim ond unwaith rwy'n gofyn.
thanks-mentor = Soniwch am fentora
thanks-circle = Dechrau cylch
thanks-lead-not = Nid i mi, diolch
thanks-lead-fine = Mae hynny'n iawn. Mae'r hyn a wnewch yn cyfri fel y mae.
thanks-off = Peidio â throsglwyddo diolch i mi
thanks-are-off = Wedi gwneud: ni throsglwyddaf ragor o ddiolch i chi. Does neb yn cael gwybod.
thanks-on-again = Trosglwyddo diolch i mi eto
thanks-are-on = Iawn: cewch glywed gennyf pan fydd rhywun yn diolch i chi.
thanks-day = ar { $day }

me-title-thanks = Diolch
me-thanks = Diolch a drosglwyddais i chi: { $had }. Diolch a roesoch chi: { $gave }.
me-thanked = Diolchoch i { $name }
me-thanks-off = Dydych chi ddim am i mi drosglwyddo diolch i chi.
me-thanks-asked = Rwy'n trosglwyddo diolch i chi. Os gofynnais a hoffech chi fentora neu ddechrau cylch, rwy'n cofio hynny, i ofyn unwaith yn unig.
