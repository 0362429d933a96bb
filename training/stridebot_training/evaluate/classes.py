"""The recogniser's classes: one per subject, scene and empty place, and which of them a caption or a prompt means."""

from dataclasses import dataclass
from functools import cache

from stridebot_training.data.backgrounds import PLACES
from stridebot_training.data.compose import PLAIN_PREFIXES
from stridebot_training.data.scenes import SCENES
from stridebot_training.data.styles import STYLES
from stridebot_training.data.vocabulary import SUBJECTS, Subject


@dataclass(frozen=True)
class PictureClass:
    """`prompt` is what is asked of the generator; `kind` is 'scene', 'place' or 'subject'; `captions` are bare, without style."""

    prompt: str
    kind: str
    captions: frozenset[str]


def _subject_captions(subject: Subject) -> list[str]:
    return [subject.phrase(subject.names[0]), *(text for name in subject.names for text in (name, subject.phrase(name)))]


@cache
def picture_classes() -> tuple[PictureClass, ...]:
    """Returns all classes, scenes first.

    A subject that shares a caption with a scene (`an old man`, `a campfire`) joins the scene's class: the generator is told
    one sentence for both and is right with either, so a recogniser that told them apart would punish half of its answers.
    """
    entries = [("scene", list(scene.captions)) for scene in SCENES]
    entries += [("place", list(captions)) for _, _, captions in PLACES.values()]
    entries += [("subject", _subject_captions(subject)) for subject in SUBJECTS]
    classes: list[PictureClass] = []
    for kind, captions in entries:
        twin = next((i for i, known in enumerate(classes) if known.captions & set(captions)), None)
        if twin is None:
            classes.append(PictureClass(captions[0], kind, frozenset(captions)))
        else:
            known = classes[twin]
            classes[twin] = PictureClass(known.prompt, known.kind, known.captions | set(captions))
    return tuple(classes)


@cache
def _class_by_caption() -> dict[str, int]:
    return {text: i for i, known in enumerate(picture_classes()) for text in known.captions}


def _prefixes() -> list[str]:
    """What may stand before a caption; the longest first, so that `a watercolor painting of` is not left as a rest."""
    styles = [f"{prefix} " for _, prefixes in STYLES.values() for prefix in prefixes]
    return sorted({*styles, *PLAIN_PREFIXES} - {""}, key=len, reverse=True)


def _suffixes() -> list[str]:
    return [f" {where}" for _, wheres, _ in PLACES.values() for where in wheres]


def class_of(text: str) -> int | None:
    """Returns the index of the class that a caption or prompt means, its style and place left out; None if it means none.

    The whole text is tried first: `a sunset in a desert` is a scene, not a sunset that happens to be in a desert.
    """
    text = text.strip().lower()
    bare = next((text.removeprefix(p) for p in _prefixes() if text.startswith(p)), text)
    placeless = [bare.removesuffix(s) for s in _suffixes() if bare.endswith(s)]
    known = _class_by_caption()
    return next((known[candidate] for candidate in (text, bare, *placeless) if candidate in known), None)


def required_class(prompt: str) -> int:
    """As `class_of`. Raises ValueError for a prompt that no class stands for: it cannot be scored."""
    found = class_of(prompt)
    if found is None:
        raise ValueError(f'"{prompt}" names no subject, scene or place of training/stridebot_training/data: it cannot be scored')
    return found
