"""Facts, lists and choices as replies."""

from dataclasses import replace
from typing import Any

import pytest

from bot.dates.edtf import HistoricalDate
from bot.facts.models import Asked, Citation, Fact, Found, Outcome, Source, Text
from bot.text import views
from bot.text.reply import Button, Reply, Span, plain, utf16_length
from bot.text.translator import LOCALES, Translator, translator

ECLIPSE = Fact(
    id=12,
    key="11111111-1111-1111-1111-111111111111",
    date=HistoricalDate.parse("1185-05-01", "julian"),
    date_note={"kk": "Жылнамада солай.", "ru": "Так в летописи."},
    topic=None,
    place=None,
    status="published",
    texts={
        "kk": Text("Күн тұтылды.", "Толық емес."),
        "ru": Text("Было солнечное затмение.", "Не полное."),
        "en": Text("There was a solar eclipse."),
    },
    phrasings={},
    citations=(Citation("chronicle", "page", "638", "[5]"),),
)
SOURCES = {
    "chronicle": Source(
        "chronicle", {"type": "book", "title": "Жылнама", "URL": "https://e.org"}, {"en": "Annals"}
    )
}
KK, RU, EN = (translator(lang) for lang in LOCALES)


def many(count: int) -> tuple[Found, ...]:
    dated = (
        replace(ECLIPSE, id=n, date=HistoricalDate.parse(str(1000 + n), "julian"))
        for n in range(1, count + 1)
    )
    return tuple(Found(fact, 100.0) for fact in dated)


def reply(status: str, tr: Translator, **fields: Any) -> Any:
    outcome = Outcome(status, tr.lang, **fields)
    return views.outcome_reply(outcome, SOURCES, {"kk": "Аспан", "ru": "Небо", "en": "Sky"}, tr)


@pytest.mark.parametrize(
    ("tr", "said"),
    [
        (
            KK,
            "1185 жылғы 1 мамыр\n"
            "Күн тұтылды.\n"
            "Күні туралы: Жылнамада солай.\n"
            "Ескертпе: Толық емес.\n"
            "Дереккөз: Жылнама, https://e.org, 638-бет [5]",
        ),
        (
            RU,
            "1 мая 1185 года\n"
            "Было солнечное затмение.\n"
            "О дате: Так в летописи.\n"
            "Примечание: Не полное.\n"
            "Источник: Жылнама, https://e.org, с. 638 [5]",
        ),
        (
            EN,
            "1 May 1185\nThere was a solar eclipse.\nSource: Annals, https://e.org, p. 638 [5]",
        ),
    ],
)
def test_a_fact_in_full(tr: Translator, said: str) -> None:
    assert plain(views.facts_reply([ECLIPSE], SOURCES, tr)) == said


def test_the_date_is_bold_and_the_title_leads_to_the_source() -> None:
    shown = views.facts_reply([ECLIPSE], SOURCES, EN)
    assert shown.paragraphs == (
        (Span("1 May 1185", bold=True),),
        (Span("There was a solar eclipse."),),
        (Span("Source: "), Span("Annals", url="https://e.org"), Span(", p. 638 [5]"), Span("")),
    )
    assert shown.buttons == ()


def test_a_disputed_fact_says_so() -> None:
    disputed = replace(ECLIPSE, status="disputed", date_note={})
    assert [views.note_lines(disputed, tr) for tr in (KK, RU, EN)] == [
        ["Дереккөздер әртүрлі айтады: Толық емес."],
        ["Источники расходятся: Не полное."],
        ["Sources disagree: Толық емес."],
    ], "in another language rather than not at all"
    unexplained = replace(disputed, texts={"en": Text("There was a solar eclipse.")})
    assert [views.note_lines(unexplained, tr) for tr in (KK, RU, EN)] == [
        ["Бұл туралы дереккөздер әртүрлі айтады."],
        ["Источники об этом расходятся."],
        ["Sources disagree about this."],
    ]


def test_what_each_source_claims_stands_beside_it_in_stated_order() -> None:
    """A claim is never hidden for want of a translation; a mere remark is."""
    citations = (
        Citation("chronicle", "page", "638", note={"ru": "1 мая", "kk": "1 мамыр"}),
        Citation("letters", note={"ru": "2 мая"}),
    )
    disputed = replace(ECLIPSE, status="disputed", date_note={}, citations=citations)
    shown = plain(views.facts_reply([disputed], SOURCES, EN)).splitlines()[-3:]
    assert shown == [
        "Sources disagree: Толық емес.",
        "Source: Annals, https://e.org, p. 638 (1 мамыр)",
        "Source: letters (2 мая)",
    ]
    agreed = replace(disputed, status="published")
    assert plain(views.facts_reply([agreed], SOURCES, EN)).endswith("Source: letters")


