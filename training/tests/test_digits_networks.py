import pytest
import torch
from torch import nn

from stridebot_training.digits.blocks import Unflatten
from stridebot_training.digits.fixture import random_network
from stridebot_training.digits.networks import NETWORKS, NO_CLASS, parameter_count

COUNTS = {"denoise": (128, 7_891_073), "time": (64, 1_996_417), "class": (64, 2_019_201)}


@pytest.mark.parametrize(("kind", "d", "count"), [(kind, *row) for kind, row in COUNTS.items()], ids=COUNTS)
def test_it_has_as_many_parameters_as_in_the_write_up(kind, d, count):
    with torch.device("meta"):
        assert parameter_count(NETWORKS[kind](d)) == count


@torch.no_grad()
def test_unflattening_is_the_transposed_convolution_of_one_pixel():
    block = Unflatten(6).eval()
    nn.init.normal_(block.convolution.bias)
    x = torch.randn(3, 6, 1, 1)
    expected = nn.functional.gelu(block.norm(block.convolution(x)))
    torch.testing.assert_close(block(x), expected, atol=1e-5, rtol=1e-5)


@torch.no_grad()
def test_what_it_is_told_changes_the_answer_and_no_class_is_its_own():
    model, x = random_network("class", 4), torch.randn(1, 1, 28, 28).expand(4, -1, -1, -1)
    out = model(x, torch.tensor([100, 250, 100, 100]), torch.tensor([3, 3, 4, NO_CLASS]))
    assert out.shape == (4, 1, 28, 28)
    assert all((out[0] - other).abs().max() > 1e-3 for other in out[1:])
    torch.testing.assert_close(model.one_hot[NO_CLASS], torch.zeros(10))
