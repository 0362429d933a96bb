"""One training example from one seed: a picture of any size and the captions that describe it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from stridebot_training.data import backgrounds
from stridebot_training.data.asked import asked_vocabulary
from stridebot_training.data.emoji_names import full_vocabulary
from stridebot_training.data.mix import MIXES, REDUCED, Mix
from stridebot_training.data.paint import paint
from stridebot_training.data.plan import Planner
from stridebot_training.data.scenes import SCENES, Scene, choose, pick_sprite
from stridebot_training.data.sprites import SpriteBook
from stridebot_training.data.styles import ALL_STYLES
from stridebot_training.data.vocabulary import SUBJECTS, Subject

PLAIN_PREFIXES = ("", "", "", "", "a picture of ", "a drawing of ", "an emoji of ", "a sticker of ", "a photo of ")
VOCABULARIES = {"reduced": lambda _: SUBJECTS, "full": full_vocabulary, "asked": asked_vocabulary}
ANYTHING = ("a high quality photo", "a high quality picture", "a photo")


@dataclass(frozen=True)
class Example:
    """`image` is RGB [side, side]; any of `captions` describes it."""

    image: Image.Image
    captions: tuple[str, ...]


class Composer:
    """Draws example after example; the same seed gives the same example at every size up to sampling.

    `subjects` may be the full vocabulary of `emoji_names`; a mix that is not planned is meant for SUBJECTS.
    """

    def __init__(self, book: SpriteBook, side: int, mix: Mix = REDUCED, subjects: tuple[Subject, ...] = SUBJECTS):
        self._book, self._side, self._mix = book, side, mix
        self._places = [backgrounds.ALL_PLACES[name] for name in mix.places]
        self._styles = [ALL_STYLES[name] for name in mix.styles]
        self._planner = Planner(subjects, mix)
        items: list[Subject | Scene] = [*subjects, *SCENES]
        weights = np.array([item.weight for item in items])
        self._items, self._shares = items, weights / weights.sum()

    def example(self, seed: int) -> Example:
        """Returns the example of one seed."""
        rng = np.random.default_rng(seed)
        if self._mix.planned:
            plan = self._planner.plan(rng)
            return Example(paint(plan, self._planner.subjects, self._side, rng, self._book), plan.captions)
        if rng.random() < self._mix.empty_place_share:
            painter, _, captions = choose(rng, self._places)
            return Example(painter(self._side, rng).image, captions)
        item = self._items[rng.choice(len(self._items), p=self._shares)]
        if isinstance(item, Scene):
            example = Example(item.paint(self._side, rng, self._book).image, item.captions)
        else:
            example = self._single(item, rng)
        return self._styled(example, rng)

    def _single(self, subject: Subject, rng: np.random.Generator) -> Example:
        phrases = tuple(subject.phrase(name) for name in subject.names)
        if rng.random() < self._mix.place_share:
            painter, wheres, _ = choose(rng, self._places)
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
        if rng.random() < self._mix.style_share:
            operation, prefixes = choose(rng, self._styles)
            prefix = choose(rng, prefixes)
            captions = tuple(f"{prefix} {text}" for text in example.captions[:2])
            return Example(operation(example.image, rng), captions)
        prefix = choose(rng, PLAIN_PREFIXES)
        captions = tuple(prefix + text for text in example.captions)
        return Example(example.image, captions if rng.random() < 1 - self._mix.anything_share else ANYTHING)


def composer_of(packages: Path, cache: Path, side: int, mix: str = "reduced") -> Composer:
    """Returns the composer of a mix by name, with the vocabulary that belongs to it."""
    return Composer(SpriteBook(packages, cache), side, MIXES[mix], VOCABULARIES[mix](packages))
