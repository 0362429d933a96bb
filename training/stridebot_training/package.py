"""Model packages: a folder of ONNX graphs beside the model.json that describes them."""

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path


def sha256_of(path: Path) -> str:
    """Returns the lower-case hexadecimal SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def to_json(value: object) -> str:
    """Returns readable JSON with a newline at the end."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def publish(staged: Path, target: Path) -> None:
    """Moves every file of `staged` into `target`, model.json last, so that a reader never sees half a package.

    Each file is copied beside its final place first, because a rename is atomic only within one file system.
    """
    target.mkdir(parents=True, exist_ok=True)
    names = sorted((p.name for p in staged.iterdir()), key=lambda name: name == "model.json")
    for name in names:
        partial = target / f".{name}.partial"
        shutil.copyfile(staged / name, partial)
        os.replace(partial, target / name)


def write_package(target: Path, description: dict, files: dict[str, bytes | str]) -> None:
    """Writes `files` and a model.json whose sections carry the SHA-256 of the files that they name.

    `description` is model.json without checksums; those of the sections `base`, `upscale` and `textEncoder` that it has name
    their `file`.
    """
    with tempfile.TemporaryDirectory() as folder:
        staged = Path(folder)
        for name, content in files.items():
            (staged / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        for section in ("base", "upscale", "textEncoder"):
            if section in description:
                description[section]["sha256"] = sha256_of(staged / description[section]["file"])
        if "textEncoder" in description:
            text = description["textEncoder"]
            text["tokenizerSha256"] = sha256_of(staged / text["tokenizer"])
            text["tokenizerConfigSha256"] = sha256_of(staged / text.get("tokenizerConfig", "tokenizer_config.json"))
        if "captions" in description:
            description["captionsSha256"] = sha256_of(staged / description["captions"])
        (staged / "model.json").write_text(to_json(description))
        publish(staged, target)
