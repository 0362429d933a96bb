"""The order in which an epoch shows the digits."""

from collections.abc import Iterator

import torch
from torch import Tensor


def batches(count: int, batch_size: int, epoch: int, seed: int, first: int = 0) -> Iterator[Tensor]:
    """Yields the rows of each batch of an epoch from batch `first` on; the last one may be smaller.

    Every epoch shows each digit once. Its order follows from seed and epoch alone, so a resumed epoch goes on in it.
    """
    order = torch.randperm(count, generator=torch.Generator().manual_seed(seed * 1000 + epoch))
    yield from order.split(batch_size)[first:]


def batches_per_epoch(count: int, batch_size: int) -> int:
    return -(-count // batch_size)