def test_notes_follow_their_text_into_another_language() -> None:
    fact = replace(ECLIPSE, texts={"ru": ECLIPSE.texts["ru"]}, citations=())
    assert plain(views.facts_reply([fact], SOURCES, EN)) == (
        "1 May 1185\n"
        "Было солнечное затмение.\n"
        "So far this fact has no text in English; here is the Russian one.\n"
        "On the date: Так в летописи.\n"
        "Note: Не полное."
    )


def test_a_fact_without_a_date() -> None:
    undated = replace(ECLIPSE, date=None)
    assert [views.when(undated, tr) for tr in (KK, RU, EN)] == [
        "Күні көрсетілмеген",
        "Дата не указана",
        "No date given",
    ]
    assert views.label(undated, EN) == "There was a solar eclipse."


def only_in(lang: str) -> list[str]:
    fact = replace(ECLIPSE, texts={lang: Text("Text.")}, citations=(), date_note={})
    return [
        plain(views.facts_reply([fact], SOURCES, tr)).partition("Text.")[2] for tr in (KK, RU, EN)
    ]


def test_a_missing_language_is_answered_in_the_next_best_with_a_word_that_says_so() -> None:
    assert only_in("kk") == [
        "",
        "\nТекст этого факта пока есть только на казахском языке.",
        "\nSo far this fact has a text in Kazakh only.",
    ]
    assert only_in("ru") == [
        "\nБұл деректің мәтіні әзірге қазақша жоқ, орысша мәтінін беріп отырмын.",
        "",
        "\nSo far this fact has no text in English; here is the Russian one.",
    ]
    assert only_in("en") == [
        "\nБұл деректің мәтіні әзірге қазақша жоқ, ағылшынша мәтінін беріп отырмын.",
        "\nТекста этого факта на русском языке пока нет, привожу английский.",
        "",
    ]
    assert only_in("tr") == [
        "\nБұл деректің мәтіні сіздің тіліңізде жоқ, басқа тілдегісін беріп отырмын.",
        "\nТекста этого факта на вашем языке нет, привожу на другом.",
        "\nThis fact has no text in your language; here it is in another.",
    ]


def test_the_next_best_language_of_a_fact() -> None:
    fact = replace(ECLIPSE, texts={"tr": Text("t"), "az": Text("a"), "en": Text("e")})
    assert views.text_of(fact, "tr") == ("t", "tr")
    assert views.text_of(fact, "kk") == ("e", "en")
    assert views.text_of(replace(fact, texts={"tr": Text("t"), "az": Text("a")}), "kk") == (
        "a",
        "az",
    )
    assert views.text_of(replace(fact, texts={}), "kk") == ("", "kk")


def test_choices_are_numbered_as_their_buttons() -> None:
    shown = reply("choices", RU, facts=many(2))
    assert plain(shown) == (
        "Вашему вопросу подходят несколько фактов. О каком из них вы спрашиваете?\n"
        "1. 1001 год – Было солнечное затмение.\n"
        "2. 1002 год – Было солнечное затмение."
    )
    assert shown.buttons == (
        Button("1. 1001 год – Было солнечное затмение.", "fact", "1", "ru"),
        Button("2. 1002 год – Было солнечное затмение.", "fact", "2", "ru"),
    )


@pytest.mark.parametrize("tr", [KK, RU, EN])
def test_labels_of_buttons_are_short(tr: Translator) -> None:
    long = replace(ECLIPSE, texts={tr.lang: Text("сөз " * 100)})
    shown = views.label(long, tr)
    assert utf16_length(shown) <= views.BUTTON_LETTERS
    assert shown.endswith("сөз…")


def turning(shown: Reply) -> list[tuple[str, str]]:
    return [(button.label, button.value) for button in shown.buttons if button.action == "page"]


def test_a_long_list_is_shown_page_by_page() -> None:
    outcome = Outcome("list", "en", many(23), asked=Asked(10010101, 10231231), again=("eclipse",))
    shown = views.list_reply(outcome, 1, EN)
    lines = plain(shown).splitlines()
    assert lines[0] == "I have 23 facts from that time:"
    assert lines[1] == "1. 1001 – There was a solar eclipse. (f1)"
    assert lines[10:] == [
        "10. 1010 – There was a solar eclipse. (f10)",
        "Page 1 of 3",
        "  11. Next ›",
    ]
    assert [button.label for button in shown.buttons[:10]] == [str(n) for n in range(1, 11)]
    assert [button.beside for button in shown.buttons] == [
        *(False, True, True, True, True),
        *(False, True, True, True, True),
        False,
    ]
    assert turning(shown) == [("Next ›", "2.1thpkk.1tmg72.eclipse")]
    second = views.list_reply(outcome, 2, EN)
    assert plain(second).splitlines()[1] == "1. 1011 – There was a solar eclipse. (f11)"
    assert [label for label, _ in turning(second)] == ["‹ Back", "Next ›"]
    assert [button.beside for button in second.buttons[-2:]] == [False, True]
    last = views.list_reply(outcome, 3, EN)
    assert plain(last).splitlines()[4:] == ["Page 3 of 3", "  4. ‹ Back"]
    assert views.list_reply(outcome, 99, EN) == last


