import numpy as np
import pytest
import torch

from stridebot_training.data.backgrounds import PLACES
from stridebot_training.data.bank import Bank
from stridebot_training.data.scenes import SCENES
from stridebot_training.data.vocabulary import SUBJECTS
from stridebot_training.evaluate.augment import augment, blur, move
from stridebot_training.evaluate.classes import class_of, picture_classes, required_class
from stridebot_training.evaluate.labelled import Labelled, labelled, split
from stridebot_training.evaluate.network import RecogniserNet
from stridebot_training.evaluate.recogniser import Recogniser, load_recogniser
from stridebot_training.evaluate.train import Recipe, train

RECIPE = Recipe(side=16, steps=4, batch_size=4)


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Threads that wait for one another on a busy machine make small networks many times slower."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def colours(count: int) -> Labelled:
    """Pictures of one colour per class, ten classes."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 10, count)
    shades = rng.integers(0, 256, (10, 1, 1, 3))
    return Labelled(np.broadcast_to(shades[labels], (count, 16, 16, 3)).astype(np.uint8), labels.astype(np.int64))


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("an oil painting of an old man", "an old man"),
        ("A lithograph of waterfalls ", "waterfalls"),
        ("a puppy in the snow", "a dog"),
        ("a watercolor painting of a cat at night", "a cat"),
        ("a sunset in a desert", "a sunset in a desert"),
        ("a sunset", "a sunset"),
        ("houses in the snow", "a snowy mountain village"),
        ("campfire", "a campfire"),
    ],
)
def test_a_prompt_means_a_class_whatever_its_style_and_place(text, prompt):
    assert picture_classes()[class_of(text)].prompt == prompt


def test_every_subject_scene_and_place_has_one_class_and_no_caption_has_two():
    captions = [text for known in picture_classes() for text in known.captions]
    assert len(captions) == len(set(captions))
    prompts = [subject.phrase(subject.names[0]) for subject in SUBJECTS] + [scene.captions[0] for scene in SCENES]
    assert all(class_of(text) is not None for text in [*prompts, *(captions[0] for _, _, captions in PLACES.values())])


def test_a_prompt_without_a_class_is_refused_where_it_would_be_scored():
    assert class_of("a high quality photo") is None
    with pytest.raises(ValueError, match="cannot be scored"):
        required_class("a skull and a dog")


def test_a_bank_is_labelled_by_its_captions_and_pictures_of_anything_are_dropped():
    images = np.arange(3, dtype=np.uint8)[:, None, None, None].repeat(16, 1).repeat(16, 2).repeat(3, 3)
    bank = Bank(images, np.array([[0, 1], [2, 2], [3, 2]], np.int32), ["a dog", "a puppy in winter", "a photo", "skull"])
    data = labelled(bank)
    assert data.images[:, 0, 0, 0].tolist() == [0, 2]
    assert [picture_classes()[i].prompt for i in data.labels] == ["a dog", "a skull"]
    with pytest.raises(ValueError, match="more than one class"):
        labelled(Bank(images[:1], np.array([[0, 3]], np.int32), bank.captions))


def test_augmentation_keeps_shape_and_range_and_is_one_stream_of_chance():
    x = torch.rand((6, 3, 16, 16)) * 2 - 1
    first, second = (augment(x, torch.Generator().manual_seed(3)) for _ in range(2))
    assert torch.equal(first, second)
    assert first.shape == x.shape
    assert first.abs().max() <= 1
    assert not torch.equal(first, augment(x, torch.Generator().manual_seed(4)))


def test_blur_keeps_a_plain_picture_and_moving_keeps_its_colour():
    plain = torch.full((2, 3, 16, 16), 0.3)
    torch.testing.assert_close(blur(plain, torch.tensor([1.0, 0.0])), plain)
    torch.testing.assert_close(move(plain, torch.Generator().manual_seed(0)), plain)
    noise = torch.randn((2, 3, 16, 16))
    blurred = blur(noise, torch.tensor([2.0, 0.0]))
    torch.testing.assert_close(blurred[1], noise[1])
    assert blurred[0].std() < 0.3


def test_a_run_that_stops_and_resumes_ends_where_an_unbroken_one_ends(tmp_path):
    data = colours(60)
    whole = train(data, RECIPE, tmp_path / "whole.pt")
    assert train(data, RECIPE, tmp_path / "parts.pt", stop_at=2).held_out is None
    parts = train(data, RECIPE, tmp_path / "parts.pt")
    for name, value in whole.net.state_dict().items():
        assert torch.equal(value, parts.net.state_dict()[name]), name
    assert parts.held_out == whole.held_out


def test_a_checkpoint_is_refused_by_another_recipe_and_until_it_is_finished(tmp_path):
    train(colours(60), RECIPE, tmp_path / "run.pt", stop_at=2)
    with pytest.raises(ValueError, match="stopped at step 2"):
        load_recogniser(tmp_path / "run.pt")
    with pytest.raises(ValueError, match="begun as"):
        train(colours(60), Recipe(side=16, steps=5, batch_size=4), tmp_path / "run.pt")


def test_training_learns_what_can_be_told_apart(tmp_path):
    data = colours(100)
    data = Labelled(data.images, data.labels % 2)
    saved = train(data, Recipe(side=16, steps=20, batch_size=8), tmp_path / "run.pt")
    assert saved.held_out["pictures"] == len(split(data)[1].labels)
    assert saved.held_out["plain"]["top5"] == 1
    recogniser, about = load_recogniser(tmp_path / "run.pt")
    assert about["held_out"] == saved.held_out
    similarity = recogniser.similarity(np.zeros((2, 3, 32, 32), np.float32))
    assert similarity.shape == (2, len(picture_classes()))
    assert np.abs(similarity).max() <= 1 + 1e-6


def test_the_perceptual_distance_is_zero_for_the_same_picture_and_forgives_a_small_shift():
    recogniser = Recogniser(RecogniserNet(32, 3))
    coarse = np.random.default_rng(0).uniform(-1, 1, (2, 3, 4, 4)).astype(np.float32)
    x = coarse.repeat(8, 2).repeat(8, 3)
    features = recogniser.features(np.stack([x[0], x[0], np.roll(x[0], 1, -1), x[1]]))
    same, shifted, other = (np.linalg.norm(features[0] - features[i]) for i in (1, 2, 3))
    assert same == 0
    assert 0 < shifted < 0.7 * other
