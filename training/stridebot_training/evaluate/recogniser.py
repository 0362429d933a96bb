"""A trained recogniser: similarity of pictures with classes, and a distance between pictures."""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from stridebot_training.evaluate.classes import picture_classes
from stridebot_training.evaluate.network import RecogniserNet

Array = np.ndarray
CHUNK = 256
GRID = 4


class Recogniser:
    """Takes float32 [B, 3, S, S] in [−1, 1], reduces it to its own side by area, and answers in numpy. Not trained further."""

    def __init__(self, net: RecogniserNet, clear_cosine: float = -1):
        """`clear_cosine`: what three of four softened renderings reach; see `evaluate.train.accuracy`."""
        self.net, self.clear_cosine = net.eval(), clear_cosine

    def _reduced(self, x: Array) -> Tensor:
        pictures = torch.from_numpy(np.ascontiguousarray(x, np.float32)).clamp(-1, 1)
        side = self.net.side
        return pictures if x.shape[-1] == side else F.interpolate(pictures, size=side, mode="area")

    @torch.inference_mode()
    def similarity(self, x: Array) -> Array:
        """Returns the cosine [B, classes] between each picture's embedding and each class's prototype."""
        return torch.cat([self.net(part) for part in self._reduced(x).split(CHUNK)]).numpy()

    @torch.inference_mode()
    def features(self, x: Array) -> Array:
        """Returns vectors [B, D] whose Euclidean distance is a perceptual one.

        Source: LPIPS, arXiv:1801.03924, equation 1: feature maps with each place's channels at length 1, compared place by
        place. Ours differ: the network is the recogniser, its channels are not weighed, the last map is left out because a
        classifier folds a class into a point there, and the maps are pooled to 4×4, so that a small shift costs little.
        """
        return torch.cat([self._features_of(part) for part in self._reduced(x).split(CHUNK)]).numpy()

    def _features_of(self, pictures: Tensor) -> Tensor:
        maps = [F.adaptive_avg_pool2d(F.normalize(part), GRID) for part in self.net.maps(pictures)[:2]]
        return torch.cat([part.flatten(1) for part in maps], 1) / (len(maps) * GRID**2) ** 0.5


def load_recogniser(path: Path) -> tuple[Recogniser, dict]:
    """Reads a finished checkpoint of `evaluate.train`; returns it with its settings and held-out accuracy.

    Raises ValueError where the checkpoint knows other classes than the vocabulary does now, or is unfinished.
    """
    state = torch.load(path, map_location="cpu")
    prompts = [known.prompt for known in picture_classes()]
    if state["settings"]["classes"] != prompts:
        raise ValueError(f"{path}: knows other classes than data/vocabulary.py and scenes.py; train it again with evaluate.train")
    if state["held_out"] is None:
        raise ValueError(f"{path}: stopped at step {state['step']}; run evaluate.train again to finish it")
    net = RecogniserNet(state["settings"]["side"], len(prompts))
    net.load_state_dict(state["model"])
    return Recogniser(net, state["held_out"]["clearCosine"]), {"settings": state["settings"], "held_out": state["held_out"]}
