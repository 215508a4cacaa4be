# Y bot ei hun.

language-name = Cymraeg
bot-description =
    Helo. Rwy'n helpu pobl sy'n cynnal grwpiau cymunedol.
    Gofynnwch i mi am botiau bach o arian, neu â phwy i siarad yn y cyngor.
    Rhaglen gyfrifiadurol ydw i, nid person.
bot-short-description = Potiau bach o arian, ac â phwy i siarad. Rhaglen gyfrifiadurol i grwpiau cymunedol.
sent-again = Efallai eich bod wedi cael hwn yn barod.
mishap = Mae'n ddrwg gen i, aeth rhywbeth o'i le ar ein hochr ni, ac ni allwn ddelio â'ch neges. Ni newidiwyd dim. Anfonwch hi eto, os gwelwch yn dda.
only-in-private = Gall eraill ddarllen y sgwrs hon. Ysgrifennwch ataf ar eich pen eich hun am hynny.
unknown-command = Dydw i ddim yn adnabod y gorchymyn { $slash }{ $command }. Anfonwch { $slash }help i weld beth y gallaf ei wneud.
unknown-button = Nid yw'r botwm hwnnw'n gweithio mwyach. Gofynnwch i mi eto.
number-not-shown = Ni welaf y rhif hwnnw yma. Teipiwch un y gallwch ei weld.
already-done = Rydych wedi pwyso hwnnw'n barod.
cannot-read = { $kind ->
    [photo] Diolch. Ni allaf edrych ar luniau. Dywedwch mewn geiriau beth sydd ei angen arnoch.
    [voice] Diolch. Ni allaf wrando ar negeseuon llais. Ysgrifennwch ataf yn lle hynny.
    [audio] Diolch. Ni allaf wrando ar sain. Ysgrifennwch ataf yn lle hynny.
    [video] Diolch. Ni allaf wylio fideos. Dywedwch mewn geiriau beth sydd ei angen arnoch.
    [video_note] Diolch. Ni allaf wylio fideos. Dywedwch mewn geiriau beth sydd ei angen arnoch.
    [sticker] Caredig iawn. Ni allaf ddarllen sticeri, ond gallaf ddarllen geiriau. Beth hoffech chi ei wybod?
    [document] Diolch. Ni allaf agor ffeiliau. Dywedwch mewn geiriau beth sydd ei angen arnoch.
    [location] Diolch. Ni allaf ddarllen mapiau. Dywedwch enw'r lle wrthyf, neu god post.
   *[other] Diolch. Dim ond geiriau y gallaf eu darllen. Ysgrifennwch beth sydd ei angen arnoch.
}
said-nothing = Ni allwn ddarllen dim yn hwnnw. Ysgrifennwch beth sydd ei angen arnoch.
