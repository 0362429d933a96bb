"""Pictures with two readings: which pairs are measured, how each is drawn and seen, and what the recogniser makes of it."""

from dataclasses import dataclass

import numpy as np

from stridebot_training.evaluate.classes import required_class
from stridebot_training.evaluate.metrics import alignment, concealment, is_in_top, percentiles
from stridebot_training.evaluate.recogniser import Recogniser
from stridebot_training.reference_engine import VIEWS, Map, Term, anagram_terms, hybrid_terms, low_pass

Array = np.ndarray


@dataclass(frozen=True)
class Pair:
    """`kind` is 'anagram' (`first` upright, `second` through `view`) or 'hybrid' (`first` from afar, `second` up close)."""

    kind: str
    first: str
    second: str
    view: str = "flip"

    @property
    def title(self) -> str:
        return f"{self.first} / {self.second}" + (f" ({self.view})" if self.kind == "anagram" and self.view != "flip" else "")

    @property
    def classes(self) -> list[int]:
        return [required_class(self.first), required_class(self.second)]

    def terms(self, side: int) -> list[Term]:
        if self.kind == "anagram":
            return anagram_terms(self.first, self.second, self.view)
        return hybrid_terms(self.first, self.second, far_sigma(side))

    def readings(self, side: int) -> list[Map]:
        """How each reading is looked at, on [B, 3, S, S].

        A hybrid's far reading is seen through twice the blur that composed it; the near reading is the
        picture as it is, far part and all: an eye up close sees both, and a high-pass alone has no colours to recognise.
        """
        if self.kind == "anagram":
            return [VIEWS["identity"][0], VIEWS[self.view][0]]
        return [low_pass(2 * far_sigma(side)), VIEWS["identity"][0]]


def far_sigma(side: int) -> float:
    """Blur of a hybrid's far part in pixels: 2 at 64 px, as in the course project, in proportion."""
    return side / 32


WRITE_UP_PAIRS = (
    Pair("anagram", "an oil painting of an old man", "an oil painting of people around a campfire"),
    Pair("anagram", "a lithograph of waterfalls", "a lithograph of a skull"),
    Pair("anagram", "a snowy mountain village", "a dog"),
    Pair("hybrid", "a skull", "waterfalls"),
    Pair("hybrid", "a tornado in a desert", "the face of a programmer"),
    Pair("hybrid", "a sunset in a desert", "a bar with dim lighting"),
)
EXTRA_PAIRS = (
    Pair("anagram", "a man wearing a hat", "a skull"),
    Pair("anagram", "a skull", "an old man"),
    Pair("anagram", "a campfire", "a tower"),
    Pair("anagram", "a cat", "a rocket ship"),
    Pair("anagram", "waterfalls", "a bar with dim lighting", "rotate180"),
    Pair("anagram", "a pencil", "a tower", "rotate90"),
    Pair("hybrid", "a skull", "a snowy mountain village"),
    Pair("hybrid", "an old man", "a snowy mountain village"),
    Pair("hybrid", "people around a campfire", "a skull"),
    Pair("hybrid", "a sunset in a desert", "a castle"),
)


def similarities(recogniser: Recogniser, pair: Pair, x: Array) -> Array:
    """Returns [B, 2, classes]: the cosine of each reading of each picture with every class."""
    return np.stack([recogniser.similarity(look(x)) for look in pair.readings(x.shape[-1])], 1)


def matrices(all_classes: Array, pair: Pair) -> Array:
    """Returns S [B, 2, 2] of the paper out of [B, 2, classes]: S_ij is the cosine of reading i with the class of text j.

    The paper's S is the cosine of a CLIP image and a CLIP text embedding. Ours knows classes, not sentences: style and place
    in a prompt are not scored, and its cosines spread far wider than CLIP's, so that at temperature 0.01 most pictures have a
    C near 0, 1/2 or 1. Neither A nor C can be compared with figures of the paper.
    """
    return all_classes[:, :, pair.classes]


def pair_scores(all_classes: Array, pair: Pair) -> dict:
    """Percentiles of A and C, and the share of pictures both of whose readings are recognised among all classes."""
    s = matrices(all_classes, pair)
    both = {
        f"bothTop{k}": float(np.all([is_in_top(all_classes[:, i], np.full(len(s), pair.classes[i]), k) for i in (0, 1)], 0).mean())
        for k in (1, 5)
    }
    return {"alignment": percentiles(alignment(s)), "concealment": percentiles(concealment(s)), **both}


def control_scores(recogniser: Recogniser, pair: Pair, drawn: dict[int, Array]) -> dict | None:
    """The same scores on pictures [n, 3, S, S] that were drawn for one other prompt each, by class: what chance reaches.

    None where nothing was drawn for another prompt.
    """
    others = [x for label, x in sorted(drawn.items()) if label not in pair.classes]
    return pair_scores(similarities(recogniser, pair, np.concatenate(others)), pair) if others else None
