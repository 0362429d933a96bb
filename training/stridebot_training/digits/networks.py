"""The three UNets of the write-up's part 5B, on digits of 28×28: D is the number of channels at full size."""

import torch
from torch import Tensor, nn

from stridebot_training.digits.blocks import FCBlock, Flatten, Unflatten, conv_block, down_block, up_block
from stridebot_training.digits.idx import CLASSES

NUM_TRAIN_TIMESTEPS = 300


class DigitUNet(nn.Module):
    """The body that all three have in common."""

    def __init__(self, d: int):
        super().__init__()
        self.mouth = conv_block(1, d)
        self.down1, self.down2 = down_block(d, d), down_block(d, 2 * d)
        self.flatten, self.unflatten = Flatten(), Unflatten(2 * d)
        self.up1, self.up2 = up_block(4 * d, d), up_block(2 * d, d)
        self.last = conv_block(2 * d, d)
        self.head = nn.Conv2d(d, 1, 3, stride=1, padding=1)

    def walk(self, x: Tensor, inner: "Modulation", outer: "Modulation") -> Tensor:
        """[B, 1, 28, 28] → [B, 1, 28, 28]; `inner` acts on what is unflattened, `outer` on what the first up block gives."""
        full = self.mouth(x)
        half = self.down1(full)
        quarter = self.down2(half)
        out = inner.of(self.unflatten(self.flatten(quarter)))
        out = outer.of(self.up1(torch.cat([out, quarter], dim=1)))
        out = self.up2(torch.cat([out, half], dim=1))
        return self.head(self.last(torch.cat([out, full], dim=1)))


class Modulation:
    """Multiplies by `factor` and adds `offset`, [B, C, 1, 1] each, where they are given."""

    def __init__(self, offset: Tensor | None = None, factor: Tensor | None = None):
        self._offset, self._factor = offset, factor

    def of(self, x: Tensor) -> Tensor:
        if self._factor is not None:
            x = x * self._factor.to(x.dtype)
        return x if self._offset is None else x + self._offset.to(x.dtype)


class Denoiser(DigitUNet):
    """Noisy digits → clean ones. It is told nothing but the picture."""

    condition = "none"

    def forward(self, sample: Tensor) -> Tensor:
        return self.walk(sample, Modulation(), Modulation())


class TimeUNet(DigitUNet):
    """Digits at timesteps int64 [B] → their noise; t / T goes through one FCBlock for each place."""

    condition = "time"

    def __init__(self, d: int):
        super().__init__(d)
        self.time1, self.time2 = FCBlock(1, 2 * d), FCBlock(1, d)

    def forward(self, sample: Tensor, timestep: Tensor) -> Tensor:
        t = share_of_time(timestep)
        return self.walk(sample, Modulation(self.time1(t)), Modulation(self.time2(t)))


class ClassUNet(TimeUNet):
    """The same, told the digit: class labels int64 [B], 0 … 9, or 10 for none, whose one-hot row is zero."""

    condition = "class"

    def __init__(self, d: int):
        super().__init__(d)
        self.class1, self.class2 = FCBlock(CLASSES, 2 * d), FCBlock(CLASSES, d)
        self.register_buffer("one_hot", torch.eye(CLASSES + 1, CLASSES), persistent=False)

    def forward(self, sample: Tensor, timestep: Tensor, class_labels: Tensor) -> Tensor:
        t, c = share_of_time(timestep), self.one_hot[class_labels]
        inner = Modulation(self.time1(t), self.class1(c))
        return self.walk(sample, inner, Modulation(self.time2(t), self.class2(c)))


def share_of_time(timestep: Tensor) -> Tensor:
    """Returns t / T, float32 [B, 1]."""
    return (timestep.float() / NUM_TRAIN_TIMESTEPS)[:, None]


NO_CLASS = CLASSES
NETWORKS: dict[str, type[DigitUNet]] = {"denoise": Denoiser, "time": TimeUNet, "class": ClassUNet}


def parameter_count(model: nn.Module) -> int:
    return sum(p.numel() for p in model.parameters())
