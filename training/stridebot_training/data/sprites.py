"""Sprites: vector pictures of the Iconify packages, rendered once and kept as premultiplied RGBA."""

import io
import json
import os
from pathlib import Path

import numpy as np
from PIL import Image

from stridebot_training.data.recolour import recoloured

SIDE = 256
SETS = ("noto", "noto-v1", "twemoji", "fluent-emoji", "fluent-emoji-flat", "fxemoji")


def load_sets(folder: Path) -> dict[str, dict]:
    """Returns the icons.json of every set found at `folder/<set>/icons.json` (an unpacked npm package)."""
    found = {name: folder / name / "icons.json" for name in SETS}
    missing = [name for name, path in found.items() if not path.exists()]
    if missing:
        raise FileNotFoundError(f"{folder}: no icons.json for {missing}; fetch them with training/fetch_sprites.sh")
    return {name: json.loads(path.read_text()) for name, path in found.items()}


def svg_of(icons: dict, name: str) -> str | None:
    """Returns an icon as a whole SVG document, or None where the set lacks it. `icons` is one parsed icons.json."""
    for candidate in (name, name.replace("-", "")):
        key = icons.get("aliases", {}).get(candidate, {}).get("parent", candidate)
        icon = icons["icons"].get(key)
        if icon is not None:
            width = icon.get("width", icons.get("width", 16))
            height = icon.get("height", icons.get("height", 16))
            box = f"{icon.get('left', 0)} {icon.get('top', 0)} {width} {height}"
            return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{icon["body"]}</svg>'
    return None


def render(svg: str, side: int = SIDE) -> np.ndarray:
    """Returns premultiplied RGBA, uint8 [side, side, 4], the picture's opaque part centred and filling the square."""
    import resvg_py

    png = resvg_py.svg_to_bytes(svg_string=svg, width=side, height=side, skip_system_fonts=True)
    image = Image.open(io.BytesIO(bytes(png))).convert("RGBA")
    image = image.crop(image.getchannel("A").getbbox() or (0, 0, side, side))
    scale = side / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    image = image.convert("RGBa").resize(size, Image.Resampling.LANCZOS)
    canvas = Image.new("RGBa", (side, side))
    canvas.paste(image, ((side - size[0]) // 2, (side - size[1]) // 2))
    return np.asarray(canvas)


def sprites_of(sets: dict[str, dict], name: str) -> list[np.ndarray]:
    """Returns one rendering per set that has the icon `name`, in the order of `SETS`."""
    documents = (svg_of(sets[s], name) for s in SETS)
    return [render(svg) for svg in documents if svg is not None]


class SpriteBook:
    """All sprites by icon name, rendered at most once per cache folder."""

    def __init__(self, packages: Path, cache: Path):
        self._packages, self._cache = packages, cache
        self._sets: dict[str, dict] | None = None
        self._loaded: dict[str, np.ndarray] = {}

    def get(self, name: str) -> np.ndarray:
        """Returns uint8 [variants, 256, 256, 4], premultiplied; variants is 0 for an unknown name.

        `automobile@purple` is `automobile` in another colour.
        """
        if name not in self._loaded:
            path = self._cache / f"{name}.npy"
            if not path.exists():
                self._render_to(path, name)
            self._loaded[name] = np.load(path, mmap_mode="r")
        return self._loaded[name]

    def _render_to(self, path: Path, name: str) -> None:
        pictures = self._render(name)
        stack = np.stack(pictures) if pictures else np.zeros((0, SIDE, SIDE, 4), np.uint8)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Several workers may render the same sprite at once: each must see a whole file or none.
        partial = path.with_name(f"{path.stem}.{os.getpid()}.npy")
        np.save(partial, stack)
        os.replace(partial, path)

    def _render(self, name: str) -> list[np.ndarray]:
        plain, _, colour = name.partition("@")
        if colour:
            return [recoloured(picture, colour) for picture in self.get(plain)]
        self._sets = self._sets or load_sets(self._packages)
        return sprites_of(self._sets, name)
