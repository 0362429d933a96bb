"""Composition on a device obeys the same laws as PIL's on the host. Everything runs on the CPU with tiny shapes."""

from dataclasses import fields, replace

import numpy as np
import pytest
import torch
from PIL import Image

from stridebot_training.config import CONFIGS
from stridebot_training.data.canvas import Canvas
from stridebot_training.data.mix import FULL
from stridebot_training.data.paint import OUTLINE
from stridebot_training.data.plan import Planner
from stridebot_training.data.styles import outlined
from stridebot_training.data.vocabulary import Subject
from stridebot_training.device import layers
from stridebot_training.device.compositor import Compositor
from stridebot_training.device.layout import Choices, Layout
from stridebot_training.device.looks import DRAWS, LOOKS, NOISE_CELLS
from stridebot_training.device.plans import GROUNDS, WEATHER_NAMES, plan_table
from stridebot_training.device.source import DeviceLoader, World

CPU = torch.device("cpu")
SUBJECTS = (Subject(("red thing",), ("red",)), Subject(("green thing", "leaf"), ("green",)), Subject(("blue thing",), ("blue",)))
COLOURS = ((200, 20, 20), (20, 180, 20), (20, 20, 220))
SIDE = 32


def sprite(colour, side: int = SIDE) -> np.ndarray:
    """A half-transparent ellipse with an opaque core, premultiplied uint8 [side, side, 4]."""
    rows, columns = np.mgrid[0:side, 0:side] / side - 0.5
    alpha = np.clip(1.6 - 4.4 * np.hypot(rows * 1.4, columns), 0, 1)[..., None]
    return np.concatenate([alpha * np.array(colour), alpha * 255], axis=2).round().astype(np.uint8)


SPRITES = torch.from_numpy(np.stack([sprite(colour) for colour in COLOURS])).permute(0, 3, 1, 2).contiguous()


def numbers(*values: float) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float32)


@pytest.fixture
def world() -> World:
    """Three subjects, one stored picture for each place and scene, one mask for each weather."""
    table, captions = plan_table(Planner(SUBJECTS, FULL), 200, seed=3)
    generator = torch.Generator().manual_seed(0)
    is_stored = [ground.kind in ("place", "scene") for ground in GROUNDS]
    rows = np.cumsum(is_stored) - 1
    pictures = torch.randint(0, 256, (sum(is_stored), 3, SIDE, SIDE), generator=generator, dtype=torch.uint8)
    masks = torch.randint(0, 100, (len(WEATHER_NAMES) - 1, 1, SIDE, SIDE), generator=generator, dtype=torch.uint8)
    states = torch.randn(len(captions) + 1, 8, 384, generator=generator).half()
    return World(
        Compositor(SPRITES, pictures, masks, SIDE),
        table,
        Choices.of([[0], [1], [2]]),
        Choices.of([[int(row)] if stored else [] for row, stored in zip(rows, is_stored, strict=True)]),
        Choices.of([[] if name is None else [i - 1] for i, name in enumerate(WEATHER_NAMES)]),
        states,
    )


def plain_layout(world: World, **changes: np.ndarray) -> Layout:
    """One picture of nothing but a white background, with some values changed."""
    layout = DeviceLoader(world, replace(CONFIGS["tiny"], batch_size=1), 0).layout(0)
    blank = {"sprite": np.full((1, 3), -1), "texture": layout.texture * 0, "picture": np.array([-1]), "mask": np.array([-1]),
             "style": np.array([0]), "turn": np.zeros((1, 3), np.float32), "top": np.ones((1, 3), np.float32),
             "bottom": np.ones((1, 3), np.float32)}  # fmt: skip
    return replace(layout, **(blank | changes))


def host_picture(pixels: np.ndarray, background, *place, **turn) -> np.ndarray:
    canvas = Canvas(Image.new("RGB", (SIDE, SIDE), background), np.random.default_rng(0))
    canvas.sprite(Image.frombuffer("RGBa", pixels.shape[1::-1], pixels.tobytes()), *place, **turn)
    return np.asarray(canvas.image, np.float32) / 255


