"""The write-up's sampling loop in plain PyTorch: what scores and goldens are made with."""

from collections.abc import Callable

import torch
from torch import Tensor

from stridebot_training.digits.idx import SIDE
from stridebot_training.digits.networks import NO_CLASS, NUM_TRAIN_TIMESTEPS
from stridebot_training.schedule import linear_alphas_cumprod, linear_betas

GUIDANCE = 5.0
Predict = Callable[..., Tensor]
"""(sample, timestep, class_labels) → eps, or without labels."""
Estimate = Callable[[Tensor, int], Tensor]
"""(x, t) → eps."""


def guided(predict: Predict, labels: Tensor, guidance_scale: float = GUIDANCE) -> Estimate:
    """Returns ε = ε_u + γ (ε_c − ε_u), both from one run of 2 B rows. Source: arXiv:2207.12598."""
    both = torch.cat([labels, torch.full_like(labels, NO_CLASS)])

    def estimate(x: Tensor, t: int) -> Tensor:
        cond, uncond = predict(torch.cat([x, x]), torch.full((len(both),), t), both).chunk(2)
        return uncond + guidance_scale * (cond - uncond)

    return estimate


def unguided(predict: Predict) -> Estimate:
    """Returns the estimate of a network that is told the timestep alone."""
    return lambda x, t: predict(x, torch.full((len(x),), t))


def walk(
    estimate: Estimate, start: Tensor, noise: Callable[[], Tensor], on_step: Callable[[int, Tensor], None] | None = None
) -> Tensor:
    """Returns the picture at the end of all 300 steps, nothing clamped.

    A step goes from t to t − 1: x ← √ᾱ_t−1 · β_t / (1 − ᾱ_t) · x̂₀ + √α_t · (1 − ᾱ_t−1) / (1 − ᾱ_t) · x + √β_t · z, with ᾱ = 1
    below t = 0 and z = 0 in the last step, whose result is x̂₀. `on_step` gets every t with the picture that the step ends in.
    Source: DDPM, arXiv:2006.11239, algorithm 2 and equations 7 and 15, with σ_t² = β_t.
    """
    betas, table, x = linear_betas(NUM_TRAIN_TIMESTEPS), linear_alphas_cumprod(NUM_TRAIN_TIMESTEPS), start
    for t in reversed(range(NUM_TRAIN_TIMESTEPS)):
        now, below, beta = table[t], table[t - 1] if t > 0 else 1.0, betas[t]
        x0 = (x - float((1 - now) ** 0.5) * estimate(x, t)) / float(now**0.5)
        weights = below**0.5 * beta / (1 - now), (1 - beta) ** 0.5 * (1 - below) / (1 - now)
        x = float(weights[0]) * x0 + float(weights[1]) * x
        if t > 0:
            x = x + float(beta**0.5) * noise()
        if on_step is not None:
            on_step(t, x)
    return x


@torch.inference_mode()
def samples(estimate: Estimate, count: int, seed: int) -> Tensor:
    """Returns digits [count, 1, 28, 28] of one seed, about 0 … 1."""
    generator = torch.Generator().manual_seed(seed)

    def noise() -> Tensor:
        return torch.randn(count, 1, SIDE, SIDE, generator=generator)

    return walk(estimate, noise(), noise)
