# ruff: noqa: E501
"""Tells what a learner types to the assistant from what they say to the person they are rehearsing with.

The state of the talk decides. In a rehearsal the benefit of the doubt goes to the rehearsal: only words that are
plainly about the exercise steer it. Elsewhere everything steers, and a small classifier says where to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from bot.understanding.cues import names_a_person, says_a_feeling, steering_cues, talks_to_someone
from bot.understanding.encoder import Reading
from bot.understanding.linear import Example, LinearReader, together, words_in
from bot.understanding.words import normalise, words_of
from bot.vocabulary import INTENTS, OUT_OF_BAND

CHOICES = {
    "focus": "choose_focus",
    "scene": "start_practice",
    "statement": "practise_boundary",
    "progress": "show_progress",
    "yes": "affirm",
    "no": "deny",
    "answer": "practice",
    "level": "practice",
    "rate": "practice",
    "skip": "practice",
    "home": "greet",
    "example": "ask_example",
    "export": "export_data",
    "erase": "delete_data",
    "about": "ask_what_is_this",
    "report": "report_real_talk",
    "plan": "plan_real_talk",
    "people": "map_relationships",
    "programme": "map_relationships",
    **{words.replace(" ", "_"): intent for words, intent in OUT_OF_BAND.items()},
}
"""What a button's id means: the whole id, or the part before its first colon ("focus:grief")."""

REHEARSING = ("in_role", "boundary_practice")
TALKING = ("start", "choosing_focus", "choosing_scenario", "debrief", "progress")
"""The states in which nobody but the assistant is spoken to."""

COMING = ("start", "choosing_focus", "choosing_scenario")
"""Of those, the ones in which words about somebody tell what the learner came for."""

LONGEST_READ = 1000
"""Characters of a text that are looked at: who steers is brief."""

LEAST_SURE = 0.35
"""Below this the classifier's best guess is a guess: out_of_scope. Measured on held-back rows."""

LEAST_SURE_HEARD = 0.25
"""The same of words and encoder together."""

HEARD_OUTSIDE, SAID_OUTSIDE = 0.55, 0.1
"""Where nobody is being rehearsed with: what the encoder's word counts for, and by how much it is less likely than in
a rehearsal that something is said to the other person. Measured on a development set."""

LEAST_SURE_REHEARSING = {"in_role": 0.70, "boundary_practice": 0.60}
"""How sure the classifier must be that words in a rehearsal are not part of it. Measured on the corpus."""

LEAST_SURE_TOGETHER = 0.70
"""How sure words and encoder together must be of it, whether the exercise is named or not. Measured on rows of which
neither had learned: one line in a hundred to the other person is taken for steering."""

SURE = 0.60
"""Where nobody is being rehearsed with, these need the classifier to be at least this sure; else it is `practice`."""

FAIRLY_SURE = 0.45
"""How sure words and encoder together must be of what is asked about a learner's data. Erasing asks once more."""

NEED_SURE = frozenset(
    [
        "report_real_talk",
        "plan_real_talk",
        "get_help_now",
        "show_progress",
        "map_relationships",
        "ask_hint",
        "ask_example",
        "try_again",
        "step_out",
        "resume",
        "end_scene",
    ]
)
NEVER_GUESSED = frozenset({"delete_data", "export_data"})
"""Only a button, plain words, or words and encoder together ask for these; a guess by words alone never does."""

NOT_ABOUT_PEOPLE = frozenset(
    [
        "out_of_scope",
        "ask_hint",
        "ask_example",
        "get_help_now",
        "try_again",
        "step_out",
        "resume",
        "end_scene",
        "show_progress",
        "ask_what_is_this",
    ]
)
"""What words about somebody, or about a feeling, do not ask for: they are what there is to practise."""

PLEASANTRIES = frozenset({"greet", "goodbye", "thank", "affirm", "deny"})
LONGEST_PLEASANTRY = 5
"""Words: what is longer, and about somebody, is not a pleasantry."""

ONE_IN = 8
"""Of what is said to the other person, every so many lines are shown to the reader of words to the assistant."""

LONGEST_ASIDE = 16
LONGEST_HEARD = 30
"""Words: what is longer is not an aside to the coach; by words alone, and where the encoder hears it too."""

_RELATIVES = tuple(
    (re.compile(pattern), intent)
    for pattern, intent in (
        (r"(?:an?|one|another|the) (?:small |little |quick )?hint", "ask_hint"),
        (r"(?:i need|i want|give me|can i have|could i have|can i get) (?:a|another) hint", "ask_hint"),
        (
            r"(?:lets |wait |quick |short |a )?pause|pause (?:it|this|here|for a (?:moment|minute|sec|second))",
            "step_out",
        ),
        (r"unpause|resume (?:it|this|now)", "resume"),
        (r"undo (?:it|that|this)", "try_again"),
        (r"(?:i (?:need|want) )?help (?:me )?(?:right )?now", "get_help_now"),
    )
)

