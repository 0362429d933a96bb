from dataclasses import replace

import onnx
import onnxruntime as ort
import pytest
import torch
from networks import inputs_for, lively

from stridebot_training.config import CONFIGS, UNetConfig
from stridebot_training.export import export_unet
from stridebot_training.onnx_form import MAX_PIECES, OnnxForm, pieces

NETWORKS = {
    "groups and attention": CONFIGS["tiny"].unet,
    "pixels, patch 4, noise level": CONFIGS["tiny-upscale"].unet,
    "pixels and attention": replace(CONFIGS["tiny"].unet, pixel_norm=True, attention=(True, True)),
}

# Tokens of each of three prompts; the rest of 32 is padding.
PROMPTS = {"short": (2, 7, 4), "one as long as can be": (2, 32, 4), "none": (0, 0, 0)}


def inputs_with_tokens(config: UNetConfig, tokens: tuple[int, ...]) -> dict[str, torch.Tensor]:
    inputs = inputs_for(config, len(tokens))
    states = torch.randn(len(tokens), 32, config.text_width)
    for row, count in zip(states, tokens, strict=True):
        row[count:] = 0
    return inputs | {"encoder_hidden_states": states}


@pytest.mark.parametrize("tokens", PROMPTS.values(), ids=PROMPTS)
@pytest.mark.parametrize("config", NETWORKS.values(), ids=NETWORKS)
@torch.no_grad()
def test_it_answers_as_the_network_does(config, tokens):
    model, inputs = lively(config), inputs_with_tokens(config, tokens)
    torch.testing.assert_close(OnnxForm(model)(*inputs.values()), model(*inputs.values()), atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("config", NETWORKS.values(), ids=NETWORKS)
def test_its_graph_takes_prompts_and_batches_of_any_length(config, tmp_path):
    model = lively(config)
    export_unet(model, tmp_path / "unet.onnx", "float32")
    session = ort.InferenceSession(tmp_path / "unet.onnx", providers=["CPUExecutionProvider"])
    for tokens in [*PROMPTS.values(), (5,), (32, 1)]:
        inputs = inputs_with_tokens(config, tokens)
        with torch.no_grad():
            expected = model(*inputs.values())
        (actual,) = session.run(None, {name: value.numpy() for name, value in inputs.items()})
        torch.testing.assert_close(torch.from_numpy(actual), expected, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("config", NETWORKS.values(), ids=NETWORKS)
def test_its_graph_is_standard_onnx_and_asks_for_no_shape_once_it_is_loaded(config, tmp_path):
    export_unet(lively(config), tmp_path / "unet.onnx")
    assert {node.domain for node in onnx.load(tmp_path / "unet.onnx").graph.node} == {""}
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(tmp_path / "loaded.onnx")
    ort.InferenceSession(tmp_path / "unet.onnx", options, providers=["CPUExecutionProvider"])
    assert "Shape" not in {node.op_type for node in onnx.load(tmp_path / "loaded.onnx").graph.node}


@pytest.mark.parametrize("count", [1, MAX_PIECES, MAX_PIECES + 1, 25, 60])
def test_pieces_are_those_of_one_split(count):
    widths = [1 + i % 3 for i in range(count)]
    x = torch.randn(2, sum(widths), 4)
    for found, expected in zip(pieces(x, widths), x.split(widths, dim=1), strict=True):
        torch.testing.assert_close(found, expected, atol=0, rtol=0)


@pytest.mark.parametrize("name", ["base32", "upscale32"])
def test_no_node_has_more_outputs_than_webgpu_has_buffers_for(name, tmp_path):
    export_unet(lively(CONFIGS[name].unet), tmp_path / "unet.onnx")
    assert max(len(node.output) for node in onnx.load(tmp_path / "unet.onnx").graph.node) <= MAX_PIECES
