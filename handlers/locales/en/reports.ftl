# Reports for the council.

reports-new = There is a new report on how people's weeks were, up to { $until }.
reports-none = There is no report yet. One is made when a quarter of the year ends, from the twelve weeks before, if anybody has checked in.
reports-moods = How people's weeks were, { $first } to { $last }
reports-topics = What helped people or weighed on them, { $first } to { $last }
reports-area = How many take part, all together and in each area, { $first } to { $last }
reports-line = { $answer }: { $told }
reports-about = about { $count } people
reports-blank-few = not shown: too few people
reports-blank-still = not shown: too few came or went
reports-blank-alike = not shown: nearly all said the same
reports-why-few = Numbers are shown only of groups so large that nobody can be picked out: about 25 people or more. As every number is blurred a little first, it may be a few more, or fewer.
reports-why-still = Where too few people have come or gone since a number was last shown, a new one could tell on them. The earlier one stands.
reports-why-alike = Where nearly all gave one answer, showing it would tell what each of them said.
reports-how-moods = Each person is counted once, by the word they gave most often.
reports-how-topics = Each person who chose any is counted once, by the one they chose most often. It may have helped, or weighed.
reports-how-area = Each person is counted once, in the area they told us; all together are counted by themselves.
reports-all = All together
reports-rules = Numbers are blurred and rounded to five, so they need not add up. Who said what is in no report. What was shown does not change.
reports-described = A bar chart. { $lines }
reports-see-moods = How weeks were
reports-see-topics = What helped or weighed
reports-see-area = How many take part
reports-earlier = The report up to { $until }
reports-stay = The numbers in reports to the council that you were counted in. They are of many people, rounded, and name nobody.
me-title-in-report = That you were counted
me-in-report = That your weeks were counted in a report of many people to the council. What you said is not in it.
