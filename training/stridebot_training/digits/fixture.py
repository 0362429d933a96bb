"""Writes what PyTorch answers for tiny digit networks with random weights: packages, and beside each a golden.json.

python -m stridebot_training.digits.fixture FOLDER

The class-conditioned one has a whole walk of 300 steps besides. All noise is torch.randn of one seed: the start, then
one draw [1, 1, 28, 28] for each step but the last.
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from stridebot_training.digits.describe import package_name
from stridebot_training.digits.export import example_inputs
from stridebot_training.digits.idx import SIDE
from stridebot_training.digits.networks import NETWORKS, DigitUNet
from stridebot_training.digits.release import write_digit_package
from stridebot_training.digits.walk import GUIDANCE, guided, walk
from stridebot_training.goldens import base64_of
from stridebot_training.package import to_json

D, SEED, DIGIT, EPOCH = 8, 180, 7, 0
HEAD_SHARE = 0.1
"""Of random weights in the last layer. With all of it a walk is chaotic: rounding decides where it ends."""
SHOWN = (299, 200, 100, 30, 1, 0)
"""Timesteps of the steps whose result is kept."""


@torch.no_grad()
def random_network(kind: str, d: int = D, seed: int = SEED) -> DigitUNet:
    """Returns a network with random weights whose batch normalisation fits its activations, so that each layer matters."""
    torch.manual_seed(seed)
    model = NETWORKS[kind](d).train()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = None  # the plain mean of all batches
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    for _ in range(3):
        model(*random_inputs(model.condition, 16))
    model.head.weight.mul_(HEAD_SHARE)
    model.head.bias.mul_(HEAD_SHARE)
    return model.eval()


def random_inputs(condition: str, count: int) -> list[Tensor]:
    """Returns noise, and timesteps and classes evenly spread, the last of them none."""
    inputs = [torch.randn(count, 1, SIDE, SIDE)]
    spread = [torch.linspace(0, last, count).long() for last in (299, 10)]
    return inputs + spread[: len(example_inputs(condition)) - 1]


@torch.no_grad()
def answers(model: DigitUNet, count: int = 3) -> dict:
    """Returns inputs of some rows with the output, as base64 of float32, or as numbers."""
    torch.manual_seed(SEED)
    inputs = random_inputs(model.condition, count)
    sample, *told = inputs
    names = list(example_inputs(model.condition))[1:]
    return {
        "sample": base64_of(sample),
        **{name: values.tolist() for name, values in zip(names, told, strict=True)},
        "out_sample": base64_of(model(*inputs)),
    }


@torch.no_grad()
def whole_walk(model: DigitUNet) -> dict:
    """Returns the pictures of a class-conditioned walk after some of its steps; the last one is its end."""
    generator, shown = torch.Generator().manual_seed(SEED), {}

    def noise() -> Tensor:
        return torch.randn(1, 1, SIDE, SIDE, generator=generator)

    def keep(t: int, x: Tensor) -> None:
        if t in SHOWN:
            shown[str(t)] = base64_of(x)

    start = noise()
    walk(guided(model, torch.tensor([DIGIT])), start, noise, keep)
    return {"seed": SEED, "class": DIGIT, "guidance": GUIDANCE, "start": base64_of(start), "afterStep": shown}


def write_fixture(folder: Path) -> None:
    for kind in NETWORKS:
        package = folder / package_name(kind, EPOCH)
        shipped = write_digit_package(package, random_network(kind), kind, EPOCH)
        golden = {"answers": answers(shipped)} | ({"walk": whole_walk(shipped)} if kind == "class" else {})
        (package / "golden.json").write_text(to_json(golden))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    write_fixture(parser.parse_args().folder)


if __name__ == "__main__":
    main()
