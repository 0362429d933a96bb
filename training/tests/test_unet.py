import onnxruntime as ort
import pytest
import torch
from networks import inputs_for, lively

from stridebot_training.config import CONFIGS, UNetConfig
from stridebot_training.export import export_unet


@pytest.mark.parametrize("name", ["tiny", "tiny-upscale"])
@pytest.mark.parametrize(("storage", "tolerance"), [("float32", 1e-4), ("float16", 2e-2)])
def test_the_exported_graph_agrees_with_pytorch(name, storage, tolerance, tmp_path):
    config = CONFIGS[name].unet
    model = lively(config)
    export_unet(model, tmp_path / "unet.onnx", storage)
    session = ort.InferenceSession(tmp_path / "unet.onnx", providers=["CPUExecutionProvider"])
    for batch in (1, 3):
        inputs = inputs_for(config, batch)
        with torch.no_grad():
            expected = model(*inputs.values())
        actual = torch.from_numpy(session.run(None, {k: v.numpy() for k, v in inputs.items()})[0])
        assert actual.shape == (batch, 3, config.image_size, config.image_size)
        assert (actual - expected).abs().max() < tolerance * max(1, expected.abs().max())


def test_each_row_has_its_own_timestep_and_prompt():
    config = CONFIGS["tiny"].unet
    model, inputs = lively(config), inputs_for(config, 3)
    with torch.no_grad():
        together = model(*inputs.values())
        alone = torch.cat([model(*(value[i : i + 1] for value in inputs.values())) for i in range(3)])
    torch.testing.assert_close(together, alone, atol=1e-4, rtol=1e-4)


def test_padding_changes_nothing():
    config = CONFIGS["tiny"].unet
    model, inputs = lively(config), inputs_for(config, 2)
    with torch.no_grad():
        padded = model(*inputs.values())
        cut = model(**inputs | {"encoder_hidden_states": inputs["encoder_hidden_states"][:, :7]})
    torch.testing.assert_close(padded, cut, atol=1e-4, rtol=1e-4)


def test_upscaling_does_the_same_on_a_crop_as_on_the_whole_image():
    config = UNetConfig(256, in_channels=6, patch=4, channels=(8,), blocks=(1,), attention=(False,), time_width=16,
                        has_class_labels=True, pixel_norm=True)  # fmt: skip
    model, inputs = lively(config), inputs_for(config, 1)
    with torch.no_grad():
        whole = model(*inputs.values())
        crop = model(**inputs | {"sample": inputs["sample"][:, :, 64:192, 64:192]})
    torch.testing.assert_close(whole[:, :, 108:148, 108:148], crop[:, :, 44:84, 44:84], atol=1e-4, rtol=1e-4)
