"""What the recogniser is taught to look past: place, size, tilt, colour, softness and noise. All on [B, 3, S, S] in [−1, 1]."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

MAX_BLUR = 2.0
"""In pixels of a 32 px picture: what `engine.low_pass` leaves of a hybrid seen from afar."""


def _uniform(count: int, low: float, high: float, generator: torch.Generator) -> Tensor:
    return low + (high - low) * torch.rand(count, generator=generator)


def _sometimes(values: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Returns the values, zero in all but a random `share` of the rows."""
    return torch.where(torch.rand(len(values), generator=generator) < share, values, torch.zeros(()))


def move(x: Tensor, generator: torch.Generator) -> Tensor:
    """Shifts by up to an eighth, scales by 0.8 to 1.3, turns by up to 12 degrees, mirrors half; edges are repeated."""
    count = len(x)
    angle = _uniform(count, -12, 12, generator) * math.pi / 180
    zoom = 1 / _uniform(count, 0.8, 1.3, generator)
    mirror = torch.where(torch.rand(count, generator=generator) < 0.5, 1.0, -1.0)
    shift = [_uniform(count, -0.25, 0.25, generator) for _ in range(2)]  # grids run from −1 to 1: a quarter is an eighth
    rows = [zoom * angle.cos() * mirror, -zoom * angle.sin(), shift[0], zoom * angle.sin() * mirror, zoom * angle.cos(), shift[1]]
    grid = F.affine_grid(torch.stack(rows, 1).view(count, 2, 3), list(x.shape), align_corners=False)
    return F.grid_sample(x, grid, padding_mode="border", align_corners=False)


def recolour(x: Tensor, generator: torch.Generator) -> Tensor:
    """Changes contrast and brightness per channel, and takes some or all colour away from some pictures."""
    count = len(x)
    grey = _sometimes(_uniform(count, 0.3, 1.3, generator).clamp(max=1), 0.3, generator)[:, None, None, None]
    x = x + grey * (x.mean(1, keepdim=True) - x)
    gain = _uniform(count, 0.65, 1.25, generator)[:, None] * _uniform(3 * count, 0.85, 1.15, generator).view(count, 3)
    offset = _uniform(count, -0.2, 0.2, generator)[:, None] + _uniform(3 * count, -0.12, 0.12, generator).view(count, 3)
    return x * gain[:, :, None, None] + offset[:, :, None, None]


def blur(x: Tensor, sigma: Tensor) -> Tensor:
    """Gaussian blur with one `sigma` [B] per picture, in pixels; 0 leaves a picture as it is. Edges are reflected."""
    count, channels, side, _ = x.shape
    radius = min(side - 1, math.ceil(2.5 * float(sigma.max())))
    if radius == 0:
        return x
    steps = torch.arange(-radius, radius + 1)
    kernel = torch.exp(-0.5 * (steps / sigma.clamp(min=1e-3)[:, None]) ** 2)
    kernel = (kernel / kernel.sum(1, keepdim=True)).repeat_interleave(channels, 0)[:, None]
    flat = x.reshape(1, count * channels, side, side)
    for weight, padding in ((kernel[..., None], (0, 0, radius, radius)), (kernel[..., None, :], (radius, radius, 0, 0))):
        flat = F.conv2d(F.pad(flat, padding, mode="reflect"), weight, groups=count * channels)
    return flat.view_as(x)


def soften(x: Tensor, generator: torch.Generator) -> Tensor:
    """Blurs two thirds of the pictures and roughens half, as a generator's samples are soft and rough; clamps to [−1, 1]."""
    count, unit = len(x), x.shape[-1] / 32
    sigma = _sometimes(_uniform(count, 0.2, MAX_BLUR, generator), 2 / 3, generator) * unit
    noise = _sometimes(_uniform(count, 0.02, 0.25, generator), 0.5, generator)[:, None, None, None]
    return (blur(x, sigma) + noise * torch.randn(x.shape, generator=generator)).clamp(-1, 1)


def augment(x: Tensor, generator: torch.Generator) -> Tensor:
    """All of it, from one source of chance. Not modified: `x`."""
    return soften(recolour(move(x, generator), generator), generator)
