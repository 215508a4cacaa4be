# Ideas.

ideas = Things that people who run groups say have helped:
ideas-more = More ideas
idea-share-a-job = • Give one small job to somebody else this week, and let them do it their way.
idea-swap-jobs = • Swap a job you dread for one that somebody else dreads.
idea-say-no = • Say no to one thing. “I can't this time” is enough.
idea-put-off = • Look at what is due. What could wait a fortnight, and nobody would mind?
idea-second-key = • Let a second person have the key and the password, so that it doesn't all hang on you.
idea-quiet-evening = • Mute the group's chat for one evening. It will be there in the morning.
idea-brew = • Have a brew with someone from the group, with no agenda.
idea-tell-someone = • Tell one person you trust how it has been.
idea-thank-yous = • Keep the thank-yous: a photo, a card, a message. Read them on a grey day.
idea-visit = • Visit another group for an hour. They have the same troubles, and other answers.
idea-shorter-meeting = • Make the next meeting half as long. Begin with what matters.
idea-ask-the-council = • Ask for help with the paperwork: { $slash }contacts finds who gives it.