def test_a_sprite_that_fills_the_picture_is_laid_as_the_host_lays_it(world):
    layout = plain_layout(world, sprite=np.array([[1, -1, -1]]), size=np.ones((1, 3), np.float32),
                          x=np.full((1, 3), 0.5, np.float32), y=np.full((1, 3), 0.5, np.float32),
                          top=np.array([[1, 0.5, 0]], np.float32), bottom=np.array([[1, 0.5, 0]], np.float32))  # fmt: skip
    device = world.compositor.compose(layout)[0].permute(1, 2, 0).numpy()
    host = host_picture(sprite(COLOURS[1]), (255, 128, 0), 0.5, 0.5, 1.0)
    np.testing.assert_allclose(device, host, atol=0.015)


@pytest.mark.parametrize(
    ("x", "y", "size", "turn"), [(0.5, 0.5, 0.5, 0), (0.25, 0.75, 0.5, 0), (0.5, 0.5, 0.75, 30), (0.5, 0.5, 0.75, -45)]
)
def test_a_moved_and_turned_sprite_is_where_the_host_puts_it(x, y, size, turn):
    pixels = sprite(COLOURS[2])
    level = int(layers.level_of(SIDE, numbers(size), SIDE))
    layer = layers.transformed(layers.halved(SPRITES[2:], level), numbers(x), numbers(y), numbers(size), numbers(turn), SIDE)
    device = layers.over(layer, torch.ones(1, 3, SIDE, SIDE))[0].permute(1, 2, 0).numpy()
    host = host_picture(pixels, (255, 255, 255), x, y, size, turn=turn)
    assert np.abs(device - host).mean() < 0.012
    assert np.abs(device - host).max() < 0.3


def test_layers_may_be_merged_before_or_after_the_background():
    generator = torch.Generator().manual_seed(0)
    top, middle = (torch.rand(2, 4, 5, 5, generator=generator) for _ in range(2))
    for layer in (top, middle):
        layer[:, :3] *= layer[:, 3:]  # premultiplied
    background = torch.rand(2, 3, 5, 5, generator=generator)
    one_by_one = layers.over(top, layers.over(middle, background))
    torch.testing.assert_close(layers.over(layers.over_layer(top, middle), background), one_by_one)


def test_a_much_larger_sprite_keeps_its_mean_when_it_shrinks():
    checks = torch.zeros(1, 4, 64, 64)
    checks[..., ::2] = 255
    level = int(layers.level_of(64, numbers(0.5), 16))
    layer = layers.transformed(layers.halved(checks, level), numbers(0.5), numbers(0.5), numbers(0.5), numbers(0), 16)
    torch.testing.assert_close(layer[0, 0, 5:11, 5:11], torch.full((6, 6), 0.5))


def test_a_sticker_has_the_same_border_on_host_and_device():
    pixels = sprite(COLOURS[0], 64)
    device = layers.outlined(torch.from_numpy(pixels).permute(2, 0, 1)[None], OUTLINE)[0].permute(1, 2, 0).numpy()
    host = np.asarray(outlined(Image.frombuffer("RGBa", (64, 64), pixels.tobytes()), OUTLINE), np.float32)
    assert device.shape == host.shape
    assert np.abs(device - host).mean() < 4
    assert (device[..., :3] <= device[..., 3:] + 1e-3).all()  # still premultiplied


def test_colours_and_stored_pictures_lie_where_the_layout_says(world):
    blue = plain_layout(world, top=np.array([[0, 0, 1]], np.float32), bottom=np.array([[0, 1, 0]], np.float32))
    picture = world.compositor.compose(blue)[0]
    torch.testing.assert_close(picture[:, 0, 0], torch.tensor([0.0, 0.0, 1.0]))
    torch.testing.assert_close(picture[:, -1, 0], torch.tensor([0.0, 1.0, 0.0]))
    stored = plain_layout(world, picture=np.array([2]), zoom=np.array([[0.5, 0.5, 1]], np.float32))
    torch.testing.assert_close(world.compositor.compose(stored)[0], world.compositor.pictures[2].float() / 255, atol=1e-5, rtol=0)


