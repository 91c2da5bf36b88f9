# ruff: noqa: E501
"""Words that mean much the same when said to the assistant: what lets a few examples stand for many."""

from __future__ import annotations

import re
from itertools import combinations

from bot.understanding.words import normalise

FAMILY = (
    r"mums?|moms?|mam|mother|dads?|father|parents?|sisters?|brothers?|sons?|daughters?|husband|wife|partner|boyfriend|"
    r"girlfriend|boss|manager|supervisor|landlord|flatmates?|roommates?|housemates?|neighbou?rs?|colleagues?|"
    r"co-?workers?|aunt\w*|uncle|cousins?|in-?laws?|ex|gran\w*|nan|kids|children|teacher|team lead|fianc\w+"
)

_STEERING = {
    "erase": r"delet\w+|eras\w+|wip(?:e|ed|ing)|remov\w+|destroy|scrub|forgotten|forget (?:me|every|what|all)|get rid of|clear (?:all|my|everything)|purge|unsubscribe",
    "data": r"data|informations?|account|histor(?:y|ies)|records?|file|gdpr|csv|json|what (?:you|i) (?:have|hold|know|wrote|said|told)|everything (?:i|you)|all (?:i|that i) (?:wrote|said)",
    "carry_off": r"export\w*|download\w*|a copy|copies|back ?up|print out|send me|save (?:my|this|the)|take (?:out )?my|get my|see what you (?:have|store|keep)|hold (?:about|on) me|know about me|stored|keep (?:on|about)",
    "progress": r"progress|stats?|statistics|chart|graph|trends?|improv\w+|getting (?:better|worse|anywhere)|how (?:am i|i am|did i|have i|im) (?:do|doing|done|did)|scores?|results|overview|track record|how far|better at|last (?:week|month|session)|so far|past sessions?|summary|compared? (?:with|to)|look back|practised so far|my log|attempts",
    "people": r"(?:my|the|of|add|these|those|list of) (?:people|persons?)|relationships?|circles?|closeness|rings?|(?:people|relationship|family) (?:map|list)|map (?:my|of|out)|map|people in my life|inventory|who (?:is|matters|have i|are) .*(?:life|me|listed)|inner|outer|family tree",
    "add": r"add|edit|remove|update|change|draw|put|move|list|describe|fill in",
    "hint": r"hints?|clues?|tips?|nudge|prompt|stuck|advice|suggest\w*|blank(?:ed)?|no words|lost for words|help me (?:out|with|phrase|find|word|say)|pointers?",
    "what_to_say": r"(?:what|how) (?:should|could|do|can|would|might|am i supposed to|shall|to|else (?:can|could)) ?(?:i )?(?:say|reply|answer|respond|write|put|type|start|phrase|word|tell|begin)|what to (?:say|write|type|reply|answer)|to say (?:here|next)|what next",
    "example": r"examples?|samples?|model (?:line|answer|reply)|for instance|ready made|demonstrat\w+|good (?:line|answer|one|reply|way)|show me how|write (?:me |it |one |the )|how would (?:you|someone|others?|an?)|what would (?:you|someone|a good|an?)|better version|say it for me|like what|script",
    "again": r"again|redo|undo|rewind|retry|once more|another (?:try|go|attempt|shot|chance)|go back|back (?:a|one|up)|take (?:that|it|this) back|one more time|do over|start over|replay|repeat|restart|rephrase|differently|last (?:line|answer|turn|message|thing|reply|bit|part)|scratch that|over again|try that",
    "pause": r"pause\w*|break|time ?out|hold on|hang on|one (?:sec|second|moment|minute)|a (?:sec|second|moment|minute|breather|bit)|out of (?:role|character)|step (?:out|away)|wait|brb|freeze|hold (?:it|the)|be (?:right )?back|five minutes|too much|stop (?:pretending|being)|drop the act|someone(?:s| is| just)? (?:came|at|here)|the door",
    "resume": r"resum\w+|continu\w+|carry on|go on|going|proceed|unpause|back to (?:it|the)|im back|back in|where (?:were we|we left|i (?:left|stopped))|pick (?:it )?up|(?:i am|im) back|ready (?:again|to go on|now)|onwards?|left off|on we go|get back",
    "end": r"end (?:the|this|it|here|now|practice|exercise|scene)|stop|quit|exit|finish\w*|enough|leave|cancel|abort|wrap up|done|debrief|feedback|get(?: me)? out|close|call it",
    "bye": r"bye|goodbye|see (?:you|ya|u)|cya|good ?night|gotta|farewell|later|until|take care|log(?:ging)? off|have a (?:nice|good)|to bed|i must go|i have to go|(?:need|got) to (?:go|leave|run)|i(?:'m| am) off|tomorrow|going to bed|heading (?:off|out)|signing off",
    "scene": r"scene|scenarios?|role ?play\w*|role-play\w*|exercise|rehears\w+|practi[sc]\w+|act out|simulat\w+|run through|have a go",
    "play": r"start|begin|play|pretend|be my|you be|ready|run|try|go|do|new|another|next|pick|take|choose|give me a|let'?s",
    "ordinal": r"first|second|third|last|number|one|1|2|3|any|easy|easiest|hard(?:er|est)?|short(?:er|est)?|random|surprise|whichever|the .{1,20} one",
    "boundary": r"boundar\w+|limits?|say(?:ing)? no|my no|statements?|refus\w+|firm|turn(?:ing)? down|line with|sentence|stand up for|i-statement|asserti\w+|draw a line",
    "focus": r"focus|topics?|areas?|subject|work(?:ing)? on|what to work|my (?:main )?(?:problem|issue)|the issue|problem is|came here|here (?:about|because|for)",
    "plan": r"plan\w*|cards?|remind\w*|schedul\w+|calendar|ics|prepar\w+|for real|real (?:life|conversation|talk|thing|one)|actual (?:talk|conversation)|if.then|get me ready|what if|set a (?:date|time)",
    "when": r"tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next week|weekend|soon|going to (?:talk|tell|speak|see)|i'?ll (?:talk|tell|speak|see)|will (?:talk|tell|speak)|when (?:i|should i)",
    "happened": r"i (?:did (?:it|say|tell|talk)|told|said|talked|spoke|had (?:the|that|it|my)|asked|used|managed|finally|chickened|tried|called|rang|phoned|met)|we (?:talked|spoke|had|sat|met)|i'?ve (?:had|done|told|spoken|talked)|happened|it went|went (?:well|badly|ok\w*|fine|great|wrong)|(?:how|way) it went|report\w*|yesterday|last night|this morning|(?:she|he|they) (?:said|took|agreed|cried|hung|laughed|listened|got|was|were|shouted|thanked|didn)|done,|did ?n[o']?t (?:manage|go|dare|say|do)|wasn'?t brave|took place|had (?:the|that|our) (?:talk|conversation)",
    "what_is": r"what(?:'?s| is| are| does| do| can)? (?:this|that|you|sayso|it|the app|your|my options|commands)|who (?:are|made|built|reads|can|runs)|are you|is (?:this|it|anyone|someone|somebody)|how (?:does|do) (?:this|it|i use|you)|explain|instructions|menu|options|does (?:it|this)|therapy|therapist|private|secret|confidential|\bai\b|bots?|robot|chatgpt|cost|free|human|real person|anonymous|how to use|supposed to do",
    "help": r"helplines?|help ?lines?|hotlines?|crisis|emergency|samaritans|numbers?|counsell?or|psycholog\w+|therapist|doctor|human|(?:real|actual) (?:person|people|help)|professional|someone (?:real|to talk|i can)|somebody (?:real|to talk|tonight)|urgent|talk to (?:a|someone|somebody)|speak (?:to|with) (?:a|someone|somebody)|ring|who can (?:i|help)|text line|call",
    "yes": r"yes|yeah|yep|yup|ye|yea|ok|okay|okey|sure|fine|alright|right|correct|exactly|absolutely|definitely|certainly|of course|sounds good|good idea|agree\w*|please do|why not|perfect|aye|mhm|true|do (?:it|that)|go for it",
    "no": r"no|nope|nah|naw|not|don'?t|never|none|neither|wrong|disagree|skip|pass|rather not|negative|nothing|leave it|wouldn'?t|without",
    "hello": r"hi+|hello+|hey+|hiya|yo|(?:good )?(?:morning|evening|afternoon)|hallo|helo|howdy|greetings|sup|wassup|what'?s up|g'?day|salaam|hola|namaste|bonjour|heya",
    "thanks": r"thanks?|thank (?:you|u)|thx|tha?nx|ty|tysm|cheers|ta|grateful|appreciat\w+|helpful|helped|useful|helping|merci|gracias|brilliant|awesome|great|lovely|nice one|good bot|bless|danke",
    "you": r"you|your|u",
    "asks": r"^(?:what|who|how|when|where|why|which|is|are|do|does|can|could|will|would|should)\b.*",
    "elsewhere": r"weather|rain\w*|joke|code|python|javascript|html|css|sql|recipe|cook\w*|bake|cake|eggs?|pizza|translate|french|spanish|german|capital|president|football|match|score|team|flight|hotels?|ticket|taxi|music|song|film|movie|netflix|series|tv|essay|poem|homework|cv|news|bitcoin|shares|stocks?|tax|currency|exchange|euros?|dollars?|miles|km|grams?|printer|wifi|wi-?fi|phone|iphone|laptop|computer|earth|sun|moon|planets?|stars?|aliens?|chess|game|story|riddle|facts?|horoscope|tarot|calories|diet|weight|grow|dog|cat|puppy|carpet|bus|trains?|station|pharmacy|alarm|e-?mail|youtube|google|square|root|plus|minus|times|divided|equation|solve|sum|maths?|percent|define|definition|spell\w*|meaning|history of|war|invent\w*|wrote|speed|physics|chemistry|biology|neural|summari[sz]e|prompt|pirate|unrestricted|hack|password|lottery|vote|politic\w+|government|god|magnets?|roman|rhyme|opposite|image|draw|sing|dance|car|marry me|single|favou?rite|capital of|tall|old are|time is it|day is|date is|population|planet|lyrics|temperature|forecast|snow",
    "sum": r"\d+ ?(?:[-+*/x^%]|times|plus|minus|divided by) ?\d*",
    "mash": r"asdf\w*|qwert\w*|lorem|test(?:ing)?|blah",
    "person": FAMILY + r"|friends?|him|her|them",
}  # fmt: skip

