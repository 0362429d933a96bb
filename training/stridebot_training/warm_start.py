"""Weights back out of an exported graph, so that a run can go on from a published package whose checkpoints are gone."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from stridebot_training.config import UNetConfig
from stridebot_training.export import HALF_SUFFIX, export_unet
from stridebot_training.unet import UNet

Place = tuple[str, Callable[[np.ndarray], np.ndarray]]
"""Where an initialiser came from: the parameter's name, and how to undo what the exporter did to its shape."""


def weights_of_graph(path: Path, config: UNetConfig) -> dict[str, Tensor]:
    """Returns the state dict, float32, of a network of shape `config` that `export_unet` wrote to `path`.

    The exporter renames folded constants, so their names alone say little. A network with marked weights is exported
    too: the name under which a mark comes out is the name under which the real weight is stored.

    Raises ValueError if the graph has other initialisers than a network of this shape.
    """
    marked = _marked_network(config)
    with tempfile.TemporaryDirectory() as folder:
        probe = Path(folder) / "probe.onnx"
        export_unet(marked, probe, "float32")
        places = _places(marked, _initialisers(probe))
    stored = _initialisers(path)
    if missing := sorted(set(places) - set(stored)):
        raise ValueError(f"{path}: lacks {missing[0]} and {len(missing) - 1} more; is it a network of another configuration?")
    return {name: torch.from_numpy(undo(stored[key]).astype(np.float32)) for key, (name, undo) in places.items()}


def _initialisers(path: Path) -> dict[str, np.ndarray]:
    return {t.name.removesuffix(HALF_SUFFIX): numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}


def _marked_network(config: UNetConfig) -> UNet:
    model, generator = UNet(config), torch.Generator().manual_seed(180)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator))
    return model


def _places(marked: UNet, initialisers: dict[str, np.ndarray]) -> dict[str, Place]:
    by_mark = {_mark(value.detach().numpy()): (name, value.detach().numpy()) for name, value in marked.named_parameters()}
    places = {}
    for key, stored in initialisers.items():
        if (found := by_mark.get(_mark(stored))) is not None:
            name, value = found
            places[key] = (name, _undo(stored, value))
    if lost := sorted(set(dict(marked.named_parameters())) - {name for name, _ in places.values()}):
        raise ValueError(f"the exporter hides {lost[0]} and {len(lost) - 1} more")
    return places


def _mark(values: np.ndarray) -> bytes:
    """Random numbers tell parameters apart whatever their shape: the smallest and the largest survive any transposition."""
    return np.array([values.min(), values.max(), values.size], np.float64).tobytes()


def _undo(stored: np.ndarray, value: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    if stored.size == value.size and np.array_equal(stored.reshape(value.shape), value):
        return lambda array: array.reshape(value.shape)
    return lambda array: array.T.reshape(value.shape)