_EXERCISE = r"(?:scene|role ?play(?:ing)?|role-play|exercise|rehearsal|simulation|practice session|practice scene)"
_ASK = r"(?:(?:can|could|may|shall|should|would) (?:i|you|we|the coach) (?:please )?|i (?:want|need|would like|wanna|have) to |id like to |lets |let me |i (?:want|need|would like) )?"
_LINE = r"(?:line|turn|message|answer|reply|response|sentence|step)"
_HER = r"(?: (?:to|with) (?:her|him|them|my \w+))?"
_WHERE = r"(?: (?:here|now|next|then|in this (?:scene|case|exercise|situation)))?"

_ASIDES = tuple(
    (re.compile(pattern), intent)
    for pattern, intent in (
        (
            rf"{_ASK}(?:have |get |give me |see |show me |use |need )?(?:a|an|another|one|some|any|one more)"
            rf" (?:small |little |quick )?(?:hint|clue|tip)s?(?: (?:for|with|on) (?:me|this|that|my)(?: {_LINE})?)?{_WHERE}",
            "ask_hint",
        ),
        (r"any (?:hint|tip)s?", "ask_hint"),
        (rf"what (?:should|could|do|shall) i (?:say|reply|answer|respond|write|type)(?: back)?{_HER}{_WHERE}", "ask_hint"),
        (rf"what (?:can|should|could) i say to (?:her|him|them){_WHERE}", "ask_hint"),
        (rf"how (?:should|could|do|would|can) i (?:reply|answer|respond|say this|put this|phrase (?:this|that|it))"
         rf"(?: to)?(?: (?:her|him|them|that|this))?{_WHERE}", "ask_hint"),
        (rf"i (?:dont|do not) know (?:what|how) to (?:say|write|type|answer|reply|respond)(?: to (?:her|him|them))"
         rf"{_WHERE}", "ask_hint"),
        (rf"(?:help me|i need help|some help) with (?:this|my) {_LINE}", "ask_hint"),
        (
            rf"{_ASK}(?:give me |show me |see |have |get |read |hear |write (?:me )?)?(?:an?|one|another|some)"
            rf" (?:(?:example|sample|model|good) (?:{_LINE}|of (?:what|how) (?:i|to) .*|of a good .*|for this scene))",
            "ask_example",
        ),
        (rf"show me (?:how its done|a good {_LINE}|a better {_LINE})", "ask_example"),
        (rf"{_ASK}(?:undo|redo|retry|rewind|take back|delete|repeat|replay|change|scrap|do over|go back (?:to|over)|"
         rf"try|rephrase)(?: (?:that|my|the|this))?(?: last| previous)? {_LINE}(?: again)?", "try_again"),
        (rf"{_ASK}(?:go|step|back up|take me) (?:back )?(?:a|one|1) (?:turn|step|line)(?: back)?", "try_again"),
        (rf"{_ASK}(?:restart|redo|replay|repeat|rewind|retry|start over|try) (?:the|this|that) {_EXERCISE}"
         r"(?: over| again| from the (?:top|start|beginning))?", "try_again"),
        (rf"{_ASK}(?:start|do) (?:the|this|that) {_EXERCISE} (?:over|again)(?: from the .*)?", "try_again"),
        (
            rf"{_ASK}(?:pause|freeze|hold|halt|suspend|take a break from|have a break from|a break from|step out of|"
            rf"come out of|get out of|leave|stop) (?:the |this |my |that )?(?:{_EXERCISE}|role|character)"
            r" ?(?:for (?:a|one|two) \w+|a (?:moment|minute|second))",
            "step_out",
        ),
        (
            rf"{_ASK}(?:pause|freeze|hold|halt|suspend|take a break from|have a break from|a break from|step out of|"
            rf"come out of) (?:the |this |my |that )?(?:{_EXERCISE}|role|character)",
            "step_out",
        ),
        (rf"(?:{_ASK}(?:go |be |step )?)out of (?:role|character)(?: for (?:a|one) \w+)?", "step_out"),
        (rf"{_ASK}(?:talk|speak) (?:to|with) the (?:coach|guide|assistant|bot)(?: .{{0,20}})?", "step_out"),
        (
            rf"{_ASK}(?:end|stop|quit|exit|finish|leave|abort|close|cancel|wrap up|get out of|be done with|"
            rf"stop doing|quit doing|end up) (?:with )?(?:the|this|our|that|my) {_EXERCISE}",
            "end_scene",
        ),
        (rf"(?:i am|im) (?:done|finished|through) with (?:the|this|that) {_EXERCISE}", "end_scene"),
        (r"i (?:just |really )?(?:want|would like) to stop(?: (?:this|here|now|this now))?", "end_scene"),
        (r"(?:can|could|may|shall) (?:i|we) (?:please )?(?:stop|finish|end) (?:this|here|this here|the practi[cs]e)"
         r"(?: now)?", "end_scene"),
        (rf"{_ASK}(?:stop|end|finish|quit|exit) (?:the|this) practi[cs]e|i (?:want|would like) to stop practi[sc]ing",
         "end_scene"),
        (r"(?:can|could|may) (?:i|we) (?:please )?(?:practi[sc]e|rehearse) something else|"
         r"(?:id like|i want|i would like|lets) (?:to )?(?:practi[sc]e|rehearse) something else", "start_practice"),
        (rf"{_ASK}(?:start|try|do|play|practi[sc]e|rehearse|have) (?:another|a different|a new|the next)"
         r" (?:scene|scenario|role ?play|exercise|practice)|(?:start|begin) another(?: one)?|lets start another(?: one)?",
         "start_practice"),
        (rf"(?:end|stop|quit|exit|finish|leave) {_EXERCISE}", "end_scene"),
        (rf"{_ASK}(?:resume|continue|carry on with|go on with|go back to|return to|get back to|back to|unpause)"
         rf" (?:with )?(?:the|this|our|my) {_EXERCISE}", "resume"),
        (r"how (?:am i|i am|im) doing(?: so far| here| in this \w+)?", "show_progress"),
        (rf"{_ASK}(?:show me |see |open |view |check )?my (?:progress|stats|statistics|practice log|practice history)",
         "show_progress"),
        (rf"{_ASK}(?:talk|speak) (?:to|with) (?:an?|some) (?:real |actual |live )*(?:human|person|human being)"
         r"(?: (?:please|not a (?:bot|machine)|instead.*))?", "get_help_now"),
        (r"i (?:need|want) (?:help from )?a (?:real|actual) (?:human|person)(?: not .*)?", "get_help_now"),
        (rf"{_ASK}(?:give me |tell me |show me |have |get |see )?(?:a|the|some) (?:crisis |help)?"
         r"(?:helpline|help line|hotline|crisis line|helpline numbers?|help numbers?|crisis number)", "get_help_now"),
        (rf"{_ASK}(?:(?:delete|erase|wipe|remove) (?:all )?(?:of )?my (?:data|account|log|practice (?:log|history))|"
         r"(?:delete|erase|wipe) (?:everything|all)(?: (?:about|on) me| (?:that )?you (?:know|have|keep) (?:about|on) me)?)",
         "delete_data"),
        (rf"{_ASK}(?:export|download|get a copy of|save) (?:all )?(?:of )?my (?:data|practice log)", "export_data"),
        (r"(?:are you|am i (?:talking|speaking|chatting) (?:to|with)) an? (?:real |actual )?"
         r"(?:bot|robot|ai|machine|computer|human|human being|chatbot|real person)", "ask_what_is_this"),
        (r"(?:what|who) is sayso|how does (?:this (?:app|exercise|role ?play)|sayso) work", "ask_what_is_this"),
    )
)  # fmt: skip
"""Said in a rehearsal, these are about the exercise. They have to fit the whole text, courtesies aside."""

