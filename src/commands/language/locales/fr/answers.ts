import type { Dictionary } from '../dictionary.ts';

/** What the bot answers, and what the shell prints. */
export const answers: Dictionary = {
  // Details below a picture
  seed: 'graine',
  wildcards: 'jokers',
  variation: 'variation',
  start: 'départ',
  steps: 'étapes',
  sampler: 'échantillonneur',
  guidance: 'guidage',
  negative: 'négatif',
  mask: 'masque',
  model: 'modèle',
  time: 'temps',
  'same bytes': 'mêmes octets',

  // Buttons
  Delete: 'Supprimer',
  Share: 'Partager',
  'Change one thing': 'Changer une chose',
  'Add as server emoji': 'Ajouter aux emojis du serveur',
  'Add as sticker': 'Ajouter aux autocollants',
  'Choose one of the pictures': 'Choisissez une des images',
  Reroll: 'Relancer',
  Vary: 'Varier',
  Upscale: 'Agrandir',
  Turn: 'Tourner',
  'Near–Far': 'Près–Loin',
  Film: 'Film',
  Settings: 'Réglages',
  Cancel: 'Annuler',
  'Choose one': 'En choisir une',
  'Show it to me': 'Me la montrer',

  // Progress
  '{{n}}st': '{{n}}ᵉ',
  '{{n}}nd': '{{n}}ᵉ',
  '{{n}}rd': '{{n}}ᵉ',
  '{{n}}th': '{{n}}ᵉ',
  'Your picture is next.': 'Votre image est la prochaine.',
  'You are {{place}} in line.': 'Vous êtes {{place}} dans la file.',
  'Your picture is next, about {{time}}.': 'Votre image est la prochaine, dans environ {{time}}.',
  'You are {{place}} in line, about {{time}}.': 'Vous êtes {{place}} dans la file, encore environ {{time}}.',
  'Drawing: {{step}}.': 'Dessin en cours : {{step}}.',
  'Drawing: {{step}}, {{time}} left.': 'Dessin en cours : {{step}}, encore {{time}}.',
  'The clean estimates of {{steps}}.': 'Les estimations nettes : {{steps}}.',
  'The engine is starting. Your answer comes after that.': 'Le moteur démarre. Votre réponse vient ensuite.',
  'One moment: I am at it.': 'Un instant : je m’en occupe.',
  'From noise to picture': 'Du bruit à l’image',
  'then {{count}} to enlarge': 'puis {{count}} pour agrandir',
  '{{step}}, {{time}} left': '{{step}}, encore {{time}}',
  'step {{last}} of {{total}}': 'étape {{last}} sur {{total}}',
  'steps {{first}}–{{last}} of {{total}}': 'étapes {{first}}–{{last}} sur {{total}}',
  'enlarging {{last}} of {{total}}': 'agrandissement {{last}} sur {{total}}',
  'enlarging {{first}}–{{last}} of {{total}}': 'agrandissement {{first}}–{{last}} sur {{total}}',

  // Requests and files of chats
  '{{name}} is too large: {{max}} MB is the most.': '{{name}} est trop gros : {{max}} MB au plus.',
  'Send a smaller copy: 256 pixels a side are plenty.': 'Envoyez une copie plus petite : 256 pixels de côté suffisent.',
  '{{name}} could not be fetched from {{platform}}.': '{{name}} n’a pas pu être récupéré depuis {{platform}}.',
  'Please attach it again.': 'Veuillez le joindre à nouveau.',
  'I was stopped each time I began with this.': 'J’ai été arrêté chaque fois que j’ai commencé ceci.',
  'Please ask again, with less at once or with a smaller file.':
    'Redemandez, avec moins à la fois ou un fichier plus petit.',
  'I was stopped before I could answer this.': 'J’ai été arrêté avant de pouvoir répondre.',
  'Please look whether it is done, and ask again if it is not.': 'Regardez si c’est fait, et redemandez sinon.',
  'Stridebot was stopped before it could answer this.': 'Stridebot a été arrêté avant de pouvoir répondre.',
  'Please send it again.': 'Veuillez le renvoyer.',
  'There is nothing at this address.': 'Il n’y a rien à cette adresse.',
  'Something went wrong on our side.': 'Quelque chose s’est mal passé de notre côté.',
  'Please try again.': 'Veuillez réessayer.',
  'This model has no pictures of what it knows.': 'Ce modèle n’a pas d’images de ce qu’il connaît.',
  'There is nothing here, or it is no longer kept.': 'Il n’y a rien ici, ou ce n’est plus conservé.',
  'Asked for by {{person}}': 'Demandé par {{person}}',
  'This picture may not be for everybody, so it is shown only to who asks for it.':
    'Cette image n’est peut-être pas pour tout le monde, elle n’est donc montrée qu’à qui la demande.',

  // Shell
  'also ask for what adding emoji and stickers needs': 'demande aussi ce qu’il faut pour les emojis et autocollants',
  'Print the app manifest (JSON) to paste into Slack under "From a manifest".':
    'Affiche le manifeste de l’app (JSON) à coller dans Slack sous "From a manifest".',
  'Slack sends requests to this https address; without it the bot connects by Socket Mode':
    'Slack envoie les requêtes à cette adresse https ; sans elle, le bot se connecte par Socket Mode',
  'before every slash command, such as stride-; without it SLACK_COMMAND_PREFIX':
    'devant chaque commande slash, comme stride- ; sinon SLACK_COMMAND_PREFIX',
  '{{min}} to {{max}}': 'de {{min}} à {{max}}',
  'default: {{default}}': 'par défaut : {{default}}',
  'Without this flag: {{summary}}': 'Sans cette option : {{summary}}',
  'Usage:': 'Usage :',
  '{{command}} needs <{{name}}>: {{summary}}': '{{command}} demande <{{name}}> : {{summary}}',
  'Standard input holds one picture.': 'L’entrée standard contient une seule image.',
  'Give the others as files.': 'Donnez les autres comme fichiers.',
  'Write --{{option}} {{number}}.': 'Écrivez --{{option}} {{number}}.',
  'Put what belongs together in quotes.': 'Mettez entre guillemets ce qui va ensemble.',
  '{{command}}: there is no place left for "{{words}}".': '{{command}} : il n’y a plus de place pour "{{words}}".',
  'there is no such file': 'ce fichier n’existe pas',
  'that is a folder, not a file': 'c’est un dossier, pas un fichier',
  'a part of it is a file, not a folder': 'une partie est un fichier, pas un dossier',
  'it is not yours to read': 'vous n’avez pas le droit de le lire',
  'the name is too long': 'le nom est trop long',
  'The name of a file is empty.': 'Le nom d’un fichier est vide.',
  'cannot be read': 'ne peut pas être lu',
  'Turns a chat channel into a diffusion studio; every slash command also works here.':
    'Fait d’un salon de discussion un studio de diffusion ; chaque commande slash marche aussi ici.',
  'output the version number': 'affiche la version',
  'display help for command': 'affiche l’aide d’une commande',
  'Add --help to see how it is used.': 'Ajoutez --help pour voir l’usage.',
  'Start the bot: the local channel in the browser, and every chat platform that is configured.':
    'Démarre le bot : le salon local dans le navigateur et chaque plateforme configurée.',
  'Say what was found on this machine, and why something is not used.':
    'Dit ce qui a été trouvé sur cette machine, et pourquoi quelque chose n’est pas utilisé.',
  'machine-readable on stdout': 'lisible par une machine sur stdout',
  'Set up Discord; docs/discord.md has the steps.': 'Configure Discord ; docs/discord.md donne les étapes.',
  'Print the links that add the bot to a server, or to yourself, with the least permissions.':
    'Affiche les liens qui ajoutent le bot à un serveur, ou à vous, avec le moins de permissions.',
  'Set up Slack; docs/slack.md has the steps.': 'Configure Slack ; docs/slack.md donne les étapes.',
  'A PNG that Stridebot made.': 'Un PNG fait par Stridebot.',
  'Draw a picture again from the recipe in its file.': 'Dessine à nouveau une image d’après la recette de son fichier.',
  'Print a script that completes commands and flags in your shell.':
    'Affiche un script qui complète commandes et options dans votre shell.',
  'Examples:': 'Exemples :',
  'where the picture goes, - for standard output; further files get numbers, and a folder takes them all':
    'où va l’image, - pour la sortie standard ; les autres fichiers reçoivent des numéros, et un dossier les prend tous',
  'show the picture in the terminal, too: Kitty, Ghostty, iTerm2, WezTerm, Sixel':
    'montre aussi l’image dans le terminal : Kitty, Ghostty, iTerm2, WezTerm, Sixel',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
  'The safety model flagged it: look before you show it to others.':
    'Le modèle de sécurité l’a signalée : regardez-la avant de la montrer à d’autres.',
  'starting the engine': 'démarrage du moteur',
  'This terminal shows no pictures; Kitty, Ghostty, iTerm2, WezTerm and those with Sixel do.':
    'Ce terminal ne montre pas d’images ; Kitty, Ghostty, iTerm2, WezTerm et ceux qui ont Sixel le font.',
  'A film carries no recipe; use the PNG beside it.': 'Un film ne porte pas de recette ; prenez le PNG à côté.',
  'Only the main PNG of a result does, as long as no other program has saved it: not its mask or its readings.':
    'Seul le PNG principal d’un résultat en porte une, tant qu’aucun autre programme ne l’a enregistré : ni son masque ni ses lectures.',
  '"{{name}}" carries no recipe.': '"{{name}}" ne porte pas de recette.',
  'Not the same bytes: docs/reproducibility.md says when that is to be expected.':
    'Pas les mêmes octets : docs/reproducibility.md dit quand il faut s’y attendre.',
  'Stridebot cannot start:': 'Stridebot ne peut pas démarrer :',
  'Something went wrong inside Stridebot.': 'Quelque chose s’est mal passé dans Stridebot.',

  // Help, queue, status and styles
  'What I can do': 'Ce que je sais faire',
  'Type a command and what to draw: /sample a skull': 'Tapez une commande et ce qu’il faut dessiner : /sample a skull',
  'You watch the noise turn into it, step by step. The buttons below the picture take it from there.':
    'Vous voyez le bruit devenir l’image, étape par étape. Les boutons en dessous continuent à partir de là.',
  Commands: 'Commandes',
  'Good to know': 'Bon à savoir',
  'Options have names, and any order: /sample a skull seed:180 steps:20':
    'Les options ont un nom et vont dans n’importe quel ordre : /sample a skull seed:180 steps:20',
  'Where a line is typed as a whole, two prompts are told apart by quotes or a bar: /anagram a skull | a dog':
    'Quand la ligne est tapée en entier, des guillemets ou une barre séparent deux prompts : /anagram a skull | a dog',
  'Pictures are attached to the command itself: drop, paste or pick them.':
    'Les images se joignent à la commande elle-même : déposez, collez ou choisissez-les.',
  'The same seed and settings draw the same picture; every PNG of mine carries them.':
    'La même graine et les mêmes réglages dessinent la même image ; chaque PNG de moi les porte.',
  '/help anagram explains one command with all its options.':
    '/help anagram explique une commande avec toutes ses options.',
  'It does not say; free text is worth a try.': 'Il ne le dit pas ; le texte libre vaut un essai.',
  'There is no model.': 'Il n’y a pas de modèle.',
  'It knows': 'Il connaît',
  Styles: 'Styles',
  'Other words draw what is nearest to them, and the answer says which it never learned.':
    'D’autres mots dessinent ce qui en est le plus proche, et la réponse dit lesquels il n’a jamais appris.',
  'What I can draw': 'Ce que je sais dessiner',
  'The model': 'Le modèle',
  'It has seen {{count}} things by name, such as {{known}}. /help words lists them all.':
    'Il a vu {{count}} choses par leur nom, comme {{known}}. /help words les liste toutes.',
  'For example': 'Par exemple',
  Options: 'Options',
  'More options': 'Plus d’options',
  'Without it: {{default}}.': 'Sans elle : {{default}}.',
  'Yes or no, normally yes.': 'Oui (yes) ou non (no), normalement oui.',
  'Yes or no, normally no.': 'Oui (yes) ou non (no), normalement non.',
  'Needed.': 'Nécessaire.',
  'From {{min}} to {{max}}.': 'De {{min}} à {{max}}.',
  'From {{min}} to {{max}}, normally {{default}}.': 'De {{min}} à {{max}}, normalement {{default}}.',
  'One of {{choices}}.': 'Parmi {{choices}}.',
  'One of {{choices}}; normally {{default}}.': 'Parmi {{choices}} ; normalement {{default}}.',
  'Whoever runs this bot finds out more with: stridebot doctor':
    'Qui gère ce bot en saura plus avec : stridebot doctor',
  'The engine is still starting.': 'Le moteur démarre encore.',
  'Your picture would begin at once.': 'Votre image commencerait tout de suite.',
  'Nothing is waiting.': 'Rien n’attend.',
  'In the studio': 'Au studio',
  now: 'maintenant',
  '{{where}} /{{command}} by somebody else': '{{where}} /{{command}} de quelqu’un d’autre',
  '{{line}} (yours, {{id}})': '{{line}} (la vôtre, {{id}})',
  Jobs: 'Travaux',
  '{{running}} being drawn, {{waiting}} waiting': '{{running}} en cours, {{waiting}} en attente',
  'The engine is starting.': 'Le moteur démarre.',
  'The engine is ready.': 'Le moteur est prêt.',
  'The engine is being restarted.': 'Le moteur redémarre.',
  'The engine is stopped.': 'Le moteur est arrêté.',
  Engine: 'Moteur',
  '1 thread': '1 fil d’exécution',
  '{{threads}} threads': '{{threads}} fils d’exécution',
  'No model can be run here.': 'Aucun modèle ne peut tourner ici.',
  'What it runs on is not decided yet.': 'Ce sur quoi il tourne n’est pas encore décidé.',
  'It does not start.': 'Il ne démarre pas.',
  'Runs on the GPU, with {{library}}.': 'Tourne sur la carte graphique, avec {{library}}.',
  'Runs on the processor.': 'Tourne sur le processeur.',
  'Runs on the processor; no GPU can be used.': 'Tourne sur le processeur ; aucune carte graphique n’est utilisable.',
  Models: 'Modèles',
  'none can be named right now': 'aucun ne peut être nommé pour l’instant',
  '{{size}} px, then {{upscaled}} px': '{{size}} px, puis {{upscaled}} px',
  'memory: {{size}} MiB': 'mémoire : {{size}} MiB',
  'Since the start': 'Depuis le démarrage',
  '{{steps}} steps in {{runs}} model runs, {{rows}} rows each':
    '{{steps}} étapes en {{runs}} passages du modèle, de {{rows}} lignes',
  'restarts: {{restarts}}': 'redémarrages : {{restarts}}',
  'The model knows': 'Le modèle connaît',
  'Saved here': 'Enregistrés ici',
  'With a picture: /sample a cat style:"{{name}}"': 'Avec une image : /sample a cat style:"{{name}}"',
  'Your own: /style save name:noir prompt:"a black and white photo of {prompt}"':
    'Le vôtre : /style save name:noir prompt:"a black and white photo of {prompt}"',

  // Captions and details
  'from t {{timestep}}': 'depuis t {{timestep}}',
  'variation {{number}}': 'variation {{number}}',
  'an uploaded picture at t {{timesteps}}': 'une image envoyée à t {{timesteps}}',
  '{{title}}, enlarged': '{{title}}, agrandie',
  'an enlarged picture': 'une image agrandie',
  'seed {{seed}}': 'graine {{seed}}',
  'seeds {{seeds}}': 'graines {{seeds}}',
  '{{seconds}} s on {{provider}}': '{{seconds}} s avec {{provider}}',
  'all but {{part}}: {{share}} drawn anew': 'tout sauf {{part}} : {{share}} redessiné',
  '{{part}}: {{share}} drawn anew': '{{part}} : {{share}} redessiné',
  'what lies beyond the picture': 'ce qui est au-delà de l’image',
  'what is transparent in the picture': 'ce qui est transparent dans l’image',
  'the region': 'la région',
  'what is white in the mask': 'ce qui est blanc dans le masque',
  'what is transparent in the mask': 'ce qui est transparent dans le masque',
  'what is painted white in the mask': 'ce qui est peint en blanc dans le masque',
  '{{number}}: seed {{seed}} at {{strength}}': '{{number}} : graine {{seed}} à {{strength}}',
  '{{steps}} in all': '{{steps}} en tout',
  '{{steps}} of {{planned}}': '{{steps}} sur {{planned}}',
  '{{steps}}, with repeats': '{{steps}}, avec des reprises',

  // Results and their settings
  'From near and from far': 'De près et de loin',
  'In colour and in grey': 'En couleur et en gris',
  'Still and moving': 'Immobile et en mouvement',
  'It cannot be typed as a line, since it was made from an earlier picture. /remix changes one thing of it.':
    'Cela ne se tape pas en une ligne, car l’image vient d’une autre. /remix en change une chose.',
  'Attach {{pictures}}.': 'Joignez {{pictures}}.',
  '{{list}}, then {{next}}': '{{list}}, puis {{next}}',
  'The same again': 'La même chose',
  Details: 'Détails',
  'Attach the picture itself.': 'Joignez l’image elle-même.',
  'over 99 %': 'plus de 99 %',
  'the picture it began at': 'l’image par laquelle elle a commencé',
  'the picture it was drawn into': 'l’image dans laquelle on a dessiné',
  'the mask': 'le masque',
  'the photo': 'la photo',

  // Remarks
  'Taken as /{{command}}.': 'Compris comme /{{command}}.',
  'Taken as /{{command}}; /help shows what else there is.':
    'Compris comme /{{command}} ; /help montre ce qu’il y a d’autre.',
  'This model never learned {{words}}.': 'Ce modèle n’a jamais appris {{words}}.',
  'This model never learned {{words}}. The nearest that it knows: {{near}}.':
    'Ce modèle n’a jamais appris {{words}}. Le plus proche qu’il connaît : {{near}}.',
  '“{{file}}” is an animation; only its first frame was used.':
    '« {{file}} » est une animation ; seule sa première image a été utilisée.',
  '“{{file}}” has several pages; only the first was used.':
    '« {{file}} » a plusieurs pages ; seule la première a été utilisée.',
  'The {{prompt}} is longer than this model reads: it leaves out “{{end}}”.':
    '{{prompt}} : plus long que ce modèle ne lit ; il laisse de côté « {{end}} ».',
  prompt: 'Prompt',
  'negative prompt': 'Prompt négatif',
  'first prompt': 'Premier prompt',
  'second prompt': 'Deuxième prompt',
  'third prompt': 'Troisième prompt',
  'At guidance 1 the negative prompt has no effect.': 'Avec guidance 1 le prompt négatif n’a pas d’effet.',
  'At guidance 1 the interval has no effect.': 'Avec guidance 1 interval n’a pas d’effet.',
  'At guidance 0 the picture does not follow the prompt.': 'Avec guidance 0 l’image ne suit pas le prompt.',
  'At guidance 0 the picture does not follow the prompt, only the negative one.':
    'Avec guidance 0 l’image ne suit pas le prompt, seulement le négatif.',
  'Beyond {{side}} pixels the detail does not follow the prompt.':
    'Au-delà de {{side}} pixels, les détails ne suivent pas le prompt.',

  // Engine and uploaded pictures
  'The model of this picture is not installed here.': 'Le modèle de cette image n’est pas installé ici.',
  '/status lists the models that are.': '/status liste ceux qui le sont.',
  'The model could not be loaded.': 'Le modèle n’a pas pu être chargé.',
  'Pictures cannot be checked here at the moment, so none are drawn.':
    'Les images ne peuvent pas être vérifiées ici en ce moment, aucune n’est donc dessinée.',
  'These settings do not fit together.': 'Ces réglages ne vont pas ensemble.',
  'Try fewer of them; /help shows what each does.': 'Essayez avec moins ; /help dit ce que fait chacun.',
  'This picture was too much for the engine, more than once.':
    'Cette image a été trop pour le moteur, plus d’une fois.',
  'Try it with fewer steps or pictures.': 'Essayez avec moins d’étapes ou d’images.',
  'The engine is not running at the moment.': 'Le moteur ne tourne pas en ce moment.',
  'It is being restarted; please try again in a minute.': 'Il redémarre ; réessayez dans une minute.',
  'I am being stopped, so this was not finished.': 'On m’arrête, ceci n’a donc pas été terminé.',
  'Please ask again when it is back.': 'Redemandez quand je serai de retour.',
  'Please try again; if it happens twice, tell whoever runs this bot.':
    'Réessayez ; si cela se répète, dites-le à qui gère ce bot.',
  'Send a PNG, JPEG, WebP, GIF, AVIF or TIFF.': 'Envoyez un PNG, JPEG, WebP, GIF, AVIF ou TIFF.',
  '"{{file}}" is empty: it has no bytes at all.': '"{{file}}" est vide : il n’a pas un seul octet.',
  'Send it again; the upload may have failed.': 'Renvoyez-le ; l’envoi a peut-être échoué.',
  '"{{file}}" is a text, whatever its name says.': '"{{file}}" est un texte, quoi qu’en dise son nom.',
  '"{{file}}" is not a picture that I can read.': '"{{file}}" n’est pas une image que je sais lire.',
  '"{{file}}" is of the kind {{format}}, which I cannot read.':
    '"{{file}}" est du type {{format}}, que je ne sais pas lire.',
  '"{{file}}" is damaged: not all of it can be read.': '"{{file}}" est abîmé : il ne peut pas être lu en entier.',
  'Save or export it again, then send that.': 'Enregistrez ou exportez-le à nouveau, puis envoyez cela.',
  '"{{file}}" has {{size}}; {{max}} is the most.': '"{{file}}" fait {{size}} ; {{max}} au plus.',
  '"{{file}}" is {{width}} × {{height}} pixels, more than I open.':
    '"{{file}}" fait {{width}} × {{height}} pixels, plus que je n’ouvre.',
  '"{{file}}" would take more memory or time to open than I give to one file: {{width}} × {{height}} pixels, {{traits}}.':
    '"{{file}}" demanderait plus de mémoire ou de temps que je n’en donne à un fichier : {{width}} × {{height}} pixels, {{traits}}.',
  'The mask is {{mask}} pixels, and the picture {{picture}}: they have different shapes.':
    'Le masque fait {{mask}} pixels, et l’image {{picture}} : leurs formes diffèrent.',
  'Draw the mask on a copy of the picture, so that they match.':
    'Dessinez le masque sur une copie de l’image, pour qu’ils correspondent.',
  'Reference: {{reference}}': 'Référence : {{reference}}',

  // What was typed, limits and earlier jobs
  'Did you mean {{near}}?': 'Vouliez-vous dire {{near}} ?',
  '"{{name}}" points at file {{value}}, but none is attached.':
    '"{{name}}" désigne le fichier {{value}}, mais aucun n’est joint.',
  '"{{name}}" points at file {{value}}, but only {{files}} is attached.':
    '"{{name}}" désigne le fichier {{value}}, mais seul {{files}} est joint.',
  '"{{name}}" points at file {{value}}, but only {{files}} are attached.':
    '"{{name}}" désigne le fichier {{value}}, mais seuls {{files}} sont joints.',
  '1 picture': '1 image',
  '{{count}} pictures': '{{count}} images',
  'Please try again in {{time}}.': 'Veuillez réessayer dans {{time}}.',
  'There will be room for {{pictures}} in {{time}}. Each picture on a sheet counts.':
    'Il y aura de la place pour {{pictures}} dans {{time}}. Chaque image d’une planche compte.',
  '1 second': '1 seconde',
  '{{count}} seconds': '{{count}} secondes',
  '{{count}} minutes': '{{count}} minutes',
  '{{count}} hours': '{{count}} heures',
  'There is no command here.': 'Il n’y a pas de commande ici.',
  'Try /sample a skull, or /help.': 'Essayez /sample a skull, ou /help.',
  'That line is too long.': 'Cette ligne est trop longue.',
  '{{max}} letters are the most.': '{{max}} lettres au plus.',
  'There is no command /{{name}}.': 'Il n’y a pas de commande /{{name}}.',
  'To draw it: /sample {{words}}': 'Pour le dessiner : /sample {{words}}',
  '/help lists them all.': '/help les liste toutes.',
  'Did you mean /{{near}}? /help lists them all.': 'Vouliez-vous dire /{{near}} ? /help les liste toutes.',
  '/{{command}} has no option called "{{name}}".': '/{{command}} n’a pas d’option nommée "{{name}}".',
  'If it belongs to the prompt, put the prompt in quotes.':
    'Si cela fait partie du prompt, mettez le prompt entre guillemets.',
  'It takes no options.': 'Elle ne prend pas d’options.',
  'It takes {{names}}.': 'Elle prend {{names}}.',
  'For example: {{example}}': 'Par exemple : {{example}}',
  '/{{command}} needs "{{name}}": {{summary}}': '/{{command}} demande "{{name}}" : {{summary}}',
  '/{{command}} needs a picture.': '/{{command}} demande une image.',
  'Attach it to the same message: drop it, paste it, or pick a file.':
    'Joignez-la au même message : déposez-la, collez-la ou choisissez un fichier.',
  '"{{name}}" has no value.': '"{{name}}" n’a pas de valeur.',
  'Write it right after the name, such as {{name}}:{{example}}.':
    'Écrivez-la juste après le nom, comme {{name}}:{{example}}.',
  '/{{command}} takes its prompt by name, so I do not know what "{{words}}" is for.':
    '/{{command}} prend son prompt par son nom, je ne sais donc pas à quoi sert "{{words}}".',
  '/{{command}} takes no prompt, so I do not know what "{{words}}" is for.':
    '/{{command}} ne prend pas de prompt, je ne sais donc pas à quoi sert "{{words}}".',
  'Write prompt:"{{words}}".': 'Écrivez prompt:"{{words}}".',
  'A quotation mark is never closed.': 'Un guillemet n’est jamais fermé.',
  'Put one at the end of the words it begins.': 'Mettez-en un à la fin des mots qu’il ouvre.',
  '"{{name}}" is given twice.': '"{{name}}" est donné deux fois.',
  'Keep one of them.': 'Gardez-en une.',
  'I do not know where "{{words}}" belongs.': 'Je ne sais pas où va "{{words}}".',
  'This command takes no words.': 'Cette commande ne prend pas de mots.',
  'Put several words in quotes, or name the option: {{names}}.':
    'Mettez plusieurs mots entre guillemets, ou nommez l’option : {{names}}.',
  '/{{command}} takes no file.': '/{{command}} ne prend pas de fichier.',
  '/{{command}} takes at most 1 file, and {{given}} came.':
    '/{{command}} prend au plus 1 fichier, et il en est venu {{given}}.',
  '/{{command}} takes at most {{taken}} files, and {{given}} came.':
    '/{{command}} prend au plus {{taken}} fichiers, et il en est venu {{given}}.',
  'Send it without the file; /sdedit redraws a picture.': 'Envoyez-la sans le fichier ; /sdedit redessine une image.',
  'Send it again with fewer files.': 'Renvoyez-la avec moins de fichiers.',
  'Attach the file; {{name}}:1 is the first one.': 'Joignez le fichier ; {{name}}:1 est le premier.',
  '"{{name}}" should be a number, and "{{typed}}" is not.':
    '"{{name}}" devrait être un nombre, et "{{typed}}" n’en est pas un.',
  'For example: {{name}}:7': 'Par exemple : {{name}}:7',
  '"{{name}}" should be a whole number, and "{{typed}}" is not.':
    '"{{name}}" devrait être un nombre entier, et "{{typed}}" n’en est pas un.',
  'For example: {{name}}:20': 'Par exemple : {{name}}:20',
  '"{{name}}" goes from {{min}} to {{max}}, and {{value}} is outside.':
    '"{{name}}" va de {{min}} à {{max}}, et {{value}} est en dehors.',
  'The nearest that works is {{nearest}}.': 'La valeur possible la plus proche est {{nearest}}.',
  '"{{name}}" cannot be "{{typed}}".': '"{{name}}" ne peut pas être "{{typed}}".',
  'It can be {{choices}}.': 'Choix possibles : {{choices}}.',
  '"{{name}}" is yes or no, and "{{typed}}" is neither.':
    '"{{name}}" est yes ou no, et "{{typed}}" n’est ni l’un ni l’autre.',
  'For example: {{name}}:yes': 'Par exemple : {{name}}:yes',
  '"{{name}}" has {{length}} letters; {{max}} is the most.': '"{{name}}" a {{length}} lettres ; {{max}} au plus.',
  'Say it in fewer words.': 'Dites-le en moins de mots.',
  '"{{name}}" is a picture, not words.': '"{{name}}" est une image, pas des mots.',
  'Attach the file to the same message.': 'Joignez le fichier au même message.',
  'No model is installed here.': 'Aucun modèle n’est installé ici.',
  'There is no model called "{{name}}".': 'Il n’y a pas de modèle nommé "{{name}}".',
  'Installed: {{names}}.': 'Installés : {{names}}.',
  'eta has an effect only with the ddim sampler, and this is {{sampler}}.':
    'eta n’a d’effet qu’avec l’échantillonneur ddim, et celui-ci est {{sampler}}.',
  'Add sampler:ddim, or leave eta out.': 'Ajoutez sampler:ddim, ou retirez eta.',
  '"{{typed}}" is not a part of the schedule.': '"{{typed}}" n’est pas une partie de la suite d’instants.',
  'Give two timesteps between 0 and {{last}}, such as interval:200-800.':
    'Donnez deux instants entre 0 et {{last}}, comme interval:200-800.',
  "t is {{t}}, and this model's last timestep is {{last}}.":
    't vaut {{t}}, et le dernier instant de ce modèle est {{last}}.',
  'Choose t between 0 and {{last}}.': 'Choisissez t entre 0 et {{last}}.',
  'That would take {{steps}} steps, and one request may take {{max}}.':
    'Cela prendrait {{steps}} étapes, et une demande peut en prendre {{max}}.',
  'Ask for fewer pictures, fewer steps or less resampling.':
    'Demandez moins d’images, moins d’étapes ou moins de reprises.',
  'A {{kind}} hybrid has two parts only, so there is no place for a middle.':
    'Un hybride {{kind}} n’a que deux parties, il n’y a donc pas de place pour un milieu.',
  'Leave middle out, or use kind:frequency.': 'Retirez middle, ou prenez kind:frequency.',
  'A hybrid can take its far part from a photo or be drawn into a picture, not both at once.':
    'Un hybride peut tirer sa partie lointaine d’une photo ou être dessiné dans une image, pas les deux.',
  'Leave photo or image out.': 'Retirez photo ou image.',
  '"{{name}}" has no effect without "{{needs}}".': '"{{name}}" n’a pas d’effet sans "{{needs}}".',
  'Attach the picture as {{needs}}:1, or leave {{name}} out.':
    'Joignez l’image comme {{needs}}:1, ou retirez {{name}}.',
  'Give {{needs}} as well, or leave {{name}} out.': 'Donnez aussi {{needs}}, ou retirez {{name}}.',
  '"{{name}}" has no effect beside "{{beside}}".': '"{{name}}" n’a pas d’effet à côté de "{{beside}}".',
  'Leave one of them out.': 'Retirez l’un des deux.',
  'The second and the third reading are both seen through {{view}}, so they would overlap.':
    'La deuxième et la troisième lecture se voient toutes deux par {{view}}, elles se recouvriraient donc.',
  'Choose another view or third-view.': 'Choisissez un autre view ou third-view.',
  'The mask is black everywhere, so nothing would be drawn; white is where new content goes.':
    'Le masque est noir partout, rien ne serait donc dessiné ; le nouveau va dans le blanc.',
  'Paint the part white, name a region, or swap both with invert:yes.':
    'Peignez la partie en blanc, nommez une région, ou échangez les deux avec invert:yes.',
  'The mask is too dark, so nothing would be drawn: its lightest point is {{peak}} of 255, and white is where new content goes.':
    'Le masque est trop sombre, rien ne serait donc dessiné : son point le plus clair est {{peak}} sur 255, et le nouveau va dans le blanc.',
  'Paint the part white, or swap both with invert:yes. A mask of 0 and 1 must be made one of 0 and 255.':
    'Peignez la partie en blanc, ou échangez les deux avec invert:yes. Un masque de 0 et 1 doit devenir un masque de 0 et 255.',
  'That part is too small to draw in: it is {{share}} of the picture, and nowhere fills half a pixel of the {{side}} × {{side}} that I draw.':
    'Cette partie est trop petite pour y dessiner : elle fait {{share}} de l’image, et ne remplit nulle part un demi-pixel des {{side}} × {{side}} que je dessine.',
  'Make it larger, such as region:"middle 20%".': 'Agrandissez-la, comme region:"middle 20%".',
  'I do not know where to draw: the picture has no transparent part.':
    'Je ne sais pas où dessiner : l’image n’a pas de partie transparente.',
  'Name a region, such as region:"top half", or attach a mask that is white there.':
    'Nommez une région, comme region:"top half", ou joignez un masque blanc à cet endroit.',
  'I do not know where to draw: of the picture only {{share}} is transparent, too little to mean anything.':
    'Je ne sais pas où dessiner : seulement {{share}} de l’image est transparent, trop peu pour vouloir dire quelque chose.',
  'That would add nothing to the picture.': 'Cela n’ajouterait rien à l’image.',
  'Say how much to add, such as left:50, or another shape, such as aspect:16:9.':
    'Dites combien ajouter, comme left:50, ou une autre forme, comme aspect:16:9.',
  'There are both margins and a shape.': 'Il y a à la fois des marges et une forme.',
  'Keep left, right, top and bottom, or aspect.': 'Gardez left, right, top et bottom, ou aspect.',
  'There are both a mask and a region.': 'Il y a à la fois un masque et une région.',
  'Keep the one that you mean.': 'Gardez celui que vous voulez.',
  'I do not know which part "{{words}}" is.': 'Je ne sais pas quelle partie est "{{words}}".',
  'Try "top half", "left third", "bottom 30%", "centre", "top left quarter" or "x 10-60% y 20-50%".':
    'Essayez "top half", "left third", "bottom 30%", "centre", "top left quarter" ou "x 10-60% y 20-50%".',
  '“{{file}}” has {{width}} × {{height}} pixels, so {{size}} would not enlarge it.':
    '« {{file}} » fait {{width}} × {{height}} pixels, {{size}} ne l’agrandirait donc pas.',
  'Ask for more, such as size:{{largest}}, which is the most.':
    'Demandez plus, comme size:{{largest}}, qui est le maximum.',
  'I enlarge to {{largest}} pixels at most.': 'J’agrandis jusqu’à {{largest}} pixels au plus.',
  'The model {{model}} has no super-resolution.': 'Le modèle {{model}} n’a pas de super-résolution.',
  'Choose another with model:, or leave the picture as it is.':
    'Choisissez-en un autre avec model:, ou laissez l’image telle quelle.',
  'I know no picture here to work with.': 'Je ne connais ici aucune image sur laquelle travailler.',
  'Make one first: /sample a skull': 'Faites-en une d’abord : /sample a skull',
  'I know no picture {{id}} here.': 'Je ne connais pas d’image {{id}} ici.',
  'It never was, or is no longer kept. A PNG of mine carries all its settings: attach it to /remix.':
    'Elle n’a jamais existé, ou n’est plus conservée. Un PNG de moi porte tous ses réglages : joignez-le à /remix.',
  'I know no style "{{name}}" here.': 'Je ne connais pas de style "{{name}}" ici.',
  'Did you mean {{near}}? /style lists them.': 'Vouliez-vous dire {{near}} ? /style les liste.',
  'There are: {{names}}.': 'Il y a : {{names}}.',
  'No style "{{name}}" is saved here.': 'Aucun style "{{name}}" n’est enregistré ici.',
  '/style lists them.': '/style les liste.',
  'Somebody else saved the style "{{name}}".': 'Quelqu’un d’autre a enregistré le style "{{name}}".',
  'Take another name.': 'Prenez un autre nom.',
  'The model has a style "{{name}}" of its own.': 'Le modèle a lui-même un style "{{name}}".',
  'Which style? It needs a name.': 'Quel style ? Il lui faut un nom.',
  'A style needs words for its prompt.': 'Un style a besoin de mots pour son prompt.',
  '"{{name}}" cannot be the name of a style.': '"{{name}}" ne peut pas être le nom d’un style.',
  'A name has letters, digits, spaces and hyphens.':
    'Un nom a des lettres, des chiffres, des espaces et des traits d’union.',
  'You have {{max}} styles here already, which is the most.': 'Vous avez déjà {{max}} styles ici, c’est le maximum.',
  'Delete one: /style delete name:noir': 'Supprimez-en un : /style delete name:noir',
  'There are {{max}} styles here already, which is the most.': 'Il y a déjà {{max}} styles ici, c’est le maximum.',
  'Somebody has to delete one of theirs first.': 'Quelqu’un doit d’abord supprimer un des siens.',
  'Saved the style "{{name}}".': 'Style "{{name}}" enregistré.',
  'Draw with it: /sample a cat style:"{{name}}"': 'Dessinez avec lui : /sample a cat style:"{{name}}"',
  'Deleted the style "{{name}}".': 'Style "{{name}}" supprimé.',
  '/style lists the others.': '/style liste les autres.',
  'There is no picture {{number}} among them.': 'Il n’y a pas d’image {{number}} parmi elles.',
  'It is one picture.': 'C’est une seule image.',
  'They are numbered from 1 to {{count}}.': 'Elles sont numérotées de 1 à {{count}}.',
  'That picture is not finished yet.': 'Cette image n’est pas encore terminée.',
  'That picture was never finished.': 'Cette image n’a jamais été terminée.',
  'Try again when it is shown.': 'Réessayez quand elle sera là.',
  'Reroll it, or /remix it.': 'Relancez-la, ou prenez /remix.',
  'That picture is no longer kept here.': 'Cette image n’est plus conservée ici.',
  'Attach it to /remix: a PNG of mine carries all its settings.':
    'Joignez-la à /remix : un PNG de moi porte tous ses réglages.',
  'Nothing was changed, so it would be the same picture again.':
    'Rien n’a été changé, ce serait donc encore la même image.',
  'Say what should be different: /remix a dog, /remix seed:180, /remix guidance:3':
    'Dites ce qui doit être différent : /remix a dog, /remix seed:180, /remix guidance:3',
  '"{{file}}" carries no settings of mine.': '"{{file}}" ne porte pas de réglages de moi.',
  'They are in the main PNG that I sent, not in its mask, its readings or its film. Copies and screenshots lose them; /sdedit works with any picture.':
    'Ils sont dans le PNG principal que j’ai envoyé, pas dans son masque, ses lectures ou son film. Les copies et captures les perdent ; /sdedit marche avec toute image.',
  '"{{file}}" carries settings of version {{version}}, and I read version {{own}}.':
    '"{{file}}" porte des réglages de la version {{version}}, et je lis la version {{own}}.',
  'A newer Stridebot made it: whoever runs this bot can bring it up to date. /sdedit works with any picture.':
    'Un Stridebot plus récent l’a fait ; qui gère ce bot peut le mettre à jour. /sdedit marche avec toute image.',
  'An older Stridebot made it. /sdedit works with any picture.':
    'Un Stridebot plus ancien l’a fait. /sdedit marche avec toute image.',
  '"{{file}}" carries settings of mine, but they are damaged.':
    '"{{file}}" porte des réglages de moi, mais ils sont abîmés.',
  'Send the file as it first came from me. /sdedit works with any picture.':
    'Envoyez le fichier tel qu’il est venu de moi. /sdedit marche avec toute image.',
  '"{{file}}" carries settings, but I cannot draw them.':
    '"{{file}}" porte des réglages, mais je ne peux pas les dessiner.',
  'Change another option, or make a new one with /anagram or /hybrid.':
    'Changez une autre option, ou faites-en une nouvelle avec /anagram ou /hybrid.',
  'That is a sheet of different drawings, so "count" has nothing to change.':
    'C’est une planche de dessins différents, "count" n’a donc rien à changer.',
  'Remix one of its pictures: attach its PNG.': 'Changez une de ses images : joignez son PNG.',
  'Change another option, or make a new one with /{{of}}.':
    'Changez une autre option, ou faites-en une nouvelle avec /{{of}}.',
  'That picture was only enlarged, so without super-resolution nothing would be left to do.':
    'Cette image a seulement été agrandie ; sans super-résolution il ne resterait rien à faire.',
  'Use /upscale with another size.': 'Prenez /upscale avec une autre taille.',
  'That picture did not begin at an image, so {{option}} has nothing to change.':
    'Cette image n’a pas commencé par une image, {{option}} n’a donc rien à changer.',
  'Use /sdedit with the picture.': 'Prenez /sdedit avec l’image.',
  'That picture was not drawn step by step from a prompt, so "{{option}}" has nothing to change.':
    'Cette image n’a pas été dessinée étape par étape d’après un prompt, "{{option}}" n’a donc rien à changer.',
  'Remix a picture made by /sample, /sdedit, /inpaint, /anagram or /hybrid.':
    'Changez une image faite par /sample, /sdedit, /inpaint, /anagram ou /hybrid.',
  'The steps of that picture are no longer kept.': 'Les étapes de cette image ne sont plus conservées.',
  'Reroll it with film:yes.': 'Relancez-la avec film:yes.',
  'There is nothing that "{{action}}" could do with that picture.': '"{{action}}" ne peut rien faire de cette image.',
  'The buttons below a picture are those that work.': 'Les boutons sous une image sont ceux qui marchent.',
  'I know no picture {{id}} that is waiting.': 'Je ne connais pas d’image {{id}} en attente.',
  '/queue shows what is.': '/queue montre lesquelles le sont.',
  'There is nothing to cancel.': 'Il n’y a rien à annuler.',
  '/queue shows what is waiting.': '/queue montre ce qui attend.',
  'Only they can cancel it.': 'Seule cette personne peut l’annuler.',
  '{{waiting}} pictures are already waiting.': '{{waiting}} images attendent déjà.',
  'You have {{running}} pictures under way, and {{max}} at once is the most.':
    'Vous avez {{running}} images en cours, et {{max}} à la fois est le maximum.',
  'Wait for one to finish, in about {{time}}, or /cancel one.':
    'Attendez qu’une soit finie, environ {{time}}, ou annulez-en une avec /cancel.',
  'That was quick.': 'C’était rapide.',
  'This channel has asked for many pictures just now.': 'Ce salon vient de demander beaucoup d’images.',
  'Ask in one that I draw in. Whoever manages this server knows which, and can allow this one with /settings.':
    'Demandez dans un salon où je dessine. Qui gère ce serveur sait lequel, et peut autoriser celui-ci avec /settings.',
  'Here I draw only for people with certain roles, and you have none of them.':
    'Ici je ne dessine que pour les personnes ayant certains rôles, et vous n’en avez aucun.',
  'Whoever manages this server can give you one, or allow yours with /settings.':
    'Qui gère ce serveur peut vous en donner un, ou autoriser le vôtre avec /settings.',
  'There is a word in it that is not welcome here.': 'Il contient un mot qui n’est pas bienvenu ici.',
  'Please say it in other words.': 'Dites-le avec d’autres mots, s’il vous plaît.',
  'That would be {{pictures}} pictures, and {{max}} in 24 hours is the most here.':
    'Cela ferait {{pictures}} images, et {{max}} en 24 heures est le maximum ici.',
  'Please ask for fewer at once: each picture on a sheet counts.':
    'Demandez-en moins à la fois : chaque image d’une planche compte.',
  'You have asked for {{used}} here in the last 24 hours, and {{max}} is the most for a person.':
    'Vous avez demandé {{used}} ici ces dernières 24 heures, et {{max}} est le maximum par personne.',
  'Everybody here together has asked for {{used}} in the last 24 hours, and {{max}} is the most.':
    'Ensemble, tous ont demandé {{used}} ici ces dernières 24 heures, et {{max}} est le maximum.',
  "This bot's disk is full, so I cannot take on anything.":
    'Le disque de ce bot est plein, je ne peux donc rien accepter.',
  'Please ask again later. Whoever runs this bot has to make room.':
    'Redemandez plus tard. Qui gère ce bot doit faire de la place.',
  "This bot's disk cannot be used at the moment, so I cannot take on anything.":
    'Le disque de ce bot est inutilisable en ce moment, je ne peux donc rien accepter.',
  'Please ask again later. Whoever runs this bot finds the reason in its log.':
    'Redemandez plus tard. Qui gère ce bot trouvera la raison dans son journal.',
  "This bot's disk is full, so your picture has to wait.":
    'Le disque de ce bot est plein, votre image doit donc attendre.',
  'It is drawn when there is room again; you need not ask once more.':
    'Elle sera dessinée quand il y aura de la place ; inutile de redemander.',
  "This bot's disk cannot be used at the moment, so your picture has to wait.":
    'Le disque de ce bot est inutilisable en ce moment, votre image doit donc attendre.',
  'It is drawn when the disk works again; you need not ask once more.':
    'Elle sera dessinée quand le disque marchera de nouveau ; inutile de redemander.',
  'Cancelled.': 'Annulé.',
  'Cancelled all {{count}}.': 'Les {{count}} sont annulées.',
  'That picture was not made from a third prompt.': 'Cette image n’a pas été faite d’après un troisième prompt.',
  'That picture was not made from a second prompt.': 'Cette image n’a pas été faite d’après un deuxième prompt.',
  'That picture is no hybrid, so "{{option}}" has nothing to change.':
    'Cette image n’est pas un hybride, "{{option}}" n’a donc rien à changer.',
  'That picture is no anagram, so "{{option}}" has nothing to change.':
    'Cette image n’est pas une anagramme, "{{option}}" n’a donc rien à changer.',
  'Save it: /style save name:noir prompt:"a black and white photo of {prompt}"':
    'Enregistrez-le : /style save name:noir prompt:"a black and white photo of {prompt}"',

  // Only on Discord or Slack
  'I do not have that command any more.': 'Je n’ai plus cette commande.',
  'Reload Discord (Ctrl+R); /help lists what there is.': 'Rechargez Discord (Ctrl+R) ; /help liste ce qu’il y a.',
  'I do not know that button any more.': 'Je ne connais plus ce bouton.',
  'Ask again with a command; /help lists them.': 'Redemandez avec une commande ; /help les liste.',
  'That form was open for too long.': 'Ce formulaire est resté ouvert trop longtemps.',
  'Please open it again.': 'Veuillez l’ouvrir à nouveau.',
  'That message has no picture.': 'Ce message n’a pas d’image.',
  'Choose a message with a picture in it; a link is not enough.':
    'Choisissez un message avec une image ; un lien ne suffit pas.',
  'Somebody else asked for that picture.': 'Quelqu’un d’autre a demandé cette image.',
  'They can delete it, and so can moderators.': 'Cette personne peut la supprimer, les modérateurs aussi.',
  'A moderator can.': 'Un modérateur le peut.',
  'I could not delete that message.': 'Je n’ai pas pu supprimer ce message.',
  'Emoji and stickers belong to a server.': 'Les emojis et autocollants appartiennent à un serveur.',
  'Press the button there.': 'Appuyez sur le bouton là-bas.',
  'You may not add emoji or stickers to this server.':
    'Vous ne pouvez pas ajouter d’emojis ni d’autocollants à ce serveur.',
  'It takes the permission "Create Expressions".': 'Il faut la permission "Create Expressions".',
  'I may not add emoji or stickers to this server.': 'Je ne peux pas ajouter d’emojis ni d’autocollants à ce serveur.',
  'A manager can give me the permission "Create Expressions".':
    'Un responsable peut me donner la permission "Create Expressions".',
  'This server has no room for another {{kind}}.': 'Ce serveur n’a plus de place : {{kind}}.',
  'Remove one first.': 'Retirez-en un d’abord.',
  'Or choose “{{entry}}” in the menu of the message that has it.':
    'Ou choisissez « {{entry}} » dans le menu du message qui l’a.',
  '/help lists what there is.': '/help liste ce qu’il y a.',
  'That form is from before.': 'Ce formulaire date d’avant.',
  'Slack does not show me the files of that message.': 'Slack ne me montre pas les fichiers de ce message.',
  'Add me to the channel that they come from, or upload the picture where I am.':
    'Ajoutez-moi au salon d’où ils viennent, ou envoyez l’image là où je suis.',
  '/{{command}} needs a picture, and I see none above.':
    '/{{command}} demande une image, et je n’en vois pas au-dessus.',
  'Upload it with the message in which you ask me, or ask me in the thread below it.':
    'Envoyez-la avec le message où vous me demandez, ou demandez-moi dans son fil.',
  '/{{command}} needs a picture, and I may not look at earlier messages here.':
    '/{{command}} demande une image, et je ne peux pas regarder les messages précédents ici.',
  'Upload it with the message in which you ask me.': 'Envoyez-la avec le message où vous me demandez.',
  '{{name}} is no longer in Slack.': '{{name}} n’est plus dans Slack.',
  'Please upload it again.': 'Veuillez l’envoyer à nouveau.',
  'Slack does not show me {{name}}.': 'Slack ne me montre pas {{name}}.',
  'Please upload it to a channel that I am in, or send it to me directly.':
    'Envoyez-le dans un salon où je suis, ou directement à moi.',
  'Slack has not finished with {{name}} yet.': 'Slack n’en a pas encore fini avec {{name}}.',
  'Please try it again in a minute.': 'Veuillez réessayer dans une minute.',
  'Slack hides {{name}}, because the workspace keeps no more files.':
    'Slack cache {{name}}, car l’espace de travail ne garde plus de fichiers.',
  '{{name}} does not lie in Slack, and I fetch nothing from elsewhere.':
    '{{name}} n’est pas dans Slack, et je ne vais rien chercher ailleurs.',
  'Please save the picture and upload it here.': 'Veuillez enregistrer l’image et l’envoyer ici.',
  '{{name}} is no picture: it was written in Slack.': '{{name}} n’est pas une image : cela a été écrit dans Slack.',
  'Please upload a PNG, JPEG or WebP file.': 'Veuillez envoyer un fichier PNG, JPEG ou WebP.',
  'I may not read files here.': 'Je ne peux pas lire de fichiers ici.',
  'Whoever set me up can give the app the scope files:read and install it again.':
    'Qui m’a installé peut donner à l’app le scope files:read et la réinstaller.',
  'They can delete it, and so can admins of the workspace.':
    'Cette personne peut la supprimer, les admins de l’espace aussi.',
  'That picture is in the channel already.': 'Cette image est déjà dans le salon.',
  'Delete it there to share it once more.': 'Supprimez-la là-bas pour la partager à nouveau.',
  'I do not show how pictures come about here.': 'Je ne montre pas ici comment naissent les images.',
  'Whoever set me up has finished pictures checked, and their steps cannot be.':
    'Qui m’a installé fait vérifier les images finies, et leurs étapes ne peuvent pas l’être.',
  'An admin of the workspace can.': 'Un admin de l’espace le peut.',
  'Only admins of the workspace change my settings.': 'Seuls les admins de l’espace changent mes réglages.',
  'Ask one of them.': 'Demandez à l’un d’eux.',
  'It comes here in a moment: many are asking at once.':
    'Elle arrive ici dans un instant : beaucoup demandent à la fois.',
  'I draw it for you alone.': 'Je la dessine pour vous seul.',
  'It comes in our direct messages.': 'Elle arrive dans nos messages directs.',
  'I am not in this channel, so your picture comes in our direct messages.':
    'Je ne suis pas dans ce salon, votre image arrive donc dans nos messages directs.',
  'To have it here next time, type /invite and my name.':
    'Pour l’avoir ici la prochaine fois, tapez /invite et mon nom.',
  'I may not write in this channel, so your picture comes in our direct messages.':
    'Je ne peux pas écrire dans ce salon, votre image arrive donc dans nos messages directs.',
  'It may be archived, or only some people may post there.':
    'Il est peut-être archivé, ou seuls certains peuvent y écrire.',
  'The picture is there, but I may not upload it to Slack.': 'L’image est là, mais je ne peux pas l’envoyer sur Slack.',
  'Whoever set me up can give the app the scope files:write and install it again; or the workspace takes no files.':
    'Qui m’a installé peut donner à l’app le scope files:write et la réinstaller ; ou l’espace ne prend pas de fichiers.',
  'I was asked not to draw in this channel.': 'On m’a demandé de ne pas dessiner dans ce salon.',
  'Ask in one that I draw in, or in our direct messages. Admins of the workspace know which, and can allow this one on my page.':
    'Demandez dans un salon où je dessine, ou dans nos messages directs. Les admins de l’espace savent lequel, et peuvent autoriser celui-ci sur ma page.',
  'Here I draw only for people in certain user groups, and you are in none of them.':
    'Ici je ne dessine que pour les personnes de certains groupes, et vous n’êtes dans aucun.',
  'An admin of the workspace can put you into one, or allow yours on my page.':
    'Un admin de l’espace peut vous mettre dans un groupe, ou autoriser le vôtre sur ma page.',
  'Slack did not let me open a form.': 'Slack ne m’a pas laissé ouvrir de formulaire.',
  'Please try it again.': 'Veuillez réessayer.',

  // Forms
  'Hardly anything': 'Presque rien',
  'Only its colours stay.': 'Seules les couleurs restent.',
  'A little': 'Un peu',
  'Colours and rough layout stay.': 'Les couleurs et la composition générale restent.',
  Clearly: 'Nettement',
  'Its layout stays.': 'La composition reste.',
  Closely: 'Presque tout',
  'Nearly everything stays.': 'Presque tout reste.',
  'Top half': 'Moitié supérieure',
  'Bottom half': 'Moitié inférieure',
  'Left half': 'Moitié gauche',
  'Right half': 'Moitié droite',
  Centre: 'Centre',
  'Where it is transparent': 'Là où c’est transparent',
  'The picture or drawing': 'L’image ou le dessin',
  '{{summary}} 10 MB at most.': '{{summary}} 10 MB au plus.',
  'A copy of the picture, white where something new should be drawn.':
    'Une copie de l’image, blanche là où va le nouveau.',
  'Where should something new be drawn?': 'Où dessiner du nouveau ?',
  'Or where, in your own words': 'Ou bien où, avec vos mots (en anglais)',
  'Or a mask': 'Ou un masque',
  'A picture': 'Une image',
  'In this order: {{names}}. Or say below which is which, such as {{last}}:1. 10 MB each at most.':
    'Dans cet ordre : {{names}}. Ou dites plus bas laquelle est laquelle, comme {{last}}:1. 10 MB chacune au plus.',
  Pictures: 'Images',
  'How much of the picture should stay?': 'Quelle part de l’image doit rester ?',
  Also: 'Aussi',
  'As name:value, with spaces between them.': 'Sous la forme name:value, séparées par des espaces.',
  'As name:value, with spaces between them: {{names}}.':
    'Sous la forme name:value, séparées par des espaces : {{names}}.',

  // Deleting
  'Only they can delete it.': 'Seule cette personne peut la supprimer.',
  'That picture is not drawn yet.': 'Cette image n’est pas encore dessinée.',
  'Stop it instead: /cancel job:{{id}}': 'Arrêtez-la plutôt : /cancel job:{{id}}',
  'Pictures that were drawn together are deleted together.': 'Des images dessinées ensemble sont supprimées ensemble.',
  'To delete all of them: /delete job:{{id}}': 'Pour les supprimer toutes : /delete job:{{id}}',
  'The picture is deleted here, but I could not delete all that I posted of it.':
    'L’image est supprimée ici, mais je n’ai pas pu supprimer tout ce que j’en ai publié.',
  'A moderator or an admin can delete the messages that are left.':
    'La modération peut supprimer les messages restants.',
  'Deleted.': 'Supprimée.',
  'There are no links to pictures that may not be for everybody.':
    'Il n’y a pas de lien vers des images qui ne conviennent peut-être pas à tous.',
  'Download it instead, and give it to whom it is for.': 'Téléchargez-la plutôt et donnez-la à qui elle est destinée.',
  'Small pictures of: {{words}}': 'Petites images de : {{words}}',
  'A low start redraws most of the picture, a high one keeps most of it.':
    'Un départ bas redessine presque toute l’image, un départ haut en garde presque tout.',
};
