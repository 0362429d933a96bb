"""Low-res pictures as the base draws them, for the upscaler to learn from: soft, and with the base's own faults."""

import numpy as np
import torch
from torch import Tensor

from stridebot_training.sample import ddim, guided
from stridebot_training.train import Diffuser
from stridebot_training.unet import UNet

SHARE = 0.5
STARTS = (160, 480)
STEPS = (1.0, 0.5, 0.2)
"""Timesteps of the walk, as shares of where it starts."""


class BaseRedraw:
    """Noises half of the pictures to a timestep and lets the base walk back from there.

    A walk from nearly clean pictures keeps every shape where it is, as the upscaler needs it, and draws it as the base would.
    """

    def __init__(self, base: UNet):
        self._base, self._diffuser = base, Diffuser(torch.device("cpu"))

    @torch.inference_mode()
    def __call__(self, low: Tensor, states: Tensor, rng: np.random.Generator) -> Tensor:
        """low [B, 3, s, s] in [−1, 1], states [B, L, 384] → the same shape as `low`."""
        count = round(SHARE * len(low))
        if count == 0:
            return low
        start = int(rng.integers(*STARTS))
        eps = torch.from_numpy(rng.standard_normal(low[:count].shape, np.float32))
        x = self._diffuser.noised(low[:count], torch.full((count,), start), eps)
        timesteps = np.array([round(start * share) for share in STEPS])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            drawn = ddim(
                guided(self._base, states[:count], states[:count], 1), x, timesteps, clip=lambda x0: x0.float().clamp(-1, 1)
            )
        return torch.cat([drawn.float(), low[count:]]).clone()
