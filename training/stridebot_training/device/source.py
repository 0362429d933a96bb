"""Batches composed on the device: the same dictionary as `loader.Loader` gives, so a `train.Run` takes either."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from stridebot_training.config import TrainConfig
from stridebot_training.device.compositor import Compositor, upload
from stridebot_training.device.layout import Choices, Layout, draw_layout
from stridebot_training.device.plans import PlanTable
from stridebot_training.loader import MAX_NOISE_LEVEL, degrade
from stridebot_training.schedule import cosine_alphas_cumprod


@dataclass(frozen=True)
class World:
    """A compositor and the lists that layouts choose from. states: float16 [captions + 1, L, 384], the last is empty."""

    compositor: Compositor
    plans: PlanTable
    sprites: Choices
    pictures: Choices
    masks: Choices
    states: Tensor


class DeviceLoader:
    """Deterministic batches: the same seed and step give the same batch, whatever came before.

    What is shown comes from numpy on the host; only the noise per pixel comes from the device's own generator. Pictures
    of an upscaler are composed at its full side, those of a base at a multiple of its side and then reduced.
    """

    def __init__(self, world: World, config: TrainConfig, seed: int):
        self._world, self._config, self._seed = world, config, seed
        side = config.unet.image_size
        if world.compositor.side % side or (config.crop is not None and world.compositor.side != side):
            raise ValueError(f"pictures of {world.compositor.side} px cannot train a network of {side} px")
        self._alphas_cumprod = torch.from_numpy(cosine_alphas_cumprod()).float().to(world.compositor.device)

    def layout(self, step: int) -> Layout:
        """Returns what the batch of a step shows."""
        world = self._world
        rng = np.random.default_rng([self._seed, step])
        return draw_layout(world.plans, world.sprites, world.pictures, world.masks, self._config.batch_size, rng)

    def batch(self, step: int, device: torch.device) -> dict[str, Tensor]:
        """Returns image [B, 3, S, S] in [−1, 1], states [B, L, 384] and, for super-resolution, low_res and noise_level."""
        layout, rng = self.layout(step), np.random.default_rng([self._seed, step, 1])
        pictures = self._world.compositor.compose(layout) * 2 - 1
        batch = {"states": self._text(layout, rng)}
        if self._config.crop is None:
            batch["image"] = F.avg_pool2d(pictures, pictures.shape[-1] // self._config.unet.image_size)
        else:
            batch |= self._crops(pictures, rng, self._normal(step))
        return {key: value.to(device) for key, value in batch.items()}

    def _text(self, layout: Layout, rng: np.random.Generator) -> Tensor:
        empty = len(self._world.states) - 1
        dropped = rng.random(len(layout)) < self._config.prompt_dropout
        ids = self._to_device(np.where(dropped, empty, layout.caption))
        return self._world.states[ids].float()

    def _to_device(self, values: np.ndarray) -> Tensor:
        return upload(values, self._world.compositor.device)

    def _normal(self, step: int) -> Callable[[torch.Size], Tensor]:
        """Returns a source of normal noise on the device: on the host, drawing it would take longer than a step."""
        device = self._world.compositor.device
        generator = torch.Generator(device).manual_seed(self._seed * 1_000_003 + step)
        return lambda shape: torch.randn(shape, generator=generator, device=device)

    def _crops(self, full: Tensor, rng: np.random.Generator, normal: Callable[[torch.Size], Tensor]) -> dict[str, Tensor]:
        """Cuts aligned crops from the picture and from its enlarged low-res version, then noises the latter."""
        low = degrade(F.interpolate(full, size=self._config.low_res_size, mode="area"), rng, normal)
        enlarged = F.interpolate(low, size=full.shape[-1], mode="bilinear", align_corners=True)
        crop, patch = self._config.crop, self._config.unet.patch
        corners = patch * rng.integers(0, (full.shape[-1] - crop) // patch + 1, (len(full), 2))
        image, low_res = (self._cut(part, corners, crop) for part in (full, enlarged))
        level = self._to_device(rng.integers(0, MAX_NOISE_LEVEL, len(full)))
        alphas_cumprod = self._alphas_cumprod[level][:, None, None, None]
        return {
            "image": image,
            "low_res": alphas_cumprod.sqrt() * low_res + (1 - alphas_cumprod).sqrt() * normal(low_res.shape),
            "noise_level": level,
        }

    def _cut(self, pictures: Tensor, corners: np.ndarray, crop: int) -> Tensor:
        """Returns [B, 3, crop, crop], cut at each row's own (y, x)."""
        rows, columns = (self._to_device(corners[:, axis, None] + np.arange(crop)) for axis in (0, 1))
        each = torch.arange(len(pictures), device=pictures.device)[:, None, None]
        return pictures.permute(0, 2, 3, 1)[each, rows[:, :, None], columns[:, None]].permute(0, 3, 1, 2)
