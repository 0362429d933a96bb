"""What a batch shows, down to the last number: drawn on the host with vectors of numpy, so it is the same on every device."""

from dataclasses import dataclass

import numpy as np

from stridebot_training.data.backgrounds import PALETTE
from stridebot_training.data.paint import SHIFT, SIZE_CHANGE, TURN_DEGREES
from stridebot_training.data.phrases import COLOURS
from stridebot_training.device.looks import DRAWS, NOISE_CELLS
from stridebot_training.device.plans import GROUNDS, PlanTable

COLOUR_JITTER, BLEND_JITTER, MAX_TEXTURE, TEXTURED_SHARE = 10, 30, 0.025, 0.3
TEXTURE_CELLS = 8


@dataclass(frozen=True)
class Choices:
    """Lists to choose from, flat, where list i is `rows[first[i] : first[i] + count[i]]`."""

    rows: np.ndarray
    first: np.ndarray
    count: np.ndarray

    @classmethod
    def of(cls, lists: list[list[int]]) -> "Choices":
        count = np.array([len(each) for each in lists], np.int64)
        return cls(np.array([row for each in lists for row in each], np.int64), np.cumsum(count) - count, count)

    def draw(self, lists: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Returns a random row of each list; −1 for list −1 and for an empty list."""
        known = np.maximum(lists, 0)
        picked = self.first[known] + (rng.random(lists.shape) * self.count[known]).astype(np.int64)
        rows = self.rows[np.minimum(picked, len(self.rows) - 1)] if len(self.rows) else np.zeros(lists.shape, np.int64)
        return np.where((lists < 0) | (self.count[known] == 0), -1, rows)


@dataclass(frozen=True)
class Layout:
    """A batch of B pictures. −1 means none.

    sprite int64 [B, 3]; x, y, size, turn float32 [B, 3]; top, bottom float32 [B, 3] in 0 … 1; texture float32
    [B, 1, 8, 8]; picture int64 [B]; zoom float32 [B, 3]: x, y, scale of the picture; weather, style int8 [B];
    mask int64 [B]; draws float32 [B, 4]; noise float32 [B, 1, 16, 16]; caption int64 [B].
    """

    sprite: np.ndarray
    x: np.ndarray
    y: np.ndarray
    size: np.ndarray
    turn: np.ndarray
    top: np.ndarray
    bottom: np.ndarray
    texture: np.ndarray
    picture: np.ndarray
    zoom: np.ndarray
    weather: np.ndarray
    mask: np.ndarray
    style: np.ndarray
    draws: np.ndarray
    noise: np.ndarray
    caption: np.ndarray

    def __len__(self) -> int:
        return len(self.picture)


def draw_layout(table: PlanTable, sprites: Choices, pictures: Choices, masks: Choices, count: int,
                rng: np.random.Generator) -> Layout:  # fmt: skip
    """Draws `count` plans and moves them by chance. `sprites` has a list per subject, `pictures` one per ground and
    `masks` one per weather."""
    plans = table.rows(rng.integers(len(table), size=count))
    box = plans.box.astype(np.float32)
    shift = rng.uniform(-SHIFT, SHIFT, (2, *plans.subject.shape)).astype(np.float32)
    top, bottom = _colours(plans.ground, rng)
    strength = np.where(rng.random(count) < TEXTURED_SHARE, rng.uniform(0, MAX_TEXTURE, count), 0)[:, None, None, None]
    return Layout(
        sprite=sprites.draw(plans.subject.astype(np.int64), rng),
        x=box[..., 0] + shift[0],
        y=box[..., 1] + shift[1],
        size=box[..., 2] * rng.uniform(1 - SIZE_CHANGE, 1 + SIZE_CHANGE, plans.subject.shape).astype(np.float32),
        turn=rng.uniform(-TURN_DEGREES, TURN_DEGREES, plans.subject.shape).astype(np.float32),
        top=top,
        bottom=bottom,
        texture=(strength * rng.standard_normal((count, 1, TEXTURE_CELLS, TEXTURE_CELLS))).astype(np.float32),
        picture=pictures.draw(plans.ground.astype(np.int64), rng),
        zoom=_zoom(count, rng),
        weather=plans.weather,
        mask=masks.draw(plans.weather.astype(np.int64), rng),
        style=plans.style,
        draws=rng.random((count, DRAWS), np.float32),
        noise=rng.standard_normal((count, 1, NOISE_CELLS, NOISE_CELLS), np.float32),
        caption=plans.caption[np.arange(count), rng.integers(plans.caption.shape[1], size=count)].astype(np.int64),
    )


def _colours(ground: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Returns the upper and lower colour of each background: a palette colour, or the one that the caption names."""
    named = np.array([COLOURS[g.name] if g.kind == "colour" else (-1, -1, -1) for g in GROUNDS], np.float32)[ground]
    is_named = named[:, :1] >= 0
    centre = np.where(is_named, named, np.array(PALETTE, np.float32)[rng.integers(len(PALETTE), size=len(ground))])
    top = centre + rng.uniform(-COLOUR_JITTER, COLOUR_JITTER, centre.shape)
    reach = np.where(is_named, COLOUR_JITTER, np.where(rng.random(is_named.shape) < 0.5, BLEND_JITTER, 0))
    bottom = top + reach * rng.uniform(-1, 1, centre.shape)
    return tuple(np.clip(colour / 255, 0, 1).astype(np.float32) for colour in (top, bottom))


def _zoom(count: int, rng: np.random.Generator) -> np.ndarray:
    """Returns where a stored picture is cut: its centre x, y and how much larger it gets; no cut reaches over the edge."""
    scale = rng.uniform(1, 1.1, (count, 1))
    spare = (1 - 1 / scale) / 2
    return np.concatenate([0.5 + rng.uniform(-1, 1, (count, 2)) * spare, scale], axis=1).astype(np.float32)
