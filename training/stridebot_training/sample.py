"""A reference sampler in PyTorch: prompts to pictures, and sheets to look at while a model trains."""

import argparse
import itertools
import math
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from stridebot_training.checkpoint import load_ema
from stridebot_training.config import CONFIGS
from stridebot_training.schedule import cosine_alphas_cumprod, trailing_timesteps
from stridebot_training.text import encode
from stridebot_training.unet import UNet

Picture = Tensor | np.ndarray
"""[B, 3, S, S]. Samplers only add and scale, so they walk arrays of PyTorch and of numpy alike."""
Denoise = Callable[[Picture, int], Picture]
"""(x, t) → x0."""

SHEET_PROMPTS = (
    "a skull", "a dog", "a rocket ship", "people around a campfire", "an old man", "waterfalls", "a snowy mountain village",
    "a man wearing a hat", "a pencil", "a tornado in a desert", "a sunset in a desert", "the face of a programmer",
    "a bar with dim lighting", "a tower", "a cat", "a kitten", "an oil painting of an old man", "a lithograph of a skull",
    "a castle", "a red car", "a high quality photo", "a tree", "a pizza", "a puppy in the snow",
)  # fmt: skip


def load_unet(config: str, checkpoint: Path) -> UNet:
    """Returns the averaged network of a checkpoint, ready to run."""
    model = UNet(CONFIGS[config].unet)
    model.load_state_dict(load_ema(checkpoint))
    return model.eval()


def x0_from_v(x: Tensor, v: Tensor, alphas_cumprod: float) -> Tensor:
    return alphas_cumprod**0.5 * x - (1 - alphas_cumprod) ** 0.5 * v


def threshold(x0: Tensor, ratio: float = 0.95, maximum: float = 1.5) -> Tensor:
    """Dynamic thresholding per image (Imagen, arXiv:2205.11487, section 2.3)."""
    s = torch.quantile(x0.abs().flatten(1), ratio, dim=1).clamp(1, maximum)[:, None, None, None]
    return x0.clamp(-s, s) / s


def guided(model: UNet, cond: Tensor, uncond: Tensor, guidance_scale: float) -> Denoise:
    """Classifier-free guidance on v, which equals guidance on eps or x0 (arXiv:2207.12598). Not thresholded."""
    table = cosine_alphas_cumprod()

    def denoise(x: Tensor, t: int) -> Tensor:
        steps = torch.full((len(x),), t, device=x.device)
        if guidance_scale == 1:
            return x0_from_v(x, model(x, steps, cond), float(table[t]))
        both = model(torch.cat([x, x]), torch.cat([steps, steps]), torch.cat([cond, uncond.expand_as(cond)]))
        c, u = both.chunk(2)
        return x0_from_v(x, u + guidance_scale * (c - u), float(table[t]))

    return denoise


def dpm_solver_2m(
    denoise: Denoise, x: Picture, timesteps: np.ndarray, clip: Callable = threshold, fresh: Callable[[], Picture] | None = None
) -> Picture:
    """DPM-Solver++(2M), arXiv:2211.01095, algorithm 2; first order for the first and the last step. Uses no fresh noise."""
    table = cosine_alphas_cumprod().tolist()
    previous, previous_h = None, 0.0
    for t, after in itertools.pairwise([*timesteps.tolist(), None]):
        x0 = clip(denoise(x, t))
        if after is None:
            return x0
        a, b = table[t], table[after]
        h = 0.5 * (math.log(b / (1 - b)) - math.log(a / (1 - a)))
        estimate = x0 if previous is None else x0 + (h / (2 * previous_h)) * (x0 - previous)
        x = ((1 - b) / (1 - a)) ** 0.5 * x - b**0.5 * math.expm1(-h) * estimate
        previous, previous_h = x0, h
    return x


def ddim(
    denoise: Denoise,
    x: Picture,
    timesteps: np.ndarray,
    clip: Callable = threshold,
    fresh: Callable[[], Picture] | None = None,
    eta: float = 0,
) -> Picture:
    """DDIM, arXiv:2010.02502, equations 12 and 16; ends with the clean estimate at the last timestep.

    `eta` is the share of the noise that `fresh` renews at every step.
    """
    table = cosine_alphas_cumprod().tolist()
    for t, after in itertools.pairwise([*timesteps.tolist(), None]):
        x0 = clip(denoise(x, t))
        if after is None:
            return x0
        a, b = table[t], table[after]
        sigma = eta * ((1 - b) / (1 - a) * (1 - a / b)) ** 0.5
        eps = (x - a**0.5 * x0) / (1 - a) ** 0.5
        x = b**0.5 * x0 + (1 - b - sigma**2) ** 0.5 * eps
        if sigma > 0:
            x = x + sigma * fresh()
    return x


SAMPLERS = {"dpm++2m": dpm_solver_2m, "ddim": ddim, "ddpm": partial(ddim, eta=1)}
"""With eta 1, DDIM is DDPM of the fixed small variance: section 4.1 of its paper."""


def noise_streams(seeds: list[int], side: int) -> Callable[[], Tensor]:
    """One stream per picture, so that a picture does not depend on its neighbours. Each call: float32 [n, 3, side, side]."""
    streams = [torch.Generator().manual_seed(seed) for seed in seeds]
    return lambda: torch.cat([torch.randn((1, 3, side, side), generator=stream) for stream in streams])


def seeded_noise(seeds: list[int], side: int) -> Tensor:
    """Returns the first noise of each seed's stream."""
    return noise_streams(seeds, side)()


def to_pixels(x: Tensor) -> np.ndarray:
    """[B, 3, S, S] in [−1, 1] → uint8 [B, S, S, 3]."""
    return ((x.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy()


def sheet(rows: list[np.ndarray], cell: int = 64) -> Image.Image:
    """Lays pictures out in rows, each cell enlarged to `cell` pixels."""
    out = Image.new("RGB", (max(len(row) for row in rows) * cell, len(rows) * cell))
    for y, row in enumerate(rows):
        for x, picture in enumerate(row):
            out.paste(Image.fromarray(picture).resize((cell, cell), Image.Resampling.BICUBIC), (x * cell, y * cell))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", choices=CONFIGS)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--prompts", nargs="*", default=SHEET_PROMPTS)
    parser.add_argument("--guidance", type=float, nargs="*", default=[1, 3, 7])
    parser.add_argument("--seed", type=int, default=180)
    parser.add_argument("--samples", type=int, default=1)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--sampler", choices=SAMPLERS, default="dpm++2m")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    model = load_unet(args.config, args.checkpoint)
    states = encode([*args.prompts, ""])
    cond = states[:-1]
    rows = []
    with torch.inference_mode():
        for scale in args.guidance:
            for seed in range(args.seed, args.seed + args.samples):
                noise = noise_streams([seed + 1000 * i for i in range(len(cond))], model.config.image_size)
                denoise = guided(model, cond, states[-1:], scale)
                x = SAMPLERS[args.sampler](denoise, noise(), trailing_timesteps(args.steps), fresh=noise)
                rows.append(to_pixels(x))
    sheet(rows).save(args.out)


if __name__ == "__main__":
    main()
