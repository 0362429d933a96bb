"""The recogniser: a small convnet that reads digits, and shares nothing with the networks that draw them."""

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stridebot_training.checkpoint import save_state
from stridebot_training.digits.idx import CLASSES, SIDE, Digits
from stridebot_training.digits.order import batches, batches_per_epoch

BATCH_SIZE, PEAK_RATE, SHIFT, CHUNK = 128, 4e-3, 2, 500


def _stage(channels_in: int, channels_out: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, 3, stride, padding=1, bias=False), nn.BatchNorm2d(channels_out), nn.ReLU()
    )


class DigitRecogniser(nn.Module):
    """[B, 1, 28, 28] in 0 … 1 → logits [B, 10]."""

    def __init__(self, width: int = 32):
        super().__init__()
        self.body = nn.Sequential(
            _stage(1, width, 2), _stage(width, 2 * width, 1), _stage(2 * width, 2 * width, 2), _stage(2 * width, 4 * width, 1)
        )
        self.last = nn.Linear(4 * width * (SIDE // 4) ** 2, CLASSES)

    def forward(self, x: Tensor) -> Tensor:
        return self.last(F.dropout(self.body(x.clamp(0, 1)).flatten(1), 0.3, self.training))

    @torch.inference_mode()
    def read(self, x: Tensor) -> Tensor:
        """Returns the digits int64 [B] that pictures are read as."""
        return torch.cat([self.eval()(part).argmax(dim=1) for part in x.split(CHUNK)])


def shifted(x: Tensor, generator: torch.Generator) -> Tensor:
    """Returns each digit moved by up to 2 pixels either way, background moving in."""
    rows = torch.arange(SIDE)
    down, right = torch.randint(2 * SHIFT + 1, (2, len(x), 1), generator=generator)
    padded = F.pad(x, [SHIFT] * 4)
    return padded[torch.arange(len(x))[:, None, None], 0, (down + rows)[:, :, None], (right + rows)[:, None, :]].unsqueeze(1)


def train_recogniser(digits: Digits, epochs: int, seed: int = 0, width: int = 32) -> DigitRecogniser:
    """Trains on moved digits; says the loss of each epoch. Deterministic from the seed."""
    torch.manual_seed(seed)
    generator, net = torch.Generator().manual_seed(seed), DigitRecogniser(width)
    optimizer = torch.optim.AdamW(net.parameters(), weight_decay=0.02)
    steps = epochs * batches_per_epoch(len(digits), BATCH_SIZE)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_RATE, total_steps=steps)
    net.train()
    for epoch in range(1, epochs + 1):
        total = 0.0
        for rows in batches(len(digits), BATCH_SIZE, epoch, seed):
            loss = F.cross_entropy(net(shifted(digits.images[rows], generator)), digits.labels[rows])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            rate.step()
            total += loss.item() * len(rows)
        print(f"epoch {epoch} of {epochs}: loss {total / len(digits):.4f}", flush=True)
    return net.eval()


def accuracy(net: DigitRecogniser, digits: Digits) -> float:
    return float((net.read(digits.images) == digits.labels).float().mean())


def save_recogniser(path: Path, net: DigitRecogniser, test_accuracy: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    width = net.body[0][0].out_channels
    save_state(path, {"width": width, "model": net.state_dict(), "test_accuracy": test_accuracy})


def load_recogniser(path: Path) -> tuple[DigitRecogniser, float]:
    """Returns a trained recogniser and the share of MNIST's test split that it reads right."""
    state = torch.load(path, map_location="cpu")
    net = DigitRecogniser(state["width"])
    net.load_state_dict(state["model"])
    return net.eval(), state["test_accuracy"]
