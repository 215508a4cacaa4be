# Asking, and lists.

command-pots = Money you can apply for now
command-pots-said =
    pots
    funding
    grants
    money
command-contacts = Who to talk to
command-contacts-said =
    contacts
    who to talk to
command-groups = Groups near you
command-groups-said =
    groups
asked-thanks = You're welcome. Ask me about money for your group, or who to talk to.
asked-goodbye = Bye for now. You can write to me again at any time.
asked-other = All right. Ask me about money for your group, or who to talk to.
asked-in-place = You are in { $area }.
asked-far-postcode = I don't know that postcode. I only know about { $home } and around it. The council there can help you.
asked-out-of-scope = I can't help with that one. I know about money for community groups, who to talk to, and groups near you.
asked-which-place = That could be more than one place. Which one is it?
list-numbered = { $no }. { $title }
list-more = More
list-earlier = Earlier ones
list-back = Back to the list
list-too-old = That list is from a while ago, and I have forgotten it. Please ask me again.
list-unsure = may be out of date: ask first
checked-never = Nobody has said when this was last checked: ring first.
checked-on = Last checked on { $day }.
checked-old = Last checked on { $day }, so it may have changed.
checked-long-ago = Last checked { $months } months ago: ring first.
also-funding = Money for this
also-contact = Who to talk to
also-past_grants = Who has funded things like this
also-group = Groups doing this
