"""Turns checkpoints into the model package that ships: `models/stridebot-32`."""

import argparse
import base64
import json
import re
import tempfile
from pathlib import Path

import numpy as np

from stridebot_training.config import CONFIGS
from stridebot_training.data.backgrounds import PLACES
from stridebot_training.data.scenes import SCENES
from stridebot_training.data.styles import STYLES
from stridebot_training.data.vocabulary import SUBJECTS
from stridebot_training.export import export_text_encoder, export_unet
from stridebot_training.goldens import write_goldens
from stridebot_training.package import to_json, write_package
from stridebot_training.sample import load_unet
from stridebot_training.schedule import NUM_TRAIN_TIMESTEPS
from stridebot_training.text import MAX_TOKENS, WIDTH, TextEncoder, encode, encoder_folder, tokenize

ROOT = Path(__file__).parents[2]
DEFAULT_TARGET = ROOT / "models" / "stridebot-32"
GOLDENS = ROOT / "test" / "parity"
SETTINGS = Path(__file__).with_name("release.json")
"""Sampler defaults, chosen by `evaluate.settings` and by looking; see the model card."""


def known_captions() -> list[str]:
    """Returns what the model knows, scenes first: one caption per scene and place, two per subject where it has synonyms."""
    scenes = [scene.captions[0] for scene in SCENES]
    places = [captions[0] for _, _, captions in PLACES.values()]
    subjects = [subject.phrase(name) for subject in SUBJECTS for name in subject.names[:2]]
    return list(dict.fromkeys(["a high quality photo", *scenes, *places, *subjects]))


def known_words() -> list[str]:
    """Returns every word of the training captions: all names of the subjects, the scenes, the places and the styles."""
    names = [name for subject in SUBJECTS for name in subject.names]
    scenes = [caption for scene in SCENES for caption in scene.captions]
    places = [phrase for _, there, empty in PLACES.values() for phrase in (*there, *empty)]
    styles = [phrase for _, phrases in STYLES.values() for phrase in phrases]
    texts = (*known_captions(), *names, *scenes, *places, *styles)
    return sorted({word for text in texts for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.lower().replace("'s", ""))})


def captions_with_meanings(captions: list[str]) -> list[dict[str, str]]:
    """Returns each caption beside its mean token state as signed bytes, base64, so that the engine need not encode them."""
    _, mask = tokenize(captions)
    means = encode(captions).numpy().sum(1) / mask.sum(1, keepdims=True)
    small = np.round(means * (127 / np.abs(means).max(1, keepdims=True))).astype(np.int8)
    return [{"text": text, "meaning": base64.b64encode(row.tobytes()).decode()} for text, row in zip(captions, small, strict=True)]


def description(base: str, upscale: str, settings: dict) -> dict:
    """Returns model.json without checksums, for two configurations by name."""
    unets = CONFIGS[base].unet, CONFIGS[upscale].unet
    base_side, side = (unet.image_size for unet in unets)
    shared, shared_upscale = (
        {"channels": 3, "outputChannels": 3, "predictionType": unet.prediction_type, "varianceType": "fixed_small"}
        for unet in unets
    )
    return {
        "formatVersion": 1,
        "name": f"stridebot-{base_side}",
        "title": settings["title"],
        "family": "pixel",
        "licence": "MIT",
        "languages": ["en"],
        "schedule": {"kind": "cosine", "numTrainTimesteps": NUM_TRAIN_TIMESTEPS},
        "base": {"file": "base.onnx", "imageSize": base_side, **shared, "thresholding": {"ratio": 0.95, "max": 1.5}},
        "upscale": {"file": "upscale.onnx", "imageSize": side, "lowResSize": base_side, **shared_upscale,
                    "thresholding": {"ratio": 0.95, "max": 1.0}, **settings["upscale"]},
        "textEncoder": {"file": "text.onnx", "tokenizer": "tokenizer.json", "maxTokens": MAX_TOKENS, "width": WIDTH},
        "captions": "captions.json",
        "styles": settings["styles"],
        "words": known_words(),
        "defaults": settings["defaults"],
        "memoryMb": settings["memoryMb"],
    }  # fmt: skip


def plain_tokenizer(folder: Path) -> str:
    """Returns the encoder's tokenizer.json without its own truncation and padding: the engine does both."""
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    return json.dumps(tokenizer | {"truncation": None, "padding": None}, ensure_ascii=False)


def release(base: str, base_checkpoint: Path, upscale: str, upscale_checkpoint: Path, target: Path) -> None:
    """Exports the three graphs and publishes the package, model.json last. The card in `target` stays: people write it.

    What PyTorch answers with the same weights goes to the bot's tests.
    """
    settings = json.loads(SETTINGS.read_text())
    unets = load_unet(base, base_checkpoint), load_unet(upscale, upscale_checkpoint)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for unet, file in zip(unets, ("base.onnx", "upscale.onnx"), strict=True):
            export_unet(unet, folder / file)
        export_text_encoder(TextEncoder(), folder / "text.onnx")
        files: dict[str, bytes | str] = {path.name: path.read_bytes() for path in folder.glob("*.onnx")}
    files["tokenizer.json"] = plain_tokenizer(encoder_folder())
    files["tokenizer_config.json"] = (encoder_folder() / "tokenizer_config.json").read_text()
    files["captions.json"] = to_json(captions_with_meanings(known_captions()))
    statement = description(base, upscale, settings)
    write_package(target, statement, files)
    write_goldens(GOLDENS / f"{statement['name']}.json", *unets, settings["upscale"]["noiseLevel"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="base32", choices=CONFIGS)
    parser.add_argument("--base-checkpoint", type=Path, required=True)
    parser.add_argument("--upscale", default="upscale32", choices=CONFIGS)
    parser.add_argument("--upscale-checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=DEFAULT_TARGET)
    args = parser.parse_args()
    release(args.base, args.base_checkpoint, args.upscale, args.upscale_checkpoint, args.out)


if __name__ == "__main__":
    main()
