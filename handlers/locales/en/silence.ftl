# Those who have not written for a year.

silence-ask = Hello. I haven't heard from you for a year. Do you want to stay in touch?
silence-else = If you do, press the button or write anything. If not, do nothing: in { $days } days I will erase all I keep about you.
silence-stay = Yes, keep me
silence-stays = Good to hear from you. Everything stays as it was.
