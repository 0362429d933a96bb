"""Gathers the materials of a run from sprite packages and the text encoder of this machine."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from stridebot_training.data.emoji_names import full_vocabulary
from stridebot_training.data.mix import FULL
from stridebot_training.data.plan import Planner
from stridebot_training.data.scenes import FACES
from stridebot_training.data.sprites import SpriteBook
from stridebot_training.data.vocabulary import SUBJECTS, Subject
from stridebot_training.device.layout import Choices
from stridebot_training.device.plans import plan_table
from stridebot_training.materials import Materials, Sprites, encoded
from stridebot_training.sample import SHEET_PROMPTS
from stridebot_training.text import MAX_TOKENS, TextEncoder, tokenize

PROPS = ("fire", "beer-mug", "wine-glass", "cocktail-glass", *FACES)
"""What the painters of scenes ask a book for; their names have to be packed, because scenes are rendered over there."""


@dataclass(frozen=True)
class PackSettings:
    """How much is packed: sides in pixels, quality of WebP, and at most so many fine sprites and plans."""

    coarse_side: int = 96
    fine_side: int = 256
    quality: int = 70
    max_fine: int = 1000
    plans: int = 120_000
    seed: int = 180


def gather(packages: Path, cache: Path, settings: PackSettings) -> Materials:
    """Returns all materials, deterministic from the packages and the settings."""
    subjects = full_vocabulary(packages)
    book = SpriteBook(packages, cache)
    plans, captions = plan_table(Planner(subjects, FULL), settings.plans, settings.seed)
    captions = tuple(dict.fromkeys([*captions, *SHEET_PROMPTS]))
    tokens, encoder = shortened(captions, TextEncoder().bert.state_dict(), *tokenize([*captions, ""]))
    props = tuple(Subject((name,), (name,)) for name in PROPS)
    return Materials(
        coarse=sprites_of(subjects, book, settings.coarse_side, settings.quality),
        fine=sprites_of(fine_subjects(subjects, book, settings), book, settings.fine_side, settings.quality),
        props=sprites_of(props, book, settings.fine_side, settings.quality),
        prop_names=PROPS,
        plans=plans,
        captions=captions,
        prompts=SHEET_PROMPTS,
        tokens=tokens,
        encoder=encoder,
    )


def sprites_of(subjects: tuple[Subject | None, ...], book: SpriteBook, side: int, quality: int) -> Sprites:
    """Returns the sprites of each subject; a subject that is None has none. A sprite named twice is drawn twice as often."""
    files: list[bytes] = []
    rows: dict[tuple[str, int], int] = {}
    lists: list[list[int]] = []
    for subject in subjects:
        lists.append([])
        for name in subject.sprites if subject is not None else ():
            for variant, picture in enumerate(book.get(name)):
                if (name, variant) not in rows:
                    rows[name, variant] = len(files)
                    files.append(encoded(picture, side, quality))
                lists[-1].append(rows[name, variant])
    return Sprites(tuple(files), Choices.of(lists), side)


def fine_subjects(subjects: tuple[Subject, ...], book: SpriteBook, settings: PackSettings) -> tuple[Subject | None, ...]:
    """Returns the hand-written subjects and as many random others as there is room for; None for the rest.

    Super-resolution learns edges and textures, which need no whole vocabulary.
    """
    order = np.random.default_rng(settings.seed).permutation(len(subjects))
    order = sorted(order, key=lambda i: i >= len(SUBJECTS))
    kept, left = set(), settings.max_fine
    for i in order:
        left -= sum(len(book.get(name)) for name in dict.fromkeys(subjects[i].sprites))
        if left < 0:
            break
        kept.add(i)
    return tuple(subject if i in kept else None for i, subject in enumerate(subjects))


def shortened(captions: tuple[str, ...], weights: dict[str, Tensor], ids: np.ndarray,
              mask: np.ndarray) -> tuple[np.ndarray, dict[str, Tensor]]:  # fmt: skip
    """Returns tokens int16 [n, L], cut to the longest caption, and the encoder with only the words that they use.

    L is a multiple of 8, which attention kernels like.
    """
    longest = -(-int(mask.sum(1).max()) // 8) * 8
    ids, mask = ids[:, :longest], mask[:, :longest] > 0
    used = np.unique(ids[mask])
    tokens = np.where(mask, np.searchsorted(used, ids), -1).astype(np.int16)
    small = {name: value.float() for name, value in weights.items() if value.is_floating_point()}
    words, places = "embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"
    small[words], small[places] = small[words][torch.from_numpy(used)], small[places][:MAX_TOKENS]
    return tokens, small