_STATEMENT_ASIDES = tuple(
    (re.compile(pattern), intent)
    for pattern, intent in (
        (rf"{_ASK}(?:give me |show me |see |have )?(?:an?|one|another) (?:example|sample)", "ask_example"),
        (r"(?:i am|im) stuck|no idea|help me|i (?:dont|do not) know what to (?:say|write|type)", "ask_hint"),
        (rf"{_ASK}(?:try|start|do) (?:it |this |that )?(?:again|over)", "try_again"),
        (r"(?:can|could|may) (?:i|we) (?:stop|finish|end)(?: (?:here|now|this))?", "end_scene"),
    )
)
"""The same for a boundary statement, where no one but the assistant is there to be asked for an example."""

BARE = {
    "quit": "end_scene",
    "exit": "end_scene",
    "home": "greet",
    "menu": "greet",
    "example": "ask_example",
    "start another": "start_practice",
}
"""Words that are about the exercise in a rehearsal when they are the whole message."""

_ERASE_ALL = re.compile(
    r"(?:delete|erase|wipe) everything(?: about me)?|(?:delete|erase|wipe|remove) (?:all )?(?:of )?my (?:data|account)"
)

INSTEAD_OF_AN_ANSWER = {
    "home": "greet",
    "menu": "greet",
    "quit": "end_scene",
    "exit": "end_scene",
    "stop": "end_scene",
    "cancel": "end_scene",
    "progress": "show_progress",
    "how am i doing": "show_progress",
    "what is this": "ask_what_is_this",
    "whats this": "ask_what_is_this",
}
"""Whole messages that are no answer to an open question."""

