import numpy as np
import pytest

from stridebot_training.fixtures import write_fixture
from stridebot_training.reference_engine import (
    ALPHAS_CUMPROD,
    VIEWS,
    ReferenceEngine,
    Term,
    Walk,
    anagram_terms,
    high_pass,
    hybrid_terms,
    low_pass,
)
from stridebot_training.sample import SAMPLERS
from stridebot_training.schedule import trailing_timesteps


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gaussian")
    write_fixture(folder)
    return ReferenceEngine(folder)


@pytest.mark.parametrize("view", VIEWS)
def test_views_are_undone_by_their_inverse(view):
    apply, inverse = VIEWS[view]
    x = np.random.default_rng(0).normal(size=(2, 3, 8, 8))
    assert np.array_equal(inverse(apply(x)), x)


def test_components_add_up_to_the_picture():
    x = np.random.default_rng(0).normal(size=(1, 3, 32, 32)).astype(np.float32)
    np.testing.assert_allclose(low_pass(1.5)(x) + high_pass(1.5)(x), x, atol=1e-5)
    np.testing.assert_allclose(low_pass(1.5)(np.ones_like(x)), np.ones_like(x), atol=1e-5)


def test_a_hybrid_or_anagram_of_one_prompt_with_itself_is_the_prompt(engine):
    x = np.random.default_rng(0).normal(size=(1, 3, 32, 32)).astype(np.float32)
    plain, anagram, hybrid = (
        engine.composed(terms, lambda _: 3)(x, 500)
        for terms in ([Term("a dog")], anagram_terms("a dog", "a dog"), hybrid_terms("a dog", "a dog", 1.0))
    )
    np.testing.assert_allclose(anagram, plain, atol=1e-5)
    np.testing.assert_allclose(hybrid, plain, atol=1e-5)


def gaussian(x, t):
    """For data ~ N(0, 1) the best estimate is known, and every walk ends where it should without a network."""
    return np.float32(ALPHAS_CUMPROD[t] ** 0.5) * x


@pytest.mark.parametrize("sampler", ["dpm++2m", "ddim"])
def test_a_deterministic_walk_leaves_gaussian_noise_as_it_is(sampler):
    x = np.random.default_rng(0).normal(size=(4, 3, 8, 8)).astype(np.float32)
    walked = SAMPLERS[sampler](gaussian, x, trailing_timesteps(200), lambda x0: x0)
    assert walked.dtype == np.float32
    np.testing.assert_allclose(walked, x, rtol=0.03)


def test_an_ancestral_walk_renews_the_noise_and_keeps_its_variance():
    rng = np.random.default_rng(0)
    x, fresh = rng.normal(size=(64, 3, 8, 8)).astype(np.float32), lambda: rng.normal(size=(64, 3, 8, 8)).astype(np.float32)
    walked = SAMPLERS["ddpm"](gaussian, x, trailing_timesteps(200), lambda x0: x0, fresh)
    assert walked.std() == pytest.approx(1, abs=0.05)
    assert abs(np.corrcoef(walked.ravel(), x.ravel())[0, 1]) < 0.05


def test_a_walk_counts_its_runs_and_guides_in_its_interval():
    assert Walk("ddim", 20, 4).runs == 40
    assert Walk("ddim", 20, 1).runs == 20
    part = Walk("ddim", 20, 4, "leading", (200, 800))
    assert [part.scale_at(t) for t in (199, 200, 800, 801)] == [1, 4, 4, 1]
    assert part.runs == 20 + 13


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_picture_does_not_depend_on_its_neighbours(engine, sampler):
    walk = Walk(sampler, 4, 3)
    together = engine.draw([Term("a dog")], [1, 2], walk)
    np.testing.assert_allclose(together[1:], engine.draw([Term("a dog")], [2], walk), atol=1e-5)


def test_upscaling_returns_the_low_resolution_picture_enlarged(engine):
    low = np.full((1, 3, 32, 32), 0.4, np.float32)
    high = engine.upscale(low, "a dog", noise_level=0)
    assert high.shape == (1, 3, 256, 256)
    assert abs(high.mean() - 0.4) < 0.01
    assert ALPHAS_CUMPROD[0] > 0.9999
