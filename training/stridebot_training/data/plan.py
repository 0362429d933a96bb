"""What one picture of the full mix shows, and its captions: drawn once, painted by the host or by a device."""

from dataclasses import dataclass, field, replace

import numpy as np

from stridebot_training.data import phrases
from stridebot_training.data.backgrounds import ALL_PLACES
from stridebot_training.data.mix import Mix
from stridebot_training.data.phrases import with_article
from stridebot_training.data.plurals import plural
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
        self._shares = self._group_shares("plain")
        self._groups = {group: self._group_shares(group) for group in ("coloured", "wearer", "hat", "glasses")}
        self._scene_shares = _shares([scene.weight for scene in SCENES])

    def _group_shares(self, group: str) -> np.ndarray:
        return _shares([subject.weight * (subject.group == group) for subject in self.subjects])

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
        if kind < self.mix.pair_share + self.mix.trio_share + self.mix.same_share:
            return self._same(rng)
        if kind < self.mix.pair_share + self.mix.trio_share + self.mix.same_share + self.mix.wearing_share:
            return self._wearing(rng)
        return self._single(rng)

    def _subject(self, rng: np.random.Generator) -> int:
        """Returns a plain subject, or one in a colour that its name says."""
        is_coloured = self.mix.coloured_share > 0 and rng.random() < self.mix.coloured_share
        return int(rng.choice(len(self.subjects), p=self._groups["coloured"] if is_coloured else self._shares))

    def _same(self, rng: np.random.Generator) -> Plan:
        """Two or three of a kind."""
        subject = self._subject(rng)
        layouts, words, sizes = phrases.SAME[rng.integers(len(phrases.SAME))]
        parts = tuple(Part(subject, x, y, rng.uniform(*sizes)) for x, y in choose(rng, layouts))
        said = tuple(f"{choose(rng, words)} {plural(self._name(rng, subject, first))}" for first in (True, False))
        return Plan(said, parts)

    def _wearing(self, rng: np.random.Generator) -> Plan:
        """A face under a hat, or behind glasses."""
        group = "hat" if rng.random() < phrases.HAT_SHARE else "glasses"
        wearer, worn = (int(rng.choice(len(self.subjects), p=self._groups[g])) for g in ("wearer", group))
        y, size, worn_y, worn_size = phrases.WORN[group]
        parts = (Part(wearer, 0.5, y, size), Part(worn, 0.5, worn_y, worn_size))
        names = [self._phrase(wearer, self._name(rng, wearer, first), "") for first in (True, False)]
        return Plan(tuple(choose(rng, phrases.WEARING).format(name, self._worn(rng, worn)) for name in names), parts)

    def _worn(self, rng: np.random.Generator, worn: int) -> str:
        name = choose(rng, self.subjects[worn].names)
        return name if self.subjects[worn].group == "glasses" else with_article(name)

    def _single(self, rng: np.random.Generator) -> Plan:
        """One subject; a size or a position may be said, and the last caption leaves both out."""
        subject = self._subject(rng)
        word, size = self._size(rng, subject)
        x, y, where = 0.5, 0.5, ""
        if self.mix.unsaid_small_share > 0 and rng.random() < self.mix.unsaid_small_share:
            size = rng.uniform(*phrases.THIRD_SIZE)
            x, y = rng.uniform(size / 2, 1 - size / 2, 2)
            word = ""
        elif rng.random() < self.mix.position_share and size < 0.9:
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
            if self.mix.stands:
                plan = _standing(rng, plan, name)
        elif kind < self.mix.place_share + self.mix.colour_share:
            name = choose(rng, tuple(phrases.COLOURS))
            ground, where = Ground("colour", name), choose(rng, phrases.COLOUR_PHRASES).format(name, with_article(name))
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
                said = tuple(self._in_style(rng, style, text) for text in plan.captions)
                return replace(plan, captions=said, style=style)
        if rng.random() < self.mix.anything_share:
            return replace(plan, captions=phrases.ANYTHING)
        return replace(plan, captions=tuple(self._plainly(rng, text) for text in plan.captions))

    def _in_style(self, rng: np.random.Generator, style: str, text: str) -> str:
        """`a neon sign of a cat`, and, where the mix has captions as people type them, `cat, neon`."""
        if self.mix.bare_share > 0 and rng.random() < phrases.SUFFIX_SHARE:
            return choose(rng, phrases.STYLE_SUFFIXES[style]).format(_bare(text))
        return f"{choose(rng, ALL_STYLES[style][1])} {text}"

    def _plainly(self, rng: np.random.Generator, text: str) -> str:
        if self.mix.bare_share > 0 and rng.random() < self.mix.bare_share:
            return _bare(text)
        return choose(rng, phrases.PLAIN_PREFIXES) + text


def _bare(text: str) -> str:
    """Returns `cat on ice` for `a cat on ice`."""
    return text.removeprefix("a ").removeprefix("an ")


def _standing(rng: np.random.Generator, plan: Plan, place: str) -> Plan:
    """Puts a single subject in the middle of a picture where such a place has room for it."""
    if len(plan.parts) != 1 or (plan.parts[0].x, plan.parts[0].y) != (0.5, 0.5) or not 0.46 < plan.parts[0].size < 0.97:
        return plan
    y, smallest, largest = phrases.STANDS.get(place, phrases.USUAL_STAND)
    return replace(plan, parts=(replace(plan.parts[0], x=rng.uniform(0.42, 0.58), y=y, size=rng.uniform(smallest, largest)),))


def _shares(weights: list[float]) -> np.ndarray:
    return np.array(weights) / max(sum(weights), 1e-9)


def _some(rng: np.random.Generator, captions: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the first caption and two random ones."""
    return (captions[0], choose(rng, captions), choose(rng, captions))
