# Areas.

command-area = Tell me where your group is
area-form = your area
area-place = Where is your group? Tap a place, or type its name, something near it, or a postcode. I don't keep the postcode.
area-place-pick = Where is your group?
area-set = Thank you. I'll look for things in { $area } first.
area-outside = That is outside the places I know. I will show what is open to everyone.
