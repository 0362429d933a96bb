"""The vocabulary and the captions of the embedded model."""

import numpy as np
import pytest

from stridebot_training.data.asked import SECTIONS, _rows, asked_vocabulary
from stridebot_training.data.emoji_names import icon_name
from stridebot_training.data.mix import MIXES
from stridebot_training.data.paint import paint
from stridebot_training.data.plan import Planner
from stridebot_training.data.plurals import plural
from stridebot_training.data.recolour import TINTS, recoloured
from stridebot_training.data.scenes import FACES
from stridebot_training.data.sprites import SpriteBook
from tests.packages import write_packages

LABELS = [label for section, _ in SECTIONS for label, _ in _rows(section)]


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    packages = tmp_path_factory.mktemp("packages")
    write_packages(packages, (), LABELS)
    names = {sprite.partition("@")[0] for subject in asked_vocabulary(packages) for sprite in subject.sprites}
    names |= {icon_name(label) for label in LABELS} | {"fire", "beer-mug", "wine-glass", *FACES}
    return write_packages(packages, names, LABELS), tmp_path_factory.mktemp("sprites")


@pytest.fixture(scope="module")
def plans(folders):
    planner = Planner(asked_vocabulary(folders[0]), MIXES["asked"])
    rng = np.random.default_rng(1)
    return [planner.plan(rng) for _ in range(3000)]


def test_some_four_hundred_things_are_drawn_alone(folders):
    plain = [subject for subject in asked_vocabulary(folders[0]) if subject.group == "plain"]
    assert 380 < len(plain) < 500
    assert len({subject.names[0] for subject in plain}) == len(plain)


@pytest.mark.parametrize("words", ["two ", "three ", " wearing a", "purple ", "on the beach", "on ice", "on a hill", "at night",
                                   "in the snow", "on the left", "at the top", "small ", "huge ", "neon", "pixel art"])  # fmt: skip
def test_what_is_asked_for_is_said(plans, words):
    assert sum(any(words in caption for caption in plan.captions) for plan in plans) > 3


def test_two_of_a_kind_are_two_parts_of_one_subject(plans):
    for plan in plans:
        if any(caption.startswith(("two ", "a picture of two ")) for caption in plan.captions):
            assert len(plan.parts) == 2
            assert plan.parts[0].subject == plan.parts[1].subject


def test_a_subject_is_also_seen_at_a_third_of_the_width(plans):
    sizes = np.array([plan.parts[0].size for plan in plans if len(plan.parts) == 1])
    assert (sizes < 0.42).mean() > 0.08


def test_every_plan_can_be_painted(folders, plans):
    book, subjects, rng = SpriteBook(*folders), asked_vocabulary(folders[0]), np.random.default_rng(2)
    for plan in plans[:60]:
        assert paint(plan, subjects, 32, rng, book).size == (32, 32)


def test_a_recoloured_sprite_keeps_its_shape_and_takes_the_colour():
    sprite = np.zeros((8, 8, 4), np.uint8)
    sprite[2:6, 2:6] = (200, 40, 30, 255)
    sprite[3, 3] = (250, 250, 250, 255)
    for colour, target in TINTS.items():
        changed = recoloured(sprite, colour)
        assert np.array_equal(changed[..., 3], sprite[..., 3])
        np.testing.assert_allclose(changed[4, 4, :3].astype(int), target, atol=3)
        np.testing.assert_allclose(changed[3, 3], sprite[3, 3], atol=3)  # white stays white
        assert not changed[0].any()


def test_a_grey_thing_takes_the_colour_too():
    sprite = np.full((4, 4, 4), 255, np.uint8)
    sprite[..., :3] = 150
    assert recoloured(sprite, "purple")[0, 0, 2] > recoloured(sprite, "purple")[0, 0, 1] + 60


@pytest.mark.parametrize(("one", "many"), [
    ("cat", "cats"), ("wolf", "wolves"), ("slice of pizza", "slices of pizza"), ("cherry", "cherries"), ("fish", "fish"),
    ("box", "boxes"), ("old man", "old men"), ("glasses", "glasses"), ("octopus", "octopuses"), ("mouse", "mice"),
    ("face with sunglasses", "faces with sunglasses"), ("walrus", "walruses"), ("monkey", "monkeys"),
])  # fmt: skip
def test_plurals(one, many):
    assert plural(one) == many
