"""What a message says about the asking and not about the asked: greetings, reasons, thanks.

"My daughter needs it for school, when was …" is a question with a part that speaks of the speaker.
"""

import functools
import re

from bot.spelling.fold import Word, words
from bot.spelling.inflection import stems
from bot.spelling.light_words import is_light
from bot.spelling.question_words import function_words

_SPEAKER = """
    мен маған менің мені менде біз бізге біздің бізді сіз сізге сізден сіздер сендер сен саған
    сенің достар жігіттер қыздар балам қызым ұлым ағайын
    я мне меня мной мой моя моё мои моего моей моему мы нас нам наш наша ваш вас вам вы ты тебе
    тебя ребята друзья народ люди дочка сын дочке сыну ребёнку
    i me my mine you your we us our im ive guys folks mate buddy
"""
"""Pronouns of the first and second person, and whom one speaks to or for."""

_ASKING = """
    сәлем сәлеметсіз ассалаумағалейкум салам кешіріңіз кешір рахмет алғыс рақмет өтінем өтінемін
    көмек көмектес көмектесіп сұрақ сұрағым сұрайын деп едім білгім келеді түсінбедім таба алмадым
    ойланып ертең бүгін кешке тез тезірек шұғыл емтихан бақылау сынақ тест реферат эссе баяндама
    жоба сабақ мектеп мұғалім үй тапсырма олимпиада дипломдық курстық қысқаша жауап айтып жіберші
    біледі білетін керек еді қызық қызығып жатыр алдын ала болды болып тұр ғой рас па деген дауласып
    привет здравствуйте добрый день вечер утро доброго времени суток извините простите сорри
    спасибо благодарен благодарю заранее помоги помогите выручайте вопрос вопросик подскажите
    скажите объясните завтра сегодня срочно быстро быстрее экзамен зачёт контрольная тест реферат
    эссе доклад проект урок школа школе учитель учительница домашка задание задали олимпиада диплом
    курсовая коротко кратко ответ ответьте знает знают курсе помнит интересно любопытно нужно надо
    поспорили спор забыл забыла пишу готовлю ищу
    hello hi hey greetings sorry excuse bother please thanks thank cheers advance help quick quickly
    question questions asking asked wondering curious tomorrow today tonight urgent urgently asap
    exam exams test quiz essay paper report project presentation homework assignment lesson school
    class teacher olympiad thesis kid son daughter brother sister friend mum mom dad boss argument
    argue settle bet debate short brief briefly answer reply anyone anybody somebody know knows
    remember remembers stuck forgot forget need preparing writing reading looking kinda wanna
"""
"""Words in which people speak of their asking."""

MOSTLY = 0.75
"""A part is chatter if so many of its words speak of the asking or say nothing."""

_APART = re.compile(r"[.!?;:,\n(){}…]|\s[-–—]\s")
_KAZAKH_ADDRESS = re.compile(r"\w{2,}(?:[iu]niz(?:wi)?|[sz][ae]niz|inizdar|[mbp]in|ain|ein|iin)")
"""Endings of the first person and the polite imperative: білмеймін, сұрайын, айтыңызшы."""


@functools.cache
def _speaker() -> frozenset[str]:
    return frozenset(w.key for w in words(_SPEAKER))


@functools.cache
def _asking() -> frozenset[str]:
    return frozenset(w.key for w in words(_ASKING))


def chatter(text: str, listed: tuple[Word, ...], telling: frozenset[int]) -> frozenset[int]:
    """Return the indexes of words in the parts of a text that only speak of the asking.

    ``text`` is as ``fold.words`` repaired it; ``telling`` are indexes of words that make their part
    worth reading: dates, numbers, names of concepts. Empty where nothing else would remain.
    """
    telling = frozenset(index for index in telling if listed[index].key not in _asking())
    parts = [split for part in _parts(text, listed) for split in _edges(part, listed, telling)]
    dropped = [
        part for part in parts if telling.isdisjoint(part) and _speaks_of_asking(part, listed)
    ]
    if len(dropped) == len(parts):
        return frozenset()
    return frozenset(index for part in dropped for index in part)


def _parts(text: str, listed: tuple[Word, ...]) -> list[list[int]]:
    """Return the indexes of words between marks that separate parts of a sentence."""
    parts: list[list[int]] = [[]]
    for index, word in enumerate(listed):
        before = listed[index - 1].end if index else 0
        if parts[-1] and _APART.search(text, before, word.start):
            parts.append([])
        parts[-1].append(index)
    return [part for part in parts if part]


def _edges(part: list[int], listed: tuple[Word, ...], telling: frozenset[int]) -> list[list[int]]:
    """Return a part without what only speaks of the asking at its ends, and these ends."""
    says = [index in telling or _is_of_subject(listed[index].key) for index in part]
    if True not in says:
        return [part]
    first, last = says.index(True), len(says) - says[::-1].index(True)
    ends = part[:first], part[last:]
    return [part[first:last], *(end for end in ends if _asks(end, listed))]


def _asks(part: list[int], listed: tuple[Word, ...]) -> bool:
    """Say whether words that say nothing else speak of the asking."""
    keys = [listed[index].key for index in part]
    return any(key in _asking() or key in _speaker() for key in keys)


def _speaks_of_asking(part: list[int], listed: tuple[Word, ...]) -> bool:
    keys = [listed[index].key for index in part]
    saying = [_says(key) for key in keys]
    personal = any(key in _speaker() or _KAZAKH_ADDRESS.fullmatch(key) for key in keys)
    asking = any(key in _asking() for key in keys)
    if not (personal or asking):
        return False
    share = sum(not says for says in saying) / len(keys)
    return share >= (MOSTLY / 2 if personal and asking else MOSTLY)


def _is_of_subject(key: str) -> bool:
    return _says(key) and not _KAZAKH_ADDRESS.fullmatch(key)


def _says(key: str) -> bool:
    """Say whether a word may be what a question is about."""
    if key in _speaker() or key in _asking() or key in function_words() or is_light(key):
        return False
    return not stems(key) & _asking()
