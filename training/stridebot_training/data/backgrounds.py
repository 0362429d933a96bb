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


def beach(side: int, rng: np.random.Generator) -> Canvas:
    """Sky, a strip of sea, sand in front."""
    canvas = Canvas(gradient(side, jitter(rng, (110, 190, 245)), jitter(rng, (210, 238, 252))), rng)
    horizon = rng.uniform(0.36, 0.46)
    canvas.box(0, horizon, 1, 1, jitter(rng, (38, 140, 196)))
    canvas.box(0, horizon, 1, horizon + 0.02, jitter(rng, (120, 200, 230)))
    shore = rng.uniform(0.56, 0.66)
    hill(canvas, shore - 0.02, (236, 246, 250), 0.02)
    hill(canvas, shore + 0.01, jitter(rng, (238, 212, 150)), 0.02)
    return canvas


def ice(side: int, rng: np.random.Generator) -> Canvas:
    """A frozen plain with cracks below white and blue icebergs."""
    canvas = Canvas(gradient(side, jitter(rng, (150, 200, 236)), jitter(rng, (224, 240, 250))), rng)
    horizon = rng.uniform(0.5, 0.58)
    for x in rng.uniform(0, 1, 3):
        half, top = rng.uniform(0.12, 0.22), horizon - rng.uniform(0.12, 0.26)
        canvas.polygon(
            [(x - half, horizon), (x - 0.4 * half, top), (x + 0.3 * half, top + 0.05), (x + half, horizon)],
            jitter(rng, (196, 226, 244)),
        )
    canvas.box(0, horizon, 1, 1, jitter(rng, (182, 222, 242)))
    for _ in range(5):
        x, y = rng.random(), rng.uniform(horizon + 0.04, 0.98)
        canvas.line([(x - 0.12, y), (x, y + 0.03), (x + 0.1, y - 0.02)], (236, 248, 254), 0.014)
    return canvas


def green_hill(side: int, rng: np.random.Generator) -> Canvas:
    """A round hill that fills the foreground, for something on top of it."""
    canvas = Canvas(gradient(side, jitter(rng, (116, 184, 240)), jitter(rng, (214, 236, 250))), rng)
    for x in rng.uniform(0, 1, 2):
        cloud(canvas, x, rng.uniform(0.1, 0.26), rng.uniform(0.08, 0.13))
    hill(canvas, 0.84, jitter(rng, (110, 170, 100)), 0.03)
    grass = jitter(rng, (84, 160, 70))
    canvas.ellipse(rng.uniform(0.46, 0.54), 1.06, rng.uniform(0.62, 0.74), rng.uniform(0.44, 0.5), grass)
    return canvas


def cloud(canvas: Canvas, x: float, y: float, size: float) -> None:
    for dx, dy, share in ((-0.8, 0.1, 0.6), (0, -0.15, 0.85), (0.8, 0.1, 0.65)):
        canvas.ellipse(x + dx * size, y + dy * size, share * size, share * size * 0.8, (250, 252, 254))


def meadow(side: int, rng: np.random.Generator) -> Canvas:
    """Grass with flowers under a clear sky."""
    canvas = Canvas(gradient(side, jitter(rng, (120, 190, 244)), jitter(rng, (220, 240, 250))), rng)
    hill(canvas, rng.uniform(0.5, 0.6), jitter(rng, (104, 176, 84)), 0.03)
    for _ in range(16):
        flower = ((250, 240, 120), (250, 250, 250), (240, 120, 140), (180, 120, 220))[rng.integers(4)]
        canvas.ellipse(rng.random(), rng.uniform(0.68, 1), 0.016, 0.016, flower)
    return canvas


def underwater(side: int, rng: np.random.Generator) -> Canvas:
    """Blue depth with bubbles over a sandy ground."""
    canvas = Canvas(gradient(side, jitter(rng, (70, 170, 214)), jitter(rng, (14, 62, 124))), rng)
    hill(canvas, rng.uniform(0.86, 0.92), jitter(rng, (160, 150, 110)), 0.02)
    for x in rng.random(3):
        canvas.line([(x, 0.95), (x + rng.uniform(-0.06, 0.06), rng.uniform(0.6, 0.76))], jitter(rng, (40, 130, 80)), 0.03)
    for _ in range(10):
        radius = rng.uniform(0.01, 0.024)
        canvas.ellipse(rng.random(), rng.random() * 0.85, radius, radius, (170, 220, 240))
    return canvas


