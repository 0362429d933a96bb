import numpy as np
import pytest

from stridebot_training.evaluate.labelled import Labelled, to_float
from stridebot_training.evaluate.metrics import (
    alignment,
    concealment,
    is_clear,
    is_in_top,
    mean_pairwise_distance,
    percentiles,
    share_with_error,
)
from stridebot_training.evaluate.novelty import closeness, nearest, pictures_captioned, pixel_features

IDENTITY = np.eye(2)


@pytest.mark.parametrize(
    ("name", "s", "a", "c"),
    [
        ("both readings read", IDENTITY, 1, 1),
        ("each reads as the other", 1 - IDENTITY, 0, 0),
        ("neither can be told apart", np.full((2, 2), 0.4), 0.4, 0.5),
        ("one text in both readings", np.array([[0.9, 0.1], [0.9, 0.1]]), 0.1, 0.5),
    ],
)
def test_alignment_and_concealment_of_known_matrices(name, s, a, c):
    assert alignment(s) == pytest.approx(a)
    assert concealment(s) == pytest.approx(c, abs=1e-6)


def test_concealment_of_two_by_two_is_a_mean_of_four_sigmoids():
    s, temperature = np.array([[0.31, 0.3], [0.305, 0.32]]), 0.01
    sigmoids = [1 / (1 + np.exp(-(s[i, i] - other) / temperature)) for i in (0, 1) for other in (s[i, 1 - i], s[1 - i, i])]
    assert concealment(s) == pytest.approx(np.mean(sigmoids))


def test_scores_are_taken_per_matrix_and_do_not_depend_on_the_order_of_readings():
    s = np.random.default_rng(0).uniform(-1, 1, (5, 3, 3))
    assert alignment(s).shape == concealment(s).shape == (5,)
    turned = s[:, ::-1, ::-1]
    np.testing.assert_allclose(alignment(turned), alignment(s))
    np.testing.assert_allclose(concealment(turned), concealment(s))


def test_percentiles_interpolate():
    assert percentiles(np.arange(101)) == {"mean": 50, "p90": 90, "p95": 95}
    assert percentiles(np.array([0, 10]))["p90"] == pytest.approx(9)


def test_top_k_counts_the_classes_that_are_more_similar():
    similarity = np.array([[0.9, 0.5, 0.1], [0.1, 0.5, 0.9]])
    assert is_in_top(similarity, np.array([1, 1]), 1).tolist() == [False, False]
    assert is_in_top(similarity, np.array([1, 0]), 2).tolist() == [True, False]


def test_a_clear_picture_is_first_and_similar_enough():
    similarity = np.array([[0.9, 0.5], [0.4, 0.3], [0.9, 0.95]])
    assert is_clear(similarity, np.zeros(3, int), 0.5).tolist() == [True, False, False]


def test_the_error_of_a_share_is_taken_over_prompts():
    assert share_with_error(np.array([[1, 1], [0, 0]])) == {"share": 0.5, "standardError": pytest.approx(0.5)}
    assert share_with_error(np.array([[1, 0], [1, 0]]))["standardError"] == 0


def test_pairwise_distance_leaves_out_a_picture_and_itself():
    assert mean_pairwise_distance(np.array([[0.0, 0], [3, 4]])) == pytest.approx(5)
    with pytest.raises(ValueError, match="takes two"):
        mean_pairwise_distance(np.zeros((1, 2)))


def pictures(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (count, 8, 8, 3), dtype=np.uint8)


def test_a_copy_and_a_mirrored_copy_are_nearest_and_a_shade_is_as_far_as_it_differs():
    known = pictures(5, 0)
    queries = to_float(known[:3])
    queries[1] = queries[1, ..., ::-1]
    queries[2] = queries[2] * 0.5
    found = nearest(queries, known, pixel_features)
    # The squares of two vectors of length near 0.6 are subtracted in float32: what is left of 0 is about 3e-4.
    np.testing.assert_allclose(found[:2], 0, atol=1e-3)
    assert found[2] == pytest.approx(np.sqrt(np.mean((0.5 * to_float(known[2:3])) ** 2)), rel=1e-3)


def test_a_generator_that_copies_is_told_from_one_that_draws_as_the_renderer_does():
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1], 500)
    fresh, honest = (rng.uniform(1, 2, 1000) * np.where(labels == 0, 1, 5) for _ in range(2))
    copied = closeness((np.full(1000, 0.01), labels), (fresh, labels))
    assert copied["closeShare"] == 1
    assert copied["medianRatio"] < 0.01
    drawn = closeness((honest, labels), (fresh, labels))
    assert drawn["closeShare"] == pytest.approx(0.05, abs=0.03)
    assert drawn["medianRatio"] == pytest.approx(1, abs=0.05)


def test_the_bank_is_asked_by_exact_caption(tiny_bank):
    from stridebot_training.data.bank import load_bank

    bank = load_bank(tiny_bank(16))
    dogs = (bank.caption_ids == bank.captions.index("a dog")).any(1)
    assert len(pictures_captioned(bank, "a dog", 99)) == dogs.sum()
    assert len(pictures_captioned(bank, "a unicorn", 99)) == 0


def test_rows_keep_pictures_and_labels_together():
    data = Labelled(pictures(4, 1), np.arange(4)).rows(np.array([2, 0]))
    assert data.labels.tolist() == [2, 0]
    assert np.array_equal(data.images[0], pictures(4, 1)[2])
