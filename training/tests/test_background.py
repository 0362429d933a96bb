"""A background run is started, killed, resumed and moved, on tiny networks and tiny pictures."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from stridebot_training.background.checkpoints import CheckpointStore
from stridebot_training.background.networks import BLOCK_SECONDS, NETWORKS, due
from stridebot_training.background.processes import cores
from stridebot_training.background.redraw import BaseRedraw
from stridebot_training.background.shards import ShardFolder, ShardLoader
from stridebot_training.background.speed import Way, choose, measured
from stridebot_training.config import CONFIGS
from stridebot_training.data.bank import Bank, save_bank
from stridebot_training.unet import UNet

CPU = torch.device("cpu")


def write_shard(folder: Path, side: int, number: int = 0) -> None:
    rng = np.random.default_rng(number)
    shard = folder / f"{number:07}"
    images = rng.integers(0, 256, (12, side, side, 3), dtype=np.uint8)
    save_bank(Bank(images, rng.integers(0, 3, (12, 4)).astype(np.int32), ["a dog", "a cat", "a skull"]), shard)
    states = rng.standard_normal((4, 5, 384)).astype(np.float16)
    states[3, 2:] = 0
    np.save(shard / "states.npy", states)


def prepared(run: Path) -> Path:
    write_shard(run / "pictures" / "tiny", 16)
    write_shard(run / "pictures" / "tiny-upscale", 32)
    return run


def command(run: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "stridebot_training.background", "--run", str(run), "--base", "tiny", "--from-nothing",
            "--no-compile", "--no-render", "--precision", "f32", "--sheet-minutes", "9", *more]  # fmt: skip


def step_of(run: Path) -> int:
    state = CheckpointStore((run,), "tiny").load()
    return 0 if state is None else state["step"]


def until(holds, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(1)  # what is waited for runs at lowest priority, and reading checkpoints takes time from it


@pytest.fixture
def started():
    """Returns a function that starts a run; what it started is ended with the test."""
    running: list[subprocess.Popen] = []

    def start(run: Path, *more: str) -> subprocess.Popen:
        process = subprocess.Popen(command(run, "--save-minutes", "0", *more), env=os.environ | {"OMP_NUM_THREADS": "1"})
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()


def test_a_killed_run_goes_on_from_its_checkpoint_also_in_another_folder(tmp_path, started):
    run, copy = prepared(tmp_path / "run"), tmp_path / "copy"
    first = started(run, "--copy", str(copy))
    until(lambda: step_of(run) >= 3)
    first.send_signal(signal.SIGKILL)
    first.wait()
    reached = step_of(run)

    second = started(run, "--copy", str(copy))
    until(lambda: step_of(run) > reached)
    second.send_signal(signal.SIGTERM)
    assert second.wait(300) == 0
    stopped = CheckpointStore((run,), "tiny").load()
    assert stopped["step"] > reached
    assert stopped["pictures"] == 4 * stopped["step"]
    assert CheckpointStore((copy,), "tiny").load()["step"] == stopped["step"]

    elsewhere = prepared(tmp_path / "elsewhere")
    (elsewhere / "tiny.pt").write_bytes((copy / "tiny.pt").read_bytes())
    subprocess.run(command(elsewhere, "--max-steps", "1"), check=True, timeout=300)
    moved = CheckpointStore((elsewhere,), "tiny").load()
    assert (moved["step"], moved["pictures"]) == (stopped["step"] + 1, stopped["pictures"] + 4)


@pytest.mark.skipif(len(cores()) < 2, reason="two pinned processes need two cores")
def test_two_processes_train_one_network_and_end_together(tmp_path, started):
    run = prepared(tmp_path / "run")
    process = started(run, "--cores", "2")
    until(lambda: step_of(run) >= 2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(300) == 0
    state = CheckpointStore((run,), "tiny").load()
    assert state["pictures"] == 2 * 4 * state["step"]


def test_a_damaged_checkpoint_falls_back_to_the_one_before(tmp_path, capsys):
    store = CheckpointStore((tmp_path / "a", tmp_path / "b"), "net")
    for step in (1, 2):
        store.save({"step": step, "weights": torch.arange(1000)})
    for folder in "ab":
        whole = (tmp_path / folder / "net.pt").read_bytes()
        (tmp_path / folder / "net.pt").write_bytes(whole[: len(whole) // 2])
    assert store.load()["step"] == 1
    assert "cannot be read" in capsys.readouterr().out
    store.save({"step": 3, "weights": torch.arange(1000)})
    assert store.load()["step"] == 3


def test_the_furthest_of_all_folders_counts_and_a_full_disk_costs_nothing(tmp_path):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    store = CheckpointStore((tmp_path / "blocked", tmp_path / "b"), "net")
    store.save({"step": 4})
    assert store.load()["step"] == 4
    with pytest.raises(OSError, match="no checkpoint"):
        CheckpointStore((tmp_path / "blocked",), "net").save({"step": 5})


def test_one_hour_in_six_goes_to_the_upscaler():
    shares = [due(seconds)[0] for seconds in range(0, 12 * BLOCK_SECONDS, 60)]
    assert np.mean(shares) == pytest.approx(1 / 6)
    assert due(5 * BLOCK_SECONDS - 1) == (0, 1)
    assert due(5 * BLOCK_SECONDS) == (1, BLOCK_SECONDS)


def test_fresh_pictures_are_wanted_as_fast_as_pictures_are_seen(tmp_path):
    plan = replace(NETWORKS["tiny"].shards, count=10, views=2, kept=20)
    shards = ShardFolder(tmp_path, plan)
    assert shards.wanted() == 0
    for number in range(9):
        shards.path(number).mkdir()
    assert shards.wanted() is None
    shards.note_seen(2 * 10 * 3)
    assert shards.wanted() == 9


def test_an_empty_folder_gets_pictures_that_were_not_seen_yet(tmp_path):
    shards = ShardFolder(tmp_path, replace(NETWORKS["tiny"].shards, count=10, views=2))
    shards.note_seen(10_000)
    assert shards.wanted() == 500


def test_a_loader_takes_new_shards_and_leaves_those_that_are_gone(tmp_path):
    shards = ShardFolder(tmp_path, NETWORKS["tiny"].shards)
    loader = ShardLoader(shards, CONFIGS["tiny"], 1)
    with pytest.raises(LookupError):
        loader.batch(0, CPU)
    write_shard(tmp_path, 16, 3)
    first = loader.batch(0, CPU)["image"]
    for path in shards.path(3).iterdir():
        path.unlink()
    shards.path(3).rmdir()
    write_shard(tmp_path, 16, 4)
    assert not torch.equal(first, loader.batch(0, CPU)["image"])


def test_half_of_the_low_res_pictures_are_the_bases_own():
    redraw, low = BaseRedraw(UNet(CONFIGS["tiny"].unet).eval()), torch.rand(6, 3, 16, 16) * 2 - 1
    drawn = redraw(low, torch.randn(6, 5, 384), np.random.default_rng(0))
    changed = (drawn - low).abs().amax(dim=(1, 2, 3)) > 1e-3
    assert changed.tolist() == [True] * 3 + [False] * 3


def test_the_fastest_way_is_chosen_and_kept_for_this_processor(tmp_path):
    record, tried = tmp_path / "trial.json", []

    def rate(way: Way) -> float:
        tried.append(way)
        return (2 if way.precision == "bf16" else 1) * (1.5 if way.processes == 2 else 1) * (1 + way.batch / 4000)

    assert choose(2, record, rate) == Way("bf16", 128, 1, 2)  # 256 is faster, but not by enough
    assert len(tried) == 6
    assert choose(2, record, rate) == Way("bf16", 128, 1, 2)
    assert len(tried) == 6
    record.write_text(record.read_text().replace('"processor": "', '"processor": "another '))
    choose(2, record, rate)
    assert len(tried) == 12


def test_speed_is_measured_in_processes_of_their_own():
    assert measured(Way("f32", 4, 1, min(2, len(cores()))), "tiny", 1, compiled=False) > 0
