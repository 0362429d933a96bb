import pytest
import torch

from stridebot_training.bench_runs import Stage, compiled, median_picture_ms, open_stage, picture_ms


def recording(calls: list, name: str, runs: int) -> Stage:
    def network(x: torch.Tensor) -> torch.Tensor:
        calls.append(name)
        return x

    return Stage(network, (torch.zeros(1),), runs)


def test_a_picture_is_every_run_of_every_stage_in_turn():
    calls = []
    assert picture_ms([recording(calls, "base", 3), recording(calls, "upscale", 2)]) > 0
    assert calls == ["base"] * 3 + ["upscale"] * 2


def test_the_first_picture_does_not_count():
    calls = []
    median_picture_ms([recording(calls, "base", 2)], 5)
    assert len(calls) == 6 * 2


@pytest.mark.parametrize(("name", "side"), [("tiny", 16), ("tiny-upscale", 32)])
def test_a_stage_runs_its_network_on_so_many_rows(name, side):
    stage = open_stage(name, 12, 2)
    with torch.inference_mode():
        assert stage.network(*stage.inputs).shape == (2, 3, side, side)
    assert compiled(stage).runs == 12
