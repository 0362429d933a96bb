import json

import numpy as np
import pytest
import torch

from stridebot_training.data.compose import Composer
from stridebot_training.data.emoji_names import derived_subjects, full_vocabulary, icon_name
from stridebot_training.data.mix import FULL, REDUCED
from stridebot_training.data.plan import Planner
from stridebot_training.data.scenes import FACES
from stridebot_training.data.sprites import SETS, SpriteBook
from stridebot_training.data.styles import ALL_STYLES, OUTLINED
from stridebot_training.data.vocabulary import SUBJECTS
from stridebot_training.data.weather import WEATHERS

ROWS = [
    {"label": "grinning face with sweat", "group": 0, "tags": ["nervous"]},
    {"label": "cow face", "group": 3, "tags": ["cow", "moo"], "order": 1},
    {"label": "cow", "group": 3, "tags": ["cow", "animal"], "order": 2},
    {"label": "lobster", "group": 3, "tags": ["bisque", "animal"]},
    {"label": "skull", "group": 0, "tags": ["death"]},
    {"label": "Japanese “free of charge” button", "group": 8},
    {"label": "flag: France", "group": 9},
    {"label": "flag: Chad", "group": 9},
    {"label": "man: red hair", "group": 1},
    {"label": "rescue worker’s helmet", "group": 7},
    {"label": "jeans", "group": 7, "tags": ["denim"]},
]
GOLDEN = [
    "a picture of an unicorn in a desert",
    "a painting of the face of a programmer",
    "a tiger",
    "a drawing of an astronaut",
    "a high quality photo",
    "waterfalls",
]
SPRITES = ("cow-face", "cow", "lobster", "jeans", "flag-france", "grinning-face-with-sweat", "rescue-workers-helmet")


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    packages = tmp_path_factory.mktemp("packages")
    names = {name for subject in SUBJECTS for name in subject.sprites} | {"fire", "beer-mug", *FACES, *SPRITES}
    icons = {name: {"body": '<ellipse cx="16" cy="16" rx="14" ry="9" fill="#c40"/>'} for name in names}
    for name in SETS:
        (packages / name).mkdir()
        (packages / name / "icons.json").write_text(json.dumps({"icons": icons, "width": 32, "height": 32}))
    (packages / "emojibase-data").mkdir()
    (packages / "emojibase-data" / "compact.json").write_text(json.dumps(ROWS))
    return packages, tmp_path_factory.mktemp("sprites")


def test_an_icon_is_named_as_the_sets_name_it():
    assert icon_name("rescue worker’s helmet") == "rescue-workers-helmet"
    assert icon_name("piñata") == "pinata"
    assert icon_name("Mrs. Claus") == "mrs-claus"


def test_derived_subjects_are_things_that_people_ask_for():
    found = {subject.names[0]: subject for subject in derived_subjects(ROWS)}
    assert set(found) == {"grinning face with sweat", "cow", "lobster", "flag of France", "rescue worker's helmet", "jeans"}
    assert set(found["cow"].sprites) == {"cow-face", "cow"}
    assert found["lobster"].phrase(found["lobster"].names[1]) == "a lobster, bisque"
    assert [found[name].phrase(name) for name in ("jeans", "flag of France")] == ["jeans", "the flag of France"]


def test_the_full_vocabulary_keeps_what_was_written_by_hand(folders):
    full = full_vocabulary(folders[0])
    assert full == full_vocabulary(folders[0])
    for old, new in zip(SUBJECTS, full, strict=False):
        assert (old.names[0], old.sprites, old.weight) == (new.names[0], new.sprites, new.weight)
        assert set(old.names) - set(new.names) <= {"lobster"}


def test_the_full_mode_is_deterministic_and_shows_every_kind_of_thing(folders):
    subjects = full_vocabulary(folders[0])
    planner = Planner(subjects, FULL)
    plans = [planner.plan(np.random.default_rng(seed)) for seed in range(3000)]
    assert plans[:50] == [Planner(subjects, FULL).plan(np.random.default_rng(seed)) for seed in range(50)]
    assert {plan.style for plan in plans} == {None, *ALL_STYLES}
    assert {plan.weather for plan in plans} == {None, *WEATHERS}
    assert {len(plan.parts) for plan in plans} == {0, 1, 2, 3}
    assert {plan.ground.kind for plan in plans} == {"plain", "colour", "place", "scene"}
    text = " ".join(plan.captions[0] for plan in plans)
    for words in ("tiny", "huge", "on the left", "next to", "on a red background", "in a city", "in the rain", "neon"):
        assert words in text


def test_what_a_caption_says_is_what_the_plan_holds(folders):
    planner = Planner(full_vocabulary(folders[0]), FULL)
    for seed in range(2000):
        plan = planner.plan(np.random.default_rng(seed))
        first = plan.captions[0]
        if " on the left" in first and len(plan.parts) == 1:
            assert plan.parts[0].x < 0.4
        if first.startswith(("a tiny ", "a very small ")):
            assert plan.parts[0].size < 0.4
        if " to the left of " in first:
            assert plan.parts[0].x < plan.parts[1].x
        if plan.ground.kind == "colour" and len(plan.parts) > 0 and "photo" not in first:
            assert plan.ground.name in first


@pytest.mark.parametrize("style", sorted(set(ALL_STYLES) - OUTLINED))
def test_every_style_keeps_the_size_and_changes_the_picture(style, folders):
    image = Composer(SpriteBook(*folders), 48).example(1).image
    changed = ALL_STYLES[style][0](image, np.random.default_rng(0))
    assert changed.size == image.size
    assert not np.array_equal(np.asarray(changed), np.asarray(image))


def test_full_examples_are_painted_from_a_seed(folders):
    torch.set_num_threads(1)
    subjects = full_vocabulary(folders[0])
    first, second = (Composer(SpriteBook(*folders), 32, FULL, subjects) for _ in range(2))
    for seed in range(40):
        one, two = first.example(seed), second.example(seed)
        assert one.captions == two.captions
        assert np.array_equal(np.asarray(one.image), np.asarray(two.image))


def test_the_reduced_mix_still_says_what_it_said_for_the_first_bank(folders):
    """Golden: captions of the bank that base32 was trained on, whose draws no new feature may shift."""
    composer = Composer(SpriteBook(*folders), 32, REDUCED)
    assert [composer.example(seed).captions[0] for seed in range(6)] == GOLDEN
