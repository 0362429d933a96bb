"""Files as pieces that fit through a narrow door, and back: one archive, cut at a fixed size, with a manifest of checksums."""

import hashlib
import io
import json
import tarfile
from pathlib import Path

PIECE_BYTES = 16_000_000
MANIFEST = "manifest.json"


def split(files: list[Path], folder: Path, name: str, piece_bytes: int = PIECE_BYTES) -> list[Path]:
    """Writes the files as `name.000`, `name.001`, … and `name.manifest.json` into a folder; returns what it wrote.

    Pieces of an earlier call under the same name are removed first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}.*"):
        old.unlink()
    data = _archive(files)
    paths, listed = [], []
    for number, start in enumerate(range(0, len(data), piece_bytes)):
        piece = data[start : start + piece_bytes]
        paths.append(folder / f"{name}.{number:03}")
        paths[-1].write_bytes(piece)
        listed.append({"name": paths[-1].name, "bytes": len(piece), "sha256": hashlib.sha256(piece).hexdigest()})
    manifest = {
        "files": [path.name for path in files],
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "pieces": listed,
    }
    paths.append(folder / f"{name}.{MANIFEST}")
    paths[-1].write_text(json.dumps(manifest, indent=2) + "\n")
    return paths


def _archive(files: list[Path]) -> bytes:
    """Returns an uncompressed tar of the files under their bare names."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for path in files:
            info = tarfile.TarInfo(path.name)
            info.size = path.stat().st_size
            with path.open("rb") as file:
                archive.addfile(info, file)
    return out.getvalue()


def join(folder: Path, name: str, target: Path) -> list[Path]:
    """Puts the files of `name` back together into `target`; raises ValueError where a piece is missing or changed."""
    manifest = json.loads((folder / f"{name}.{MANIFEST}").read_text())
    data = b"".join(_checked(folder / piece["name"], piece["sha256"]) for piece in manifest["pieces"])
    if hashlib.sha256(data).hexdigest() != manifest["sha256"]:
        raise ValueError(f"{folder}: the pieces of {name} do not make the archive that was cut")
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(target, filter="data")
    return [target / file for file in manifest["files"]]


def _checked(path: Path, sha256: str) -> bytes:
    if not path.exists():
        raise ValueError(f"{path}: this piece is missing")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{path}: this piece has changed on its way; bring it again")
    return data
