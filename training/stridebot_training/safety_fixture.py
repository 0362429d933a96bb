"""Writes an image-safety model whose answer is a formula: it flags pictures whose mean brightness is above one half."""

import argparse
import hashlib
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from stridebot_training.package import to_json

DEFAULT_TARGET = Path(__file__).parents[2] / "test" / "fixtures" / "safety"
SIDE = 16


def brightness_graph() -> onnx.ModelProto:
    """[n, 3, 16, 16] in −1 … 1 to [n, 2]: darkness and brightness, each 0 … 1."""
    nodes = [
        helper.make_node("ReduceMean", ["pixels"], ["mean"], axes=[1, 2, 3], keepdims=0),
        helper.make_node("Constant", [], ["half"], value_float=0.5),
        helper.make_node("Constant", [], ["one"], value_float=1.0),
        helper.make_node("Mul", ["mean", "half"], ["scaled"]),
        helper.make_node("Add", ["scaled", "half"], ["bright"]),
        helper.make_node("Sub", ["one", "bright"], ["dark"]),
        helper.make_node("Constant", [], ["axis"], value_ints=[1]),
        helper.make_node("Unsqueeze", ["bright", "axis"], ["bright_column"]),
        helper.make_node("Unsqueeze", ["dark", "axis"], ["dark_column"]),
        helper.make_node("Concat", ["dark_column", "bright_column"], ["scores"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "brightness",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["n", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", 2])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def write(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    onnx.save(brightness_graph(), target / "brightness.onnx")
    statement = {
        "version": 1,
        "file": "brightness.onnx",
        "sha256": hashlib.sha256((target / "brightness.onnx").read_bytes()).hexdigest(),
        "size": SIDE,
        "mean": [0.5, 0.5, 0.5],
        "std": [0.5, 0.5, 0.5],
        "layout": "nchw",
        "output": {"name": "scores", "index": 1, "threshold": 0.5},
        "title": "Brightness",
        "licence": "MIT",
    }
    (target / "safety.json").write_text(to_json(statement))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=DEFAULT_TARGET)
    write(parser.parse_args().target)
