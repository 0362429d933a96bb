"""Scores a grid of walks, to choose a package's defaults or what suits a pair. With seeds that no evaluation uses."""

import argparse
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import torch

from stridebot_training.evaluate.ambiguity_scores import Pair, pair_scores, similarities
from stridebot_training.evaluate.drawing import Artist
from stridebot_training.evaluate.metrics import is_clear, is_in_top, share_with_error
from stridebot_training.evaluate.recogniser import Recogniser, load_recogniser
from stridebot_training.evaluate.run import Plan, draw_prompts
from stridebot_training.evaluate.walks import add_walk_options, walks_of
from stridebot_training.reference_engine import VIEWS, ReferenceEngine, Walk

Array = np.ndarray
Artists = Callable[[Walk], Artist]
WALK_COLUMNS = ["sampler", "steps", "guidance", "spacing", "guided at"]
PROMPT_COLUMNS = ["runs", "top 1", "top 1 and clear", "cosine", "cosine against the defaults"]
PAIR_COLUMNS = ["runs", "mean A", "A 90", "A 95", "both top 1", "both top 5"]


def row(cells: list) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def walk_cells(walk: Walk) -> list:
    interval = "all" if walk.interval is None else "{}-{}".format(*walk.interval)
    return [walk.sampler, walk.steps, f"{walk.guidance:g}", walk.spacing, interval]


def prompt_hits(recogniser: Recogniser, drawn: dict[int, Array]) -> dict[str, Array]:
    """Returns [prompts, seeds] each: is the intended class the first, is it clear, and its cosine."""
    hits = {"top1": [], "clear": [], "cosine": []}
    for label, x in drawn.items():
        similarity, intended = recogniser.similarity(x), np.full(len(x), label)
        hits["top1"].append(is_in_top(similarity, intended, 1))
        hits["clear"].append(is_clear(similarity, intended, recogniser.clear_cosine))
        hits["cosine"].append(similarity[:, label])
    return {key: np.stack(rows) for key, rows in hits.items()}


def prompt_rows(artists: Artists, walks: list[Walk], recogniser: Recogniser, plan: Plan, usual: Walk) -> Iterator[str]:
    """Yields a row per walk. All begin at the same noise, so cosines are compared with those of `usual` prompt by prompt."""

    @cache
    def hits_of(walk: Walk) -> dict[str, Array]:
        return prompt_hits(recogniser, draw_prompts(artists(walk), plan, lambda _: None))

    for walk in walks:
        hits = hits_of(walk)
        gain = share_with_error(hits["cosine"] - hits_of(usual)["cosine"])
        cells = [f"{hits['top1'].mean():.1%}", f"{hits['clear'].mean():.1%}", f"{hits['cosine'].mean():.3f}"]
        yield row([*walk_cells(walk), walk.runs, *cells, f"{gain['share']:+.3f} ± {gain['standardError']:.3f}"])


def pair_rows(artists: Artists, walks: list[Walk], recogniser: Recogniser, plan: Plan, pair: Pair) -> Iterator[str]:
    """Yields a row per walk; `pair_scores` says what the columns are."""
    for walk in walks:
        scores = pair_scores(similarities(recogniser, pair, artists(walk).pair(pair, plan.first_seed, plan.pair_seeds)), pair)
        cells = [f"{scores['alignment'][key]:.3f}" for key in ("mean", "p90", "p95")]
        yield row([*walk_cells(walk), 2 * walk.runs, *cells, f"{scores['bothTop1']:.0%}", f"{scores['bothTop5']:.0%}"])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m stridebot_training.evaluate.settings", description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("--recogniser", type=Path, required=True, help="from stridebot_training.evaluate.train")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=2, help="per prompt")
    parser.add_argument("--pair", nargs=2, metavar="PROMPT", help="score these two in one picture instead of all prompts alone")
    parser.add_argument("--pair-seeds", type=int, default=20)
    parser.add_argument("--kind", choices=["anagram", "hybrid"], default="anagram")
    parser.add_argument("--view", choices=[name for name in VIEWS if name != "identity"], default="flip")
    parser.add_argument("--keep", type=Path, help="folder for the samples: a later run scores them again without drawing")
    parser.add_argument("--threads", type=int, default=2)
    add_walk_options(parser)
    args = parser.parse_args(arguments)
    torch.set_num_threads(args.threads)
    recogniser, engine = load_recogniser(args.recogniser)[0], ReferenceEngine(args.package, args.threads)
    plan = Plan(first_seed=args.first_seed, seeds=args.seeds, pair_seeds=args.pair_seeds)
    walks = walks_of(args, engine.default_walk)

    def artists(walk: Walk) -> Artist:
        return Artist(engine, args.keep, walk)

    columns = WALK_COLUMNS + (PAIR_COLUMNS if args.pair else PROMPT_COLUMNS)
    print(row(columns), row(["---"] * len(columns)), sep="\n")
    if args.pair:
        rows = pair_rows(artists, walks, recogniser, plan, Pair(args.kind, *args.pair, args.view))
    else:
        rows = prompt_rows(artists, walks, recogniser, plan, engine.default_walk)
    for line in rows:
        print(line, flush=True)


if __name__ == "__main__":
    main()
