"""The recogniser's network: a small residual convnet whose answer is a cosine per class."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

CHANNELS = (32, 64, 128)
EMBEDDING_WIDTH = 128
SCALE = 16.0
"""What cosines are multiplied by before the softmax of the training loss."""
INNER_SIDE = 16


class Block(nn.Module):
    """Two 3×3 convolutions and a short cut (arXiv:1512.03385, basic block). Keeps the shape."""

    def __init__(self, channels: int):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.body(x))


def _entry(channels_in: int, channels_out: int, stride: int) -> nn.Sequential:
    convolution = nn.Conv2d(channels_in, channels_out, 3, stride, padding=1, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(channels_out), nn.ReLU(), Block(channels_out))


class RecogniserNet(nn.Module):
    """[B, 3, side, side] in [−1, 1] → cosines [B, classes] in [−1, 1].

    The picture is unshuffled to 16×16 first, so that 64 px cost little more than 32. The last layer is NormFace
    (arXiv:1704.06369): embedding and class weight are both of length 1, their product is a cosine, and the
    normalised weight is the class's prototype.
    """

    def __init__(self, side: int, classes: int):
        super().__init__()
        if side % INNER_SIDE:
            raise ValueError(f"side {side} is not a multiple of {INNER_SIDE}")
        self.side, self.patch = side, side // INNER_SIDE
        self.stages = nn.ModuleList(
            [
                _entry(3 * self.patch**2, CHANNELS[0], 1),
                _entry(CHANNELS[0], CHANNELS[1], 2),
                _entry(CHANNELS[1], CHANNELS[2], 2),
            ]
        )
        self.embedding = nn.Linear(CHANNELS[2], EMBEDDING_WIDTH)
        self.prototypes = nn.Parameter(torch.randn(classes, EMBEDDING_WIDTH))

    def maps(self, x: Tensor) -> list[Tensor]:
        """Returns the feature maps [B, c, h, w] at 16, 8 and 4 px."""
        x, out = F.pixel_unshuffle(x, self.patch), []
        for stage in self.stages:
            x = stage(x)
            out.append(x)
        return out

    def forward(self, x: Tensor) -> Tensor:
        pooled = self.maps(x)[-1].mean((2, 3))
        return F.normalize(self.embedding(pooled)) @ F.normalize(self.prototypes).T
