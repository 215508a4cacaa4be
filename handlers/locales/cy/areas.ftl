# Ardaloedd.

command-area = Dweud ble mae eich grŵp
area-form = eich ardal
area-place = Ble mae eich grŵp? Tapiwch le, neu teipiwch ei enw, rhywbeth gerllaw, neu god post. Nid wyf yn cadw'r cod post.
area-place-pick = Ble mae eich grŵp?
area-set = Diolch. Byddaf yn chwilio am bethau yn { $area } yn gyntaf.
area-outside = Mae hwnnw y tu allan i'r lleoedd rwy'n eu hadnabod. Dangosaf beth sydd ar agor i bawb.
