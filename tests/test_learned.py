"""The parts of which the models' log odds are made."""

import pytest

from bot.matching.learned import Model, learned

MODEL = Model(0.5, {"dated": 2.0}, {"coverage": [(0.2, 3.0), (0.6, -1.0), (0.8, -2.0)]})


@pytest.mark.parametrize(
    ("coverage", "part"),
    [(0.0, 0.0), (0.2, 0.0), (0.4, 0.6), (0.6, 1.2), (0.7, 1.4), (0.8, 1.6), (5.0, 1.6)],
)
def test_a_line_bends_at_its_knees_and_is_flat_beyond_them(coverage: float, part: float) -> None:
    assert MODEL.log_odds({"dated": 0.0, "coverage": coverage}) == pytest.approx(0.5 + part)
    assert MODEL.log_odds({"dated": 1.0, "coverage": coverage}) == pytest.approx(2.5 + part)


def test_every_line_that_was_learned_is_flat_at_last() -> None:
    for name, model in learned().items():
        for feature, knees in model.knees.items():
            assert sum(change for _, change in knees) == pytest.approx(0), (name, feature)
