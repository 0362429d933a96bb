"""The blocks of the digit UNets, named as the write-up's part 5B names them."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

INNER_SIDE = 7
"""Side of a 28 px digit after two halvings: what is flattened to one pixel, and back."""


class ConvUnit(nn.Module):
    """A convolution, batch normalisation and GELU; on its own it is Conv, DownConv or UpConv."""

    def __init__(self, convolution: nn.Conv2d | nn.ConvTranspose2d):
        super().__init__()
        self.convolution, self.norm = convolution, nn.BatchNorm2d(convolution.out_channels)

    def forward(self, x: Tensor) -> Tensor:
        return F.gelu(self.norm(self.convolution(x)))


def conv(channels_in: int, channels_out: int) -> ConvUnit:
    """[B, in, H, W] → [B, out, H, W]."""
    return ConvUnit(nn.Conv2d(channels_in, channels_out, 3, stride=1, padding=1))


def down_conv(channels_in: int, channels_out: int) -> ConvUnit:
    """[B, in, H, W] → [B, out, H / 2, W / 2]."""
    return ConvUnit(nn.Conv2d(channels_in, channels_out, 3, stride=2, padding=1))


def up_conv(channels_in: int, channels_out: int) -> ConvUnit:
    """[B, in, H, W] → [B, out, 2 H, 2 W]."""
    return ConvUnit(nn.ConvTranspose2d(channels_in, channels_out, 4, stride=2, padding=1))


class Flatten(nn.Module):
    """[B, C, 7, 7] → [B, C, 1, 1]: the mean, then GELU."""

    def forward(self, x: Tensor) -> Tensor:
        return F.gelu(x.mean(dim=(2, 3), keepdim=True))


class Unflatten(ConvUnit):
    """[B, C, 1, 1] → [B, C, 7, 7]: a transposed convolution of one pixel, batch normalisation and GELU."""

    def __init__(self, channels: int):
        super().__init__(nn.ConvTranspose2d(channels, channels, INNER_SIDE, stride=INNER_SIDE, padding=0))

    def forward(self, x: Tensor) -> Tensor:
        return F.gelu(self.norm(widened(x, self.convolution)))


def widened(x: Tensor, convolution: nn.ConvTranspose2d) -> Tensor:
    """Applies a transposed convolution to one pixel, as the matrix product that it then is; many times faster."""
    out = x.flatten(1) @ convolution.weight.flatten(1)
    return out.reshape(-1, convolution.out_channels, INNER_SIDE, INNER_SIDE) + convolution.bias[:, None, None]


def conv_block(channels_in: int, channels_out: int) -> nn.Sequential:
    return nn.Sequential(conv(channels_in, channels_out), conv(channels_out, channels_out))


def down_block(channels_in: int, channels_out: int) -> nn.Sequential:
    return nn.Sequential(down_conv(channels_in, channels_out), conv_block(channels_out, channels_out))


def up_block(channels_in: int, channels_out: int) -> nn.Sequential:
    return nn.Sequential(up_conv(channels_in, channels_out), conv_block(channels_out, channels_out))


class FCBlock(nn.Module):
    """[B, in] → [B, out, 1, 1] in float32: bf16 could not tell 299/300 from 298/300."""

    def __init__(self, width_in: int, width_out: int):
        super().__init__()
        self.first, self.second = nn.Linear(width_in, width_out), nn.Linear(width_out, width_out)

    def forward(self, x: Tensor) -> Tensor:
        with torch.autocast(x.device.type, enabled=False):
            return self.second(F.gelu(self.first(x)))[:, :, None, None]
