# Fy wythnosau.

command-myweeks = Fy wythnosau fy hun
command-myweeks-said =
    fy wythnosau
my-weeks = Beth ddywedoch wrthyf am eich wythnosau. Dim ond chi sy'n gweld hwn.
my-weeks-none = Nid wyf yn cadw dim am eich wythnosau.
my-weeks-show = Fy wythnosau
my-weeks-title = Fy wythnosau
my-weeks-described = Siart gydag wyneb i bob wythnos: { $told }. Mae wythnosau heb ateb yn wag.
my-week = Yr wythnos o { $day }: { $mood }
my-week-forgotten = Yr wythnos o { $day }: mae eich gair amdani wedi'i anghofio erbyn hyn
my-week-topics = Yr wythnos o { $day }: { $mood } ({ $topics })
chart-day = { $day }
my-notes = { $count ->
    [zero] Darllen fy nodiadau
    [one] Darllen fy nodyn
    [two] Darllen fy nau nodyn
    [few] Darllen fy nhri nodyn
    [many] Darllen fy chwe nodyn
   *[other] Darllen fy { $count } nodyn
}
note-of = Eich nodyn am yr wythnos o { $day }
note-lost = Ni ellir agor y nodyn hwn mwyach.
note-goes = Rwy'n ei ddileu { $day }, oni bai eich bod am ei gadw.
note-kept = Rwy'n ei gadw nes i chi ei ddileu.
note-keep = Cadw nes i mi ei ddileu
note-unkeep = Peidio â'i gadw'n hirach
note-delete = Dileu'r nodyn hwn
note-deleted = Mae'r nodyn wedi'i ddileu.
note-gone = Nid yw'r nodyn hwnnw yma mwyach.
note-earlier = Nodyn cynharach
note-later = Nodyn diweddarach
