# Photos, documents and voice notes with a question.

form-empty = Take the files off
attach-kind = { $kind ->
    [photo] your photo
    [voice] your voice note
    [audio] your recording
   *[other] your file
}
attach-so-far = With it so far: { $files }.
attach-album = I have what you sent together.
attach-author = A document can hold the name of whoever made it, and I leave that in. A photo of it doesn't.
attach-not = Please send a photo, a document or a voice note here. Or press Skip.
attach-too-many = I can take { $count } files with one question. The others are left out.
attach-too-large = I can't take { $file }: it is larger than 10 MB. A smaller one is fine.
attach-no-archive = I can't take { $file }: it is a folder of files packed into one. Please send them one by one.
attach-no-broken = I couldn't open { $file }. It may be damaged.
attach-no-gone = I couldn't fetch { $file }.
attach-no-heic = I can't take { $file }: few people can open this kind of picture. Send it as a photo, not as a file, and it will work.
attach-no-large = I can't take { $file }: it is too large. A smaller one is fine.
attach-no-macros = I can't take { $file }: it has little programs in it (macros). A PDF of it is fine.
attach-no-old-office = I can't take { $file }: it is an old kind of document. A PDF of it, or .docx or .xlsx, is fine.
attach-no-program = I can't take { $file }: it is a program, or a web page. Photos, PDFs, documents and voice notes are fine.
attach-no-unknown = I can't take { $file }: I don't know this kind of file. Photos, PDFs, documents and voice notes are fine.
attach-no-video = I can't take { $file }: it is a video. Photos, PDFs, documents and voice notes are fine.
attach-went-on = All the rest has gone on its way.
attach-again = You can send another now, or go on without it.
attach-title = Files with your questions
attach-told = { $count ->
    [one] One file goes with your questions. We took off where it was made, if it said so.
   *[other] { $count } files go with your questions. We took off where they were made, if they said so.
}
attach-from-you = You sent it.
attach-from-team = The council sent it.
attach-take = With your questions: { $file }
attach-described = A picture that somebody sent with a question or its answer
