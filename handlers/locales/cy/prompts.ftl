# Prompts: something to begin with

command-prompts = Cwestiwn i feddwl amdano, unwaith yr wythnos
command-prompts-said =
    cwestiwn wythnosol
    cwestiwn yr wythnos

prompts-title = Rhywbeth i feddwl amdano, dros baned:
prompts-thank = Helpodd rhywun fi yr wythnos hon
prompts-another = Un arall, os gwelwch yn dda
prompts-off = Dim mwy o'r rhain
prompts-on = Ie, un yr wythnos
prompts-offer = Cwestiwn i feddwl amdano, unwaith yr wythnos
prompts-mine = Fy nghwestiwn wythnosol
prompts-what = Hoffech chi i mi anfon un cwestiwn neu syniad bach atoch bob wythnos? Er enghraifft: pwy wnaeth rywbeth caredig na welodd neb? Does dim rhaid i chi fy ateb. I chi y mae.
prompts-room = Daw ar ddydd Mercher, ar eich awr chi, a dim ond mewn wythnosau sydd â lle iddo yn eich nifer o negeseuon.
prompts-when = Daw eich cwestiwn nesaf i feddwl amdano ar { $day }.
prompts-begin = Iawn. Daw'r un cyntaf ar { $day }.
prompts-ended = Wedi gwneud: dim mwy o'r rhain. Cewch nhw'n ôl unrhyw bryd.

me-title-weekly-prompt = Cwestiwn yr wythnos
me-title-given-prompts = Cwestiynau a roddais i chi
me-given-prompts = { $count ->
    [one] Cwestiwn i ddechrau sgwrs, neu i feddwl amdano. Rwy'n ei gofio rhag iddo ddod eto'n rhy fuan.
   *[other] { $count } cwestiwn i ddechrau sgwrs, neu i feddwl amdanyn nhw. Rwy'n eu cofio rhag iddyn nhw ddod eto'n rhy fuan.
}
