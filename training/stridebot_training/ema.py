"""A moving average of the weights, which is what ships."""

import torch
from torch import Tensor, nn


class Ema:
    """Keeps shadow weights; the decay warms up so that early weights are forgotten."""

    def __init__(self, model: nn.Module, decay: float):
        self.decay, self.updates = decay, 0
        self.shadow: dict[str, Tensor] = {name: value.detach().clone() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        """Moves the shadow towards the model by 1 − min(decay, (1 + n) / (10 + n))."""
        self.updates += 1
        decay = min(self.decay, (1 + self.updates) / (10 + self.updates))
        names = list(self.shadow)
        current = model.state_dict()
        torch._foreach_lerp_([self.shadow[n] for n in names], [current[n] for n in names], 1 - decay)
