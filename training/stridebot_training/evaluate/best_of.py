"""Ranks seeds by how well the recogniser reads them: for showpieces, never for scores."""

from dataclasses import dataclass

import numpy as np

from stridebot_training.evaluate.ambiguity_scores import Pair, matrices, similarities
from stridebot_training.evaluate.classes import picture_classes, required_class
from stridebot_training.evaluate.metrics import alignment, concealment
from stridebot_training.evaluate.recogniser import Recogniser
from stridebot_training.reference_engine import ReferenceEngine, Term, Walk

BATCH = 10


@dataclass(frozen=True)
class Ranked:
    """One seed: A, C (1 for a single prompt), what each reading is taken for, and its picture [3, S, S]."""

    seed: int
    alignment: float
    concealment: float
    taken_for: tuple[str, ...]
    picture: np.ndarray


def rank_prompt(
    engine: ReferenceEngine, recogniser: Recogniser, prompt: str, seeds: list[int], walk: Walk | None = None
) -> list[Ranked]:
    """Returns the seeds of one prompt, the most similar to its class first."""
    label = required_class(prompt)
    x = _drawn(engine, [Term(prompt)], seeds, walk)
    similarity = recogniser.similarity(x)
    return _ordered(seeds, similarity[:, label], np.ones(len(x)), similarity[:, None], x)


def rank_pair(
    engine: ReferenceEngine, recogniser: Recogniser, pair: Pair, seeds: list[int], walk: Walk | None = None
) -> list[Ranked]:
    """Returns the seeds of a pair, those first whose worse reading reads best: by A."""
    x = _drawn(engine, pair.terms(engine.model["base"]["imageSize"]), seeds, walk)
    similarity = similarities(recogniser, pair, x)
    s = matrices(similarity, pair)
    return _ordered(seeds, alignment(s), concealment(s), similarity, x)


def _drawn(engine: ReferenceEngine, terms: list[Term], seeds: list[int], walk: Walk | None) -> np.ndarray:
    return np.concatenate([engine.draw(terms, seeds[i : i + BATCH], walk) for i in range(0, len(seeds), BATCH)])


def _ordered(seeds: list[int], a: np.ndarray, c: np.ndarray, similarity: np.ndarray, x: np.ndarray) -> list[Ranked]:
    taken_for = [tuple(picture_classes()[i].prompt for i in row) for row in similarity.argmax(-1)]
    ranked = [Ranked(seed, float(a[i]), float(c[i]), taken_for[i], x[i]) for i, seed in enumerate(seeds)]
    return sorted(ranked, key=lambda one: (-one.alignment, one.seed))


def lines(ranked: list[Ranked]) -> str:
    """One line per seed: what is printed."""
    return "\n".join(
        f"seed {one.seed}: A {one.alignment:.3f}, C {one.concealment:.2f}, taken for {' / '.join(one.taken_for)}" for one in ranked
    )
