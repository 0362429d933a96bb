"""Checkpoints that a run resumes from, written atomically."""

import os
from pathlib import Path

import torch
from torch import nn

from stridebot_training.ema import Ema


def save_checkpoint(path: Path, model: nn.Module, ema: Ema, optimizer: torch.optim.Optimizer, step: int, elapsed: float) -> None:
    """Writes the whole state of a run; a reader sees the old file or the new one, never a part."""
    state = {
        "model": model.state_dict(),
        "ema": ema.shadow,
        "ema_updates": ema.updates,
        "optimizer": optimizer.state_dict(),
        "step": step,
        "elapsed_seconds": elapsed,
    }
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)


def load_checkpoint(path: Path, model: nn.Module, ema: Ema, optimizer: torch.optim.Optimizer) -> tuple[int, float]:
    """Restores a run in place and returns (step, elapsed seconds)."""
    state = torch.load(path, map_location=next(model.parameters()).device)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    ema.shadow, ema.updates = state["ema"], state["ema_updates"]
    return state["step"], state["elapsed_seconds"]


def load_ema(path: Path) -> dict[str, torch.Tensor]:
    """Returns the averaged weights of a checkpoint, on the CPU."""
    return torch.load(path, map_location="cpu")["ema"]
