"""What PyTorch answers, for the bot's tests: the shipped graphs store their weights small, and this says what that costs."""

import base64
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from stridebot_training.package import to_json
from stridebot_training.sample import seeded_noise, x0_from_v
from stridebot_training.schedule import cosine_alphas_cumprod
from stridebot_training.text import encode, tokenize
from stridebot_training.unet import UNet

PROMPTS = ("a skull", "an oil painting of people around a campfire", "a puppy in the snow", "")
TIMESTEPS = (999, 690, 330, 30)
SEED = 180
UPSCALE_TIMESTEP = 500
EVERY = 16
"""Of the large picture every 16th number is kept: enough to see a difference, small enough to commit."""


def base64_of(values: Tensor | np.ndarray) -> str:
    """Returns float32 numbers, little-endian, as base64."""
    return base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode()


def text_goldens() -> list[dict[str, object]]:
    """Returns the states [tokens, 384] of every prompt, without padding."""
    _, mask = tokenize(list(PROMPTS))
    states = encode(list(PROMPTS)).numpy()
    counts = mask.sum(axis=1)
    return [
        {"prompt": prompt, "tokens": int(count), "states": base64_of(row[:count])}
        for prompt, row, count in zip(PROMPTS, states, counts, strict=True)
    ]


@torch.no_grad()
def base_goldens(model: UNet) -> list[dict[str, object]]:
    """Returns x0 [3, S, S] of one noise, at a timestep of its own for every prompt."""
    x, table = seeded_noise([SEED], model.config.image_size), cosine_alphas_cumprod()
    rows = zip(PROMPTS, encode(list(PROMPTS)), TIMESTEPS, strict=True)
    return [
        {
            "prompt": prompt,
            "seed": SEED,
            "timestep": t,
            "x0": base64_of(x0_from_v(x, model(x, torch.tensor([t]), states[None]), float(table[t]))),
        }
        for prompt, states, t in rows
    ]


@torch.no_grad()
def upscale_golden(model: UNet, noise_level: int) -> dict[str, object]:
    """Returns every 16th number of x0 [3, S, S], noise of one seed seen beside noise of the next as its low-res picture."""
    x, low_res = (seeded_noise([SEED + i], model.config.image_size) for i in range(2))
    labels = torch.tensor([UPSCALE_TIMESTEP]), encode([PROMPTS[0]]), torch.tensor([noise_level])
    x0 = model(torch.cat([x, low_res], dim=1), *labels)
    return {
        "prompt": PROMPTS[0],
        "seed": SEED,
        "lowResSeed": SEED + 1,
        "timestep": UPSCALE_TIMESTEP,
        "noiseLevel": noise_level,
        "every": EVERY,
        "x0": base64_of(x0.flatten()[::EVERY]),
    }


def write_goldens(path: Path, base: UNet, upscale: UNet, noise_level: int) -> None:
    """Writes the answers of two networks that predict v and x0, and of the text encoder."""
    answers = {"text": text_goldens(), "base": base_goldens(base), "upscale": upscale_golden(upscale, noise_level)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_json({"maker": "python -m stridebot_training.release"} | answers))
