"""The vocabulary of the embedded model: the hand-written subjects, some 300 emoji that people ask for, and their variants.

A row is a name in Unicode's words, and after `=` what else people call it. Names that a sprite set lacks are skipped.
"""

from dataclasses import replace
from pathlib import Path

from stridebot_training.data.emoji_names import derived_subjects, icon_name, load_annotations
from stridebot_training.data.recolour import TINTS
from stridebot_training.data.vocabulary import SUBJECTS, Subject

ANIMALS = """
gorilla=ape; orangutan; poodle; wolf=grey wolf; raccoon; leopard=cheetah|jaguar; moose=elk; donkey=mule; zebra;
deer=stag|reindeer; cow=cattle; ram=sheep with horns; ewe=sheep|lamb; goat; camel; llama=alpaca; giraffe; rhinoceros=rhino;
hippopotamus=hippo; mouse; rat; hamster; chipmunk=squirrel; beaver; hedgehog=porcupine; bat; polar bear; koala; sloth; otter;
skunk; kangaroo; turkey; rooster=cock; baby chick=chick; bird=songbird; dove=pigeon|white bird; eagle=hawk|falcon; swan;
owl=barn owl; flamingo=pink bird; peacock; parrot=macaw; goose; crocodile=alligator; turtle=tortoise; lizard=gecko|chameleon;
dolphin; seal=sea lion; jellyfish; lobster; shrimp=prawn; squid; oyster=pearl; snail; bug=caterpillar; ant; beetle;
lady beetle=ladybug|ladybird; scorpion; coral; paw prints=paw print; spider web=web|cobweb; feather
"""
PLANTS = """
bouquet=bunch of flowers; cherry blossom; tulip; potted plant=houseplant; seedling=sprout; palm tree=palm;
four leaf clover=clover|lucky clover; maple leaf=autumn leaf; fallen leaf=leaves; nest with eggs=bird's nest;
leafless tree=bare tree
"""
FOOD = """
grapes=bunch of grapes; watermelon=slice of watermelon; tangerine=orange|mandarin; lemon; pineapple; green apple; pear; peach;
cherries=cherry; tomato; coconut; avocado; eggplant=aubergine; potato; carrot; ear of corn=corn; hot pepper=chili pepper;
bell pepper=pepper; broccoli; onion; bread=loaf of bread; croissant; baguette bread=baguette; pretzel;
pancakes=stack of pancakes; waffle; cheese wedge=cheese; meat on bone=meat; poultry leg=chicken leg|drumstick; bacon;
french fries=fries|chips; hot dog; sandwich; taco; egg; cooking=fried egg; popcorn; sushi; spaghetti=pasta; cookie=biscuit;
cupcake=muffin; pie=pumpkin pie; chocolate bar=chocolate; candy=sweet; lollipop; honey pot=honey; glass of milk=milk;
teapot=pot of tea; wine glass=glass of wine|wine; cocktail glass=cocktail|martini; bubble tea; ice=ice cube;
fork and knife=cutlery; spoon; kitchen knife=knife; amphora=vase
"""
VEHICLES = """
bus=school bus; ambulance; fire engine=fire truck; police car; taxi=cab; pickup truck=pickup; delivery truck=truck|lorry;
tractor=farm tractor; racing car=race car|formula one car; motorcycle=motorbike; motor scooter=scooter|vespa; skateboard;
roller skate; tram=streetcar; high-speed train=bullet train; canoe=kayak; passenger ship=cruise ship; helicopter=chopper;
anchor; vertical traffic light=traffic light
"""
PLACES_TO_BUILD = """
hut=cabin; derelict house=haunted house; office building=skyscraper; hospital; school; factory; church=chapel;
classical building=temple|museum; Japanese castle=pagoda; fountain; tent=camping tent; ferris wheel; roller coaster;
carousel horse=carousel|merry-go-round; circus tent=circus; statue of liberty; desert island=island; moai=stone head;
rock=stone|boulder
"""
WEATHER = """  shooting star=falling star;  cloud with rain=rain cloud|rain;  cloud with lightning=thunderstorm|storm;
high voltage=lightning|lightning bolt; snowflake;  droplet=water drop|drop of water; water wave=wave|ocean wave; 
cyclone=hurricane;  fire=flames
"""
THINGS = """
fireworks=firework; party popper; wrapped gift=present|gift; trophy=cup; sports medal=medal; baseball; basketball; volleyball;
american football; tennis=tennis ball|tennis racket; boxing glove; ice skate; fishing pole=fishing rod; skis;
bullseye=target|dartboard; kite; crystal ball; magic wand=wand; video game=game controller|gamepad; game die=dice|die;
chess pawn=chess piece; framed picture=painting in a frame; artist palette=palette|paints; yarn=ball of wool;
glasses=spectacles; sunglasses; necktie=tie; t-shirt=shirt; jeans=trousers|pants; scarf; gloves; dress=gown; handbag=purse|bag;
backpack=rucksack|schoolbag; man's shoe=shoe; running shoe=sneaker|trainer; hiking boot=boot; high-heeled shoe=high heels;
woman's hat=sun hat; graduation cap; billed cap=baseball cap|cap; lipstick; ring=diamond ring; megaphone; bell;
musical note=music note; headphone=headphones; radio; saxophone=sax; trumpet; trombone; accordion;
musical keyboard=piano|keyboard; violin=fiddle; drum=drums; flute; harp; mobile phone=phone|smartphone;
desktop computer=monitor|screen; movie camera=film camera; television=tv; magnifying glass tilted left=magnifying glass;
flashlight=torch; red paper lantern=lantern; books=stack of books; scroll=parchment; newspaper; coin=gold coin;
money bag=bag of money; treasure chest; envelope=letter; package=box|parcel; pen; paintbrush=brush; crayon; calendar;
straight ruler=ruler; scissors; wastebasket=trash can|bin; locked=padlock|lock; key; hammer; axe=hatchet; pick=pickaxe;
dagger=knife|blade; crossed swords=swords|sword; bomb; boomerang; shield; wrench=spanner; screwdriver; gear=cog|cogwheel;
balance scale=scales; toolbox; magnet; ladder; shovel=spade; alembic=flask; dna=double helix; microscope; telescope;
syringe=injection; pill=capsule; door; mirror; window; bed; couch and lamp=couch|sofa; chair=seat; toilet; bathtub=bath; broom;
bucket=pail; toothbrush; coffin; headstone=gravestone|tombstone; watch=wristwatch; alarm clock; hourglass done=hourglass;
compass
"""
FACES = """
smiling face with sunglasses=cool face; face with tears of joy=laughing face; smiling face with heart-eyes=face in love;
winking face=wink; thinking face; sleeping face=sleepy face|asleep face; exploding head; cowboy hat face=cowboy; partying face;
nerd face=geek; astonished face=surprised face|shocked face; face screaming in fear=scared face|screaming face;
smiling face with horns=devil|demon; smiling face with halo=angel face; nauseated face=sick face; cold face=freezing face;
alien monster=space invader; broken heart; thumbs up; raised fist=fist; flexed biceps=strong arm|muscle; brain; tooth; bone;
ear; foot; eyes
"""
PEOPLE = """
baby; boy=young boy; girl=young girl; health worker=doctor|nurse; farmer; cook=chef; scientist; artist=painter; pilot;
firefighter=fireman; police officer=policeman|cop; detective=spy|sherlock holmes; ninja; construction worker=builder|workman;
prince; princess=queen; person with crown=king; baby angel=cherub|angel; superhero; fairy; vampire=dracula; mermaid; elf;
zombie; person with veil=bride; person running=runner|jogger; ballet dancer=ballerina; skier; person surfing=surfer;
person biking=cyclist; person in lotus position=yoga|meditating person; woman dancing=dancer; couple with heart=couple in love
"""
SECTIONS = (
    (ANIMALS, 1.0), (PLANTS, 0.6), (FOOD, 0.7), (VEHICLES, 0.7), (PLACES_TO_BUILD, 0.7), (WEATHER, 0.6), (THINGS, 0.5),
    (FACES, 0.5), (PEOPLE, 0.6),
)  # fmt: skip

