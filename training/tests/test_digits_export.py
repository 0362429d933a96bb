import json

import numpy as np
import onnx
import onnxruntime as ort
import pytest
import torch
from digits import random_digits

from stridebot_training.digits.export import bits_for, export_digits
from stridebot_training.digits.fixture import random_inputs, random_network
from stridebot_training.digits.folding import folded
from stridebot_training.digits.networks import NETWORKS
from stridebot_training.digits.quantise import packed, quantised
from stridebot_training.digits.recipes import RECIPES
from stridebot_training.digits.release import MAX_BYTES, rounding_error, write_digit_package

KINDS = list(NETWORKS)


@pytest.mark.parametrize("kind", KINDS)
@torch.no_grad()
def test_folding_changes_no_answer(kind):
    model = random_network(kind)
    inputs = random_inputs(model.condition, 3)
    torch.testing.assert_close(folded(model)(*inputs), model(*inputs), atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("kind", KINDS)
@torch.no_grad()
def test_its_graph_answers_as_pytorch_does_for_any_batch(kind, tmp_path):
    model = random_network(kind)
    shipped = export_digits(model, tmp_path / "base.onnx")
    session = ort.InferenceSession(tmp_path / "base.onnx", providers=["CPUExecutionProvider"])
    names = [port.name for port in session.get_inputs()]
    assert names == ["sample", "timestep", "class_labels"][: len(names)]
    for count in (1, 5):
        inputs = random_inputs(model.condition, count)
        (found,) = session.run(None, {name: value.numpy() for name, value in zip(names, inputs, strict=True)})
        torch.testing.assert_close(torch.from_numpy(found), shipped(*inputs), atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_its_graph_is_standard_onnx_without_batch_normalisation_and_constants_are_folded_when_it_is_loaded(kind, tmp_path):
    export_digits(random_network(kind), tmp_path / "base.onnx")
    assert {node.domain for node in onnx.load(tmp_path / "base.onnx").graph.node} == {""}
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(tmp_path / "loaded.onnx")
    ort.InferenceSession(tmp_path / "base.onnx", options, providers=["CPUExecutionProvider"])
    loaded = {node.op_type for node in onnx.load(tmp_path / "loaded.onnx").graph.node}
    assert not loaded & {"BatchNormalization", "Shape", "Floor"}


@pytest.mark.parametrize("bits", [6, 8])
@pytest.mark.parametrize("axis", [0, 1])
def test_weights_are_rounded_to_within_a_step_unless_they_are_cut(bits, axis):
    weight = np.random.default_rng(0).standard_normal((8, 12, 3, 3)).astype(np.float32)
    codes = quantised(weight, axis, bits)
    assert codes.scale.shape == ((8, 1, 1, 1), (1, 12, 1, 1))[axis]
    top = 2 ** (bits - 1) - 1
    assert np.abs(codes.codes).max() <= top
    is_cut = np.abs(codes.codes) == top
    assert (np.abs(codes.values - weight) <= 0.5001 * codes.scale)[~is_cut].all()
    assert np.square(codes.values - weight).mean() ** 0.5 < {6: 0.04, 8: 0.01}[bits]


def test_a_channel_of_zeros_stays_zero():
    assert not quantised(np.zeros((2, 4, 1, 1), np.float32), 0, 6).values.any()


def test_four_codes_take_three_bytes():
    codes = np.arange(-31, 33)[:60].reshape(5, 12).astype(np.int8)
    packed_bytes = packed(codes)
    assert (packed_bytes.nbytes, packed_bytes.dtype) == (45, np.uint8)
    lower, upper = (packed_bytes & 63).ravel(), packed_bytes >> 6
    unpacked = np.concatenate([lower, upper[0] + 4 * upper[1] + 16 * upper[2]]).astype(int) - 32
    assert unpacked.tolist() == codes.ravel().tolist()


def test_all_kept_networks_of_full_size_have_room_in_20_megabytes():
    total = 0.0
    for kind, recipe in RECIPES.items():
        with torch.device("meta"):
            model = NETWORKS[kind](recipe.d)
        sizes = [(p.numel(), bits_for(name, model.condition) if "time" not in name and "class" not in name else 16)
                 for name, p in model.named_parameters()]  # fmt: skip
        total += len(recipe.kept) * (sum(count * bits / 8 for count, bits in sizes) + 40_000)  # nodes, biases, scales
    assert total < MAX_BYTES


def test_a_package_says_what_it_is_and_what_rounding_costs(tmp_path):
    model = random_network("class")
    write_digit_package(tmp_path, model, "class", 20)
    about = json.loads((tmp_path / "model.json").read_text())
    assert (about["name"], about["family"], about["condition"]) == ("digits-class-20", "digits", "class")
    assert about["schedule"] == {"kind": "linear", "numTrainTimesteps": 300}
    assert len(about["base"]["sha256"]) == 64
    assert 0 < rounding_error(model, tmp_path, random_digits(8)) < 0.1
