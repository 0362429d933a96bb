// Prompts as people type them, for the model that ships. Chosen by what its training captions hold, before the rule that
// is measured with them was written.

const list = (text: string): readonly string[] => text.split(/[;\n]/).flatMap((each) => each.trim() || []);

/** What is drawn was learned, under this name or one that means the same. */
export const knownPrompts = list(`
  a skull; human skull; a dog; a puppy in the snow; doggy; a happy dog; two dogs; a rocket ship; a rocket; spaceship
  a rocket in the night sky; an old man; an elderly man with a hat; grandpa; a campfire; people around a campfire
  a bonfire at night; a pencil; a man; the face of a man; a woman; a lady; an old woman; grandma; a smiley; a smiling face
  a sad face; a crying face; an angry face; a clown; a scary clown; a ghost; a friendly ghost; a robot; robots; an android
  an alien; a little green alien; santa claus; father christmas; a snowman; a snowman in the snow; a wizard; an old wizard
  an astronaut; an astronaut in the night sky; an eye; a human eye; a cat; a kitten; kitty; a cute cat; a black cat
  a cat in the snow; cats; a horse; a pony; a white horse; a unicorn; a magical unicorn; a pig; piglet; a rabbit; bunny
  a white rabbit; a bear; a grizzly bear; a bear in a forest; a panda; panda bear; a tiger; a lion; the king of the jungle
  a monkey; an ape; a fox; a red fox in the snow; a frog; a toad; a chicken; a hen; a duck; a mallard; ducks; a penguin
  a penguin in the snow; penguins; an elephant; a mammoth; a snake; a serpent; a dragon; a dragon at sunset; a dinosaur
  a t-rex; dinosaurs; a fish; a goldfish; a fish in the sea; a shark; a great white shark; a whale; a blue whale in the sea
  an octopus; a squid; a crab; a lobster; a butterfly; a moth; butterflies; a bee; a honeybee; bees; a spider; a tarantula
  a pizza; a slice of pizza; a hamburger; a burger; an ice cream; ice cream cone; a birthday cake; a cake; cakes; a donut
  a doughnut; an apple; a red apple; apples; a banana; bananas; a strawberry; strawberries; a mushroom; a toadstool
  a cup of coffee; coffee; a cup of tea; a beer; a mug of beer; a car; a red car; an automobile; cars; a train
  a locomotive; a train in the snow; a bicycle; a bike; an airplane; a plane; a jet; airplanes; a boat; a sailboat
  a ship in the sea; a boat at sunset; a ufo; a flying saucer; a ufo in the night sky; a hot air balloon; balloons
  a castle; a castle in the snow; a fortress; an old castle; a house; a cottage in a forest; a home; houses; a tower
  a tall tower; a tree; an oak tree; trees; a pine tree; a fir tree in the snow; a cactus; a cactus in the desert; a flower
  flowers; a daisy; a rose; a red rose; a sunflower; sunflowers; a mountain; a snowy mountain; mountains; a volcano
  an erupting volcano; a rainbow; the sun; sunshine; the moon; a crescent moon; a star; a yellow star; stars in the night sky
  planet earth; a globe; a planet; saturn; a cloud; a white cloud; clouds; a heart; a red heart; love; a guitar
  an electric guitar; a camera; a computer; a laptop; a book; an open book; a light bulb; a lamp; an umbrella; a parasol
  a crown; a royal crown; a top hat; a soccer ball; a football; a candle; a burning candle; a pumpkin; a jack-o-lantern
  a christmas tree; a teddy bear; a plush toy; a diamond; a gem; waterfalls; a waterfall in a forest; a snowy mountain village
  a desert; the sea; a sunset; a forest; the night sky; a tornado in a desert; a bar with dim lighting
  an oil painting of a castle; a pencil sketch of a dog; a watercolour of a flower; a lithograph of a skull
  a drawing of a cat; a picture of a horse; a photo of a whale
`);

/** What is drawn was never learned: other things, abstract words, names and gibberish. */
export const unknownPrompts = list(`
  a zamboni; a giraffe; a zebra; a kangaroo; a hedgehog; a flamingo; a peacock; a jellyfish; a seahorse; a scorpion
  an accordion; a saxophone; a trumpet; a violin; a drum kit; a harp; a piano; a microphone; a turntable; a bagpipe
  a lemon; a pineapple; a watermelon; a broccoli; an avocado; a carrot; an onion; a croissant; a pretzel; a taco; sushi
  spaghetti; a waffle; a lollipop; popcorn; a helicopter; a tractor; a bulldozer; a submarine; a skateboard; an ambulance
  a motorcycle; a forklift; an excavator; a tank; a canoe; a windmill; a bridge; a skyscraper; a pyramid; a stadium
  a ferris wheel; a roller coaster; an escalator; a playground; a hammer; a screwdriver; scissors; a wrench; a chainsaw
  a toothbrush; a stapler; a calculator; a refrigerator; a toaster; a washing machine; a vacuum cleaner; a microwave
  a chandelier; a sofa; a chair; a ladder; a key; a padlock; a compass; a telescope; a microscope; a stethoscope; a syringe
  a thermometer; a pair of glasses; a necktie; a sneaker; a boot; a glove; a scarf; a kimono; a wedding dress; a backpack
  a wristwatch; a trophy; a medal; a basketball; a tennis racket; a golf club; a hockey stick; a boxing glove; a surfboard
  a chess board; a dice; a kite; a jigsaw puzzle; a mermaid; a vampire; a werewolf; a ninja; a samurai; a pirate; a cowboy
  a ballerina; a firefighter; a surgeon; a plumber; a judge; a velociraptor; a platypus; an armadillo; an anteater
  an ostrich; a pelican; a toucan; a hummingbird; a woodpecker; a beaver; a skunk; a walrus; a lemur; a meerkat; a hyena
  a gazelle; a bison; a yak; a kubernetes cluster; a database schema; a spreadsheet; a stock market crash; democracy
  inflation; nostalgia; quantum mechanics; a tax return; photosynthesis; a legal contract; gravity; bureaucracy; jealousy
  a saxophone player; a barber shop; a cathedral; a mosque; an igloo; a lighthouse keeper; a fire hydrant; a traffic light
  a parking meter; a vending machine; a shopping cart; an anvil; an abacus; a gramophone; a typewriter; a printer
  a satellite dish; a drone; a parachute; a hang glider; a snorkel; an anchor; a trombone; a xylophone; a cello; a banjo
  flurbish; a zxqvkl; glorbnak; a snorfblat; wibbleknock; qwertyuiop; a blixtarn; vrumplestok; mxyzptlk; a frindlewop
  asdfghjkl; a gromblewick; skibidoo; plorvex; a quazzlefrit; nargblot; ouiuoiu; xkcdzz; a thrumbolin; bzzzkrt
  a monocle; a pocket watch; a lava lamp; a corkscrew; a bottle opener; a spatula; a whisk; a colander
`);
