"""Exports the kept epochs of a run as packages, one folder each, and says what their small weights cost."""

import argparse
import tempfile
from pathlib import Path

import torch

from stridebot_training.digits.describe import description, package_name
from stridebot_training.digits.export import example_inputs, export_digits
from stridebot_training.digits.idx import Digits, add_data_argument, load_digits
from stridebot_training.digits.kept import load_any, load_kept
from stridebot_training.digits.networks import DigitUNet
from stridebot_training.digits.objectives import noised, with_noise
from stridebot_training.digits.recipes import RECIPES, SIGMA
from stridebot_training.digits.run import epoch_file
from stridebot_training.package import write_package

DEFAULT_TARGET = Path(__file__).resolve().parents[3] / "models"
MAX_BYTES = 20_000_000
COMPARED = 64


def write_digit_package(target: Path, model: DigitUNet, kind: str, epoch: int) -> DigitUNet:
    """Writes one package and returns the network in PyTorch that its graph answers like."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.onnx"
        shipped = export_digits(model, path)
        write_package(target, description(kind, model.condition, epoch), {"base.onnx": path.read_bytes()})
    return shipped


@torch.no_grad()
def rounding_error(model: DigitUNet, package: Path, digits: Digits) -> float:
    """Returns the root mean square distance between the answers of a package and of the float32 network, relative to the latter."""
    predict, _ = load_any(package)
    inputs = compared_inputs(model.condition, digits)
    expected, found = model.eval()(*inputs), predict(*inputs)
    return float((found - expected).square().mean().sqrt() / expected.square().mean().sqrt())


def compared_inputs(condition: str, digits: Digits) -> list[torch.Tensor]:
    """Returns noisy digits at timesteps all over the schedule, with their labels, as far as the network is told them."""
    generator, x = torch.Generator().manual_seed(0), digits.images
    if condition == "none":
        return [with_noise(x, SIGMA, generator)]
    timestep = torch.linspace(0, 299, len(x)).long()
    inputs = {"timestep": timestep, "class_labels": digits.labels}
    sample = noised(x, timestep, torch.randn(x.shape, generator=generator))
    return [sample, *(inputs[name] for name in list(example_inputs(condition))[1:])]


def release(run: Path, target: Path, digits: Digits) -> int:
    """Writes a package for every kept epoch that the run has; returns their bytes."""
    total = 0
    for kind, recipe in RECIPES.items():
        for epoch in recipe.kept:
            path = run / epoch_file(kind, epoch)
            if not path.exists():
                print(f"{path}: not there yet, left out", flush=True)
                continue
            model, folder = load_kept(path)[0], target / package_name(kind, epoch)
            write_digit_package(folder, model, kind, epoch)
            size = sum(file.stat().st_size for file in folder.glob("base.onnx"))
            total += size
            print(f"{folder.name}: {size / 1e6:.2f} MB, {rounding_error(model, folder, digits):.2%} from float32", flush=True)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=DEFAULT_TARGET, help="folder for the packages")
    add_data_argument(parser)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    total = release(args.run, args.out, load_digits(args.data, "test").first(COMPARED))
    print(f"together {total / 1e6:.2f} MB of {MAX_BYTES / 1e6:.0f}")
    if total > MAX_BYTES:
        raise SystemExit("that is too much")


if __name__ == "__main__":
    main()
