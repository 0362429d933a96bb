"""Scenes that no emoji shows, drawn from sprites and simple shapes. Each takes (side, rng, book) and returns a canvas."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from stridebot_training.data import backgrounds
from stridebot_training.data.canvas import Canvas, gradient, jitter
from stridebot_training.data.sprites import SpriteBook

SKIN = ((255, 204, 60), (244, 200, 160), (214, 160, 116), (150, 100, 70))
CLOTHES = ((200, 60, 56), (60, 110, 200), (80, 160, 84), (226, 150, 50), (130, 80, 170), (40, 150, 160))
FACES = ("man", "man-light-skin-tone", "man-medium-skin-tone", "man-light", "man-medium")


def pick_sprite(book: SpriteBook, rng: np.random.Generator, *names: str) -> Image.Image:
    """Returns one random premultiplied rendering among those of all `names`."""
    choices = [picture for name in names for picture in book.get(name)]
    picture = choices[rng.integers(len(choices))]
    return Image.frombuffer("RGBa", picture.shape[1::-1], picture.tobytes())


def choose(rng: np.random.Generator, options):
    return options[rng.integers(len(options))]


def _ground(canvas: Canvas, top: float, colour) -> None:
    backgrounds.hill(canvas, top, colour, 0.015)


def _logs(canvas: Canvas, x: float, y: float, size: float) -> None:
    for tilt in (-1, 1):
        ends = [(x - 0.5 * size, y + tilt * 0.1 * size), (x + 0.5 * size, y - tilt * 0.1 * size)]
        canvas.line(ends, (104, 62, 34), 0.17 * size)


def _evening(side: int, rng: np.random.Generator) -> Canvas:
    dark = gradient(side, jitter(rng, (16, 20, 50), 10), jitter(rng, (52, 54, 96), 14))
    return Canvas(dark, rng)


def campfire(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    canvas = _evening(side, rng)
    _ground(canvas, 0.7, jitter(rng, (64, 52, 44), 12))
    x = rng.uniform(0.44, 0.56)
    canvas.glow(x, 0.6, 0.3, (255, 160, 60), 0.55)
    _logs(canvas, x, 0.84, 0.6)
    canvas.sprite(pick_sprite(book, rng, "fire"), x, 0.52, rng.uniform(0.56, 0.72), mirror=rng.random() < 0.5)
    return canvas


def _sitter(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A seated person: a round head over a rounded body, `size` tall."""
    body = jitter(canvas.rng, choose(canvas.rng, CLOTHES), 14)
    skin = choose(canvas.rng, SKIN)
    canvas.ellipse(x, y + 0.32 * size, 0.27 * size, 0.32 * size, body)
    canvas.box(x - 0.3 * size, y + 0.36 * size, x + 0.3 * size, y + 0.6 * size, body)
    canvas.ellipse(x, y - 0.14 * size, 0.21 * size, 0.22 * size, skin)
    hair = choose(canvas.rng, ((50, 34, 24), (24, 20, 20), (120, 76, 36), (210, 170, 90)))
    canvas.ellipse(x, y - 0.27 * size, 0.2 * size, 0.11 * size, hair)


