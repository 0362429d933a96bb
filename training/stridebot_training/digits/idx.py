"""MNIST from its IDX files, whole in memory."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

IMAGES_MAGIC, LABELS_MAGIC, SIDE, CLASSES = 2051, 2049, 28, 10
SPLITS = {"train": ("train", 60_000), "test": ("t10k", 10_000)}


@dataclass(frozen=True)
class Digits:
    """`images` float32 [N, 1, 28, 28] in 0 … 1, 0 is the background; `labels` int64 [N], 0 … 9."""

    images: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def first(self, count: int | None) -> "Digits":
        """Returns the first `count` digits; all of them for None."""
        return Digits(self.images[:count], self.labels[:count])


def load_digits(folder: Path, split: str) -> Digits:
    """Reads the split 'train' or 'test' from a folder with MNIST's four files, not compressed.

    Raises FileNotFoundError where a file is missing, and ValueError where one has another magic number, size or count.
    """
    prefix, count = SPLITS[split]
    images = read_idx(folder / f"{prefix}-images-idx3-ubyte", IMAGES_MAGIC, (count, SIDE, SIDE))
    labels = read_idx(folder / f"{prefix}-labels-idx1-ubyte", LABELS_MAGIC, (count,))
    if labels.max() >= CLASSES:
        raise ValueError(f"{folder}: label {labels.max()} in split {split}, expected 0 to {CLASSES - 1}")
    return Digits(torch.from_numpy(images).float().div_(255).unsqueeze(1), torch.from_numpy(labels).long())


def read_idx(path: Path, magic: int, shape: tuple[int, ...]) -> np.ndarray:
    """Returns the bytes of an IDX file as uint8 of `shape`.

    Source of the format: a big-endian int32 magic number, one int32 for each dimension, then the bytes, row by row.
    """
    if not path.exists():
        raise FileNotFoundError(f"{path}: missing; training/fetch_mnist.sh fetches MNIST, MNIST_DIR names another copy")
    content = path.read_bytes()
    if content[:2] == b"\x1f\x8b":
        raise ValueError(f"{path}: is compressed; gunzip it")
    header = 4 * (1 + len(shape))
    found, *sizes = np.frombuffer(content[:header].ljust(header, b"\0"), ">i4").tolist()
    if found != magic:
        raise ValueError(f"{path}: magic number {found}, expected {magic}")
    if tuple(sizes) != shape:
        raise ValueError(f"{path}: says {' × '.join(map(str, sizes))}, expected {' × '.join(map(str, shape))}")
    length = header + int(np.prod(shape))
    if len(content) != length:
        raise ValueError(f"{path}: {len(content)} bytes, expected {length}")
    return np.frombuffer(content, np.uint8, offset=header).reshape(shape).copy()


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    """Adds `--data FOLDER`, which the environment variable MNIST_DIR stands in for."""
    known = os.environ.get("MNIST_DIR")
    parser.add_argument("--data", type=Path, default=known, required=not known, help="folder with MNIST's IDX files; or MNIST_DIR")