LABELS = {
    **{label: "greet" for label in ("what can i practise", "what can i practice", "home", "menu", "start page")},
    **{label: "greet" for label in ("something else", "begin anew", "main menu", "start")},
    **{label: "show_progress" for label in ("how am i doing", "show my progress", "my progress", "progress")},
    **{label: "resume" for label in ("carry on", "yes, go on")},
    **{label: "start_practice" for label in ("the same again", "an easier level", "a harder level", "begin it again")},
    **{label: "practise_boundary" for label in ("another statement", "find the words for a limit")},
    **{word: "affirm" for word in ("yes", "y", "yep", "yeah", "yup", "ok", "okay", "k", "sure", "uh huh", "mhm")},
    **{word: "deny" for word in ("no", "n", "nope", "nah", "no thanks", "no thank you", "not now", "not really")},
    **{word: "goodbye" for word in ("bye", "goodbye", "good night", "night", "ciao", "see you", "ttyl")},
    "find the words for what you want to say": "practise_boundary",
    "give me a hint": "ask_hint",
    "another hint": "ask_hint",
    "show me an example": "ask_example",
    "let me try again": "try_again",
    "what is this": "ask_what_is_this",
    "show me help": "get_help_now",
    "show what is kept about me": "export_data",
    "erase what is kept about me": "delete_data",
    **{label: "choose_focus" for label in ("losing someone or something", "trouble with someone close")},
    **{label: "choose_focus" for label in ("a big change in your life", "finding people, or finding them again")},
}
"""What buttons and offers say, typed where nobody is being rehearsed with."""

_TO_ME = r"(?:(?:can|could|would|will) (?:you|i|we) |(?:how|where) (?:do|can) i |i (?:now |just |really )?(?:want|need|would like|wish)(?: you)?(?: to)? |id (?:like|want)(?: you)? to |i wanna |lets |let me |you (?:can|should|must|have to|need to) |go ahead and |i changed my mind,? )?(?:please |pls |just |now |also )*"
_OWN = r"(?:my|the|this|all|all my|all of my|all the|all of the|all this|any of my)"
_RECORDS = r"(?:whole |practi[cs]e |personal |chat |stored )*(?:data|words|account|log|logs|history|informations?|info|records?|conversations?|chats?|sessions|messages|answers|transcripts?|file)"
_OF_MINE = r"(?:(?: that)? (?:i|ive|i have) (?:said|told|wrote|written|typed|did|done|entered)(?: .*)?|(?: that)? (?:you|youve|you have) (?:have |hold |know |keep |got |stored |store |kept )+(?:(?:about|on|of) me)?|(?: stored| kept)? (?:about|on|of) me|(?: from)? here)"
_END = r"(?: (?:please|now|and .*|for good|for ever|forever|again|(?:from|on) (?:here|your .*|this .*|the .*)|pls|as a file|in a file|to me|out|you .*|i .*))*"

