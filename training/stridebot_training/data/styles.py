"""Styles as image operations: cheap looks that give style words in a prompt something true to mean."""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

Style = Callable[[Image.Image, np.random.Generator], Image.Image]


def oil_painting(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Flat daubs, warm and saturated, over a coarse canvas."""
    daubs = image.filter(ImageFilter.ModeFilter(max(3, image.width // 40)))
    warm = ImageEnhance.Color(daubs).enhance(1.25)
    return _textured(warm, rng, cells=24, depth=16)


def lithograph(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Grey, high contrast, with fine horizontal lines."""
    grey = np.asarray(ImageOps.autocontrast(ImageOps.grayscale(image), cutoff=2), np.float32)
    lines = 10 * np.sin(np.arange(image.height) * 2 * np.pi * 16 / image.height)[:, None]
    ink = np.clip((grey - 128) * 1.2 + 128 + lines, 0, 255)
    paper = np.array([1.0, 0.98, 0.93])
    return Image.fromarray((ink[..., None] * paper).astype(np.uint8))


def pencil_sketch(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Dark outlines and a little shading on white paper."""
    grey = ImageOps.grayscale(image)
    blurred = np.asarray(grey.filter(ImageFilter.GaussianBlur(image.width / 24)), np.float32)
    dodge = np.clip(np.asarray(grey, np.float32) * 255 / (blurred + 1), 0, 255)
    shaded = 0.75 * dodge + 0.25 * np.asarray(grey)
    return Image.fromarray(np.clip(shaded, 0, 255).astype(np.uint8)).convert("RGB")


def watercolour(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Soft, pale washes."""
    soft = image.filter(ImageFilter.GaussianBlur(image.width / 80))
    pale = Image.blend(soft, Image.new("RGB", image.size, (255, 252, 244)), 0.3)
    return _textured(pale, rng, cells=10, depth=12)


def _textured(image: Image.Image, rng: np.random.Generator, cells: int, depth: float) -> Image.Image:
    noise = Image.fromarray(rng.normal(0, depth, (cells, cells)).astype(np.float32)).resize(image.size, Image.Resampling.BICUBIC)
    pixels = np.asarray(image, np.float32) + np.asarray(noise)[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


STYLES: dict[str, tuple[Style, tuple[str, ...]]] = {
    "oil": (oil_painting, ("an oil painting of", "a painting of")),
    "lithograph": (lithograph, ("a lithograph of", "an engraving of")),
    "sketch": (pencil_sketch, ("a pencil sketch of", "a sketch of")),
    "watercolour": (watercolour, ("a watercolour of", "a watercolor painting of")),
}
"""The styles of the first model's bank, whose pictures must not change."""


def _look(name: str) -> Style:
    """Returns the look `name` of `device.looks`, which works on batches of tensors, as an operation on one image."""

    def style(image: Image.Image, rng: np.random.Generator) -> Image.Image:
        # Imported late: the workers that render a reduced bank do without PyTorch.
        from stridebot_training.device.looks import apply_to_image

        return apply_to_image(name, image, rng)

    return style


ALL_STYLES = STYLES | {
    "pixel": (_look("pixel"), ("pixel art of", "a pixel art picture of", "8-bit pixel art of")),
    "neon": (_look("neon"), ("a neon sign of", "a neon picture of", "a glowing neon drawing of")),
    "photo": (_look("photo"), ("a photo of", "a photograph of", "a realistic photo of")),
    "sticker": (lambda image, rng: image, ("a sticker of", "a die-cut sticker of", "a sticker with a white border of")),
}
OUTLINED = frozenset({"sticker"})
"""Styles whose subjects get a white border before they are laid over the background."""


def outlined(sprite: Image.Image, width: float) -> Image.Image:
    """Returns a premultiplied RGBa sprite on a canvas larger by `width` of its side all around, with a white border."""
    margin = round(width * sprite.width)
    wide = ImageOps.expand(sprite, margin)
    alpha = wide.getchannel("a")
    border = alpha.filter(ImageFilter.MaxFilter(2 * (margin * 3 // 4) + 1)).filter(ImageFilter.BoxBlur(margin / 4))
    under = np.asarray(border, np.float32)[..., None] * (1 - np.asarray(alpha, np.float32)[..., None] / 255)
    pixels = np.clip(np.asarray(wide, np.float32) + under, 0, 255).astype(np.uint8)
    return Image.frombuffer("RGBa", wide.size, pixels.tobytes())
