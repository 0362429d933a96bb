import gzip

import numpy as np
import pytest
import torch
from digits import idx_bytes, write_split

from stridebot_training.digits import idx
from stridebot_training.digits.idx import IMAGES_MAGIC, LABELS_MAGIC, load_digits, read_idx


def test_a_split_is_read_in_the_range_of_0_to_1(tmp_path, monkeypatch):
    monkeypatch.setitem(idx.SPLITS, "test", ("t10k", 20))
    write_split(tmp_path, "t10k", 20)
    digits = load_digits(tmp_path, "test")
    assert (digits.images.shape, digits.images.dtype) == ((20, 1, 28, 28), torch.float32)
    assert digits.images[3, 0, 9].tolist() == pytest.approx([(9 * 28 + i) % 256 / 255 for i in range(28)])
    assert digits.labels.tolist() == [i % 10 for i in range(20)]


GOOD = idx_bytes(IMAGES_MAGIC, np.zeros((2, 3, 3)))
WRONG = {
    "labels for images": (idx_bytes(LABELS_MAGIC, np.zeros(18)), "magic number 2049, expected 2051"),
    "another count": (idx_bytes(IMAGES_MAGIC, np.zeros((1, 3, 3))), "says 1 × 3 × 3, expected 2 × 3 × 3"),
    "cut": (GOOD[:-1], "33 bytes, expected 34"),
    "with more behind": (GOOD + b"x", "35 bytes, expected 34"),
    "compressed": (gzip.compress(GOOD), "gunzip"),
    "empty": (b"", "magic number 0"),
}


@pytest.mark.parametrize(("content", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_named_with_what_was_expected(tmp_path, content, message):
    (tmp_path / "images").write_bytes(content)
    with pytest.raises(ValueError, match=f"images: .*{message}"):
        read_idx(tmp_path / "images", IMAGES_MAGIC, (2, 3, 3))


def test_a_missing_file_says_where_to_get_it(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"fetch_mnist\.sh"):
        load_digits(tmp_path, "train")
