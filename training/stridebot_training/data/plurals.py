"""English plurals of what the vocabulary names."""

IRREGULAR = {
    "man": "men", "woman": "women", "person": "people", "child": "children", "mouse": "mice", "goose": "geese", "foot": "feet",
    "tooth": "teeth", "wolf": "wolves", "leaf": "leaves", "knife": "knives", "loaf": "loaves", "elf": "elves", "thief": "thieves",
    "scarf": "scarves", "ox": "oxen",
}  # fmt: skip
UNCHANGED = frozenset("fish sheep deer moose bison shrimp squid salmon aircraft goldfish jellyfish blowfish spacecraft".split())
JOINTS = (" of ", " with ", " in ", " on ", " wearing ", " and ", " from ")


def plural(name: str) -> str:
    """Returns `slices of pizza` for `slice of pizza`, `wolves` for `wolf`; what ends in s already stays."""
    for joint in JOINTS:
        head, found, rest = name.partition(joint)
        if found:
            return plural(head) + joint + rest
    *before, word = name.split(" ")
    return " ".join([*before, _plural_word(word)])


def _plural_word(word: str) -> str:
    for singular, many in IRREGULAR.items():
        if word == singular or (len(singular) > 3 and word.endswith(singular)):
            return word[: -len(singular)] + many
    if word in UNCHANGED or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh", "potato", "tomato", "volcano")):
        return word + "es"
    return word + "s"