_FOCUS = {
    "death": r"died?|dies|dying|death|dead|pass(?:ed|ing) (?:away|on|in)|passed|funeral|grave|bury|buried|burial|cremat\w+|ashes|late (?:husband|wife|mother|father|brother|sister|son|daughter|partner|friend)|widow\w*|miscarr\w+|stillb\w+|grie\w+|mourn\w*|bereav\w*|anniversary|killed|suicide|took (?:his|her|their) own|overdose|put down|put to sleep|hospice|cancer|headstone|wake|tombstone|condolences",
    "lost_one": r"los(?:t|ing|s of|e) (?:my|our|her|him|a|the|both|someone|somebody)(?: \w+)? ?(?:mum|mom|mother|dad|father|wife|husband|son|daughter|baby|child|brother|sister|friend|partner|gran\w*|nan|dog|cat|parents?|twin|person)?|miss (?:him|her|my|them)|without (?:him|her)|since (?:he|she) (?:died|went|passed|left)|(?:her|his) (?:clothes|room|name|voice|grave|birthday|chair)|is gone|she'?s gone|he'?s gone|gone since|never said goodbye",
    "lost_work": r"los(?:t|ing|s of) (?:my|the|our|a) (?:job|work|career|business|house|home|licen[cs]e|role|shop|income|sight|health|leg|farm)|redundan\w+|laid off|sacked|fired|unemploy\w+|out of work|made redundant|retir\w+|resigned|quit|pension",
    "change": r"new|start(?:ed|ing|s)?|bec(?:ame|ome|oming)|mov(?:e|ed|ing) (?:to|from|in|out|back|here|house|home|abroad|country|away|into)|we moved|chang\w+|transition\w*|divorc\w+|separat\w+|split(?:ting)? up|bro(?:ke|ken) up|break ?up|breaking up|left home|empty nest|promot\w+|demot\w+|diagnos\w+|illness|chronic|stroke|operation|disab\w+|pregnan\w*|had a baby|newborn|maternity|first time|first job|used to be|no longer|any ?more|graduat\w+|uni(?:versity)?|college|student|came out|coming out|immigra\w+|refugee|emigrat\w+|sober|recovery|prison|carer|caring for|care home|stepmum|stepdad|step(?:mother|father)|adopt\w*|menopause|career|leaving|newly|just (?:got|had|moved|started|became|turned|retired|finished|married)|back to work|wedding|married last|getting married|who i (?:am|was)|adjust\w*|burn\w* out|off sick|ended|ending|marriage ended",
    "lonely": r"lone(?:ly|liness)|alone|isolat\w+|no (?:friends|one|social|mates)|nobody|any ?one to|shy|awkward\w*|friends?|friendless|(?:know|meet|meeting|make|making) (?:people|friends|anyone|new people)|small talk|conversations?|strangers?|groups?|part(?:y|ies)|anxi\w+|invit\w+|left out|fit in|belong\w*|out of touch|in touch|by myself|on my own|quiet|freeze|introvert|stutter|dating|ask (?:someone|somebody|her|him) out|ghost|connect\w*|drift\w*|avoid (?:people|part)|social\w*|talk to (?:people|anyone|anybody|strangers)|speak to (?:people|anyone)|for days|for weeks|invisible|know any(?:one|body)|each weekend|acquaintances|company|club|close to|single|chat|open up|coffee|lunch",
    "conflict": r"fight\w*|argu\w+|rows?|rowing|quarrel\w*|conflict\w*|disput\w+|disagree\w*|clash\w*|tension|expects?|expected|refus\w+|won'?t|never (?:helps?|cleans?|listens?|asks|does|pays)|always|doesn'?t (?:want|listen|help|respect|pay|do|clean)|does not|respect\w*|owes?|borrow\w*|pay|pays|money|bills?|rent|chores|clean\w*|shout\w*|yell\w*|say no|saying no|tell (?:him|her|my \w+) (?:no|to stop)|stand up|comments?|critici\w+|control\w*|interfer\w*|credit|overtime|shifts?|hours|late|lied?|lies|lying|cheat\w*|affair|jealous|angry|unfair|keeps? \w+ing|without (?:asking|calling)|stop (?:telling|him|her|my)|same (?:row|fight|argument)|stuck|give in|take sides|sides with|trouble with|problems? with|issues? with|nois\w+|music|demands?|bullies|rude|wants? me to|wants? (?:a|an|to)|different things|agree|let me|talks? over|silent treatment|compares?|have it out|boil\w+|repair|fix",
    "kin": FAMILY,
    "work": r"jobs?|work|office|company|firm|career|shifts?|boss|manager|colleagues?",
    "home": r"home|house|flat|kitchen|kids|baby|dinner|chores",
    "place": r"city|village|country|abroad|town|here|germany|england|london|uk|usa|america|canada|moved",
    "nobody": r"no(?:body| one| friends)|any(?:one|body)|alone|by myself|each day|every day|never",
    "two": r"(?:me and (?:my|him|her)|my \w+ and (?:i|me)|we (?:fight|argue|row|disagree|keep|can'?t|both|always))",
}  # fmt: skip


