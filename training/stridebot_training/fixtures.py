"""Writes a model package whose answers are formulas: the format of a real model, nothing learned, a few hundred KB.

For data ~ N(m, 1) per pixel the best noise estimate is eps = √(1 − ᾱ_t) · (x − √ᾱ_t · m), so every sampler's end is
known. The mean m depends on the prompt, one number per colour channel.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from stridebot_training.package import to_json, write_package
from stridebot_training.schedule import NUM_TRAIN_TIMESTEPS, cosine_alphas_cumprod

DEFAULT_TARGET = Path(__file__).parents[2] / "test" / "fixtures" / "models" / "gaussian"
MAX_TOKENS, WIDTH, TABLE_WIDTH = 32, 384, 16
SPECIAL_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = """
a an the of in on with and at by to for man woman old young people person dog cat skull waterfall waterfalls
campfire fire around snowy mountain village rocket ship pencil wearing hat tornado desert sunset face programmer
bar dim lighting tower high quality photo oil painting lithograph sketch drawing red green blue yellow black
white big small house tree flower sun moon star sea fish bird car robot ghost castle heart book snow night
forest city sky water
""".split()
CAPTIONS = [
    "a skull", "a dog", "a rocket ship", "an old man", "people around a campfire", "a snowy mountain village",
    "waterfalls", "a pencil", "a sunset in a desert", "a high quality photo",
]  # fmt: skip
IMAGE = ["batch", 3, 32, 32]
TEXT = ["batch", MAX_TOKENS, WIDTH]


def word_piece_tokenizer(words: list[str]) -> dict:
    """Returns a tokenizer.json: lower-case WordPiece over `words`, single letters and digits, so that all text tokenises."""
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)] + [str(d) for d in range(10)]
    pieces = [*SPECIAL_TOKENS, *words, *letters, *(f"##{c}" for c in letters), *".,!?-'"]
    vocab = {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}

    def special(token: str) -> dict:
        return {"SpecialToken": {"id": token, "type_id": 0}}

    def sequence(name: str, type_id: int) -> dict:
        return {"Sequence": {"id": name, "type_id": type_id}}

    one = [special("[CLS]"), sequence("A", 0), special("[SEP]")]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": vocab[t], "content": t, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
             "special": True} for t in SPECIAL_TOKENS
        ],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                       "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": one,
            "pair": [*one, sequence("B", 1), special("[SEP]")],
            "special_tokens": {t: {"id": t, "ids": [vocab[t]], "tokens": [t]} for t in ("[CLS]", "[SEP]")},
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100, "vocab": vocab},
    }  # fmt: skip


def model_bytes(name: str, nodes: list, inputs: list, outputs: list, constants: dict[str, np.ndarray]) -> bytes:
    """Returns a serialised and checked ONNX model, opset 17."""
    initializers = [numpy_helper.from_array(value, key) for key, value in constants.items()]
    graph = helper.make_graph(nodes, name, inputs, outputs, initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString()


def schedule_constants() -> dict[str, np.ndarray]:
    """Returns √ᾱ and √(1 − ᾱ) as [T, 1, 1, 1] tables that a graph gathers from by timestep."""
    alphas_cumprod = cosine_alphas_cumprod().reshape(-1, 1, 1, 1)
    return {
        "signal_table": np.sqrt(alphas_cumprod).astype(np.float32),
        "noise_table": np.sqrt(1 - alphas_cumprod).astype(np.float32),
    }


def float_value(name: str, shape: list) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def int_value(name: str, shape: list) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)


def prompt_mean_nodes() -> list:
    """Nodes for m = tanh(mean over non-zero tokens of the first three text channels) / 2, shaped [B, 3, 1, 1]."""
    node = helper.make_node
    return [
        node("Abs", ["encoder_hidden_states"], ["magnitude"]),
        node("ReduceMax", ["magnitude"], ["largest"], axes=[2], keepdims=1),
        node("Greater", ["largest", "zero"], ["is_token"]),
        node("Cast", ["is_token"], ["token"], to=TensorProto.FLOAT),
        node("ReduceSum", ["token", "token_axis"], ["count"], keepdims=0),
        node("Max", ["count", "one"], ["divisor"]),
        node("Slice", ["encoder_hidden_states", "start", "three", "channel_axis"], ["colours"]),
        node("ReduceSum", ["colours", "token_axis"], ["total"], keepdims=0),
        node("Div", ["total", "divisor"], ["mean"]),
        node("Tanh", ["mean"], ["bounded"]),
        node("Mul", ["bounded", "half"], ["flat"]),
        node("Unsqueeze", ["flat", "pixel_axes"], ["m"]),
    ]


def base_graph() -> bytes:
    """Returns the base: eps = √(1 − ᾱ_t) · (x − √ᾱ_t · m)."""
    node = helper.make_node
    nodes = [
        *prompt_mean_nodes(),
        node("Gather", ["signal_table", "timestep"], ["signal"]),
        node("Gather", ["noise_table", "timestep"], ["noise"]),
        node("Mul", ["signal", "m"], ["centre"]),
        node("Sub", ["sample", "centre"], ["offset"]),
        node("Mul", ["noise", "offset"], ["out_sample"]),
    ]
    constants = schedule_constants() | {
        "zero": np.float32(0).reshape(1), "one": np.float32(1).reshape(1), "half": np.float32(0.5).reshape(1),
        "token_axis": np.array([1]), "channel_axis": np.array([2]), "start": np.array([0]), "three": np.array([3]),
        "pixel_axes": np.array([2, 3]),
    }  # fmt: skip
    inputs = [
        float_value("sample", IMAGE),
        int_value("timestep", ["batch"]),
        float_value("encoder_hidden_states", TEXT),
    ]
    return model_bytes("gaussian_base", nodes, inputs, [float_value("out_sample", IMAGE)], constants)


def upscale_graph() -> bytes:
    """Returns the upscaler: x0 = √ᾱ_label · (low-res channels), eps = (x − √ᾱ_t · x0) / √(1 − ᾱ_t)."""
    node = helper.make_node
    nodes = [
        node("Slice", ["sample", "start", "three", "channel_axis"], ["x"]),
        node("Slice", ["sample", "three", "six", "channel_axis"], ["low_res"]),
        node("Gather", ["signal_table", "class_labels"], ["trust"]),
        node("Mul", ["trust", "low_res"], ["x0"]),
        node("Gather", ["signal_table", "timestep"], ["signal"]),
        node("Gather", ["noise_table", "timestep"], ["noise"]),
        node("Mul", ["signal", "x0"], ["part"]),
        node("Sub", ["x", "part"], ["rest"]),
        node("Div", ["rest", "noise"], ["out_sample"]),
    ]
    constants = schedule_constants() | {
        "start": np.array([0]), "three": np.array([3]), "six": np.array([6]), "channel_axis": np.array([1]),
    }  # fmt: skip
    inputs = [
        float_value("sample", ["batch", 6, 256, 256]), int_value("timestep", ["batch"]),
        float_value("encoder_hidden_states", TEXT), int_value("class_labels", ["batch"]),
    ]  # fmt: skip
    return model_bytes("gaussian_upscale", nodes, inputs, [float_value("out_sample", ["batch", 3, 256, 256])], constants)


def text_graph(vocab_size: int) -> bytes:
    """Returns the encoder: a seeded random table, padded with zeros to 384 and zeroed where the mask is zero."""
    node = helper.make_node
    nodes = [
        node("Gather", ["table", "input_ids"], ["narrow"]),
        node("Pad", ["narrow", "pads"], ["wide"]),
        node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["mask", "last_axis"], ["column"]),
        node("Mul", ["wide", "column"], ["last_hidden_state"]),
    ]
    table = np.random.default_rng(180).normal(0, 2, (vocab_size, TABLE_WIDTH)).astype(np.float32)
    constants = {
        "table": table,
        "pads": np.array([0, 0, 0, 0, 0, WIDTH - TABLE_WIDTH]),
        "last_axis": np.array([2]),
    }
    inputs = [int_value("input_ids", ["batch", MAX_TOKENS]), int_value("attention_mask", ["batch", MAX_TOKENS])]
    return model_bytes("gaussian_text", nodes, inputs, [float_value("last_hidden_state", TEXT)], constants)


def description() -> dict:
    """Returns model.json without checksums."""
    shared = {"channels": 3, "outputChannels": 3, "predictionType": "epsilon", "varianceType": "fixed_small"}
    return {
        "formatVersion": 1,
        "name": "gaussian",
        "title": "Gaussian noise with a known answer, for tests",
        "family": "pixel",
        "licence": "MIT",
        "languages": ["en"],
        "schedule": {"kind": "cosine", "numTrainTimesteps": NUM_TRAIN_TIMESTEPS},
        "base": {"file": "base.onnx", "imageSize": 32, **shared, "thresholding": {"ratio": 0.95, "max": 1.5}},
        "upscale": {"file": "upscale.onnx", "imageSize": 256, "lowResSize": 32, **shared,
                    "thresholding": {"ratio": 0.95, "max": 1.0}, "noiseLevel": 50, "steps": 4, "guidance": 1,
                    "sampler": "ddim"},
        "textEncoder": {"file": "text.onnx", "tokenizer": "tokenizer.json", "maxTokens": MAX_TOKENS, "width": WIDTH},
        "captions": "captions.json",
        "defaults": {"sampler": "ddim", "steps": 10, "guidance": 4, "spacing": "leading"},
        "memoryMb": 100,
    }  # fmt: skip


def write_fixture(target: Path) -> None:
    """Writes the whole package; the same bytes every time."""
    tokenizer = word_piece_tokenizer(WORDS)
    files = {
        "base.onnx": base_graph(),
        "upscale.onnx": upscale_graph(),
        "text.onnx": text_graph(len(tokenizer["model"]["vocab"])),
        "tokenizer.json": to_json(tokenizer),
        "tokenizer_config.json": to_json({"tokenizer_class": "BertTokenizer", "model_max_length": MAX_TOKENS}),
        "captions.json": to_json([{"text": text} for text in CAPTIONS]),
    }
    write_package(target, description(), files)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DEFAULT_TARGET)
    write_fixture(parser.parse_args().out)