def space(side: int, rng: np.random.Generator) -> Canvas:
    """Black sky full of stars, with a planet at the edge."""
    canvas = Canvas(gradient(side, jitter(rng, (8, 8, 22), 6), jitter(rng, (26, 16, 50), 10)), rng)
    for _ in range(34):
        radius = rng.uniform(0.005, 0.012)
        canvas.ellipse(*rng.random(2), radius, radius, (255, 252, 236))
    if rng.random() < 0.6:
        x, y = (0.1, 0.9)[rng.integers(2)], (0.12, 0.88)[rng.integers(2)]
        canvas.ellipse(x, y, 0.14, 0.14, jitter(rng, ((200, 120, 80), (110, 140, 210), (190, 170, 120))[rng.integers(3)]))
    return canvas


def street(side: int, rng: np.random.Generator) -> Canvas:
    """A road with a broken line that runs away from the viewer, grass beside it."""
    canvas = Canvas(gradient(side, jitter(rng, (130, 192, 240)), jitter(rng, (222, 236, 246))), rng)
    horizon = rng.uniform(0.42, 0.5)
    canvas.box(0, horizon, 1, 1, jitter(rng, (108, 168, 88)))
    canvas.polygon([(0.44, horizon), (0.56, horizon), (1.02, 1), (-0.02, 1)], jitter(rng, (92, 94, 102)))
    for near, far in ((1, 0.86), (0.78, 0.68), (0.62, 0.56)):
        width = 0.03 * near
        canvas.polygon(
            [(0.5 - width, near), (0.5 + width, near), (0.5 + 0.7 * width, far), (0.5 - 0.7 * width, far)], (246, 240, 220)
        )
    return canvas


def table(side: int, rng: np.random.Generator) -> Canvas:
    """A wooden table before a wall."""
    wall = jitter(rng, ((226, 214, 196), (196, 212, 220), (214, 200, 220), (180, 200, 180))[rng.integers(4)], 14)
    canvas = Canvas(gradient(side, wall, tuple(int(c * 0.9) for c in wall)), rng)
    wood, edge = jitter(rng, ((156, 102, 60), (186, 138, 92), (112, 74, 50))[rng.integers(3)], 14), rng.uniform(0.6, 0.68)
    canvas.polygon([(0.08, edge), (0.92, edge), (1.04, 0.9), (-0.04, 0.9)], wood)
    canvas.box(-0.04, 0.9, 1.04, 0.97, tuple(int(c * 0.76) for c in wood))
    canvas.box(0, 0.97, 1, 1, tuple(int(c * 0.5) for c in wall))
    return canvas


def mountains(side: int, rng: np.random.Generator) -> Canvas:
    """A row of peaks with snow behind a green valley."""
    canvas = Canvas(gradient(side, jitter(rng, (120, 184, 236)), jitter(rng, (220, 236, 248))), rng)
    for x in (0.1, 0.5, 0.9):
        x, top, half = x + rng.uniform(-0.1, 0.1), rng.uniform(0.14, 0.3), rng.uniform(0.26, 0.36)
        canvas.polygon([(x - half, 0.7), (x, top), (x + half, 0.7)], jitter(rng, (116, 124, 146)))
        canvas.polygon(
            [(x - 0.3 * half, top + 0.3 * (0.7 - top)), (x, top), (x + 0.3 * half, top + 0.3 * (0.7 - top))], (250, 252, 255)
        )
    hill(canvas, rng.uniform(0.66, 0.72), jitter(rng, (98, 156, 88)), 0.03)
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
    "beach": (beach, ("on the beach", "on a beach", "at the beach"), ("a beach", "the beach", "a sandy beach")),
    "ice": (ice, ("on ice", "on the ice", "on a frozen lake"), ("ice", "a frozen lake", "the arctic")),
    "hill": (green_hill, ("on a hill", "on top of a hill", "on a green hill"), ("a hill", "a green hill")),
    "meadow": (meadow, ("in a meadow", "on the grass", "in a field", "in a garden"), ("a meadow", "a field of flowers")),
    "underwater": (underwater, ("underwater", "under the sea", "under water"), ("an underwater scene", "the bottom of the sea")),
    "space": (space, ("in space", "in outer space"), ("outer space", "space")),
    "street": (street, ("on a street", "on a road", "on the road"), ("a road", "a street", "a country road")),
    "table": (table, ("on a table", "on the table"), ("a table", "an empty table")),
    "mountains": (mountains, ("in the mountains", "in front of mountains"), ("mountains", "a mountain landscape")),
}
