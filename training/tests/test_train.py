import pytest
import torch

from stridebot_training.config import CONFIGS
from stridebot_training.ema import Ema
from stridebot_training.loader import Loader
from stridebot_training.train import Diffuser, Run, learning_rate_share, stratified_timesteps

CPU = torch.device("cpu")


@pytest.mark.parametrize(("name", "side"), [("tiny", 16), ("tiny-upscale", 32)])
def test_a_run_is_logged_and_resumes_where_it_stopped(name, side, tiny_bank, tmp_path):
    config, bank = CONFIGS[name], tiny_bank(side)
    run = Run(config, tmp_path / "run", minutes=5, seed=1, device=CPU, compiled=False)
    run.train(Loader(bank, config, seed=1), log_every=1, max_steps=2)
    resumed = Run(config, tmp_path / "run", minutes=5, seed=1, device=CPU, compiled=False)
    assert resumed.step == 2
    assert resumed.elapsed == pytest.approx(run.elapsed)
    for key, value in run.ema.shadow.items():
        torch.testing.assert_close(resumed.ema.shadow[key], value)
    resumed.train(Loader(bank, config, seed=1), log_every=1, max_steps=3)
    assert resumed.step == 3
    assert len((tmp_path / "run" / "loss.csv").read_text().splitlines()) == 4


def test_a_batch_depends_on_seed_and_step_alone(tiny_bank):
    config, bank = CONFIGS["tiny-upscale"], tiny_bank(32)
    first, again = (Loader(bank, config, seed=1).batch(5, CPU) for _ in range(2))
    other = Loader(bank, config, seed=1).batch(6, CPU)
    for key, value in first.items():
        assert torch.equal(value, again[key])
    assert not torch.equal(first["image"], other["image"])
    assert first["image"].shape == first["low_res"].shape == (4, 3, 16, 16)


def test_the_learning_rate_warms_up_and_ends_with_the_clock():
    config = CONFIGS["base32"]
    assert learning_rate_share(0, 0, config) == pytest.approx(1 / config.warmup_steps)
    assert learning_rate_share(10_000, 0.5, config) == 1
    assert learning_rate_share(10_000, 0.8, config) == pytest.approx(0.5)
    assert learning_rate_share(10_000, 2.0, config) == pytest.approx(0.01)


def test_timesteps_cover_every_noise_level():
    timesteps = stratified_timesteps(300, torch.Generator().manual_seed(0))
    assert (timesteps.diff() >= 0).all()
    assert timesteps[0] < 50
    assert timesteps[-1] > 950


def test_most_timesteps_lie_where_shapes_are_decided():
    timesteps = stratified_timesteps(1000, torch.Generator().manual_seed(0))
    assert timesteps.median() == pytest.approx(1000 * torch.sigmoid(torch.tensor(0.3)), abs=2)
    assert ((timesteps > 250) & (timesteps < 900)).float().mean() > 0.75


def test_v_and_the_noised_image_give_back_x0():
    diffuser, timestep = Diffuser(CPU), torch.tensor([0, 500, 999])
    x0, eps = torch.randn(2, 3, 3, 4, 4)
    x, v = diffuser.noised(x0, timestep, eps), diffuser.v(x0, timestep, eps)
    signal = diffuser._column(diffuser._signal, timestep)
    noise = diffuser._column(diffuser._noise, timestep)
    torch.testing.assert_close(signal * x - noise * v, x0, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(noise * x + signal * v, eps, atol=1e-5, rtol=1e-5)


def test_the_average_follows_the_weights():
    model = torch.nn.Linear(2, 2, bias=False)
    ema = Ema(model, decay=0.9)
    target = model.weight.detach() + 1
    with torch.no_grad():
        model.weight.copy_(target)
    for _ in range(200):
        ema.update(model)
    torch.testing.assert_close(ema.shadow["weight"], target)


def test_nearly_clean_images_weigh_little_and_noisy_ones_fully():
    weights = Diffuser(CPU).loss_weight(torch.tensor([0, 100, 500, 999]))
    assert weights[0] < 0.001
    assert 0.05 < weights[1] < 0.2
    assert weights[2] == weights[3] == 1
