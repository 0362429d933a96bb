import numpy as np
import pytest

from stridebot_training.fixtures import write_fixture
from stridebot_training.studio import ALPHAS_CUMPROD, VIEWS, Studio, Term, anagram_terms, high_pass, hybrid_terms, low_pass, walk


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gaussian")
    write_fixture(folder)
    return Studio(folder)


@pytest.mark.parametrize("view", VIEWS)
def test_views_are_undone_by_their_inverse(view):
    apply, inverse = VIEWS[view]
    x = np.random.default_rng(0).normal(size=(2, 3, 8, 8))
    assert np.array_equal(inverse(apply(x)), x)


def test_components_add_up_to_the_picture():
    x = np.random.default_rng(0).normal(size=(1, 3, 32, 32)).astype(np.float32)
    np.testing.assert_allclose(low_pass(1.5)(x) + high_pass(1.5)(x), x, atol=1e-5)
    np.testing.assert_allclose(low_pass(1.5)(np.ones_like(x)), np.ones_like(x), atol=1e-5)


def test_a_hybrid_or_anagram_of_one_prompt_with_itself_is_the_prompt(studio):
    x = np.random.default_rng(0).normal(size=(1, 3, 32, 32)).astype(np.float32)
    plain = studio.composed([Term("a dog")], 3)(x, 500)
    np.testing.assert_allclose(studio.composed(anagram_terms("a dog", "a dog"), 3)(x, 500), plain, atol=1e-5)
    np.testing.assert_allclose(studio.composed(hybrid_terms("a dog", "a dog", 1.0), 3)(x, 500), plain, atol=1e-5)


def test_the_walk_leaves_gaussian_noise_as_it_is():
    """For data ~ N(0, 1) the best estimate is x0 = √ᾱ_t · x, and the deterministic walk's answer is its start."""
    x = np.random.default_rng(0).normal(size=(4, 3, 8, 8)).astype(np.float32)
    walked = walk(lambda x, t: np.float32(ALPHAS_CUMPROD[t] ** 0.5) * x, x, 200, lambda x0: x0)
    np.testing.assert_allclose(walked, x, rtol=0.03)


def test_a_picture_does_not_depend_on_its_neighbours(studio):
    together = studio.draw([Term("a dog")], [1, 2], steps=4)
    np.testing.assert_allclose(together[1:], studio.draw([Term("a dog")], [2], steps=4), atol=1e-5)


def test_upscaling_returns_the_low_resolution_picture_enlarged(studio):
    low = np.full((1, 3, 32, 32), 0.4, np.float32)
    high = studio.upscale(low, "a dog", noise_level=0)
    assert high.shape == (1, 3, 256, 256)
    assert abs(high.mean() - 0.4) < 0.01
    assert ALPHAS_CUMPROD[0] > 0.9999
