"""A sheet of fixed prompts, to see what a run has learned: base pictures, enlarged, at the defaults that ship."""

from functools import cache
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from stridebot_training.sample import SAMPLERS, guided, noise_streams, to_pixels
from stridebot_training.schedule import trailing_timesteps
from stridebot_training.sheets import FIRST_SEED, enlarged_samples
from stridebot_training.text import encode
from stridebot_training.unet import UNet

PROMPTS = (
    "a skull", "a dog", "a rocket ship", "people around a campfire", "an old man", "waterfalls",
    "a snowy mountain village", "a man wearing a hat", "a lithograph of a skull", "a violin", "an octopus", "a wolf",
    "two cats", "three apples", "a purple dragon", "a green car on the beach", "a penguin on ice", "a fox in the snow",
    "a dog wearing a crown", "an owl at night", "a small house on a hill", "a neon guitar", "a pixel art robot",
    "a red bird on the left",
)  # fmt: skip
COLUMNS, CELL = 6, 160
STEPS, GUIDANCE = 12, 4.0


@cache
def _states() -> Tensor:
    return encode([*PROMPTS, ""])


@torch.inference_mode()
def draw_sheet(base: UNet, upscale: UNet, path: Path) -> None:
    """Writes one picture per prompt, row by row. Guidance and steps are the defaults of `release.json`."""
    states = _states()
    noise = noise_streams([FIRST_SEED + i for i in range(len(PROMPTS))], base.config.image_size)
    denoise = guided(base, states[:-1], states[-1:], GUIDANCE)
    low = SAMPLERS["ddpm"](denoise, noise(), trailing_timesteps(STEPS), fresh=noise)
    high = torch.cat(
        [enlarged_samples(upscale, *rows) for rows in zip(low.split(COLUMNS), states[:-1].split(COLUMNS), strict=True)]
    )
    cells = [Image.fromarray(np.asarray(cell)).resize((CELL, CELL), Image.Resampling.LANCZOS) for cell in to_pixels(high)]
    page = Image.new("RGB", (COLUMNS * CELL, -(-len(cells) // COLUMNS) * CELL))
    for i, cell in enumerate(cells):
        page.paste(cell, (i % COLUMNS * CELL, i // COLUMNS * CELL))
    path.parent.mkdir(parents=True, exist_ok=True)
    page.save(path)
