"""The whole evaluation of one package: draws, scores, and puts everything into one dictionary."""

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

import numpy as np

from stridebot_training.data.bank import Bank
from stridebot_training.evaluate.ambiguity_scores import (
    EXTRA_PAIRS,
    WRITE_UP_PAIRS,
    Pair,
    control_scores,
    pair_scores,
    similarities,
)
from stridebot_training.evaluate.classes import picture_classes
from stridebot_training.evaluate.drawing import Artist
from stridebot_training.evaluate.labelled import Labelled
from stridebot_training.evaluate.metrics import is_clear, is_in_top, share_with_error
from stridebot_training.evaluate.novelty import diversity, memorised, pixel_features
from stridebot_training.evaluate.recogniser import Recogniser

Array = np.ndarray
GROUPS = {"scene": "scenes", "place": "places", "subject": "subjects"}


@dataclass(frozen=True)
class Plan:
    """How much is drawn. Seeds start at `first_seed`, past those with which defaults and showpieces were chosen."""

    first_seed: int = 10_000
    seeds: int = 4
    pair_seeds: int = 50
    extra_pair_seeds: int = 50
    bank_pictures: int = 20_000
    fresh_pictures: int = 2_000
    classes: tuple[int, ...] = field(default_factory=lambda: tuple(range(len(picture_classes()))))
    pairs: tuple[Pair, ...] = WRITE_UP_PAIRS
    extra_pairs: tuple[Pair, ...] = EXTRA_PAIRS


@dataclass
class Clock:
    """Wall and CPU seconds per part."""

    seconds: dict[str, dict[str, float]]

    @contextmanager
    def part(self, name: str):
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.seconds[name] = {"wall": round(time.perf_counter() - wall, 1), "cpu": round(time.process_time() - cpu, 1)}


def draw_prompts(artist: Artist, plan: Plan, show: Callable[[str], None]) -> dict[int, Array]:
    """Returns the samples of each class's prompt, by class. Each prompt has seeds of its own, so that no noise is shared."""
    drawn = {}
    for position, label in enumerate(plan.classes):
        prompt = picture_classes()[label].prompt
        drawn[label] = artist.prompt(prompt, plan.first_seed + position * plan.seeds, plan.seeds)
        show(prompt)
    return drawn


def prompt_scores(recogniser: Recogniser, drawn: dict[int, Array]) -> dict:
    """Shares of samples whose intended class is the first of all, the first and clear, or among five; by group and by prompt."""
    hits, taken_for = {"top1": [], "clear": [], "top5": []}, []
    for label, x in drawn.items():
        similarity, intended = recogniser.similarity(x), np.full(len(x), label)
        taken_for.append([picture_classes()[i].prompt for i in similarity.argmax(1)])
        hits["top1"].append(is_in_top(similarity, intended, 1))
        hits["clear"].append(is_clear(similarity, intended, recogniser.clear_cosine))
        hits["top5"].append(is_in_top(similarity, intended, 5))
    known = [picture_classes()[label] for label in drawn]
    groups = {}
    for kind, name in GROUPS.items():
        chosen = [i for i, one in enumerate(known) if one.kind == kind]
        if chosen:
            shares = {key: share_with_error(np.stack(rows)[chosen]) for key, rows in hits.items()}
            groups[name] = {"prompts": len(chosen), "samples": sum(len(hits["top1"][i]) for i in chosen), **shares}
    per_prompt = {
        one.prompt: {"kind": one.kind, **{key: float(rows[i].mean()) for key, rows in hits.items()}, "takenFor": taken_for[i]}
        for i, one in enumerate(known)
    }
    return {**groups, "perPrompt": per_prompt}


def pair_results(artist: Artist, recogniser: Recogniser, plan: Plan, drawn: dict[int, Array], show: Callable[[str], None]) -> list:
    """Draws every pair and scores it beside its control, for which no pair was asked."""
    results = []
    for is_extra, pairs in ((False, plan.pairs), (True, plan.extra_pairs)):
        count = plan.extra_pair_seeds if is_extra else plan.pair_seeds
        for pair in pairs if count else ():
            x = artist.pair(pair, plan.first_seed, count)
            scores = pair_scores(similarities(recogniser, pair, x), pair)
            control = control_scores(recogniser, pair, drawn)
            results.append({**asdict(pair), "title": pair.title, "isExtra": is_extra, "seeds": count, **scores, "control": control})
            show(pair.title)
    return results


def novelty_results(recogniser: Recogniser, plan: Plan, drawn: dict[int, Array], bank: Bank, fresh: Labelled) -> dict:
    """Raises ValueError where the bank's pictures have another side than the package's."""
    sides = {bank.images.shape[1], fresh.images.shape[1], next(iter(drawn.values())).shape[-1]}
    if len(sides) > 1:
        raise ValueError(f"sides {sorted(sides)}: the banks must have been rendered at the side of the package's base")
    limits = plan.bank_pictures, plan.fresh_pictures
    return {
        "diversity": diversity(drawn, bank, recogniser.features),
        "memorised": {
            "features": memorised(drawn, fresh, bank, recogniser.features, limits),
            "pixels": memorised(drawn, fresh, bank, pixel_features, limits),
        },
    }


def evaluate(
    artist: Artist, recogniser: Recogniser, plan: Plan, banks: tuple[Bank, Labelled] | None, show: Callable[[str], None] = print
) -> dict:
    """Returns all results. `banks`: the generator's training bank, and pictures that neither it nor the recogniser saw.

    Without them, diversity and the nearest-neighbour check are left out.
    """
    clock = Clock({})
    with clock.part("drawPrompts"):
        drawn = draw_prompts(artist, plan, show)
    with clock.part("scorePrompts"):
        prompts = prompt_scores(recogniser, drawn)
    with clock.part("pairs"):
        pairs = pair_results(artist, recogniser, plan, drawn, show)
    novelty = {}
    if banks is not None:
        with clock.part("novelty"):
            novelty = novelty_results(recogniser, plan, drawn, *banks)
    counts = {name: value for name, value in asdict(plan).items() if isinstance(value, int)}
    return {"plan": counts, "prompts": prompts, "pairs": pairs, **novelty, "seconds": clock.seconds}
