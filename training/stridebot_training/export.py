"""ONNX export: graphs that compute in float32 from weights stored in half precision or int8.

UNets are written in the form of `onnx_form`. Every large initialiser becomes a small one followed by Cast (and Mul by a
per-row scale), which ONNX Runtime folds into float32 constants when it loads the graph.
"""

import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from stridebot_training.onnx_form import OnnxForm
from stridebot_training.unet import UNet, example_inputs

OPSET = 18
HALF_SUFFIX = "_half"
SMALLEST_STORED = 512
"""Initialisers with fewer elements stay float32: they cost nothing and biases are sensitive."""


def export_unet(model: UNet, path: Path, storage: str = "float16") -> None:
    """Writes a UNet with the inputs sample, timestep, encoder_hidden_states (and class_labels), batch axis dynamic."""
    inputs = example_inputs(model.config, 2)
    # Folding would hide the parameters from `warm_start`; ONNX Runtime folds when it loads the graph.
    export_graph(OnnxForm(model), tuple(inputs.values()), list(inputs), "out_sample", path, storage, folds=False)


def export_text_encoder(model: nn.Module, path: Path, storage: str = "int8") -> None:
    """Writes the text encoder: input_ids and attention_mask int64 [B, 32] → last_hidden_state [B, 32, 384]."""
    ids, mask = torch.randint(1000, 2000, (2, 32)), torch.ones(2, 32, dtype=torch.int64)
    mask[1, 9:] = 0
    export_graph(model, (ids, mask), ["input_ids", "attention_mask"], "last_hidden_state", path, storage, folds=True)


def export_graph(model: nn.Module, inputs: tuple, names: list[str], output: str, path: Path, storage: str, *, folds: bool) -> None:
    """Writes a network with a dynamic batch axis. Without `folds` its initialisers have the names of its parameters."""
    axes = {name: {0: "batch"} for name in [*names, output]}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore", torch.jit.TracerWarning)  # all sizes but the batch are constants, as they should be
        torch.onnx.export(model.eval(), inputs, str(path), input_names=names, output_names=[output], dynamic_axes=axes,
                          opset_version=OPSET, dynamo=False, do_constant_folding=folds)  # fmt: skip
    graph = onnx.load(path)
    compress(graph, storage)
    onnx.checker.check_model(graph)
    onnx.save(graph, path)


def compress(model: onnx.ModelProto, storage: str) -> None:
    """Rewrites the large float32 initialisers of `model` in place; `storage` is 'float32', 'float16' or
    'int8' (tables and matrices in int8, the rest in half precision)."""
    kept, nodes = [], []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if storage == "float32" or values.dtype != np.float32 or values.size < SMALLEST_STORED:
            kept.append(tensor)
        elif storage == "int8" and values.ndim == 2:
            _store_int8(tensor.name, values, kept, nodes)
        else:
            kept.append(numpy_helper.from_array(values.astype(np.float16), tensor.name + HALF_SUFFIX))
            nodes.append(helper.make_node("Cast", [tensor.name + HALF_SUFFIX], [tensor.name], to=TensorProto.FLOAT))
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    rest = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*nodes, *rest])
    widen_after_lookup(model)


def widen_after_lookup(model: onnx.ModelProto) -> None:
    """Rewrites Gather(int8 table · scale per row) to Gather(table) · Gather(scale), in place: the same numbers, but ONNX
    Runtime does not make a float32 copy of the table when it loads the graph.
    """
    graph = model.graph
    rows = {tensor.name: tensor.dims[0] for tensor in graph.initializer if tensor.name.endswith("_scale") and tensor.dims[1] == 1}
    users = Counter(name for node in graph.node for name in node.input)
    tables = {name.removesuffix("_scale") for name in rows if users[name.removesuffix("_scale")] == 1}
    looked_up = {n.input[0]: n for n in graph.node if n.op_type == "Gather" and n.input[0] in tables and not n.attribute}
    widened = {name for table in looked_up for name in (table, f"{table}_wide")}
    nodes = [node for node in graph.node if node.output[0] not in widened]
    for table, lookup in looked_up.items():
        at = nodes.index(lookup)
        nodes[at : at + 1] = _lookup(table, *lookup.input[1:], *lookup.output)
    del graph.node[:]
    graph.node.extend(nodes)


def _lookup(table: str, indices: str, output: str) -> list[onnx.NodeProto]:
    return [
        helper.make_node("Gather", [f"{table}_codes", indices], [f"{table}_row_codes"]),
        helper.make_node("Gather", [f"{table}_scale", indices], [f"{table}_row_scale"]),
        helper.make_node("Cast", [f"{table}_row_codes"], [f"{table}_wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{table}_wide", f"{table}_row_scale"], [output]),
    ]


def _store_int8(name: str, values: np.ndarray, kept: list, nodes: list) -> None:
    """Adds w ≈ int8 · scale with one scale per output channel: rows of a table, columns of a matrix that is applied from
    the right. Of the two axes the one with the smaller error is taken.
    """
    scale, codes = min((_quantised(values, axis) for axis in (0, 1)), key=lambda pair: np.square(pair[0] * pair[1] - values).sum())
    kept += [numpy_helper.from_array(codes, f"{name}_codes"), numpy_helper.from_array(scale, f"{name}_scale")]
    nodes += [
        helper.make_node("Cast", [f"{name}_codes"], [f"{name}_wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}_wide", f"{name}_scale"], [name]),
    ]


def _quantised(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns (scale float32, codes int8); one scale per slice along `axis`."""
    scale = np.abs(values).max(axis=1 - axis, keepdims=True).astype(np.float32) / 127
    scale = np.where(scale == 0, np.float32(1), scale)
    return scale, np.round(values / scale).astype(np.int8)
