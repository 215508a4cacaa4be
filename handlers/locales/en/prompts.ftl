# Prompts: something to begin with

me-title-given-prompts = Questions I gave you
me-given-prompts = { $count ->
    [one] A question to begin a talk with, or to think about. I remember it so that it does not come again too soon.
   *[other] { $count } questions to begin a talk with, or to think about. I remember them so that they do not come again too soon.
}
