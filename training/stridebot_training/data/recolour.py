"""Gives a sprite another colour: what is coloured in it changes, what is white, black or grey stays."""

import numpy as np

TINTS: dict[str, tuple[int, int, int]] = {
    "red": (220, 44, 40), "orange": (245, 140, 30), "yellow": (250, 214, 50), "green": (56, 160, 66), "blue": (44, 104, 214),
    "purple": (136, 66, 184), "pink": (246, 130, 180), "white": (246, 246, 248), "black": (34, 34, 38), "brown": (126, 82, 50),
    "grey": (142, 146, 152), "turquoise": (48, 188, 184), "golden": (222, 170, 44),
}  # fmt: skip
LUMA = np.array((0.299, 0.587, 0.114), np.float32)
COLOURLESS, COLOURFUL = 0.12, 0.32
"""Saturation below which a pixel keeps its colour, and above which it changes wholly."""
LEAST_SHARE = 0.3
"""If less of the sprite than this is coloured, it is a grey thing, and its greys change."""


def recoloured(sprite: np.ndarray, colour: str) -> np.ndarray:
    """Returns a premultiplied sprite, uint8 [s, s, 4], in a colour of TINTS. Light and shade stay: luma is mapped
    to black … colour … white around the median of what changes."""
    alpha = sprite[..., 3:].astype(np.float32) / 255
    straight = np.clip(sprite[..., :3] / np.maximum(alpha, 1 / 255), 0, 255)
    luma = straight @ LUMA
    share = _changing(straight, luma, alpha[..., 0])
    changing = (share > 0.5) & (alpha[..., 0] > 0.5)
    middle = float(np.clip(np.median(luma[changing]), 40, 215)) if changing.any() else 128.0
    target = np.array(TINTS[colour], np.float32)
    below = np.clip(luma / middle, 0, 1)[..., None]
    above = np.clip((luma - middle) / (255 - middle), 0, 1)[..., None]
    tinted = target * below + (255 - target) * above * 0.8
    pixels = straight + share[..., None] * (tinted - straight)
    return np.concatenate([np.clip(pixels * alpha, 0, 255), sprite[..., 3:]], axis=-1).round().astype(np.uint8)


def _changing(straight: np.ndarray, luma: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """Returns how much of each pixel's colour changes, 0 … 1."""
    highest, lowest = straight.max(axis=-1), straight.min(axis=-1)
    saturation = (highest - lowest) / np.maximum(highest, 1)
    share = np.clip((saturation - COLOURLESS) / (COLOURFUL - COLOURLESS), 0, 1) * np.clip((highest - 24) / 40, 0, 1)
    opaque = alpha > 0.5
    if opaque.any() and share[opaque].mean() >= LEAST_SHARE:
        return share
    return np.clip((luma - 60) / 50, 0, 1)
