import numpy as np
import pytest
import torch

from stridebot_training.data.bank import Bank, save_bank

torch.set_num_threads(1)  # shapes are tiny: more threads would wait for each other, for minutes on a busy machine


@pytest.fixture
def tiny_bank(tmp_path):
    """Returns a function that writes a bank of random 32 px or 16 px pictures with random text states."""

    def write(side: int):
        rng = np.random.default_rng(0)
        folder = tmp_path / f"bank{side}"
        images = rng.integers(0, 256, (12, side, side, 3), dtype=np.uint8)
        save_bank(Bank(images, rng.integers(0, 3, (12, 4)).astype(np.int32), ["a dog", "a cat", "a skull"]), folder)
        states = rng.standard_normal((4, 5, 384)).astype(np.float16)
        states[3, 2:] = 0
        np.save(folder / "states.npy", states)
        return folder

    return write
