# Syniadau.

ideas = Pethau y mae pobl sy'n rhedeg grwpiau yn dweud iddynt helpu:
ideas-more = Mwy o syniadau
idea-share-a-job = • Rhowch un swydd fach i rywun arall yr wythnos hon, a gadewch iddynt ei gwneud yn eu ffordd eu hunain.
idea-swap-jobs = • Cyfnewidiwch swydd sy'n gas gennych am un sy'n gas gan rywun arall.
idea-say-no = • Dywedwch na wrth un peth. Mae “alla i ddim y tro hwn” yn ddigon.
idea-put-off = • Edrychwch ar yr hyn sydd i'w wneud. Beth allai aros pythefnos, heb i neb boeni?
idea-second-key = • Gadewch i ail berson gael yr allwedd a'r cyfrinair, fel nad yw popeth yn dibynnu arnoch chi.
idea-quiet-evening = • Tawelwch sgwrs y grŵp am un noson. Bydd hi yno yn y bore.
idea-brew = • Cymerwch baned gyda rhywun o'r grŵp, heb agenda.
idea-tell-someone = • Dywedwch wrth un person rydych yn ymddiried ynddo sut mae hi wedi bod.
idea-thank-yous = • Cadwch y diolchiadau: llun, cerdyn, neges. Darllenwch nhw ar ddiwrnod llwyd.
idea-visit = • Ymwelwch â grŵp arall am awr. Mae ganddynt yr un trafferthion, ac atebion eraill.
idea-shorter-meeting = • Gwnewch y cyfarfod nesaf hanner mor hir. Dechreuwch gyda'r hyn sy'n bwysig.
idea-ask-the-council = • Gofynnwch am help gyda'r gwaith papur: mae { $slash }contacts yn dod o hyd i bwy sy'n ei roi.
