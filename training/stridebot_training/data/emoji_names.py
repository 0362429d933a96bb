"""The full vocabulary: the hand-written subjects, and what the Unicode names of the other emoji add to them.

Names and keywords are Unicode CLDR's (package emojibase-data). The sprite sets call an icon by the same name with dashes,
so a name leads to the pictures of every set that has it. A row of emojibase-data is {label, tags, group, order, …}.
"""

import json
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

from stridebot_training.data.vocabulary import SUBJECTS, Subject

ANNOTATIONS = Path("emojibase-data") / "compact.json"
FACES, PEOPLE, ANIMALS, SYMBOLS, FLAGS = 0, 1, 3, 8, 9
GROUPS = (FACES, PEOPLE, ANIMALS, 4, 5, 6, 7, SYMBOLS, FLAGS)
DERIVED_WEIGHT, GENDERED_WEIGHT, SYMBOL_WEIGHT = 0.25, 0.12, 0.12
KEYWORDS_EACH = 2

# Pictures of signs and of nearly equal hands, clocks and mailboxes would crowd out things that people ask for.
UNWANTED = re.compile(
    r"button|arrow|keycap|input|o’clock|-thirty|mailbox|banknote|\bsign\b|index pointing|wards .*hand|[“:]|"
    r"not done|muted|low battery|moon face|gibbous|quarter|speaker|with flash|oncoming|lowercase|japanese symbol"
)
SYMBOLS_KEPT = re.compile(
    r"^(warning|no entry|radioactive|biohazard|atom symbol|yin yang|peace symbol|star of david|latin cross|menorah|infinity|"
    r"recycling symbol|check mark|cross mark|red question mark|red exclamation mark|fleur-de-lis|sparkle|splatter|"
    r"(red|orange|yellow|green|blue|purple|brown|black|white) (circle|square))$"
)
RENAMED = {
    # Labels that are adjectives, or that name something else in a picture's caption.
    "locked": "closed padlock", "unlocked": "open padlock", "locked with pen": "padlock with a pen",
    "locked with key": "padlock with a key", "foggy": "foggy city", "dizzy": "dizzy star", "collision": "explosion",
    "high voltage": "lightning bolt", "radioactive": "radioactive sign", "biohazard": "biohazard sign",
    "no entry": "no entry sign", "warning": "warning sign", "star-struck": "star-struck face", "zzz": "sleeping sign",
    "rolling on the floor laughing": "face rolling on the floor laughing", "construction": "construction barrier",
    "luggage": "suitcase", "palms up together": "open hands together", "head shaking horizontally": "head being shaken",
    "head shaking vertically": "nodding head", "pouring liquid": "glass being poured out", "moai": "moai statue",
    "breast-feeding": "breast-feeding woman", "horse racing": "racing horse and jockey", "hot springs": "hot spring",
    "building construction": "building site", "chart increasing": "rising chart", "chart decreasing": "falling chart",
    "statue of liberty": "statue of liberty", "mate": "mate drink", "seat": "airplane seat", "construction worker": "builder",
    "badminton": "badminton racket", "tennis": "tennis racket and ball", "pick": "pickaxe", "fly": "housefly",
}  # fmt: skip
FLAGS_KEPT = ("chequered flag", "triangular flag", "white flag", "black flag", "rainbow flag", "pirate flag")
COUNTRIES_KEPT = ("France", "Germany", "Italy", "Japan", "Brazil", "Canada", "India", "China")
UNCOUNTED = frozenset(
    "bread bacon popcorn butter salt spaghetti sushi oden dango sake ice wood rock coral fire water thread yarn cooking camping "
    "fondue broccoli garlic falafel confetti metro fog lacrosse bowling".split()
)
DISHES = ("rice", "food", "salad", "shrimp", "tea", "hockey", "people", "men", "women", "claus")


