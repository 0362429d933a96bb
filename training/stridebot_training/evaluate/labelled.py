"""Pictures with classes, out of a bank whose captions say what they show."""

from dataclasses import dataclass

import numpy as np

from stridebot_training.data.bank import Bank
from stridebot_training.evaluate.classes import class_of

Array = np.ndarray
HELD_OUT_SHARE = 0.2


@dataclass(frozen=True)
class Labelled:
    """`images` uint8 [n, side, side, 3]; `labels` int64 [n], indices of `picture_classes()`."""

    images: Array
    labels: Array

    def rows(self, chosen: Array) -> "Labelled":
        return Labelled(self.images[chosen], self.labels[chosen])


def labelled(bank: Bank) -> Labelled:
    """Returns the pictures that a class stands for; one whose captions all mean none (`a high quality photo`) is left out.

    Raises ValueError where the captions of one picture mean different things: the classes no longer fit the vocabulary.
    """
    found = [class_of(text) for text in bank.captions]
    by_caption = np.array([-1 if label is None else label for label in found])
    labels = by_caption[bank.caption_ids]
    label = labels.max(1)
    torn = np.flatnonzero(((labels >= 0) & (labels != label[:, None])).any(1))
    if len(torn):
        captions = [bank.captions[i] for i in bank.caption_ids[torn[0]]]
        raise ValueError(f"picture {torn[0]} of the bank: its captions {captions} mean more than one class")
    kept = np.flatnonzero(label >= 0)
    return Labelled(bank.images[kept], label[kept].astype(np.int64))


def split(data: Labelled) -> tuple[Labelled, Labelled]:
    """Returns (trained on, held out): the last fifth of the bank, whose seeds nothing was trained with."""
    cut = round(len(data.labels) * (1 - HELD_OUT_SHARE))
    return data.rows(np.arange(cut)), data.rows(np.arange(cut, len(data.labels)))


def to_float(images: Array) -> Array:
    """uint8 [n, S, S, 3] → float32 [n, 3, S, S] in [−1, 1]."""
    return images.transpose(0, 3, 1, 2).astype(np.float32) / np.float32(127.5) - 1
