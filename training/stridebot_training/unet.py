"""A UNet on pixel-unshuffled images, conditioned on a timestep, token states and, for super-resolution, a noise level.

Everything that ONNX must carry is inside `forward`, whose arguments are those of the exported graph.
"""

import math
from collections.abc import Callable, Iterator

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stridebot_training.config import UNetConfig


def timestep_features(timestep: Tensor, width: int) -> Tensor:
    """Returns sines and cosines of an int64 [B] timestep, float32 [B, width]. Source: arXiv:1706.03762, section 3.5."""
    frequencies = torch.exp(-math.log(10_000) * torch.arange(width // 2, device=timestep.device) / (width // 2))
    angles = timestep.float()[:, None] * frequencies[None]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


def token_mask(states: Tensor) -> Tensor:
    """Returns 1 where a token is, 0 where the row is padding (all zero), float [B, L]."""
    return (states.abs().amax(dim=2) > 0).to(states.dtype)


class PixelNorm(nn.LayerNorm):
    """Layer normalisation of each pixel over its channels (arXiv:1607.06450)."""

    def forward(self, x: Tensor) -> Tensor:
        """x [B, C, H, W], the same shape back."""
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


def norm(channels: int, config: UNetConfig) -> nn.Module:
    return PixelNorm(channels) if config.pixel_norm else nn.GroupNorm(min(16, channels // 4), channels)


class ResBlock(nn.Module):
    """Two convolutions; the condition scales and shifts the middle normalisation (FiLM, arXiv:1709.07871)."""

    def __init__(self, in_channels: int, out_channels: int, config: UNetConfig):
        super().__init__()
        self.norm1, self.norm2 = norm(in_channels, config), norm(out_channels, config)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
        self.film = nn.Linear(config.time_width, 2 * out_channels)
        self.skip = nn.Conv2d(in_channels, out_channels, 1) if in_channels != out_channels else nn.Identity()
        nn.init.zeros_(self.conv2.weight)
        nn.init.zeros_(self.conv2.bias)

    def forward(self, x: Tensor, cond: Tensor) -> Tensor:
        """x [B, C, H, W], cond [B, time_width] → [B, C', H, W]."""
        h = self.conv1(F.silu(self.norm1(x)))
        scale, shift = self.film(cond)[:, :, None, None].chunk(2, dim=1)
        h = self.norm2(h) * (1 + scale) + shift
        return self.skip(x) + self.conv2(F.silu(h))


def attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """Scaled dot-product attention, [B, heads, N, width] like `q`; `bias` [B, 1, 1, M] is added before the softmax.

    On the CPU it runs in float32 inside a bf16 network: there the backward pass of the bf16 kernel is ten times slower.
    """
    if not (q.device.type == "cpu" and torch.is_autocast_enabled("cpu")):
        return F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
    with torch.autocast("cpu", enabled=False):
        return F.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=bias.float()).to(q.dtype)


class JointAttention(nn.Module):
    """Every pixel attends to all pixels and all text tokens in one softmax; padded tokens are masked."""

    def __init__(self, channels: int, config: UNetConfig):
        super().__init__()
        self.heads = channels // config.head_width
        self.norm, self.text_norm = norm(channels, config), nn.LayerNorm(config.text_width)
        self.qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.text_kv = nn.Linear(config.text_width, 2 * channels)
        self.out = nn.Conv2d(channels, channels, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, x: Tensor, states: Tensor, mask: Tensor) -> Tensor:
        """x [B, C, H, W], states [B, L, text_width], mask [B, L] → [B, C, H, W]."""
        batch, channels, height, width = x.shape
        q, k, v = self.qkv(self.norm(x)).flatten(2).transpose(1, 2).chunk(3, dim=2)
        text_k, text_v = self.text_kv(self.text_norm(states)).chunk(2, dim=2)
        q, k, v = (self._split(part) for part in (q, torch.cat([k, text_k], 1), torch.cat([v, text_v], 1)))
        bias = (mask - 1) * 10_000
        bias = torch.cat([bias.new_zeros(1, 1).expand(batch, height * width), bias], dim=1)[:, None, None]
        attended = attend(q, k, v, bias)
        attended = attended.transpose(1, 2).reshape(batch, height * width, channels)
        return x + self.out(attended.transpose(1, 2).reshape(batch, channels, height, width))

    def _split(self, tokens: Tensor) -> Tensor:
        batch, length, channels = tokens.shape
        return tokens.reshape(batch, length, self.heads, channels // self.heads).transpose(1, 2)


class Stage(nn.Module):
    """A residual block and, where asked for, attention."""

    def __init__(self, in_channels: int, out_channels: int, config: UNetConfig, has_attention: bool):
        super().__init__()
        self.block = ResBlock(in_channels, out_channels, config)
        self.attention = JointAttention(out_channels, config) if has_attention else None

    def forward(self, x: Tensor, cond: Tensor, states: Tensor, mask: Tensor) -> Tensor:
        x = self.block(x, cond)
        return x if self.attention is None else self.attention(x, states, mask)


class UNet(nn.Module):
    """Predicts v (arXiv:2202.00512) or x0 from a noisy image; see `UNetConfig` for its shape."""

    def __init__(self, config: UNetConfig):
        super().__init__()
        self.config = config
        width, area = config.time_width, config.patch**2
        self.time = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.text = nn.Sequential(nn.LayerNorm(config.text_width), nn.Linear(config.text_width, width), nn.SiLU(),
                                  nn.Linear(width, width))  # fmt: skip
        self.level = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        if not config.has_class_labels:
            del self.level
        first = config.channels[0]
        self.mouth = nn.Conv2d(config.in_channels * area, first, 3, padding=1)
        self.down, self.up = nn.ModuleList(), nn.ModuleList()
        self.shrink, self.grow = nn.ModuleList(), nn.ModuleList()
        skips = [first]
        current = first
        last = len(config.channels) - 1
        for level, (channels, blocks, attends) in enumerate(zip(config.channels, config.blocks, config.attention, strict=True)):
            stages = nn.ModuleList()
            for _ in range(blocks):
                stages.append(Stage(current, channels, config, attends))
                current = channels
                skips.append(current)
            self.down.append(stages)
            if level < last:
                self.shrink.append(nn.Conv2d(current, current, 3, stride=2, padding=1))
                skips.append(current)
        self.middle = Stage(current, current, config, config.attention[last])
        for level in reversed(range(last + 1)):
            stages = nn.ModuleList()
            for _ in range(config.blocks[level] + 1):
                stages.append(Stage(current + skips.pop(), config.channels[level], config, config.attention[level]))
                current = config.channels[level]
            self.up.append(stages)
            if level > 0:
                self.grow.append(nn.Conv2d(current, config.channels[level - 1], 3, padding=1))
                current = config.channels[level - 1]
        self.head_norm = norm(current, config)
        self.head = nn.Conv2d(current, config.out_channels * area, 3, padding=1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def condition(self, timestep: Tensor, states: Tensor, mask: Tensor, class_labels: Tensor | None) -> Tensor:
        """Returns the FiLM condition [B, time_width]: timestep, mean text state and noise level, added up."""
        width = self.config.time_width
        pooled = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        cond = self.time(timestep_features(timestep, width)) + self.text(pooled)
        if class_labels is not None:
            cond = cond + self.level(timestep_features(class_labels, width))
        return F.silu(cond)

    def stages(self) -> Iterator[Stage]:
        """Yields the stages in the order in which `body` runs them."""
        for stages in self.down:
            yield from stages
        yield self.middle
        for stages in self.up:
            yield from stages

    def body(self, x: Tensor, run: Callable[[Stage, Tensor], Tensor]) -> Tensor:
        """Down, middle and up, between mouth and head norm: x [B, C, H, W], the same shape back. `run` runs one stage."""
        skips = [x]
        for level, stages in enumerate(self.down):
            for stage in stages:
                x = run(stage, x)
                skips.append(x)
            if level < len(self.shrink):
                x = self.shrink[level](x)
                skips.append(x)
        x = run(self.middle, x)
        for level, stages in enumerate(self.up):
            for stage in stages:
                x = run(stage, torch.cat([x, skips.pop()], dim=1))
            if level < len(self.grow):
                x = F.interpolate(self.grow[level](x), scale_factor=2.0, mode="nearest")
        return x

    def forward(
        self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor, class_labels: Tensor | None = None
    ) -> Tensor:
        """sample [B, in, S, S], timestep int64 [B], encoder_hidden_states [B, 32, 384] → v or x0 [B, out, S, S]."""
        mask = token_mask(encoder_hidden_states)
        cond = self.condition(timestep, encoder_hidden_states, mask, class_labels)
        x = self.mouth(F.pixel_unshuffle(sample, self.config.patch))
        x = self.body(x, lambda stage, x: stage(x, cond, encoder_hidden_states, mask))
        out = F.pixel_shuffle(self.head(F.silu(self.head_norm(x))), self.config.patch)
        return out + sample[:, 3:] if self.config.prediction_type == "sample" else out


def example_inputs(config: UNetConfig, rows: int) -> dict[str, Tensor]:
    """Returns inputs of `UNet.forward` by name, in its order, for a batch of `rows`; each row has a timestep of its own."""
    inputs = {
        "sample": torch.randn(rows, config.in_channels, config.image_size, config.image_size),
        "timestep": 1 + 100 * torch.arange(rows),
        "encoder_hidden_states": torch.randn(rows, 32, config.text_width),
    }
    return inputs | ({"class_labels": 50 * torch.arange(rows)} if config.has_class_labels else {})


def parameter_count(model: nn.Module) -> int:
    return sum(p.numel() for p in model.parameters())
