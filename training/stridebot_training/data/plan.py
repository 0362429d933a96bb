"""What one picture of the full mix shows, and its captions: drawn once, painted by the host or by a device."""

from dataclasses import dataclass, field, replace

import numpy as np

from stridebot_training.data import phrases
from stridebot_training.data.backgrounds import ALL_PLACES
from stridebot_training.data.mix import Mix
from stridebot_training.data.phrases import with_article
from stridebot_training.data.scenes import SCENES, choose
from stridebot_training.data.styles import ALL_STYLES, OUTLINED
from stridebot_training.data.vocabulary import Subject
from stridebot_training.data.weather import WEATHERS

SYNONYM_SHARE = 0.5


@dataclass(frozen=True)
class Part:
    """One subject by its index in the vocabulary: centre and width in the unit square."""

    subject: int
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Ground:
    """What lies behind: kind 'plain', 'colour' (name of a colour), 'place' or 'scene' (first caption of the scene)."""

    kind: str = "plain"
    name: str = ""


@dataclass(frozen=True)
class Plan:
    """A picture before chance moves it a little. Each caption is true of it; the first says most."""

    captions: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    ground: Ground = field(default_factory=Ground)
    weather: str | None = None
    style: str | None = None


class Planner:
    """Draws plans over a vocabulary; the same generator state gives the same plan."""

    def __init__(self, subjects: tuple[Subject, ...], mix: Mix):
        self.subjects, self.mix = subjects, mix
        self._shares = _shares([subject.weight for subject in subjects])
        self._scene_shares = _shares([scene.weight for scene in SCENES])

    def plan(self, rng: np.random.Generator) -> Plan:
        kind = rng.random()
        if kind < self.mix.empty_place_share:
            plan = self._empty_place(rng)
        elif kind < self.mix.empty_place_share + self.mix.scene_share:
            scene = SCENES[rng.choice(len(SCENES), p=self._scene_shares)]
            plan = Plan(_some(rng, scene.captions), ground=Ground("scene", scene.captions[0]))
        else:
            plan = self._weathered(rng, self._grounded(rng, self._arranged(rng)))
        return self._prefixed(rng, plan)

    def _empty_place(self, rng: np.random.Generator) -> Plan:
        name = choose(rng, self.mix.places)
        plan = Plan(_some(rng, ALL_PLACES[name][2]), ground=Ground("place", name))
        return self._weathered(rng, plan) if rng.random() < 0.5 else plan

    def _arranged(self, rng: np.random.Generator) -> Plan:
        kind = rng.random()
        if kind < self.mix.pair_share:
            return self._pair(rng)
        if kind < self.mix.pair_share + self.mix.trio_share:
            return self._trio(rng)
        return self._single(rng)

    def _single(self, rng: np.random.Generator) -> Plan:
        """One subject; a size or a position may be said, and the last caption leaves both out."""
        subject = int(rng.choice(len(self.subjects), p=self._shares))
        word, size = self._size(rng, subject)
        x, y, where = 0.5, 0.5, ""
        if rng.random() < self.mix.position_share and size < 0.9:
            words, x, y = phrases.POSITIONS[rng.integers(len(phrases.POSITIONS))]
            where, size = " " + choose(rng, words), min(size, rng.uniform(*phrases.PLACED_SIZE))
        said = [self._phrase(subject, self._name(rng, subject, first), word) + where for first in (True, False)]
        short = self._phrase(subject, choose(rng, self.subjects[subject].names), "")
        return Plan((*said, short), (Part(subject, x, y, size),))

    def _size(self, rng: np.random.Generator, subject: int) -> tuple[str, float]:
        if self.subjects[subject].article in (None, "") and rng.random() < self.mix.size_share:
            words, low, high = phrases.SIZES[rng.integers(len(phrases.SIZES))]
            return choose(rng, words), rng.uniform(low, high)
        return "", rng.uniform(*phrases.USUAL_SIZE)

    def _pair(self, rng: np.random.Generator) -> Plan:
        template, *places = phrases.PAIRS[rng.integers(len(phrases.PAIRS))]
        return self._group(rng, template, places, phrases.PAIR_SIZE)

    def _trio(self, rng: np.random.Generator) -> Plan:
        return self._group(rng, phrases.TRIO, choose(rng, phrases.TRIOS), phrases.TRIO_SIZE)

    def _group(self, rng: np.random.Generator, template: str, places, sizes: tuple[float, float]) -> Plan:
        """Different subjects at the places; the first caption has their first names, the second may have synonyms."""
        subjects = self._several(rng, len(places))
        parts = tuple(Part(s, x, y, rng.uniform(*sizes)) for s, (x, y) in zip(subjects, places, strict=True))

        def caption(first: bool) -> str:
            return template.format(*(self._phrase(s, self._name(rng, s, first), "") for s in subjects))

        return Plan((caption(first=True), caption(first=False)), parts)

    def _several(self, rng: np.random.Generator, count: int) -> list[int]:
        return [int(i) for i in rng.choice(len(self.subjects), count, replace=False, p=self._shares)]

    def _name(self, rng: np.random.Generator, subject: int, first: bool) -> str:
        """Returns the first name or a synonym; `dolphin, flipper` reads badly inside a longer sentence."""
        names = tuple(name for name in self.subjects[subject].names if "," not in name)
        return names[0] if first or rng.random() > SYNONYM_SHARE else choose(rng, names)

    def _phrase(self, subject: int, name: str, size: str) -> str:
        if not size:
            return self.subjects[subject].phrase(name)
        return f"{size} {name}" if self.subjects[subject].article == "" else with_article(f"{size} {name}")

    def _grounded(self, rng: np.random.Generator, plan: Plan) -> Plan:
        """Adds a place or a named colour behind the subjects, said in all captions but the last of three."""
        kind = rng.random()
        if kind < self.mix.place_share:
            name = choose(rng, self.mix.places)
            ground, where = Ground("place", name), choose(rng, ALL_PLACES[name][1])
        elif kind < self.mix.place_share + self.mix.colour_share:
            name = choose(rng, tuple(phrases.COLOURS))
            ground, where = Ground("colour", name), choose(rng, phrases.COLOUR_PHRASES).format(name)
        else:
            return plan
        said = tuple(f"{text} {where}" for text in plan.captions[:2])
        return replace(plan, captions=said + plan.captions[2:], ground=ground)

    def _weathered(self, rng: np.random.Generator, plan: Plan) -> Plan:
        if rng.random() >= self.mix.weather_share:
            return plan
        name = choose(rng, tuple(WEATHERS))
        where = choose(rng, WEATHERS[name][2])
        return replace(plan, captions=tuple(f"{text} {where}" for text in plan.captions), weather=name)

    def _prefixed(self, rng: np.random.Generator, plan: Plan) -> Plan:
        """Adds a style and says so, or a prefix that is true of any picture, or replaces the captions by such a one."""
        if rng.random() < self.mix.style_share:
            style = choose(rng, self.mix.styles)
            if style not in OUTLINED or plan.parts:
                prefix = choose(rng, ALL_STYLES[style][1])
                return replace(plan, captions=tuple(f"{prefix} {text}" for text in plan.captions), style=style)
        if rng.random() < self.mix.anything_share:
            return replace(plan, captions=phrases.ANYTHING)
        return replace(plan, captions=tuple(choose(rng, phrases.PLAIN_PREFIXES) + text for text in plan.captions))


def _shares(weights: list[float]) -> np.ndarray:
    return np.array(weights) / sum(weights)


def _some(rng: np.random.Generator, captions: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the first caption and two random ones."""
    return (captions[0], choose(rng, captions), choose(rng, captions))
