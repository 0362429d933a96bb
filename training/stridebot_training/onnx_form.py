"""A UNet arranged for ONNX Runtime: the same function of the same parameters, in operations that its CPU provider runs fast.

Weights that are folded into each other here stay apart in the exported file: ONNX Runtime folds them when it loads the
graph, and `warm_start` still finds every parameter.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stridebot_training.unet import JointAttention, PixelNorm, ResBlock, Stage, UNet, token_mask


class _ReshapeRows(torch.autograd.Function):
    """A reshape that the exporter writes with constants; its own asks for the batch size first, in five nodes."""

    @staticmethod
    def forward(ctx: object, x: Tensor, shape: tuple[int, ...]) -> Tensor:
        return x.reshape(x.shape[0], *shape)

    @staticmethod
    def symbolic(g: object, x: object, shape: tuple[int, ...]) -> object:
        return g.op("Reshape", x, g.op("Constant", value_t=torch.tensor([0, *shape[:-1], -1])))


def reshape_rows(x: Tensor, *shape: int) -> Tensor:
    """Gives every row of a batch this shape. The last size may be -1."""
    return _ReshapeRows.apply(x, shape)


def sizes(x: Tensor) -> list[int]:
    """Returns the sizes of one row as plain numbers, so that the exporter writes them as constants."""
    return [int(size) for size in x.shape[1:]]


def normalised(x: Tensor, norm: nn.Module, is_centred: bool = False) -> Tensor:
    """Normalises x [B, C, H, W] without the norm's weight and bias. `is_centred`: the mean of every pixel is known to be 0."""
    return _pixels_normalised(x, norm, is_centred) if isinstance(norm, PixelNorm) else _groups_normalised(x, norm)


def _pixels_normalised(x: Tensor, norm: PixelNorm, is_centred: bool) -> Tensor:
    """Means over channels as products with a row of 1/C: no transposition, and faster than ReduceMean."""
    channels, height, width = sizes(x)
    average = torch.full((1, 1, channels), 1 / channels)
    x = reshape_rows(x, channels, height * width)
    if not is_centred:
        x = x - average @ x
    x = x * (1 / torch.sqrt(average @ (x * x) + norm.eps))
    return reshape_rows(x, channels, height, width)


