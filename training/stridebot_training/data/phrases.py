"""The words of a caption and the places and sizes that they mean. Coordinates are in the unit square, y downwards."""

from stridebot_training.data.canvas import Colour

SIZES: tuple[tuple[tuple[str, ...], float, float], ...] = (
    # (words, smallest and largest width of the subject)
    (("tiny", "very small"), 0.24, 0.32),
    (("small", "little"), 0.34, 0.46),
    (("big", "large"), 0.94, 1.02),
    (("huge", "giant", "enormous"), 1.15, 1.35),
)
USUAL_SIZE = (0.74, 0.96)
PLACED_SIZE = (0.38, 0.5)

POSITIONS: tuple[tuple[tuple[str, ...], float, float], ...] = (
    (("on the left", "on the left side"), 0.26, 0.5),
    (("on the right", "on the right side"), 0.74, 0.5),
    (("at the top",), 0.5, 0.26),
    (("at the bottom",), 0.5, 0.74),
    (("in the top left corner",), 0.25, 0.25),
    (("in the top right corner",), 0.75, 0.25),
    (("in the bottom left corner",), 0.25, 0.75),
    (("in the bottom right corner",), 0.75, 0.75),
    (("in the middle", "in the centre"), 0.5, 0.5),
)

PAIRS: tuple[tuple[str, tuple[float, float], tuple[float, float]], ...] = (
    # (how it is said, where the first and the second subject are)
    ("{0} and {1}", (0.27, 0.52), (0.73, 0.52)),
    ("{0} and {1}", (0.73, 0.52), (0.27, 0.52)),
    ("{0} next to {1}", (0.27, 0.54), (0.73, 0.54)),
    ("{0} beside {1}", (0.73, 0.54), (0.27, 0.54)),
    ("{0} with {1}", (0.3, 0.46), (0.72, 0.6)),
    ("{0} to the left of {1}", (0.27, 0.52), (0.73, 0.52)),
    ("{0} to the right of {1}", (0.73, 0.52), (0.27, 0.52)),
    ("{0} above {1}", (0.5, 0.26), (0.5, 0.75)),
    ("{0} below {1}", (0.5, 0.75), (0.5, 0.26)),
)
PAIR_SIZE = (0.42, 0.5)
TRIO = "{0}, {1} and {2}"
TRIOS = (
    ((0.2, 0.52), (0.5, 0.52), (0.8, 0.52)),
    ((0.27, 0.29), (0.73, 0.29), (0.5, 0.74)),
    ((0.5, 0.27), (0.27, 0.73), (0.73, 0.73)),
)
TRIO_SIZE = (0.32, 0.4)

COLOURS: dict[str, Colour] = {
    "red": (214, 48, 44), "orange": (244, 146, 40), "yellow": (250, 220, 70), "green": (70, 160, 80), "blue": (52, 104, 206),
    "light blue": (160, 212, 246), "dark blue": (26, 38, 92), "purple": (132, 72, 176), "pink": (248, 170, 200),
    "white": (254, 254, 254), "black": (14, 14, 16), "grey": (146, 148, 152), "brown": (122, 82, 54),
    "turquoise": (64, 190, 184), "beige": (236, 222, 194), "dark green": (24, 76, 48),
}  # fmt: skip
COLOUR_PHRASES = ("on a {0} background", "on {0}", "in front of a {0} wall")

PLAIN_PREFIXES = ("", "", "", "", "", "a picture of ", "a drawing of ", "an emoji of ", "an image of ")
ANYTHING = ("a high quality photo", "a high quality picture", "a photo")


def with_article(words: str) -> str:
    """Returns `an owl` for `owl`."""
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