_ASKED = tuple(
    (re.compile(pattern), intent)
    for pattern, intent in (
        (rf"{_TO_ME}(?:delete|erase|wipe|remove|forget|clear|destroy|scrub|purge|empty|get rid of) {_OWN} {_RECORDS}"
         rf"(?:{_OF_MINE})?{_END}", "delete_data"),
        (rf"{_TO_ME}(?:delete|erase|wipe|remove|forget|clear|destroy|purge) (?:everything|all|what|anything){_OF_MINE}{_END}",
         "delete_data"),
        (rf"{_TO_ME}(?:delete|erase|wipe|clear|remove) (?:everything|all|it all|all of it){_END}", "delete_data"),
        (rf"{_TO_ME}(?:delete|erase|forget) me{_END}|{_TO_ME}remove me from (?:your|the|this) .*", "delete_data"),
        (rf"i want {_OWN} {_RECORDS} (?:gone|deleted|erased|wiped|removed)|(?:the )?right to be forgotten|delete account|"
         r"(?:account|data) deletion", "delete_data"),
        (r"(?:(?:show|see|open|view|check)(?: me)? )?my (?:practice )?(?:progress|stats|statistics|results|history|log|"
         r"scores|numbers|record|attempts)|(?:list )?my attempts|(?:report of )?progress(?: report)?|track record", "show_progress"),
        (r"(?:am i|have i been) (?:really )?(?:getting (?:any )?better|improving|making progress)(?: .{0,30})?|"
         r"(?:have i|did i) (?:improved?|get any better)(?: .{0,30})?|how far have i come|"
         r"what have i (?:practi[sc]ed|done)(?: so far)?|(?:show|list) (?:me )?what (?:i have|ive) (?:done|practi[sc]ed)",
         "show_progress"),
        (rf"{_TO_ME}(?:export|download|back ?up|save|print(?: out)?|take(?: out)?|get|have|see|show me|send(?: me)?|"
         rf"give me|get all of|a copy of|(?:get |have |download |send me |give me )?a copy of) {_OWN} {_RECORDS}"
         rf"(?:{_OF_MINE})?(?: with me)?{_END}", "export_data"),
        (rf"{_TO_ME}(?:export|download|print out|send me|give me|see|show me|get|(?:get |have )?a copy of) "
         rf"(?:everything|all|what)(?:{_OF_MINE}){_END}", "export_data"),
        (rf"{_TO_ME}(?:export|download)(?: (?:everything|it all|(?:my )?(?:conversation|cards and plans|sessions)))?"
         rf"{_END}|{_TO_ME}(?:get |have )?a copy of everything", "export_data"),
        (r"what (?:data|informations?|info)? ?(?:do|have) you (?:hold|keep|have|got|store|stored|know|kept)"
         r"(?: (?:about|on|of) me)?", "export_data"),
        (r"(?:data )?export|(?:json|csv|data) export|export (?:to|as) \w+|(?:want |i want )?my data|(?:a )?copy of my \w+|"
         r"(?:a )?(?:data )?subject access request|gdpr request|is there a download", "export_data"),
        (r"(?:map|show|list|edit|see) my (?:people|relationships|circle|list of people)|(?:can i )?add (?:an?|another|a new|new) person",
         "map_relationships"),
        (r"(?:what is |whats |how much is )?\d+(?:[.,]\d+)? ?(?:[-+*/x^]|times|plus|minus|divided by) ?\d+(?:[.,]\d+)?(?: ?=)?",
         "out_of_scope"),
        (rf"{_TO_ME}(?:plan|prepare)(?: for)? (?:the |my |that )?(?:real |actual )(?:talk|conversation|thing)",
         "plan_real_talk"),
    )
)  # fmt: skip
"""Said where nobody is being rehearsed with, these leave no doubt. They have to fit the whole text, courtesies aside."""

_WANTS_A_PERSON = re.compile(
    r"^(?:.*\b(?:i|give|show|get|is there|whats|what|any|a|the|who|where|please|need|want) )?(?:\w+ )?"
    r"(?:helplines?|help lines?|hotlines?|crisis (?:line|number|text line)|samaritans(?: number)?|emergency number|"
    r"help numbers?|text line)(?: .{0,30})?$"
    r"|\b(?:talk|speak) (?:to|with) (?:an?|some|some ?one|some ?body) ?(?:\w+ )?(?:human|person|counsell?or|therapist|"
    r"psychologist|doctor|professional|real|right now|tonight)\b"
    r"|^(?:please )?(?:i (?:think i )?(?:need|want)|get me|find me|give me|where (?:can|do) i (?:get|find)|"
    r"how (?:can|do) i (?:find|get|reach|see)) (?:an? |some |to see an? )?(?:therapist|counsell?or|psychologist|doctor|human|"
    r"professional(?: help)?|real (?:help|person)|urgent help|more help than this|help (?:now|near me))\b"
    r"|^(?:please )?(?:(?:i need|i want|get me|need|connect me (?:to|with)|give me) )?(?:an? )?(?:real |actual |live )?"
    r"(?:human|person|help|real help)(?: (?:now|right now|tonight|near me|not a bot))*$(?<!^help)"
    r"|^where (?:to|can i|do i) (?:find|get) (?:real )?help\b"
    r"|^who (?:can|do|should) i (?:call|ring|phone|contact)\b|^who can help me\b|^what number (?:do|can|should) i\b"
    r"|^(?:is there )?(?:some ?one|some ?body|any ?one|a number) (?:that )?i (?:can|could) (?:call|ring|text|talk to)\b"
)
"""Asks for a person's help. Told of somebody ("my mum rang a helpline") it does not count."""

