# Contacts.

contacts-ask = What is it about? Write it as you would say it. For example: closing our road for a street party.
contacts-ask-here = What is it about? Please say it all in one message, like: { $slash }contacts closing our road
contacts-found = { $count ->
    [one] This is who to talk to:
   *[other] These can help. The first one fits best.
}
contacts-urgent = If this can't wait, ring, don't write. If anyone is in danger, ring 999 first.
contacts-none = I don't know who to talk to about that. Try other words, or ask your council's front desk.
contact-gone = I no longer have that contact. Please ask me again.
contact-urgent = If it can't wait, ring { $it }
contact-role = { $it }
contact-decides = Can decide: { $it }
contact-topics = Ask about: { $it }
contact-phone = Phone: { $it }
contact-phone-best = Best way, by phone: { $it }
contact-email = Email: { $it }
contact-email-best = Best way, by email: { $it }
contact-ring = Ring { $number }
contact-hours = Open: { $it }
contact-prefers = Best way: { $it }
contact-deputy = If they are away: { $it }
contact-page = Their page
