"""Tiny copies of what the digit lab works with."""

import struct
from pathlib import Path

import numpy as np
import torch

from stridebot_training.digits.idx import CLASSES, IMAGES_MAGIC, LABELS_MAGIC, SIDE, Digits


def random_digits(count: int) -> Digits:
    generator = torch.Generator().manual_seed(1)
    return Digits(torch.rand(count, 1, SIDE, SIDE, generator=generator), torch.arange(count) % CLASSES)


def idx_bytes(magic: int, values: np.ndarray) -> bytes:
    return struct.pack(f">{1 + values.ndim}i", magic, *values.shape) + values.astype(np.uint8).tobytes()


def write_split(folder: Path, prefix: str, count: int) -> None:
    """Writes images and labels as MNIST has them, with digits that are all alike."""
    folder.mkdir(parents=True, exist_ok=True)
    images = np.broadcast_to(np.arange(SIDE * SIDE).reshape(SIDE, SIDE) % 256, (count, SIDE, SIDE))
    (folder / f"{prefix}-images-idx3-ubyte").write_bytes(idx_bytes(IMAGES_MAGIC, images))
    (folder / f"{prefix}-labels-idx1-ubyte").write_bytes(idx_bytes(LABELS_MAGIC, np.arange(count) % CLASSES))