_NOT_NOW = r"(?: (?:right now|right|now|today|again|at the moment|for me|here|really))*"
_UPSET = (
    rf"(?:(?:this|it|that)(?: is|s|s getting| is getting| feels| has got)?(?: \w+)? too (?:much|intense|hard|heavy) for me{_NOT_NOW}|"
    rf"this feels too real{_NOT_NOW}|"
    rf"(?:i am|im|i think im|i think i am|i feel like im)(?: \w+)? (?:panicking|panicky|hyperventilating){_NOT_NOW}|im panicking{_NOT_NOW}|"
    rf"(?:i am|im|i think im)? ?(?:having|getting|starting) (?:to panic|an? (?:panic|anxiety) attack){_NOT_NOW}|"
    rf"i (?:cant|cannot|can not|can hardly|can barely) (?:breathe?|breath properly|breathe properly){_NOT_NOW}|"
    rf"i (?:\w+ )?need (?:to (?:take|have) )?(?:a|some) (?:\w+ )?(?:break|breather|time ?out)(?: from (?:this|it|the (?:scene|exercise|practice)))?{_NOT_NOW})"
)
_ALONGSIDE = r"(?:sorry|help|please|god|omg|oh|no|wait|stop|and|but|because|i cant(?: do this| go on| carry on)?(?: any ?more)?|i cannot do this|i think|i feel sick)"
_DISTRESS = re.compile(rf"(?:{_ALONGSIDE}[ ,.!;-]+)*{_UPSET}(?:[ ,.!;-]+(?:{_UPSET}|{_ALONGSIDE}))*")
"""A learner to whom the exercise is too much, as the whole of what they say."""

_BEFORE = re.compile(
    r"^(?:(?:hey|hi|ok|okay|um+|er+|uh|oh|so|well|sorry|please|pls|plz|wait|coach|guide|excuse me|no|and|"
    r"actually|hmm+)[ ,.!-]+)+"
)
_AFTER = re.compile(r"(?:[ ,.!?-]+(?:please|pls|plz|coach|guide|thanks|thank you|thx|now|ok|sorry|tho|then))+$")
_ABOUT_THE_EXERCISE = re.compile(
    rf"\b(?:{_EXERCISE}|hints?|coach|examples?|sample|model answer|bot|app|helpline|hotline|role|character|"
    r"my (?:last )?(?:line|turn|answer|progress|data|account|log)|this line)\b"
)


_MAKING_A_SCENE = re.compile(r"\b(?:mak|caus|creat)\w+ (?:such )?a scene\b|\bmade (?:such )?a scene\b")


class Steer(NamedTuple):
    """What a text asks the assistant for: an intent's name, how sure (0 to 1), and the runners-up."""

    intent: str
    confidence: float
    ranking: list[tuple[str, float]]


@dataclass(frozen=True)
class Row:
    """One example to learn from; `state` is where it was typed, or None when it may come anywhere."""

    text: str
    intent: str
    state: str | None = None


class Steering:
    """Reads what a text asks for. Untrained, it knows the buttons, the words that always steer and the asides."""

    def __init__(self, talking: LinearReader | None = None, rehearsing: LinearReader | None = None) -> None:
        self._talking = talking
        self._rehearsing = rehearsing

    def read(
        self,
        text: str,
        state: str | None,
        choice: str | None = None,
        heard: Reading | None = None,
        paused: bool = False,
    ) -> Steer:
        """What `text`, typed in `state` (None: start), or the button `choice` asks for. Never raises.

        `heard` is what the encoder makes of the text; `paused` says that a rehearsal waits.
        """
        certain = of_choice(choice) or out_of_band(text)
        if certain:
            return _sure(certain)
        if state == "answering":
            return _sure(_instead_of_an_answer(text) or "practice")
        if state in REHEARSING:
            return self._read_rehearsing(text[:LONGEST_READ], state, heard)
        return self._read_talking(text[:LONGEST_READ], state if state in TALKING else "start", heard, paused)

    def _read_rehearsing(self, text: str, state: str, heard: Reading | None) -> Steer:
        aside = _aside(text, state)
        if aside:
            return Steer(aside, 0.95, [(aside, 0.95), ("practice", 0.05)])
        if words_of(text).lstrip().startswith("/"):  # Rasa's own way to name an intent: nobody's words here
            return _sure("practice")
        if heard and self._rehearsing and 2 <= len(words_in(text)) <= LONGEST_HEARD:
            shares = together(self._rehearsing.read(text), heard.intents(state))
            return _steer_if_sure(shares, LEAST_SURE_TOGETHER)
        if not self._rehearsing or not 2 <= len(words_in(text)) <= LONGEST_ASIDE or not _mentions_exercise(text):
            return _sure("practice")
        shares = {name: share for name, share in self._rehearsing.read(text).items() if name not in NEVER_GUESSED}
        return _steer_if_sure(shares, LEAST_SURE_REHEARSING[state])

    def _read_talking(self, text: str, state: str, heard: Reading | None, paused: bool) -> Steer:
        asked = _asked_plainly(text)
        if asked:
            return _sure(asked)
        if not self._talking or not (steering_cues(text) or any(map(self._talking.knows, words_in(text)))):
            return _unreadable(text)
        shares = self._talking.read(text, _extras(text, state))
        if heard is None:
            return _best_of(shares, text)
        both = together(shares, heard.intents(state), HEARD_OUTSIDE)
        return _likeliest(both | {"practice": both.get("practice", 0.0) * (1 if paused else SAID_OUTSIDE)}, text, state)

    @classmethod
    def fit(cls, rows: Iterable[Row]) -> Steering:
        """Learn from `rows`; what is not one of the codebook's intents is left out."""
        rows = [row for row in rows if row.intent in INTENTS]
        return cls(_fit(_talking_examples(rows)), _fit(_rehearsing_examples(rows), balanced=False))

    def save(self, folder: Path) -> None:
        """Write what was learned into `folder`."""
        for name, reader in (("talking", self._talking), ("rehearsing", self._rehearsing)):
            if reader:
                reader.save(folder / f"{name}.npz")

    @classmethod
    def load(cls, folder: Path) -> Steering:
        """What `save` wrote; a part that is missing stays untrained."""
        return cls(*(_load(folder / f"{name}.npz") for name in ("talking", "rehearsing")))


