"""How different samples are: from each other, and from the nearest picture that the generator was trained on."""

from collections.abc import Callable

import numpy as np

from stridebot_training.data.bank import Bank
from stridebot_training.evaluate.classes import picture_classes
from stridebot_training.evaluate.labelled import Labelled, to_float
from stridebot_training.evaluate.metrics import distances, mean_pairwise_distance

Array = np.ndarray
Features = Callable[[Array], Array]
"""[B, 3, S, S] → vectors [B, D]."""
CHUNK = 1000
EXPECTED_CLOSE_SHARE = 0.05


def pixel_features(x: Array) -> Array:
    """Vectors whose Euclidean distance is the root mean square difference of the pixels, in units of [−1, 1]."""
    return np.clip(x, -1, 1).reshape(len(x), -1) / np.float32(x[0].size ** 0.5)


def nearest(queries: Array, images: Array, features: Features) -> Array:
    """Returns the distance [n] of each query [n, 3, S, S] to the nearest of `images` uint8 [m, S, S, 3] or its mirror image."""
    vectors = np.stack([features(queries), features(queries[..., ::-1])])
    best = np.full(len(queries), np.inf)
    for start in range(0, len(images), CHUNK):
        known = features(to_float(images[start : start + CHUNK]))
        for side in vectors:
            best = np.minimum(best, distances(side, known).min(1))
    return best


def closeness(samples: tuple[Array, Array], fresh: tuple[Array, Array]) -> dict[str, float]:
    """Compares nearest distances of samples with those of fresh renderings; each is (distances [n], labels [n]).

    A distance is divided by the median of the fresh renderings of its class, since a plain class has near neighbours anyway.
    A sample counts as close when it is nearer to the training pictures than all but 5 % of the fresh renderings are: of a
    generator that draws as the renderer does, 5 % are close; one that repeats its training pictures has nearly 100 %.
    """
    medians = {label: np.median(fresh[0][fresh[1] == label]) for label in np.unique(fresh[1])}
    relative, fresh_relative = (
        np.array([d / medians[label] for d, label in zip(*part, strict=True) if medians.get(label, 0) > 0])
        for part in (samples, fresh)
    )
    if not len(relative):
        raise ValueError("no fresh picture has the class of a sample: raise --fresh-pictures")
    limit = np.quantile(fresh_relative, EXPECTED_CLOSE_SHARE)
    return {
        "pictures": len(relative),
        "medianRatio": float(np.median(relative)),
        "closestRatio": float(relative.min()),
        "closeLimit": float(limit),
        "closeShare": float((relative < limit).mean()),
    }


def memorised(drawn: dict[int, Array], fresh: Labelled, bank: Bank, features: Features, limits: tuple[int, int]) -> dict:
    """The nearest-neighbour check. `limits`: how many training and fresh pictures are looked at, the first ones of each."""
    images, fresh = bank.images[: limits[0]], fresh.rows(np.arange(min(limits[1], len(fresh.labels))))
    samples = np.concatenate(list(drawn.values()))
    labels = np.repeat(list(drawn), [len(x) for x in drawn.values()])
    of_samples = nearest(samples, images, features)
    of_fresh = nearest(to_float(fresh.images), images, features)
    return {"trainingPictures": len(images), "freshPictures": len(fresh.labels),
            **closeness((of_samples, labels), (of_fresh, fresh.labels))}  # fmt: skip


def pictures_captioned(bank: Bank, caption: str, count: int) -> Array:
    """Returns the first `count` pictures uint8 [n, S, S, 3] of the bank that carry exactly this caption."""
    if caption not in bank.captions:
        return bank.images[:0]
    rows = np.flatnonzero((bank.caption_ids == bank.captions.index(caption)).any(1))
    return bank.images[rows[:count]]


def diversity(drawn: dict[int, Array], bank: Bank, features: Features, count: int = 24) -> dict:
    """Mean distance between seeds over that between training pictures of the same caption; 1 is as varied as the data.

    Prompts with fewer than two samples, or two such pictures, are left out; `meanRatio` is None where no prompt is left.
    """
    ratios = {}
    for label, x in drawn.items():
        prompt = picture_classes()[label].prompt
        known = pictures_captioned(bank, prompt, count)
        if len(x) > 1 and len(known) > 1:
            ratios[prompt] = mean_pairwise_distance(features(x)) / mean_pairwise_distance(features(to_float(known)))
    ordered = sorted(ratios, key=ratios.__getitem__)
    return {
        "prompts": len(ratios),
        "meanRatio": float(np.mean(list(ratios.values()))) if ratios else None,
        "least": [[prompt, float(ratios[prompt])] for prompt in ordered[:5]],
    }
