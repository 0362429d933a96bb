import type { Dictionary } from '../dictionary.ts';

/** Français, keyed by the English sentence. */
export const commands: Dictionary = {
  // Commands
  'Draw a picture from words.': 'Dessine une image à partir de mots.',
  'Redraw a picture or a drawing: noise it part of the way, then denoise it towards a prompt.':
    'Redessine une image : la bruite en partie, puis la débruite en suivant un prompt.',
  'Draw something new into part of a picture. The part: a mask, the transparency, or words.':
    'Dessine du nouveau dans une partie d’image, donnée par un masque, la transparence ou des mots.',
  'Draw one picture that shows two things: turn it, and it is the other one.':
    'Dessine une image qui montre deux choses : tournez-la, et c’est autre chose.',
  'Draw one picture that shows one thing from far away and another from close.':
    'Dessine une image qui montre une chose de loin et une autre de près.',
  'Make a picture larger with the super-resolution stage, which invents the fine detail.':
    'Agrandit une image avec l’étage de super-résolution, qui invente les détails fins.',
  'Show what noise makes of a picture: the forward process.':
    'Montre ce que le bruit fait d’une image : le processus direct.',
  'Noise a picture, then clean it by a blur, in one step and step by step, side by side.':
    'Bruite une image, puis la nettoie : par un flou, en une étape et étape par étape.',
  'Make an earlier picture again with one thing changed; everything else stays, the seed too.':
    'Refait une image précédente en changeant une chose ; tout le reste demeure, la graine aussi.',
  'Show what is being drawn and what is waiting.': 'Montre ce qui est en cours de dessin et ce qui attend.',
  'Stop a picture of yours that is waiting or being drawn; without a name, your latest.':
    'Arrête une de vos images en attente ou en cours ; sans nom, la dernière.',
  'Show how the engine is, what it runs on, and which models there are.':
    'Montre l’état du moteur, ce sur quoi il tourne et les modèles disponibles.',
  'List the commands, or explain one.': 'Liste les commandes, ou en explique une.',

  // What every drawing takes
  'What to draw.': 'Ce qu’il faut dessiner.',
  'How many pictures; each takes the next seed.': 'Combien d’images ; chacune prend la graine suivante.',
  'What to steer away from.': 'Ce qu’il faut éviter.',
  "Denoising steps: more is slower and finer. Normally the model's own.":
    'Étapes de débruitage : plus, c’est plus lent et plus fin. Par défaut, celles du modèle.',
  "How hard to follow the prompt: 1 is unguided, 7 is common. Normally the model's own.":
    'Fidélité au prompt : 1 sans guidage, 7 est courant. Par défaut, celle du modèle.',
  'Where the noise begins: the same seed draws the same picture. 180 is the seed of the examples.':
    'D’où part le bruit : même graine, même image. 180 est celle des exemples.',
  "How a step is taken. Normally the model's own.": 'Comment une étape est faite. Par défaut, comme le veut le modèle.',
  "Which timesteps are visited: strided is the classic schedule. Normally the model's own.":
    'Quels instants sont visités : strided est la suite classique. Par défaut, ceux du modèle.',
  'Guide only between two timesteps, such as 200-800.': 'Guider seulement entre deux instants, par exemple 200-800.',
  'Keep colours in range at every step: dynamic thresholding.':
    'Garder les couleurs dans leur plage à chaque étape (dynamic thresholding).',
  'Finish with super-resolution where the model has it.': 'Finir par la super-résolution si le modèle en a une.',
  'Also make a film of the noise turning into the picture.': 'Faire aussi un film du bruit qui devient l’image.',
  'Which model draws; /status lists them.': 'Quel modèle dessine ; /status les liste.',
  'Fresh noise in the steps of the ddim sampler: 0 is none, 1 as much as ddpm.':
    'Bruit neuf dans les étapes de la méthode ddim : 0 aucun, 1 autant que ddpm.',

  // Pictures to begin with, and what stays of them
  'The picture or drawing to begin with.': 'L’image ou le dessin de départ.',
  'What it should become.': 'Ce qu’elle doit devenir.',
  'How much of the picture survives the noise: 0 nothing, 10 its layout, 33 nearly everything.':
    'Ce qui survit au bruit : 0 rien, 10 la composition, 33 presque toute l’image.',
  'The whole sheet: starts 1, 3, 5, 7, 10, 20 and 28 beside the original.':
    'Toute la planche : les départs 1, 3, 5, 7, 10, 20 et 28 à côté de l’original.',
  'The picture; where it is transparent, new content goes.':
    'L’image ; là où elle est transparente vient le nouveau contenu.',
  'What to draw there.': 'Ce qu’il faut y dessiner.',
  'White where new content goes, black where the picture stays.':
    'Blanc là où vient le nouveau contenu, noir là où l’image reste.',
  'Where new content goes: "top half", "left third", "middle 40%".':
    'Où dessiner, en anglais : "top half", "left third", "middle 40%".',
  'Swap what stays and what is drawn anew.': 'Échanger ce qui reste et ce qui est redessiné.',
  'Go back and redo, so that new content fits better: 10 is slow and thorough.':
    'Revenir et refaire pour que le nouveau s’accorde mieux : 10 est lent et minutieux.',
  'What stays is noised again at every step (renoised, as in RePaint) or kept clean.':
    'Ce qui reste est rebruité à chaque étape (renoised, comme RePaint) ou gardé net (clean).',
  'Begin at this picture or drawing instead of noise.': 'Partir de cette image ou de ce dessin plutôt que du bruit.',
  'A picture to draw into; say where with mask or region.':
    'Une image dans laquelle dessiner ; dites où avec mask ou region.',

  // Anagrams and hybrids
  'What it shows as it is.': 'Ce qu’elle montre telle quelle.',
  'What it shows when turned.': 'Ce qu’elle montre une fois tournée.',
  'What it shows when turned by the third view.': 'Ce qu’elle montre tournée de la troisième façon.',
  'How to turn it; flip is upside down.': 'Comment la tourner ; flip la met à l’envers.',
  'How to turn it for the third.': 'Comment la tourner pour la troisième.',
  'What it shows from far away, or when small.': 'Ce qu’elle montre de loin, ou en petit.',
  'What it shows from close.': 'Ce qu’elle montre de près.',
  'What it shows in between.': 'Ce qu’elle montre entre les deux.',
  'How it is split: coarse and fine, grey and colour, or moving and still.':
    'Comment la diviser : grossier et fin, gris et couleur, ou mobile et immobile.',
  'A real photo for the far part; `far` then says what it shows.':
    'Une vraie photo pour la partie lointaine ; `far` dit alors ce qu’elle montre.',

  // Upscale, noise and denoise
  'The picture. The stage sees it at 256 pixels a side at most.':
    'L’image. L’étape la voit à 256 pixels de côté au plus.',
  'Draw what lies beyond the edges of a picture.': 'Dessine ce qui se trouve au-delà des bords d’une image.',
  'The picture, which stays as it is.': 'L’image, qui reste comme elle est.',
  'What lies beyond its edges.': 'Ce qui se trouve au-delà de ses bords.',
  'How much to add at the left, in percent of the picture.': 'Combien ajouter à gauche, en pourcentage de l’image.',
  'How much to add at the right, in percent of the picture.': 'Combien ajouter à droite, en pourcentage de l’image.',
  'How much to add at the top, in percent of the picture.': 'Combien ajouter en haut, en pourcentage de l’image.',
  'How much to add at the bottom, in percent of the picture.': 'Combien ajouter en bas, en pourcentage de l’image.',
  'The shape that it should get, instead of margins.': 'La forme qu’elle doit prendre, au lieu de marges.',
  'Longer side of the result in pixels.': 'Plus long côté du résultat en pixels.',
  'Redraw the middle square of the picture, instead of the square around the mask.':
    'Redessiner le carré central de l’image, au lieu de celui autour du masque.',
  'Use the middle square of the picture, instead of its whole shape.':
    'Utiliser le carré central de l’image, au lieu de sa forme entière.',
  'What it shows, if the detail should follow it.': 'Ce qu’elle montre, si les détails doivent s’y conformer.',
  'The picture.': 'L’image.',
  'The timestep; without it the sheet for 250, 500 and 750.': 'L’instant ; sans lui, la planche pour 250, 500 et 750.',
  'How much noise: 0 is none, 999 all; 690 is start 10 of /sdedit.':
    'La quantité de bruit : 0 aucun, 999 tout ; 690 est le départ 10 de /sdedit.',
  'What the model is told that it sees.': 'Ce qu’on dit au modèle qu’il voit.',
  'Also put every picture through super-resolution.': 'Passer aussi chaque image par la super-résolution.',

  // Remix
  'What to draw instead; of two, the first.': 'Ce qu’il faut dessiner à la place ; de deux, la première.',
  'What to draw instead as the second of two or three.':
    'Ce qu’il faut dessiner à la place comme deuxième de deux ou trois.',
  'What to draw instead as the third.': 'Ce qu’il faut dessiner à la place comme troisième.',
  'Which picture; without it, the latest here.': 'Quelle image ; sans précision, la dernière ici.',
  'A PNG that I made: it carries its settings.': 'Un PNG que j’ai fait : il porte ses réglages.',
  'The timestep that the picture is noised to.': 'L’instant jusqu’auquel l’image est bruitée.',
  'How an anagram is turned for the second.': 'Comment un anagramme est tourné pour la deuxième.',
  'How an anagram is turned for the third.': 'Comment un anagramme est tourné pour la troisième.',
  'How a hybrid is split.': 'Comment une image hybride est divisée.',
  'Finish with super-resolution, or do not.': 'Finir par la super-résolution, ou non.',

  // Cancel and help
  'Which one, from /queue; "all" for all of yours.': 'Laquelle, d’après /queue ; "all" pour toutes les vôtres.',
  'Which command to explain; "words" lists what can be drawn.':
    'Quelle commande expliquer ; "words" énumère ce qui peut être dessiné.',

  // Only on Discord
  'Answer only to me.': 'Ne répondre qu’à moi.',
  'SDEdit this': 'Redessiner avec SDEdit',
  'Inpaint this': 'Dessiner dedans',
  'Upscale this': 'Agrandir',
  'Turn this': 'Tourner',
  'Reuse settings': 'Reprendre les réglages',

  // Settings
  'Choose where and by whom I may be asked, how much, and how I answer.':
    'Choisit où et par qui je peux être sollicité, combien, et comment je réponds.',
  'Show what holds in this server.': 'Montre ce qui vaut sur ce serveur.',
  'Where I may be asked; with no channel in the list, everywhere.':
    'Où l’on peut me solliciter ; sans salon dans la liste, partout.',
  'Allow this channel.': 'Autoriser ce salon.',
  'Take this channel off the list.': 'Retirer ce salon de la liste.',
  'Empty the list.': 'Vider la liste.',
  'Who may ask me; with no role in the list, everybody.':
    'Qui peut me solliciter ; sans rôle dans la liste, tout le monde.',
  'Allow this role.': 'Autoriser ce rôle.',
  'Take this role off the list.': 'Retirer ce rôle de la liste.',
  'How many pictures may be asked for in 24 hours.': 'Combien d’images peuvent être demandées en 24 heures.',
  'Pictures in 24 hours for one person; 0 for no quota.': 'Images en 24 heures par personne ; 0 pour aucun quota.',
  'Pictures in 24 hours for the whole server; 0 for no quota.':
    'Images en 24 heures pour tout le serveur ; 0 pour aucun quota.',
  'How the steps are shown while a picture is drawn.':
    'Comment les étapes sont montrées pendant le dessin d’une image.',
  'In a thread below the answer, in the answer itself (edit), or not at all (off).':
    'Dans un fil sous la réponse (thread), dans la réponse même (edit), ou pas du tout (off).',
  'Words that no prompt may have; without an option I show them to you alone.':
    'Mots interdits dans les prompts ; sans option, je vous les montre à vous seul.',
  'Words to block, with commas between them.': 'Mots à bloquer, séparés par des virgules.',
  'Words to allow again, with commas between them.': 'Mots à autoriser de nouveau, séparés par des virgules.',
  'Which model draws where nobody names one.': 'Quel modèle dessine quand personne n’en nomme.',
  'The model; without it, the first of /status.': 'Le modèle ; sans précision, le premier de /status.',
  'How long the host keeps pictures and their steps.': 'Combien de temps l’hébergeur garde les images et leurs étapes.',
  "Hours, up to a year (8760); 0 for the host's own.":
    'En heures, jusqu’à un an (8760) ; 0 pour la durée de l’hébergeur.',
  'Forget every setting of this server.': 'Oublie tous les réglages de ce serveur.',

  // Styles
  'List the styles, save one of your own, or delete it.': 'Liste les styles, enregistre un des vôtres ou le supprime.',
  'What to do with styles.': 'Que faire des styles.',
  'Name of the style.': 'Nom du style.',
  'Words of the style; {prompt} stands for what is drawn.':
    'Mots du style ; {prompt} tient la place de ce qui est dessiné.',
  'What the style steers away from.': 'Ce dont le style s’éloigne.',
  'How hard the style follows the prompt.': 'À quel point le style suit le prompt.',
  'Denoising steps of the style.': 'Étapes de débruitage du style.',
  'How the style takes a step.': 'Comment le style fait une étape.',
  'A style by its name; /style lists them.': 'Un style par son nom ; /style les liste.',

  // Deleting
  'Delete a picture of yours, and all that I posted of it; without a name, your latest.':
    'Supprime une de vos images et tout ce que j’en ai publié ; sans nom, la dernière.',
  'Which picture; without it, your latest here.': 'Quelle image ; sinon, votre dernière ici.',
};
