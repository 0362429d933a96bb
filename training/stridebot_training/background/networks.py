"""The networks that a background run trains, and which of them is trained when."""

from dataclasses import dataclass, replace

from stridebot_training.background.shards import ShardPlan
from stridebot_training.config import CONFIGS, TrainConfig

BLOCK_SECONDS, BASE_BLOCKS, CYCLE_BLOCKS = 1200, 5, 6
"""One block in six goes to the upscaler."""


@dataclass(frozen=True)
class Network:
    """A network of the run: its recipe, its pictures, and the file of the published package that it begins with.

    The rate stays constant after the warm-up, since the run has no end; a release lets it decay. `batch` is the number
    of pictures for which `learning_rate` is meant: other batches scale it by the root of the ratio.
    """

    config: TrainConfig
    shards: ShardPlan
    graph: str
    batch: int

    def learning_rate(self, step: int, batch: int) -> float:
        """Returns the rate of a step whose gradient is the mean over `batch` pictures."""
        warm = min(1.0, (step + 1) / self.config.warmup_steps)
        return self.config.learning_rate * warm * (batch / self.batch) ** 0.5


NETWORKS: dict[str, Network] = {
    "base32": Network(
        replace(CONFIGS["base32"], batch_size=128, learning_rate=5e-4, warmup_steps=400, ema_decay=0.9995),
        ShardPlan(side=32, draw_side=96, count=1024, kept=200, views=5), "base.onnx", batch=128,
    ),
    "upscale32": Network(
        replace(CONFIGS["upscale32"], learning_rate=4e-4, warmup_steps=400, ema_decay=0.999),
        ShardPlan(side=256, draw_side=384, count=96, kept=60, views=12), "upscale.onnx", batch=32,
    ),
    "tiny": Network(CONFIGS["tiny"], ShardPlan(side=16, draw_side=32, count=12, kept=4, views=4), "base.onnx", batch=4),
    "tiny-upscale": Network(
        CONFIGS["tiny-upscale"], ShardPlan(side=32, draw_side=32, count=12, kept=4, views=4), "upscale.onnx", batch=4
    ),
}  # fmt: skip
PAIRS = {"base32": "upscale32", "tiny": "tiny-upscale"}


def due(seconds: float) -> tuple[int, float]:
    """Returns 0 where the base is due after so many seconds of training, 1 for the upscaler; and for how long it still is."""
    block, into = divmod(seconds % (BLOCK_SECONDS * CYCLE_BLOCKS), BLOCK_SECONDS)
    if block < BASE_BLOCKS:
        return 0, BLOCK_SECONDS * (BASE_BLOCKS - block) - into
    return 1, BLOCK_SECONDS - into