def people_around_campfire(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    canvas = _evening(side, rng)
    _ground(canvas, 0.56, jitter(rng, (74, 60, 48), 12))
    x = rng.uniform(0.46, 0.54)
    canvas.glow(x, 0.62, 0.3, (255, 160, 60), 0.6)
    spots = [(-0.36, 0.66, 0.46), (0.36, 0.66, 0.46), (-0.2, 0.42, 0.34), (0.2, 0.42, 0.34)]
    for dx, y, size in sorted(spots, key=lambda spot: spot[1]):
        _sitter(canvas, x + dx + rng.uniform(-0.025, 0.025), y, size * rng.uniform(0.93, 1.07))
    _logs(canvas, x, 0.86, 0.34)
    canvas.sprite(pick_sprite(book, rng, "fire"), x, 0.67, rng.uniform(0.34, 0.42), mirror=rng.random() < 0.5)
    return canvas


def waterfalls(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    canvas = Canvas(gradient(side, jitter(rng, (130, 200, 240)), (216, 238, 248)), rng)
    rock = jitter(rng, choose(rng, ((112, 104, 98), (130, 100, 74), (84, 98, 92))), 12)
    lip = rng.uniform(0.2, 0.3)
    canvas.box(0, lip, 1, 1, rock)
    shade = tuple(int(c * 0.75) for c in rock)
    for x in rng.random(5):
        canvas.polygon([(x, lip), (x + 0.07, lip), (x + 0.03, 0.9), (x - 0.04, 0.9)], shade)
    _ground(canvas, 0.82, (52, 128, 186))
    centres = ([0.5], [0.5], [0.32, 0.7], [0.22, 0.5, 0.78])[rng.integers(4)]
    width = 0.34 / len(centres) ** 0.7
    for centre in centres:
        _fall(canvas, centre + rng.uniform(-0.05, 0.05), lip, width * rng.uniform(0.85, 1.15))
    grass = jitter(rng, (74, 146, 66))
    edges = ((-0.02, 0.24), (0.76, 1.02)) if len(centres) == 1 else ((-0.02, 0.12), (0.88, 1.02))
    for left, right in edges:
        canvas.box(left, lip - 0.05, right, lip + 0.05, grass)
        for x in np.linspace(left + 0.04, right - 0.04, 3):
            canvas.ellipse(x, lip - 0.05, 0.075, 0.08, jitter(rng, grass))
    return canvas


def _fall(canvas: Canvas, x: float, lip: float, width: float) -> None:
    rng = canvas.rng
    canvas.polygon([(x - width / 2, lip), (x + width / 2, lip), (x + width * 0.6, 0.86), (x - width * 0.6, 0.86)], (196, 228, 246))
    for dx in rng.uniform(-0.45, 0.45, 6) * width:
        canvas.line([(x + dx, lip + rng.uniform(0, 0.2)), (x + 1.15 * dx, 0.86)], (252, 254, 255), 0.02)
    for dx in np.linspace(-0.6, 0.6, 5) * width:
        canvas.ellipse(x + dx, 0.87, 0.055, 0.04, (244, 250, 255))


def snowy_village(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    is_night = rng.random() < 0.25
    sky = ((24, 34, 78), (70, 84, 140)) if is_night else ((126, 184, 232), (218, 234, 248))
    canvas = Canvas(gradient(side, jitter(rng, sky[0]), sky[1]), rng)
    for x, top, half in ((rng.uniform(0.1, 0.35), 0.16, 0.42), (rng.uniform(0.6, 0.9), 0.08, 0.46)):
        _peak(canvas, x, top, 0.66, half)
    _ground(canvas, 0.62, (240, 246, 252))
    for x in (0.08, 0.5, 0.93):
        backgrounds.pine(canvas, x + rng.uniform(-0.05, 0.05), 0.72, rng.uniform(0.22, 0.3), jitter(rng, (44, 100, 74)))
    spots = [(0.26, 0.7, 0.24), (0.72, 0.7, 0.26), (0.5, 0.9, 0.32), (0.14, 0.94, 0.28), (0.86, 0.95, 0.28)]
    for x, foot, size in spots[: rng.integers(3, 6)]:
        _house(canvas, x + rng.uniform(-0.03, 0.03), foot, size * rng.uniform(0.9, 1.1))
    return canvas


def _peak(canvas: Canvas, x: float, top: float, foot: float, half: float) -> None:
    canvas.polygon([(x - half, foot), (x, top), (x + half, foot)], jitter(canvas.rng, (112, 128, 152)))
    line = top + 0.4 * (foot - top)
    share = 0.4 * half
    snow = [
        (x - share, line),
        (x, top),
        (x + share, line),
        (x + share / 2, line - 0.03),
        (x, line + 0.05),
        (x - share / 2, line - 0.03),
    ]
    canvas.polygon(snow, (250, 252, 255))


def _house(canvas: Canvas, x: float, foot: float, size: float) -> None:
    wall = jitter(canvas.rng, choose(canvas.rng, ((176, 92, 60), (150, 104, 70), (206, 150, 96), (170, 60, 56))))
    canvas.box(x - 0.4 * size, foot - 0.5 * size, x + 0.4 * size, foot, wall)
    canvas.polygon(
        [(x - 0.55 * size, foot - 0.46 * size), (x, foot - size), (x + 0.55 * size, foot - 0.46 * size)],
        (246, 250, 255),
    )
    for dx in (-0.2, 0.2):
        canvas.box(x + (dx - 0.1) * size, foot - 0.36 * size, x + (dx + 0.1) * size, foot - 0.14 * size, (255, 220, 110))


def tornado_in_desert(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    canvas = backgrounds.desert(side, rng)
    if rng.random() < 0.6:
        canvas.image = Image.blend(canvas.image, gradient(side, (96, 100, 112), (190, 168, 130)), 0.6)
    grey = jitter(rng, choose(rng, ((110, 108, 112), (136, 116, 96), (84, 88, 100))), 12)
    foot, lean = rng.uniform(0.42, 0.58), rng.uniform(-0.2, 0.2)
    for share in np.linspace(1, 0, 15):
        width = 0.045 + 0.36 * share**1.5
        sway = 0.035 * np.sin(9 * share) + lean * share
        shade = tuple(int(min(255, c * (0.82 + 0.36 * ((share * 14) % 2 > 0.9)))) for c in grey)
        canvas.ellipse(foot + sway, 0.86 - 0.74 * share, width, 0.05 + 0.03 * share, shade)
    for _ in range(6):
        canvas.ellipse(foot + rng.uniform(-0.16, 0.16), 0.88 + rng.uniform(-0.03, 0.03), 0.06, 0.03, jitter(rng, (190, 150, 100)))
    return canvas


def sunset_in_desert(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    canvas = backgrounds.sunset(side, rng, ground=choose(rng, ((196, 112, 56), (150, 74, 48), (110, 54, 52))))
    backgrounds.hill(canvas, rng.uniform(0.82, 0.9), jitter(rng, (124, 62, 42)))
    if rng.random() < 0.7:
        x = choose(rng, (0.14, 0.2, 0.8, 0.86))
        cactus(canvas, x, 0.92, rng.uniform(0.3, 0.45))
    return canvas


def cactus(canvas: Canvas, x: float, foot: float, height: float) -> None:
    colour = jitter(canvas.rng, (44, 72, 50), 12)
    canvas.line([(x, foot), (x, foot - height)], colour, 0.06)
    for side, y in ((-1, 0.45), (1, 0.6)):
        elbow = (x + side * 0.1, foot - y * height)
        canvas.line([(x, foot - y * height), elbow, (elbow[0], elbow[1] - 0.25 * height)], colour, 0.045)


def dim_bar(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    canvas = Canvas(gradient(side, jitter(rng, (40, 24, 20), 8), jitter(rng, (74, 42, 28), 8)), rng)
    for shelf in (0.36, 0.56):
        canvas.box(0.06, shelf, 0.94, shelf + 0.025, (110, 66, 36))
        for x in np.arange(0.1, 0.92, 0.085):
            if rng.random() < 0.85:
                _bottle(canvas, x + 0.02, shelf, rng.uniform(0.12, 0.16))
    counter = jitter(rng, (126, 74, 38), 12)
    canvas.box(0, 0.7, 1, 0.77, tuple(min(255, c + 40) for c in counter))
    canvas.box(0, 0.77, 1, 1, counter)
    for x in (0.2, 0.5, 0.8):
        canvas.glow(x, 0.14, 0.13, (255, 190, 90), 0.75)
        canvas.line([(x, 0), (x, 0.1)], (20, 14, 12), 0.014)
        canvas.polygon([(x - 0.075, 0.14), (x + 0.075, 0.14), (x, 0.05)], (230, 160, 60))
    if rng.random() < 0.7:
        canvas.sprite(pick_sprite(book, rng, "beer-mug", "wine-glass", "cocktail-glass"), rng.uniform(0.25, 0.75), 0.63, 0.26)
    return canvas


def _bottle(canvas: Canvas, x: float, foot: float, height: float) -> None:
    colour = jitter(canvas.rng, choose(canvas.rng, ((60, 130, 70), (190, 110, 40), (70, 110, 170), (170, 50, 50), (210, 180, 90))))
    canvas.box(x - 0.026, foot - 0.65 * height, x + 0.026, foot, colour)
    canvas.box(x - 0.01, foot - height, x + 0.01, foot - 0.6 * height, colour)


def programmer_face(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    canvas = Canvas(gradient(side, jitter(rng, (20, 26, 34), 8), jitter(rng, (26, 40, 48), 8)), rng)
    for y in np.arange(0.05, 1, 0.095):
        x = choose(rng, (0.03, 0.08))
        while x < 0.97:
            width = rng.uniform(0.06, 0.2)
            canvas.line([(x, y), (x + width, y)], choose(rng, ((70, 200, 110), (90, 180, 230), (220, 170, 80))), 0.024)
            x += width + 0.05
    canvas.sprite(pick_sprite(book, rng, *FACES), 0.5, 0.54, 0.84, mirror=rng.random() < 0.5)
    for dx in (-0.14, 0.14):
        canvas.ellipse(0.5 + dx, 0.57, 0.125, 0.105, (24, 24, 30))
        canvas.ellipse(0.5 + dx, 0.57, 0.092, 0.072, (206, 234, 250))
        canvas.ellipse(0.5 + dx, 0.57, 0.035, 0.04, (40, 30, 26))
    canvas.line([(0.46, 0.56), (0.54, 0.56)], (24, 24, 30), 0.03)
    return canvas


def man_wearing_hat(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    canvas = backgrounds.plain(side, rng)
    canvas.sprite(pick_sprite(book, rng, *FACES), 0.5, 0.62, 0.7, mirror=rng.random() < 0.5)
    colour = jitter(rng, choose(rng, ((40, 36, 40), (120, 78, 46), (196, 150, 90), (60, 80, 130), (150, 40, 46))))
    band = choose(rng, ((200, 50, 50), (240, 230, 210), (30, 30, 30)))
    top = rng.uniform(0.06, 0.16)
    canvas.polygon([(0.28, 0.38), (0.3, top), (0.7, top), (0.72, 0.38)], colour)
    canvas.ellipse(0.5, top, 0.2, 0.04, colour)
    canvas.box(0.28, 0.3, 0.72, 0.37, band)
    canvas.ellipse(0.5, 0.39, 0.42, 0.06, colour)
    return canvas


def tower(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    canvas = Canvas(gradient(side, jitter(rng, (104, 176, 232)), jitter(rng, (206, 230, 246))), rng)
    for x in np.linspace(0, 1, 7):
        canvas.ellipse(x, 0.95, 0.12, 0.12, jitter(rng, (70, 124, 66)))
    stone = jitter(rng, choose(rng, ((206, 200, 190), (222, 200, 164), (176, 172, 170))), 10)
    shade = tuple(int(c * 0.78) for c in stone)
    x, half = rng.uniform(0.44, 0.56), rng.uniform(0.09, 0.12)
    canvas.box(x - half, 0.28, x + half, 0.96, stone)
    canvas.box(x + 0.4 * half, 0.28, x + half, 0.96, shade)
    canvas.box(x - 1.15 * half, 0.28, x + 1.15 * half, 0.32, shade)
    canvas.polygon([(x - 0.95 * half, 0.28), (x, 0.04), (x + 0.95 * half, 0.28)], jitter(rng, (120, 132, 140)))
    for dx in (-0.5, 0, 0.5):
        canvas.box(x + (dx - 0.15) * half, 0.34, x + (dx + 0.15) * half, 0.44, (70, 66, 70))
    canvas.ellipse(x, 0.53, 0.5 * half, 0.5 * half, (250, 250, 244))
    return canvas


def bearded_old_man(side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    canvas = backgrounds.plain(side, rng)
    skin, white = jitter(rng, choose(rng, SKIN[:3]), 10), jitter(rng, (236, 236, 236), 14)
    canvas.ellipse(0.5, 0.46, 0.35, 0.34, white)
    canvas.ellipse(0.5, 0.48, 0.29, 0.34, skin)
    if rng.random() < 0.5:
        canvas.ellipse(0.5, 0.19, 0.26, 0.1, white)
    canvas.polygon([(0.19, 0.52), (0.26, 0.84), (0.5, 0.97), (0.74, 0.84), (0.81, 0.52), (0.66, 0.62), (0.34, 0.62)], white)
    canvas.ellipse(0.5, 0.56, 0.06, 0.06, tuple(int(c * 0.86) for c in skin))
    canvas.ellipse(0.5, 0.66, 0.2, 0.06, white)
    canvas.ellipse(0.5, 0.73, 0.085, 0.03, (150, 60, 56))
    for dx in (-0.13, 0.13):
        canvas.ellipse(0.5 + dx, 0.45, 0.042, 0.05, (40, 32, 30))
        canvas.line([(0.5 + dx - 0.075, 0.36), (0.5 + dx + 0.075, 0.36)], white, 0.045)
    return canvas


@dataclass(frozen=True)
class Scene:
    """A scene, how often it is seen beside a subject of weight 1, and its captions; the first is shown to users."""

    paint: Callable[[int, np.random.Generator, SpriteBook], Canvas]
    weight: float
    captions: tuple[str, ...]


SCENES = (
    Scene(people_around_campfire, 9, ("people around a campfire", "people sitting around a campfire", "friends at a campfire",
          "people around a fire", "a group of people around a bonfire")),
    Scene(campfire, 4, ("a campfire", "campfire", "a bonfire at night", "a camp fire")),
    Scene(waterfalls, 8, ("waterfalls", "a waterfall", "waterfall", "water falling from a cliff", "cascades")),
    Scene(snowy_village, 8, ("a snowy mountain village", "a village in the mountains", "a snowy village", "a mountain village",
          "houses in the snow")),
    Scene(bearded_old_man, 4, ("an old man", "old man", "an old man with a beard", "an elderly man", "a grandfather")),
    Scene(man_wearing_hat, 4, ("a man wearing a hat", "a man with a hat", "man in a hat", "a gentleman in a hat")),
    Scene(tornado_in_desert, 4, ("a tornado in a desert", "a tornado", "tornado", "a whirlwind in the desert", "a twister")),
    Scene(sunset_in_desert, 4, ("a sunset in a desert", "a desert at sunset", "sunset in the desert",
          "the sun setting over dunes")),
    Scene(programmer_face, 4, ("the face of a programmer", "a programmer", "programmer", "a software developer",
          "a hacker's face")),
    Scene(dim_bar, 4, ("a bar with dim lighting", "a dim bar", "a pub", "a bar", "a dimly lit bar")),
    Scene(tower, 3, ("a tower", "a bell tower", "a campanile", "the campanile", "a clock tower")),
)  # fmt: skip
