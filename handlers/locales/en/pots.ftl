# Funding pots.

pots-found = { $count ->
    [one] I found one pot of money for this.
   *[other] I found { $count } pots of money for this.
}
pots-open = { $count ->
    [one] There is one pot of money. Tell me what yours is for, and I'll see if it fits.
   *[other] There are { $count } pots of money. Tell me what yours is for, and I'll find those that fit.
}
pots-urgent = If this can't wait, ring { $contact } now: { $number }. If anyone is in danger, ring 999 first.
pots-none = I found no pot of money for that.
pots-nearest = These come nearest:
pots-none-next = Try other words, a smaller sum, or ask me who to talk to.
pots-elsewhere = { $place } is outside the places I know. I only know about money for { $home } and around it. The council there can help you.
pots-ask-area = Some of these are only for one part of town. Where is your group?
tell-area = Tell you where we are
also-contact-best = To talk to someone: { $contact }. { $role }.
pot-gone = I no longer have that pot. Please ask me again.
applicant-individual = one person
applicant-informal-group = groups with no written rules
applicant-constituted-group = groups with written rules (a constitution)
applicant-tenants-and-residents-association = tenants' and residents' groups
applicant-registered-charity = registered charities
applicant-cic = community interest companies (CICs)
applicant-social-enterprise = social enterprises
applicant-micro-enterprise = very small businesses
applicant-school = schools
applicant-sports-club = sports clubs
applicant-faith-group = faith groups
applicant-parish-council = parish councils
amount-fixed = { $amount }
amount-range = { $least } to { $most }
amount-up-to = up to { $most }
amount-from = { $least } or more
amount-unknown = ask how much
deadline-closed = closed on { $day }
deadline-later = opens { $day }
deadline-none = no deadline
deadline-open = { $days ->
    [0] closes today
    [1] closes tomorrow, { $day }
   *[other] closes { $day }, in { $days } days
}
fits = fits what you told me
fits-check-who = check you can apply
fits-check-place = only for some places
fits-check-amount = check the amount
fits-check-date = check the dates
misses-who = not for groups like yours
misses-place = only for another place
misses-amount = not for that sum
misses-date = not at that time
