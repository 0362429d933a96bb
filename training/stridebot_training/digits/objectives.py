"""What each network learns: from clean digits and their labels to a loss. Every random number comes from one generator."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stridebot_training.digits.networks import NO_CLASS, NUM_TRAIN_TIMESTEPS
from stridebot_training.digits.recipes import CLASS_DROP, SIGMA
from stridebot_training.schedule import linear_alphas_cumprod

Objective = Callable[[nn.Module, Tensor, Tensor, torch.Generator], Tensor]
"""(network, clean digits [B, 1, 28, 28], labels [B], generator) → mean squared error."""

_ALPHAS_CUMPROD = torch.from_numpy(linear_alphas_cumprod(NUM_TRAIN_TIMESTEPS))
_SIGNAL, _NOISE = _ALPHAS_CUMPROD.sqrt().float(), (1 - _ALPHAS_CUMPROD).sqrt().float()


def with_noise(x: Tensor, sigma: float, generator: torch.Generator) -> Tensor:
    """Returns z = x + σ · ε."""
    return x + sigma * torch.randn(x.shape, generator=generator)


def noised(x: Tensor, timestep: Tensor, eps: Tensor) -> Tensor:
    """Returns √ᾱ_t · x + √(1 − ᾱ_t) · ε for timesteps [B]."""
    return _SIGNAL[timestep][:, None, None, None] * x + _NOISE[timestep][:, None, None, None] * eps


def with_some_dropped(labels: Tensor, generator: torch.Generator) -> Tensor:
    """Returns labels of which a tenth says that there is none."""
    return torch.where(torch.rand(labels.shape, generator=generator) < CLASS_DROP, NO_CLASS, labels)


def _denoise(model: nn.Module, x: Tensor, _labels: Tensor, generator: torch.Generator) -> Tensor:
    return F.mse_loss(model(with_noise(x, SIGMA, generator)).float(), x)


def _time(model: nn.Module, x: Tensor, _labels: Tensor, generator: torch.Generator) -> Tensor:
    timestep, eps = _drawn(x, generator)
    return F.mse_loss(model(noised(x, timestep, eps), timestep).float(), eps)


def _class(model: nn.Module, x: Tensor, labels: Tensor, generator: torch.Generator) -> Tensor:
    timestep, eps = _drawn(x, generator)
    return F.mse_loss(model(noised(x, timestep, eps), timestep, with_some_dropped(labels, generator)).float(), eps)


def _drawn(x: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    timestep = torch.randint(NUM_TRAIN_TIMESTEPS, (len(x),), generator=generator)
    return timestep, torch.randn(x.shape, generator=generator)


OBJECTIVES: dict[str, Objective] = {"denoise": _denoise, "time": _time, "class": _class}
