"""The word lists that patterns name. All are general English, in the form `spelling` gives a word."""

from __future__ import annotations

from functools import cache


@cache
def word_set(text: str) -> frozenset[str]:
    """The words of `text`, as a set."""
    return frozenset(text.split())


VERY = word_set(
    "so really very that quite just only a bit too pretty well right proper dead still always all totally "
    "absolutely also honestly truly genuinely completely utterly actually rather extremely incredibly "
    "super deeply bloody fucking kind sort kinda sorta of little wee feeling feel been being getting more "
    "most terribly awfully both as such already even beyond pure"
)
FEELINGS = word_set(
    "angry sad hurt hurting upset scared frightened terrified afraid anxious worried nervous jealous "
    "ashamed embarrassed mortified humiliated heartbroken devastated gutted crushed lonely lonesome "
    "hopeful glad happy unhappy proud relieved excited thrilled delighted furious livid raging annoyed "
    "irritated frustrated disappointed miserable overwhelmed stressed panicked panicky uneasy "
    "uncomfortable homesick bereft guilty envious bitter resentful cross fuming seething shaken shocked "
    "stunned horrified disgusted confused torn helpless hopeless desperate insecure vulnerable exposed "
    "tense restless grateful touched moved chuffed stoked buzzing honoured joyful content pleased wounded "
    "stung distraught low down depressed grieving dreading apprehensive petrified flustered wobbly "
    "unsettled rattled alarmed enraged outraged mad pissed fearful heavy broken sorrowful melancholy "
    "awkward unsafe unloved unwanted invisible lost discouraged disheartened saddened sickened bewildered "
    "conflicted intimidated insulted offended"
)
STRONG_FEELINGS = FEELINGS - word_set(
    "low down mad moved touched content cross heavy lost broken confused bitter awkward exposed invisible "
    "glad happy pleased hurting helpless hopeless afraid guilty proud desperate grateful annoyed tense "
    "torn"
)
"""Feelings that are plain even as a word on their own."""
JUDGED = word_set(
    "ignored betrayed rejected attacked used abandoned dismissed excluded neglected unappreciated unheard "
    "disrespected judged blamed cheated manipulated taken belittled patronised sidelined forgotten"
)
LOVED_ONES = word_set("you him her them us")
WEARY = word_set(
    "exhausted knackered shattered drained burnt burned wiped worn run numb wrecked spent tired frazzled "
    "sleepless overworked skint broke dizzy stretched done"
)
NEEDED = word_set(
    "time space sleep rest quiet peace privacy routine notice stability security clarity help certainty "
    "honesty trust respect break breather room support company calm reassurance predictability air "
    "boundaries downtime"
)
NEEDING = word_set(
    "rest sleep know feel breathe think concentrate focus recover eat trust work study relax recharge be have"
)
SUFFERED = word_set(
    "sleep concentrate focus think eat breathe work relax function rest cope stop settle study hear "
    "manage afford swallow follow move walk speak read enjoy plan"
)
BODY = word_set(
    "back hip hips knee knees feet legs chest ears head hands stomach heart throat neck shoulders eyes "
    "joints nerves belly lungs"
)
ASKED_WORD = word_set("could can would will cannot")
ASK_TAIL = word_set("believe imagine ever think remember guess see hear tell look not be")
DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday mon tues tue weds wed thurs thur fri sat sun")
DAYS_PLURAL = word_set("mondays tuesdays wednesdays thursdays fridays saturdays sundays weekends evenings weeknights")
WHEN = (
    DAYS
    | DAYS_PLURAL
    | word_set(
        "today tonight tomorrow yesterday weekend week morning evening night afternoon month "
        "christmas easter "
        "lunch noon"
    )
)
PAST_WHEN = DAYS | word_set(
    "yesterday last ago twice thrice times once time since morning night week weeks month months days "
    "evening hour hours minutes o'clock before again past after while during christmas birthday"
)
NUMBERS = word_set(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty "
    "sixty hundred thousand half 1 2 3 4 5 6 7 8 9 10 11 12 15 20 30 40 50 100"
)
IRREGULAR_PAST = word_set(
    "told said called rang left took gave went came sent put read threw hid broke got made let sat stood "
    "slept spent lent sold bought wrote drank ate drove forgot lost hung hit cut shut kept set held wore "
    "laid swore laughed shouted yelled brought caught found heard saw chose woke spoke stole tore bit "
    "fell ran paid stuck stayed moved did had"
)
KIN = word_set(
    "mother father brother sister sis bro nan gran grandad grandma aunt auntie uncle cousin son daughter "
    "wife husband girlfriend boyfriend mate mates friend friends boss manager lads kids boys girls family "
    "lot"
)
OTHERS = word_set("you he she they everyone everybody somebody someone")
CONTEMPT_NOUNS = word_set(
    "idiot moron loser liar coward fool clown jerk asshole arsehole ass arse bastard bitch cow pig snake "
    "rat brat child baby freak creep scum prick dick dickhead twat wanker git muppet numpty cheat thief "
    "hypocrite snob bully monster psycho narcissist slob parasite leech sponge waster wasters toad weasel "
    "worm witch bag hag slut whore tart cunt imbecile cretin dimwit halfwit dunce donkey dinosaur diva "
    "queen princess prince dictator tyrant madam melt mug mugs muppets clowns skinflint scrounger toerag "
    "windbag trout ape lump article disgrace disappointment embarrassment joke nightmare sod bugger "
    "pillock tosser knob bellend plonker wimp sheep crook fraud failure deadbeat lowlife trash filth "
    "vermin bum swine louse rascal scoundrel fucker motherfucker shit shithead bigot racist murderer "
    "drunk addict fantasist busybody nutter lunatic maniac peasant savage animal devil"
)
CONTEMPT_WORDS = word_set(
    "pathetic stupid useless selfish lazy ungrateful spoilt spoiled childish immature disgusting "
    "ridiculous heartless cruel worthless thick dumb dim brainless spineless gutless two-faced petty "
    "nasty vile mean rude evil wicked shameless arrogant ignorant insane crazy mental deluded delusional "
    "hopeless incompetent hateful toxic bitter jealous cheap tight fake weak sick twisted sad mad nosy "
    "smug patronising lying thieving miserable bone-idle idle greedy vain shallow cold callous bossy nuts "
    "despicable"
)
CONTEMPT_SURE = CONTEMPT_WORDS - word_set(
    "sad mad sick jealous bitter cold weak tight cheap nuts hopeless mean crazy mental"
)
CONTEMPT_MODS = (
    VERY
    | CONTEMPT_WORDS
    | word_set(
        "little great big old fat absolute total complete utter such jumped up stuck right lumbering "
        "wheezing "
        "real poor silly bleeding damn goddamn damned dirty filthy ugly pure actual mad"
    )
)
SELF_BLAME = word_set(
    "useless stupid pathetic rubbish hopeless dim thick dumb daft difficult needy selfish lazy boring "
    "crap awful terrible horrible weak ridiculous worthless broken dramatic sensitive emotional clumsy "
    "fat ugly slow gormless incapable clueless trash unlovable paranoid oversensitive mental dull "
    "hysterical crazy silly foolish worst incompetent shit inadequate clingy soft bad"
)
SELF_NAMES = word_set(
    "idiot fool failure mess burden pain nuisance coward disaster baby loser flake fraud wreck joke "
    "menace drag bore fossil dinosaur wimp moron muppet numpty eejit nag freak bother disappointment "
    "doormat mug lump control pushover drama hassle cow bitch moaner disgrace letdown article liar weirdo "
    "misery clown waste drip sap"
)
KIND = word_set(
    "kind sweet lovely generous thoughtful considerate good nice decent brilliant amazing wonderful great "
    "patient helpful supportive caring gentle"
)
STARS = word_set(
    "star legend angel gem lifesaver saint treasure hero diamond gent gentleman blessing rock tonic champion"
)
MEND_WORDS = word_set("should could ought")
BOND = word_set("friendship relationship marriage family bond company us")
ORDERS = word_set(
    "stop quit get give take tell leave put shut turn move answer apologise explain show choose admit "
    "hand bring send pay fix delete cancel return hold pick grow pack sit stand wait drop call ring text "
    "clean wash tidy go come look listen let say ask sort keep try make do be read open close swallow act "
    "mind switch unfollow unblock block sign write help find pull push throw use wear check finish face "
    "speak talk treat remember wake calm back stay step knock change lower shift remove name cut cough "
    "own start learn grab scrap save watch unplug carry feed stick lend walk run drive book phone message "
    "email"
)
ORDERS_SURE = word_set(
    "stop quit shut answer apologise explain admit hand delete cancel unfollow unblock drop return fix "
    "pay cough pack get give take tell put turn move swallow act choose say grow unplug shift name sit "
    "leave"
)
STEP_VERBS = word_set(
    "leave go hang walk call ring phone move stay take get eat cook book start stop tell report speak "
    "write put end pack head drive sleep see find turn block mute switch step sit lock change keep be "
    "have come cancel make ask return withdraw file contact log close bring send pay stand pick quit hand "
    "fetch work"
)
STEPPING = word_set(
    "leaving going hanging walking calling ringing phoning moving staying taking getting eating cooking "
    "booking stopping telling reporting speaking writing putting ending packing heading driving sleeping "
    "turning blocking muting off out done switching stepping locking changing cancelling filing "
    "contacting logging closing"
)
FOUND_OUT = word_set("hear hears know knows find finds see sees learn learns read reads gets")
REVEALED = word_set(
    "boss mother father wife husband brother sister family friends parents girlfriend boyfriend work "
    "police landlord everyone everybody manager mates taxman hr uncle facebook world missus ex"
)
HARM = word_set(
    "ruin destroy hurt kill smash break wreck finish sue expose report beat punch slap burn crush end "
    "bury embarrass humiliate fire sack evict"
)
SMALL_CHANGE = word_set("weather rain football game match tea kettle dinner biscuits telly dog cat traffic")
EXPERIENCED = word_set("try see taste hear meet visit watch read wear eat come press hide love like laugh go")
SOFTENERS = word_set("maybe perhaps possibly kinda sorta probably slightly ish somehow")
LAUGHS = word_set("haha ha lol lmao hahaha hehe")
OWNED_ACTS = word_set(
    "forgot lied snapped shouted yelled broke missed ignored overreacted snooped promised ghosted dropped "
    "interrupted let left told said hurt lost hid took cut went put ate read walked swore stormed "
    "screamed bit cancelled bailed slammed borrowed opened messed used spilled ruined blew kept made "
    "crossed skipped talked stayed raised called muted copied marked panicked stopped never did threw "
    "hung sent drove rang texted"
)
NOT_DONE = word_set(
    "call ring text reply answer write come ask tell show listen check turn thank pay knock say read return"
)
NOT_A_LIMIT = word_set(
    "know think mind care believe remember mean see understand feel want wait help imagine say tell blame "
    "stop sleep hear find forget get like love need even really suppose have thank be cope breathe "
    "complain breath concentrate focus eat work speak describe face move hate function swallow recall "
    "seem wish expect"
)
NOT_REFUSING = word_set(
    "sure saying blaming sorry trying asking angry mad upset going here being happy okay the a an that so "
    "as very really your you in on at one good too bothered fussed well hungry cross sad scared ashamed "
    "right getting even just jealous judging accusing used like from made ready worried surprised "
    "complaining much fit proud tired attacking sleeping coping feeling quite joking kidding wrong stupid "
    "lying my all fine having"
)

LISTS: dict[str, frozenset[str]] = {
    name: value for name, value in list(globals().items()) if name.isupper() and isinstance(value, frozenset)
}
"""Every list by its name, for the pattern notation."""
