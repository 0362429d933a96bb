"""A digit network as an ONNX graph, small: convolutions in 8 or 6 bits, what is left that is large in half precision.

What fits: six networks of 7.9, 7.9, 2.0, 2.0, 2.0 and 2.0 million weights have 20 MB. Half precision would take 48 MB and
8 bits 24 MB. Of the denoiser every convolution has 6 bits; of the others those that work on the picture have 8, because a
walk of 300 steps adds up their errors, and `unflatten`, two fifths of all weights, has 6. Together 19.5 MB.
"""

from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from stridebot_training.digits.folding import folded
from stridebot_training.digits.idx import SIDE
from stridebot_training.digits.networks import NUM_TRAIN_TIMESTEPS, DigitUNet
from stridebot_training.digits.quantise import Codes, quantised, store
from stridebot_training.export import SMALLEST_STORED, compress, export_graph


def example_inputs(condition: str) -> dict[str, Tensor]:
    """Returns inputs of two rows by the names of the graph's ports."""
    inputs = {"sample": torch.zeros(2, 1, SIDE, SIDE)}
    if condition in ("time", "class"):
        inputs["timestep"] = torch.tensor([1, NUM_TRAIN_TIMESTEPS - 1])
    if condition == "class":
        inputs["class_labels"] = torch.tensor([3, 10])
    return inputs


def bits_for(name: str, condition: str) -> int:
    """Returns the bits of each weight of a convolution."""
    return 6 if condition == "none" or name.startswith("unflatten") else 8


@torch.no_grad()
def shipped_form(model: DigitUNet) -> tuple[DigitUNet, dict[str, Codes]]:
    """Returns the network that ships, in PyTorch: folded, with every weight rounded; and the codes of its convolutions."""
    out, codes = folded(model), {}
    for name, module in out.named_modules():
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d) and is_coded(module.weight):
            axis = 1 if isinstance(module, nn.ConvTranspose2d) else 0
            weight = quantised(module.weight.detach().numpy(), axis, bits_for(name, model.condition))
            codes[f"{name}.weight"] = weight
            module.weight.copy_(torch.from_numpy(weight.values))
        elif isinstance(module, nn.Linear) and module.weight.numel() >= SMALLEST_STORED:
            module.weight.copy_(module.weight.half())
    return out, codes


def is_coded(weight: Tensor) -> bool:
    """Small weights stay float32: they cost nothing. Four codes of 6 bits are packed together."""
    return weight.numel() >= SMALLEST_STORED and weight.numel() % 4 == 0


def export_digits(model: DigitUNet, path: Path) -> DigitUNet:
    """Writes the graph, batch axis dynamic, and returns the network in PyTorch that it answers like.

    Ports: sample float32 [B, 1, 28, 28]; timestep int64 [B], 0 … 299; class_labels int64 [B], 0 … 9 or 10 for none;
    out_sample float32 [B, 1, 28, 28]. Which of them there are depends on the condition.
    """
    out, codes = shipped_form(model)
    inputs = example_inputs(model.condition)
    export_graph(out, tuple(inputs.values()), list(inputs), "out_sample", path, "float32", folds=False)
    graph = onnx.load(path)
    store(graph, codes)
    compress(graph, "float16")
    onnx.checker.check_model(graph)
    onnx.save(graph, path)
    return out
