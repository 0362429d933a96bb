"""The results as Markdown tables, to paste into a model card."""


SHARES = ("top1", "clear", "top5")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def _group_row(name: str, group: dict) -> list[str]:
    cells = []
    for key in SHARES:
        error = group[key]["standardError"]
        cells.append(_percent(group[key]["share"]) + ("" if error is None else f" ± {100 * error:.0f}"))
    return [name, str(group["prompts"]), str(group["samples"]), *cells]


def _held_out_rows(held_out: dict) -> list[list[str]]:
    looks = (("plain", "rendered, held out (the ceiling)"), ("softened", "the same, blurred and noisy"))
    return [[name, "", str(held_out["pictures"]), *(_percent(held_out[key][k]) for k in SHARES)] for key, name in looks]


def prompts_table(prompts: dict, held_out: dict, classes: int) -> str:
    rows = [_group_row(name, prompts[name]) for name in ("subjects", "scenes", "places") if name in prompts]
    rows += [*_held_out_rows(held_out), ["guessing", "", "", _percent(1 / classes), "", _percent(5 / classes)]]
    return _table(["pictures of", "prompts", "pictures", "top 1", "top 1 and clear", "top 5"], rows)


def best_and_worst(per_prompt: dict, count: int = 12) -> str:
    """Two sentences: the single subjects that are recognised most and least often; ties in the vocabulary's order."""
    subjects = [prompt for prompt, one in per_prompt.items() if one["kind"] == "subject"]
    ordered = sorted(subjects, key=lambda prompt: [-per_prompt[prompt][key] for key in ("clear", "top1", "top5")])

    def listed(prompts: list[str]) -> str:
        return ", ".join(f"{prompt} ({' / '.join(_percent(per_prompt[prompt][key]) for key in SHARES)})" for prompt in prompts)

    never = sum(one["top5"] == 0 for one in per_prompt.values())
    return (
        f"Subjects recognised most often (top 1 / and clear / top 5): {listed(ordered[:count])}.\n"
        f"Least often: {listed(ordered[: -count - 1 : -1])}. {never} of {len(per_prompt)} prompts never reached the top 5."
    )


def _pair_cells(scores: dict) -> list[str]:
    percentiles = [f"{scores[name][p]:.2f}" for name in ("alignment", "concealment") for p in ("p90", "p95")]
    return [*percentiles, *(_percent(scores[k]) for k in ("bothTop1", "bothTop5"))]


def pairs_table(pairs: list[dict]) -> str:
    rows = []
    for one in pairs:
        scores = _pair_cells(one)
        if one["control"] is not None:
            scores = [f"{score} ({other})" for score, other in zip(scores, _pair_cells(one["control"]), strict=True)]
        rows.append([one["kind"], one["title"], str(one["seeds"]), *scores])
    return _table(["kind", "pair", "seeds", "A 90", "A 95", "C 90", "C 95", "both top 1", "both top 5"], rows)


def diversity_text(diversity: dict) -> str:
    if diversity["meanRatio"] is None:
        return "Diversity between seeds: not measured, it takes two seeds per prompt."
    least = ", ".join(f"{prompt} ({ratio:.2f})" for prompt, ratio in diversity["least"])
    return (
        f"Diversity between seeds, relative to training pictures of the same caption: {diversity['meanRatio']:.2f} over "
        f"{diversity['prompts']} prompts (1 is as varied as the data). Least varied: {least}."
    )


def memorised_text(memorised: dict) -> str:
    lines = []
    for name, one in memorised.items():
        lines.append(
            f"Nearest of {one['trainingPictures']} training pictures, in {name}: median distance {one['medianRatio']:.2f} times "
            f"that of fresh renderings, closest {one['closestRatio']:.2f}; {_percent(one['closeShare'])} of the samples are closer "
            "than all but 5 % of fresh renderings are (5 % expected of a generator that draws as the renderer does)."
        )
    return "\n\n".join(lines)


def markdown(results: dict) -> str:
    """Returns the tables and what must be said beside them."""
    recogniser = results["recogniser"]
    parts = [
        prompts_table(results["prompts"], recogniser["heldOut"], len(recogniser["classes"])),
        f"Clear: a cosine of at least {recogniser['heldOut']['clearCosine']:.2f} with the class, which three of four blurred and "
        "noisy renderings reach. Top 1 alone is generous: of a closed list, the right colour and outline may be enough.",
        best_and_worst(results["prompts"]["perPrompt"]),
    ]
    if results["pairs"]:
        parts += [
            pairs_table(results["pairs"]),
            "A = min diag S and C (temperature 0.01) as in arXiv:2311.17919, 90th and 95th percentile over seeds; S is the cosine "
            "of the recogniser's embedding with a class prototype, not CLIP's, so compare with no other model's. In brackets: the "
            "same on pictures drawn for one other prompt, which is what chance reaches. An A above the clear cosine reads.",
        ]
    if "memorised" in results:
        parts += [diversity_text(results["diversity"]), memorised_text(results["memorised"])]
    return "\n\n".join(parts) + "\n"
