"""Sample sheets while a model trains, drawn on the device that trains it."""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from stridebot_training.config import UNetConfig
from stridebot_training.sample import ddim, dpm_solver_2m, guided, seeded_noise, sheet, threshold, to_pixels
from stridebot_training.schedule import cosine_alphas_cumprod, trailing_timesteps
from stridebot_training.unet import UNet

BASE_STEPS, UPSCALE_STEPS, NOISE_LEVEL = 20, 6, 60
FIRST_SEED = 180


def averaged(config: UNetConfig, weights: dict[str, Tensor], device: torch.device) -> UNet:
    """Returns a network with averaged weights, ready to run."""
    model = UNet(config)
    model.load_state_dict(weights)
    return model.to(device).eval()


@torch.inference_mode()
def base_samples(model: UNet, states: Tensor, guidance: float) -> Tensor:
    """Returns one picture per prompt, [n, 3, S, S] in [−1, 1]. states: [n + 1, L, width], the last the empty prompt."""
    states = states.float()
    noise = seeded_noise(list(range(FIRST_SEED, FIRST_SEED + len(states) - 1)), model.config.image_size).to(states.device)
    return dpm_solver_2m(guided(model, states[:-1], states[-1:], guidance), noise, trailing_timesteps(BASE_STEPS))


@torch.inference_mode()
def enlarged_samples(model: UNet, low: Tensor, states: Tensor) -> Tensor:
    """Returns base samples [n, 3, s, s] enlarged by an upscaler that predicts x0, [n, 3, S, S]; DDIM, unguided."""
    side, level = model.config.image_size, torch.full((len(low),), NOISE_LEVEL, device=low.device)
    a = float(cosine_alphas_cumprod()[NOISE_LEVEL])
    noise, start = (seeded_noise([FIRST_SEED + i] * len(low), side).to(low.device) for i in (0, 1))
    enlarged = F.interpolate(low, size=side, mode="bilinear", align_corners=True)
    low_res = a**0.5 * enlarged + (1 - a) ** 0.5 * noise

    def denoise(x: Tensor, t: int) -> Tensor:
        steps = torch.full((len(x),), t, device=x.device)
        return model(torch.cat([x, low_res], 1), steps, states.float(), level)

    return ddim(denoise, start, trailing_timesteps(UPSCALE_STEPS), clip=lambda x0: threshold(x0, maximum=1.0))


def base_sheet(model: UNet, states: Tensor, path: Path, guidance: tuple[float, ...] = (1, 3, 7)) -> None:
    """Writes a row of all prompts per guidance scale."""
    rows = [to_pixels(base_samples(model, states, scale)) for scale in guidance]
    sheet(rows).save(path)


def upscale_sheet(base: UNet, upscale: UNet, states: Tensor, path: Path, count: int = 8, guidance: float = 4) -> None:
    """Writes the first prompts' base samples over their enlargements."""
    some = torch.cat([states[:count], states[-1:]])
    low = base_samples(base, some, guidance)
    high = enlarged_samples(upscale, low, some[:-1])
    pixels = [np.asarray(to_pixels(part)) for part in (low, high)]
    sheet(pixels, cell=upscale.config.image_size).save(path)
