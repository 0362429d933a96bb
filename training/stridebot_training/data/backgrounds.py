"""What lies behind a subject: plain colours, slight gradients and a few places with a caption of their own."""

from collections.abc import Callable

import numpy as np

from stridebot_training.data.canvas import Canvas, gradient, jitter

PALETTE = (
    (255, 255, 255), (255, 255, 255), (250, 243, 224), (197, 226, 246), (214, 238, 205), (255, 221, 161), (250, 205, 213),
    (222, 208, 240), (176, 190, 197), (108, 160, 200), (86, 150, 110), (214, 120, 92), (66, 82, 120), (40, 44, 60),
    (22, 22, 26), (120, 84, 60),
)  # fmt: skip


def plain(side: int, rng: np.random.Generator) -> Canvas:
    """One colour, or a slight blend of two shades of it."""
    colour = jitter(rng, PALETTE[rng.integers(len(PALETTE))], 10)
    other = jitter(rng, colour, 30) if rng.random() < 0.5 else colour
    return Canvas(gradient(side, colour, other), rng)


def hill(canvas: Canvas, height: float, colour, roughness: float = 0.05) -> None:
    """Fills everything below a gentle curve around `height` (0 is the top)."""
    phase, waves = canvas.rng.uniform(0, 6.28), canvas.rng.uniform(0.6, 1.4)
    xs = np.linspace(0, 1, 17)
    curve = [(x, height + roughness * np.sin(phase + 6.28 * waves * x)) for x in xs]
    canvas.polygon([(0, 1), *curve, (1, 1)], colour)


def desert(side: int, rng: np.random.Generator) -> Canvas:
    canvas = Canvas(gradient(side, jitter(rng, (120, 190, 235)), jitter(rng, (250, 232, 190))), rng)
    hill(canvas, rng.uniform(0.58, 0.66), jitter(rng, (226, 178, 104)))
    hill(canvas, rng.uniform(0.74, 0.84), jitter(rng, (206, 150, 78)))
    return canvas


def snow(side: int, rng: np.random.Generator) -> Canvas:
    canvas = Canvas(gradient(side, jitter(rng, (150, 195, 232)), (226, 238, 248)), rng)
    hill(canvas, rng.uniform(0.6, 0.72), jitter(rng, (245, 249, 253), 5))
    for _ in range(14):
        canvas.ellipse(*rng.random(2), 0.012, 0.012, (255, 255, 255))
    return canvas


def night(side: int, rng: np.random.Generator) -> Canvas:
    canvas = Canvas(gradient(side, jitter(rng, (10, 14, 42), 8), jitter(rng, (34, 42, 92))), rng)
    for _ in range(16):
        canvas.ellipse(rng.random(), rng.random() * 0.65, 0.011, 0.011, (250, 246, 214))
    hill(canvas, rng.uniform(0.74, 0.84), jitter(rng, (24, 30, 44), 8))
    return canvas


def sea(side: int, rng: np.random.Generator) -> Canvas:
    canvas = Canvas(gradient(side, jitter(rng, (140, 205, 245)), (222, 240, 250)), rng)
    canvas.box(0, rng.uniform(0.5, 0.64), 1, 1, jitter(rng, (40, 112, 184)))
    for _ in range(5):
        x, y = rng.random(), rng.uniform(0.68, 0.98)
        canvas.line([(x - 0.08, y), (x + 0.08, y)], (150, 200, 232), 0.014)
    return canvas


def sunset(side: int, rng: np.random.Generator, ground=(62, 36, 66)) -> Canvas:
    canvas = Canvas(gradient(side, jitter(rng, (108, 62, 132)), jitter(rng, (255, 166, 72))), rng)
    horizon = rng.uniform(0.64, 0.74)
    x = rng.uniform(0.3, 0.7)
    canvas.glow(x, horizon, 0.24, (255, 214, 120), 0.7)
    canvas.ellipse(x, horizon - 0.04, 0.13, 0.13, (255, 232, 150))
    hill(canvas, horizon + 0.02, jitter(rng, ground), 0.02)
    return canvas


def forest(side: int, rng: np.random.Generator) -> Canvas:
    canvas = Canvas(gradient(side, jitter(rng, (176, 220, 236)), jitter(rng, (206, 232, 200))), rng)
    for x in np.linspace(-0.05, 1.05, 9):
        pine(canvas, x + rng.uniform(-0.04, 0.04), 0.78, rng.uniform(0.42, 0.62), jitter(rng, (34, 104, 58)))
    hill(canvas, rng.uniform(0.76, 0.82), jitter(rng, (88, 150, 74)), 0.02)
    return canvas


