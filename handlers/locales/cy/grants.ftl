# Grantiau a roddwyd.

grants-found = { $count ->
    [one] Des i o hyd i un grant a roddwyd at rywbeth fel hyn:
   *[other] Des i o hyd i { $count } grant a roddwyd at bethau fel hyn:
}
grants-none = Ni welais grantiau a roddwyd at bethau fel hyn.
grants-past = Rhoddwyd y rhain o'r blaen. Nid yw'n golygu bod y pot ar agor nawr.
grants-of-pot = Talodd { $pot } am y rhain o'r blaen:
grants-none-of-pot = Ni wn am beth y talodd { $pot } o'r blaen.
grant-to = { $amount } i { $recipient }, gan { $funder }
grant-to-person = { $amount } i un person, gan { $funder }
grant-for = Yn { $year }: { $what }
