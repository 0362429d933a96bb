"""One digit network with its optimizer, its learning rate and its random numbers."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from stridebot_training.digits.networks import NETWORKS
from stridebot_training.digits.objectives import OBJECTIVES
from stridebot_training.digits.recipes import Recipe


@dataclass(frozen=True)
class Way:
    """How a step is computed. It changes speed and rounding, and nothing else. The defaults are the fastest that was measured."""

    bf16: bool = True
    channels_last: bool = True
    compiled: bool = False


class Learner:
    """Makes one update for each batch. The random numbers are part of its state, so a resumed run repeats none."""

    def __init__(self, recipe: Recipe, way: Way, seed: int):
        torch.manual_seed(seed)
        self.recipe, self._way = recipe, way
        self._format = torch.channels_last if way.channels_last else torch.contiguous_format
        self.model = NETWORKS[recipe.kind](recipe.d).to(memory_format=self._format)
        self._forward = torch.compile(self.model, dynamic=False) if way.compiled else self.model
        self.optimizer = torch.optim.Adam(self.model.parameters(), recipe.learning_rate, fused=True)
        self.decay = torch.optim.lr_scheduler.ExponentialLR(self.optimizer, recipe.decay)
        self.generator = torch.Generator().manual_seed(seed)

    def update(self, images: Tensor, labels: Tensor) -> float:
        """Trains on one batch and returns its loss."""
        images = images.contiguous(memory_format=self._format)
        with torch.autocast("cpu", torch.bfloat16, enabled=self._way.bf16):
            loss = OBJECTIVES[self.recipe.kind](self._forward, images, labels, self.generator)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def state(self) -> dict[str, Any]:
        return {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "decay": self.decay.state_dict(),
            "generator": self.generator.get_state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.decay.load_state_dict(state["decay"])
        self.generator.set_state(state["generator"])
