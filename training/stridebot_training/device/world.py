"""Builds a `World` from packed materials: sprites decoded, places and scenes rendered once, everything uploaded."""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from stridebot_training.bert import state_table
from stridebot_training.device.compositor import Compositor
from stridebot_training.device.layout import Choices
from stridebot_training.device.prepare import render_masks, render_pictures
from stridebot_training.device.source import World
from stridebot_training.materials import Materials


@dataclass(frozen=True)
class WorldSettings:
    """Which sprites ('coarse' or 'fine'), the side of composed pictures, and how many places, scenes and masks of a kind."""

    sprites: str
    side: int
    each_place: int = 80
    each_scene: int = 320
    each_weather: int = 40
    seed: int = 180
    workers: int = 2


def render_backdrops(materials: Materials, settings: WorldSettings, path: Path) -> None:
    """Renders pictures and masks into one file, unless it is there: a run that resumes does not pay twice."""
    if path.exists():
        return
    pictures, chosen = render_pictures(materials, settings.side, settings.each_place, settings.each_scene, settings.seed,
                                       settings.workers)  # fmt: skip
    masks, kinds = render_masks(settings.side, settings.each_weather, settings.seed)
    lists = {f"pictures/{f.name}": getattr(chosen, f.name) for f in fields(Choices)}
    lists |= {f"masks/{f.name}": getattr(kinds, f.name) for f in fields(Choices)}
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, pictures=pictures, masks=masks, **lists)
    partial.rename(path)


def build_world(materials: Materials, settings: WorldSettings, backdrops: Path, states: Tensor) -> World:
    """Returns the world on the device of `states`, which are those of the captions and of the empty prompt."""
    device = states.device
    sprites = getattr(materials, settings.sprites)
    plans = materials.plans.only(np.flatnonzero(sprites.choices.count))
    with np.load(backdrops) as stored:
        arrays = dict(stored)
    pictures, masks = (Choices(**{f.name: arrays[f"{kind}/{f.name}"] for f in fields(Choices)}) for kind in ("pictures", "masks"))
    compositor = Compositor(
        torch.from_numpy(sprites.decoded()).permute(0, 3, 1, 2).contiguous().to(device),
        torch.from_numpy(arrays["pictures"]).to(device),
        torch.from_numpy(arrays["masks"]).to(device),
        settings.side,
    )
    return World(compositor, plans, sprites.choices, pictures, masks, states)


def caption_states(materials: Materials, device: torch.device) -> Tensor:
    """Returns float16 [captions + 1, L, width] on the device; the last row is the empty prompt."""
    weights = {name: value.to(device) for name, value in materials.encoder.items()}
    return state_table(weights, torch.from_numpy(materials.tokens.astype(np.int64)))
