"""Batch normalisation folded into the convolutions before it: the same function once it no longer learns."""

import copy

from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from stridebot_training.digits.blocks import ConvUnit
from stridebot_training.digits.networks import DigitUNet


def folded(model: DigitUNet) -> DigitUNet:
    """Returns a copy, ready to run, without batch normalisation. `model` stays as it is, but for being set to eval."""
    out = copy.deepcopy(model.eval())
    for unit in out.modules():
        if isinstance(unit, ConvUnit):
            is_transposed = isinstance(unit.convolution, nn.ConvTranspose2d)
            unit.convolution = fuse_conv_bn_eval(unit.convolution, unit.norm, transpose=is_transposed)
            unit.norm = nn.Identity()
    return out