def load_annotations(packages: Path) -> list[dict]:
    """Returns the rows of emojibase-data in Unicode's order."""
    path = packages / ANNOTATIONS
    if not path.exists():
        raise FileNotFoundError(f"{path}: fetch it with training/fetch_sprites.sh")
    return sorted(json.loads(path.read_text()), key=lambda row: row.get("order", 0))


def icon_name(label: str) -> str:
    """Returns the name that the sprite sets use: `rescue worker’s helmet` gives `rescue-workers-helmet`."""
    plain = unicodedata.normalize("NFKD", label.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace(".", "").replace("!", "")).strip("-")


def full_vocabulary(packages: Path) -> tuple[Subject, ...]:
    """Returns the hand-written subjects first, with their weights, then one subject per further emoji; deterministic.

    A hand-written synonym that is the name of another emoji goes to that one: with a lobster at hand, a crab is none.
    """
    derived = derived_subjects(load_annotations(packages))
    taken = {subject.names[0] for subject in derived}
    written = (replace(subject, names=tuple(name for name in subject.names if name not in taken)) for subject in SUBJECTS)
    return (*written, *derived)


def derived_subjects(rows: list[dict]) -> tuple[Subject, ...]:
    """Returns a subject for each emoji that is wanted and that no hand-written subject shows."""
    shown = {sprite for subject in SUBJECTS for sprite in subject.sprites}
    counts = Counter(tag for row in rows if row.get("group") in GROUPS for tag in set(row.get("tags", ())))
    found: dict[str, Subject] = {}
    for row in rows:
        name = _noun(row)
        if name is None or icon_name(row["label"]) in shown:
            continue
        # `cow` and `cow face` are one thing to whoever types a prompt.
        sprites = (*(found[name].sprites if name in found else ()), icon_name(row["label"]))
        found[name] = Subject((name, *_described(name, row, counts)), sprites, _weight(row), _article(name))
    first_names = {subject.names[0] for subject in SUBJECTS}
    return tuple(subject for name, subject in found.items() if name not in first_names)


def _noun(row: dict) -> str | None:
    """Returns what the emoji is called in a caption, or None where it is left out."""
    label, group = row["label"], row.get("group")
    if group == FLAGS:
        country = label.removeprefix("flag: ")
        return label if label in FLAGS_KEPT else f"flag of {country}" if country in COUNTRIES_KEPT else None
    if group not in GROUPS or UNWANTED.search(label.lower()):
        return None
    if group == SYMBOLS and not SYMBOLS_KEPT.match(label.lower()):
        return None
    noun = label.lower().replace("’", "'")
    noun = RENAMED.get(noun, noun)
    return noun.removesuffix(" face") if group == ANIMALS else noun


def _described(name: str, row: dict, counts: Counter) -> list[str]:
    """Returns the name with a keyword that no other emoji has, twice at most: `dolphin, flipper`."""
    own = [tag for tag in row.get("tags", ()) if counts[tag] == 1 and len(tag) > 3 and tag.isalpha() and tag not in name]
    return [f"{name}, {tag}" for tag in own[:KEYWORDS_EACH]]


def _weight(row: dict) -> float:
    if row.get("group") in (SYMBOLS, FLAGS):
        return SYMBOL_WEIGHT
    is_gendered = re.match(r"(wo)?m[ae]n ", row["label"]) is not None
    return GENDERED_WEIGHT if is_gendered else DERIVED_WEIGHT


def _article(name: str) -> str | None:
    """Returns '' where English wants no article, None where the first letter decides, or the one to say."""
    if name.startswith("flag of"):
        return "the"
    if name.startswith(("hourglass", "x-ray")):
        return "an"
    if name.startswith(("ewe", "one-piece")):
        return "a"
    head = re.split(r" (?:with|of|in|on|at|holding|wearing|wrestling|hugging|lifting)\b|,", name)[0].split()[-1]
    is_plural = head.endswith("s") and not head.endswith(("ss", "us", "is", "ros", "'s"))
    return "" if is_plural or head in UNCOUNTED or head in DISHES else None
