"""Batches from a bank: shifted, noised low-res conditions where the network asks for them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from stridebot_training.config import TrainConfig
from stridebot_training.data.bank import load_bank
from stridebot_training.schedule import cosine_alphas_cumprod

MAX_SHIFT = 2
MAX_NOISE_LEVEL = 300


Redraw = Callable[[Tensor, Tensor, np.random.Generator], Tensor]
"""(low-res pictures, their token states, chance) → the pictures as a base draws them."""


class Loader:
    """Deterministic batches: the same seed and step give the same batch, whatever came before.

    `redraw` changes the low-res pictures from which super-resolution learns.
    """

    def __init__(self, bank: Path, config: TrainConfig, seed: int, redraw: Redraw | None = None):
        self._redraw = redraw
        self._bank, self._config, self._seed = load_bank(bank), config, seed
        self._states = np.load(bank / "states.npy", mmap_mode="r")
        self._alphas_cumprod = torch.from_numpy(cosine_alphas_cumprod()).float()

    def batch(self, step: int, device: torch.device) -> dict[str, Tensor]:
        """Returns image [B, 3, S, S] in [−1, 1], states [B, L, 384] and, for super-resolution, low_res and noise_level."""
        rng = np.random.default_rng([self._seed, step])
        rows = rng.integers(len(self._bank.images), size=self._config.batch_size)
        batch = {"states": self._text(rows, rng)}
        if self._config.crop is None:
            batch["image"] = self._images(rows, rng)
        else:
            batch |= self._crops(rows, rng, batch["states"])
        return {key: value.to(device, non_blocking=True) for key, value in batch.items()}

    def _text(self, rows: np.ndarray, rng: np.random.Generator) -> Tensor:
        ids = self._bank.caption_ids[rows, rng.integers(self._bank.caption_ids.shape[1], size=len(rows))]
        ids = np.where(rng.random(len(rows)) < self._config.prompt_dropout, len(self._bank.captions), ids)
        return torch.from_numpy(self._states[ids.astype(np.int64)]).float()

    def _images(self, rows: np.ndarray, rng: np.random.Generator) -> Tensor:
        pixels = self._bank.images[rows]
        padded = np.pad(pixels, ((0, 0), (MAX_SHIFT, MAX_SHIFT), (MAX_SHIFT, MAX_SHIFT), (0, 0)), mode="edge")
        side = pixels.shape[1]
        for i, (top, left) in enumerate(rng.integers(0, 2 * MAX_SHIFT + 1, (len(rows), 2))):
            pixels[i] = padded[i, top : top + side, left : left + side]
        return to_tensor(pixels)

    def _crops(self, rows: np.ndarray, rng: np.random.Generator, states: Tensor) -> dict[str, Tensor]:
        """Cuts aligned crops from the picture and from its enlarged low-res version, then noises the latter."""
        full = to_tensor(self._bank.images[rows])
        low = F.interpolate(full, size=self._config.low_res_size, mode="area")
        if self._redraw is not None:
            low = self._redraw(low, states, rng)
        low = degrade(low, rng)
        enlarged = F.interpolate(low, size=full.shape[-1], mode="bilinear", align_corners=True)
        crop, patch = self._config.crop, self._config.unet.patch
        corners = patch * rng.integers(0, (full.shape[-1] - crop) // patch + 1, (len(rows), 2))
        image, low_res = (
            torch.stack([part[i, :, y : y + crop, x : x + crop] for i, (y, x) in enumerate(corners)]) for part in (full, enlarged)
        )
        level = torch.from_numpy(rng.integers(0, MAX_NOISE_LEVEL, len(rows)))
        noise = torch.from_numpy(rng.standard_normal(low_res.shape, np.float32))
        alphas_cumprod = self._alphas_cumprod[level][:, None, None, None]
        return {
            "image": image,
            "low_res": alphas_cumprod.sqrt() * low_res + (1 - alphas_cumprod).sqrt() * noise,
            "noise_level": level,
        }


def degrade(low: Tensor, rng: np.random.Generator, normal: Callable[[torch.Size], Tensor] | None = None) -> Tensor:
    """Roughens low-res pictures [B, 3, s, s] as a base's samples are rough: slight noise, blur and contrast.

    `normal` draws the noise where the pictures are; without it the noise comes from `rng`.
    """
    count = len(low)

    def column(values: np.ndarray) -> Tensor:
        return torch.from_numpy(values.astype(np.float32))[:, None, None, None].to(low.device)

    blurred = F.avg_pool2d(F.pad(low, (1, 1, 1, 1), mode="replicate"), 3, stride=1)
    share = column(np.where(rng.random(count) < 0.5, rng.uniform(0, 0.6, count), 0))
    mixed = low + share * (blurred - low)
    strength = column(np.where(rng.random(count) < 0.5, rng.uniform(0, 0.12, count), 0))
    noise = torch.from_numpy(rng.standard_normal(low.shape, np.float32)) if normal is None else normal(low.shape)
    contrast = column(rng.uniform(0.92, 1.08, count))
    return (mixed * contrast + noise * strength).clamp(-1.1, 1.1)


def to_tensor(pixels: np.ndarray) -> Tensor:
    """uint8 [B, S, S, 3] → float32 [B, 3, S, S] in [−1, 1]."""
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).float() / 127.5 - 1
