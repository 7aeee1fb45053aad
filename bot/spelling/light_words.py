"""Words that any subject can be asked about with: to make, main, early, thing, whole.

They say something, unlike function words, but a fact that lacks them may still be the one that is
meant. Names, institutions, numbers and what tells one subject from another are never listed.
"""

import functools

from bot.spelling.fold import words
from bot.spelling.inflection import SHORTEST_STEM, stems

SHORT = 2
"""Words of so few letters are mostly abbreviations that could mean anything: ст., б., art."""

_LIGHT = {
    "kk": """
        жасау жасады жасаған істеу істеді істеген алу алды алған беру берді берген бастау бастады
        басталды басталған болу болатын болмайтын қалу қалды қалған келу келген кету кетті бару
        барды шығу шықты шыққан тұру тұрды жүру жүрді жүрген жүргізу жүргізді өту өтті өткен
        өткізу көру көрді білу білген айту айтты айтылды айтылған айтады айтқан жазу жазды
        жазылған түсіну түсінуге ойлау ойлады керек қажет тиіс мүмкін санау саналды саналады
        есептеу есептеледі есептелген делінген аталу аталады аталған қатысты байланысты байланыс
        жату жатады кіру кірді құралу пайдалану қолдану қолданды жалғасу жалғасты аяқталу аяқталды
        тоқтау тоқтады уақыт уақытта кез сәт шақ орын бөлігі түрі тәсіл нәрсе жағдай дерек факт
        себеп мақсат рөл мәселе мысал нәтиже ықпал әсер мән маңыз мағына деңгей бүкіл негізгі
        басты маңызды белгілі әйгілі танымал үлкен ірі ұзақ қысқа ескі ерте алдыңғы бірдей түрлі
        ұқсас ерекше жалпы шын рас өтірік дәл бастапқы ақыры жақында әлі әрқашан жиі бірге шамамен
        адам кісі адамдар ешкім әркім бірнеше екеуі соңында басында ортасында қысқаша толық
        мәлімет ақпарат мақала мақалада тақырып
    """,
    "ru": """
        делать сделать сделал делал начать начал начала начали начало начинать стать становиться
        иметь имел дать дал дали давать взять брать идти пошла пошёл пойти прийти пришёл вести вёл
        вела вели играть держать оставить остаться оставался оставались осталась находиться
        находилась являться является считать считается считался называть звать зовут говорить
        сказать говорится сказано писать писали написано рассказать читать знать известно известен
        понять понимать понимается помнить думать хотеть хотели просить понадобиться понадобились
        понадобилась потребоваться потребовалось нужен нужна относиться относится связать связан
        связано связана состоять состоит заключаться заключается входить входил включать содержать
        касаться касалось привести приводить проводить проводиться провести происходить
        осуществлять осуществляла выполнять выполнял использовать получить получать получил
        получила продолжать продолжался закончить закончился завершить прекратить длиться время
        времена момент место часть вид тип форма образом способ дело вещь случай факт причина цель
        роль идея вопрос проблема пример результат следствие влияние значение смысл суть уровень
        количество число номер остальной целый главный основной важный важнейший ключевой известный
        известна знаменитый большой крупный малый маленький долгий короткий старый ранний поздний
        прежний предыдущий одинаковый разный похожий особый определённый общий обычный настоящий
        правда ложь возможный необходимый точный точно изначально впоследствии наконец скоро
        часто вместе почти около примерно человек люди людям людей каждый несколько оба
        собственный конце концу середине кратко подробнее информация сведения данные статье
        статья тема дата даты
    """,
    "en": """
        make made making done take took taken taking give gave given go went come become became
        begin began start started keep kept put set let see saw look show run play played hold held
        bring brought leave left call try tried need needed want wanted mean meant think thought
        believe consider considered regard describe described mention said explain explained talk
        speak write wrote written read hear learn understand understood remember wonder ask answer
        cause caused allow allowed follow followed turn turned move moved return stay stayed remain
        remained continue continued end ended finish stop stopped include included contain consist
        belong concern relate related link linked connect connected deal based place places time
        times moment date dates part parts kind type types sort form forms way ways manner matter
        thing things case cases fact facts point reason purpose aim goal role idea view question
        issue problem example result effect influence impact affect importance meaning sense level
        number amount rest whole total main major key central important significant famous known
        notable big large great small little long short old early earlier late later recent previous
        next following same different similar special particular certain general common usual real
        true false possible necessary exact originally original finally eventually soon already
        still yet again always often together alone almost around approximately roughly once twice
        people person man everyone somebody anybody everything something anything nothing own
        several every each both either neither according text info information detail details story
        summary briefly article sure
    """,
}


@functools.cache
def _light_keys() -> frozenset[str]:
    return frozenset(w.key for listed in _LIGHT.values() for w in words(listed))


@functools.cache
def _light_stems() -> frozenset[str]:
    return frozenset(s for key in _light_keys() for s in stems(key) if len(s) > SHORTEST_STEM + 1)


@functools.cache
def _beginnings() -> frozenset[str]:
    return frozenset(key[:SHORTEST_STEM] for key in _light_keys())


@functools.lru_cache(4096)
def is_light(key: str) -> bool:
    """Say whether a word's key, or a stem of it of five letters or more, is of a light word.

    >>> is_light("glavnogo"), is_light("osnovnoi"), is_light("politsiia")
    (True, True, False)
    """
    if len(key) <= SHORT:
        return True
    if key[:SHORTEST_STEM] not in _beginnings():
        return False  # most words end here, before the costlier comparison
    return key in _light_keys() or not stems(key).isdisjoint(_light_stems())