def of_choice(choice: str | None) -> str | None:
    """The intent that a button's id stands for; None for no button or one that nobody knows."""
    if not isinstance(choice, str):
        return None
    return CHOICES.get(choice) or CHOICES.get(choice.split(":", 1)[0])


def out_of_band(text: str) -> str | None:
    """The intent of a word that steers in every state ("pause", "*Hint!"), else None."""
    if len(text) > 40:
        return None
    bare = " ".join(normalise(words_of(text)).casefold().split()).removeprefix("*").rstrip(" .!?,;:*")
    return OUT_OF_BAND.get(bare.strip())


def _sure(intent: str) -> Steer:
    return Steer(intent, 1.0, [(intent, 1.0)])


def _plain(text: str) -> str:
    """`text` in lower case, without apostrophes, courtesies and closing punctuation."""
    bare = normalise(words_of(text)).casefold().replace("'", "")
    bare = " ".join(bare.split()).strip(" .!?,;:*-")
    bare = _AFTER.sub("", _BEFORE.sub("", bare))
    return bare.strip(" .!?,;:*-")


def _fits(patterns: Sequence[tuple[re.Pattern[str], str]], text: str) -> str | None:
    plain = _plain(text)
    return next((intent for pattern, intent in patterns if plain and pattern.fullmatch(plain)), None)


def _aside(text: str, state: str) -> str | None:
    if len(text) > 200:
        return None
    aside = _quit(text, state) or _fits(_ASIDES, text)
    return aside or (_fits(_STATEMENT_ASIDES, text) if state == "boundary_practice" else None)


def _mentions_exercise(text: str) -> bool:
    return bool(_ABOUT_THE_EXERCISE.search(_MAKING_A_SCENE.sub("", _plain(text))))


def _whole(text: str) -> str:
    """`text` in lower case, without apostrophes and closing punctuation."""
    return " ".join(normalise(words_of(text)).casefold().replace("'", "").split()).strip(" .!?,;:*-")


def _bare(text: str) -> str:
    """The same without a please."""
    bare = _whole(text)
    return re.sub(r"^(?:(?:ok|okay|coach|please|pls)[ ,.!]+)+|(?:[ ,.!]+(?:please|pls|plz|coach|thanks))+$", "", bare)


def _quit(text: str, state: str) -> str | None:
    """What one bare word, or a cry for a break, asks for in a rehearsal. "Home?" may be said to the other person."""
    if state == "in_role" and _DISTRESS.fullmatch(_plain(text)):
        return "step_out"
    return None if text.rstrip().endswith("?") else BARE.get(_bare(text))


def _instead_of_an_answer(text: str) -> str | None:
    """What a whole message asks for while a question is open; None when it may be the answer."""
    if len(text) > 60:
        return None
    bare = _bare(text)
    return INSTEAD_OF_AN_ANSWER.get(bare) or ("delete_data" if _ERASE_ALL.fullmatch(bare) else None)


