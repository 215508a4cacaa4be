# Prompts: something to begin with

command-prompts = A question to think about, once a week
command-prompts-said =
    prompts
    weekly question
    a question a week

prompts-title = Something to think about, over a cup of tea:
prompts-thank = Somebody helped me this week
prompts-another = Another one, please
prompts-off = No more of these
prompts-on = Yes, one a week
prompts-offer = A question to think about, once a week
prompts-mine = My weekly question
prompts-what = Shall I send you one small question or idea a week? Such as: who did something kind that nobody saw? You need not answer me. It is for you.
prompts-room = It comes on a Wednesday, at your hour, and only in weeks with room for it in your number of messages.
prompts-when = Your next question to think about comes on { $day }.
prompts-begin = Good. Your first one comes on { $day }.
prompts-ended = Done: no more of these. You can have them back any time.

me-title-weekly-prompt = A question a week
me-title-given-prompts = Questions I gave you
me-given-prompts = { $count ->
    [one] A question to begin a talk with, or to think about. I remember it so that it does not come again too soon.
   *[other] { $count } questions to begin a talk with, or to think about. I remember them so that they do not come again too soon.
}
