"""Weather as an overlay: a mask that says how much of each pixel it hides, and its colour."""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from stridebot_training.data.canvas import Canvas, Colour


def rain(side: int, rng: np.random.Generator) -> np.ndarray:
    """Slanted streaks, float32 [side, side] in 0 … 1."""
    image, lean = Image.new("L", (side, side)), rng.uniform(-0.35, 0.35)
    draw, width = ImageDraw.Draw(image), max(1, round(0.01 * side))
    for x, y, length in zip(rng.uniform(-0.2, 1.2, 70), rng.uniform(-0.1, 1, 70), rng.uniform(0.06, 0.13, 70), strict=True):
        draw.line([(x * side, y * side), ((x + lean * length) * side, (y + length) * side)], fill=200, width=width)
    return 0.12 + 0.88 * np.asarray(image, np.float32) / 255


def snowfall(side: int, rng: np.random.Generator) -> np.ndarray:
    """Round flakes of several sizes, float32 [side, side] in 0 … 1."""
    image = Image.new("L", (side, side))
    draw = ImageDraw.Draw(image)
    for x, y, radius in zip(rng.random(55), rng.random(55), rng.uniform(0.008, 0.02, 55), strict=True):
        box = [(x - radius) * side, (y - radius) * side, (x + radius) * side, (y + radius) * side]
        draw.ellipse(box, fill=255)
    return 0.08 + 0.92 * np.asarray(image.filter(ImageFilter.GaussianBlur(0.004 * side)), np.float32) / 255


def fog(side: int, rng: np.random.Generator) -> np.ndarray:
    """Soft banks, thicker below, float32 [side, side] in 0 … 1."""
    noise = Image.fromarray(rng.normal(0, 0.16, (6, 3)).astype(np.float32)).resize((side, side), Image.Resampling.BICUBIC)
    thickness = np.linspace(rng.uniform(0.25, 0.4), rng.uniform(0.6, 0.75), side, dtype=np.float32)[:, None]
    return np.clip(thickness + np.asarray(noise), 0, 0.85)


WEATHERS: dict[str, tuple[Callable[[int, np.random.Generator], np.ndarray], Colour, tuple[str, ...]]] = {
    # name: (mask, colour, how it is said)
    "rain": (rain, (196, 212, 230), ("in the rain", "on a rainy day")),
    "snowfall": (snowfall, (255, 255, 255), ("in falling snow", "while it is snowing")),
    "fog": (fog, (216, 222, 228), ("in the fog", "on a foggy day")),
}


def overlay(canvas: Canvas, name: str) -> None:
    """Lays a weather over the whole picture."""
    mask, colour, _ = WEATHERS[name]
    pixels, share = np.asarray(canvas.image, np.float32), mask(canvas.side, canvas.rng)[..., None]
    canvas.image = Image.fromarray((pixels + share * (np.array(colour, np.float32) - pixels)).astype(np.uint8))