def _asked_plainly(text: str) -> str | None:
    """What words ask for that leave no doubt, where nobody is being rehearsed with."""
    if len(text) > 200:
        return None
    asked = (
        LABELS.get(_whole(text))
        or LABELS.get(_bare(text))
        or _fits(_RELATIVES, text)
        or _fits(_ASIDES, text)
        or _fits(_ASKED, text)
    )
    about_someone = names_a_person(text)
    if asked == "ask_hint" and about_someone:
        return "practice"
    return asked or (None if about_someone or not _WANTS_A_PERSON.search(_plain(text)) else "get_help_now")


def _of_someone(text: str) -> bool:
    return names_a_person(text) or says_a_feeling(text) or talks_to_someone(text)


def _unreadable(text: str) -> Steer:
    intent = "practice" if _of_someone(text) else "out_of_scope"
    return Steer(intent, 0.2, [(intent, 0.2)])


def _best_of(shares: dict[str, float], text: str) -> Steer:
    """The likeliest of what words and letters alone make of `text`, where they can be trusted."""
    allowed = {intent: share for intent, share in shares.items() if intent not in NEVER_GUESSED}
    whole = sum(allowed.values()) or 1.0
    ranking = [(intent, share / whole) for intent, share in allowed.items()]
    intent, confidence = ranking[0] if ranking else ("out_of_scope", 0.0)
    instead = _instead_of_a_guess(intent, confidence, text)
    if instead and instead != intent:
        return Steer(instead, confidence, [(instead, confidence), *ranking])
    return Steer(intent, confidence, ranking)


def _likeliest(shares: dict[str, float], text: str, state: str) -> Steer:
    """The likeliest of what words, letters and the encoder make of `text`; if that is too little, what it may be."""
    ranking = [
        (intent, share) for intent, share in shares.items() if intent not in NEVER_GUESSED or share >= FAIRLY_SURE
    ]
    intent, confidence = ranking[0]
    if confidence >= LEAST_SURE_HEARD:
        return Steer(intent, confidence, ranking)
    told = "choose_focus" if state in COMING else "practice"
    instead = told if _of_someone(text) else "out_of_scope"
    return Steer(instead, confidence, [(instead, confidence), *ranking])


def _misheard(intent: str, text: str) -> bool:
    """Whether words about somebody are taken for a pleasantry, or words to somebody for a report of the talk."""
    if intent in PLEASANTRIES:
        return len(words_in(text)) > LONGEST_PLEASANTRY or (intent != "thank" and says_a_feeling(text))
    return intent in {"report_real_talk", "plan_real_talk"} and talks_to_someone(text)


def _instead_of_a_guess(intent: str, confidence: float, text: str) -> str | None:
    """What to make of a guess that is not sure enough, or that words about somebody cannot mean."""
    unsure = confidence < LEAST_SURE
    if _of_someone(text) and (unsure or intent in NOT_ABOUT_PEOPLE or _misheard(intent, text)):
        return "practice"
    if unsure:
        return "out_of_scope"
    return "practice" if intent in NEED_SURE and confidence < SURE else None


def _steer_if_sure(shares: dict[str, float], least: float) -> Steer:
    practice = shares.get("practice", 0.0)
    ranking = list(shares.items())
    best = next(((intent, share) for intent, share in ranking if intent != "practice"), None)
    steers = sum(shares.values()) - practice
    if best and steers >= least:
        return Steer(best[0], steers, [best, ("practice", practice)])
    return Steer("practice", practice, ranking)


def _extras(text: str, state: str) -> tuple[str, ...]:
    return (f"state={state}", *steering_cues(text))


def _talking_examples(rows: Iterable[Row]) -> list[Example]:
    """Rows that may come anywhere are given two states each, in turn, so that no state leans to an intent."""
    examples = []
    turns = cycle(zip(TALKING, (*TALKING[2:], *TALKING[:2]), strict=True))
    said = 0
    for row in rows:
        if row.intent == "practice":
            said += 1
            if said % ONE_IN:
                continue
        elif row.state in REHEARSING:
            continue
        states = (row.state,) if row.state in TALKING else next(turns)
        examples += [Example(row.text, row.intent, _extras(row.text, state)) for state in states]
    return examples


def _rehearsing_examples(rows: Iterable[Row]) -> list[Example]:
    """What is said to the other person, against what is plainly about the exercise."""
    return [
        Example(row.text, row.intent)
        for row in rows
        if row.intent == "practice"
        or row.state in REHEARSING
        or (row.intent != "out_of_scope" and not row.state and _mentions_exercise(row.text))
    ]


def _fit(examples: list[Example], balanced: bool = True) -> LinearReader | None:
    return LinearReader.fit(examples, balanced=balanced) if len({example.label for example in examples}) > 1 else None


def _load(path: Path) -> LinearReader | None:
    return LinearReader.load(path) if path.exists() else None
