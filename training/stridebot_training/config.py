"""The networks that we train, by name, and how each is trained."""

from dataclasses import dataclass


@dataclass(frozen=True)
class UNetConfig:
    """Shape of one network. Sides are in pixels; `patch` is the side of the pixel-unshuffle at its mouth.

    `pixel_norm` normalises each pixel over its channels, which does the same on a crop as on the whole image.
    `prediction_type` is what the network outputs: 'v_prediction', or 'sample', which is x0 as the enlarged low-res
    picture plus what the network adds; an untrained upscaler is then a bilinear one.
    """

    image_size: int
    in_channels: int = 3
    out_channels: int = 3
    patch: int = 2
    channels: tuple[int, ...] = (64, 128, 256)
    blocks: tuple[int, ...] = (2, 2, 2)
    attention: tuple[bool, ...] = (False, True, True)
    head_width: int = 32
    text_width: int = 384
    time_width: int = 256
    has_class_labels: bool = False
    pixel_norm: bool = False
    prediction_type: str = "v_prediction"


@dataclass(frozen=True)
class TrainConfig:
    """One training recipe. `crop` is the side seen in training (the whole image for a base)."""

    unet: UNetConfig
    batch_size: int = 64
    learning_rate: float = 8e-4
    warmup_steps: int = 200
    decay_share: float = 0.4
    ema_decay: float = 0.998
    prompt_dropout: float = 0.12
    crop: int | None = None
    low_res_size: int | None = None


CONFIGS: dict[str, TrainConfig] = {
    # What a CPU reaches in about an hour: ships today.
    "base32": TrainConfig(UNetConfig(image_size=32, channels=(64, 128, 192), blocks=(1, 2, 2))),
    "upscale32": TrainConfig(
        UNetConfig(256, in_channels=6, patch=4, channels=(48, 96, 128), blocks=(1, 1, 1),
                   attention=(False, False, False), has_class_labels=True, pixel_norm=True, prediction_type="sample"),
        batch_size=32, learning_rate=8e-4, crop=64, low_res_size=32,
    ),
    # What a GPU run trains: the whole vocabulary at 64 px. In half precision 49 and 13 MB, so that with the text encoder
    # a package stays below 100 MB, and its pieces below 64 MiB.
    "base64": TrainConfig(
        UNetConfig(64, channels=(96, 192, 288), blocks=(2, 2, 2)), batch_size=512, learning_rate=4e-4, ema_decay=0.9995,
    ),
    "upscale64": TrainConfig(
        UNetConfig(256, in_channels=6, patch=4, channels=(64, 128, 192), blocks=(1, 1, 1),
                   attention=(False, False, False), has_class_labels=True, pixel_norm=True, prediction_type="sample"),
        batch_size=128, learning_rate=4e-4, crop=128, low_res_size=64,
    ),
    # Rehearsals: every line of the run in seconds.
    "tiny": TrainConfig(UNetConfig(16, channels=(8, 16), blocks=(1, 1), attention=(False, True), head_width=8,
                                   time_width=16), batch_size=4),
    "tiny-upscale": TrainConfig(
        UNetConfig(32, in_channels=6, patch=4, channels=(8, 16), blocks=(1, 1), attention=(False, False),
                   head_width=8, time_width=16, has_class_labels=True, pixel_norm=True, prediction_type="sample"),
        batch_size=4, crop=16, low_res_size=4,
    ),
}  # fmt: skip
