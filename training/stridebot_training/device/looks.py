"""Styles as batched tensor operations: pixels [n, 3, S, S] in 0 … 1 to the same.

Chance comes in as `draws`, uniform [n, 4], and `noise`, normal [n, 1, 16, 16]; so a look is a pure function.
"""

from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

Look = Callable[[Tensor, Tensor, Tensor], Tensor]
DRAWS, NOISE_CELLS = 4, 16


def grey_of(pixels: Tensor) -> Tensor:
    """Luma, [n, 1, S, S]. Source: Rec. ITU-R BT.601."""
    return (pixels * pixels.new_tensor([0.299, 0.587, 0.114])[:, None, None]).sum(1, keepdim=True)


def blurred(pixels: Tensor, sigma: float) -> Tensor:
    """Gaussian blur with replicated edges; `sigma` in pixels."""
    radius = max(1, round(2.5 * sigma))
    offsets = torch.arange(-radius, radius + 1, device=pixels.device, dtype=pixels.dtype)
    kernel = torch.exp(-(offsets**2) / (2 * sigma**2))
    kernel = (kernel / kernel.sum()).expand(pixels.shape[1], 1, -1)
    padded = F.pad(pixels, (radius,) * 4, mode="replicate")
    rows = F.conv2d(padded, kernel[..., None], groups=pixels.shape[1])
    return F.conv2d(rows, kernel[:, :, None], groups=pixels.shape[1])


def textured(pixels: Tensor, noise: Tensor, depth: float) -> Tensor:
    """Adds a low-frequency texture of standard deviation `depth`."""
    return (pixels + depth * F.interpolate(noise, size=pixels.shape[-2:], mode="bicubic")).clamp(0, 1)


def saturated(pixels: Tensor, factor: float) -> Tensor:
    grey = grey_of(pixels)
    return (grey + factor * (pixels - grey)).clamp(0, 1)


