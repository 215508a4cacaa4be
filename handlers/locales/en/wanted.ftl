# News of pots like those that people asked for.

wanted-done = I'll tell you when there is new money like { $pot }.
wanted-already = You have asked for that already: I'll tell you when there is new money like { $pot }.
wanted-enough = You get news of { $count } things already. That's as many as I can look out for. Stop one, and ask again.
wanted-silent = You asked me not to write to you, so for now I won't.
wanted-list = News I asked for
wanted-news = { $count ->
    [one] There is a new pot of money like you asked me to look out for:
   *[other] There are { $count } new pots of money like you asked me to look out for:
}
wanted-more = { $count ->
    [one] And one more: { $slash }pots finds it.
   *[other] And { $count } more: { $slash }pots finds them.
}
wanted-none = You haven't asked me to look out for anything. Look at a pot, tap “More”, and then “Tell me about new ones like this”.
wanted-all = I look out for new money for you. Tap what you want no more news of.
wanted-stop = Stop: like { $pot }
wanted-stopped = Done. No more news of that.
wanted-not = You had stopped that already.
wanted-title = News you asked for
wanted-told = { $count ->
    [one] One thing that I look out for, so that I can tell you of new money for it.
   *[other] { $count } things that I look out for, so that I can tell you of new money for them.
}
wanted-like = New money like { $pot }
wanted-known = { $count ->
    [one] Which pot you know of already, so that I don't tell you of it twice: one.
   *[other] Which pots you know of already, so that I don't tell you of them twice: { $count }.
}