COLOURED = """
car: automobile; bicycle: bicycle; train: locomotive; bus: bus; truck: delivery-truck; tractor: tractor; scooter: motor-scooter;
sailboat: sailboat; rocket: rocket; airplane: airplane; helicopter: helicopter; ufo: flying-saucer; balloon: balloon;
umbrella: umbrella; kite: kite; heart: red-heart; star: star; flower: blossom hibiscus; tulip: tulip; rose: rose;
butterfly: butterfly; fish: tropical-fish fish; bird: bird parrot; dragon: dragon-face dragon; dinosaur: t-rex sauropod;
frog: frog; cat: cat-face cat; dog: dog-face dog; horse: horse-face horse; rabbit: rabbit-face; bear: bear; elephant: elephant;
owl: owl; snake: snake; octopus: octopus; crab: crab; turtle: turtle; whale: whale spouting-whale; dolphin: dolphin;
pig: pig-face; cow: cow-face; mouse: mouse-face; duck: duck; chicken: chicken; fox: fox; lion: lion; tiger: tiger-face;
monkey: monkey-face; penguin: penguin; spider: spider; bee: honeybee; snail: snail; apple: red-apple; pear: pear;
pepper: bell-pepper; donut: doughnut; cake: birthday-cake; cupcake: cupcake; ice cream: soft-ice-cream; lollipop: lollipop;
candy: candy; mushroom: mushroom; teapot: teapot; cup: hot-beverage; hat: top-hat; crown: crown; dress: dress; shirt: t-shirt;
shoe: running-shoe; boot: womans-boot; bag: handbag; backpack: backpack; scarf: scarf; gloves: gloves; socks: socks;
tie: necktie; book: closed-book; pencil: pencil; guitar: guitar; trumpet: trumpet; drum: drum; phone: telephone; house: house;
castle: castle; tent: tent; chair: chair; couch: couch-and-lamp; door: door; key: key; gift: wrapped-gift; gem: gem-stone;
robot: robot; alien: alien; ghost: ghost; skull: skull; pumpkin: jack-o-lantern; teddy bear: teddy-bear; tree: deciduous-tree;
leaf: maple-leaf; candle: candle; light bulb: light-bulb; bell: bell; ball: soccer-ball basketball
"""
COLOURED_WEIGHTS = {
    "car": 4, "cat": 4, "dog": 4, "dragon": 3, "skull": 3, "flower": 2, "rose": 2, "house": 2, "horse": 2, "bird": 2, "fish": 2,
    "hat": 2, "heart": 2, "rocket": 3, "balloon": 2, "butterfly": 2, "robot": 2, "apple": 2,
}  # fmt: skip

