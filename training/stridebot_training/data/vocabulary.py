"""What the model learns to draw: one row per subject, with the sprites that show it and the words that people type.

Sprite names are those of the Iconify sets; a set that lacks a name is skipped. `weight` multiplies how often a subject
is seen: the prompts of the course project come first.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A thing that sprites show. `names` are bare nouns; the first is the caption that users are shown.

    `group` is 'plain' for what may be drawn alone, else what a planner uses it for: 'coloured', 'wearer', 'hat', 'glasses'.
    """

    names: tuple[str, ...]
    sprites: tuple[str, ...]
    weight: float = 1.0
    article: str | None = None
    group: str = "plain"

    def phrase(self, name: str) -> str:
        """Returns a name with its article: `dog` gives `a dog`."""
        if self.article is not None:
            return f"{self.article} {name}".strip()
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _subject(names: str, sprites: str = "", weight: float = 1.0, article: str | None = None) -> Subject:
    words = tuple(name.strip() for name in names.split(","))
    return Subject(words, tuple(sprites.split()) or (words[0].replace(" ", "-"),), weight, article)


SUBJECTS = (
    # The prompts of the course project
    _subject("skull, human skull, skeleton head", "skull skull skull skull-and-crossbones", 8),
    _subject("dog, puppy, hound", "dog-face dog-face dog dogside", 6),
    _subject("rocket ship, rocket, spaceship", "rocket", 7),
    _subject("old man, elderly man, grandfather, grandpa", "old-man old-man-light-skin-tone old-man-light", 3),
    _subject("campfire, bonfire, fire, flame", "fire", 2),
    _subject("pencil, writing pencil", "pencil pencil lowerleftpencil", 4),
    # Faces and people
    _subject("man, man's face, guy", "man man-light-skin-tone man-medium-skin-tone man-beard", 1.5),
    _subject("woman, woman's face, lady", "woman", 1.5),
    _subject("old woman, grandmother, grandma", "old-woman"),
    _subject("smiling face, smiley, happy face", "grinning-face smiling-face-with-smiling-eyes grinning-face-with-big-eyes"),
    _subject("sad face, crying face", "loudly-crying-face crying-face frowning-face"),
    _subject("angry face, angry emoji", "angry-face enraged-face"),
    _subject("clown, clown face", "clown-face"),
    _subject("ghost, spirit", "ghost"),
    _subject("robot, android", "robot robot-face"),
    _subject("alien, extraterrestrial", "alien"),
    _subject("santa claus, father christmas", "santa-claus fatherchristmas", article=""),
    _subject("snowman, man of snow", "snowman-without-snow snowman"),
    _subject("wizard, mage, sorcerer", "man-mage mage"),
    _subject("astronaut, spaceman", "astronaut man-astronaut woman-astronaut"),
    _subject("eye, human eye", "eye"),
    # Animals
    _subject("cat, kitten, kitty", "cat-face cat-face cat", 3),
    _subject("horse, pony", "horse-face horse"),
    _subject("unicorn, magical horse", "unicorn"),
    _subject("pig, hog", "pig-face pig"),
    _subject("rabbit, bunny", "rabbit-face rabbit"),
    _subject("bear, grizzly bear", "bear", 1.2),
    _subject("panda, panda bear", "panda panda-face"),
    _subject("tiger, big cat", "tiger-face"),
    _subject("lion, king of the jungle", "lion lion-face"),
    _subject("monkey, ape", "monkey-face monkey"),
    _subject("fox, red fox", "fox"),
    _subject("frog, toad", "frog"),
    _subject("chicken, hen", "chicken"),
    _subject("duck, mallard", "duck"),
    _subject("penguin, antarctic bird", "penguin"),
    _subject("elephant, mammoth", "elephant"),
    _subject("snake, serpent", "snake"),
    _subject("dragon, monster", "dragon-face dragon"),
    _subject("dinosaur, t-rex", "t-rex sauropod"),
    _subject("fish, goldfish", "fish tropical-fish"),
    _subject("shark, great white shark", "shark"),
    _subject("whale, blue whale", "spouting-whale whale"),
    _subject("octopus, squid", "octopus squid"),
    _subject("crab, lobster", "crab"),
    _subject("butterfly, moth", "butterfly"),
    _subject("bee, honeybee", "honeybee"),
    _subject("spider, tarantula", "spider"),
    # Food
    _subject("pizza, slice of pizza", "pizza"),
    _subject("hamburger, burger", "hamburger"),
    _subject("ice cream, ice cream cone", "soft-ice-cream ice-cream"),
    _subject("cake, birthday cake", "birthday-cake shortcake"),
    _subject("donut, doughnut", "doughnut"),
    _subject("apple, red apple", "red-apple"),
    _subject("banana, yellow fruit", "banana"),
    _subject("strawberry, berry", "strawberry"),
    _subject("mushroom, toadstool", "mushroom"),
    _subject("coffee, cup of coffee, tea", "hot-beverage", article="a cup of"),
    _subject("beer, mug of beer", "beer-mug"),
    # Vehicles
    _subject("car, automobile, red car", "automobile oncoming-automobile", 1.5),
    _subject("train, locomotive", "locomotive train"),
    _subject("bicycle, bike", "bicycle"),
    _subject("airplane, plane, jet", "airplane small-airplane"),
    _subject("boat, sailboat, ship", "sailboat"),
    _subject("ufo, flying saucer", "flying-saucer", article="a"),
    _subject("hot air balloon, balloon", "balloon"),
    # Buildings and nature
    _subject("castle, fortress", "castle europeancastle", 1.3),
    _subject("house, home, cottage", "house", 1.5),
    _subject("lighthouse tower, tall tower, tokyo tower", "tokyo-tower"),
    _subject("tree, oak tree", "deciduous-tree", 1.5),
    _subject("pine tree, fir tree", "evergreen-tree"),
    _subject("cactus, desert plant", "cactus"),
    _subject("flower, daisy, blossom", "blossom hibiscus", 1.3),
    _subject("rose, red rose", "rose"),
    _subject("sunflower, yellow flower", "sunflower"),
    _subject("mountain, snowy mountain", "snow-capped-mountain mountain", 1.3),
    _subject("volcano, erupting volcano", "volcano"),
    _subject("rainbow, colourful arc", "rainbow"),
    _subject("sun, sunshine", "sun sun-with-face"),
    _subject("moon, crescent moon", "crescent-moon full-moon"),
    _subject("star, yellow star", "star"),
    _subject("planet earth, globe, world", "globe-showing-americas globe-showing-europe-africa", article=""),
    _subject("planet, saturn", "ringed-planet"),
    _subject("cloud, white cloud", "cloud"),
    # Objects
    _subject("heart, red heart, love", "red-heart", 1.3),
    _subject("guitar, electric guitar", "guitar"),
    _subject("camera, photo camera", "camera"),
    _subject("computer, laptop", "laptop laptop-computer"),
    _subject("book, open book", "open-book closed-book"),
    _subject("light bulb, lamp, idea", "light-bulb"),
    _subject("umbrella, parasol", "umbrella umbrella-with-rain-drops"),
    _subject("crown, royal crown", "crown"),
    _subject("top hat, hat", "top-hat"),
    _subject("soccer ball, football", "soccer-ball"),
    _subject("candle, burning candle", "candle"),
    _subject("jack-o-lantern, pumpkin, halloween pumpkin", "jack-o-lantern", 1.2),
    _subject("christmas tree, decorated tree", "christmas-tree"),
    _subject("teddy bear, plush toy", "teddy-bear"),
    _subject("diamond, gem", "gem-stone"),
    _subject("poop, pile of poo", "pile-of-poo"),
)
