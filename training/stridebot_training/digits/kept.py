"""Digit networks as files hold them: the weights that a run kept, or a package."""

import json
from pathlib import Path

import torch
from torch import Tensor

from stridebot_training.digits.networks import NETWORKS, DigitUNet
from stridebot_training.digits.walk import Predict


def load_kept(path: Path) -> tuple[DigitUNet, int]:
    """Returns the network of a file such as class-epoch-20.pt, ready to run, and its epoch."""
    state = torch.load(path, map_location="cpu")
    model = NETWORKS[state["kind"]](state["d"])
    model.load_state_dict(state["model"])
    return model.eval(), state["epoch"]


def load_any(path: Path) -> tuple[Predict, str]:
    """Returns a network, from a kept file or the folder of a package, and its condition."""
    if path.is_dir():
        return _of_package(path)
    model, _ = load_kept(path)
    return model, model.condition


def _of_package(folder: Path) -> tuple[Predict, str]:
    import onnxruntime as ort  # late: who scores a run alone does without it

    about = json.loads((folder / "model.json").read_text())
    options = ort.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    session = ort.InferenceSession(folder / about["base"]["file"], options, providers=["CPUExecutionProvider"])
    names = [port.name for port in session.get_inputs()]

    def predict(*inputs: Tensor) -> Tensor:
        values = {name: value.numpy() for name, value in zip(names, inputs, strict=True)}
        return torch.from_numpy(session.run(None, values)[0])

    return predict, about["condition"]
