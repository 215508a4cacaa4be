# Groups.

groups-ask = What kind of group? Write it as you would say it. For example: somewhere to take a toddler.
groups-ask-here = What kind of group? Please say it all in one message, like: { $slash }groups toddlers
groups-found = { $count ->
    [one] I found one group:
   *[other] I found { $count } groups:
}
groups-none = I found no group like that. Try other words.
group-gone = I no longer have that group. Please ask me again.
group-in = A group in { $area }:
group-offers = Offers: { $what }
group-needs = Could use: { $what }
group-meets = Meets: { $when }
group-size = { $count ->
    [one] About { $count } person
   *[other] About { $count } people
}
group-email = Write to: { $email }
group-open = New people are welcome.
group-full = It takes no new people just now.
group-somewhere = This group:
group-phone = Ring: { $phone }
group-page = Their page
group-source = Source: { $source }. { $checked }
