import json

import numpy as np
import pytest
from PIL import Image

from stridebot_training.evaluate.classes import required_class
from stridebot_training.evaluate.pictures import shares


class Colours:
    """Recognises a red picture as a cat, and everything else as a dog."""

    def similarity(self, x):
        is_red = x[:, 0].mean() > x[:, 1].mean()
        answer = np.zeros((1, 1000))
        answer[0, required_class("a cat" if is_red else "a dog")] = 1
        return answer


def test_counts_the_recognised_pictures_of_each_round(tmp_path):
    entries = []
    for i, (colour, prompt, number) in enumerate(
        [("red", "a cat", 0), ("green", "a dog", 0), ("red", "a dog", 1), ("green", "a dog", 1)]
    ):
        Image.new("RGB", (8, 8), colour).save(tmp_path / f"{i}.png")
        entries.append({"file": f"{i}.png", "prompt": prompt, "round": number})
    (tmp_path / "pictures.json").write_text(json.dumps(entries))
    assert shares(tmp_path, Colours()) == {0: (1, 2), 1: (0.5, 2)}


def test_refuses_a_prompt_that_no_class_stands_for(tmp_path):
    (tmp_path / "pictures.json").write_text(json.dumps([{"file": "0.png", "prompt": "a zamboni", "round": 0}]))
    with pytest.raises(ValueError, match="zamboni"):
        shares(tmp_path, Colours())
