# Y rhai nad ydynt wedi ysgrifennu ers blwyddyn.

silence-ask = Helo. Nid wyf wedi clywed gennych ers blwyddyn. Ydych chi am gadw mewn cysylltiad?
silence-else = Os ydych, pwyswch y botwm neu ysgrifennwch unrhyw beth. Os nad ydych, peidiwch â gwneud dim: ymhen { $days } diwrnod byddaf yn dileu popeth rwy'n ei gadw amdanoch.
silence-stay = Ydw, cadwch fi
silence-stays = Da clywed gennych. Mae popeth yn aros fel yr oedd.
