import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from stridebot_training.data.bank import Bank, save_bank
from stridebot_training.evaluate import settings
from stridebot_training.evaluate.__main__ import main
from stridebot_training.evaluate.ambiguity_scores import EXTRA_PAIRS, WRITE_UP_PAIRS, Pair, similarities
from stridebot_training.evaluate.best_of import lines, rank_pair, rank_prompt
from stridebot_training.evaluate.classes import picture_classes, required_class
from stridebot_training.evaluate.drawing import Artist
from stridebot_training.evaluate.labelled import labelled, split
from stridebot_training.evaluate.network import RecogniserNet
from stridebot_training.evaluate.recogniser import Recogniser
from stridebot_training.evaluate.report import markdown, pairs_table
from stridebot_training.evaluate.run import Plan, evaluate
from stridebot_training.evaluate.settings import prompt_rows
from stridebot_training.evaluate.train import Recipe, train
from stridebot_training.fixtures import write_fixture
from stridebot_training.reference_engine import ReferenceEngine

PLAN = Plan(
    seeds=2, pair_seeds=3, extra_pair_seeds=2, classes=(0, 2, 11, 17, 18), pairs=WRITE_UP_PAIRS[:1], extra_pairs=EXTRA_PAIRS[-1:]
)


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Threads that wait for one another on a busy machine make small networks many times slower."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gaussian")
    write_fixture(folder)
    return folder


@pytest.fixture(scope="module")
def engine(package):
    return ReferenceEngine(package, threads=1)


@pytest.fixture(scope="module")
def recogniser():
    torch.manual_seed(0)
    return Recogniser(RecogniserNet(32, len(picture_classes())))


def bank(seed: int) -> Bank:
    rng = np.random.default_rng(seed)
    prompts = [picture_classes()[i].prompt for i in PLAN.classes]
    return Bank(rng.integers(0, 256, (40, 32, 32, 3), dtype=np.uint8), rng.integers(0, 5, (40, 1)).astype(np.int32), prompts)


def test_every_pair_can_be_scored():
    assert len(WRITE_UP_PAIRS) == 6
    assert len(EXTRA_PAIRS) == 10
    for pair in (*WRITE_UP_PAIRS, *EXTRA_PAIRS):
        assert len({*pair.classes}) == 2
        assert len(pair.terms(32)) == len(pair.readings(32)) == 2


def test_the_second_reading_of_an_anagram_is_seen_through_its_view(recogniser):
    x = np.random.default_rng(0).uniform(-1, 1, (2, 3, 32, 32)).astype(np.float32)
    seen = similarities(recogniser, Pair("anagram", "a dog", "a cat"), x)
    np.testing.assert_allclose(seen[:, 0], recogniser.similarity(x), atol=1e-6)
    np.testing.assert_allclose(seen[:, 1], recogniser.similarity(x[:, :, ::-1]), atol=1e-6)


def test_the_far_reading_of_a_hybrid_is_blurred(recogniser):
    plain = np.full((1, 3, 32, 32), 0.5, np.float32)
    far, near = similarities(recogniser, Pair("hybrid", "a dog", "a cat"), plain)[0]
    np.testing.assert_allclose(far, near, atol=1e-4)


def test_an_evaluation_from_end_to_end_counts_what_it_drew_and_repeats_itself(engine, recogniser):
    banks = bank(0), split(labelled(bank(1)))[1]
    results, again = (evaluate(Artist(engine), recogniser, PLAN, banks, lambda _: None) for _ in range(2))
    assert results["prompts"]["scenes"]["samples"] == 4
    assert results["prompts"]["subjects"]["prompts"] == 2
    assert [one["seeds"] for one in results["pairs"]] == [3, 2]
    assert all(0 <= one["concealment"]["p95"] <= 1 for one in results["pairs"])
    assert results["memorised"]["pixels"]["pictures"] <= 10
    assert results["diversity"]["meanRatio"] > 0
    for key in ("prompts", "pairs", "diversity", "memorised"):
        assert results[key] == again[key]
    shares = {"top1": 0.5, "clear": 0.4, "top5": 1}
    held_out = {"pictures": 1, "clearCosine": 0.5, "plain": shares, "softened": shares}
    text = markdown({**results, "recogniser": {"heldOut": held_out, "classes": ["x"] * 115}})
    assert "| subjects | 2 | 4 |" in text
    assert "an oil painting of an old man / an oil painting of people around a campfire" in text


