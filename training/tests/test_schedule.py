import numpy as np
import pytest

from stridebot_training.schedule import cosine_alphas_cumprod, leading_timesteps, trailing_timesteps


@pytest.mark.parametrize(
    ("t", "expected"),
    [(0, 0.999958694), (30, 0.996465743), (250, 0.845888019), (500, 0.492285043),
     (690, 0.214523003), (750, 0.143178657), (990, 0.00019671733)],
)  # fmt: skip
def test_cosine_schedule_matches_the_golden_values(t, expected):
    assert cosine_alphas_cumprod()[t] == pytest.approx(expected, rel=2e-6)


def test_spacings():
    assert leading_timesteps(20).tolist() == list(range(950, -1, -50))
    assert trailing_timesteps(4).tolist() == [999, 749, 499, 249]
    assert np.all(np.diff(trailing_timesteps(17)) < 0)
