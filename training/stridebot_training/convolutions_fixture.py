"""Writes a base network that only multiplies: convolutions as dense as a real network's, with one weight for all.

A software adapter for graphics cards takes hundreds of times longer for it than a processor, in any state of the machine.
"""

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

DEFAULT_TARGET = Path(__file__).parents[2] / "test" / "fixtures" / "webgpu" / "convolutions.onnx"
WIDTHS = [3, 96, 96, 96, 3]


def convolutions_graph() -> onnx.ModelProto:
    """The ports of the package `gaussian`'s base; the output is a blurred sample."""
    nodes, constants = [], []
    for i, (channels, width) in enumerate(pairwise(WIDTHS)):
        constants.append(numpy_helper.from_array(np.array([width, channels, 3, 3]), f"shape_{i}"))
        weight = helper.make_tensor("value", TensorProto.FLOAT, [1], [1 / (9 * channels)])
        nodes.append(helper.make_node("ConstantOfShape", [f"shape_{i}"], [f"weight_{i}"], value=weight))
        source = "sample" if i == 0 else f"layer_{i - 1}"
        target = "out_sample" if i == len(WIDTHS) - 2 else f"layer_{i}"
        nodes.append(helper.make_node("Conv", [source, f"weight_{i}"], [target], pads=[1, 1, 1, 1]))
    inputs = [
        helper.make_tensor_value_info("sample", TensorProto.FLOAT, ["batch", 3, 32, 32]),
        helper.make_tensor_value_info("timestep", TensorProto.INT64, ["batch"]),
        helper.make_tensor_value_info("encoder_hidden_states", TensorProto.FLOAT, ["batch", 32, 384]),
    ]
    outputs = [helper.make_tensor_value_info("out_sample", TensorProto.FLOAT, ["batch", 3, 32, 32])]
    graph = helper.make_graph(nodes, "convolutions", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=DEFAULT_TARGET)
    onnx.save(convolutions_graph(), parser.parse_args().target)
