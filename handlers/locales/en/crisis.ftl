# When somebody is in danger.

command-urgent = Help when someone is in danger
command-urgent-said =
    urgent
    emergency
    it's an emergency
    its an emergency
    i need help now
    need help now
    i need urgent help
    urgent help
    help me now
    please help me now
    sos
urgent = If someone's life is in danger, ring 999 now. These people can help, too:
line-999 = • Life in danger now: ring 999. If you can't speak, press 55 when asked.
line-samaritans = • Samaritans, to talk, day or night: ring 116 123. It's free.
line-shout = • Rather write? Text SHOUT to 85258, day or night.
line-nhs111 = • NHS: ring 111, and choose option 2 if it is about feelings.
line-nhs24 = • NHS 24 in Scotland: ring 111.
line-breathing-space = • Breathing Space in Scotland: ring 0800 83 85 87.
line-lifeline = • Lifeline in Northern Ireland: ring 0808 808 8000.
line-police = • Police, when it is not an emergency: ring 101.
line-domestic-abuse = • National Domestic Abuse Helpline, day or night: ring 0808 2000 247. It's free.
line-live-fear-free = • Live Fear Free in Wales, day or night: ring 0808 80 10 800. It's free.
line-domestic-abuse-scotland = • Scotland's Domestic Abuse Helpline, day or night: ring 0800 027 1234. It's free.
line-domestic-abuse-ni = • Domestic and Sexual Abuse Helpline in Northern Ireland, day or night: ring 0808 802 1414. It's free.
line-nspcc = • NSPCC, if you worry about a child: ring 0808 800 5000.
signpost-reach = { $how } ({ $hours })
hours-always = day or night
hours-office = office hours
hours-duty-team = emergency duty team at other times
crisis-self = I'm sorry it is this hard. I'm a computer program, so please talk to a person now. They listen, and they don't judge.
crisis-self-after = You don't have to do this on your own.
crisis-burnout = That is a lot to carry. I'm a computer program, so please talk to a person. It can be about anything.
crisis-burnout-after = You have done so much for others. It is all right to ask for help.
crisis-worried = Thank you for looking out for them. I'm a computer program, and I tell nobody unless you ask me to. Ring 999 if it could happen now, and don't leave them alone if you can help it.
crisis-worried-after = You can ring Samaritans to talk about somebody else, too. It's all right to ask someone directly if they think of suicide: it doesn't put the idea in their head.
crisis-unclear = Something in what you wrote makes me think that you, or someone else, may need help. I'm a computer program, and I may be wrong: if I am, please carry on. These people can help.
crisis-unclear-after = If a child, or someone who can't look after themselves, may be at risk, please ring someone today, and don't send me their name. If someone may look at your phone, “Hide this” deletes all that I wrote here in the last two days.
crisis-attacked = I'm sorry that happened. I'm a computer program, and I tell nobody unless you ask me to. These people can help.
crisis-attacked-after = Go where there are other people if you can. If anyone is hurt, ring 999.
crisis-others = You don't deserve that. I'm a computer program, and I tell nobody unless you ask me to. These people can help.
crisis-others-after = If someone may look at your phone: “Hide this” deletes all that I wrote here in the last two days. Delete what you wrote yourself.
crisis-hide = Hide this
crisis-hide-failed = I can't delete that message. Please delete this chat by hand: hold your finger on it in the list of chats, or open its menu, and choose Delete.
crisis-child = Thank you for speaking up. I'm a computer program, and I tell nobody unless you ask me to. Please ring someone now.
crisis-child-after = Don't promise to keep it secret. Write down what was said, in their words. Please don't send me their name.
crisis-adult = Thank you for speaking up. I'm a computer program, and I tell nobody unless you ask me to. Please ring someone.
crisis-adult-after = Don't promise to keep it secret. Write down what you saw or heard. Please don't send me their name.
crisis-medical = Please ring 999 now, or ask someone near you to. I'm a computer program: I can't call anyone.
crisis-medical-after = Stay with them if it is safe. 999 will tell you what to do.
crisis-urgent = You can send { $slash }urgent at any time to see these numbers again.
crisis-public = If someone is in danger, these people can help at any time:

# What was written for people at the council all the same.

anyway = Was that for a team at the council? I have kept nothing of it. If you tap here, I go on with it as you wrote it.
anyway-yes = Yes, go on with it
anyway-gone = I have kept nothing of what you wrote, and by now I don't have it any more. Please write it once more.
