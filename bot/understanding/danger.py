# ruff: noqa: E501
"""How danger is put into words, and the harmless talk that borrows the same words.

The patterns are written against plain sentences (`bot.understanding.plain`): lower case, no apostrophes, short forms
written out, "mum" for every mother, no filler words. A sign has one of three strengths:

- `certain`: leaves the role-play at once;
- `unsure`: asks one caring question;
- `faint`: says nothing alone; two different faint signs of one kind close together make an unsure one, and a faint
  one beside an unsure one makes a certain one.

A pattern in `HARMLESS` cancels only the signs whose words it overlaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from bot.understanding.plain import sentences_of


class Strength(IntEnum):
    """How much one sign says."""

    faint = 1
    unsure = 2
    certain = 3


@dataclass(frozen=True)
class Sign:
    """One way of putting a danger into words."""

    label: str
    strength: Strength
    pattern: re.Pattern[str]


_DAY = (
    r"(?:tonight|today|tomorrow|this (?:morning|afternoon|evening|weekend|week)|(?:on |next |this )?"
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|the weekend|right now|now|soon)"
)
_SELF_KILLING = (
    r"(?:(?:kill(?:ing)?|hang(?:ing)?|drown(?:ing)?|shoot(?:ing)?|gas(?:sing)?|poison(?:ing)?|stab(?:bing)?|"
    r"end(?:ing)?|finish(?:ing)?|off(?:ing)?|top(?:ping)?|do(?:ing)? away with|overdos(?:e|ing)) myself(?! off)|"
    r"(?:end(?:ing)?|tak(?:e|ing)|finish(?:ing)?) my (?:own )?life|(?:end(?:ing)?|finish(?:ing)?) it all|"
    r"commit(?:ting)? suicide|do(?:ing)? myself in|slit(?:ting)? my (?:wrists?|throat)|"
    r"take an overdose|taking an overdose|(?:jump|jumping) (?:off|from) (?:the|a) (?:bridge|roof|building|cliff|balcony)|"
    r"(?:jump|jumping|walk|walking|step|stepping|throw myself|throwing myself) (?:in front of|under) (?:a|the) (?:[\w.]+ ){0,2}(?:train|bus|lorry|car|truck|tube))"
)
_WAY = r"(?:rope|noose|blade|razor|gun|pistol|pills|tablets|knife|bleach|belt)"
_WHOLE = r"(?:all|loads?|lots|a lot|the whole|whole|a handful|handfuls?|every|a bunch|too many|so many|a packet|the packet|two packets|a box|the box|a bottle|the bottle|enough|them all)"
_DRUGS = r"(?:pills?|tablets|overdose|paracetamol|ibuprofen|aspirin|sleeping|packet|pack|box|bottle|bleach|poison|insulin|morphine|cabinet|medicine|medication|them)"
_ALL_OF_THEM = r"(?:everyone|everybody|they|you all|you lot|all of you|the kids|my kids|the children|my children|my family|the family|the world|people|mum|dad|mum and dad|both of them|them all|my (?:parents|husband|wife|mum|dad|daughters?|sons?))"
_BETTER = r"(?:better off|better|happier|relieved|easier|glad|thankful|fine|free)"
_GONE = r"(?:gone|dead|not (?:here|around|alive|there|born)|no longer (?:here|around|alive))"
_FOLLOWED = r"(?! (?:with|in|on|at|near|under|by|next|off|apart|together|there|here|for|up to|out of|through|under|from|across|a|abroad|alone|without|separately|my|your|his|her|their))"

_IMMINENT = {
    Strength.certain: (
        rf"\bi (?:am|will|have decided|have made up my mind|intend|plan|am planning|mean|have to|need)(?: (?:going|about|ready|planning|to|on|gone|so|definitely|finally|not scared)){{0,5}} {_SELF_KILLING}",
        rf"(?:^|, |\band )(?:so )?(?:going to|about to|ready to|will|am|am going to) {_SELF_KILLING}",
        rf"\b{_SELF_KILLING}(?:\W+\w+){{0,6}} {_DAY}\b",
        rf"\b{_DAY} (?:i (?:am|will)(?: going to)? )?{_SELF_KILLING}",
        rf"(?:^|, |\band |\bi )(?:have )?(?:already |now |just )?(?:took|taken|swallowed|drank|downed|had) (?:\w+ ){{0,3}}{_WHOLE} (?:\w+ ){{0,4}}{_DRUGS}\b(?! of (?:biscuits|crisps|sweets|chocolates?|cakes?|wine|beer|tissues|cereal|custard|fags))",
        r"(?:^|\bi )(?:have )?(?:just )?(?:took|taken) (?:an|the|my) (?:overdose|od)\b|\bi (?:drank|have drunk) (?:the |some )?(?:bleach|poison|antifreeze)",
        r"\bi (?:have )?(?:swallowed|taken|took) (?:them|the (?:whole|entire) (?:lot|packet|pack|box|bottle)|the lot)\b",
        r"\b(?:i am|am) (?:going to |about to )?(?:take|taking|swallow|swallowing) (?:all|every|the whole|everything|a load|loads|the lot|too many)(?: \w+){0,4} (?:pills|tablets|cabinet|packet|bottle|box)",
        rf"\bi have (?:got )?(?:a|an|the|my|all the|enough|his|her|some)(?: \w+)? {_WAY}(?: \w+){{0,3}} (?:ready|next to me|beside me|in front of me|in my hands?|on my lap|with me|counted|here)\b",
        r"\b(?:have|got) (?:the|a) (?:rope|noose)\b(?! ladder)(?! for)(?! to (?:tow|tie|pull))",
        r"\b(?:saved|saving|stockpil\w+|hoard\w+|collect\w+)(?: up)? (?:up )?(?:my |all my |his |her )?(?:pills|tablets|insulin|morphine)",
        r"\b(?:i am )?about to jump(?! (?:in|on|into|onto|to|at|through|for))",
        r"\b(?:tried|trying) to (?:kill|hang|drown|shoot|stab|gas|poison|end) myself(?: \w+){0,3} (?:today|this|last night|tonight|earlier|again|just|an hour|yesterday|on|now)",
        r"\bi (?:have )?(?:already )?(?:cut|slit|slashed) (?:my (?:wrists?|arms?|throat)|too deep)(?:\W+\w+){0,8} (?:bleeding|blood|stop|deep)",
        r"\bi (?:have )?(?:already )?cut\b.{0,20}\b(?:not|will not|does not) stop(?:ping)? bleeding",
        r"\bcutting (?:myself )?(?:right now|rn|now)\b|\bi am cutting (?:myself|my)\b",
        r"\bby the time (?:you|anyone|anybody|they|someone|she|he) (?:read|reads|get|gets|see|sees|find|finds|hear|hears)(?: \w+){0,3} (?:i will be|i am) (?:gone$|dead|no more|out of)",
        r"\bby the time (?:you|anyone|anybody|they|someone|she|he) (?:read|reads)(?: \w+){0,3} i will be gone",
        r"\bi (?:have )?(?:a|my) plan and (?:i have )?(?:a|the|my) (?:date|day|place|way)\b|\bi have (?:a|my) plan to (?:die|end|kill|go\b)",
        r"\bi know how and (?:i know )?when\b|\bi have (?:picked|chosen|decided on|set) (?:the|a|my) (?:day|date|place|way|bridge) (?:to|i will) (?:die|do it|go|end)",
        rf"\b(?:after|come|by) {_DAY}(?: \w+){{0,3}}(?: ,)? (?:none of (?:this|it)|nothing|it|this) will (?:not )?matter",
        r"\bafter (?:tonight|today|tomorrow)(?: ,)? there (?:is|will be) no (?:more )?me\b",
        r"\bi am (?:going to|about to) (?:die|be dead) (?:tonight|today|tomorrow)|\bi will be dead (?:by|before|tomorrow|tonight|soon|in the morning)",
        r"\bi want to die and i am going to\b|\bmake it happen tonight\b",
        r"\bwith the engine (?:on|running)\b.{0,30}\bgarage|\bgarage\b.{0,20}\bwith the engine (?:on|running)",
        r"\b(?:my|a) suicide note\b|\b(?:written|writing|wrote) (?:my|a|the) (?:suicide|goodbye|last) (?:note|letters?)",
        r"\b(?:next time|this time) (?:i will not|i would not|no) mess (?:it )?up\b|\bwill not fail this time\b",
        r"\b(?:use|put|turn) (?:it|the (?:knife|gun|blade)) on myself\b|\bloaded (?:it|the gun)\b|\bthe gun (?:is )?in my (?:mouth|hand)",
        r"\bcannot stop myself any more\b.{0,40}\b(?:blade|knife|pills|tablets|edge)|\bblade in my hand",
        r"\bi (?:will|am going to|am) (?:be (?:with|joining)|join|joining|follow|following) (?:him|her|mum|dad|my \w+) (?:\w+ )?(?:tonight|today|tomorrow|soon|in heaven)",
        r"\b(?:this is|it is|tonight is|today is|tomorrow is) my last (?:night|day|morning|evening|message)(?: (?:on earth|alive|here|on this earth|in this world))?$",
        r"\bi am (?:standing |sat |sitting |stood |up )?(?:on|at|by|over) the (?:edge|ledge|wrong side|railing)\b(?! of (?:my seat|the bed|the sofa))",
        r"\bi (?:have )?(?:made up my mind|decided)\b.{0,30}\b(?:end my life|not (?:be|to be) here|to die|to go for good|finish myself)",
        r"\bnobody (?:can|will) (?:stop me|talk me out of it)\b.{0,40}|\bwho(?:ever)? finds (?:me|my body)\b",
        r"\b(?:i will not be|i am not going to be) alive\b|\bi will not (?:see|be (?:here|around) (?:for|to see)) (?:christmas|my birthday|next year|tomorrow|the morning|another)",
        r"\bi (?:will|am going to) (?:kill|end) (?:myself|it all|my life)\b",
        r"\blook after (?:my|the) \w+(?: \w+)? when i am (?:gone|dead)\b",
        r"\b(?:kill|killing) myself if\b",
    ),
    Strength.unsure: (
        r"\bthis is (?:me saying )?goodbye\b|\b(?:said|saying|say) my goodbyes?\b|\b(?:good)?bye (?:forever|for ever|for good|everyone|world|cruel)",
        r"\bi will not be (?:here|around)(?: (?:tomorrow|next week|much longer|any ?more|for long|by then|on \w+))",
        r"\bafter (?:tonight|today|tomorrow|this week|the weekend)(?: ,)? (?:you|they|she|he|nobody|everyone) (?:will not|will never|will) (?:have to|need to|see me|be free|worry)",
        r"\b(?:my|the) note is (?:written|ready|on the)\b|\bi have written (?:the|my) (?:note|letters)\b",
        r"\bon the (?:roof|top) of (?:my|the|a) (?:building|block|car park|multi)|\b(?:standing|sat|sitting|stood|i am) on (?:the|a) (?:bridge|roof edge|balcony rail|railway (?:line|bridge)|tracks)",
        r"\byou will not have to (?:worry|put up with|deal with|see|think|bother)(?: about)? (?:with )?me\b.{0,20}(?:longer|more|again)?",
        r"\b(?:put|got|getting|putting) my affairs in order\b",
        r"\bi have (?:got )?(?:a|my) plan\b.{0,30}\b(?:die|suicide|end)",
        r"\bi (?:have )?(?:got|bought|ordered) what i need (?:for it|to do it)\b",
        r"(?<!he is )(?<!she is )(?<!they are )(?<!has )\b(?<!they )(?<!you )(?:bought|got|have) (?:a|the) (?:gun|noose)\b(?! licen)(?<!they have got a gun)(?<!you have got a gun)",
        r"\bi am (?:going to|about to) do something (?:stupid|bad|silly)\b|\bi am scared of what i (?:might|will|could|am going to) do\b|\bdo not trust myself (?:tonight|right now|alone)",
        r"\bfree of me\b|\bit will be over (?:by then|soon)\b.{0,10}$",
        r"\b(?:counted|counting) (?:out )?(?:my|the|all the|them|up) ?(?:pills|tablets)\b|\bcounted them\b",
        r"\btablets? by (?:my|the) (?:bed|side)\b.{0,60}\bi (?:counted|keep)",
        r"\bi (?:took|have taken) (?:an? )?(?:few|couple) (?:too many|more than)\b|\btaken (?:too many|more than i should)",
        r"\bthe last (?:message|time|thing) (?:you|they|anyone) (?:will|are going to) (?:ever )?(?:hear|get|see|read)",
        r"\bi (?:tried|have tried|attempted) to (?:kill myself|end (?:it|my life)|hang myself|take my (?:own )?life|overdose)",
        r"\b(?:i am|am|i will be) (?:finally )?(?:going to be )?at peace (?:soon|tonight|tomorrow|by)",
        r"\btell (?:my )?\w+ (?:that )?i (?:love|loved) (?:her|him|them)\b.{0,30}$",
        r"\bi am (?:going to )?(?:end|ending) (?:it|things|everything)(?: tonight| today| now)$",
        r"\b(?:stopped|stop|not) (?:eating|eating and drinking) on purpose\b",
        r"\b(?:tomorrow|next week|by \w+day) i will not be (?:here|around)\b(?! (?:as|because|till|until|in the office))|\bno(?:body| one) will find me (?:till|until|for|before)\b|\bnot coming (?:home|back) from it\b",
        r"\b(?:to|and|will) follow (?:her|him) ,? ?and\b|\bwaiting\b.{0,40}\bto follow (?:her|him)\b|\b(?:rope|noose|gun|blade)\b.{0,40}\bi (?:keep|took it out|put it back|go and look|look at it|hold it)",
        r"\bby (?:\w+ ){1,4}it is empty and so am i\b|\bbag is packed with stones\b|\bstones in my pockets\b",
        r"\bi have (?:\w+ )?(?:sorted|arranged|decided|settled|worked)(?: out)? who (?:gets|will get|will have|is getting|is having|takes|will take) (?:the|my) (?:dogs?|cats?|pets|house|flat|car|bike|kids|children|guitar|piano|watch|ring|rings|jewellery|books|records|savings|money|tools|garden|allotment|boat|van|things)$",
        r"\bi have (?:got )?(?:some |lots of |a lot of )?(?:pills|tablets|paracetamol|razors?|blades?) (?:right )?(?:here|with me|next to me|beside me|in front of me|in my hands?)(?! (?:for|if|that|so|you|from))",
        r"\bmy last (?:night|message)\b(?! (?:in|at|with|of|to|was|about|on (?:whatsapp|the shift)))",
    ),
    Strength.faint: (
        r"\b(?:sorted|arranged|decided|worked|settled|written)(?: \w+)? (?:out )?who (?:gets|will get|will have|has|is getting|takes|will take|is having) (?:the|my)\b",
        r"\b(?:everything|it all|it) is (?:all )?(?:arranged|sorted|tidy|in order|taken care of|paid|set)\b|\b(?:bills|funeral|insurance|cat|dog|kids) (?:are|is) (?:all )?(?:paid|sorted|going to|arranged)|\ball set for tonight\b",
        r"\bi (?:have )?(?:gave|given|giving)(?: away)? (?:all )?(?:my|away)\b",
        r"\b(?:will not|do not) (?:be needing|need) (?:it|them|any of it|anything)(?: any more| now| where i am going)?\b",
        r"\b(?:i feel|feeling|i am) (?:\w+ )?(?:calm|peaceful|at peace)(?: about it)?\b",
        r"\bafter (?:tonight|today|tomorrow|the weekend|friday|sunday)\b",
        r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tonight|tomorrow) is the (?:day|night)\b|\bthe date is set\b|\bletters? (?:are |is )?(?:done|written|posted|ready)\b|\bi have written (?:the|a|you) letters?\b",
        r"\b(?:do|doing|done|did) it (?:tonight|today|tomorrow|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|when (?:everyone|they|the kids))\b",
        r"\b(?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tonight|tomorrow) (?:i am|i will be|i will|am) (?:doing|do) it\b|\bdo it the night\b|\bthe trains? go(?:es)? (?:through|by|past)\b",
        r"\b(?:everyone|everybody|the house|they|husband|wife|kids|mum) (?:is|are) (?:asleep|out|at (?:work|school))\b",
        r"\bdo not (?:send|call|try to stop|look for|follow|feel bad|blame yourself|come after)\b|\byou could not have known\b|\bthank you for (?:everything|being kind|trying|being there)\b|\b(?:wanted|want) someone to know\b|\bsay sorry to somebody\b",
        r"\bplease look after\b|\blook after (?:her|him|them|each other|yourselves|the)\b|\bremember me\b",
        r"\bno(?:body| one)? (?:will|can) find me\b|\bwill find me (?:in the )?morning|\bfind me till\b",
        r"\bthe (?:bridge|river|cliffs?|tracks?|railway|multi storey|weir|quarry|platform|trains?)\b",
        r"\bnot (?:coming|come) (?:home|back)(?: from it)?\b|\bi (?:go|leave) on \w+day\b|\bno more (?:talks|of me|me)\b|\bi (?:will|am going to) (?:be )?(?:gone|go)\b",
        r"\bno (?:other road|other way|way out|other choice)\b|\bhad enough\b|\bdone with (?:life|everything|it all)\b",
        r"\bthere is (?:a |the )?(?:rope|gun|knife|pills|tablets)\b|\b(?:a|the) (?:rope|gun|blade)\b|\b(?:bottle|box|packet) of (?:pills|tablets)\b|\bi have (?:got )?(?:all )?(?:the|his|her) (?:pills|tablets)\b",
        r"\binsurance\b.{0,30}\b(?:pays|pay|covers)\b",
    ),
}  # fmt: skip

_IDEATION = {
    Strength.certain: (
        rf"\b{_SELF_KILLING}",
        r"(?:\bi (?:\w+ ){0,3}|^|, |\band |\bbut )(?:want|wish|wanting|would like|would rather|would prefer|need|hope|hoping|long|longing|deserve|prefer|ready|pray|praying) (?:\w+ ){0,2}?(?:to |i could |i would )?(?:die|be dead|not exist|stop existing|not be alive|never wake up|not wake up|cease to exist|stop being alive|be in (?:my|a) grave|not be (?:here )?any more)\b(?! (?:laughing|at home|with this|happy|of|from|in my own bed|before))",
        rf"\b(?:do|did) not (?:\w+ )?want to (?:be alive|exist|go on living|keep living|keep being alive|be on this (?:earth|planet)|be in this world|live(?: any more| any longer| this life| in this world| on this earth)?{_FOLLOWED})(?! (?:with|in|like|to|so|this way|next|where))",
        r"\b(?:do|did|does) not (?:\w+ )?want to wake up(?! (?:to|with|at|early|the|your|next|beside|him|her|you|before|in|so|on|and (?:find|see))\b)",
        r"\b(?:not|never) (?:\w+ )?wak(?:e|ing) up\b.{0,30}(?:operation|again|one day|morning|tomorrow|any more)?$",
        rf"\b{_ALL_OF_THEM} (?:\w+ ){{0,3}}(?:would|will|might|could|are|be) (?:\w+ ){{0,3}}{_BETTER} (?:\w+ ){{0,2}}?(?:without me|if i (?:was|were|am|wasn?t|did not|had) {_GONE}?|with me {_GONE}|when i am (?:gone|dead))",
        rf"\b(?:easier|better|happier|favour|favor|relief|simpler)(?: \w+){{0,6}} if i (?:was|were|am|had) (?:{_GONE}|never (?:born|been born))",
        r"\bif i (?:was|were|am) (?:not (?:here|around|alive|born)|dead|no longer here)\b.{0,60}\b(?:better|easier|happier|would not|relie\w+|favour|care|notice|miss|fight)",
        r"\b(?:better|easier|happier|favour|favor|relie\w+|manage)\b.{0,40}\bif i (?:was|were|am) (?:not (?:here|around|alive)|dead)|\bmanage better if i was not around",
        r"\bwhat is (?:the|even the|it) (?:point|all for)? ?(?:of|in)? ?(?:me )?(?:living|being alive|life$|existing|waking up(?! (?:at|early|so))|being born)",
        r"\bwhat is the point (?:of|in) (?:me )?being here(?! (?:at|if|when|so|until|till|before|with|for|on|in|today))",
        r"\bno (?:reason|point)(?: left)? (?:to|in|for me to|in me) (?:\w+ )?(?:live|living|be alive|being alive|being here|exist|existing|stay alive|go on living|wake up)\b|\b(?:nothing|no one|nobody|anything)(?: left)? to live for\b|\bwhat (?:is there|have i got|do i have)(?: left)? to live for\b",
        r"\bcannot see (?:a|any|the) (?:reason|point) (?:to|in|of|why) (?:\w+ )?(?:live|living|keep going|going on|go on|carry on|carrying on|be here|being here|being alive|i should)\b",
        r"\bwhy i should (?:still )?be (?:here|alive)\b",
        r"\b(?:i|me|i am|i would be|i will be|probably|feel) (?:\w+ ){0,3}better off dead\b|^better off dead\b",
        r"\b(?:i )?wish (?:that )?i (?:was|were|had|would|have|could be|would be) (?:never (?:been )?born|not woken up|never woken up|dead|not alive|not born|never alive|not here any more)(?! (?:a|an|in|into|to|with|when))",
        r"\b(?:disappear|vanish|fade away|sleep) (?:and|to) never (?:come back|wake up|be found|be seen)|\b(?:want|wish|could|like) (?:to )?(?:sleep|go to sleep) (?:forever|for ever|for good)\b",
        r"\bgo to sleep and (?:that is it|not|never|that is that|stay asleep)|\bdisappointed (?:that )?(?:i|when i) (?:woke|wake|am still|am alive)",
        r"(?:\bi (?:\w+ ){0,4}|^|\bme )(?:suicidal)\b|\bsuicidal (?:thoughts?|ideation|feelings|again|urges)\b|\bthoughts of suicide\b",
        r"\b(?:think|thinking|thought|thoughts|dream|dreaming|fantasi\w+|googl\w+|search\w+|looking up) (?:\w+ )?(?:about|of|up|for)? ?(?:ending it(?: all)?$|suicide|ways? to (?:die|kill|end it)|not existing|not being (?:alive|here)|being dead|ending my life|self ?harm\w*|hurting myself|killing|jumping (?:off|in front|under)|how (?:to|i would) (?:die|do it))(?! (?:him|her|them|it|you|the lights|time|my (?:boss|sister|brother)))",
        r"\bthoughts? (?:of|about) ending it\b|\bshould (?:\w+ )?end it(?: all)?$|\bmaybe i should end it\b|\bways to die\b",
        r"\b(?:urges?|want|wanting|need|going|like|tempted|used|started|keep|scared i will|might|could) (?:\w+ )?(?:to )?(?:hurt|harm|cut|cutting|hurting|harming|burn|burning|injure|punish) (?:myself|my (?:arms?|wrists?|legs?|thighs?|skin))\b",
        r"\bi (?:\w+ ){0,2}(?:cut|burn|scratch|punch|hit|starve|harm|bite) myself\b(?! (?:on|with the (?:oven|knife|grater|kettle|paper|iron on)|shaving|opening|cooking|by (?:accident|mistake)|at work|chopping|badly on|some|off|a|down|for|from|when i was (?:shaving|cooking|chopping)|in the (?:kitchen|garden)|again cooking|while))",
        r"\bi (?:\w+ ){0,2}(?:cut|burn|scratch) my (?:arms|wrists|legs|thighs|arm|wrist|skin)(?! (?:on|with the|cooking|by accident|in the|shaving|at))",
        r"\b(?:scratch|cut|pick|hit|punch)(?:ing)? (?:my \w+|myself|the wall and myself)(?: \w+)? (?:till|until) (?:they|it|i)\b",
        r"\bi (?:have )?started (?:cutting again|to cut again)\b|\b(?:i|been|am|started|still|back to|again) (?:\w+ ){0,2}selfharm(?:ing|ed)?\b|^selfharm|\burges? to selfharm|\bstarving myself\b",
        r"\bhurt myself (?:last night|again|on purpose|when|because|to feel|so)(?! i (?:lift|fell|trip))",
        r"\btired of (?:being alive|life|living|this life|existing|being here|waking up|breathing)(?! (?:out of|with|in|at|on|here|like|under|next|for|early|off|from|together|apart|together|up))",
        r"\b(?:done|finished|through) with (?:life|living|being alive|this life|existing)\b|\bsick of (?:being alive|living$|life$)",
        r"\bi (?:have |am )?(?:been|started|gone back to|went back to|back to|begun) cutting(?: again)?(?=$| ,| (?:and|but|because|last|since|this|every|at night|when|to feel))(?! and (?:sewing|sticking|bulking|pasting|styling|chopping))",
        r"\bif i (?:died|dropped dead|was dead|were dead|killed myself|never woke up|did not wake up)\b.{0,30}\b(?:nobody|who) would (?:\w+ )?(?:notice|care|mind|miss|cry|know|come)\b",
        r"\b(?:nobody|no one|who) would (?:\w+ )?(?:notice|care|miss me|mind|cry|come|know) if i (?:died|killed|was dead|were dead|did not wake|never woke|stopped breathing|dropped dead)",
        r"\bdo not care if i (?:live|die|am alive|wake|am dead|get hit)|\bdo not deserve to (?:live|be alive|exist|breathe|be here)\b|\bcba (?:being|to be) alive|\bcannot be (?:bothered|arsed) (?:being|to be) alive",
        r"\b(?:my )?life (?:is|feels) (?:not|no longer|hardly) worth (?:living|it|anything)|\bworth living\b.{0,20}\bnot\b|\blife is not for me\b|\bnot worth (?:living|being alive)",
        r"\bwould (?:be )?(?:doing )?(?:you|them|everyone|everybody|the world) (?:all )?a favou?r\b.{0,20}\b(?:if i|by dying|not here|dead|gone|were not)|\bdoing (?:you|them|everyone) (?:all )?a favou?r if i\b",
        r"\b(?:the )?world would (?:be|go) (?:\w+ )?(?:better|happier|lighter) (?:off )?with ?out me|\bnot be missed\b.{0,20}\bdead",
        r"\b(?:god|lord|jesus|allah) (?:\w+ )?(?:take|takes|to take|call|calls|to call|took|let) me(?: (?:in the night|now|tonight|soon|home|away|die|go))?$",
        r"\bi am (?:already|as good as) dead(?: ,)? (?:i am )?(?:inside and|just|waiting|and waiting)|\balready dead\b.{0,20}\bbody\b|\benvy (?:the )?dead\b",
        r"\bi (?:\w+ )?(?:think|thought|dream) (?:a lot )?about (?:death|dying)(?: a lot)?\b.{0,12}\b(?:mine|my own|constantly|every day|all the time|a lot)\b|\bhow quiet it would be if i was dead",
        r"\bdeath would be (?:a |such a )?(?:relief|release|easier|better|kind)|\brather be dead\b|\bprefer (?:to be dead|death)\b",
        r"\bno future with me in it\b|\bdo not see myself (?:being |getting )?(?:here|alive|reaching|making it|living)(?: (?:next year|past|by|to|at (?:thirty|forty)))?",
        r"\b(?:not|stop|stopped) (?:being|be) (?:a person|alive)\b|\b(?:nice|good|easier|lovely) to (?:just )?not (?:be|exist)$",
        r"\bi should (?:not be|be) (?:alive|dead)\b|\bi should (?:have|of) died\b(?! laughing)|\bno (?:use|good) to (?:anyone|anybody|nobody) alive",
        r"\b(?:a )?(?:bus|car|lorry|truck|train|van|plane) (?:hit|killed|took|ran over|knocked) me\b.{0,30}\b(?:not mind|not care|glad|relief|fine|okay)",
        r"\bturn of the wheel\b.{0,30}\b(?:finish\w*|over|done)|\bhow easy it would be to (?:jump|swerve|step|let go|drive|die|stop)",
        r"\bburden\b.{0,50}\b(?:relieved|better (?:off )?without|if i (?:was|were) (?:gone|dead|not)|rid of me|do not want to (?:live|be))|\bcannot go on living\b(?! (?:with you|like this ,|here|together|in|on))",
        r"\bi (?:want|wanted|would like) (?:it|everything|this|life|my life) (?:all )?to (?:be over|end|stop)\b.{0,12}\bme (?:included|too|with it)|\bme included\b",
    ),
    Strength.unsure: (
        r"\b(?:weight|millstone) (?:a?round|on|about) (?:all )?(?:your|their|his|her|our|everyone s|everyones|everybodys|the familys) necks?\b|\btake me in my sleep\b",
        r"\b(?:feel like|feeling like|think about|think of|thinking of|thinking about|keen on) (?:\w+ )?(?:disappearing|vanishing|fading away|dying)\b(?! (?:every time|when|into|from|for a|under|of|my|it|at))",
        r"\bif i (?:disappeared|vanished|was gone|were gone|was not here)\b.{0,30}\b(?:nobody|who) would (?:\w+ )?(?:notice|care|mind|miss|cry)\b",
        r"^(?:commit )?suicide$|^(?:dying|death)$",
        r"\bi (?:\w+ ){0,2}wanted to die\b(?! (?:of|when|laughing|with|from))",
        r"\bdo not want to be here any ?more\b|\bdo not want to be here$|\bdo not want to (?:live|go on) like this(?: any more)?$",
        r"\bwould be (?:better off|happier) without me\b",
        r"\bwhat is the point (?:of|in) (?:going on|carrying on|life|trying any more|anything|any of it|it all|me|trying)$|^what is the point(?: any more)?$",
        r"\bi want (?:\w+ )?to (?:disappear|vanish|not be here|go to sleep and)(?! (?:every time|when|into|from (?:the|this) (?:room|party)|for a|under))|\bwish i could (?:\w+ )?(?:disappear|vanish|not be here)(?! (?:every time|when|into|for a))",
        r"\bi (?:want|need|wish) (?:it|this|everything|all of it|it all|all this) (?:\w+ )?(?:to|would) (?:all )?(?:stop|end|be over|go away)(?: now)?$",
        r"\b(?:nobody|no one) would (?:\w+ )?(?:miss me|notice if i (?:was|were) gone|care if i (?:was|were|disappeared|vanished)|notice if i (?:disappeared|vanished))",
        r"\b(?:i am|being|feel like|feel|as|am|such) (?:\w+ )?a burden(?: (?:to|on) (?:everyone|everybody|them|my \w+|all|you all|people|her|him|you))?$|\bburden to (?:my|everyone|them|everybody)",
        r"\bi (?:am|feel) (?:\w+ )?(?:hopeless|worthless|so empty|dead inside|beyond help|in a dark place)$|\bin a (?:very |really )?dark place\b|\bso hopeless\b",
        r"\bno way out(?: (?:of this|for me|any more))?$|\bi (?:\w+ )?(?:give up|gave up|am giving up|have given up)(?: on (?:everything|life|myself|it all|living))?$",
        r"\bnothing (?:really )?matters (?:any ?more|to me)?$|\bi (?:\w+ )?hate (?:myself|being me|my life|being alive)$|\bi hate (?:myself and|being alive|being me)",
        r"\bi cannot go on(?: (?:any ?more|like this))?$|\bhow (?:much )?longer i can (?:go on|do this|keep going|take this|hold on)|\bcannot (?:cope|keep going) any ?more$|\bi cannot cope ,",
        r"\bend of my (?:rope|tether)$|\bhad enough of (?:life|living|this life|being alive|everything)\b",
        r"\blost the will to live\b|\bno will to live\b|\bdo not (?:see|have) (?:a|any) future(?! (?:for us|with you|in (?:this|the)|here|together|for (?:this|the)))",
        r"\bcannot see (?:a|any) (?:way (?:forward|out|through)|future|end to it)$|\bi am (?:completely |so )?done$|\bi am done , ",
        r"\b(?:think|thought|thinking|thinks|look|looking|stare|staring|stand|standing|walk|wander)\w* (?:about|at|by|on|over|to) (?:the )?(?:platform edge|(?:river|bridge|edge|tracks?|drop|cliffs?|pills|motorway bridge|train tracks)(?! (?:more|walk|house|for our|trip)))|\babout the river more than",
        r"\bi (?:am|feel like) (?:\w+ ){0,3}waste of (?:space|oxygen|air)|\b(?:no use to (?:anyone|anybody|them))\b",
        r"\b(?:i would )?rather be where (?:he|she|they) (?:is|are)\b|\b(?:be|join) (?:with )?(?:him|her|them) (?:in heaven|again soon|up there)\b|\bi (?:want|wish|would like) to (?:be with|join|follow|go to) (?:him|her|my (?:late )?\w+)(?: again)?$",
        r"\bif (?:a|the) (?:bus|car|lorry|truck|train) (?:hit|ran over|took) me\b",
        r"\bsomething in (?:my head|me) (?:that )?(?:says|tells me) (?:to )?do it\b|\bvoices? (?:that )?(?:says|say|tells?|telling) (?:me )?(?:to )?(?:do it|die|kill|hurt|jump)",
        r"\bwhat if i did not\b.{0,12}$|\bi (?:\w+ )?think (?:a lot )?about (?:death|dying)\b|\bthinking (?:a lot )?about (?:death|dying)\b|\bthinking of ending it$",
        r"\b(?:i|me) (?:am |have been )?(?:useless|no good)\b.{0,60}\b(?:eating|god|call me|take me)\b",
        r"\bone (?:less|fewer) (?:plate|mouth|person)\b|\bget over it\b.{0,40}\b(?:have the house|kids)",
        r"\b(?:had|have had) my (?:turn|time|innings)\b|\bi would (?:like|want) it to stop(?: now)?\b|\bready to go (?:now|meet|when he)\b.{0,12}$",
        r"\bsomewhere nobody (?:could|can|will) find me\b|\bi (?:\w+ )?(?:hurt|harm) myself\b(?! (?:at|lift|fall|trip|on|in|doing|playing|moving|badly (?:at|on)|when i (?:fell|trip)))",
        r"\bwant out (?:of|from) (?:everything|life|it all|all of it)\b|\bi want out$",
        r"\bpointless (?:me )?(?:carrying|going) on\b|\bno point (?:in )?(?:me )?(?:carrying|going) on$|\bno point (?:to|in) (?:anything|me|any of it)$",
    ),
    Strength.faint: (
        r"\bi cannot (?:do|take|bear|stand|handle|face) (?:this|it|that)(?: any ?more| any longer)?\b",
        r"\bi am (?:so |very |too )?(?:tired|exhausted|worn out)(?: of (?:it|everything|all of it))?$|\bvery tired of\b|\bi am tired ,",
        r"\bburden\b|\bworthless\b|\bhopeless\b|\buseless\b|\btrapped\b|\bno use\b",
        r"\b(?:everything|it) is (?:so )?(?:black|dark|pointless|grey|hopeless)\b|\btoo dark\b|\bnumb\b",
        r"\b(?:what is the point|no point|pointless)\b",
        r"\b(?:better|easier|happier|relieved)\b.{0,25}\bwithout me\b|\brid of me\b",
        r"\bnot be (?:sad|sorry) if\b|\bwould not mind if\b",
        r"\bmy life is (?:over|finished|ruined)\b|\bi have (?:had )?(?:nothing|nobody|no one)(?: left)?\b",
    ),
}  # fmt: skip

_PARTNER = r"(?:my )?(?:ex |late )?(?:husband|wife|boyfriend|girlfriend|partner|fiance\w*|ex|bloke|fella|man|missus|other half|baby daddy)(?: husband| wife| boyfriend| girlfriend| partner)?"
_RELATIVE = r"(?:my )?(?:step ?)?(?:dad|mum|stepdad|stepmum|uncle|aunt|auntie|brother|sister|son|daughter|cousin|grandad|grandpa|grandfather|nan|gran|in laws|father in law|mum in law|husbands? family|parents)"
_OTHER = r"(?:my )?(?:carer|boss|manager|coach|teacher|landlord|flatmate|housemate|roommate|neighbour|priest|pastor|supervisor|pimp|colleague|mate|friend|doctor|guardian|a man|someone|somebody|a guy|this guy|the guy)"
_THEY = rf"(?:he|she|they|{_PARTNER}|{_RELATIVE}|{_OTHER})"
_ANY = rf"(?:you|{_THEY})"
_INTIMATE = rf"(?:he|she|they|{_PARTNER})"
_THEM = rf"(?:him|her|them|{_PARTNER}|{_RELATIVE}|{_OTHER})"
_BLOW = r"(?:hits|beats|slaps|slapped|punches|punched|kicks|kicked|chokes|choked|strangles|strangled|smacks|smacked|headbutts?|headbutted|rapes|raped|molests|molested|assaults|assaulted|batters|battered|whips|whipped|belts|belted|thumps|thumped|burns|burnt|burned|pinches|spits (?:at|on)|spat (?:at|on)|gropes|groped|attacks|attacked|stabbed|pistol whipped|backhanded|clouted|wallops|leathers|leathered|abuses|abused|tortures|drugged|trafficked)"
_NOT_A_BLOW = r"(?! (?:up\b|with (?:that|the|this|it|a (?:bill|fine|story)|news)|to (?:it|the|that|a|my)\b|at (?:chess|cards|tennis|pool|darts|golf|monopoly|scrabble|football|everything|that)|for (?:money|a loan|fifty)|on the (?:shoulder|back)|out\b|that\b|like a|hard that|for six))"

_ABUSE = {
    Strength.certain: (
        r"\b(?:that|it|this|which) (?:is|was) rape\b(?! (?:seed|field|oil))|\bsexual(?:ly)? assault(?:ed)? me\b|\b(?:you|he|she|they) did to me(?: \w+){0,4} (?:is|was) (?:a |an )?(?:rape|assault|sexual (?:assault|abuse))\b",
        r"\bi (?:\w+ )?(?:said no|told (?:you|him|her) no|said stop|asked (?:you|him|her) to stop)\b.{0,40}\b(?:carried on|kept going|did not stop|finished anyway|did it anyway|held (?:me|the door))\b(?! (?:talking|singing|eating|asking|calling|ringing|playing|shouting|about|with the))",
        r"\b(?:a|the) (?:tracker|tracking app|spyware|gps thing|airtag)(?: \w+){0,2} (?:on|in|under|inside) my (?:phone|car|bag|coat|bike)\b(?! (?:so|if|for when) i)",
        rf"\b{_ANY} (?:\w+ ){{0,4}}?{_BLOW} me\b{_NOT_A_BLOW}",
        rf"\b{_ANY} (?:\w+ ){{0,3}}?hit me\b(?! (?:up|with (?:that|the|this|it|news)|that|for|like|hard|on the (?:shoulder|back) and))",
        rf"\b{_ANY} (?:\w+ ){{0,4}}?(?:beat|hitting|beating|slapping|punching|kicking|choking|strangling|raping|assaulting|abusing|molesting|pinching|belt|whip|hurts) me\b(?! (?:to (?:it|the)|at|by|three|two|four|in (?:the|a)|with (?:my|your) own|when (?:he|she|you) (?:says?|said|ignor|forgot|talk)|so much|that|by (?:saying|not|ignor|forget|talk)|emotional|feel))(?! up about)",
        rf"\b{_PARTNER} (?:is )?(?:beating|hitting|hurting)\b|\bbeats me\b(?! (?:at|to|how|why))|\bbeating me (?:daily|every|up)|\bhits me (?:when|if|every|a lot|again|all|with|in|so|because|for)(?! (?:that|how|the most|i (?:see|hear|think|realise)))",
        r"\b(?:hands?|arm|fingers|belt|cord) (?:a ?)?(?:round|around|on|at) my (?:throat|neck)\b",
        rf"\b{_ANY} (?:\w+ ){{0,3}}?(?:pushes|pushed|shoves|shoved|throws|threw|slams|slammed|pins|pinned|held|holds|pushing|shoving|grabs|grabbed|drags|dragged|dragging|pulls|pulled) me (?:\w+ )?(?:down(?! (?:gently|for))|into the|against|on the (?:floor|ground|bed)|to the (?:floor|ground)|across the (?:room|floor)|out of the (?:car|house|bed)|over the|by (?:my|the) (?:hair|throat|neck|wrists?|arm|collar|ear|face))",
        r"\bstop (?:hitting|beating|punching|slapping|kicking|choking|strangling|raping|molesting) me\b(?! (?:up|with|at|out|to it|for))",
        r"\b(?:spits|spat|spit) in my face\b|\btake the (?:kids|children)\b.{0,40}\bif i (?:told|tell|leave|left|go|said|say)\b",
        r"\bdrag(?:s|ged)? me by\b|\bpinned me\b|\bheld me down\b|\bholds me down\b|\bkick(?:s|ed) (?:me )?in the (?:stomach|belly|head|ribs|face)",
        rf"\b{_ANY} (?:\w+ ){{0,3}}?(?:broke|fractured|dislocated|bruised|split|burned|burnt|twists?|twisted) my (?:arm|wrist|nose|jaw|ribs?|tooth|teeth|finger|leg|lip|eye|face|shoulder|hand)\b(?<!twisted my arm)(?<!twists my arm)(?<!twist my arm)",
        r"\b(?:threw|throws|chucked|lobbed|hurled) (?:a|an|the|his|her|your|my|hot|boiling|\w+s?)(?: \w+)? at me(?! (?:and (?:i|we) laughed|for fun|as a joke))",
        r"\b(?:bruises?|marks|burns?|black eye|split lip|broken (?:rib|nose|arm|wrist)) (?:\w+ ){0,4}(?:from|off|because of|that) (?:him|her|you|he|she|my (?:husband|wife|dad|mum|partner|boyfriend|girlfriend|son))\b|\b(?:i had|gave me|i have|with) (?:a |another )?(?:black eye|bloody nose|split lip)\b(?!.{0,30}\b(?:rugby|football|boxing|fell off|door handle|hockey))",
        rf"\b(?:scared|afraid|frightened|terrified|petrified|fear|fearful|worried) (?:of |about |for |to think )?(?:what|how far) {_ANY} (?:will|would|might|could|can|is going to|are going to|may|does|do) (?:\w+ )?(?:do|go)\b(?! (?:next with|without (?:me|a)|for (?:a|his|her)|about the))",
        rf"\b(?:i am|i was|am|always|so|too|really|very|get|getting|feel|i have been|scared,) (?:\w+ ){{0,2}}?(?:scared|afraid|frightened|terrified|petrified) of (?:him|her(?! (?:dog|mum|cat|reaction|answer|moods?\b.{{0,5}}ing|leaving))|them(?! (?:all )?(?:laughing|judging))|you|{_PARTNER}|{_RELATIVE})(?=$| ,| (?:when|and|because|now|since|if|at|he|she|they|coming (?:home|round|over|after)|hitting|hurting|again|sometimes|so|in the|to)\b)",
        r"\b(?:scared|afraid|frightened|terrified) to (?:go|be|come|sleep at|stay) (?:at )?home\b|\b(?:scared|afraid|frightened|terrified) (?:for my (?:life|safety)|to be (?:alone|in the (?:house|same room)) with (?:him|her|my|you))",
        rf"\b(?:scared|afraid|frightened|terrified|worried|know|knows?) (?:that )?(?:if \w+(?: \w+){{0,5}} )?{_ANY} (?:will|would|might|is going to|are going to|could) (?:\w+ )?(?:hit|hurt|kill|beat|attack|find|punch|stab|lash|smash|snap and|come after|rape|strangle|lose it with|go for) ?(?:me|us|the kids|out|my)?\b(?! (?:out about|feelings|the roof|my feelings))",
        rf"\bif i (?:\w+ ){{0,5}}(?:leave|left|go|tell|told|say no|refuse|said no|try|tried|report)(?: \w+){{0,3}}(?: ,)? {_ANY} (?:will|would|says \w+ will|said \w+ would|is going to|are going to|has said) (?:\w+ )?(?:find|kill|hurt|come after|hunt|hit|beat|take the (?:kids|children)|track|get his fists|smash|burn|stab)",
        rf"\bif i (?:tell|say)(?: \w+){{0,3}} no(?: ,)? {_ANY} (?:get|gets|start|starts|hit|hits|will|goes|go)\b.{{0,20}}\b(?:fists|hit|hurt|violent|rage|kill|beat|slap)",
        rf"\b{_ANY} (?:says?|said|told me|tells me|threatened|threatens|has said|keeps saying|have said)(?: \w+){{0,5}} (?:kill|hurt|stab|find|hunt|shoot|burn|strangle|beat|destroy) (?:me|us|the kids|my (?:kids|mum|family)|you both)\b|\b{_ANY} threaten(?:s|ed|ing)? (?:me with(?! an? (?:written|final|formal|verbal) warning\b(?! shot))|to (?:kill|hurt|hit|stab|beat|burn|shoot|rape|send|share|post|leak|take (?:the|my) (?:kids|children)))",
        rf"\b(?:he|she|they|{_PARTNER}|{_RELATIVE}) (?:will|would|is going to) (?:literally )?kill me if i (?:leave|left|marry|married|go|tell|told|try|report|say no|ever left)",
        r"\bnobody leaves (?:him|her|me)\b|\b(?:kill|killed) me if (?:he|she|they) (?:knew|found|finds)\b.{0,40}\b(?:i mean|would|really|not joking|swear)\b",
        rf"\b{_ANY} (?:\w+ ){{0,2}}?(?:threatens?|threatened|threatening|says?|said|will|would|is going)(?: \w+){{0,3}} (?:kill (?:himself|herself|yourself|themselves)|end (?:his|her|your) life|cut (?:himself|herself|yourself)|suicide) (?:\w+ )?(?:if|when|whenever|every time) i (?:\w+ ){{0,3}}(?:leave|left|go|break|end|split|say no|walk)|\bthreatens to kill (?:himself|herself) when",
        rf"\b{_INTIMATE} (?:\w+ )?(?:takes|keeps|checks|hides|holds|controls|monitors|confiscates|has taken|tracks|smashed|took) my (?:phone|wages|money|passport|bank cards?|card|pay|benefits|medication|tablets|documents|keys|pension|salary|earnings|knickers|underwear|inhaler|insulin|location|pill|messages every)\b(?! (?:by mistake|by accident|charger|calls?|number|case|bill|outside|the other|for (?:a|the) (?:joke|week|repair)|seriously|to (?:the shop|be)|off me in class|up on))",
        r"\b(?:takes?|took|have|has|keeps?|kept|hid|hides?) (?:\w+ )?my passport\b|\bkeeps? my (?:i would|id) card|\b(?:family|they|boss|employer|agency) (?:took|has|have|keep|keeps) my (?:passport|documents|papers|i would)",
        rf"\b(?:{_INTIMATE}|husbands? family|in laws) (?:\w+ )?(?:will not|does not|do not|would not|never|did not) (?:let|lets|allow|allows) me (?:to )?(?:leave|out\b|go out|go anywhere|see (?:my|any) (?:family|friends?|sister|mum|brother|dad|parents|mates|gp|doctor)|talk to (?:anyone|anybody|my|other|people|men)|speak to (?:anyone|my)|have (?:money|friends|a (?:phone|job|bank)|my own|any (?:money|friends))|work\b|eat\b|sleep\b|take my (?:pill|tablets|medication)|use (?:contraception|the phone)|go to (?:the doctor|college|work))(?! (?:early|you off|that easily|the lights|seat|till|until i have (?:eaten|finished)))",
        r"\bi am not allowed (?:to (?:leave (?:the house|home|him|her)|see my|have (?:my own|friends|money|a phone|a bank)|speak to|talk to (?:men|my|anyone|other)|have my)|outside|my own (?:money|bank|phone|card))",
        rf"\b{_INTIMATE} (?:\w+ )?(?:controls?|decides?) (?:all )?(?:the|my|our|what|who|everything|when)(?: \w+){{0,3}} (?:money|i (?:do|wear|eat|see|spend|say|go|can)|wages|friends|clothes)|\bcontrols (?:all the money|everything i|my (?:every|life))|\bshow (?:him |her )?receipts\b|\bsays when i can (?:eat|sleep|talk|leave|go|wash)",
        r"\b(?:have to|must|need to) ask (?:him|her|for permission|permission)? ?(?:before i (?:go out|leave|spend|see)|to (?:go out|leave the house|see my))|\btimes how long i\b|\b(?:keep|have) (?:the|my) location on\b.{0,50}\b(?:looking|punish|angry|kick)",
        rf"\b{_THEY} (?:\w+ ){{0,2}}?(?:locks|locked|lock|locking) me (?:in|up|in the|out all)\b|\b(?:locked|kept) in (?:the|my) (?:room|house|flat|bedroom|basement) by",
        rf"\b{_THEY} (?:\w+ ){{0,4}}?(?:stalks|stalking|stalked) me|\b(?:put|found|has) (?:a|an) (?:tracker|air ?tag|gps)\b|\bcameras? in (?:the|my|our) (?:house|bedroom|kitchen|bathroom|flat)\b|\b(?:keeps?|kept) (?:turning up|showing up|waiting) (?:outside|at) my\b|\bfollow(?:s|ing|ed) (?:my car|me (?:home|to work|everywhere|in (?:his|her) car))\b(?! if i)",
        r"\b(?:forced|forces|forcing|made|makes|making|pressur\w+|coerc\w+|tricked|blackmail\w*)(?: me)?(?: \w+){0,3}? (?:to )?(?:have |having )?(?:sex\b|sexual|sleep with (?:him|her|men|people|them|his)|do (?:sex|sexual|things i did not want)|send (?:photos|pictures|nudes|pics)|touch (?:him|her|it)|things (?:in bed|with my body|i did not want))",
        r"\b(?:being|getting|was|been|am|got) (?:forced|made) to (?:have sex|marry|sleep with|do sex|do things)\b|\bforced (?:into )?(?:marriage|sex)\b|\b(?:marrying|marry) me (?:off|in|to (?:a|some|my))\b|\bbeing married off\b",
        r"\bi (?:was|am being|got|have been|am|been) (?:\w+ )?(?:raped|molested|sexually \w+|groped|groomed|trafficked|assaulted|strangled|beaten(?! to| by (?:a|one|two|three) (?:point|goal)s?| at| in)|abused|battered|drugged|spiked)\b",
        rf"\b{_THEY} (?:\w+ ){{0,3}}?(?:touches|touched|touching|feels|felt) (?:me (?:when|where|down|at night|there|inappropriately|sexually|and i|under|in (?:bed|places)|without|up)|me$|me up|my (?:breasts?|boobs?|bum|bottom|private|chest|thigh))(?! (?:with|by (?:the|his kind)))|\bhand (?:up|down) my (?:skirt|shirt|trousers|knickers|pants|top|dress|leg|thigh)",
        r"\b(?:comes|came|gets|got|gets in|climbs|climbed|coming) (?:in|into|in to) (?:to )?my (?:room|bed)(?: at night| when| and| drunk)?\b(?! (?:without knocking|to (?:get|borrow|hoover|say)|with (?:tea|coffee)|singing|and (?:turn|open|takes? my clothes)|when i am (?:out|at)|hoover))(?=.*(?:night|drunk|drinking|touch|years old|i am \d|bed|dark|asleep|sleep))",
        r"\b(?:sex|it) (?:with me )?(?:even )?when i (?:say no|said no|do not want|did not want|am asleep|was asleep)|\b(?:make|makes|made) me (?:have sex|do sex)\b|\bi said no\b.{0,30}\bdid not stop\b|\btook off my clothes\b|\b(?:have|having|had) sex\b.{0,20}\bi am (?:only )?(?:9|1[0-5]|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)\b",
        r"\bi am (?:only )?(?:9|1[0-5]|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)\b.{0,60}\b(?:sex|touch(?:es|ed|ing)|naked|nudes|his bed|my bed|pictures of me|undress)",
        r"\bmy pimp\b|\bi am (?:his|her|their) slave\b|\b(?:domestic|family) (?:violence|abuse)\b|\b(?:i am|i live|living|stuck) in an abusive\b|\babusive (?:relationship|husband|wife|partner|boyfriend|girlfriend|dad|mum|marriage|home)\b(?! counsel)",
        rf"\b{_INTIMATE} (?:is|are|can be|gets|got|became|turns|was getting) (?:\w+ )?(?:violent|physical with me|abusive|aggressive with me)\b",
        r"\b(?:raise[sd]?|raising|lifts?|lifted) (?:his|her|your|a) (?:hand|fist|belt)s? (?:to|at|against) me\b|\bgets? (?:his|her|your) fists out\b|\bhide the knives\b|\bthreat\w+ (?:me )?with (?:a|the|his|her) (?:knife|gun|bat|hammer|belt)|\bpulled a (?:knife|gun) on me|\bheld a (?:knife|gun)\b",
        r"\bwhat happens when i do not\b.{0,10}$|\bbecause of what happens (?:when|if) i\b|\bpunish(?:es|ed)? me\b(?! by (?:sulking|not))|\bi am punished\b|\bready to run\b|\bshoes on ready\b",
        r"\bi (?:do not|never) feel safe (?:at home|with (?:him|her|them|my (?:husband|wife|partner|dad|mum|boyfriend|girlfriend|uncle|stepdad|brother))|around (?:him|her|my)|in (?:my own|my|the|this) (?:house|home|bed))\b|\bi am not safe (?:at home|here|with|in)",
        r"\bsend (?:my|the) (?:nudes|pictures|photos|pics|videos?) to (?:everyone|my (?:family|mum|dad|work|boss)|people)\b.{0,30}\bif i\b|\brevenge porn\b|\b(?:he|she|they|ex) (?:will|would|is going to) (?:send|post|share|leak) (?:my|the) (?:nudes|pictures|photos|videos?)",
        r"\b(?:tell|told) (?:them|people|everyone|the doctor) (?:it was|i fell|i walked)\b.{0,20}\b(?:cupboard|door|stairs|fell)\b|\bmade me say i fell\b",
        r"\bsmash(?:es|ed) (?:something of mine|my (?:things|phone|face|head|stuff))\b|\bi have (?:a|an) burn on my\b.{0,20}",
    ),
    Strength.unsure: (
        rf"\b(?:scared|afraid|frightened|terrified) of (?:what|how) {_ANY} (?:will|would|might) (?:react|respond|take it|say or do)\b|\b(?:scared|afraid|frightened|terrified) (?:of )?how {_ANY} (?:will|would|might|could|is going to) (?:react|respond)\b|\b(?:scared|afraid|frightened|terrified) of (?:his|her|your|their) (?:reaction|temper|anger|rage|moods?|fists)\b",
        r"\b(?:scared|afraid|frightened|terrified) (?:to|of) (?:say(?:ing)? no|tell(?:ing)?|leav(?:e|ing)|disagree(?:ing)?|upset(?:ting)?|refus(?:e|ing)) (?:to )?(?:him|her|them|you|my (?:husband|wife|partner|boyfriend|girlfriend|dad|mum|ex))\b|\b(?:scared|afraid|frightened|terrified) when (?:you|he|she) (?:shout|yell|drink|get|come|go|raise|lose|is angry)",
        rf"\b{_ANY} (?:\w+ )?(?:scares?|frightens?|terrif(?:y|ies)) me\b(?! (?:how|with how|silly|that|the way|half to|to (?:see|hear|think)|you nearly))",
        r"\byou (?:\w+ )?(?:take|keep|check|track|control|hide) my (?:wages|money|passport|bank cards?|pay|medication|location)\b|\byou (?:will not|do not|never) let me (?:leave|go out|see my (?:family|friends|sister|mum)|have (?:my own|friends|money)|talk to)",
        r"\byou (?:\w+ )?(?:lock(?:ed)?|follow(?:ed)?) me (?:in|home|to work|everywhere)\b|\byou (?:said|threatened|told me)(?: \w+){0,5} (?:kill (?:me|yourself)|hurt (?:me|yourself))",
        rf"\b(?:you|{_INTIMATE}) (?:\w+ )?(?:pushed|shoved|grabbed|pushes|shoves|grabs) (?:me$|me (?:again|hard|last|in front|so|when|and|because)|my (?:arm|wrist|neck|throat|face|hair))(?! (?:a|to (?:apply|try)))",
        r"\bstop (?:hurting|grabbing|pushing|shoving|threatening|touching|following|stalking) me\b(?! (?:to|into|for|with|on (?:instagram|facebook)))",
        r"(?<!to )(?<!\bi )(?<!we )(?<!they )(?:do not|never|do not you|do not ever|do not you ever|do not you dare) (?:hit|hurt|beat|punch|slap|kick|choke|strangle|touch|grab) me\b(?! (?:up|with|out|off|at|how|like that old))",
        r"\bif (?:you|he|she|they) (?:\w+ )?(?:touch|touches|grab|grabs|hurt|hurts|push|pushes|shove|shoves|lays? a (?:hand|finger) on|comes? near) me (?:again|once more|like that|one more time)\b(?! (?:with|by (?:saying|not)))",
        rf"\b(?:you|{_THEY}) (?:is |are |has |have |had )?(?:has|have|had|got|holding|carrying|carries|keeps|waving|with) (?:a|the|his|her|another) (?:\w+ )?(?:knife|gun|pistol|machete|hammer in (?:his|her) hand)\b(?! (?:set|block|licen\w+|sharpener|drawer|rack|show|collection|skills|shop|edge|for|that|and fork|in my back|to my head|to (?:cut|chop|slice)|cabinet|dog|crime))",
        r"\bi (?:do not|never) feel safe\b(?! (?:driving|on (?:that|the) (?:bus|road|ladder)|lending|investing|cycling))|\bi am not safe\b|\bwalk(?:ing|ed)? on eggshells\b.{0,60}\b(?:last time|home|hit|hurt|broke|temper|him|kids)",
        rf"\b{_INTIMATE} (?:gets|get|is|can be) (?:\w+ ){{0,2}}(?:angry|mad|nasty)\b.{{0,40}}\b(?:be careful|hide|careful|quiet|scared|throws|breaks|smash)|\bnot nice to me when we are alone\b",
        rf"\b{_INTIMATE} (?:decides|chooses|says) who i (?:see|talk|speak|can)|\bhave to be home before (?:he|she) (?:is|gets)\b|\b{_INTIMATE} (?:reads|goes through|checks) (?:all )?my (?:phone|messages|texts|emails)(?: every| all)?\b",
        r"\bthings? (?:happened|were done) to me\b|\bhe hurt me and i\b|\b(?:he|she) hurt me$|\bdid something to me\b|\b(?:he|she) did things to me\b|\btouched me\b",
        rf"\b(?:{_THEY}) (?:\w+ )?(?:punch(?:es|ed)?|smash(?:es|ed)?|kick(?:s|ed)?|breaks?) (?:\w+ )?(?:walls?|doors?|things|plates|my things|furniture|holes)\b",
        r"\bsleep in the bathroom because\b|\bsleep(?:ing)? (?:with|behind) (?:a|the) (?:chair|locked door|knife)\b|\block (?:my|the) (?:bedroom|bathroom) door (?:at night|so|because|when (?:he|she))",
        r"\bi (?:was|have been) attacked\b|\bhe is (?:dangerous|controlling)\b|\bshe is (?:dangerous|controlling)\b|\b(?:mum|dad|parents?) (?:\w+ )?(?:hits?|beats?|slaps?) (?:us|my)\b",
    ),
    Strength.faint: (
        r"\beggshells\b|\bhis temper\b|\bher temper\b|\bgot a temper\b|\bgoes (?:quiet|mad|off) (?:like that|on me)\b",
        r"\b(?:he|she) (?:will not|does not) let me\b|\b(?:he|she) (?:reads|checks|goes through) my\b",
        r"\b(?:scared|afraid|frightened|terrified)\b",
        r"\bwhen (?:he|she) (?:drinks|is drunk|has been drinking|is angry)\b|\bthe door locks\b|\bsleep in the bathroom\b|\bwho would believe\b|\bnobody (?:will|would) believe\b",
        r"\b(?:he|she) (?:always )?(?:makes|made) me\b|\bthe wrong thing\b|\bwrong clothes\b",
    ),
}  # fmt: skip

_CHILD = r"(?:child|kid|kids|children|baby|babies|toddler|bairn|wean|newborn|infant|little (?:brother|sister|one|ones|girl|boy|cousin)|niece|nephew|grandson|granddaughter|grandchild|stepson|stepdaughter|schoolgirl|schoolboy|\d{1,2} year old)"
_MY_CHILD = rf"(?:{_CHILD}|(?:my|our|his|her|the|their) (?:\w+ )?(?:{_CHILD}|son|daughter|boy|girl|lad)|son|daughter)"
_HARM = r"(?:kill|stab|shoot|murder|poison|strangle|suffocate|smother|burn|slit|run over|knife|cripple|attack|bash|batter|end)"
_SOMEONE = r"(?:him|her|them|someone|somebody|people|everyone|everybody|that (?:man|woman|bastard|bitch|guy)|my (?:boss|husband|wife|ex|dad|mum|brother|sister|landlord|neighbour|teacher|manager|partner|stepdad|boyfriend|girlfriend|parents|uncle|colleague|flatmate)|the (?:landlord|neighbour|man|guy|teacher|lot of them))"

_THREAT = {
    Strength.certain: (
        rf"\bi (?:am (?:going to|about to|planning to)|will|want to|have decided to|plan to|am ready to|swear i will|need to) (?:\w+ )?(?:stab|shoot|poison|slit|knife|smother|suffocate|burn|run|murder) (?:\w+ )?{_SOMEONE}(?! (?:a|the) (?:look|text|email|message|draft))(?! (?:over with|a line))(?! through)(?! if (?:he|she|they) (?:sing|text|eat|touch(?:es)? my (?:yoghurt|food)))",
        rf"\bi (?:am going to|will|want to|have decided to|have thought about|think about|keep (?:thinking about|picturing)|swear i will|have thoughts of|would like to) (?:\w+ )?(?:{_HARM}|hurt|killing|stabbing|hurting|strangling|smothering|pushing) (?:\w+ )?{_SOMEONE}\b.{{0,80}}\b(?:knife|gun|blade|machete|petrol|tonight|today|address|waiting outside|i know (?:where|what time)|how\b|not joking|under the bed|on me now|i mean it|ive thought|scared i|worried i|afraid i|plan)\b",
        r"\bi have (?:got )?(?:a|the|my) (?:knife|blade|gun|machete|axe|bat|hammer|petrol|acid)\b.{0,40}\b(?:going (?:round|over|there|in|to his|to her)|he will see|for (?:him|her|them)|and i will|find (?:him|her)|school|on me|wait)|\b(?:petrol|gun|knife|machete|blade|axe)\b (?:\w+ ){0,2}in (?:the|my) (?:boot|bag|car)\b",
        r"\b(?:taking|bringing|take|bring|brought) (?:a|my|the) (?:knife|blade|gun|weapon) (?:to|in|into|with me to) (?:school|work|college|the office|his|her|class|church)|\bshoot up\b|\bi (?:have|ive) (?:got )?a list and\b|\b(?:he|she) is a dead (?:man|woman)\b(?! walking at)|\bbought a gun because\b",
        r"\b(?:burn|set fire to|torch) (?:his|her|their|the|down) (?:house|flat|place|car|shop|office|home)\b(?:.{0,20}\b(?:down|in it|inside|with|tonight))?",
        r"\b(?:slit|cut) (?:his|her|their) throat\b|\bbash (?:his|her|their) (?:skull|head|face) in\b|\bend (?:his|her|their) life\b(?! ended)|\bbreak every bone\b|\bput (?:him|her) in (?:the ground|a coffin|hospital)\b|\bmake (?:him|her|them) pay with blood\b|\bjump him\b.{0,20}\bfinish him\b",
        rf"\bi want {_SOMEONE} dead\b|\bwant (?:him|her|them) dead\b|\basked a man about it\b|\bhit ?man\b|\bpay someone to (?:kill|hurt|do)\b",
        r"\b(?:i (?:\w+ ){0,3}(?:want|need|am going|am scared|am afraid|urge|urges|desire|thoughts|like) (?:\w+ ){0,2}?(?:to|of|i will|i am going to|i might) (?:\w+ )?)(?:hurt|harm|injure|kill) (?:someone|somebody|people|everyone|them all|a lot of people|others)\b",
        r"\bi want to (?:physically )?hurt (?:him|her|them)\b(?! (?:feelings|like (?:he|she)))|\bthoughts? (?:about|of) (?:hurting|harming|killing|stabbing|smothering|dropping|strangling) (?:my|the|him|her|them|people|someone|others|our)\b(?! (?:feelings|chances|career|idea|project))",
        rf"\bi (?:\w+ ){{0,4}}(?:hit|hurt|shook|shake|smack(?:ed)?|slap(?:ped)?|punch(?:ed)?|burn(?:ed|t)?|thr(?:ew|ow)|injure|drop|smother|beat|choke[d]?|kick(?:ed)?|bit|locked|starve) (?:\w+ )?{_MY_CHILD}\b(?! (?:feelings|up|with (?:a|the) (?:pillow|snowball)|a (?:ball|party|line)|off|a lift|at (?:school|nursery|the)))",
        rf"\b(?:afraid|scared|worried|terrified|frightened)(?: that)?(?: one day)? i (?:will|might|could|am going to|would) (?:\w+ )?(?:hurt|injure|harm|shake|hit|kill|drop|smother|strangle|stab|do something to) (?:him|her|them|someone|somebody|{_MY_CHILD}|my \w+)\b(?! feelings)",
        rf"\b(?:he|she|they|someone|somebody|who|{_PARTNER}|{_RELATIVE}|{_OTHER}|the (?:dad|mum|man|teacher|nanny|neighbours?)|(?:his|her) (?:dad|mum|boyfriend|grandad)|them) (?:\w+ ){{0,4}}?(?:hits|hit|hitting|beats|beating|hurts|hurting|shakes|shaking|shook|touches|touched|touching|molests|molested|locks|locked|burns|burnt|starves|starving|abuses|abused|abusing|belts|kicks|kicked|slaps|drugs|rapes|raped|grooming|groomed) (?:\w+ )?{_MY_CHILD}\b(?! (?:up about|with love))",
        rf"\b{_MY_CHILD} (?:\w+ ){{0,5}}?(?:is|are|was|were|has been|have been|gets|get|being|keeps getting|got) (?:\w+ )?(?:beaten|hit|abused|molested|touched|hurt|starved|locked|burned|raped|neglected|groomed|belted|slapped|whipped|kicked)\b(?! (?:his|her|my|the) (?:head|knee|leg) (?:on|at))",
        r"\b(?:niece|nephew|daughter|son|sister|granddaughter|grandson|girl|boy|child|she|he) (?:\w+ )?(?:told|says|said|tells)(?: me| us)?(?: that)? (?:his|her|their|the|grandad|daddy|dad|uncle|stepdad|teacher|coach|a man)(?: \w+)? (?:touches|touched|hurts|hits|hurt|hit|kisses|beats)\b|\bdaddy hurts\b|\b(?:is |are )?touching (?:our|my|his|her) (?:daughter|son|girl|boy|niece|child)",
        rf"\b(?:hurting|hitting|beating|abusing|touching|molesting|grooming) (?:my|a|her|his|our|their|the) (?:\w+ )?(?:{_CHILD}|sister|brother|son|daughter)\b",
        r"\b(?:leaves?|left|leaving) (?:her|his|their|the|a) (?:\w+ )?(?:toddler|baby|kids?|children|child|bairns?)\b.{0,30}\b(?:alone|on (?:its|their|his|her) own|by (?:it|them)sel\w+)\b.{0,30}|\bdrives? (?:the kids|our kids|my kids|them|her|him) (?:\w+ )?drunk\b|\bdrunk with (?:the kids|my (?:son|daughter)) in the car",
        rf"\b(?:cigarette burns|bruises|burn marks|belt marks)\b.{{0,60}}\b(?:{_CHILD}|girl|boy|daddy|his back|her back|little)|\b(?:{_CHILD}|girl|boy|grandson|granddaughter|niece|nephew)\b.{{0,50}}\b(?:cigarette burns|has bruises|bruises|burn marks|belt marks)",
        r"\bkids? (?:\w+ ){0,3}(?:have not got|have no|no|without) (?:food|clothes)\b|\bfed that child\b|\bnobody has fed\b|\bchild in the (?:dog|garden|shed)|\b(?:daughter|son|kid|child) (?:living|sleeping|locked|sleeps) in (?:the|a) (?:\w+ )?(?:shed|cupboard|cellar|garage|dog)|\blocks (?:him|her|them) in (?:the|a) (?:cupboard|cellar|room|dark|shed)",
        r"\b(?:messag\w+|texting|asking|asked|talking to)\b.{0,30}\b\d{1,2} year old\b.{0,40}\b(?:pictures|photos|nudes|pics|naked|meet)|\basking (?:my|a|the) (?:son|daughter|\w+ year old|little sister)\b.{0,20}\b(?:pictures|photos|nudes)|\bto be cut\b.{0,20}\b(?:nine|ten|years|she is)\b|\bfgm\b",
        r"\bshak(?:e|ing|es|en) (?:the|my|his|her|our) (?:\w+ )?(?:baby|little one|newborn)\b|\bshook the baby\b|\bwant to (?:drop|shake|hurt|smother|drown) (?:the|my|our) (?:baby|kids?|child\w*)\b|\bwanting to drop the baby\b|\bpillow (?:near|over|on) (?:her|his|the babys?|their) face\b|\blook at the baby the same way\b",
        rf"\b(?:{_THEY}|my (?:best )?(?:friend|mate|brother|sister|daughter|son|mum|dad|flatmate|partner)) (?:\w+ )?(?:says?|is saying|keeps saying|told me|has told me|messaged|texted|is|has|wants|is threatening|threatens|just said|said)(?: \w+){{0,5}}? (?:kill (?:himself|herself|themselves|themself)|take (?:his|her|their) own life|end (?:his|her|their) (?:own )?life|die (?:on|tonight|today|by)|end it all)\b(?=.*(?:tonight|today|tomorrow|now|not answering|pills|gun|rope|plan|\bsunday|\bfriday|\bsays\b|\bis going\b|\bis saying\b|\bkeeps saying\b|\bwants\b))",
        r"\bsent me a goodbye\b|\b(?:daughter|son|sister|brother|friend|child|mum|dad) is (?:cutting|hurting|harming|starving) (?:herself|himself|themselves|her arms|his arms)\b",
        r"\b(?:scared|afraid|terrified|worried|frightened)(?: that)? (?:my )?(?:dad|mum|stepdad|brother|he|she|uncle|husband|her (?:husband|boyfriend)|his (?:wife|girlfriend)) (?:is going to|will|might|could|would) (?:kill|hurt|stab|beat|hit) (?:my|her|his|our|the|them) ?(?:mum|sister|brother|dad|kids?|children|baby|little)?\b(?! feelings)",
        r"\bi (?:\w+ ){0,3}(?:hit|beat|punched|slapped|choked|kicked|strangled|battered|hurt|attacked|shoved) my (?:wife|husband|girlfriend|boyfriend|partner|mum|dad|gran|nan|grandmother|grandad|mother in law|sister|brother)\b(?! (?:feelings|up|at (?:chess|cards|tennis|pool)|with (?:that|the news)|by (?:saying|not|forget)|when i (?:said|forgot|left|told)|pride|a lot|so much|deeply))",
        r"\bi pushed (?:my )?(?:dad|mum|wife|husband|him|her) (?:down|over|off|into)\b|\btwist (?:his|her) arm so\b|\bi hurt the (?:old )?(?:man|woman|lady)\b|\bdanger to (?:them|others|my (?:kids|children|family)|people|her|him)\b|\bdo not trust myself to go home\b|\b(?:tablets|pills|medicine)\b.{0,12}\bon purpose\b|\bput something in (?:her|his|their) (?:drink|food|tea)\b",
        r"\bpush(?:ing)? (?:him|her|them) (?:off|down|in front of|under) (?:the|a) (?:balcony|stairs|train|bus|cliff|roof|bridge|platform)\b|\bstood there with the (?:cord|knife|pillow|scissors)\b|\bin (?:his|her) sleep\b.{0,30}\b(?:stood|cord|knife|pillow)|\bcatch (?:her|him) alone\b|\bif i cannot have (?:her|him)\b.{0,20}\bnobody\b",
        r"\b(?:will|going to|gon) (?:\w+ )?kill somebody today\b|\bi will kill (?:somebody|someone)\b(?! (?:if|for a|over))",
        r"\b(?:sister|daughter|niece|cousin|girl) is (?:9|1[0-5]|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)\b.{0,30}\bboyfriend is (?:[2-9]\d|twenty|thirty)",
        r"\bcries when (?:he|she) comes in\b|\bbegs not to go\b|\bhave someone take the kids\b|\bshould take the kids\b",
    ),
    Strength.unsure: (
        r"\b(?:baby|toddler|kids|children|little (?:one|boy|girl)|\w+ year old) (?:is|are|was|were|gets?) (?:always |often |being )?left (?:home |in (?:there|the (?:flat|house)) )?(?:alone|on (?:his|her|their) own|by (?:himself|herself|themselves)) (?:all (?:night|day|weekend)|at night|overnight|for (?:hours|days))",
        r"\bi (?:am going to|will|want to|wanna|am about to) (?:\w+ )?(?:kill|murder|strangle|smash|batter|hurt|destroy) (?:him|her|them|my (?:boss|husband|wife|ex|dad|mum|brother|sister|landlord|neighbour|stepdad))\b(?! (?:when (?:he|she)|if (?:he|she|they) (?:sings?|texts?|eats?|is late|forgets?)|feelings|with (?:kindness|love)))",
        r"\bi could (?:kill|murder|strangle) (?:him|her|them|my (?:boss|husband|wife|ex|dad|mum|brother|sister|landlord|neighbour|stepdad|manager))(?: (?:right now|tonight|for what (?:he|she|they) did.{0,40}|with my bare hands))?$",
        r"\bi have decided to kill\b|\bi could kill (?:him|her|them)\b.{0,30}\b(?:could|frighten\w*|scares|mean it|really)\b|\bi am (?:going to|about to) kill (?:someone|somebody|you)$|\bi (?:want|would like) to kill you$",
        r"\bhurt (?:him|her|them) (?:so )?bad(?:ly)?\b|\bhurt (?:him|her) like (?:he|she) hurt\b|\bi hit (?:him|her|them)(?: last| again| and| back)\b(?! (?:up|with))|\bscared i will (?:hurt|kill|do something)\b",
        r"\bkids? (?:are|is) (?:not )?(?:all right|alright|okay|safe) (?:at|with)\b|\bnot sure the kids\b|\bworried about (?:the|my|his|her) (?:kids|children|baby|grandkids|niece|nephew|grandson|granddaughter)s? safety\b|\bscream(?:s|ing) (?:every|all) night\b.{0,40}\bnext door|\bnext door\b.{0,60}\b(?:hitting|hit|scream\w*|crying all)",
        r"\b(?:my )?(?:friend|mate|brother|sister|daughter|son|mum|dad|flatmate|partner|cousin|he|she) (?:is|says \w+ is|might be|has been|has been feeling) (?:\w+ )?suicidal\b|\b(?:says|said) (?:she|he|they) (?:want|wants|wanted|is going) to (?:die|kill (?:herself|himself))\b",
        r"\b(?:lose it|losing it|lost it) with (?:my|the) (?:son|daughter|kids|baby|child|toddler)\b|\bsmothered the\b|\bfollowing (?:her|him) and i do not know\b|\btell (?:him|her) to watch (?:himself|herself)\b|\b(?:fists?|hands?) (?:round|around) (?:his|her) (?:neck|throat)\b|\bi choked (?:him|her)\b",
    ),
    Strength.faint: (
        r"\b(?:waiting outside|i know where (?:he|she) (?:lives|works|parks|walks)|know what time (?:he|she))\b",
        r"\b(?:knife|machete|petrol|gun|blade)\b",
        r"\b(?:kill|hurt|stab|murder|strangle) (?:him|her|them)\b",
    ),
}  # fmt: skip

_NO_NEW_ONE = (
    r"(?: (?!(?:he|she|they|you|who|and|when|because|if|husband|wife|boyfriend|girlfriend|partner|ex|dad|mum)\b)\w+)"
)
"""Words in between that bring in nobody new: "it never hit me", not "I hate that he hits me"."""

_SAFE_HARMLESS = (
    # Said and not so: denial, and fear of dying.
    rf"\b(?:not|never|no way i (?:am|would)|do not (?:want|intend|plan)|would not|will not|am not going|not going)(?: \w+){{0,4}}? (?:to )?(?:{_SELF_KILLING}|hurt(?:ing)? myself|harm(?:ing)? myself|cut(?:ting)? myself|selfharm\w*)(?: or anything)?",
    r"\b(?:not|never|hardly|far from)(?: \w+){0,2} suicidal\b|\bno suicidal (?:thoughts|feelings)\b|\bno thoughts of (?:suicide|\w+ myself)",
    r"\b(?:do|did|does) not (?:\w+ )?want to die\b|\bscared of dying\b|\bafraid (?:of dying|to die)\b",
    r"\bi am not (?:\w+ ){0,2}(?:scared|afraid|frightened|terrified) of\b.{0,30}",
    rf"(?:\b(?:does not|did not|has never|have never|would never|had never|(?:i|we|you|they|who|people|parents|men|women|kids) do not)|(?<=\w )(?<!and )(?<!but )(?<!no )never){_NO_NEW_ONE}{{0,3}}? (?:hit|hits|beat|hurt|touch(?:ed)?|lay a finger on|laid a finger on|lay a hand on|push|slap|threaten(?:ed)?)(?: me)?\b",
    r"\b(?:not like|do not (?:think|believe|reckon|expect))(?: \w+){0,3}? (?:hit|hits|beat|hurt|touch(?:ed)?|lay a finger on|laid a finger on|lay a hand on|push|slap|threaten(?:ed)?)(?: me)?\b",
    rf"\b(?:not|never|do not|would not|will not|would never)(?: \w+){{0,4}}? (?:to )?(?:hurt|kill|harm|hit|stab) (?:him|her|them|you|anyone|anybody|{_MY_CHILD})\b(?! (?:but|again))",
    r"\b(?:lads|kids|boys|girls|youths|teenagers|dogs|gangs?|drunks|geese|cows|spiders|wasps|strangers)\b.{0,60}\b(?:scared|afraid|frightened|terrified) of them\b",
    # Past and over.
    rf"\b(?:i |he |she |they |my \w+ )?used to (?:\w+ ){{0,3}}(?:{_SELF_KILLING}|die|selfharm|cut myself|hurt myself|hit (?:me|us)|beat (?:me|us)|be (?:suicidal|violent|afraid)|feel suicidal)\b.{{0,80}}\b(?:now|ago|over|gone|fine|safe|dead|years|long|better|since|any more)\b",
    r"\b(?:years ago|when i was (?:a (?:kid|child|teenager)|little|young|small|at school|1\d|\d|fourteen|fifteen|sixteen|seventeen|twelve)|back then|as a (?:kid|child|teenager)|long ago|in my (?:teens|twenties))\b.{0,120}\b(?:it is over|fine now|okay now|better now|well now|safe now|i am (?:fine|well|over|safe|okay|better)|long gone|passed|behind me|got help|recovered)\b.{0,30}",
    r".{0,120}\b(?:years ago|long ago|back then|at school|long gone|in my (?:teens|twenties)|when i was (?:a (?:kid|child|teenager)|young|1\d|\d))\b.{0,60}\b(?:it is over|i am (?:fine|well|safe|okay|better|over)|fine (?:now|talking)|long gone|behind me|do not (?:any more|feel)|got help|recovered)\b.{0,30}",
    r".{0,120}\b(?:it is over|that is over|he is gone|all over)(?: now)? ,? ?(?:and )?i am safe(?: now)?\b.{0,60}|.{0,120}\bthat is long gone(?: now)?\b",
    r".{0,120}\bhe has been dead (?:\w+ ){1,3}years\b.{0,60}",
    # Somebody else, dead or in the news or in a story.
    r"\b(?:he|she|they|who|brother|sister|dad|mum|friend|son|daughter|cousin|uncle|husband|wife|man|woman|lad|mate|neighbour|boy|girl) (?:\w+ )?(?:killed|hanged|hung|shot|drowned) (?:himself|herself|themselves)\b.{0,20}",
    r"\btook (?:his|her|their) own (?:life|lives)\b",
    # Idioms.
    r"\b(?:killing|kills|kill|killed) (?:me|us)(?! if)(?: here| with)?\b(?= |$)(?<!will kill me)(?<!would kill me)(?<!to kill me)(?<!going to kill us)",
    r"\b(?:would|will|could|is going to|are going to|am going to) kill (?:me|us) if (?:he|she|they|you|i) (?:\w+ ){0,3}(?:knew|finds|found|sees|saw|heard|hears|forget|am late|lose|scratch|dent\w*|broke|spent|ate|miss|missed|spill)(?! out i (?:left|am leaving|was leaving|told)|.{0,40}(?:i mean it|i mean he|he would|she would|not joking))\b",
    r"\b(?:die|died|dying|dead) (?:of|from|with) (?:embarrassment|shame|laughter|laughing|boredom|hunger|thirst|curiosity|happiness|cringe|the heat|heat|cold|envy|anticipation|nerves)\b",
    r"\b(?:want|wanted|could have|could|going to|nearly|almost|thought i would|thought i was going to)(?: \w+)? (?:to )?(?:die|died) (?:of|from|laughing|with (?:shame|embarrassment)|when)\b",
    r"\bdying (?:to|for) (?:\w+)\b|\bdeath of me\b|\bkill for (?:a|some|that|your)\b|\bmurder (?:a|mystery)\b|\bover my dead body\b|\bdead (?:tired|on my feet|gorgeous|line|end|heat|good|funny|serious)\b|\bdead to me\b|\bdead man walking\b",
    r"\b(?:nearly|almost|practically|bloody near)(?: \w+)? (?:kill|killed|killing) myself\b.{0,30}",
    r"\b(?:could|could have|would|want to|wanted to) (?:kill|kick|slap|shoot|strangle|hit|have killed|have kicked) myself (?:for|that i|because i (?:forgot|missed|left|bought|sold))\b|\bkick(?:ed|ing) myself\b",
    r"\b(?:killing|kill|killed|kills) (?:myself|yourself|themselves|himself) (?:to|over|for|at|with|trying|doing|working|getting|laughing|in the gym|about)\b(?! (?:get away|escape|end|stop))",
    r"\bnot (?:going to |worth )?kill(?:ing)? (?:yourself|myself) (?:over|for)\b|\bsocial suicide\b|\bcareer suicide\b|\bsuicide (?:mission|squad|pact with)\b|\bpolitical suicide\b",
    r"\b(?:kill|killing) (?:the|this|that|some|my|your|it|two|time) (?:lights?|project|mood|engine|time|idea|plan|buzz|music|deal|vibe|conversation|birds?|story|email|account|hour|process|appetite|career|weeds)\b",
    r"\b(?:i will|i am going to|going to|would|could|i could) (?:kill|murder|strangle|throttle) (?:you|him|her|them|that (?:cat|dog|child of mine)|whoever|my (?:brother|sister|flatmate))(?: if (?:you|he|she|they)| for (?:a|that|this|saying|eating|leaving)| when (?:i see|you get)| \w+ ate|$ )(?!.{0,40}(?:knife|gun|blade|i mean it))",
    r"\bcould have (?:killed|strangled|murdered|throttled|swung for) (?:you|him|her|them)\b",
    r"\b(?:end|ending|ended) (?:it|things|this) (?:with|between|and (?:i want|move)|here|, (?:mark|\w+)$|tonight and move)(?! (?:tonight|me))",
    r"\bend (?:this|the|our|my) (?:tenancy|lease|contract|call|conversation|meeting|marriage|relationship|engagement|shift|day|scene|friendship)\b|\bi am ending it ,? ?(?:with|mark|\w+)? ?,? ?i want us to split\b",
    r"\b(?:better off|happier) without (?:you|him|her|them|it|your)\b",
    rf"\b(?:it|this|that|news|reality|which|the (?:truth|news|cost|bill|loss|grief|price|smell|heat|cold)|grief|loss){_NO_NEW_ONE}{{0,3}}? (?:hit|hits|hitting|beats|kills?) me\b",
    r"\bhit me (?:up|with (?:that|the|this|it|news|a (?:bill|fine)))\b|\bhit the roof\b|\bhit send\b|\bbeat(?:s)? me (?:to|at|how|why)\b|\bbeat me (?:at|in|to)\b.{0,20}|\bbeats me\b(?= (?:why|how|what))",
    r"\b(?:at|with) (?:chess|cards|tennis|pool|monopoly|scrabble|darts)\b.{0,20}|\b(?:snowball|pillow(?: fight| at me)|cushion|water balloon|paper aeroplane|frisbee|ball|confetti|bouquet|sock|socks)\b(?: fight| at me)?",
    r"\brather die than (?!(?:live|living|go on|going on|go home|go back|wake|stay|carry on|keep|face another|be alive)\b)\w+",
    r"\bi am afraid (?:i|that i|we|it|so|not|there|you|your|the)\b(?! (?:will (?:hurt|kill)|might (?:hurt|kill)|of))",
    r"\b(?:scared|afraid|frightened|terrified|worried) (?:that )?(?:you|he|she|they|people|everyone|everybody) (?:will|would|might|were going to|are going to|is going to) (?:\w+ )?(?:laugh|leave|say no|be (?:angry|upset|cross|disappointed|mad|hurt|sad)|hate|judge|think|not|cry|never|tell|forget|go off|stop|get (?:bored|upset|hurt)|die|fall|miss|notice|see|say)\b",
    r"\b(?:scared|afraid|frightened|terrified) of (?:what (?:you|he|she|they|people|everyone) (?:will|would|might|could)? ?(?:think|say)|losing|being|the|getting|heights|flying|dogs|spiders|people|groups|failing|change|looking|saying the wrong|\w+ing)\b(?!.{0,25}\b(?:hit|hurt|killed|beaten|attacked))",
    r"\b(?:shav\w+|opening (?:a|the)|chopp\w+|cook\w+|on (?:your|the|a|that|my) (?:\w+ )?(?:oven|knife|tin|can|paper|glass|grater|door|iron|kettle|hob|stove|razor|bread knife|fence|wire|hair straighteners?))\b|\b(?:cut|burnt|burned|hurt) (?:myself|my \w+) (?:shaving|on|by accident|by mistake|cooking|lifting|playing|running|at (?:work|the gym|football)|falling)\b.{0,20}|\bcut my (?:finger|thumb|toe|knee|hair|hours|losses)\b",
    r"\b(?:took|take|taken|taking) (?:two|a couple of|my (?:morning|evening|blood pressure)|all my (?:vitamins|supplements)) (?:\w+ )?(?:pills|tablets|paracetamol|ibuprofen)?\b|\b(?:like|as) (?:you|the doctor|the nurse) (?:said|told)\b|\bstop fussing\b",
    r"\b(?:my )?(?:toddler|baby|three year old|two year old|four year old|cat|dog|puppy|boy|kid|little (?:boy|girl|one)) (?:\w+ ){0,2}(?:hits|bites|kicks|scratches|bit|kicked|hit|slaps) (?:me|his|her|other|the)\b(?: (?:sister|brother|kids|children))?",
    r"\bkids? (?:are )?driving me up the wall\b|\bhit (?:his|her) (?:sister|brother|head|knee)\b|\bhits (?:his|her) (?:sister|brother)\b",
    r"\b(?:i am|we are|i will be|i was) (?:on|at|by|near) the (?:roof|bridge|railway|river|edge) (?:fixing|clean\w*|mend\w*|of my seat|station|now , (?:see|where)|waiting|walk\w*|with the (?:dog|kids)|cafe|festival|of town)\b|\bjumped off the (?:bridge|pier|rocks)\b.{0,40}\b(?:kids|remember|swim\w*|summer|lads)\b",
    r"\bi will not be (?:here|around) (?:next week|tomorrow|on \w+|for long) ,? ?(?:i am|as i|because i|we are|so (?:ask|ring|call|can|could|leave))\b(?! (?:dead|done|going to (?:do|be dead|end)))|\bi will be (?:gone by (?:six|five|\w+ o|eight|seven|nine)|on the (?:plane|train|bus)|in (?:tenerife|spain))",
    r"\bgoodbye (?:then|,? ?and (?:thanks|good)|,? ?safe|,? ?have a|hug|kiss|party|drinks|present)\b|\bthis is goodbye then\b|\bsafe (?:flight|journey|travels|trip)\b|\bnot (?:even )?(?:say|said) goodbye\b|\bnever (?:got to )?(?:say|said) goodbye\b|\bsay(?:ing)? goodbye to (?:him|her|mum|dad|my)\b",
    r"\bwho gets (?:the|my) (?:dog|cat|\w+) (?:at|on|for|when|in|which|this) .{0,40}|\bafter (?:tonight|today) i (?:am not|will not|do not) (?:cook|work|driv|do|clean|go|lend|cover|pay|babysit|wash)\w*\b",
    r"\bmade? a will\b.{0,60}\b(?:nothing is wrong|executor|solicitor)|\bbefore the (?:surgery|operation|trip|move|wedding|baby)\b|\baffairs in order for\b",
    r"\b(?:live|living|life|go on living|go on) (?:like )?this ,? .{0,20}\b(?:three in|in one room|council|with (?:the )?(?:noise|damp|mice|your|you)|landlord|mould)\b|\bwe cannot go on living\b",
    r"\bdo not want to be here (?:when|while|if|till|until|at|all|for|with|on|any ?more than|past|late|this late)\b|\bdo not want to (?:live|be) (?:with|in|next|near|by|at|on|off|under|together|apart) .{0,20}",
    r"\b(?:point|reason) (?:of|in|for|to) (?:\w+ )?(?:being|staying|be|stay) here (?:at|if|when|so|until|till|before|with|for|on|in)\b|\bdisappear every time\b|\bground to swallow\b",
    r"\b(?:born|was) (?:a|an|in|into|the) (?:middle|eldest|youngest|girl|boy|twin|\w+ child)\b.{0,20}|\bnever been born a\b",
    r"\b(?:gran|nan|grandad|mum|dad|he|she|mother|husband|wife) (?:\w+ )?wants to die at home\b|\b(?:mum|dad|gran|nan|grandad|she|he) (?:\w+ )?(?:says?|saying|thinks|feels|keeps saying) (?:she|he) is a burden\b|\btell (?:her|him) (?:she|he) is not\b",
    r"\bwas suicidal\b.{0,60}\b(?:well now|better now|fine now|recovered|last year|years ago|okay now|got help)\b",
    r"\b(?:sisters|brothers|mates|friends|mums|colleagues) (?:friend|husband|ex|partner|boyfriend)\b.{0,40}\bbeaten by\b.{0,40}|\bwas (?:beaten|killed|attacked|stabbed|murdered) by\b(?!.{0,20}\bme\b)",
    r"\b(?:hurt|hurting|harm|kill|killed) (?:my|his|her|your|their|our) (?:feelings|pride|ego|chances|career|back|knee|ankle|leg|arm|neck|shoulder|mood|vibe|reputation|head|hand|wrist at)\b",
    r"\bi wish you were dead ,? i said\b.{0,60}|\bgive (?:me|us) a heart attack\b|\bbite my head off\b|\bbullet for (?:you|him|her)\b|\bheads? will roll\b",
    r"\bstab the (?:tyre|tire|bread|meat|dough|potato|pillow)\b.{0,20}|\bstab(?:bed)? (?:me |him |her |us |you )?in the back\b|\bstab in the dark\b|\bshoot (?:me|him|her|them|you|us) (?:a|an|the|over a|some) (?:text|email|message|line|look|note|quick)\b|\bshot in the (?:dark|arm)\b",
    r"\bhold a (?:knife|gun) to\b.{0,20}\b(?:figurative|head to make)\b|\bgun to my head\b|\bgun ho\b|\bat gunpoint i\b",
    r"\b(?:pushed|pushes|push) me to (?:apply|try|do|go|study|be|finish|learn|speak|ask)\b|\bgrabbed me a (?:\w+)\b|\bdragg?(?:ed|s|ing)? me (?:along|to (?:the|a|your|that)|into (?:this|it|your)|shopping|through)\b|\bpulled me (?:aside|up|out of (?:it|bed to))\b|\bthrows? it (?:in my face|back at me)\b|\bthrow (?:that|this|it) (?:in my face|back at me|at me)\b",
    r"\bthr(?:ew|ows?|owing) (?:me )?(?:a|an) (?:\w+ )?(?:party|look|smile|wobbly|tantrum|kiss|bone|lifeline|dirty look|curve ?ball)\b(?: at me)?|\bthrew (?:that|it|this|the (?:book|words|numbers|past)) at me\b",
    r"\btouched (?:me|my heart) (?:that|deeply|so much|when you (?:said|wrote)|to hear)\b|\btouched me how\b|\byou have touched me\b|\bfelt me (?:out|slip)\b",
    r"\b(?:by mistake|by accident|same case)\b|\bon instagram\b|\btakes? my (?:parking|seat|chair|order|lunch|stapler|mug|turn|side|name|advice|point|word)\b",
    r"\bburnt? me out\b|\bburn(?:s|t|ed)? me (?:up|out)\b|\battacked me (?:in (?:the|that|front)|over|for (?:it|that|my opinion)|on (?:facebook|twitter|social)|about|verbally)\b|\babused my (?:trust|kindness|patience|good)\b|\bpunish(?:ed|ing|es)? me (?:by|for|with silence)\b",
    r"\bspit(?:s)? (?:feathers|it out)\b|\bin spite\b|\bkick(?:ed|s|ing)? me out (?:of|at)\b|\bkick up the\b|\bkicked (?:me )?off\b|\bsmack(?:ed)? me in the face (?:that|how)\b|\bslap(?:ped)? me on the back\b|\bslap in the face\b|\bkick in the (?:teeth|guts)\b|\bpunch in the (?:gut|stomach)\b",
    r"\bhate (?:myself|my life) (?:for|when|because|at|in (?:this|that))\b|\b(?:worthless|hopeless|useless) (?:at|with|in)\b|\bburden (?:asking|by|for|when|of (?:the|proof|this)|on (?:the|our) budget)\b|\bgive up ,? ?(?:you|we|she|he)\b",
    r"\b(?:nobody|no one) (?:here )?would notice if i left\b|\bdo not see a future (?:for us|with you|here|together|in this)\b|\btired of living (?:out|in|with|at|on)\b|\bi cannot live (?:with|on|off|in|next|without your)\b",
    r"\blast (?:night|message|day) (?:at|in|of|with|was|to|about|before i fly|before the)\b|\bbig relief\b|\bstarving ,? (?:what|lets|shall|can)\b|\bi am finished here\b|\bi have had enough of (?:this|your|the|you)\b",
    r"\bwithout me (?:there|at|on|in|for (?:a|one)|this (?:year|time)|going|having to)\b",
    r"\bhung (?:up|over)\b|\bhang(?:ing)? (?:on|up|out|around|about|the washing|in there|by a thread)\b",
    r"\b(?:embassy|airline|consulate|hotel|university|border|immigration|visa office) (?:\w+ )?(?:kept|keeps|has|took|have|is keeping) my passport\b|\b(?:lease|tenancy|contract)\b.{0,40}\blet me out\b",
    r"\b(?:took|takes|take|taken) my (?:phone|keys) (?:by mistake|by accident|charger|calls|number|to (?:the|be))\b",
)  # fmt: skip


_STORIES = (
    # News and stories: most often somebody else, not always.
    r".{0,120}\b(?:in the (?:film|movie|book|story|novel|paper|papers|play|series|show|news|episode|game)|on the (?:news|telly|tv|radio)|(?:that|the|this|a) (?:film|movie|documentary|series|novel|drama|podcast|song|episode))\b.{0,120}",
)

_LONG_AGO = (
    r".{0,120}\b(?:years ago|when i was (?:a (?:kid|child|teenager)|young|1\d|\d|fourteen|fifteen|sixteen|seventeen|twelve)|back then|in my (?:teens|twenties)|last year)\b.{0,120}",
)


# Plain wishes to die and plain violence, in the languages most often met beside English. A phrase in the second
# group of a language is not one after that language's word for "not", which the first group is.
_ABROAD_DEATH = (
    ("", ("ich will sterben", "ich möchte sterben", "ich will tot sein", "ich will nicht mehr leben", "ich möchte nicht mehr leben", "ich will nicht mehr", "ich bringe mich um", "ich will mich umbringen", "will mich töten")),
    ("no", ("quiero morir", "quiero morirme", "me quiero morir", "quiero matarme", "me quiero matar", "voy a matarme", "me voy a matar", "quiero suicidarme")),
    ("", ("no quiero vivir", "no quiero seguir viviendo", "ya no quiero vivir")),
    ("", ("je veux mourir", "je veux me tuer", "je vais me tuer", "je veux me suicider", "je ne veux plus vivre", "je veux plus vivre", "j'ai envie de mourir", "envie de mourir")),
    ("não", ("quero morrer", "quero me matar", "vou me matar")),
    ("", ("não quero viver", "não quero mais viver")),
    ("non", ("voglio morire", "voglio uccidermi", "voglio ammazzarmi", "mi voglio ammazzare")),
    ("", ("non voglio vivere", "non voglio più vivere")),
    ("nie", ("chcę umrzeć", "chcę się zabić", "zabiję się")),
    ("", ("nie chcę żyć", "nie chcę już żyć")),
    ("не", ("хочу умереть", "хочу сдохнуть", "убью себя", "покончу с собой")),
    ("", ("не хочу жить", "не хочу больше жить")),
    ("لا", ("أريد أن أموت", "اريد ان اموت", "عايز اموت")),
    ("", ("لا أريد أن أعيش", "لا اريد ان اعيش")),
    ("", ("ölmek istiyorum", "yaşamak istemiyorum")),
    ("", ("我想死", "我不想活", "我想自杀", "不想活了")),
    ("", ("死にたい", "मैं मरना चाहता", "मैं मरना चाहती", "marna chahta", "marna chahti", "jeena nahi chahta", "jeena nahi chahti")),
)  # fmt: skip
_ABROAD_VIOLENCE = (
    ("", ("er schlägt mich", "sie schlägt mich", "mein mann schlägt mich", "mein freund schlägt mich", "er hat mich geschlagen")),
    ("no", ("me pega", "me golpea", "me pegó", "me golpeó")),
    ("", ("il me frappe", "elle me frappe", "mon mari me frappe", "il me bat", "mon mari me bat", "il m'a frappée")),
    ("não", ("ele me bate", "ela me bate", "marido me bate", "ele me bateu")),
    ("non", ("mi picchia", "mi ha picchiato", "mi ha picchiata")),
    ("nie", ("on mnie bije", "mąż mnie bije")),
    ("", ("он меня бьет", "муж меня бьет", "он бьет меня", "他打我", "老公打我")),
)  # fmt: skip


def _abroad(groups: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    return tuple(_unless_denied(denial, phrases) for denial, phrases in groups)


def _unless_denied(denial: str, phrases: tuple[str, ...]) -> str:
    """A pattern for phrases as they look when made plain; what is written without blanks has no edges."""
    before = rf"(?<!\b{re.escape(_in_plain(denial))} )" if denial else ""
    plain = (_in_plain(phrase) for phrase in phrases)
    either = "|".join(rf"\b{re.escape(one)}\b" if " " in one else re.escape(one) for one in plain)
    return rf"{before}(?:{either})(?! (?:de|dal|dalle|vor|z) \w)(?!你)"


def _in_plain(phrase: str) -> str:
    return " ".join(sentences_of(phrase))


def _signs() -> list[Sign]:
    families = (
        ("risk_imminent", _IMMINENT),
        ("risk_ideation", _IDEATION),
        ("risk_abuse", _ABUSE),
        ("risk_other", _THREAT),
        ("risk_ideation", {Strength.certain: _abroad(_ABROAD_DEATH)}),
        ("risk_abuse", {Strength.certain: _abroad(_ABROAD_VIOLENCE)}),
    )
    return [
        Sign(label, strength, re.compile(pattern))
        for label, family in families
        for strength, patterns in family.items()
        for pattern in patterns
    ]


SIGNS = _signs()
"""Every sign of danger, the gravest label first."""

STORIES = [re.compile(pattern) for pattern in _STORIES]
"""What makes any sign beside it unsure: it may be somebody else's."""

LONG_AGO = [re.compile(pattern) for pattern in _LONG_AGO]
"""What makes a sign about oneself unsure: it may be over. A disclosure of violence is one whenever it happened."""

HARMLESS = [re.compile(pattern) for pattern in _SAFE_HARMLESS]
"""Harmless talk, and danger that is denied, over, or somebody else's."""
