"""A reference engine over a finished package: samples, anagrams, hybrids and upscaling with ONNX Runtime and numpy.

Slow and small on purpose; the product's engine is in TypeScript, and this one is what it can be checked against.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch

from stridebot_training.sample import SAMPLERS, noise_streams, seeded_noise
from stridebot_training.schedule import cosine_alphas_cumprod, leading_timesteps, trailing_timesteps

Array = np.ndarray
Map = Callable[[Array], Array]
ScaleAt = Callable[[int], float]
ALPHAS_CUMPROD = cosine_alphas_cumprod()
SPACINGS = {"trailing": trailing_timesteps, "leading": leading_timesteps}

VIEWS: dict[str, tuple[Map, Map]] = {
    # name: (apply, inverse) on [B, C, S, S]
    "identity": (lambda x: x, lambda x: x),
    "flip": (lambda x: x[:, :, ::-1], lambda x: x[:, :, ::-1]),
    "rotate180": (lambda x: x[:, :, ::-1, ::-1], lambda x: x[:, :, ::-1, ::-1]),
    "rotate90": (lambda x: np.rot90(x, -1, (2, 3)), lambda x: np.rot90(x, 1, (2, 3))),
    "negate": (lambda x: -x, lambda x: -x),
}


@dataclass(frozen=True)
class Term:
    """One prompt of a picture: seen through a view, kept to a component, or both plain."""

    prompt: str
    view: str = "identity"
    component: Map | None = None


@dataclass(frozen=True)
class Walk:
    """How noise becomes a picture, in the words of the bot's options and of a package's defaults.

    Prompts guide at timesteps inside `interval`, both ends included, and everywhere without it (arXiv:2404.07724).
    """

    sampler: str
    steps: int
    guidance: float
    spacing: str = "trailing"
    interval: tuple[int, int] | None = None

    @property
    def timesteps(self) -> Array:
        """The timesteps at which the network is asked."""
        return SPACINGS[self.spacing](self.steps)

    def scale_at(self, t: int) -> float:
        return 1.0 if self.interval and not self.interval[0] <= t <= self.interval[1] else self.guidance

    @property
    def runs(self) -> int:
        """How often the network is asked for one prompt, its guidance included."""
        return sum(1 if self.scale_at(int(t)) == 1 else 2 for t in self.timesteps)


def low_pass(sigma: float) -> Map:
    """Returns a Gaussian blur of [B, C, S, S] by `sigma` pixels, edges reflected."""

    def blur(x: Array) -> Array:
        radius = min(x.shape[-1] - 1, int(4 * sigma + 0.5))
        kernel = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
        kernel = (kernel / kernel.sum()).astype(np.float32)
        for axis in (2, 3):
            widths = [(0, 0)] * 4
            widths[axis] = (radius, radius)
            windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, widths, mode="reflect"), 2 * radius + 1, axis)
            x = windows @ kernel
        return x

    return blur


def high_pass(sigma: float) -> Map:
    blur = low_pass(sigma)
    return lambda x: x - blur(x)


def threshold(x0: Array, ratio: float, maximum: float) -> Array:
    """Dynamic thresholding per image (arXiv:2205.11487, section 2.3)."""
    s = np.clip(np.quantile(np.abs(x0).reshape(len(x0), -1), ratio, axis=1), 1, maximum)[:, None, None, None]
    return (np.clip(x0, -s, s) / s).astype(np.float32)


class ReferenceEngine:
    """A loaded package; every method takes and returns float32 [B, 3, S, S] in [−1, 1]."""

    def __init__(self, folder: Path, threads: int = 2):
        from tokenizers import Tokenizer

        self.model = json.loads((folder / "model.json").read_text())
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        self._sessions = {
            key: ort.InferenceSession(folder / self.model[key]["file"], options, providers=["CPUExecutionProvider"])
            for key in ("base", "upscale", "textEncoder")
        }
        self._tokenizer = Tokenizer.from_file(str(folder / self.model["textEncoder"]["tokenizer"]))
        self._tokenizer.enable_truncation(self.model["textEncoder"]["maxTokens"])
        self._tokenizer.enable_padding(length=self.model["textEncoder"]["maxTokens"])
        self._cache: dict[str, Array] = {}
        self.default_walk = Walk(**self.model["defaults"])

    def encode(self, prompt: str) -> Array:
        """Returns the token states [1, 32, 384] of one prompt."""
        if prompt not in self._cache:
            encoding = self._tokenizer.encode(prompt)
            inputs = {"input_ids": np.array([encoding.ids]), "attention_mask": np.array([encoding.attention_mask])}
            self._cache[prompt] = self._sessions["textEncoder"].run(None, inputs)[0]
        return self._cache[prompt]

    def _x0(self, stage: str, x: Array, t: int, states: Array, **extra: Array) -> Array:
        """Runs one stage; `extra` may hold low_res and class_labels."""
        batch = len(x)
        sample = np.concatenate([x, extra.pop("low_res")], axis=1) if "low_res" in extra else x
        inputs = {"sample": sample, "timestep": np.full(batch, t), "encoder_hidden_states": np.repeat(states, batch, 0)}
        output = self._sessions[stage].run(None, inputs | extra)[0]
        a = ALPHAS_CUMPROD[t]
        signal, noise = np.float32(a**0.5), np.float32((1 - a) ** 0.5)
        kinds = {
            "v_prediction": lambda: signal * x - noise * output,
            "epsilon": lambda: (x - noise * output) / signal,
            "sample": lambda: output,
        }
        return kinds[self.model[stage]["predictionType"]]()

    def guided(self, prompt: str, scale_at: ScaleAt) -> Callable[[Array, int], Array]:
        """Classifier-free guidance, arXiv:2207.12598, on x0."""
        cond, uncond = self.encode(prompt), self.encode("")

        def denoise(x: Array, t: int) -> Array:
            c, scale = self._x0("base", x, t, cond), scale_at(t)
            return c if scale == 1 else (1 - scale) * self._x0("base", x, t, uncond) + scale * c

        return denoise

    def composed(self, terms: list[Term], scale_at: ScaleAt) -> Callable[[Array, int], Array]:
        """Anagrams (mean over views, arXiv:2311.17919) and hybrids (sum of components, arXiv:2404.11615)."""
        denoisers = [self.guided(term.prompt, scale_at) for term in terms]

        def denoise(x: Array, t: int) -> Array:
            total = np.zeros_like(x)
            for term, inner in zip(terms, denoisers, strict=True):
                apply, inverse = VIEWS[term.view]
                x0 = inverse(inner(np.ascontiguousarray(apply(x)), t))
                total += x0 / len(terms) if term.component is None else term.component(x0)
            return total

        return denoise

    def draw(self, terms: list[Term], seeds: list[int], walk: Walk | None = None) -> Array:
        """Returns one low-resolution picture per seed; without `walk`, at the package's defaults."""
        walk = walk or self.default_walk
        noise = noise_streams(seeds, self.model["base"]["imageSize"])
        rule = self.model["base"]["thresholding"]

        def fresh() -> Array:
            return noise().numpy()

        def clip(x0: Array) -> Array:
            return threshold(x0, rule["ratio"], rule["max"])

        return SAMPLERS[walk.sampler](self.composed(terms, walk.scale_at), fresh(), walk.timesteps, clip, fresh)

    def upscale(self, low: Array, prompt: str, seed: int = 180, noise_level: int | None = None, steps: int | None = None) -> Array:
        """Returns the pictures at 256 px: DDIM on noise, conditioned on the noised enlargement."""
        stage = self.model["upscale"]
        side, level = stage["imageSize"], stage["noiseLevel"] if noise_level is None else noise_level
        enlarged = torch.nn.functional.interpolate(torch.from_numpy(low), size=side, mode="bilinear", align_corners=True)
        x, noise = seeded_noise([seed, seed + 1], side).numpy()[:, None]
        a = ALPHAS_CUMPROD[level]
        return np.concatenate([self._upscale_one(x, part[None], a, noise, level, prompt, steps) for part in enlarged.numpy()])

    def _upscale_one(self, x: Array, low: Array, a: float, noise: Array, level: int, prompt: str, steps: int | None) -> Array:
        low_res = (a**0.5 * low + (1 - a) ** 0.5 * noise).astype(np.float32)
        states, timesteps = self.encode(prompt), trailing_timesteps(steps or self.model["upscale"]["steps"])
        rule = self.model["upscale"]["thresholding"]
        for i, t in enumerate(timesteps):
            x0 = self._x0("upscale", x, int(t), states, low_res=low_res, class_labels=np.array([level]))
            x0 = threshold(x0, rule["ratio"], rule["max"])
            if i + 1 == len(timesteps):
                return x0
            at, b = ALPHAS_CUMPROD[t], ALPHAS_CUMPROD[timesteps[i + 1]]
            eps = (x - at**0.5 * x0) / (1 - at) ** 0.5
            x = (b**0.5 * x0 + (1 - b) ** 0.5 * eps).astype(np.float32)
        return x


def anagram_terms(first: str, second: str, view: str = "flip") -> list[Term]:
    """Reads as `first` upright and as `second` through the view."""
    return [Term(first), Term(second, view)]


def hybrid_terms(far: str, near: str, sigma: float) -> list[Term]:
    """Reads as `far` from a distance and as `near` up close."""
    return [Term(far, component=low_pass(sigma)), Term(near, component=high_pass(sigma))]