def _compiled(cues: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"(?<![\w'])(?:{pattern})(?![\w])") for name, pattern in cues.items()}


_PERSON = re.compile(
    rf"\b(?:my|her|his|our|your|the|an?|with|to|about|that|sorry|lonely) (?:\w+ ){{0,2}}?(?:{FAMILY}|friends?|mates?|bestie|family|"
    rf"step\w+|girls?friend|daughters?|client|flat ?mates?)\b"
    rf"|\b(?:mum|mom|mam|mummy|mommy|dad|daddy|mother|father|sis|hubby|boss|grandma|grandpa|nan|granny|ex|auntie)\b"
)
_FEELING = re.compile(
    r"\b(?:i (?:just |really |still |always |also )?(?:feel|felt|hate|miss|resent|dread)|i(?:'m| am|m| was| get| got)(?: \w+){0,3}? "
    r"(?:sad|awful|terrible|worried|angry|upset|scared|afraid|anxious|nervous|lonely|hurt|exhausted|stressed|ashamed|"
    r"guilty|sick of|fed up|furious|mad at|livid|overwhelmed|miserable|desperate|heartbroken|unhappy|jealous|"
    r"embarrassed|frustrated|annoyed|crying|devastated|tired of|worn out|disappointed|hopeless|numb)|feeling \w+|"
    r"^(?:so |really |very )?(?:sad|awful|worried|angry|upset|lonely|anxious|nervous))\b"
)
_TO_SOMEONE = re.compile(
    r"\b(?:you (?:\w+ )?(?:never|always|keep|just|don'?t|didn'?t|make|made|let|walked|came|come|said|forgot)|when you|"
    r"you(?:'re| are|re) (?:so |such |being |an? )|i (?:need|want|would like|'d like) (?:my|you)|i'd like you|"
    r"(?:please|could you) (?:call|ring|knock|ask|tell|stop|listen|let|text|wait|come|leave|don'?t)|what if we|that (?:does|must) sound)\b"
)

