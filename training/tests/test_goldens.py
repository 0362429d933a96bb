import base64

import numpy as np
import torch

from stridebot_training import goldens
from stridebot_training.config import CONFIGS
from stridebot_training.sample import guided, seeded_noise
from stridebot_training.text import encode
from stridebot_training.unet import UNet


def lively() -> UNet:
    torch.manual_seed(180)
    model = UNet(CONFIGS["tiny"].unet)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    return model.eval()


def numbers(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), "<f4")


def test_each_golden_is_what_the_reference_sampler_would_see():
    model = lively()
    rows = goldens.base_goldens(model)
    assert [row["timestep"] for row in rows] == list(goldens.TIMESTEPS)
    for row in rows:
        states, x = encode([row["prompt"]]), seeded_noise([row["seed"]], 16)
        with torch.no_grad():
            x0 = guided(model, states, states, 1)(x, row["timestep"])
        np.testing.assert_allclose(numbers(row["x0"]), x0.numpy().ravel(), atol=5e-6)


def test_states_come_without_padding():
    for row in goldens.text_goldens():
        states = numbers(row["states"]).reshape(row["tokens"], 384)
        assert (np.abs(states).max(axis=1) > 0).all()
