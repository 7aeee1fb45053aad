"""What people write around a question: greetings, reasons, thanks."""

from collections.abc import Mapping
from random import Random

_OPENERS: Mapping[str, tuple[str, ...]] = {
    "kk": (
        "Ассалаумағалейкум! ",
        "Кешіріңіз, бір нәрсе сұрайын деп едім: ",
        "Балам мектептен тапсырма алып келді, ",
        "Ертең емтихан, көмектесіп жіберіңізші. ",
        "Ойланып-ойланып таба алмадым, ",
        "Достар, кім біледі, ",
    ),
    "ru": (
        "Доброго времени суток! ",
        "Извините за беспокойство, такой вопрос: ",
        "Ребёнку задали в школе доклад, ",
        "Завтра экзамен, выручайте. ",
        "Поспорили с братом, ",
        "Народ, кто в курсе, ",
    ),
    "en": (
        "Hey there! ",
        "Sorry to bother you, quick question: ",
        "My kid has a school project, ",
        "I've an exam tomorrow and I'm stuck. ",
        "Settle an argument between my brother and me, ",
        "Anyone here who remembers, ",
    ),
}
_CLOSERS: Mapping[str, tuple[str, ...]] = {
    "kk": (
        " Алдын ала алғыс айтамын!",
        " Қысқаша ғана жазсаңыз болды",
        " Тезірек керек болып тұр(((",
        " 🙏",
    ),
    "ru": (
        " Заранее благодарен!",
        " Можно коротко, в двух словах",
        " Срочно!!! ((",
        " 🙏",
    ),
    "en": (
        " Cheers in advance!",
        " A short reply will do",
        " It's kinda urgent!!",
        " 🙏",
    ),
}


def with_chatter(text: str, lang: str, random: Random) -> str:
    """Return a question with something before it, after it, or both, in its own language."""
    opener, closer = random.choice(_OPENERS[lang]), random.choice(_CLOSERS[lang])
    return random.choice((opener + text, text + closer, opener + text + closer))
