"""Laying premultiplied sprites over pictures. Coordinates are in the unit square, y downwards, as `data.canvas` has them."""

import torch
import torch.nn.functional as F
from torch import Tensor

MAX_LEVEL = 3


def level_of(sprite_side: int, size: Tensor, side: int) -> Tensor:
    """Returns how often a sprite is halved before it is sampled, int64 like `size`, 0 … 3.

    Bilinear sampling sees four pixels: of a sprite much larger than what is drawn it would skip the rest.
    """
    ratio = sprite_side / (size * side)
    return torch.log2(ratio.clamp(min=1)).round().long().clamp(max=MAX_LEVEL)


def transformed(sprites: Tensor, x: Tensor, y: Tensor, size: Tensor, turn: Tensor, side: int) -> Tensor:
    """Returns premultiplied layers [n, 4, side, side] in 0 … 1, transparent around the sprites.

    sprites: uint8 or float [n, 4, s, s], premultiplied, 0 … 255. x, y, size, turn: float32 [n]; the centre, the width
    of the sprite's square, and degrees counter-clockwise.
    """
    angle = torch.deg2rad(turn)
    cos, sin = angle.cos() / size, angle.sin() / size
    centre_x, centre_y = 2 * x - 1, 2 * y - 1
    # Output to input, in the coordinates −1 … 1 of affine_grid: turn back around the centre, then undo the scale.
    theta = torch.stack([
        torch.stack([cos, -sin, sin * centre_y - cos * centre_x], 1),
        torch.stack([sin, cos, -sin * centre_x - cos * centre_y], 1),
    ], 1)  # fmt: skip
    grid = F.affine_grid(theta, [len(x), 4, side, side], align_corners=False)
    return F.grid_sample(sprites.float() / 255, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def halved(sprites: Tensor, level: int) -> Tensor:
    """Returns float sprites reduced by 2^level with a box filter."""
    return F.avg_pool2d(sprites.float(), 2**level) if level else sprites.float()


def over(layer: Tensor, picture: Tensor) -> Tensor:
    """Composites a premultiplied layer [n, 4, S, S] over a picture [n, 3, S, S] (Porter and Duff, 1984)."""
    return layer[:, :3] + (1 - layer[:, 3:]) * picture


def over_layer(layer: Tensor, below: Tensor) -> Tensor:
    """Composites a premultiplied layer over another one, both [n, 4, S, S]."""
    return layer + (1 - layer[:, 3:]) * below


def outlined(sprites: Tensor, width: float) -> Tensor:
    """Returns float sprites, 0 … 255, on squares larger by `width` of their side all around, with a white border."""
    margin = round(width * sprites.shape[-1])
    wide = F.pad(sprites.float(), (margin,) * 4)
    alpha = wide[:, 3:]
    reach, soft = 2 * (margin * 3 // 4) + 1, 2 * (margin // 4) + 1
    border = F.avg_pool2d(F.max_pool2d(alpha, reach, 1, reach // 2), soft, 1, soft // 2)
    return wide + (1 - alpha / 255) * border  # white is the same number in all four channels
