"""Checkpoints that a run resumes from, written atomically."""

import os
from pathlib import Path
from typing import Any

import torch


def learner_state(learner: Any) -> dict[str, Any]:
    """Returns the whole state of a `train.Learner`."""
    return {
        "model": learner.model.state_dict(),
        "ema": learner.ema.shadow,
        "ema_updates": learner.ema.updates,
        "optimizer": learner.optimizer.state_dict(),
        "step": learner.step,
    }


def restore_learner(learner: Any, state: dict[str, Any]) -> None:
    """Restores a `train.Learner` in place."""
    learner.model.load_state_dict(state["model"])
    learner.optimizer.load_state_dict(state["optimizer"])
    learner.ema.shadow, learner.ema.updates, learner.step = state["ema"], state["ema_updates"], state["step"]
    learner.reseed()


def save_state(path: Path, state: dict[str, Any]) -> None:
    """Writes a state; a reader sees the old file or the new one, never a part, even after a power cut."""
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)


def save_checkpoint(path: Path, learner: Any, **more: Any) -> None:
    save_state(path, learner_state(learner) | more)


def load_checkpoint(path: Path, learner: Any) -> dict[str, Any]:
    """Restores a learner in place and returns the whole state."""
    state = torch.load(path, map_location=learner.device)
    restore_learner(learner, state)
    return state


def load_ema(path: Path) -> dict[str, torch.Tensor]:
    """Returns the averaged weights of a checkpoint, on the CPU."""
    return torch.load(path, map_location="cpu")["ema"]
