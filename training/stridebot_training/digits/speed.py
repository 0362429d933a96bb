"""Images a second of a training step, for every way to compute it.

python -m stridebot_training.digits.speed class denoise --ways bf16+channels_last bf16 channels_last --core 1
"""

import argparse
import time
from dataclasses import replace

import torch

from stridebot_training.background.processes import settle
from stridebot_training.digits.idx import SPLITS
from stridebot_training.digits.learner import Learner, Way
from stridebot_training.digits.recipes import RECIPES, Recipe


def measure(recipe: Recipe, way: Way, steps: int) -> tuple[float, float]:
    """Returns images a second of processor time, and of the clock, on random pictures; the first step is left out.

    On a machine that does something else as well, the processor's time says what a free core would reach.
    """
    learner = Learner(recipe, way, 180)
    images, labels = torch.rand(recipe.batch_size, 1, 28, 28), torch.randint(10, (recipe.batch_size,))
    learner.update(images, labels)
    began = time.process_time(), time.perf_counter()
    for _ in range(steps):
        learner.update(images, labels)
    count = steps * recipe.batch_size
    return count / (time.process_time() - began[0]), count / (time.perf_counter() - began[1])


def way_of(words: str) -> Way:
    """Reads a way such as `bf16+channels_last+compiled`; what is not named is off; `plain` names nothing."""
    named = set(words.split("+")) - {"plain"}
    if unknown := named - set(Way.__dataclass_fields__):
        raise ValueError(f"{', '.join(sorted(unknown))}: a way is made of {', '.join(Way.__dataclass_fields__)}")
    return Way(**{name: name in named for name in Way.__dataclass_fields__})


def estimate(recipe: Recipe, pace: float) -> str:
    """Says what an epoch and the whole training take at so many images a second."""
    epoch = SPLITS["train"][1] / pace
    return f"epoch {epoch / 60:.0f} min, {recipe.epochs} epochs {recipe.epochs * epoch / 3600:.1f} h"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="+", choices=RECIPES)
    parser.add_argument("--ways", nargs="+", type=way_of, default=[Way()], metavar="WAY",
                        help="words of bf16, channels_last and compiled joined by +, or plain")  # fmt: skip
    parser.add_argument("--batch", type=int, help="another batch size than the recipe's: small ones are measured sooner")
    parser.add_argument("--steps", type=int, default=2)
    parser.add_argument("--core", type=int)
    args = parser.parse_args()
    settle(args.core, 1)
    for kind in args.kinds:
        recipe = replace(RECIPES[kind], batch_size=args.batch or RECIPES[kind].batch_size)
        for way in args.ways:
            pace, by_clock = measure(recipe, way, args.steps)
            words = "+".join(name for name, on in vars(way).items() if on) or "plain"
            print(f"{kind}, {words}: {pace:.0f} images/s of processor time ({by_clock:.0f} by the clock); "
                  f"{estimate(recipe, pace)}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
