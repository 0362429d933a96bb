"""Many plans as a table of numbers, with the captions that they point into."""

from dataclasses import dataclass, fields

import numpy as np

from stridebot_training.data.backgrounds import ALL_PLACES
from stridebot_training.data.phrases import COLOURS
from stridebot_training.data.plan import Ground, Plan, Planner
from stridebot_training.data.scenes import SCENES
from stridebot_training.data.styles import ALL_STYLES
from stridebot_training.data.weather import WEATHERS

MAX_PARTS, CAPTIONS_EACH = 3, 3
GROUNDS: tuple[Ground, ...] = (
    Ground(),
    *(Ground("colour", name) for name in COLOURS),
    *(Ground("place", name) for name in ALL_PLACES),
    *(Ground("scene", scene.captions[0]) for scene in SCENES),
)
STYLE_NAMES: tuple[str | None, ...] = (None, *ALL_STYLES)
WEATHER_NAMES: tuple[str | None, ...] = (None, *WEATHERS)


@dataclass(frozen=True)
class PlanTable:
    """P plans. Parts that a plan lacks have subject −1.

    subject int16 [P, 3]; box float16 [P, 3, 3]: x, y, size; ground, style and weather int8 [P], indices into the
    tuples above; caption int32 [P, 3] into the list of captions.
    """

    subject: np.ndarray
    box: np.ndarray
    ground: np.ndarray
    style: np.ndarray
    weather: np.ndarray
    caption: np.ndarray

    def __len__(self) -> int:
        return len(self.ground)

    def rows(self, chosen: np.ndarray) -> "PlanTable":
        """Returns the plans at the indices or where the mask holds."""
        return PlanTable(**{f.name: getattr(self, f.name)[chosen] for f in fields(self)})

    def only(self, subjects: np.ndarray) -> "PlanTable":
        """Returns the plans that show no other subjects than these."""
        return self.rows((np.isin(self.subject, subjects) | (self.subject < 0)).all(axis=1))


def plan_table(planner: Planner, count: int, seed: int) -> tuple[PlanTable, list[str]]:
    """Draws `count` plans, deterministic from `seed`, and returns them with the sorted captions."""
    rng = np.random.default_rng(seed)
    plans = [planner.plan(rng) for _ in range(count)]
    captions = sorted({text for plan in plans for text in plan.captions})
    index = {text: i for i, text in enumerate(captions)}
    table = PlanTable(
        subject=np.array([_padded([part.subject for part in plan.parts], -1) for plan in plans], np.int16),
        box=np.array([_padded([(p.x, p.y, p.size) for p in plan.parts], (0.5, 0.5, 1)) for plan in plans], np.float16),
        ground=np.array([GROUNDS.index(plan.ground) for plan in plans], np.int8),
        style=np.array([STYLE_NAMES.index(plan.style) for plan in plans], np.int8),
        weather=np.array([WEATHER_NAMES.index(plan.weather) for plan in plans], np.int8),
        caption=np.array([_captions(plan, index) for plan in plans], np.int32),
    )
    return table, captions


def _padded(values: list, empty) -> list:
    return values + [empty] * (MAX_PARTS - len(values))


def _captions(plan: Plan, index: dict[str, int]) -> list[int]:
    return [index[plan.captions[i % len(plan.captions)]] for i in range(CAPTIONS_EACH)]
