# Circles: a few peers around a subject or a place.

circles-title = Circles
circles-told = { $count ->
    [one] A circle that you are or were in, or were asked to join.
   *[other] { $count } circles that you are or were in, or were asked to join.
}
circles-told-seat = Offered on { $day }
circles-told-contact = How the others reach you: { $contact }
circles-title-meetings = Meetings of your circle
circles-told-meetings = Whether you come, or host: { $days }.
circles-told-meeting = { $day }
circles-title-notes = What you wrote down for your circle
circles-told-notes = { $count ->
    [one] One note of what your circle agreed.
   *[other] { $count } notes of what your circle agreed.
}
circles-title-wait = Waiting for a circle
circles-told-wait = You have wanted a circle since { $day }.
