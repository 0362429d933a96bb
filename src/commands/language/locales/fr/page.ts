import type { Dictionary } from '../dictionary.ts';

/** What only the page in the browser says. */
export const page: Dictionary = {
  // The page itself
  'Skip to the composer': 'Aller au champ de saisie',
  'Type a command, watch noise become a picture': 'Tapez une commande, et voyez le bruit devenir une image',
  Messages: 'Messages',
  'The channel needs JavaScript. The same commands work in a shell: npx stridebot sample "a skull"':
    'Le salon a besoin de JavaScript. Les mêmes commandes marchent dans un shell : npx stridebot sample "a skull"',

  // Composer
  'Pictures to send': 'Images à envoyer',
  'Paint a mask on {{file}}': 'Peindre un masque sur {{file}}',
  'Change the mask on {{file}}': 'Changer le masque sur {{file}}',
  'Paint mask': 'Peindre un masque',
  Mask: 'Masque',
  'Remove {{file}}': 'Retirer {{file}}',
  Completions: 'Suggestions',
  'Say what to draw, or type / for a command': 'Dites quoi dessiner, ou tapez / pour une commande',
  Message: 'Message',
  Send: 'Envoyer',
  'Add a picture': 'Ajouter une image',
  'Now a command for it:': 'Maintenant, une commande pour elle :',
  'Type {{/}} for a command, or add a picture with {{+}}':
    'Tapez {{/}} pour une commande, ou ajoutez une image avec {{+}}',
  '{{Enter}} sends · {{Shift}} {{Enter}} new line · {{↑}} last line':
    '{{Enter}} envoie · {{Shift}} {{Enter}} nouvelle ligne · {{↑}} dernière ligne',
  'Redraws your picture so. Commands begin with {{/}}':
    'Redessine ainsi votre image. Les commandes commencent par {{/}}',
  'Draws this. Other commands begin with {{/}}': 'Dessine ceci. Les autres commandes commencent par {{/}}',
  'Pick a command: {{↑}} {{↓}} and {{Tab}}': 'Choisissez une commande : {{↑}} {{↓}} et {{Tab}}',
  'Drop a picture here, paste one, or press {{+}}': 'Déposez une image ici, collez-en une ou appuyez sur {{+}}',
  'Click the picture to paint where something new goes, or add region:"top half"':
    'Cliquez sur l’image pour peindre où va le nouveau, ou ajoutez region:"top half"',

  // Everywhere on the page
  'Put it into the composer': 'Mettre dans le champ de saisie',
  'Guest {{number}}': 'Invité {{number}}',
  'What shall the channel call you?': 'Comment le salon doit-il vous appeler ?',
  'Your name': 'Votre nom',
  'Everyone in the channel sees it. This browser keeps it.':
    'Tout le monde dans le salon le voit. Ce navigateur le garde.',
  'Keep as it is': 'Laisser tel quel',
  Save: 'Enregistrer',
  'Change your name': 'Changer votre nom',
  ', change your name': ', changer votre nom',
  'This picture is no longer kept.': 'Cette image n’est plus conservée.',
  'The channel does not answer.': 'Le salon ne répond pas.',
  'Is Stridebot still running? Your text is kept here.': 'Stridebot tourne-t-il encore ? Votre texte est gardé ici.',
  'The channel answered {{status}}.': 'Le salon a répondu {{status}}.',
  'Theme: as the system': 'Thème : celui du système',
  'Theme: light': 'Thème : clair',
  'Theme: dark': 'Thème : sombre',
  'The same again with a new seed': 'La même chose avec une nouvelle graine',
  'Draw a picture near this one': 'Dessiner une image proche de celle-ci',
  'More pixels through super-resolution': 'Plus de pixels par super-résolution',
  'The picture and its turned readings, side by side': 'L’image et ses lectures tournées, côte à côte',
  'The picture as seen from near and from far': 'L’image vue de près et de loin',
  'The noise turning into the picture, as a film': 'Le bruit qui devient l’image, en film',
  'Everything that made this picture': 'Tout ce qui a fait cette image',
  'Stop drawing': 'Arrêter de dessiner',
  'One of the pictures alone': 'Une des images seule',
  SDEdit: 'SDEdit',
  'Redraw this picture with other words': 'Redessiner cette image avec d’autres mots',
  Inpaint: 'Dessiner dedans',
  'Paint over a part of this picture': 'Peindre sur une partie de cette image',
  'about {{count}} s': 'environ {{count}} s',
  'about {{count}} min': 'environ {{count}} min',
  Starting: 'Démarrage',
  'Next in the queue': 'Prochaine dans la file',
  '{{place}} in the queue': '{{place}} dans la file',
  '{{steps}} to enlarge': '{{steps}} pour agrandir',
  '1 step': '1 étape',
  '{{count}} steps': '{{count}} étapes',
  'Step {{step}} of {{total}}': 'Étape {{step}} sur {{total}}',
  'Enlarging {{step}} of {{total}}': 'Agrandissement {{step}} sur {{total}}',

  // Mask painter
  'The picture. Paint where something new should go: arrow keys move the brush, Space paints.':
    'L’image. Peignez où du nouveau doit aller : les flèches déplacent le pinceau, Espace peint.',
  'Brush size': 'Taille du pinceau',
  Paint: 'Peindre',
  Erase: 'Effacer',
  Undo: 'Défaire',
  'Paint where something new goes': 'Peignez où va le nouveau',
  'The rest of the picture stays as it is.': 'Le reste de l’image demeure tel quel.',
  Brush: 'Pinceau',
  'Use this mask': 'Utiliser ce masque',

  // Thread
  Step: 'Étape',
  Play: 'Lire',
  Drawing: 'Dessin',
  Thread: 'Fil',
  'Close the thread': 'Fermer le fil',
  'walk through the steps': 'parcourent les étapes',
  'The clean estimate: {{step}}, t = {{t}}': 'L’estimation nette : {{step}}, t = {{t}}',
  Pause: 'Pause',
  Steps: 'Étapes',
  'enlarging {{number}}': 'agrandissement {{number}}',
  'Open the thread: {{steps}}, from noise to picture': 'Ouvrir le fil : {{steps}}, du bruit à l’image',

  // Welcome
  'Draw from words': 'Dessiner avec des mots',
  'Redraw a sketch': 'Redessiner un croquis',
  'Paint over a part': 'Peindre sur une partie',
  'Two pictures in one, turned': 'Deux images en une, en la tournant',
  'One from afar, one from near': 'L’une de loin, l’autre de près',
  'Noise turning into a rocket': 'Du bruit qui devient une fusée',
  'Every picture here begins as noise.': 'Ici, toute image commence par du bruit.',
  'Type a command, watch it take shape step by step. Try one of these:':
    'Tapez une commande et regardez l’image prendre forme, étape par étape. Essayez l’une de celles-ci :',
};
