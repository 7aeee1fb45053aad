"""Words that questions about history of any time and land are asked with, by meaning.

Written by hand, in Kazakh, Russian and English, so that "Кто основал …?" and "Who founded …?" can
be told to ask the same of whomever or whatever they name. Names are never listed: they are compared
letter by letter. A word of two meanings has both, as Russian мир, peace and world.
"""

import functools
from collections.abc import Mapping

from bot.spelling.fold import words
from bot.spelling.inflection import stems

SHORTEST_KNOWN = 4
"""Letters of a stem by which a word is known; a shorter word must stand as it is listed."""
MOST_CUT = 2
"""Letters that the stem of a listed word may lack."""

_MEANINGS = {
    "abolish": "жойылды жойды жою отменили отменил отменено отмена упразднили упразднено "
    "упразднён abolished abolish abolition",
    "adopt": "қабылдады қабылданды қабылдаған приняла приняли принял принят принята принятие "
    "adopted adopt passed",
    "agriculture": "ауылшаруашылығы сельское agriculture",
    "ally": "одақтас союзник союзники ally allies",
    "army": "әскер армия войско войска army troops",
    "arrive": "келді прибыл прибыли arrived arrive",
    "assassin": "өлтірді өлтірген өлтірілді убил убили убит убита убийство убийца killed kill "
    "murdered assassinated assassination killer",
    "atom": "атом атомдық атомная атомную атомной ядролық ядерная ядерную atomic atom nuclear",
    "attack": "шабуылдады шабуыл напал напала напали нападение attacked attack invaded invade "
    "invasion вторглись вторжение",
    "battle": "шайқас шайқасы ұрыс битва битве битву битвы сражение battle",
    "begin": "басталды бастады басталған начался началась началось начались начало begin began "
    "begun start started",
    "bomb": "бомба бомбасы бомбы бомбу bomb",
    "book": "кітап кітабы книга книгу book",
    "born": "дүниеге туған туды туылған туылды родился родилась родились рождён рождение рождения "
    "born birth",
    "build": "салынды салды салған салынған построили построил построен построена построено "
    "построены строительство built build constructed construction",
    "bury": "жерленген жерленді жерлеген похоронен похоронена похоронили похоронены buried bury "
    "grave",
    "capital": "астана астанасы столица столицу столицей столицы capital",
    "capture": "басып жаулап взяли взял захватили захватил захвачен captured capture conquered "
    "conquer conquest завоевали завоевал завоевание",
    "castle": "сарай сарайы дворец дворца palace castle замок қамал",
    "christianity": "христиандық христиандықты христианство christianity",
    "church": "шіркеу церковь собор church cathedral",
    "close": "жабылды жапты жабылған закрыли закрыт закрыта закрылся closed close shut",
    "commander": "қолбасшы полководец командир командующий commander",
    "communist": "коммунистік коммунистическая communist",
    "congress": "съезд сиез құрылтай congress kurultai",
    "constitution": "конституция конституциясы constitution",
    "crown": "таққа тақ трон престол throne коронован crowned",
    "culture": "мәдениет мәдениеті культура культуры culture",
    "declare": "жарияланды жариялады провозгласили провозглашена объявили объявлена declared "
    "proclaimed declare proclaim",
    "democracy": "демократия democracy",
    "die": "өлді өлген қайтыс қаза умер умерла умерли умерло умирали погиб погибла погибли погибло "
    "смерть смерти died die death dead perished",
    "disaster": "апат апаты авария аварии катастрофа disaster catastrophe accident",
    "discover": "ашты ашылды ашқан ашылған открыл открыла открыли открыт открыта открытие "
    "discovered discover discovery opened open",
    "east": "шығыс шығысы восток восточная восточный восточной east eastern",
    "emperor": "император императоры императором emperor",
    "empire": "империя империясы империи империю empire",
    "end": "аяқталды аяқтады бітті закончилась закончился закончилось закончили окончилась "
    "завершилась конец ended end finished",
    "famine": "ашаршылық ашаршылықта аштық голод голода голодомор famine hunger starvation",
    "fall": "құлады құлаған пал пала пали падение распалась распался распалось распад ыдырады "
    "ыдыраған fell fall collapsed collapse",
    "father": "әкесі отец отца father",
    "find": "табылды тапты табылған нашли нашёл найден найдено обнаружили found",
    "flag": "туы жалау флаг знамя flag banner",
    "flight": "ұшты ұшқан ұшып полетел полетела полёт flew fly flight",
    "found": "құрылды құрды құрылған құрған негізін образовалось образовалась образовался "
    "образовано основан основана основал основали основано основание создан создана созданы "
    "создано создал создали founded found established establish created formed founder",
    "government": "үкімет үкіметі үкіметін правительство правительства government",
    "independence": "тәуелсіздік тәуелсіздігін независимость независимости independence",
    "introduce": "енгізілді енгізді енгізілген ввели введён введена введено введение introduced "
    "introduce introduction",
    "invent": "ойлап изобрёл изобрели изобретение придумал придумали invented invent invention",
    "join": "кірді кірген қосылды вступил вступила вступили вступает присоединился joined join "
    "accession",
    "khan": "хан хана ханом khan",
    "khanate": "хандығы хандық хандығын хандығының ханство ханства ханстве khanate",
    "king": "король королі короля king патша царь царём царя tsar",
    "language": "тіл тілі язык языка language",
    "law": "заң заңы закон закона law",
    "leader": "жетекшісі көсемі лидер лидером вождь leader",
    "lead": "басқарды басқарған возглавил возглавляла руководил led headed",
    "live": "өмір сүрді тұрған жил жила жили lived live",
    "lose": "жеңілді жеңілген проиграл проиграли проиграла поражение lost lose defeated",
    "map": "карта картасы map",
    "monument": "ескерткіш ескерткіші памятник monument memorial",
    "moon": "ай айға луна луну луны moon",
    "move": "көшірілді көшірді перенесли перенёс перенесена перенос moved move relocated",
    "mother": "анасы шешесі мать матери mother",
    "mountain": "тау тауы гора горы mountain",
    "museum": "мұражай музей museum",
    "nation": "халық халқы народ народы nation",
    "north": "солтүстік север северный северная north northern",
    "novel": "роман романы романын novel",
    "occur": "өтті өткен болды состоялась состоялся произошла held happened",
    "painter": "суретші художник painter artist",
    "parliament": "парламент парламенті parliament",
    "party": "партия партиясы партиясының партии партию party",
    "peace": "бейбіт мир мира peace",
    "poem": "өлең дастан поэма стихотворение poem",
    "poet": "ақын ақыны поэт поэта poet",
    "population": "халық саны население населения population",
    "power": "билік билігі власть власти power",
    "president": "президент президенті президентом president",
    "prize": "сыйлық премия премию prize",
    "railway": "теміржолы теміржол железная железной дорога railway railroad",
    "rebel": "көтеріліс көтерілісі көтерілісін көтерілісін восстание восстания восстанием бунт "
    "uprising revolt rebellion",
    "receive": "получил получила получили обрела gain gained received receive won",
    "reform": "реформа реформасы реформы reform reforms",
    "religion": "дін діні религия религию religion",
    "revolution": "революция революциясы төңкеріс революции revolution",
    "river": "өзен өзені река реке реки river",
    "rome": "рим римі римская римской римский римским рима rome roman",
    "rule": "биледі билеген билік правил правила правили правление ruled rule reigned reign",
    "scientist": "ғалым учёный scientist scholar",
    "sea": "теңіз теңізі море sea",
    "school": "мектеп мектебі школа school",
    "ship": "кеме корабль ship",
    "siege": "қоршау қоршады осада осадил блокада блокады siege besieged",
    "sign": "қолқойды қол подписали подписан подписана подписал подписание signed sign signing",
    "sink": "батты батқан затонул затонула утонул sank sink sunk",
    "slavery": "құлдық рабство рабства slavery",
    "son": "ұлдары сын сыновей сына сыновья son sons",
    "south": "оңтүстік юг южный южная south southern",
    "space": "ғарыш ғарышқа космос космосе space",
    "state": "мемлекет мемлекеті государство государства state",
    "survive": "тірі выжило выжили survived survive",
    "teacher": "ұстазы мұғалім учитель учителя teacher",
    "temple": "ғибадатхана храм temple",
    "throw": "тасталды тастады сбросили сброшена dropped drop",
    "town": "қала қаласы город города city town",
    "treaty": "шарт келісім шарты договор договора мирный treaty agreement",
    "tribe": "тайпа ру племя племена tribe",
    "university": "университет университеті university",
    "wall": "қабырға қабырғасы қорған қорғаны стена стену стены wall",
    "war": "соғыс соғысы соғыста война войне войны войну war",
    "west": "батыс батысы запад западная западный западной west western",
    "wife": "әйелі жұбайы жена женой жён жены wife wives",
    "win": "жеңді жеңген выиграл выиграла выиграли победил победила победили победа won win "
    "victory",
    "world": "дүниежүзілік дүние әлем әлемдік мировая мировой мировую мир мира world",
    "write": "жазды жазған жазылған написал написала написали написан написана written wrote write "
    "author автор авторы",
}


@functools.cache
def _by_stem() -> Mapping[str, frozenset[str]]:
    """Return the meanings by every listed word and each of its stems that tells it."""
    found: dict[str, set[str]] = {}
    for meaning, listed in _MEANINGS.items():
        for word in words(listed):
            shortest = max(SHORTEST_KNOWN, len(word.key) - MOST_CUT)
            for stem in stems(word.key):
                if stem == word.key or len(stem) >= shortest:
                    found.setdefault(stem, set()).add(meaning)
    return {stem: frozenset(meanings) for stem, meanings in found.items()}


@functools.lru_cache(4096)
def meanings(key: str) -> frozenset[str]:
    """Return the meanings of a word's key, or of its longest stem that has any.

    >>> sorted(meanings("rodilas")), sorted(meanings("mir")), sorted(meanings("puwkin"))
    (['born'], ['peace', 'world'], [])
    """
    known = _by_stem()
    if key in known:
        return known[key]
    found = (stem for stem in stems(key) if len(stem) >= SHORTEST_KNOWN and stem in known)
    stem = max(found, key=lambda stem: (len(stem), stem), default=None)
    return known[stem] if stem is not None else frozenset()