_STEERING_CUES = _compiled(_STEERING)
_FOCUS_CUES = _compiled(_FOCUS)


def steering_cues(text: str) -> tuple[str, ...]:
    """The kinds of steering words in `text`, and which two stand together."""
    return _found(_STEERING_CUES, text)


def names_a_person(text: str) -> bool:
    """Whether `text` speaks of somebody in the learner's life: a mum, a boss, an ex."""
    return bool(_PERSON.search(_plain(text)))


def says_a_feeling(text: str) -> bool:
    """Whether `text` says how the learner feels."""
    return bool(_FEELING.search(_plain(text)))


def talks_to_someone(text: str) -> bool:
    """Whether `text` sounds like words for the other person ("you never listen", "please call first")."""
    return bool(_TO_SOMEONE.search(_plain(text)))


def focus_cues(text: str) -> tuple[str, ...]:
    """The kinds of trouble that the words of `text` belong to, and which two stand together."""
    return _found(_FOCUS_CUES, text)


def _found(cues: dict[str, re.Pattern[str]], text: str) -> tuple[str, ...]:
    plain = _plain(text)
    names = [name for name, pattern in cues.items() if pattern.search(plain)]
    singles = (f"cue={name}" for name in names)
    return (*singles, *(f"cues={one}+{other}" for one, other in combinations(names, 2)))


def _plain(text: str) -> str:
    return " ".join(normalise(text).casefold().split())
