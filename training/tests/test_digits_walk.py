import base64
import json

import numpy as np
import pytest
import torch
from digits import random_digits

from stridebot_training.digits.fixture import write_fixture
from stridebot_training.digits.kept import load_any
from stridebot_training.digits.recogniser import (
    DigitRecogniser,
    accuracy,
    load_recogniser,
    save_recogniser,
    shifted,
    train_recogniser,
)
from stridebot_training.digits.run import epoch_file
from stridebot_training.digits.score import denoised, recognised
from stridebot_training.digits.walk import guided, samples, unguided, walk
from stridebot_training.schedule import linear_alphas_cumprod

TABLE = linear_alphas_cumprod(300)


def best_guess(x, timestep, *_):
    """The noise estimate for data ~ N(0, 1): ε = √(1 − ᾱ) · x."""
    return torch.from_numpy(np.sqrt(1 - TABLE[timestep.numpy()])).float()[:, None, None, None] * x


def test_the_linear_schedule_is_that_of_the_write_up():
    betas = torch.linspace(1e-4, 0.02, 300, dtype=torch.float64)
    np.testing.assert_allclose(TABLE, (1 - betas).cumprod(0).numpy(), rtol=1e-12)


def test_a_walk_over_a_normal_distribution_ends_in_it():
    end = samples(unguided(best_guess), 4, 180)
    assert abs(float(end.mean())) < 0.1
    # β_t is a little more noise than this posterior has, so the spread is a little above 1.
    assert float(end.std()) == pytest.approx(1, abs=0.05)


def test_the_last_step_is_the_clean_estimate_and_draws_no_noise():
    drawn, before = [], {}

    def noise():
        drawn.append(1)
        return torch.zeros(1, 1, 28, 28)

    start = torch.randn(1, 1, 28, 28)
    end = walk(unguided(best_guess), start, noise, lambda t, x: before.update({t: x}))
    assert len(drawn) == 299
    x = before[1]
    torch.testing.assert_close(end, (x - (1 - TABLE[0]) * x) / TABLE[0] ** 0.5, atol=1e-5, rtol=1e-4)


def test_guidance_goes_beyond_the_condition():
    def predict(x, _timestep, labels):
        return labels[:, None, None, None].float() + 0 * x

    estimate = guided(predict, torch.tensor([3, 7]), 5)
    assert estimate(torch.zeros(2, 1, 1, 1), 9).flatten().tolist() == [10 + 5 * (3 - 10), 10 + 5 * (7 - 10)]


def test_a_fixture_is_small_is_not_chaotic_and_is_what_its_graphs_answer(tmp_path):
    write_fixture(tmp_path)
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) < 400_000
    golden = json.loads((tmp_path / "digits-class-0" / "golden.json").read_text())
    decode = {name: np.frombuffer(base64.b64decode(value), "<f4") for name, value in golden["walk"]["afterStep"].items()}
    predict, condition = load_any(tmp_path / "digits-class-0")
    assert condition == "class"
    generator = torch.Generator().manual_seed(golden["walk"]["seed"])

    def noise():
        return torch.randn(1, 1, 28, 28, generator=generator)

    end = walk(guided(predict, torch.tensor([golden["walk"]["class"]]), golden["walk"]["guidance"]), noise(), noise)
    assert np.abs(end.numpy().ravel() - decode["0"]).max() < 1e-3
    assert decode["0"].std() > 0.1
    sample = torch.from_numpy(np.frombuffer(base64.b64decode(golden["answers"]["sample"]), "<f4").reshape(3, 1, 28, 28).copy())
    found = predict(sample, *(torch.tensor(golden["answers"][name]) for name in ("timestep", "class_labels")))
    expected = np.frombuffer(base64.b64decode(golden["answers"]["out_sample"]), "<f4")
    assert np.abs(found.numpy().ravel() - expected).max() < 1e-4


class Reader(DigitRecogniser):
    """Reads what a `predict` below has written into the first pixel."""

    def read(self, x):
        return x[:, 0, 0, 0].round().long()


def test_samples_are_counted_by_the_digit_that_was_asked_for():
    def predict(x, timestep, labels):
        wanted = torch.where(labels == 1, 0, labels)[:, None, None, None].float()  # 1 is drawn as 0
        noise = np.sqrt(1 - TABLE[timestep.numpy()])[:, None, None, None]
        signal = np.sqrt(TABLE[timestep.numpy()])[:, None, None, None]
        return (x - torch.from_numpy(signal).float() * wanted) / torch.from_numpy(noise).float()

    found = recognised(predict, Reader(2), 20, 1.0, 180)
    assert found["recognised"] == pytest.approx(0.9)
    assert found["perDigit"]["1"] == 0
    assert found["perDigit"]["7"] == 1


def test_denoising_is_scored_beside_the_noisy_digits():
    found = denoised(lambda z: z / 2, random_digits(30), 180)
    assert found["noisyMse"] == pytest.approx(0.25, rel=0.05)
    assert found["denoisedMse"] != found["noisyMse"]


def test_digits_move_by_two_pixels_at_most():
    x = torch.zeros(200, 1, 28, 28)
    x[:, 0, 10, 20] = 1
    rows, columns = shifted(x, torch.Generator().manual_seed(0)).nonzero()[:, 2:].T
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (8, 12, 18, 22)


def test_a_recogniser_learns_and_is_kept(tmp_path):
    digits = random_digits(40)
    for image, label in zip(digits.images, digits.labels.tolist(), strict=True):
        row, column = 6 + 10 * (label // 5), 2 + 5 * (label % 5)
        image.zero_()[0, row : row + 4, column : column + 4] = 1
    net = train_recogniser(digits, 30, width=8)
    share = accuracy(net, digits)
    assert share > 0.5
    save_recogniser(tmp_path / "deep" / "recogniser.pt", net, share)
    again, kept = load_recogniser(tmp_path / "deep" / "recogniser.pt")
    assert kept == share
    assert torch.equal(again.read(digits.images), net.read(digits.images))


def test_the_name_of_a_kept_file_sorts_by_epoch():
    assert [epoch_file("class", epoch) for epoch in (5, 20)] == ["class-epoch-05.pt", "class-epoch-20.pt"]
