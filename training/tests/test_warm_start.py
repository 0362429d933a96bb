import pytest
import torch

from stridebot_training.config import CONFIGS
from stridebot_training.export import export_unet
from stridebot_training.unet import UNet
from stridebot_training.warm_start import weights_of_graph


def trained_like(name: str) -> UNet:
    model = UNet(CONFIGS[name].unet)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    return model


@pytest.mark.parametrize("name", ["tiny", "tiny-upscale"])
@pytest.mark.parametrize(("storage", "atol"), [("float32", 0), ("float16", 2e-3)])
def test_every_weight_comes_back_out_of_an_exported_graph(name, storage, atol, tmp_path):
    model = trained_like(name)
    export_unet(model, tmp_path / "graph.onnx", storage)
    weights = weights_of_graph(tmp_path / "graph.onnx", model.config)
    assert set(weights) == set(model.state_dict())
    for key, value in model.state_dict().items():
        torch.testing.assert_close(weights[key], value, atol=atol, rtol=0)


def test_a_graph_of_another_shape_is_refused(tmp_path):
    export_unet(trained_like("tiny"), tmp_path / "graph.onnx")
    with pytest.raises(ValueError, match="another configuration"):
        weights_of_graph(tmp_path / "graph.onnx", CONFIGS["tiny-upscale"].unet)
