"""Renders on the host, once, what tensors cannot draw: places, scenes and weather masks."""

import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
from PIL import Image

from stridebot_training.data.backgrounds import ALL_PLACES
from stridebot_training.data.paint import SCENES_BY_NAME
from stridebot_training.data.weather import WEATHERS
from stridebot_training.device.layout import Choices
from stridebot_training.device.plans import GROUNDS, WEATHER_NAMES
from stridebot_training.materials import Materials, decoded

OVERSAMPLING = 2
"""Painters draw without antialiasing, so pictures are drawn larger and reduced."""

_book: "PackedBook | None" = None


class PackedBook:
    """The props of packed materials, under the names that painters use; takes the place of a `SpriteBook`."""

    def __init__(self, materials: Materials):
        props = materials.props
        self._pictures = {
            name: np.stack([decoded(props.files[row]) for row in props.choices.rows[first : first + count]])
            for name, first, count in zip(materials.prop_names, props.choices.first, props.choices.count, strict=True)
            if count
        }

    def get(self, name: str) -> np.ndarray:
        """Returns uint8 [variants, side, side, 4], premultiplied; no variants for a name that is not packed."""
        return self._pictures.get(name, np.zeros((0, 1, 1, 4), np.uint8))


def render_pictures(materials: Materials, side: int, each_place: int, each_scene: int, seed: int,
                    workers: int) -> tuple[np.ndarray, Choices]:  # fmt: skip
    """Returns uint8 [M, 3, side, side] and the rows of each ground; the result does not depend on `workers`."""
    wanted = [{"place": each_place, "scene": each_scene}.get(ground.kind, 0) for ground in GROUNDS]
    tasks = [(index, number, side, seed) for index, count in enumerate(wanted) for number in range(count)]
    with ProcessPoolExecutor(workers, get_context("fork"), _start, (PackedBook(materials),)) as pool:
        pictures = list(pool.map(_paint, tasks, chunksize=8))
    ends = np.cumsum(wanted)
    rows = [list(range(end - count, end)) for end, count in zip(ends, wanted, strict=True)]
    return np.stack(pictures).transpose(0, 3, 1, 2), Choices.of(rows)


def _start(book: PackedBook) -> None:
    """Keeps the book at hand; the run alone answers SIGTERM, and it wants the pictures that are under way."""
    global _book
    _book = book
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _paint(task: tuple[int, int, int, int]) -> np.ndarray:
    index, number, side, seed = task
    ground, rng = GROUNDS[index], np.random.default_rng([seed, index, number])
    large = side * OVERSAMPLING
    if ground.kind == "place":
        image = ALL_PLACES[ground.name][0](large, rng).image
    else:
        image = SCENES_BY_NAME[ground.name].paint(large, rng, _book).image
    return np.asarray(image.resize((side, side), Image.Resampling.BOX))


def render_masks(side: int, each: int, seed: int) -> tuple[np.ndarray, Choices]:
    """Returns uint8 [K, 1, side, side] and the rows of each weather, of which 'none' has none."""
    masks, rows = [], []
    for index, name in enumerate(WEATHER_NAMES):
        count = 0 if name is None else each
        rows.append(list(range(len(masks), len(masks) + count)))
        for number in range(count):
            mask = WEATHERS[name][0](side, np.random.default_rng([seed, index, number]))
            masks.append((mask * 255).round().astype(np.uint8))
    return np.stack(masks)[:, None], Choices.of(rows)
