"""The model.json of a digit network, without checksums."""

from stridebot_training.digits.idx import CLASSES, SIDE
from stridebot_training.digits.networks import NUM_TRAIN_TIMESTEPS
from stridebot_training.digits.recipes import SIGMA
from stridebot_training.digits.walk import GUIDANCE

TITLES = {"none": "Denoises handwritten digits", "time": "Handwritten digits, unasked", "class": "Handwritten digits, 0 to 9"}
MEMORY_MB = {"none": 250, "time": 150, "class": 150}


def package_name(kind: str, epoch: int) -> str:
    return f"digits-{kind}-{epoch}"


def description(kind: str, condition: str, epoch: int) -> dict:
    """Returns what a package says of itself; `condition` is what the network is told besides the picture."""
    is_walked = condition != "none"
    return {
        "formatVersion": 1,
        "name": package_name(kind, epoch),
        "title": f"{TITLES[condition]}; after epoch {epoch}",
        "family": "digits",
        "condition": condition,
        "epoch": epoch,
        "licence": "MIT",
        **({"classes": [str(digit) for digit in range(CLASSES)]} if condition == "class" else {}),
        **({"schedule": {"kind": "linear", "numTrainTimesteps": NUM_TRAIN_TIMESTEPS}} if is_walked else {}),
        "base": {
            "file": "base.onnx",
            "imageSize": SIDE,
            "channels": 1,
            "outputChannels": 1,
            "valueRange": [0, 1],
            **({"predictionType": "epsilon", "varianceType": "fixed_large"} if is_walked else {"predictionType": "sample"}),
            **({} if is_walked else {"sigma": SIGMA}),
        },
        **({"defaults": _defaults(condition)} if is_walked else {}),
        "memoryMb": MEMORY_MB[condition],
    }


def _defaults(condition: str) -> dict:
    guidance = GUIDANCE if condition == "class" else 1
    return {"sampler": "ddpm", "spacing": "leading", "steps": NUM_TRAIN_TIMESTEPS, "guidance": guidance}
