"""How often what is drawn: the recipe of a data set."""

from dataclasses import dataclass

from stridebot_training.data.backgrounds import ALL_PLACES, PLACES
from stridebot_training.data.styles import ALL_STYLES, STYLES


@dataclass(frozen=True)
class Mix:
    """Shares are chances from 0 to 1, each among the pictures that can have the thing; names are keys of the tables.

    A mix that is not `planned` shows one subject in the middle, and its pictures are those of the first model's bank.
    """

    places: tuple[str, ...]
    styles: tuple[str, ...]
    place_share: float
    style_share: float
    empty_place_share: float
    anything_share: float = 0.03
    planned: bool = False
    scene_share: float = 0
    pair_share: float = 0
    trio_share: float = 0
    size_share: float = 0
    position_share: float = 0
    colour_share: float = 0
    weather_share: float = 0
    coloured_share: float = 0
    same_share: float = 0
    wearing_share: float = 0
    unsaid_small_share: float = 0
    bare_share: float = 0
    stands: bool = False


REDUCED = Mix(tuple(PLACES), tuple(STYLES), place_share=0.1, style_share=0.08, empty_place_share=0.03)
FULL = Mix(
    tuple(ALL_PLACES), tuple(ALL_STYLES), place_share=0.18, style_share=0.18, empty_place_share=0.04, anything_share=0.02,
    planned=True, scene_share=0.17, pair_share=0.14, trio_share=0.04, size_share=0.14, position_share=0.12,
    colour_share=0.14, weather_share=0.06,
)  # fmt: skip
ASKED = Mix(
    tuple(ALL_PLACES), tuple(ALL_STYLES), place_share=0.2, style_share=0.13, empty_place_share=0.03, anything_share=0.02,
    planned=True, scene_share=0.15, pair_share=0.07, trio_share=0.0, size_share=0.1, position_share=0.08,
    colour_share=0.08, weather_share=0.03, coloured_share=0.17, same_share=0.08, wearing_share=0.07,
    unsaid_small_share=0.05, bare_share=0.25, stands=True,
)  # fmt: skip
MIXES = {"reduced": REDUCED, "full": FULL, "asked": ASKED}
