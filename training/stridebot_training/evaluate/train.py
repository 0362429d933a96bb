"""Trains the recogniser on a bank that the generator never saw. Deterministic from a seed; started again, it resumes."""

import argparse
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from stridebot_training.data.bank import load_bank
from stridebot_training.evaluate.augment import augment, soften
from stridebot_training.evaluate.classes import picture_classes
from stridebot_training.evaluate.labelled import Labelled, labelled, split, to_float
from stridebot_training.evaluate.metrics import is_clear, is_in_top
from stridebot_training.evaluate.network import SCALE, RecogniserNet
from stridebot_training.evaluate.recogniser import Recogniser

SAVE_EVERY = 200
CLEAR_SHARE = 0.75
"""Share of the softened renderings that count as clear likenesses of their class."""


@dataclass(frozen=True)
class Recipe:
    """A run resumes only with the recipe that it began with."""

    side: int
    steps: int = 3000
    batch_size: int = 64
    seed: int = 0
    learning_rate: float = 2e-3


class Run:
    """One run: the network, its optimiser and the number of steps made."""

    def __init__(self, recipe: Recipe):
        torch.manual_seed(recipe.seed)
        self.settings = asdict(recipe) | {"classes": [known.prompt for known in picture_classes()]}
        self.recipe, self.step, self.held_out = recipe, 0, None
        self.net = RecogniserNet(recipe.side, len(self.settings["classes"])).to(memory_format=torch.channels_last)
        self.optimizer = torch.optim.AdamW(self.net.parameters(), lr=0, weight_decay=0.02)

    def advance(self, batch: tuple[Tensor, Tensor]) -> float:
        """Makes one step and returns its loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.learning_rate * schedule(self.step, self.recipe.steps)
        self.net.train()
        with torch.autocast("cpu", torch.bfloat16):  # twice as fast where the CPU has AVX512-BF16
            cosines = self.net(batch[0].contiguous(memory_format=torch.channels_last))
        loss = F.cross_entropy(SCALE * cosines.float(), batch[1])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        self.step += 1
        return loss.item()

    def save(self, path: Path) -> None:
        """Writes the run whole or not at all."""
        state = {"settings": self.settings, "model": self.net.state_dict(), "optimizer": self.optimizer.state_dict(),
                 "step": self.step, "held_out": self.held_out}  # fmt: skip
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        os.replace(partial, path)

    def resume(self, path: Path) -> None:
        """Raises ValueError where the file was begun with another recipe."""
        state = torch.load(path, map_location="cpu")
        if state["settings"] != self.settings:
            raise ValueError(f"{path}: begun as {state['settings']}, asked for {self.settings}; name another --out")
        self.net.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.held_out = state["step"], state["held_out"]


def schedule(step: int, steps: int) -> float:
    """Share of the learning rate: up over the first twentieth, then half a cosine down to 0."""
    warmup = max(1, steps // 20)
    return (step + 1) / warmup if step < warmup else 0.5 + 0.5 * float(np.cos(np.pi * (step - warmup) / (steps - warmup)))


def rows_by_class(labels: np.ndarray) -> list[np.ndarray]:
    return [np.flatnonzero(labels == label) for label in np.unique(labels)]


def batch_of(data: Labelled, groups: list[np.ndarray], step: int, recipe: Recipe) -> tuple[Tensor, Tensor]:
    """The batch of one step, whatever came before. Every class is as likely as any other, however often it was rendered.

    `groups` holds the rows of each class.
    """
    rng = np.random.default_rng([recipe.seed, step])
    rows = np.array([rng.choice(groups[i]) for i in rng.integers(len(groups), size=recipe.batch_size)])
    generator = torch.Generator().manual_seed(int(rng.integers(2**62)))
    pictures = torch.from_numpy(to_float(data.images[rows]))
    return augment(pictures, generator), torch.from_numpy(data.labels[rows])


def accuracy(net: RecogniserNet, data: Labelled) -> dict:
    """Shares of held-out pictures that are recognised: as rendered, after `augment.soften`, and per class as rendered.

    `clearCosine` is the similarity with their class that three of four of the softened pictures reach.
    """
    recogniser, pictures = Recogniser(net), to_float(data.images)
    soft = soften(torch.from_numpy(pictures), torch.Generator().manual_seed(0)).numpy()
    plain, softened = recogniser.similarity(pictures), recogniser.similarity(soft)
    clear_cosine = float(np.quantile(softened[np.arange(len(soft)), data.labels], 1 - CLEAR_SHARE))
    names = [known.prompt for known in picture_classes()]
    hits = is_in_top(plain, data.labels, 1)
    return {
        "pictures": len(data.labels),
        "clearCosine": clear_cosine,
        **{name: shares(part, data.labels, clear_cosine) for name, part in (("plain", plain), ("softened", softened))},
        "perClass": {names[i]: float(hits[data.labels == i].mean()) for i in np.unique(data.labels)},
    }


def shares(similarity: np.ndarray, labels: np.ndarray, clear_cosine: float) -> dict[str, float]:
    tops = {f"top{k}": float(is_in_top(similarity, labels, k).mean()) for k in (1, 5)}
    return {**tops, "clear": float(is_clear(similarity, labels, clear_cosine).mean())}


def train(data: Labelled, recipe: Recipe, out: Path, stop_at: int | None = None) -> Run:
    """Trains to the recipe's end, or to step `stop_at`, from where `out` stands; writes `out` and returns the run."""
    run = Run(recipe)
    if out.exists():
        run.resume(out)
    trained_on, held_out = split(data)
    groups = rows_by_class(trained_on.labels)
    end, start = min(stop_at or recipe.steps, recipe.steps), time.perf_counter()
    while run.step < end:
        loss = run.advance(batch_of(trained_on, groups, run.step, recipe))
        if run.step % SAVE_EVERY == 0:
            run.save(out)
            print(f"step {run.step}, loss {loss:.3f}, {time.perf_counter() - start:.0f} s", flush=True)
    if run.step == recipe.steps and run.held_out is None:
        run.held_out = accuracy(run.net, held_out)
    run.save(out)
    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bank", type=Path, required=True, help="rendered with another --first-seed than the generator's bank")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--batch-size", type=int, default=Recipe.batch_size)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    data = labelled(load_bank(args.bank))
    recipe = Recipe(data.images.shape[1], args.steps, args.batch_size, args.seed)
    held_out = train(data, recipe, args.out).held_out
    print({key: value for key, value in held_out.items() if key != "perClass"})


if __name__ == "__main__":
    main()
