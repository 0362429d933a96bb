"""Sprite sets made of one ellipse per icon: the packages' format without the packages."""

import json
from collections.abc import Iterable
from pathlib import Path

from stridebot_training.data.sprites import SETS


def write_packages(folder: Path, names: Iterable[str], labels: Iterable[str] = ()) -> Path:
    """Writes the sets with these icons, and the names of emoji in Unicode's order; returns the folder."""
    icons = {name: {"body": '<ellipse cx="16" cy="16" rx="14" ry="9" fill="#c40"/>'} for name in names}
    for name in SETS:
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "icons.json").write_text(json.dumps({"icons": icons, "width": 32, "height": 32}))
    rows = [{"label": label, "tags": [], "group": 3, "order": i} for i, label in enumerate(labels)]
    (folder / "emojibase-data").mkdir(exist_ok=True)
    (folder / "emojibase-data" / "compact.json").write_text(json.dumps(rows))
    return folder
