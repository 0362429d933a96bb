"""A digit training is ended, killed and resumed, on a tiny network and a few random digits."""

import csv
import signal
from dataclasses import replace

import pytest
import torch
from digits import random_digits

from stridebot_training.digits.learner import Learner, Way
from stridebot_training.digits.networks import NO_CLASS
from stridebot_training.digits.objectives import noised, with_some_dropped
from stridebot_training.digits.order import batches
from stridebot_training.digits.recipes import RECIPES
from stridebot_training.digits.run import DigitRun, Place
from stridebot_training.digits.speed import measure, way_of

PLAIN = Way(bf16=False)
RECIPE = replace(RECIPES["class"], d=2, batch_size=4, epochs=3, kept=(1, 3))
DIGITS = random_digits(10)


def begun(folder, copy=None, recipe=RECIPE) -> DigitRun:
    return DigitRun(recipe, DIGITS, Place(folder, copy), PLAIN)


def losses_in(folder) -> list[list[str]]:
    return list(csv.reader((folder / "class-loss.csv").open()))


def test_the_settings_are_those_of_the_write_up():
    named = ("d", "batch_size", "learning_rate", "epochs", "kept")
    assert [getattr(RECIPES["denoise"], name) for name in named] == [128, 256, 1e-4, 5, (1, 5)]
    for kind in ("time", "class"):
        assert [getattr(RECIPES[kind], name) for name in named] == [64, 128, 1e-3, 20, (5, 20)]
        assert RECIPES[kind].decay**20 == pytest.approx(0.1)


def test_a_run_in_pieces_ends_where_a_run_in_one_piece_does(tmp_path):
    whole = begun(tmp_path / "whole")
    whole.train()
    for max_steps in (2, 1, 3, None):  # in the middle of an epoch, and at its end
        pieces = begun(tmp_path / "pieces", tmp_path / "copy")
        pieces.train(max_steps=max_steps)
    assert whole.losses == pieces.losses
    assert whole.step == 9
    for a, b in zip(whole.learner.model.state_dict().values(), pieces.learner.model.state_dict().values(), strict=True):
        assert torch.equal(a, b)
    assert pieces.learner.optimizer.param_groups[0]["lr"] == pytest.approx(1e-3 * 0.1 ** (3 / 20))
    for folder in (tmp_path / "pieces", tmp_path / "copy"):
        assert sorted(p.name for p in folder.glob("class-epoch-*.pt")) == ["class-epoch-01.pt", "class-epoch-03.pt"]


def test_a_killed_run_goes_on_from_its_copy_and_its_log_has_each_step_once(tmp_path):
    run = begun(tmp_path / "run", tmp_path / "copy")
    run.train(max_steps=4)
    (tmp_path / "run" / "class-loss.csv").open("a").write("5,2,0.9\n")  # a step whose state was not written any more
    for path in (tmp_path / "run").glob("*.pt"):
        path.write_bytes(path.read_bytes()[:100])
    again = begun(tmp_path / "run", tmp_path / "copy")
    assert again.losses == run.losses
    again.train()
    header, *rows = losses_in(tmp_path / "run")
    assert header == ["step", "epoch", "loss"]
    assert [(int(step), int(epoch)) for step, epoch, _ in rows] == [(i + 1, i // 3 + 1) for i in range(9)]
    assert [float(loss) for *_, loss in rows] == pytest.approx(again.losses, rel=1e-5)


def test_a_run_that_is_told_to_stop_ends_after_the_step(tmp_path):
    run = begun(tmp_path)
    signal.signal(signal.SIGUSR1, run.stop)
    update = run.learner.update

    def update_and_signal(*batch):
        signal.raise_signal(signal.SIGUSR1)
        return update(*batch)

    run.learner.update = update_and_signal
    run.train()
    assert (run.step, begun(tmp_path).step) == (1, 1)


def test_a_finished_run_stays_as_it_is_and_another_recipe_is_refused(tmp_path):
    begun(tmp_path).train()
    again = begun(tmp_path)
    again.train()
    assert again.step == 9
    with pytest.raises(ValueError, match="name another --run"):
        begun(tmp_path, recipe=replace(RECIPE, batch_size=5))


def test_an_epoch_shows_each_digit_once_in_an_order_of_its_own():
    first, second = (torch.cat(list(batches(10, 4, epoch, 180))).tolist() for epoch in (1, 2))
    assert sorted(first) == sorted(second) == list(range(10))
    assert first != second
    assert torch.cat(list(batches(10, 4, 1, 180, first=1))).tolist() == first[4:]


def test_a_tenth_of_the_classes_is_withheld():
    labels = with_some_dropped(torch.full((10_000,), 3), torch.Generator().manual_seed(0))
    assert (labels == NO_CLASS).float().mean() == pytest.approx(0.1, abs=0.01)
    assert set(labels.tolist()) == {3, NO_CLASS}


def test_digits_drown_in_noise_as_the_schedule_says():
    x, eps = torch.ones(2, 1, 28, 28), torch.zeros(2, 1, 28, 28)
    betas = torch.linspace(1e-4, 0.02, 300, dtype=torch.float64)
    found = noised(x, torch.tensor([0, 299]), eps)[:, 0, 0, 0]
    torch.testing.assert_close(found.double(), torch.stack([1 - betas[0], (1 - betas).prod()]).sqrt(), atol=1e-6, rtol=1e-6)


@pytest.mark.parametrize("kind", RECIPES)
def test_every_objective_is_learned_in_bf16_too(kind):
    learner = Learner(replace(RECIPES[kind], d=4, learning_rate=1e-2), Way(), 180)
    losses = [learner.update(DIGITS.images, DIGITS.labels) for _ in range(30)]
    assert sum(losses[-5:]) < 0.8 * sum(losses[:5])


def test_speed_is_measured_for_any_way():
    assert way_of("bf16+compiled") == Way(True, False, True)
    assert way_of("plain") == Way(False, False, False)
    with pytest.raises(ValueError, match="f64"):
        way_of("bf16+f64")
    assert min(measure(RECIPE, PLAIN, 1)) > 0
