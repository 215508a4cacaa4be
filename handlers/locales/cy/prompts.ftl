# Prompts: something to begin with

me-title-given-prompts = Cwestiynau a roddais i chi
me-given-prompts = { $count ->
    [one] Cwestiwn i ddechrau sgwrs, neu i feddwl amdano. Rwy'n ei gofio rhag iddo ddod eto'n rhy fuan.
   *[other] { $count } cwestiwn i ddechrau sgwrs, neu i feddwl amdanyn nhw. Rwy'n eu cofio rhag iddyn nhw ddod eto'n rhy fuan.
}