def oil(pixels: Tensor, draws: Tensor, noise: Tensor) -> Tensor:
    """Daubs: each pixel takes the mean of the calmest of four squares that touch it (Kuwahara, 1976)."""
    radius = max(1, pixels.shape[-1] // 32)
    padded = F.pad(pixels, (radius,) * 4, mode="replicate")
    mean = F.avg_pool2d(padded, radius + 1, stride=1)
    variance = (F.avg_pool2d(padded.square(), radius + 1, stride=1) - mean.square()).sum(1, keepdim=True)
    corners = [(y, x) for y in (0, radius) for x in (0, radius)]
    side = pixels.shape[-1]
    means, variances = (torch.stack([part[:, :, y : y + side, x : x + side] for y, x in corners]) for part in (mean, variance))
    calmest = variances.argmin(0, keepdim=True).expand(1, *pixels.shape)
    return textured(saturated(means.gather(0, calmest)[0], 1.25), noise, 0.04)


def lithograph(pixels: Tensor, draws: Tensor, noise: Tensor) -> Tensor:
    """Grey, high contrast, fine horizontal lines, on warm paper."""
    grey = grey_of(pixels)
    low, high = grey.amin((2, 3), keepdim=True), grey.amax((2, 3), keepdim=True)
    rows = torch.arange(pixels.shape[-2], device=pixels.device) * (2 * torch.pi * 16 / pixels.shape[-2])
    ink = ((grey - low) / (high - low).clamp(min=0.05) - 0.5) * 1.2 + 0.5 + 0.04 * rows.sin()[:, None]
    return ink.clamp(0, 1) * pixels.new_tensor([1.0, 0.98, 0.93])[:, None, None]


def sketch(pixels: Tensor, draws: Tensor, noise: Tensor) -> Tensor:
    """Dark outlines and a little shading on white paper: the grey picture divided by its blur."""
    grey = grey_of(pixels)
    dodge = (grey / (blurred(grey, pixels.shape[-1] / 24) + 0.004)).clamp(0, 1)
    return (0.75 * dodge + 0.25 * grey).expand_as(pixels)


def watercolour(pixels: Tensor, draws: Tensor, noise: Tensor) -> Tensor:
    """Soft, pale washes."""
    paper = pixels.new_tensor([1.0, 0.988, 0.957])[:, None, None]
    return textured(torch.lerp(blurred(pixels, pixels.shape[-1] / 80), paper.expand_as(pixels), 0.3), noise, 0.03)


def pixel(pixels: Tensor, draws: Tensor, noise: Tensor) -> Tensor:
    """16 or 32 cells a side, each of few colours."""

    def celled(cells: int) -> Tensor:
        small = F.interpolate(pixels, size=(cells, cells), mode="area")
        return F.interpolate((small * 6).round() / 6, size=pixels.shape[-2:], mode="nearest")

    return torch.where(draws[:, 0, None, None, None] < 0.4, celled(16), celled(32))


def neon(pixels: Tensor, draws: Tensor, noise: Tensor) -> Tensor:
    """Glowing outlines in two colours on near-black."""
    side = pixels.shape[-1]
    line = (_edges(blurred(pixels, side / 100)) * 3.2 - 0.25).clamp(0, 1)
    own = pixels / pixels.amax(1, keepdim=True).clamp(min=0.08)
    tube = torch.lerp(own, _hue(draws[:, 0]), 0.65)
    dark = 0.1 * pixels * pixels + pixels.new_tensor([0.02, 0.015, 0.05])[:, None, None]
    core = line.square() * 0.35
    return (dark + line * tube + core + 1.3 * blurred(line * tube, side / 26)).clamp(0, 1)


def _edges(pixels: Tensor) -> Tensor:
    """The largest colour difference to the neighbours, [n, 1, S, S]."""
    padded = F.pad(pixels, (1, 1, 1, 1), mode="replicate")
    across = (padded[:, :, 1:-1, 2:] - padded[:, :, 1:-1, :-2]).abs()
    down = (padded[:, :, 2:, 1:-1] - padded[:, :, :-2, 1:-1]).abs()
    return (across + down).amax(1, keepdim=True)


def _hue(turn: Tensor) -> Tensor:
    """Returns a bright colour per row of `turn` in 0 … 1, [n, 3, 1, 1]."""
    phases = turn[:, None] + turn.new_tensor([0, 1 / 3, 2 / 3])
    return (0.6 + 0.55 * (2 * torch.pi * phases).cos()).clamp(0, 1)[:, :, None, None]


def photo(pixels: Tensor, draws: Tensor, noise: Tensor) -> Tensor:
    """Light from above that models the shapes, a vignette, calmer colours and fine uneven tone."""
    side = pixels.shape[-1]
    height = blurred(grey_of(pixels), side / 40)
    angle = (draws[:, 0] * 0.5 + 0.25) * torch.pi
    light_x, light_y = (part[:, None, None, None] for part in (angle.cos(), -angle.sin()))
    axis = torch.linspace(-1, 1, side, device=pixels.device)
    slope_y, slope_x = torch.gradient(height, dim=(2, 3))
    relief = (slope_x * -light_x + slope_y * -light_y) * (side / 12)
    falloff = 0.16 * (axis[None, None, None] * light_x + axis[:, None] * light_y)
    vignette = 0.2 * (axis[None].square() + axis[:, None].square())
    calm = blurred(saturated(pixels, 0.82), side / 160)
    return textured((calm * (1 + relief.clamp(-0.3, 0.3) + falloff - vignette + 0.06)).clamp(0, 1), noise, 0.015)


LOOKS: dict[str, Look] = {
    "oil": oil, "lithograph": lithograph, "sketch": sketch, "watercolour": watercolour, "pixel": pixel, "neon": neon,
    "photo": photo, "sticker": lambda pixels, draws, noise: pixels,
}  # fmt: skip


def apply_to_image(name: str, image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Applies a look to one RGB image on the host."""
    pixels = torch.from_numpy(np.asarray(image, np.float32) / 255).permute(2, 0, 1)[None]
    draws = torch.from_numpy(rng.random((1, DRAWS), np.float32))
    noise = torch.from_numpy(rng.standard_normal((1, 1, NOISE_CELLS, NOISE_CELLS), np.float32))
    result = LOOKS[name](pixels, draws, noise)[0].permute(1, 2, 0)
    return Image.fromarray((result.clamp(0, 1) * 255).round().byte().numpy())
