"""Small networks with random weights, and inputs for them."""

import torch

from stridebot_training.config import UNetConfig
from stridebot_training.unet import UNet


def lively(config: UNetConfig) -> UNet:
    """A network with random weights everywhere, also where training starts from zero."""
    torch.manual_seed(180)
    model = UNet(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    return model.eval()


def inputs_for(config: UNetConfig, batch: int) -> dict[str, torch.Tensor]:
    states = torch.randn(batch, 32, config.text_width)
    states[:, 7:] = 0
    inputs = {
        "sample": torch.randn(batch, config.in_channels, config.image_size, config.image_size),
        "timestep": torch.arange(batch) * 300,
        "encoder_hidden_states": states,
    }
    return inputs | ({"class_labels": torch.arange(batch) * 50} if config.has_class_labels else {})
