"""The catalogue is whole."""

from custom_components.bitgridai.engine.key_figures import FIGURES, LOAD_ENERGY


def test_every_figure_has_a_key_of_its_own_a_title_and_a_formula() -> None:
    figures = (*FIGURES, LOAD_ENERGY)
    assert len({figure.key for figure in figures}) == len(figures)
    assert all(figure.title and figure.formula and figure.version >= 1 for figure in figures)
    assert all("|" not in figure.formula for figure in figures), "it would break the page's table"


def test_whatever_compares_with_the_house_without_loads_is_marked_as_an_estimate() -> None:
    resting = [figure for figure in FIGURES if "without" in figure.key + figure.formula]
    assert len(resting) == 6
    assert all(figure.estimate for figure in resting)
