"""Words that say nothing of what a passage is about, as folding leaves them."""

from __future__ import annotations

_ENGLISH = """
a about above after again against all almost alone along already also although always am among an
and another any anybody anyone anything are around as at away back be became because become becomes
been before behind being below between both but by came can cannot come could did do does doing
done down during each either else enough even ever every everybody everyone everything few first
for from further get gets give given go goes going gone got had has have having he her here hers
herself him himself his how however i if in indeed instead into is it its itself just keep last
least less let like ll made make makes many may me might more most much must my myself neither
never next no nobody none nor not nothing now of off often on once one ones only onto or other
others our ours ourselves out over own per perhaps put quite rather re really s said same say says
several shall she should since so some somebody someone something sometimes still such t take taken
takes than that the their theirs them themselves then there therefore these they thing things this
those though three through thus to together too took toward towards two under until up upon us use
used uses using ve very was we well went were what whatever when where whether which while who
whole whom whose why will with within without would yes yet you your yours yourself yourselves
asked ask told tell tells new day days time times year years
al el
"""
_FRENCH = """
a afin ai aient ainsi alors apres as au aucun aucune aujourd aupres aura aurait auront aussi autre
autres aux avaient avait avant avec avez avoir avons ayant beaucoup bien c car ce ceci cela celle
celles celui cependant certain certaine certaines certains ces cet cette ceux chacun chacune chaque
chez ci comme comment contre d dans de deja depuis derriere des desormais deux devant dit disent
doit doivent donc dont du duquel elle elles en encore entre envers es est et etaient etait etant ete
etre eu eux fait faire faites font fut furent hors hui il ils j jamais je jusqu jusque l la
laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais malgre me
meme memes mes mien moi moins mon n ne ni non nos notre nous on ont ou par parce parfois parmi pas
pendant peu peut peuvent plus plusieurs point pour pourquoi pres puis qu quand que quel quelle
quelles quelqu quelque quelques quels qui quoi rien s sa sans sauf se selon sera serait seront ses
si sien soi soit sommes son sont sous souvent sur t ta tandis tant te tel telle telles tels tes toi
ton toujours tous tout toute toutes tres trois trop tu un une va vers voici voila vont vos votre
vous vu y annee annees jour jours fois al el
"""
_ARABIC = """
في من الى على عن مع هذا هذه ذلك تلك هولا اوليك التي الذي الذين اللذين اللاتي ما ماذا متي كيف لماذا
هل لا لم لن ليس ليست ان انه انها انهم اننا اني لان لانه لانها لانهم كان كانت كانوا يكون تكون يكونوا
سوف قد لقد كل بعض غير سوي الا اما او ام ثم بل لكن لكنه لكنها لكنهم حتي اذا اذ لو لولا عند عندما
عنده لدي لديه لديها لديهم بعد قبل بين خلال منذ نحو حول فوق تحت امام خلف دون بدون ضد هو هي هم هن
نحن انا انت انتم هنا هناك حيث كما مثل اي ايضا فقط جدا كذلك هكذا ذات ذو ذوي احد احدي به بها بهم
بنا له لها لهم لنا لكم لي فيه فيها فيهم فينا منه منها منهم منا عليه عليها عليهم علينا اليه اليها
اليهم الينا عنه عنها عنهم معه معها معهم معنا و ف ب ك ل ولا وما ولم ولن وقد وان وهو وهي وهم وفي ومن
وعلي والي وكان وكانت فان كان قال قالت قالوا يقول تقول يقولون يتم تم اول اخر اخري اخرين عام سنه يوم
"""

#: Language → its stop words.
STOP_WORDS = {
    "en": frozenset(_ENGLISH.split()),
    "fr": frozenset(_FRENCH.split()),
    "ar": frozenset(_ARABIC.split()),
}
