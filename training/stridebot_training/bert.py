"""BERT's forward pass from a dictionary of weights, for machines that have PyTorch and nothing else.

Weights have the names of the transformers library's BertModel, without a prefix; `pack` brings them along.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

HEAD_WIDTH, NORM_EPS = 32, 1e-12

Weights = dict[str, Tensor]


def token_states(weights: Weights, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
    """Returns the last hidden states [B, L, width], zero at padding. ids and mask are int64 [B, L].

    Source: BERT, arXiv:1810.04805, with the post-normalised layers of arXiv:1706.03762; gelu is the exact one.
    """
    x = weights["embeddings.word_embeddings.weight"][input_ids]
    x = x + weights["embeddings.position_embeddings.weight"][: input_ids.shape[1]]
    x = x + weights["embeddings.token_type_embeddings.weight"][0]
    x = _norm(weights, "embeddings.LayerNorm", x)
    bias = ((attention_mask - 1) * 10_000.0)[:, None, None].to(x.dtype)
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in weights:
        x = _layer(weights, f"encoder.layer.{layer}", x, bias)
        layer += 1
    return x * attention_mask[:, :, None].to(x.dtype)


def _layer(weights: Weights, name: str, x: Tensor, bias: Tensor) -> Tensor:
    q, k, v = (_heads(_linear(weights, f"{name}.attention.self.{part}", x)) for part in ("query", "key", "value"))
    attended = F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(x.shape)
    x = _norm(weights, f"{name}.attention.output.LayerNorm", x + _linear(weights, f"{name}.attention.output.dense", attended))
    wide = F.gelu(_linear(weights, f"{name}.intermediate.dense", x))
    return _norm(weights, f"{name}.output.LayerNorm", x + _linear(weights, f"{name}.output.dense", wide))


def _heads(x: Tensor) -> Tensor:
    return x.unflatten(2, (-1, HEAD_WIDTH)).transpose(1, 2)


def _linear(weights: Weights, name: str, x: Tensor) -> Tensor:
    return F.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _norm(weights: Weights, name: str, x: Tensor) -> Tensor:
    return F.layer_norm(x, x.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], NORM_EPS)


@torch.no_grad()
def state_table(weights: Weights, tokens: Tensor, batch_size: int = 1024) -> Tensor:
    """Returns the states of all captions, float16 [n, L, width], on the weights' device; tokens int64 [n, L], −1 is padding."""
    device = next(iter(weights.values())).device
    parts = []
    for rows in tokens.split(batch_size):
        ids = rows.to(device)
        parts.append(token_states(weights, ids.clamp(min=0), (ids >= 0).long()).half())
    return torch.cat(parts)
