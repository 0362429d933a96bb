"""What a run on a machine without a network is made of, in one file: sprites, plans, captions as tokens, text encoder."""

import io
import json
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from stridebot_training.device.layout import Choices
from stridebot_training.device.plans import PlanTable


@dataclass(frozen=True)
class Sprites:
    """Compressed pictures (WebP), and which of them show each subject. `side` is theirs in pixels."""

    files: tuple[bytes, ...]
    choices: Choices
    side: int

    def decoded(self) -> np.ndarray:
        """Returns premultiplied uint8 [N, side, side, 4]."""
        return np.stack([decoded(data) for data in self.files])


@dataclass(frozen=True)
class Materials:
    """`coarse` has every subject, `fine` some at the side of the large pictures, `props` what scenes are drawn from.

    tokens int16 [captions + 1, L], −1 is padding and the last row the empty prompt; they are rows of the encoder's
    shortened table of words. `prompts` are the captions of sample sheets.
    """

    coarse: Sprites
    fine: Sprites
    props: Sprites
    prop_names: tuple[str, ...]
    plans: PlanTable
    captions: tuple[str, ...]
    prompts: tuple[str, ...]
    tokens: np.ndarray
    encoder: dict[str, Tensor]

    def first(self, count: int) -> "Materials":
        """Returns materials with `count` plans and the captions that these need."""
        plans = self.plans.rows(np.arange(min(count, len(self.plans))))
        used = np.union1d(plans.caption, [self.captions.index(text) for text in self.prompts]).astype(np.int64)
        captions = tuple(self.captions[i] for i in used)
        plans = replace(plans, caption=np.searchsorted(used, plans.caption).astype(np.int32))
        return replace(self, plans=plans, captions=captions, tokens=self.tokens[[*used, -1]])


def encoded(sprite: np.ndarray, side: int, quality: int) -> bytes:
    """Returns a premultiplied sprite, uint8 [s, s, 4], as a WebP file of another side."""
    image = Image.frombuffer("RGBa", sprite.shape[1::-1], sprite.tobytes())
    if image.width != side:
        image = image.resize((side, side), Image.Resampling.BOX if side * 2 < image.width else Image.Resampling.LANCZOS)
    file = io.BytesIO()
    image.convert("RGBA").save(file, "WEBP", quality=quality, alpha_quality=80, method=4)
    return file.getvalue()


def decoded(data: bytes) -> np.ndarray:
    """Returns premultiplied uint8 [s, s, 4]."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGBA").convert("RGBa"))


def quantised(weights: dict[str, Tensor]) -> dict[str, np.ndarray]:
    """Returns matrices as int8 codes with a float32 scale per row, vectors in half precision."""
    arrays = {}
    for name, value in weights.items():
        if value.ndim < 2:
            arrays[name] = value.half().numpy()
            continue
        scale = value.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        arrays[f"{name}/codes"], arrays[f"{name}/scale"] = (value / scale).round().to(torch.int8).numpy(), scale.numpy()
    return arrays


def restored(arrays: dict[str, np.ndarray]) -> dict[str, Tensor]:
    """Undoes `quantised`, float32."""
    weights = {}
    for name, value in arrays.items():
        if name.endswith("/codes"):
            weights[name.removesuffix("/codes")] = torch.from_numpy(value * arrays[name.replace("/codes", "/scale")])
        elif not name.endswith("/scale"):
            weights[name] = torch.from_numpy(value).float()
    return weights


def save_materials(materials: Materials, path: Path) -> int:
    """Writes everything to one file and returns its size in bytes."""
    arrays = {f"plans/{f.name}": getattr(materials.plans, f.name) for f in fields(PlanTable)}
    arrays |= {f"encoder/{name}": value for name, value in quantised(materials.encoder).items()}
    for kind in ("coarse", "fine", "props"):
        sprites: Sprites = getattr(materials, kind)
        arrays |= {
            f"{kind}/files": np.frombuffer(b"".join(sprites.files), np.uint8),
            f"{kind}/sizes": np.array([len(data) for data in sprites.files], np.int32),
            f"{kind}/side": np.array(sprites.side),
            **{f"{kind}/{f.name}": getattr(sprites.choices, f.name).astype(np.int32) for f in fields(Choices)},
        }
    words = {"captions": materials.captions, "prompts": materials.prompts, "prop_names": materials.prop_names}
    arrays |= {"tokens": materials.tokens, "words": np.frombuffer(json.dumps(words).encode(), np.uint8)}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)
    return path.stat().st_size


def load_materials(path: Path) -> Materials:
    with np.load(path) as stored:
        arrays = dict(stored)
    words = {key: tuple(texts) for key, texts in json.loads(arrays["words"].tobytes()).items()}
    encoder = {name.removeprefix("encoder/"): value for name, value in arrays.items() if name.startswith("encoder/")}
    plans = PlanTable(**{f.name: arrays[f"plans/{f.name}"] for f in fields(PlanTable)})
    kinds = {kind: _sprites(arrays, kind) for kind in ("coarse", "fine", "props")}
    return Materials(**kinds, plans=plans, tokens=arrays["tokens"], encoder=restored(encoder), **words)


def _sprites(arrays: dict[str, np.ndarray], kind: str) -> Sprites:
    ends = np.cumsum(arrays[f"{kind}/sizes"])
    joined = arrays[f"{kind}/files"].tobytes()
    files = tuple(joined[end - size : end] for end, size in zip(ends, arrays[f"{kind}/sizes"], strict=True))
    choices = Choices(**{f.name: arrays[f"{kind}/{f.name}"].astype(np.int64) for f in fields(Choices)})
    return Sprites(files, choices, int(arrays[f"{kind}/side"]))
