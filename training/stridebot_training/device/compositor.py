"""Paints layouts on a device, a whole batch at a time."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from stridebot_training.data.paint import OUTLINE
from stridebot_training.data.styles import OUTLINED
from stridebot_training.data.weather import WEATHERS
from stridebot_training.device import layers
from stridebot_training.device.layout import Layout
from stridebot_training.device.looks import LOOKS
from stridebot_training.device.plans import STYLE_NAMES, WEATHER_NAMES

OUTLINED_STYLES = tuple(STYLE_NAMES.index(name) for name in sorted(OUTLINED))


def upload(values: np.ndarray, device: torch.device) -> Tensor:
    """Returns the array on the device; from pinned memory, so that the host need not wait until the device takes it."""
    tensor = torch.from_numpy(np.ascontiguousarray(values))
    return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor.to(device)


class Compositor:
    """Keeps what pictures are made of on the device.

    sprites: uint8 [N, 4, s, s], premultiplied. pictures: uint8 [M, 3, S, S], finished backgrounds. masks: uint8
    [K, 1, S, S], weather. Pictures come out S × S. Which rows take which path is known on the host, so the device
    never has to be asked and the host can run ahead of it.
    """

    def __init__(self, sprites: Tensor, pictures: Tensor, masks: Tensor, side: int):
        self.sprites, self.pictures, self.masks, self.side = sprites, pictures, masks, side
        self.device = sprites.device

    def compose(self, layout: Layout) -> Tensor:
        """Returns the pictures of a layout, float32 [B, 3, S, S] in 0 … 1."""
        canvas = self._grounds(layout)
        for part in range(layout.sprite.shape[1]):
            for rows, level, is_outlined in self._groups(layout, part):
                layer = self._layer(layout, rows, part, level, is_outlined)
                at = self._to_device(rows)
                canvas[at] = layers.over(layer, canvas[at])
        self._cover_with_weather(canvas, layout)
        for index, name in enumerate(STYLE_NAMES):
            rows = np.flatnonzero(layout.style == index)
            if name is not None and len(rows):
                at = self._to_device(rows)
                canvas[at] = LOOKS[name](canvas[at], self._to_device(layout.draws[rows]), self._to_device(layout.noise[rows]))
        return canvas

    def _to_device(self, values: np.ndarray) -> Tensor:
        return upload(values, self.device)

    def _grounds(self, layout: Layout) -> Tensor:
        """Vertical gradients with low-frequency texture, or cuts of stored pictures."""
        top, bottom = (self._to_device(colour)[:, :, None, None] for colour in (layout.top, layout.bottom))
        share = torch.linspace(0, 1, self.side, device=self.device)[:, None]
        canvas = (top + share * (bottom - top)).expand(-1, -1, -1, self.side)
        canvas = (canvas + F.interpolate(self._to_device(layout.texture), size=self.side, mode="bicubic")).clamp(0, 1)
        rows = np.flatnonzero(layout.picture >= 0)
        if len(rows):
            canvas[self._to_device(rows)] = self._cuts(layout, rows)
        return canvas

    def _cuts(self, layout: Layout, rows: np.ndarray) -> Tensor:
        pictures = self.pictures[self._to_device(layout.picture[rows])].float() / 255
        x, y, scale = self._to_device(layout.zoom[rows]).unbind(1)
        zero = torch.zeros_like(x)
        theta = torch.stack([torch.stack([1 / scale, zero, 2 * x - 1], 1),
                             torch.stack([zero, 1 / scale, 2 * y - 1], 1)], 1)  # fmt: skip
        grid = F.affine_grid(theta, list(pictures.shape), align_corners=False)
        return F.grid_sample(pictures, grid, padding_mode="border", align_corners=False)

    def _groups(self, layout: Layout, part: int) -> list[tuple[np.ndarray, int, bool]]:
        """Returns the rows that have this part, by how far their sprites are reduced and whether they get a border."""
        has = layout.sprite[:, part] >= 0
        level = layers.level_of(self.sprites.shape[-1], torch.from_numpy(layout.size[:, part]), self.side).numpy()
        wears = np.isin(layout.style, OUTLINED_STYLES)
        groups = [(np.flatnonzero(has & (level == k) & (wears == w)), k, w)
                  for k in range(layers.MAX_LEVEL + 1) for w in (False, True)]  # fmt: skip
        return [group for group in groups if len(group[0])]

    def _layer(self, layout: Layout, rows: np.ndarray, part: int, level: int, is_outlined: bool) -> Tensor:
        sprites = self.sprites[self._to_device(layout.sprite[rows, part])]
        size = self._to_device(layout.size[rows, part])
        if is_outlined:
            sprites = layers.outlined(sprites, OUTLINE)
            size = size * (0.86 * sprites.shape[-1] / self.sprites.shape[-1])
        x, y, turn = (self._to_device(values[rows, part]) for values in (layout.x, layout.y, layout.turn))
        return layers.transformed(layers.halved(sprites, level), x, y, size, turn, self.side)

    def _cover_with_weather(self, canvas: Tensor, layout: Layout) -> None:
        rows = np.flatnonzero(layout.mask >= 0)
        if not len(rows):
            return
        at = self._to_device(rows)
        colours = np.array([(0, 0, 0) if name is None else WEATHERS[name][1] for name in WEATHER_NAMES], np.float32) / 255
        colour = self._to_device(colours[layout.weather[rows]])[:, :, None, None]
        share = self.masks[self._to_device(layout.mask[rows])].float() / 255
        canvas[at] = torch.lerp(canvas[at], colour.expand_as(canvas[at]), share)
