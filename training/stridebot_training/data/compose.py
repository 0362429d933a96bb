"""One training example from one seed: a picture of any size and the captions that describe it."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from stridebot_training.data import backgrounds
from stridebot_training.data.scenes import SCENES, Scene, choose, pick_sprite
from stridebot_training.data.sprites import SpriteBook
from stridebot_training.data.styles import STYLES
from stridebot_training.data.vocabulary import SUBJECTS, Subject

PLACE_SHARE, STYLE_SHARE, EMPTY_PLACE_SHARE = 0.1, 0.08, 0.03
PLAIN_PREFIXES = ("", "", "", "", "a picture of ", "a drawing of ", "an emoji of ", "a sticker of ", "a photo of ")
ANYTHING = ("a high quality photo", "a high quality picture", "a photo")


@dataclass(frozen=True)
class Example:
    """`image` is RGB [side, side]; any of `captions` describes it."""

    image: Image.Image
    captions: tuple[str, ...]


class Composer:
    """Draws example after example; the same seed gives the same example at every size up to sampling."""

    def __init__(self, book: SpriteBook, side: int):
        self._book, self._side = book, side
        items: list[Subject | Scene] = [*SUBJECTS, *SCENES]
        weights = np.array([item.weight for item in items])
        self._items, self._shares = items, weights / weights.sum()

    def example(self, seed: int) -> Example:
        """Returns the example of one seed."""
        rng = np.random.default_rng(seed)
        if rng.random() < EMPTY_PLACE_SHARE:
            painter, _, captions = choose(rng, list(backgrounds.PLACES.values()))
            return Example(painter(self._side, rng).image, captions)
        item = self._items[rng.choice(len(self._items), p=self._shares)]
        if isinstance(item, Scene):
            example = Example(item.paint(self._side, rng, self._book).image, item.captions)
        else:
            example = self._single(item, rng)
        return self._styled(example, rng)

    def _single(self, subject: Subject, rng: np.random.Generator) -> Example:
        phrases = tuple(subject.phrase(name) for name in subject.names)
        if rng.random() < PLACE_SHARE:
            painter, wheres, _ = choose(rng, list(backgrounds.PLACES.values()))
            canvas, where, size = painter(self._side, rng), choose(rng, wheres), rng.uniform(0.62, 0.8)
            captions = tuple(f"{phrase} {where}" for phrase in phrases[:2])
        else:
            canvas, size = backgrounds.plain(self._side, rng), rng.uniform(0.78, 0.98)
            captions = (phrases[0], subject.names[0], *phrases)
        sprite = pick_sprite(self._book, rng, *subject.sprites)
        x, y = rng.uniform(-0.04, 0.04, 2) + 0.5
        canvas.sprite(sprite, x, y, size, turn=rng.uniform(-8, 8))
        return Example(canvas.image, captions)

    def _styled(self, example: Example, rng: np.random.Generator) -> Example:
        if rng.random() < STYLE_SHARE:
            operation, prefixes = choose(rng, list(STYLES.values()))
            prefix = choose(rng, prefixes)
            captions = tuple(f"{prefix} {text}" for text in example.captions[:2])
            return Example(operation(example.image, rng), captions)
        prefix = choose(rng, PLAIN_PREFIXES)
        captions = tuple(prefix + text for text in example.captions)
        return Example(example.image, captions if rng.random() < 0.97 else ANYTHING)