def _groups_normalised(x: Tensor, norm: nn.GroupNorm) -> Tensor:
    channels, height, width = sizes(x)
    groups = norm.num_groups
    x = reshape_rows(x, groups, channels // groups * height * width)
    x = F.instance_norm(x, None, None, torch.ones(groups), torch.zeros(groups), True, 0.0, norm.eps)
    return reshape_rows(x, channels, height, width)


def applied(norm: nn.Module, x: Tensor) -> Tensor:
    """The whole norm. Weight and bias as a batch normalisation with mean 0 and variance 1: one pass instead of two."""
    zeros, ones = torch.zeros_like(norm.bias), torch.ones_like(norm.weight)
    return F.batch_norm(normalised(x, norm), zeros, ones, norm.weight, norm.bias, False, 0.0, 0.0)


def folded_film(block: ResBlock) -> tuple[Tensor, Tensor]:
    """Returns weight [2C, time_width] and bias [2C] that give factor and offset of what `norm2` has normalised.

    norm2(x) · (1 + scale) + shift, with its weight w and bias b, is x̂ · w(1 + scale) + b(1 + scale) + shift.
    """
    w, b = block.norm2.weight, block.norm2.bias
    (scale, shift), (scale_bias, shift_bias) = block.film.weight.chunk(2), block.film.bias.chunk(2)
    weight = torch.cat([w[:, None] * scale, b[:, None] * scale + shift])
    return weight, torch.cat([w * (1 + scale_bias), b * (1 + scale_bias) + shift_bias])


def folded_text(attention: JointAttention) -> tuple[Tensor, Tensor]:
    """Returns weight [2C, text_width] and bias [2C] of `text_kv`, with weight and bias of the norm before it."""
    text_kv, text_norm = attention.text_kv, attention.text_norm
    return text_kv.weight * text_norm.weight, text_kv.weight @ text_norm.bias + text_kv.bias


def folded_mouth(model: UNet) -> Tensor:
    """Returns the kernel of a strided convolution that does pixel-unshuffle and mouth in one."""
    patch, channels = model.config.patch, model.config.in_channels
    kernel = model.mouth.weight.unflatten(1, (channels, patch, patch))
    return kernel.permute(0, 1, 4, 2, 5, 3).reshape(-1, channels, 3 * patch, 3 * patch)


MAX_PIECES = 6
"""Outputs of one Split. WebGPU binds each as a buffer, of which it guarantees 8 to a shader."""


def pieces(x: Tensor, widths: Sequence[int]) -> Iterator[Tensor]:
    """Yields slices of x [B, C, ...] along its channels: in groups, where they are many."""
    if len(widths) <= MAX_PIECES:
        yield from x.split(list(widths), dim=1)
        return
    size = math.ceil(len(widths) / MAX_PIECES)
    groups = [widths[start : start + size] for start in range(0, len(widths), size)]
    for group, inner in zip(x.split([sum(each) for each in groups], dim=1), groups, strict=True):
        yield from pieces(group, inner)


def joined(parts: Sequence[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor]:
    """Returns one weight and bias for many linear layers of the same input."""
    weights, biases = zip(*parts, strict=True)
    return torch.cat(weights), torch.cat(biases)


@dataclass(frozen=True)
class Text:
    """What attention sees of the prompt: keys and values [B, 2C, L] of every layer, and `bias` [B, 1, 1, L] that hides padding."""

    keys_values: Iterator[Tensor]
    bias: Tensor


class OnnxForm(nn.Module):
    """Takes and returns what `UNet.forward` does."""

    def __init__(self, model: UNet):
        super().__init__()
        self.model = model

    def forward(
        self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor, class_labels: Tensor | None = None
    ) -> Tensor:
        model, config = self.model, self.model.config
        mask = token_mask(encoder_hidden_states)
        films = self._films(model.condition(timestep, encoder_hidden_states, mask, class_labels))
        text = self._text(encoder_hidden_states, mask) if any(config.attention) else None
        x = F.conv2d(sample, folded_mouth(model), model.mouth.bias, stride=config.patch, padding=config.patch)
        x = model.body(x, lambda stage, x: run_stage(stage, x, next(films), next(films), text))
        out = F.pixel_shuffle(model.head(F.silu(applied(model.head_norm, x))), config.patch)
        return out + sample.split(3, dim=1)[1] if config.prediction_type == "sample" else out

    def _films(self, cond: Tensor) -> Iterator[Tensor]:
        """Yields the factor and the offset [B, C, 1, 1] of every block in turn, all from one matrix product."""
        parts = [folded_film(stage.block) for stage in self.model.stages()]
        weight, bias = joined(parts)
        widths = [stage.block.conv2.out_channels for stage in self.model.stages() for _ in range(2)]
        return pieces(reshape_rows(F.linear(cond, weight, bias), sum(widths), 1, 1), widths)

    def _text(self, states: Tensor, mask: Tensor) -> Text:
        """The padding that all rows have in common is cut off: it is masked anyway, and most prompts are short."""
        positions = torch.arange(1, sizes(mask)[0] + 1)
        length = (mask * positions).amax().clamp(min=1).to(torch.int64)
        states, mask = states[:, :length], mask[:, :length]
        attentions = [stage.attention for stage in self.model.stages() if stage.attention is not None]
        weight, bias = joined([folded_text(attention) for attention in attentions])
        eps = attentions[0].text_norm.eps
        keys_values = F.linear(F.layer_norm(states, (self.model.config.text_width,), eps=eps), weight, bias).transpose(1, 2)
        widths = [attention.text_kv.out_features for attention in attentions]
        return Text(pieces(keys_values, widths), (mask[:, None, None] - 1) * 10_000)


def run_stage(stage: Stage, x: Tensor, factor: Tensor, offset: Tensor, text: Text | None) -> Tensor:
    x = run_block(stage.block, x, factor, offset)
    return x if stage.attention is None else run_attention(stage.attention, x, next(text.keys_values), text.bias)


def run_block(block: ResBlock, x: Tensor, factor: Tensor, offset: Tensor) -> Tensor:
    """A pixel norm subtracts each pixel's mean: where its input comes from a convolution, the weights can do that."""
    weight, bias = block.conv1.weight, block.conv1.bias
    is_centred = isinstance(block.norm2, PixelNorm)
    if is_centred:
        weight, bias = weight - weight.mean(0, keepdim=True), bias - bias.mean(0, keepdim=True)
    h = F.conv2d(F.silu(applied(block.norm1, x)), weight, bias, padding=1)
    h = normalised(h, block.norm2, is_centred) * factor + offset
    return block.skip(x) + block.conv2(F.silu(h))


def run_attention(attention: JointAttention, x: Tensor, text: Tensor, text_bias: Tensor) -> Tensor:
    """Channels stay before pixels throughout: ONNX Runtime transposes inside its matrix products.

    x [B, C, H, W], text [B, 2C, L] (keys and values), text_bias [B, 1, 1, L] → [B, C, H, W].
    """
    channels, height, width = sizes(x)
    heads, pixels = attention.heads, height * width
    head_width = channels // heads
    scale = torch.cat([torch.full((channels,), 1 / math.sqrt(head_width)), torch.ones(2 * channels)])
    qkv = F.conv2d(applied(attention.norm, x), attention.qkv.weight * scale[:, None, None, None], attention.qkv.bias * scale)
    q, pixel_kv = reshape_rows(qkv, 3 * channels, pixels).split([channels, 2 * channels], dim=1)
    kv = torch.cat([pixel_kv, text], dim=2)
    k, v = reshape_rows(kv, 2 * heads, head_width, -1).split(heads, dim=1)
    q = reshape_rows(q, heads, head_width, pixels)
    bias = torch.cat([text_bias[..., :1] * torch.zeros(pixels), text_bias], dim=3)
    weights = (q.transpose(2, 3) @ k + bias).softmax(dim=3)
    attended = v @ weights.transpose(2, 3)
    return x + attention.out(reshape_rows(attended, channels, height, width))