def test_kept_samples_are_read_again_and_other_requests_are_drawn(engine, tmp_path):
    artist = Artist(engine, tmp_path)
    first = artist.prompt("a dog", 7, 2)
    [path] = tmp_path.glob("*.npy")
    np.save(path, first + 1)
    assert np.array_equal(artist.prompt("a dog", 7, 2), first + 1)
    np.testing.assert_allclose(Artist(engine).prompt("a dog", 7, 2), first, atol=1e-6)
    artist.prompt("a dog", 8, 2)
    artist.pair(Pair("anagram", "a dog", "a cat"), 7, 2)
    artist.pair(Pair("hybrid", "a dog", "a cat"), 7, 2)
    assert len(list(tmp_path.glob("*.npy"))) == 4


def test_a_pair_alone_has_no_control(engine, recogniser):
    pair = Pair("anagram", "a dog", "a skull")
    plan = Plan(seeds=1, pair_seeds=2, extra_pair_seeds=0, classes=tuple(pair.classes), pairs=(pair,))
    [result] = evaluate(Artist(engine), recogniser, plan, None, lambda _: None)["pairs"]
    assert result["control"] is None
    assert "| anagram | a dog / a skull | 2 |" in pairs_table([result])


def test_the_defaults_of_a_package_are_as_good_as_themselves(engine, recogniser):
    walks = [engine.default_walk, replace(engine.default_walk, guidance=1)]
    usual, unguided = prompt_rows(lambda walk: Artist(engine, None, walk), walks, recogniser, PLAN, engine.default_walk)
    assert "| ddim | 10 | 4 | leading | all | 20 |" in usual
    assert usual.endswith("| +0.000 ± 0.000 |")
    assert "| ddim | 10 | 1 | leading | all | 10 |" in unguided


def test_banks_of_another_side_are_refused(engine, recogniser):
    wrong = Bank(np.zeros((5, 16, 16, 3), np.uint8), bank(0).caption_ids[:5], bank(0).captions)
    plan = Plan(seeds=2, pair_seeds=0, extra_pair_seeds=0, classes=(0,))
    with pytest.raises(ValueError, match=r"sides \[16, 32\]"):
        evaluate(Artist(engine), recogniser, plan, (wrong, labelled(bank(1))), lambda _: None)


def test_seeds_are_ranked_by_the_worse_reading(engine, recogniser):
    ranked = rank_prompt(engine, recogniser, "a dog", [1, 2, 3])
    own = recogniser.similarity(np.stack([one.picture for one in ranked]))[:, required_class("a dog")]
    assert sorted(own, reverse=True) == pytest.approx([one.alignment for one in ranked], abs=1e-5)
    pair = rank_pair(engine, recogniser, Pair("anagram", "a dog", "a skull"), [1, 2, 3])
    assert [one.alignment for one in pair] == sorted((one.alignment for one in pair), reverse=True)
    assert lines(pair).splitlines()[0].startswith(f"seed {pair[0].seed}: A ")


def test_the_command_line_writes_json_and_markdown_and_ranks(package, tmp_path, capsys):
    data = bank(2)
    save_bank(data, tmp_path / "fresh")
    save_bank(bank(0), tmp_path / "bank")
    train(labelled(data), Recipe(side=32, steps=2, batch_size=4), tmp_path / "r.pt")
    common = [str(package), "--recogniser", str(tmp_path / "r.pt"), "--threads", "1"]
    main([*common, "--best-of", "a dog", "a skull", "--among", "5", "7", "--sheet", str(tmp_path / "best.png")])
    assert capsys.readouterr().out.count("taken for") == 2
    assert (tmp_path / "best.png").exists()

    grid = ["--sampler", "ddim", "ddpm", "--steps", "2", "--interval", "all", "200-800"]
    settings.main([*common, *grid, "--pair", "a dog", "a skull", "--pair-seeds", "2"])
    assert [line.split(" | ")[4:6] for line in capsys.readouterr().out.splitlines()[2:]] == 2 * [["all", "8"], ["200-800", "6"]]

    counts = ["--seeds", "2", "--pair-seeds", "0", "--extra-pair-seeds", "0", "--prompts", "a puppy", "waterfalls"]
    banks = ["--bank", str(tmp_path / "bank"), "--fresh-bank", str(tmp_path / "fresh")]
    main([*common, *banks, *counts, "--out", str(tmp_path / "results.json")])
    results = json.loads((tmp_path / "results.json").read_text())
    assert results["package"]["name"] == "gaussian"
    assert list(results["prompts"]["perPrompt"]) == ["a dog", "waterfalls"]
    assert results["recogniser"]["heldOut"]["pictures"] == 8
    assert (tmp_path / "results.md").read_text() == markdown(results)