def test_the_batch_of_a_step_is_always_the_same(world):
    config = replace(CONFIGS["tiny"], batch_size=24)
    first, again = (DeviceLoader(world, config, seed=1).batch(5, CPU) for _ in range(2))
    for key, value in first.items():
        assert torch.equal(value, again[key])
    other = DeviceLoader(world, config, seed=1).batch(6, CPU)
    assert not torch.equal(first["image"], other["image"])
    assert first["image"].shape == (24, 3, 16, 16)
    assert first["states"].shape == (24, 8, 384)
    assert first["image"].abs().max() <= 1


def test_an_upscaler_gets_the_same_dictionary_as_from_a_bank(world):
    batch = DeviceLoader(world, replace(CONFIGS["tiny-upscale"], batch_size=40), seed=1).batch(0, CPU)
    assert set(batch) == {"states", "image", "low_res", "noise_level"}
    assert batch["image"].shape == batch["low_res"].shape == (40, 3, 16, 16)
    assert batch["noise_level"].dtype == torch.int64
    means = torch.stack([batch[key].mean(dim=(1, 2, 3)) for key in ("image", "low_res")])
    assert torch.corrcoef(means)[0, 1] > 0.9


def test_pictures_of_another_side_are_refused(world):
    with pytest.raises(ValueError, match="cannot train"):
        DeviceLoader(world, replace(CONFIGS["tiny"], unet=replace(CONFIGS["tiny"].unet, image_size=20)), seed=1)


def test_a_caption_names_the_subject_whose_sprite_is_shown(world):
    table, captions = plan_table(Planner(SUBJECTS, FULL), 200, seed=3)
    layout = DeviceLoader(world, replace(CONFIGS["tiny"], batch_size=400), seed=1).layout(0)
    seen = 0
    for i, text in enumerate(captions[k] for k in layout.caption):
        shown = {int(row) for row in layout.sprite[i] if row >= 0}
        named = {k for k, subject in enumerate(SUBJECTS) if any(name in text for name in subject.names)}
        if shown and text not in ("a high quality photo", "a high quality picture", "a photo"):
            assert named == shown, text
            seen += 1
    assert seen > 200
    assert len(table) == 200


def test_only_plans_with_known_subjects_are_left(world):
    left = world.plans.only(np.array([0, 2]))
    assert 0 < len(left) < len(world.plans)
    assert not (left.subject == 1).any()
    assert {f.name: len(getattr(left, f.name)) for f in fields(left)} == dict.fromkeys((f.name for f in fields(left)), len(left))


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_depends_on_its_own_row_alone(name):
    generator = torch.Generator().manual_seed(0)
    pixels = torch.rand(3, 3, 32, 32, generator=generator)
    draws, noise = torch.rand(3, DRAWS, generator=generator), torch.randn(3, 1, NOISE_CELLS, NOISE_CELLS, generator=generator)
    whole = LOOKS[name](pixels, draws, noise)
    assert whole.shape == pixels.shape
    assert whole.min() >= 0
    assert whole.max() <= 1
    torch.testing.assert_close(LOOKS[name](pixels[1:2], draws[1:2], noise[1:2])[0], whole[1], atol=1e-5, rtol=0)


def test_an_empty_list_and_none_choose_nothing():
    choices, rng = Choices.of([[], [4, 5], [6]]), np.random.default_rng(0)
    drawn = choices.draw(np.array([0, 1, 1, 1, 2, -1]), rng)
    assert drawn[0] == drawn[5] == -1
    assert set(drawn[1:4]) <= {4, 5}
    assert drawn[4] == 6