def test_what_a_button_cannot_carry_is_cut_short() -> None:
    for again in (None, ("eclipse",) * 6):
        outcome = Outcome("list", "en", many(23), asked=Asked(10010101, 10231231), again=again)
        shown = views.list_reply(outcome, 1, EN)
        assert plain(shown).splitlines()[11:] == [
            "13 more facts did not fit. Ask about less at once."
        ]
        assert turning(shown) == []
    assert "did not fit" not in plain(reply("list", EN, facts=many(10)))


def test_lists_in_three_languages() -> None:
    outcome = Outcome("list", "kk", many(12), again=("eclipse",))
    shown = [plain(views.list_reply(outcome, 2, tr)) for tr in (KK, RU, EN)]
    assert shown == [
        "Бұл туралы 12 дерек бар:\n"
        "1. 1011 жыл – Күн тұтылды. (f11)\n"
        "2. 1012 жыл – Күн тұтылды. (f12)\n"
        "2 беттің 2-беті\n"
        "  3. ‹ Артқа",
        "Об этом есть 12 фактов:\n"
        "1. 1011 год – Было солнечное затмение. (f11)\n"
        "2. 1012 год – Было солнечное затмение. (f12)\n"
        "Страница 2 из 2\n"
        "  3. ‹ Назад",
        "I have 12 facts about this:\n"
        "1. 1011 – There was a solar eclipse. (f11)\n"
        "2. 1012 – There was a solar eclipse. (f12)\n"
        "Page 2 of 2\n"
        "  3. ‹ Back",
    ]


@pytest.mark.parametrize(
    ("count", "titles"),
    [
        (
            21,
            (
                "Осы уақытқа қатысты 21 дерек бар:",
                "За это время есть 21 факт:",
                "I have 21 facts from that time:",
            ),
        ),
        (
            3,
            (
                "Осы уақытқа қатысты 3 дерек бар:",
                "За это время есть 3 факта:",
                "I have 3 facts from that time:",
            ),
        ),
        (
            11,
            (
                "Осы уақытқа қатысты 11 дерек бар:",
                "За это время есть 11 фактов:",
                "I have 11 facts from that time:",
            ),
        ),
    ],
)
def test_numbers_take_their_plural_form(count: int, titles: tuple[str, ...]) -> None:
    asked = Asked(10010101, 10231231)
    shown = [plain(reply("list", tr, facts=many(count), asked=asked)) for tr in (KK, RU, EN)]
    assert tuple(text.splitlines()[0] for text in shown) == titles


def test_none_offers_what_is_near() -> None:
    assert [plain(reply("none", tr, near=many(1))) for tr in (KK, RU, EN)] == [
        "Бұл сұраққа жауап беретін дерек менде жоқ, ал болжап айтпаймын.\n"
        "Осыған жақын білетінім:\n"
        "1. 1001 жыл – Күн тұтылды.",
        "Факта, который отвечал бы на этот вопрос, у меня нет, а гадать я не стану.\n"
        "Вот что я знаю близкого к этому:\n"
        "1. 1001 год – Было солнечное затмение.",
        "I have no fact that answers this, and I won't guess.\n"
        "Here is what I do know nearby:\n"
        "1. 1001 – There was a solar eclipse.",
    ]


def test_none_without_anything_near_says_what_the_facts_are_about() -> None:
    period = Asked(15000101, 15001231)
    assert [plain(reply("none", tr, asked=period)) for tr in (KK, RU, EN)] == [
        "Ол уақытқа қатысты дерек менде жоқ.\nМен мына тақырыптан ғана жауап беремін: Аспан.",
        "Фактов за это время у меня нет.\nЯ отвечаю только по этой теме: Небо.",
        "I have no facts from that time.\nI only answer on this subject: Sky.",
    ]
    bare = views.outcome_reply(Outcome("none", "en"), SOURCES, {}, EN)
    assert plain(bare) == "I have no fact that answers this, and I won't guess."