def pine(canvas: Canvas, x: float, foot: float, height: float, colour) -> None:
    """A fir of three stacked triangles standing on `foot`."""
    for share, width in ((0.0, 0.3), (0.28, 0.24), (0.55, 0.17)):
        base, top = foot - height * share, foot - height * min(1, share + 0.5)
        canvas.polygon([(x - width * height, base), (x + width * height, base), (x, top)], colour)


def city(side: int, rng: np.random.Generator) -> Canvas:
    """Two rows of houses with windows, lit at night."""
    is_night = rng.random() < 0.4
    sky = ((18, 22, 56), (70, 62, 110)) if is_night else ((132, 190, 236), (226, 236, 244))
    canvas = Canvas(gradient(side, jitter(rng, sky[0], 10), sky[1]), rng)
    shades = ((44, 48, 78), (30, 34, 58)) if is_night else ((150, 158, 178), (112, 122, 148))
    for base, shade in zip((0.3, 0.45), shades, strict=True):
        left = -0.05
        while left < 1:
            width = rng.uniform(0.12, 0.2)
            _block(canvas, left, base + rng.uniform(0, 0.22), width, jitter(rng, shade, 14), is_night)
            left += width + rng.uniform(0, 0.02)
    canvas.box(0, 0.86, 1, 1, jitter(rng, (58, 60, 68) if is_night else (120, 122, 128), 8))
    return canvas


def _block(canvas: Canvas, left: float, top: float, width: float, colour, is_night: bool) -> None:
    canvas.box(left, top, left + width, 0.88, colour)
    glass = (250, 222, 130) if is_night else (206, 226, 240)
    for y in np.arange(top + 0.04, 0.82, 0.075):
        for x in np.linspace(left + 0.2 * width, left + 0.8 * width, 3):
            if canvas.rng.random() < (0.55 if is_night else 0.9):
                canvas.box(x - 0.014, y, x + 0.014, y + 0.036, glass)


def indoors(side: int, rng: np.random.Generator) -> Canvas:
    """A room: wall, skirting board, floor boards, a window or a picture."""
    wall = jitter(rng, ((236, 222, 196), (206, 222, 214), (222, 204, 206), (200, 208, 226))[rng.integers(4)], 12)
    canvas = Canvas(gradient(side, wall, tuple(int(c * 0.92) for c in wall)), rng)
    floor, horizon = jitter(rng, (164, 112, 70), 18), rng.uniform(0.68, 0.76)
    canvas.box(0, horizon, 1, 1, floor)
    canvas.box(0, horizon - 0.025, 1, horizon, (246, 242, 234))
    for x in np.linspace(-0.6, 1.6, 12):
        canvas.line([(0.5 + 0.5 * (x - 0.5), horizon), (x, 1)], tuple(int(c * 0.84) for c in floor), 0.008)
    x, y = (0.2, 0.8)[rng.integers(2)], 0.27
    canvas.box(x - 0.15, y - 0.17, x + 0.15, y + 0.17, (250, 248, 242))
    canvas.box(x - 0.125, y - 0.145, x + 0.125, y + 0.145, jitter(rng, (150, 204, 240)))
    if rng.random() < 0.6:
        canvas.line([(x, y - 0.15), (x, y + 0.15)], (250, 248, 242), 0.02)
        canvas.line([(x - 0.13, y), (x + 0.13, y)], (250, 248, 242), 0.02)
    return canvas


PLACES: dict[str, tuple[Callable[[int, np.random.Generator], Canvas], tuple[str, ...], tuple[str, ...]]] = {
    # name: (painter, how a subject is said to be there, what the empty place is called)
    "desert": (desert, ("in a desert", "in the desert"), ("a desert", "sand dunes in a desert")),
    "snow": (snow, ("in the snow", "in winter"), ("a snowy landscape", "snow")),
    "night": (night, ("at night", "under the stars"), ("the night sky", "a starry night")),
    "sea": (sea, ("in the sea", "by the sea"), ("the sea", "the ocean")),
    "sunset": (sunset, ("at sunset", "in the evening"), ("a sunset", "a beautiful sunset")),
    "forest": (forest, ("in a forest", "in the woods"), ("a forest", "woods")),
}

"""The places of the first model's bank, whose pictures must not change."""

ALL_PLACES = PLACES | {
    "city": (city, ("in a city", "in the city"), ("a city", "a city street", "a skyline")),
    "indoors": (indoors, ("in a room", "indoors"), ("an empty room", "a room", "indoors")),
}
