# Contacts.

contacts-ask = What is it about? Write it as you would say it. For example: closing our road for a street party.
contacts-ask-here = What is it about? Please say it all in one message, like: { $slash }contacts closing our road
contacts-found = { $count ->
    [one] This is who to talk to:
   *[other] These can help. The first one fits best.
}
contacts-none = I don't know who to talk to about that. Try other words, or ask your council's front desk.
contact-gone = I no longer have that contact. Please ask me again.
contact-urgent = If it can't wait, ring { $it }
contact-role = { $it }
contact-decides = Can decide: { $it }
contact-topics = Ask about: { $it }
contact-phone = Phone: { $it }
contact-email = Email: { $it }
contact-hours = Open: { $it }
contact-prefers = Best way: { $it }
contact-deputy = If they are away: { $it }
contact-page = Their page
