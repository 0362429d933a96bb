"""Paints a plan on the host with PIL."""

import numpy as np
from PIL import Image

from stridebot_training.data import backgrounds
from stridebot_training.data.canvas import Canvas, gradient, jitter
from stridebot_training.data.phrases import COLOURS
from stridebot_training.data.plan import Ground, Part, Plan
from stridebot_training.data.scenes import SCENES, Scene, pick_sprite
from stridebot_training.data.sprites import SpriteBook
from stridebot_training.data.styles import ALL_STYLES, OUTLINED, outlined
from stridebot_training.data.vocabulary import Subject
from stridebot_training.data.weather import overlay

SHIFT, TURN_DEGREES, SIZE_CHANGE = 0.03, 8, 0.06
"""How far chance moves, turns and scales a part from where its plan puts it."""
OUTLINE = 0.07
"""Width of a sticker's border as a share of the sprite's side."""
SCENES_BY_NAME: dict[str, Scene] = {scene.captions[0]: scene for scene in SCENES}


def paint(plan: Plan, subjects: tuple[Subject, ...], side: int, rng: np.random.Generator, book: SpriteBook) -> Image.Image:
    """Returns the picture of a plan, RGB [side, side]."""
    canvas = _ground(plan.ground, side, rng, book)
    chosen: dict[int, Image.Image] = {}
    for part in plan.parts:
        if part.subject not in chosen:  # two of a kind look alike
            chosen[part.subject] = pick_sprite(book, rng, *subjects[part.subject].sprites)
        _lay(canvas, part, chosen[part.subject], plan.style in OUTLINED)
    if plan.weather is not None:
        overlay(canvas, plan.weather)
    return canvas.image if plan.style is None else ALL_STYLES[plan.style][0](canvas.image, rng)


def _ground(ground: Ground, side: int, rng: np.random.Generator, book: SpriteBook) -> Canvas:
    if ground.kind == "place":
        return backgrounds.ALL_PLACES[ground.name][0](side, rng)
    if ground.kind == "scene":
        return SCENES_BY_NAME[ground.name].paint(side, rng, book)
    if ground.kind == "colour":
        top = jitter(rng, COLOURS[ground.name], 10)
        return Canvas(gradient(side, top, jitter(rng, top, 12)), rng)
    return backgrounds.plain(side, rng)


def _lay(canvas: Canvas, part: Part, sprite: Image.Image, is_outlined: bool) -> None:
    rng = canvas.rng
    x, y = np.array((part.x, part.y)) + rng.uniform(-SHIFT, SHIFT, 2)
    size = part.size * rng.uniform(1 - SIZE_CHANGE, 1 + SIZE_CHANGE)
    if is_outlined:
        side = min(sprite.width, max(48, round(1.5 * size * canvas.side)))  # the border's filters are slow on large sprites
        sprite, size = outlined(sprite.resize((side, side), Image.Resampling.BOX), OUTLINE), size * (1 + 2 * OUTLINE) * 0.86
    canvas.sprite(sprite, x, y, size, turn=rng.uniform(-TURN_DEGREES, TURN_DEGREES))
