import json

import numpy as np
import onnxruntime as ort
import pytest
from tokenizers import Tokenizer

from stridebot_training.fixtures import write_fixture
from stridebot_training.package import sha256_of
from stridebot_training.schedule import cosine_alphas_cumprod


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gaussian")
    write_fixture(folder)
    return folder


def run(package, file, **inputs):
    session = ort.InferenceSession(package / file, providers=["CPUExecutionProvider"])
    return session.run(None, inputs)[0]


def encode(package, text):
    encoding = Tokenizer.from_file(str(package / "tokenizer.json")).encode(text)
    ids = np.zeros((1, 32), np.int64)
    mask = np.zeros((1, 32), np.int64)
    ids[0, : len(encoding.ids)] = encoding.ids
    mask[0, : len(encoding.ids)] = 1
    return run(package, "text.onnx", input_ids=ids, attention_mask=mask), len(encoding.ids)


def test_model_json_carries_the_checksum_of_every_file(package):
    model = json.loads((package / "model.json").read_text())
    for section in ("base", "upscale", "textEncoder"):
        assert model[section]["sha256"] == sha256_of(package / model[section]["file"])
    assert model["textEncoder"]["tokenizerSha256"] == sha256_of(package / "tokenizer.json")
    assert model["textEncoder"]["tokenizerConfigSha256"] == sha256_of(package / "tokenizer_config.json")
    assert model["captionsSha256"] == sha256_of(package / "captions.json")


def test_text_states_are_zero_past_the_end_and_any_text_tokenises(package):
    states, length = encode(package, "An unheard-of zebra, 42!")
    assert states.shape == (1, 32, 384)
    assert np.abs(states[0, :length]).max(axis=-1).min() > 0
    assert not states[0, length:].any()


def test_base_is_the_best_estimate_for_a_gaussian_whose_mean_the_prompt_sets(package):
    states, length = encode(package, "a dog")
    x = np.random.default_rng(0).normal(size=(2, 3, 32, 32)).astype(np.float32)
    timestep = np.array([990, 30])
    eps = run(package, "base.onnx", sample=x, timestep=timestep, encoder_hidden_states=np.repeat(states, 2, 0))
    alphas_cumprod = cosine_alphas_cumprod()[timestep].reshape(2, 1, 1, 1)
    m = 0.5 * np.tanh(states[0, :length, :3].mean(axis=0)).reshape(1, 3, 1, 1)
    x0 = m + np.sqrt(alphas_cumprod) * (x - np.sqrt(alphas_cumprod) * m)
    expected = (x - np.sqrt(alphas_cumprod) * x0) / np.sqrt(1 - alphas_cumprod)
    np.testing.assert_allclose(eps, expected, atol=2e-5)
    other, _ = encode(package, "a skull")
    assert np.abs(other[0, :, :3].mean(axis=0) - states[0, :, :3].mean(axis=0)).max() > 0.01


def test_upscale_returns_the_low_resolution_picture(package):
    x, low_res = np.random.default_rng(0).normal(size=(2, 1, 3, 256, 256)).astype(np.float32)
    eps = run(
        package, "upscale.onnx", sample=np.concatenate([x, low_res], axis=1), timestep=np.array([500]),
        encoder_hidden_states=np.zeros((1, 32, 384), np.float32), class_labels=np.array([0]),
    )  # fmt: skip
    alphas_cumprod = cosine_alphas_cumprod()[500]
    x0 = (x - np.sqrt(1 - alphas_cumprod) * eps) / np.sqrt(alphas_cumprod)
    np.testing.assert_allclose(x0, low_res, atol=2e-4)
