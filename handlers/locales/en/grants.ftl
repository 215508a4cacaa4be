# Past grants.

grants-found = { $count ->
    [one] I found one grant that was made for something like this:
   *[other] I found { $count } grants that were made for things like this:
}
grants-none = I found no grants that were made for things like this.
grants-past = These were given before. It doesn't mean that the pot is open now.
grants-of-pot = { $pot } paid for these before:
grants-none-of-pot = I don't know what { $pot } paid for before.
grant-to = { $amount } to { $recipient }, from { $funder }
grant-to-person = { $amount } to one person, from { $funder }
grant-for = In { $year }: { $what }
