"""How each of the three networks is trained: the settings of the write-up's part 5B."""

from dataclasses import dataclass

SIGMA = 0.5
"""Noise that the denoiser learns to take away: z = x + σ · ε."""
CLASS_DROP = 0.1
"""Share of the digits whose class is withheld, so that guidance has something to guide away from."""


@dataclass(frozen=True)
class Recipe:
    """`d`: channels at full size. `decay`: the factor on the learning rate after each epoch. `kept`: epochs whose weights stay."""

    kind: str
    d: int
    batch_size: int
    learning_rate: float
    epochs: int
    kept: tuple[int, ...]
    decay: float = 1.0


RECIPES = {
    "denoise": Recipe("denoise", 128, 256, 1e-4, 5, (1, 5)),
    "time": Recipe("time", 64, 128, 1e-3, 20, (5, 20), 0.1 ** (1 / 20)),
    "class": Recipe("class", 64, 128, 1e-3, 20, (5, 20), 0.1 ** (1 / 20)),
}
