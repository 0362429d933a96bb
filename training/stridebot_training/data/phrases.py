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
THIRD_SIZE = (0.28, 0.42)
"""Width of a subject that a mask of a third of the frame can hold."""

SAME = (
    # (layouts, how the number is said, smallest and largest width): two are asked for more often than three
    *((
        (((0.27, 0.52), (0.73, 0.52)), ((0.28, 0.44), (0.72, 0.6)), ((0.28, 0.6), (0.72, 0.44))),
        ("two", "two", "2", "a pair of", "a couple of"), (0.42, 0.52),
    ),) * 2,
    (TRIOS, ("three", "three", "3"), (0.32, 0.42)),
)  # fmt: skip
HAT_SHARE = 0.75
WORN = {"hat": (0.6, 0.74, 0.2, 0.46), "glasses": (0.52, 0.88, 0.45, 0.54)}
"""The face's y and width, then those of what it wears."""
WEARING = ("{0} wearing {1}", "{0} wearing {1}", "{0} with {1}", "{0} in {1}", "{0} that wears {1}")

USUAL_STAND = (0.56, 0.52, 0.82)
STANDS = {"hill": (0.42, 0.36, 0.56), "ice": (0.54, 0.5, 0.74), "beach": (0.56, 0.48, 0.74), "table": (0.5, 0.44, 0.64),
          "street": (0.58, 0.48, 0.74), "space": (0.5, 0.5, 0.8), "underwater": (0.5, 0.5, 0.8)}  # fmt: skip
"""Where a subject stands in a place and how wide it is: y, smallest and largest width."""

COLOURS: dict[str, Colour] = {
    "red": (214, 48, 44), "orange": (244, 146, 40), "yellow": (250, 220, 70), "green": (70, 160, 80), "blue": (52, 104, 206),
    "light blue": (160, 212, 246), "dark blue": (26, 38, 92), "purple": (132, 72, 176), "pink": (248, 170, 200),
    "white": (254, 254, 254), "black": (14, 14, 16), "grey": (146, 148, 152), "brown": (122, 82, 54),
    "turquoise": (64, 190, 184), "beige": (236, 222, 194), "dark green": (24, 76, 48),
}  # fmt: skip
COLOUR_PHRASES = ("on {1} background", "on {0}", "in front of {1} wall")
"""{0} is the colour, {1} the colour with its article."""

SUFFIX_SHARE = 0.4
STYLE_SUFFIXES = {
    "oil": ("{0}, oil painting", "oil painting {0}", "{0} as an oil painting"),
    "lithograph": ("{0}, lithograph", "lithograph {0}"),
    "sketch": ("{0}, pencil sketch", "{0} as a pencil drawing", "{0} sketch"),
    "watercolour": ("{0}, watercolour", "watercolor {0}"),
    "pixel": ("{0}, pixel art", "pixel art {0}", "pixel {0}"),
    "neon": ("neon {0}", "a neon {0}", "{0} in neon", "{0}, neon"),
    "photo": ("{0}, photo", "photo of {0}", "realistic {0}"),
    "sticker": ("{0} sticker", "{0}, sticker", "sticker of {0}"),
}

PLAIN_PREFIXES = ("", "", "", "", "", "a picture of ", "a drawing of ", "an emoji of ", "an image of ")
ANYTHING = ("a high quality photo", "a high quality picture", "a photo")


def with_article(words: str) -> str:
    """Returns `an owl` for `owl`."""
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
