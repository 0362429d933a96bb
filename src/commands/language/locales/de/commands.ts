import type { Dictionary } from '../dictionary.ts';

/** Deutsch, keyed by the English sentence. */
export const commands: Dictionary = {
  // Commands
  'Draw a picture from words.': 'Zeichnet ein Bild aus Worten.',
  'Redraw a picture or a drawing: noise it part of the way, then denoise it towards a prompt.':
    'Zeichnet ein Bild neu: erst teilweise verrauschen, dann auf einen Prompt hin entrauschen.',
  'Draw something new into part of a picture. The part: a mask, the transparency, or words.':
    'Zeichnet Neues in einen Teil eines Bildes; welchen, sagt eine Maske, die Transparenz oder ein Wort.',
  'Draw one picture that shows two things: turn it, and it is the other one.':
    'Zeichnet ein Bild, das zweierlei zeigt: gedreht ist es etwas anderes.',
  'Draw one picture that shows one thing from far away and another from close.':
    'Zeichnet ein Bild, das von Weitem etwas anderes zeigt als aus der Nähe.',
  'Make a picture larger with the super-resolution stage, which invents the fine detail.':
    'Vergrößert ein Bild mit der Super-Resolution-Stufe; sie erfindet die feinen Details.',
  'Show what noise makes of a picture: the forward process.':
    'Zeigt, was Rauschen aus einem Bild macht: den Vorwärtsprozess.',
  'Noise a picture, then clean it by a blur, in one step and step by step, side by side.':
    'Verrauscht ein Bild und säubert es: weichgezeichnet, in einem Schritt und Schritt für Schritt.',
  'Make an earlier picture again with one thing changed; everything else stays, the seed too.':
    'Zeichnet ein früheres Bild noch einmal mit einer Änderung; alles andere bleibt, auch der Seed.',
  'Show what is being drawn and what is waiting.': 'Zeigt, was gerade gezeichnet wird und was wartet.',
  'Stop a picture of yours that is waiting or being drawn; without a name, your latest.':
    'Stoppt ein Bild von dir, das wartet oder entsteht; ohne Namen dein neuestes.',
  'Show how the engine is, what it runs on, and which models there are.':
    'Zeigt, wie es dem Zeichner geht, worauf er läuft und welche Modelle es gibt.',
  'List the commands, or explain one.': 'Listet die Befehle auf oder erklärt einen.',

  // What every drawing takes
  'What to draw.': 'Was gezeichnet werden soll.',
  'How many pictures; each takes the next seed.': 'Wie viele Bilder; jedes nimmt den nächsten Seed.',
  'What to steer away from.': 'Was vermieden werden soll.',
  "Denoising steps: more is slower and finer. Normally the model's own.":
    'Entrauschungsschritte: mehr ist langsamer und feiner. Sonst wie im Modell vorgesehen.',
  "How hard to follow the prompt: 1 is unguided, 7 is common. Normally the model's own.":
    'Wie streng dem Prompt zu folgen ist: 1 ungeführt, 7 üblich. Sonst wie im Modell.',
  'Where the noise begins: the same seed draws the same picture. 180 is the seed of the examples.':
    'Wo das Rauschen beginnt: Gleicher Seed, gleiches Bild. 180 ist der Seed der Beispiele.',
  "How a step is taken. Normally the model's own.": 'Wie ein Schritt gemacht wird. Sonst wie im Modell vorgesehen.',
  "Which timesteps are visited: strided is the classic schedule. Normally the model's own.":
    'Welche Zeitschritte drankommen: strided ist die klassische Folge. Sonst wie im Modell vorgesehen.',
  'Guide only between two timesteps, such as 200-800.': 'Nur zwischen zwei Zeitschritten führen, etwa 200-800.',
  'Keep colours in range at every step: dynamic thresholding.':
    'Farben bei jedem Schritt im gültigen Bereich halten (dynamisches Thresholding).',
  'Finish with super-resolution where the model has it.':
    'Zum Schluss Super-Resolution anwenden, wenn das Modell sie hat.',
  'Also make a film of the noise turning into the picture.':
    'Dazu einen Film machen, in dem aus dem Rauschen das Bild wird.',
  'Which model draws; /status lists them.': 'Welches Modell zeichnet; /status listet sie auf.',
  'Fresh noise in the steps of the ddim sampler: 0 is none, 1 as much as ddpm.':
    'Frisches Rauschen in den Schritten des Samplers ddim: 0 keines, 1 so viel wie bei ddpm.',

  // Pictures to begin with, and what stays of them
  'The picture or drawing to begin with.': 'Das Bild oder die Zeichnung, mit der es losgeht.',
  'What it should become.': 'Was daraus werden soll.',
  'How much of the picture survives the noise: 0 nothing, 10 its layout, 33 nearly everything.':
    'Wie viel vom Bild das Rauschen übersteht: 0 nichts, 10 der Aufbau, 33 fast alles.',
  'The whole sheet: starts 1, 3, 5, 7, 10, 20 and 28 beside the original.':
    'Der ganze Bogen: die Starts 1, 3, 5, 7, 10, 20 und 28 neben dem Original.',
  'The picture; where it is transparent, new content goes.':
    'Das Bild; wo es durchsichtig ist, kommt neuer Inhalt hin.',
  'What to draw there.': 'Was dort gezeichnet werden soll.',
  'White where new content goes, black where the picture stays.':
    'Weiß, wo neuer Inhalt hinkommt; schwarz, wo das Bild bleibt.',
  'Where new content goes: "top half", "left third", "middle 40%".':
    'Wo neuer Inhalt hinkommt, auf Englisch: "top half", "left third", "middle 40%".',
  'Swap what stays and what is drawn anew.': 'Vertauscht, was bleibt und was neu gezeichnet wird.',
  'Go back and redo, so that new content fits better: 10 is slow and thorough.':
    'Zurückgehen und wiederholen, damit Neues besser passt: 10 ist langsam und gründlich.',
  'What stays is noised again at every step (renoised, as in RePaint) or kept clean.':
    'Was bleibt, wird bei jedem Schritt neu verrauscht (renoised, wie bei RePaint) oder bleibt sauber.',
  'Begin at this picture or drawing instead of noise.': 'Mit diesem Bild statt mit Rauschen beginnen.',
  'A picture to draw into; say where with mask or region.':
    'Ein Bild, in das gezeichnet wird; wo, sagt mask oder region.',

  // Anagrams and hybrids
  'What it shows as it is.': 'Was es ungedreht zeigt.',
  'What it shows when turned.': 'Was es gedreht zeigt.',
  'What it shows when turned by the third view.': 'Was es zeigt, wenn man es auf die dritte Art dreht.',
  'How to turn it; flip is upside down.': 'Wie es gedreht wird; flip stellt es auf den Kopf.',
  'How to turn it for the third.': 'Wie es für das Dritte gedreht wird.',
  'What it shows from far away, or when small.': 'Was es von Weitem zeigt, oder wenn es klein ist.',
  'What it shows from close.': 'Was es aus der Nähe zeigt.',
  'What it shows in between.': 'Was es dazwischen zeigt.',
  'How it is split: coarse and fine, grey and colour, or moving and still.':
    'Wie es aufgeteilt wird: grob und fein, grau und farbig, oder bewegt und still.',
  'A real photo for the far part; `far` then says what it shows.':
    'Ein echtes Foto für den fernen Teil; `far` sagt dann, was darauf ist.',

  // Upscale, noise and denoise
  'The picture. The stage sees it at 256 pixels a side at most.':
    'Das Bild. Die Stufe sieht es mit höchstens 256 Pixeln Seitenlänge.',
  'Draw what lies beyond the edges of a picture.': 'Zeichnet, was jenseits der Ränder eines Bildes liegt.',
  'The picture, which stays as it is.': 'Das Bild; es bleibt, wie es ist.',
  'What lies beyond its edges.': 'Was jenseits seiner Ränder liegt.',
  'How much to add at the left, in percent of the picture.': 'Wie viel links dazukommt, in Prozent des Bildes.',
  'How much to add at the right, in percent of the picture.': 'Wie viel rechts dazukommt, in Prozent des Bildes.',
  'How much to add at the top, in percent of the picture.': 'Wie viel oben dazukommt, in Prozent des Bildes.',
  'How much to add at the bottom, in percent of the picture.': 'Wie viel unten dazukommt, in Prozent des Bildes.',
  'The shape that it should get, instead of margins.': 'Die Form, die es bekommen soll, statt der Ränder.',
  'Longer side of the result in pixels.': 'Längere Seite des Ergebnisses in Pixeln.',
  'Redraw the middle square of the picture, instead of the square around the mask.':
    'Das mittlere Quadrat des Bildes neu zeichnen statt des Quadrats um die Maske.',
  'Use the middle square of the picture, instead of its whole shape.':
    'Das mittlere Quadrat des Bildes verwenden statt seiner ganzen Form.',
  'What it shows, if the detail should follow it.': 'Was es zeigt, falls die Details dem folgen sollen.',
  'The picture.': 'Das Bild.',
  'The timestep; without it the sheet for 250, 500 and 750.':
    'Der Zeitschritt; ohne ihn der Bogen für 250, 500 und 750.',
  'How much noise: 0 is none, 999 all; 690 is start 10 of /sdedit.':
    'Wie viel Rauschen: 0 keines, 999 alles; 690 ist Start 10 von /sdedit.',
  'What the model is told that it sees.': 'Was dem Modell gesagt wird, dass es sieht.',
  'Also put every picture through super-resolution.': 'Auch jedes Bild durch die Super-Resolution schicken.',

  // Remix
  'What to draw instead; of two, the first.': 'Was stattdessen gezeichnet wird; bei zweien das erste.',
  'What to draw instead as the second of two or three.':
    'Was stattdessen als zweites von zwei oder drei gezeichnet wird.',
  'What to draw instead as the third.': 'Was stattdessen als drittes gezeichnet wird.',
  'Which picture; without it, the latest here.': 'Welches Bild; ohne Angabe das neueste hier.',
  'A PNG that I made: it carries its settings.': 'Ein PNG von mir: Es trägt seine Einstellungen in sich.',
  'The timestep that the picture is noised to.': 'Der Zeitschritt, bis zu dem das Bild verrauscht wird.',
  'How an anagram is turned for the second.': 'Wie ein Anagramm für das Zweite gedreht wird.',
  'How an anagram is turned for the third.': 'Wie ein Anagramm für das Dritte gedreht wird.',
  'How a hybrid is split.': 'Wie ein Hybridbild aufgeteilt wird.',
  'Finish with super-resolution, or do not.': 'Zum Schluss Super-Resolution anwenden oder nicht.',

  // Cancel and help
  'Which one, from /queue; "all" for all of yours.': 'Welches, aus /queue; "all" für alle von dir.',
  'Which command to explain; "words" lists what can be drawn.':
    'Welchen Befehl erklären; "words" zählt auf, was gezeichnet werden kann.',

  // Only on Discord
  'Answer only to me.': 'Nur mir antworten.',
  'SDEdit this': 'Mit SDEdit umzeichnen',
  'Inpaint this': 'Hineinzeichnen',
  'Upscale this': 'Vergrößern',
  'Turn this': 'Drehen',
  'Reuse settings': 'Einstellungen übernehmen',

  // Settings
  'Choose where and by whom I may be asked, how much, and how I answer.':
    'Legt fest, wo und von wem ich gefragt werden darf, wie viel, und wie ich antworte.',
  'Show what holds in this server.': 'Zeigt, was auf diesem Server gilt.',
  'Where I may be asked; with no channel in the list, everywhere.':
    'Wo ich gefragt werden darf; ohne Kanal in der Liste überall.',
  'Allow this channel.': 'Diesen Kanal erlauben.',
  'Take this channel off the list.': 'Diesen Kanal von der Liste nehmen.',
  'Empty the list.': 'Die Liste leeren.',
  'Who may ask me; with no role in the list, everybody.': 'Wer mich fragen darf; ohne Rolle in der Liste alle.',
  'Allow this role.': 'Diese Rolle erlauben.',
  'Take this role off the list.': 'Diese Rolle von der Liste nehmen.',
  'How many pictures may be asked for in 24 hours.': 'Wie viele Bilder in 24 Stunden verlangt werden dürfen.',
  'Pictures in 24 hours for one person; 0 for no quota.': 'Bilder in 24 Stunden pro Person; 0 für kein Kontingent.',
  'Pictures in 24 hours for the whole server; 0 for no quota.':
    'Bilder in 24 Stunden für den ganzen Server; 0 für kein Kontingent.',
  'How the steps are shown while a picture is drawn.': 'Wie die Schritte gezeigt werden, während ein Bild entsteht.',
  'In a thread below the answer, in the answer itself (edit), or not at all (off).':
    'In einem Thread unter der Antwort, in der Antwort selbst (edit) oder gar nicht (off).',
  'Words that no prompt may have; without an option I show them to you alone.':
    'Wörter, die kein Prompt haben darf; ohne Option zeige ich sie dir allein.',
  'Words to block, with commas between them.': 'Zu sperrende Wörter, mit Kommas dazwischen.',
  'Words to allow again, with commas between them.': 'Wieder erlaubte Wörter, mit Kommas dazwischen.',
  'Which model draws where nobody names one.': 'Welches Modell zeichnet, wenn niemand eines nennt.',
  'The model; without it, the first of /status.': 'Das Modell; ohne Angabe das erste aus /status.',
  'How long the host keeps pictures and their steps.': 'Wie lange der Betreiber Bilder und ihre Schritte aufhebt.',
  "Hours, up to a year (8760); 0 for the host's own.":
    'Stunden, bis zu einem Jahr (8760); 0 für die Vorgabe des Betreibers.',
  'Forget every setting of this server.': 'Vergisst alle Einstellungen dieses Servers.',

  // Styles
  'List the styles, save one of your own, or delete it.':
    'Listet die Stile auf, speichert einen eigenen oder löscht ihn.',
  'What to do with styles.': 'Was mit Stilen geschehen soll.',
  'Name of the style.': 'Name des Stils.',
  'Words of the style; {prompt} stands for what is drawn.':
    'Worte des Stils; {prompt} steht für das, was gezeichnet wird.',
  'What the style steers away from.': 'Was der Stil vermeidet.',
  'How hard the style follows the prompt.': 'Wie streng der Stil dem Prompt folgt.',
  'Denoising steps of the style.': 'Entrauschungsschritte des Stils.',
  'How the style takes a step.': 'Wie der Stil einen Schritt macht.',
  'A style by its name; /style lists them.': 'Ein Stil mit seinem Namen; /style listet sie auf.',

  // Deleting
  'Delete a picture of yours, and all that I posted of it; without a name, your latest.':
    'Löscht ein Bild von dir und alles, was ich davon gepostet habe; ohne Namen dein neuestes.',
  'Which picture; without it, your latest here.': 'Welches Bild; ohne Angabe dein neuestes hier.',
};
