"""Weights in 8 or 6 bits with one scale for each output channel, in ONNX graphs that compute in float32.

Six networks have to be small enough to ship together, and half precision is not: the two denoisers alone are 31 MB in it.
Codes of 6 bits lie four to three bytes. Each byte has a code in its lower 6 bits; the upper 2 bits of three bytes are the
fourth code. ONNX Runtime unpacks them once, when it loads the graph.
"""

from dataclasses import dataclass

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SCALE_SHARES = np.linspace(0.6, 1.0, 9, dtype=np.float32)
"""Shares of the largest weight that the largest code may stand for; below 1 a few weights are cut, and all others are finer."""
PLANES, LOW = 3, 64


@dataclass(frozen=True)
class Codes:
    """w ≈ codes · scale. `codes` int8 in the shape of the weight; `scale` float32, 1 along all axes but that of the output."""

    codes: np.ndarray
    scale: np.ndarray
    bits: int

    @property
    def values(self) -> np.ndarray:
        return self.codes * self.scale


def quantised(weight: np.ndarray, axis: int, bits: int) -> Codes:
    """Returns the codes of a weight. Every channel takes the scale, of a few, that has the smallest squared error."""
    others = tuple(i for i in range(weight.ndim) if i != axis)
    largest = np.abs(weight).max(axis=others, keepdims=True).astype(np.float32)
    largest = np.where(largest == 0, np.float32(1), largest)
    top = 2 ** (bits - 1) - 1
    best, smallest = largest / top, np.full(largest.shape, np.inf)
    for scale in (share * largest / top for share in SCALE_SHARES):
        error = np.square(_codes(weight, scale, top) * scale - weight).sum(axis=others, keepdims=True)
        best, smallest = np.where(error < smallest, scale, best), np.minimum(error, smallest)
    return Codes(_codes(weight, best, top).astype(np.int8), best, bits)


def _codes(weight: np.ndarray, scale: np.ndarray, top: int) -> np.ndarray:
    return np.clip(np.round(weight / scale), -top, top)


def packed(codes: np.ndarray) -> np.ndarray:
    """Returns 6-bit codes, whose number is a multiple of 4, as bytes [3, N / 4]."""
    quarters = (codes.reshape(PLANES + 1, -1).astype(np.int16) + LOW // 2).astype(np.uint8)
    upper = np.stack([quarters[PLANES] >> (2 * i) & 3 for i in range(PLANES)])
    return quarters[:PLANES] | upper << 6


def store(model: onnx.ModelProto, codes: dict[str, Codes]) -> None:
    """Replaces the initialisers of these names, in place, by their codes and the nodes that make float32 of them."""
    graph = model.graph
    initializers = [tensor for tensor in graph.initializer if tensor.name not in codes]
    missing = codes.keys() - {tensor.name for tensor in graph.initializer}
    if missing:
        raise ValueError(f"the graph has no initialiser {', '.join(sorted(missing))}")
    nodes: list[onnx.NodeProto] = []
    for name, weight in codes.items():
        write = _write_packed if weight.bits == 6 else _write_whole
        write(name, weight, initializers, nodes)
    _replace(graph.initializer, [*initializers, *_constants()])
    _replace(graph.node, [*nodes, *graph.node])


def _write_whole(name: str, weight: Codes, initializers: list, nodes: list) -> None:
    initializers += [_tensor(f"{name}_codes", weight.codes), _tensor(f"{name}_scale", weight.scale)]
    nodes += [
        helper.make_node("Cast", [f"{name}_codes"], [f"{name}_wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}_wide", f"{name}_scale"], [name]),
    ]


def _write_packed(name: str, weight: Codes, initializers: list, nodes: list) -> None:
    """Lower codes: byte mod 64. Fourth code: the sum of the bytes' upper bits times 1, 4 and 16."""
    initializers += [
        _tensor(f"{name}_bytes", packed(weight.codes)),
        _tensor(f"{name}_scale", weight.scale),
        _tensor(f"{name}_shape", np.array(weight.codes.shape, np.int64)),
    ]

    def node(operation: str, inputs: list[str], output: str, **attributes: int) -> None:
        nodes.append(helper.make_node(operation, inputs, [output], **attributes))

    node("Cast", [f"{name}_bytes"], f"{name}_wide", to=TensorProto.FLOAT)
    node("Div", [f"{name}_wide", "codes_64"], f"{name}_ratio")
    node("Floor", [f"{name}_ratio"], f"{name}_upper")
    node("Mul", [f"{name}_upper", "codes_64"], f"{name}_upper_part")
    node("Sub", [f"{name}_wide", f"{name}_upper_part"], f"{name}_lower")
    node("MatMul", ["codes_places", f"{name}_upper"], f"{name}_fourth")
    node("Concat", [f"{name}_lower", f"{name}_fourth"], f"{name}_unsigned", axis=0)
    node("Sub", [f"{name}_unsigned", "codes_32"], f"{name}_signed")
    node("Reshape", [f"{name}_signed", f"{name}_shape"], f"{name}_shaped")
    node("Mul", [f"{name}_shaped", f"{name}_scale"], name)


def _constants() -> list[onnx.TensorProto]:
    return [
        _tensor("codes_64", np.float32(LOW)),
        _tensor("codes_32", np.float32(LOW // 2)),
        _tensor("codes_places", np.array([[1, 4, 16]], np.float32)),
    ]


def _tensor(name: str, values: np.ndarray) -> onnx.TensorProto:
    return numpy_helper.from_array(np.ascontiguousarray(values), name)


def _replace(field: object, values: list) -> None:
    del field[:]
    field.extend(values)
