# Lluniau, dogfennau a nodiadau llais gyda chwestiwn.

form-empty = Tynnu'r ffeiliau
attach-kind = { $kind ->
    [photo] eich llun
    [voice] eich nodyn llais
    [audio] eich recordiad
   *[other] eich ffeil
}
attach-so-far = Gydag ef hyd yn hyn: { $files }.
attach-album = Mae'r hyn a anfonoch gyda'i gilydd gen i.
attach-author = Gall dogfen gynnwys enw pwy bynnag a'i gwnaeth, ac nid wyf yn tynnu hwnnw. Nid yw llun ohoni yn ei gynnwys.
attach-not = Anfonwch lun, dogfen neu nodyn llais yma, os gwelwch yn dda. Neu pwyswch Hepgor.
attach-too-many = Gallaf gymryd { $count } ffeil gydag un cwestiwn. Mae'r lleill wedi'u gadael allan.
attach-too-large = Ni allaf gymryd { $file }: mae'n fwy na 10 MB. Mae un llai yn iawn.
attach-no-archive = Ni allaf gymryd { $file }: ffolder o ffeiliau wedi'u pacio'n un ydyw. Anfonwch nhw fesul un, os gwelwch yn dda.
attach-no-broken = Ni allwn agor { $file }. Efallai ei fod wedi'i ddifrodi.
attach-no-gone = Ni allwn nôl { $file }.
attach-no-heic = Ni allaf gymryd { $file }: ychydig o bobl sy'n gallu agor y math hwn o lun. Anfonwch ef fel llun, nid fel ffeil, a bydd yn gweithio.
attach-no-large = Ni allaf gymryd { $file }: mae'n rhy fawr. Mae un llai yn iawn.
attach-no-macros = Ni allaf gymryd { $file }: mae rhaglenni bach ynddo (macros). Mae PDF ohono yn iawn.
attach-no-old-office = Ni allaf gymryd { $file }: hen fath o ddogfen ydyw. Mae PDF ohono, neu .docx neu .xlsx, yn iawn.
attach-no-program = Ni allaf gymryd { $file }: rhaglen ydyw, neu dudalen we. Mae lluniau, PDF, dogfennau a nodiadau llais yn iawn.
attach-no-unknown = Ni allaf gymryd { $file }: nid wyf yn adnabod y math hwn o ffeil. Mae lluniau, PDF, dogfennau a nodiadau llais yn iawn.
attach-no-video = Ni allaf gymryd { $file }: fideo ydyw. Mae lluniau, PDF, dogfennau a nodiadau llais yn iawn.
attach-went-on = Mae'r gweddill i gyd wedi mynd ar ei ffordd.
attach-again = Gallwch anfon un arall nawr, neu fynd ymlaen hebddo.
attach-title = Ffeiliau gyda'ch cwestiynau
attach-told = { $count ->
    [one] Mae un ffeil yn mynd gyda'ch cwestiynau. Tynnwyd ble cafodd ei gwneud, os oedd yn dweud.
   *[other] Mae { $count } ffeil yn mynd gyda'ch cwestiynau. Tynnwyd ble cawsant eu gwneud, os oeddent yn dweud.
}
attach-from-you = Chi a'i hanfonodd.
attach-from-team = Y cyngor a'i hanfonodd.
attach-take = Gyda'ch cwestiynau: { $file }
attach-described = Llun a anfonodd rhywun gyda chwestiwn neu ei ateb
