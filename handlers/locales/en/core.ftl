# The bot itself.

language-name = English
bot-description =
    Hello. I help people who keep community groups going.
    Ask me about small pots of money, or who to talk to at the council.
    I am a computer program, not a person.
bot-short-description = Little pots of money, and who to talk to. A computer program for community groups.
sent-again = You may have had this already.
mishap = Sorry, something went wrong on our side, and I could not deal with your message. Nothing was changed. Please send it again.
only-in-private = Others can read this chat. Please write to me on my own for that.
unknown-command = I don't know the command { $slash }{ $command }. Send { $slash }help to see what I can do.
unknown-button = That button doesn't work any more. Please ask me again.
number-not-shown = I don't see that number here. Please type one that you can see.
already-done = You have pressed that already.
cannot-read = { $kind ->
    [photo] Thank you. I can't look at photos. Please tell me in words what you need.
    [voice] Thank you. I can't listen to voice messages. Please write to me instead.
    [audio] Thank you. I can't listen to sound. Please write to me instead.
    [video] Thank you. I can't watch videos. Please tell me in words what you need.
    [video_note] Thank you. I can't watch videos. Please tell me in words what you need.
    [sticker] That's kind. I can't read stickers, but I can read words. What would you like to know?
    [document] Thank you. I can't open files. Please tell me in words what you need.
    [location] Thank you. I can't read maps. Please tell me the name of the place, or a postcode.
   *[other] Thank you. I can only read words. Please write to me what you need.
}
said-nothing = I could not read anything in that. Please write to me what you need.
