"""The scores, as formulas over similarities and distances. Nothing here draws, loads or knows a network."""

import numpy as np

Array = np.ndarray
TEMPERATURE = 0.01


def alignment(s: Array) -> Array:
    """A = min diag S: how well the worst reading reads. `s` is [..., N, N], S_ij of reading i with text j.

    Source: Visual Anagrams, arXiv:2311.17919.
    """
    return np.diagonal(s, axis1=-2, axis2=-1).min(-1)


def softmax(z: Array, axis: int) -> Array:
    exponent = np.exp(z - z.max(axis=axis, keepdims=True))
    return exponent / exponent.sum(axis=axis, keepdims=True)


def concealment(s: Array, temperature: float = TEMPERATURE) -> Array:
    """C = trace of softmax(S / τ) / N, mean of the two directions: whether no reading shows through in another. In [0, 1].

    1 / N is what readings get that cannot be told apart. Source: arXiv:2311.17919.
    """
    traces = [np.trace(softmax(s / temperature, axis), axis1=-2, axis2=-1) for axis in (-1, -2)]
    return (traces[0] + traces[1]) / (2 * s.shape[-1])


def percentiles(values: Array) -> dict[str, float]:
    """Returns the mean, the 90th and the 95th percentile (linear between neighbours)."""
    p90, p95 = np.percentile(values, [90, 95])
    return {"mean": float(np.mean(values)), "p90": float(p90), "p95": float(p95)}


def is_in_top(similarity: Array, intended: Array, k: int) -> Array:
    """Returns, per row of [B, classes], whether fewer than `k` classes are more similar than the intended one."""
    own = np.take_along_axis(similarity, np.asarray(intended)[:, None], 1)
    return (similarity > own).sum(1) < k


def mean_pairwise_distance(vectors: Array) -> float:
    """Returns the mean Euclidean distance between two different rows of [n, D]; n is at least 2."""
    if len(vectors) < 2:
        raise ValueError(f"{len(vectors)} pictures: a distance between pictures takes two")
    return float(distances(vectors, vectors)[~np.eye(len(vectors), dtype=bool)].mean())


def distances(a: Array, b: Array) -> Array:
    """Returns the Euclidean distances [n, m] between the rows of a [n, D] and b [m, D]."""
    squared = (a**2).sum(1)[:, None] + (b**2).sum(1) - 2 * a @ b.T
    return np.sqrt(np.maximum(squared, 0))


def is_clear(similarity: Array, intended: Array, clear_cosine: float) -> Array:
    """Returns, per row of [B, classes], whether the intended class comes first and is at least `clear_cosine` similar.

    The first of a closed list may be a poor likeness that the others are poorer of; this asks for more.
    """
    own = np.take_along_axis(similarity, np.asarray(intended)[:, None], 1)[:, 0]
    return is_in_top(similarity, intended, 1) & (own >= clear_cosine)


def share_with_error(hits: Array) -> dict[str, float | None]:
    """Share of hits [prompts, seeds] and its standard error over prompts: seeds of one prompt are not independent.

    The error is None for a single prompt.
    """
    per_prompt = np.asarray(hits, float).mean(1)
    error = float(per_prompt.std(ddof=1) / len(per_prompt) ** 0.5) if len(per_prompt) > 1 else None
    return {"share": float(per_prompt.mean()), "standardError": error}
