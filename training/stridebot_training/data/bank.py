"""A bank: many examples rendered ahead of training, as one uint8 array, with their captions encoded once."""

import json
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image

from stridebot_training.data.compose import Composer, composer_of

CAPTIONS_PER_EXAMPLE = 4


@dataclass(frozen=True)
class Bank:
    """`images` uint8 [n, side, side, 3]; `caption_ids` int32 [n, 4] into `captions`."""

    images: np.ndarray
    caption_ids: np.ndarray
    captions: list[str]


_composer: Composer | None = None


def _start(packages: Path, cache: Path, draw_side: int, mix: str) -> None:
    global _composer
    _composer = composer_of(packages, cache, draw_side, mix)


def _draw(task: tuple[int, int]) -> tuple[np.ndarray, tuple[str, ...]]:
    return draw(_composer, *task)


def draw(composer: Composer, seed: int, side: int) -> tuple[np.ndarray, tuple[str, ...]]:
    """Returns the picture of a seed, uint8 [side, side, 3], and captions of it."""
    example = composer.example(seed)
    image = example.image
    if image.width != side:
        image = image.resize((side, side), Image.Resampling.BOX)
    rng = np.random.default_rng([seed, 1])
    captions = tuple(str(text) for text in rng.choice(example.captions, CAPTIONS_PER_EXAMPLE))
    return np.asarray(image), captions


def build_bank(
    packages: Path, cache: Path, count: int, side: int, draw_side: int, first_seed: int, workers: int, mix: str = "reduced"
) -> Bank:
    """Renders examples `first_seed` … `first_seed + count − 1`; the result does not depend on `workers`."""
    tasks = [(seed, side) for seed in range(first_seed, first_seed + count)]
    with Pool(workers, _start, (packages, cache, draw_side, mix)) as pool:
        return bank_of(pool.map(_draw, tasks, chunksize=64))


def bank_of(drawn: list[tuple[np.ndarray, tuple[str, ...]]]) -> Bank:
    """Returns a bank of pictures [side, side, 3], each with its captions."""
    captions = sorted({text for _, texts in drawn for text in texts})
    index = {text: i for i, text in enumerate(captions)}
    ids = np.array([[index[text] for text in texts] for _, texts in drawn], np.int32)
    return Bank(np.stack([image for image, _ in drawn]), ids, captions)


def save_bank(bank: Bank, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "images.npy", bank.images)
    np.save(folder / "caption_ids.npy", bank.caption_ids)
    (folder / "captions.json").write_text(json.dumps(bank.captions))


def load_bank(folder: Path) -> Bank:
    """Opens a saved bank; pictures are read when they are asked for."""
    captions = json.loads((folder / "captions.json").read_text())
    return Bank(np.load(folder / "images.npy", mmap_mode="r"), np.load(folder / "caption_ids.npy"), captions)
