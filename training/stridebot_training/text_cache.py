"""Encodes the captions of a bank once and keeps the states beside it."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from stridebot_training.text import TextEncoder, encode


def encode_bank(folder: Path, known: Path | None = None, encoder: TextEncoder | None = None) -> None:
    """Writes states.npy, float16 [captions + 1, L, 384], cut to the longest caption; the last row is the empty prompt.

    Captions that the bank `known` has already are taken from there.
    """
    captions = [*json.loads((folder / "captions.json").read_text()), ""]
    table = _table(known) if known is not None else {}
    missing = [text for text in captions if text not in table]
    if missing:
        table |= dict(zip(missing, encode(missing, encoder=encoder), strict=True))
    states = pad_sequence([table[text].float() for text in captions], batch_first=True)
    longest = int((states.abs().amax(dim=2) > 0).sum(dim=1).max())
    np.save(folder / "states.npy", states[:, :longest].to(torch.float16).numpy())


def _table(folder: Path) -> dict[str, Tensor]:
    """Returns the states [L, 384] of every caption that a bank has encoded."""
    captions = [*json.loads((folder / "captions.json").read_text()), ""]
    return dict(zip(captions, torch.from_numpy(np.load(folder / "states.npy")), strict=True))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bank", type=Path)
    parser.add_argument("--known", type=Path, help="a bank whose captions are encoded already")
    args = parser.parse_args()
    encode_bank(args.bank, args.known)
