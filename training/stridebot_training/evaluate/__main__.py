"""Scores a finished package with a recogniser, or ranks seeds for a showpiece."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from stridebot_training.data.bank import load_bank
from stridebot_training.evaluate.ambiguity_scores import Pair
from stridebot_training.evaluate.best_of import Ranked, lines, rank_pair, rank_prompt
from stridebot_training.evaluate.classes import required_class
from stridebot_training.evaluate.drawing import Artist
from stridebot_training.evaluate.labelled import labelled, split
from stridebot_training.evaluate.recogniser import Recogniser, load_recogniser
from stridebot_training.evaluate.report import markdown
from stridebot_training.evaluate.run import Plan, evaluate
from stridebot_training.evaluate.walks import add_walk_options, walk_of
from stridebot_training.reference_engine import VIEWS, ReferenceEngine
from stridebot_training.sample import sheet, to_pixels

COUNTS = ("first_seed", "seeds", "pair_seeds", "extra_pair_seeds", "bank_pictures", "fresh_pictures")


def parser() -> argparse.ArgumentParser:
    out = argparse.ArgumentParser(prog="python -m stridebot_training.evaluate", description=__doc__)
    out.add_argument("package", type=Path)
    out.add_argument("--recogniser", type=Path, required=True, help="from stridebot_training.evaluate.train")
    out.add_argument("--out", type=Path, help="results as JSON; the Markdown tables go beside it")
    out.add_argument("--bank", type=Path, help="the generator's training bank; without it no diversity and no nearest neighbours")
    out.add_argument("--fresh-bank", type=Path, help="the recogniser's bank, whose held-out part the generator never saw either")
    for name in COUNTS:
        out.add_argument(f"--{name.replace('_', '-')}", type=int, default=getattr(Plan(), name))
    out.add_argument("--keep", type=Path, help="folder for the samples: a later run scores them again without drawing")
    out.add_argument("--prompts", nargs="+", help="score these alone, each by the prompt of its class; all without it")
    out.add_argument("--threads", type=int, default=2)
    best = out.add_argument_group("ranking seeds instead of scoring")
    best.add_argument("--best-of", nargs="+", metavar="PROMPT", help="one prompt, or the two of a pair")
    best.add_argument("--kind", choices=["anagram", "hybrid"], default="anagram")
    best.add_argument("--view", choices=[name for name in VIEWS if name != "identity"], default="flip")
    best.add_argument("--among", type=int, nargs=2, default=[0, 20], metavar=("FIRST", "END"), help="seeds, the end not included")
    best.add_argument("--sheet", type=Path, help="PNG of the ranked pictures, the best first")
    add_walk_options(out)
    return out


def rank(args: argparse.Namespace, engine: ReferenceEngine, recogniser: Recogniser) -> None:
    seeds, walk = list(range(*args.among)), walk_of(args, engine.default_walk)
    if len(args.best_of) == 1:
        ranked = rank_prompt(engine, recogniser, args.best_of[0], seeds, walk)
        looks = [VIEWS["identity"][0]]
    else:
        pair = Pair(args.kind, *args.best_of, args.view)
        ranked = rank_pair(engine, recogniser, pair, seeds, walk)
        looks = pair.readings(engine.model["base"]["imageSize"])
    print(lines(ranked))
    if args.sheet:
        save_sheet(ranked, looks, args.sheet)


def save_sheet(ranked: list[Ranked], looks: list, path: Path) -> None:
    """One row per reading, one column per seed in the order of their rank."""
    x = np.stack([one.picture for one in ranked])
    sheet([list(to_pixels(torch.from_numpy(np.ascontiguousarray(look(x))))) for look in looks]).save(path)


def score(args: argparse.Namespace, engine: ReferenceEngine, recogniser: Recogniser, about: dict) -> None:
    chosen = {"classes": tuple(dict.fromkeys(required_class(text) for text in args.prompts))} if args.prompts else {}
    plan = Plan(**{name: getattr(args, name) for name in COUNTS}, **chosen)
    banks = None
    if args.bank and args.fresh_bank:
        banks = load_bank(args.bank), split(labelled(load_bank(args.fresh_bank)))[1]
    model, walk = engine.model, walk_of(args, engine.default_walk)
    results = {
        "package": {"name": model["name"], "baseSha256": model["base"]["sha256"], "walk": asdict(walk)},
        "recogniser": {"heldOut": about["held_out"], **about["settings"]},
        **evaluate(Artist(engine, args.keep, walk), recogniser, plan, banks, lambda line: print(line, flush=True)),
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(results, indent=1))
    args.out.with_suffix(".md").write_text(markdown(results))
    print(markdown(results))


def main(arguments: list[str] | None = None) -> None:
    out = parser()
    args = out.parse_args(arguments)
    if args.best_of is None and args.out is None:
        out.error("name --out for the results, or --best-of to rank seeds")
    if args.best_of is not None and len(args.best_of) > 2:
        out.error("--best-of takes one prompt or two")
    if bool(args.bank) != bool(args.fresh_bank):
        out.error("--bank and --fresh-bank go together")
    torch.set_num_threads(args.threads)
    recogniser, about = load_recogniser(args.recogniser)
    engine = ReferenceEngine(args.package, args.threads)
    if args.best_of is not None:
        rank(args, engine, recogniser)
    else:
        score(args, engine, recogniser, about)


if __name__ == "__main__":
    main()
