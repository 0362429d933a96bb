"""Drawing with coordinates in the unit square, so that the same scene can be made at any size."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]


@dataclass
class Canvas:
    """A picture under way: `image` is RGB [side, side]; `rng` is the only source of chance."""

    image: Image.Image
    rng: np.random.Generator

    @property
    def side(self) -> int:
        return self.image.width

    def _points(self, points) -> list[tuple[float, float]]:
        return [(x * self.side, y * self.side) for x, y in points]

    def polygon(self, points, colour: Colour) -> None:
        ImageDraw.Draw(self.image).polygon(self._points(points), fill=colour)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        """Fills the ellipse centred at (x, y)."""
        ImageDraw.Draw(self.image).ellipse(self._points([(x - rx, y - ry), (x + rx, y + ry)]), fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        ImageDraw.Draw(self.image).rectangle(self._points([(left, top), (right, bottom)]), fill=colour)

    def line(self, points, colour: Colour, width: float) -> None:
        ImageDraw.Draw(self.image).line(self._points(points), fill=colour, width=max(1, round(width * self.side)))

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Adds light that falls off from (x, y)."""
        rows, cols = np.mgrid[0 : self.side, 0 : self.side] / self.side
        falloff = np.exp(-((cols - x) ** 2 + (rows - y) ** 2) / (2 * radius**2))[..., None] * strength
        pixels = np.asarray(self.image, np.float32)
        self.image = Image.fromarray((pixels + (np.array(colour) - pixels) * falloff).astype(np.uint8))

    def sprite(self, picture: Image.Image, x: float, y: float, size: float, turn: float = 0, mirror: bool = False) -> None:
        """Lays a premultiplied RGBa picture over the canvas, centred at (x, y), `size` wide, turned by degrees."""
        pixels = max(2, round(size * self.side))
        if mirror:
            picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        picture = picture.resize((pixels, pixels), Image.Resampling.BOX if pixels < 32 else Image.Resampling.BILINEAR)
        if turn:
            picture = picture.rotate(turn, Image.Resampling.BILINEAR, expand=True)
        straight = picture.convert("RGBA")
        corner = (round(x * self.side - straight.width / 2), round(y * self.side - straight.height / 2))
        self.image.paste(straight, corner, straight)

    def blur(self, radius: float) -> None:
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * self.side))


def jitter(rng: np.random.Generator, colour: Colour, amount: int = 18) -> Colour:
    """Returns the colour with each channel moved by at most `amount`."""
    moved = np.clip(np.array(colour) + rng.integers(-amount, amount + 1, 3), 0, 255)
    return tuple(int(v) for v in moved)


def gradient(side: int, top: Colour, bottom: Colour) -> Image.Image:
    """Returns a vertical blend of two colours."""
    share = np.linspace(0, 1, side)[:, None, None]
    rows = (1 - share) * np.array(top) + share * np.array(bottom)
    return Image.fromarray(np.broadcast_to(rows, (side, side, 3)).astype(np.uint8))
