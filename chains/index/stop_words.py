"""The words every text of a language has, which tell nothing about what it is about.

The lists follow Snowball's (BSD-3-Clause, https://snowballstem.org), shortened; elided and
contracted forms stand as the pieces an apostrophe leaves.
"""

_ENGLISH = """
a about above after again against all am an and any are aren as at be because been before being
below between both but by can cannot could couldn d did didn do does doesn doing don down during
each few for from further had hadn has hasn have haven having he her here hers herself him himself
his how i if in into is isn it its itself let ll m me more most mustn my myself no nor not of off
on once only or other ought our ours ourselves out over own re s same shan she should shouldn so
some such t than that the their theirs them themselves then there these they this those through to
too under until up us ve very was wasn we were weren what when where which while who whom whose why
will with won would wouldn you your yours yourself yourselves
"""

_GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch
auf aus bei bin bis bist da damit dann das dass dasselbe dazu dein deine deinem deinen deiner dem
den denn der derer des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du
durch ein eine einem einen einer eines einige einigen er es etwas euch euer eure für gegen gibt
hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in
indem ins ist jede jedem jeden jeder jedes jene jetzt kann kein keine keinem keinen keiner können
könnte machen man manche mein meine meinem meinen meiner mich mir mit muss musste nach nicht nichts
noch nun nur ob oder ohne sehr sein seine seinem seinen seiner selbst sich sie sind so solche soll
sollte sondern sonst über um und uns unser unsere unserem unseren unter viel vom von vor während
wann war waren warum was weg weil welche welchem welchen welcher welches wenn wer werde werden wie
wieder will wir wird wirst wo wollen wurde würde würden zu zum zur zwar zwischen
"""

_FRENCH = """
ai as au aux avec c ce ceci cela celle celles celui ces cet cette ceux chaque comme comment d dans
de des donc dont du elle elles en est et étaient était été être eu eux fait fois ici il ils j je l
la là le les leur leurs lui m ma mais me même mes moi mon n ne nos notre nous on ont ou où par pas
peut peuvent plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se
sera ses si soit son sont sous sur t ta te tes toi ton tous tout toute toutes très tu un une vos
votre vous y à
"""

_SPANISH = """
a al algo algunas algunos ante antes como con contra cual cuando cuál cuáles cuándo cuánto cómo de
del desde donde dónde durante e el ella ellas ellos en entre era es esa esas ese eso esos esta está
están estas este esto estos fue ha han hasta hay la las le les lo los más me mi mis mucho muy nada
ni no nos nosotros nuestra nuestro o os otra otro para pero por porque puede pueden qué que quien
quién se sea ser si sí sin sobre son su sus también tan te tiene tienen todo todos tu tus un una
unas uno unos y ya yo él
"""

_ITALIAN = """
a ad agli ai al alla alle anche avere c che chi ci come con cosa cui d da dagli dai dal dalla dalle
de degli dei del della delle di dove e ed era essere fra gli ha hanno i il in io l la le lei li lo
loro lui ma mi mia mio ne nei nel nella nelle no noi non nostra nostro o per perché più può quale
quali quando quanto quella quelle quello questa queste questi questo se si sono sta su sua sugli
sui sul sulla suo ti tra tu tua tuo tutti tutto un una uno vi voi è
"""

_PORTUGUESE = """
a à ao aos as às até com como da das de dela dele depois do dos e é ela elas ele eles em entre era
essa esse esta está estão este eu foi for há isso isto já lhe mais mas me mesmo meu minha muito na
não nas nem no nos nós nossa nosso num numa o onde os ou para pela pelas pelo pelos pode por porque
qual quais quando quanto que quem se sem ser seu seus são só sua suas também te tem têm um uma você
vocês
"""

_DUTCH = """
aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een eens
en er ge geen had heb hebben heeft hem het hier hij hoe hun ik in is ja je kan kon kunnen maar me
meer men met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over reeds te
toch toen tot u uit uw van veel voor waar waarom wanneer want waren was wat werd wezen wie wij wil
worden wordt zal ze zelf zich zij zijn zo zonder zou
"""

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "es": frozenset(_SPANISH.split()),
    "it": frozenset(_ITALIAN.split()),
    "pt": frozenset(_PORTUGUESE.split()),
    "nl": frozenset(_DUTCH.split()),
}

IN_ANY_LANGUAGE = frozenset().union(*STOP_WORDS.values())
"""Those of all of them together, where the language of a word is not known."""