WEARERS = """
cat: cat-face; dog: dog-face; skull: skull; man: man man-beard; woman: woman; old man: old-man; bear: bear; panda: panda;
penguin: penguin; frog: frog; pig: pig-face; rabbit: rabbit-face; monkey: monkey-face; lion: lion; tiger: tiger-face; fox: fox;
robot: robot; alien: alien; ghost: ghost; horse: horse-face; cow: cow-face; mouse: mouse-face; koala: koala; owl: owl;
wolf: wolf; smiley: grinning-face; pumpkin: jack-o-lantern; teddy bear: teddy-bear; unicorn: unicorn; dragon: dragon-face;
hamster: hamster; polar bear: polar-bear; baby: baby; clown: clown-face; chick: baby-chick
"""
HATS = """
hat, top hat, black hat: top-hat; crown, golden crown, king's crown: crown; cap, baseball cap: billed-cap;
hat, sun hat, lady's hat: womans-hat; graduation cap, mortarboard: graduation-cap
"""
GLASSES = "sunglasses, dark glasses, shades: sunglasses; glasses, spectacles: glasses"


def asked_vocabulary(packages: Path) -> tuple[Subject, ...]:
    """Returns the plain subjects first, then coloured ones, those that wear something, hats and glasses."""
    return (
        *plain_subjects(load_annotations(packages)),
        *_coloured(),
        *_pairs(WEARERS, "wearer"),
        *_pairs(HATS, "hat"),
        *_pairs(GLASSES, "glasses"),
    )


def plain_subjects(rows: list[dict]) -> tuple[Subject, ...]:
    """Returns the hand-written subjects, and those of the sections with what people call them. `rows` are emojibase-data's."""
    derived = derived_subjects(rows)
    by_sprite = {sprite: subject for subject in derived for sprite in subject.sprites}
    by_name = {subject.names[0]: subject for subject in derived}
    chosen: dict[str, Subject] = {}
    for section, weight in SECTIONS:
        for label, synonyms in _rows(section):
            subject = by_sprite.get(icon_name(label)) or by_name.get(label.lower())
            if subject is not None and subject.names[0] not in chosen:
                names = tuple(dict.fromkeys((subject.names[0], label.lower(), *synonyms)))
                chosen[subject.names[0]] = replace(subject, names=names, weight=weight)
    taken = {name for subject in chosen.values() for name in subject.names}
    written = (replace(s, names=(s.names[0], *(n for n in s.names[1:] if n not in taken))) for s in SUBJECTS)
    first_names = {subject.names[0] for subject in SUBJECTS}
    return (*written, *(subject for name, subject in chosen.items() if name not in first_names))


def _rows(section: str) -> list[tuple[str, tuple[str, ...]]]:
    rows = [row.strip() for row in section.replace("\n", " ").split(";")]
    return [
        (label.strip(), tuple(filter(None, synonyms.split("|"))))
        for label, _, synonyms in (row.partition("=") for row in rows)
        if label.strip()
    ]


def _pairs(text: str, group: str) -> list[Subject]:
    rows = [row.partition(":") for row in text.replace("\n", " ").split(";") if row.strip()]
    return [Subject(tuple(n.strip() for n in names.split(",")), tuple(sprites.split()), group=group) for names, _, sprites in rows]


def _coloured() -> list[Subject]:
    """One subject per thing and colour; its sprites are named `automobile@purple`."""
    return [
        Subject((f"{colour} {thing.names[0]}",), tuple(f"{sprite}@{colour}" for sprite in thing.sprites),
                COLOURED_WEIGHTS.get(thing.names[0], 1), group="coloured")
        for thing in _pairs(COLOURED, "coloured") for colour in TINTS
    ]  # fmt: skip
