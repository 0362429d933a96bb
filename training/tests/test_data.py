import numpy as np
import pytest

from stridebot_training.data.bank import build_bank
from stridebot_training.data.compose import Composer
from stridebot_training.data.scenes import FACES, SCENES
from stridebot_training.data.sprites import SpriteBook, svg_of
from stridebot_training.data.vocabulary import SUBJECTS
from stridebot_training.release import known_captions, known_words
from tests.packages import write_packages

EXTRA = ("fire", "beer-mug", "wine-glass", *FACES)
WRITE_UP_PROMPTS = (
    "a skull", "waterfalls", "an old man", "people around a campfire", "a snowy mountain village", "a dog",
    "a rocket ship", "a pencil", "a man wearing a hat", "a tornado in a desert", "a sunset in a desert",
    "the face of a programmer", "a bar with dim lighting", "a tower", "a high quality photo",
)  # fmt: skip


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    names = {name for subject in SUBJECTS for name in subject.sprites} | set(EXTRA)
    return write_packages(tmp_path_factory.mktemp("packages"), names), tmp_path_factory.mktemp("sprites")


def test_a_seed_gives_the_same_example_again(folders):
    first, second = (Composer(SpriteBook(*folders), 32) for _ in range(2))
    for seed in range(40):
        one, two = first.example(seed), second.example(seed)
        assert one.captions == two.captions
        assert np.array_equal(np.asarray(one.image), np.asarray(two.image))


def test_a_bank_does_not_depend_on_the_number_of_workers(folders):
    banks = [build_bank(*folders, count=70, side=16, draw_side=32, first_seed=5, workers=n) for n in (1, 2)]
    assert np.array_equal(banks[0].images, banks[1].images)
    assert np.array_equal(banks[0].caption_ids, banks[1].caption_ids)
    assert banks[0].captions == banks[1].captions


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.captions[0])
def test_every_scene_is_drawn_at_any_size(scene, folders):
    for side in (32, 64):
        image = scene.paint(side, np.random.default_rng(0), SpriteBook(*folders)).image
        assert image.size == (side, side)
        assert np.asarray(image).std() > 10


def test_the_write_up_is_covered():
    assert set(WRITE_UP_PROMPTS) <= set(known_captions())


def test_icons_are_found_by_alias_and_without_dashes():
    icons = {
        "icons": {"dogface": {"body": "<g/>"}},
        "aliases": {"hound": {"parent": "dogface"}},
        "width": 8,
        "height": 8,
    }
    assert 'viewBox="0 0 8 8"' in svg_of(icons, "dog-face")
    assert svg_of(icons, "hound") == svg_of(icons, "dogface")
    assert svg_of(icons, "cat") is None


def test_the_words_of_the_package_are_those_of_the_captions():
    words = set(known_words())
    assert {"skull", "hound", "t-rex", "jack-o-lantern", "desert", "lithograph", "programmer"} <= words
    assert {word for caption in known_captions() for word in caption.replace("'s", "").split()} <= words
