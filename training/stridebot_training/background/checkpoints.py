"""Checkpoints of a network in several folders, two generations in each, so that one damaged file costs ten minutes at most."""

import os
import shutil
from pathlib import Path
from typing import Any

import torch

from stridebot_training.checkpoint import save_state


class CheckpointStore:
    """`NAME.pt` and the one before it, `NAME.previous.pt`, in each folder. Folders are made when they are needed."""

    def __init__(self, folders: tuple[Path, ...], name: str):
        self._folders, self._name = folders, name

    def save(self, state: dict[str, Any]) -> None:
        """Writes the state into every folder; at any moment each has a whole checkpoint once it has had one.

        A folder that cannot be written is said and passed over, if another one can.
        """
        written = [folder for folder in self._folders if self._save_in(folder, state)]
        if not written:
            raise OSError(f"{self._name}: no checkpoint could be written to {', '.join(map(str, self._folders))}")

    def _save_in(self, folder: Path, state: dict[str, Any]) -> bool:
        newest, previous = folder / f"{self._name}.pt", folder / f"{self._name}.previous.pt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if newest.exists():
                spare = previous.with_suffix(".partial")
                spare.unlink(missing_ok=True)
                _link_or_copy(newest, spare)
                os.replace(spare, previous)
            save_state(newest, state)
        except OSError as error:
            print(f"checkpoint in {folder}: {error}", flush=True)
            return False
        return True

    def load(self) -> dict[str, Any] | None:
        """Returns the furthest state that can be read, or None where there is none. Says which files could not be read."""
        states = [state for path in self._candidates() if (state := _read(path)) is not None]
        return max(states, key=lambda state: state["step"], default=None)

    def _candidates(self) -> list[Path]:
        paths = [folder / f"{self._name}{suffix}.pt" for suffix in ("", ".previous") for folder in self._folders]
        return [path for path in paths if path.exists()]


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        state = torch.load(path, map_location="cpu")
    except Exception as error:  # a cut zip archive fails in many ways
        print(f"{path}: cannot be read, the checkpoint before it is used ({type(error).__name__})", flush=True)
        return None
    return state if isinstance(state, dict) and "step" in state else None
