import type { Dictionary } from '../dictionary.ts';

/** What only the page in the browser says. */
export const page: Dictionary = {
  // The page itself
  'Skip to the composer': 'Zum Eingabefeld springen',
  'Type a command, watch noise become a picture': 'Tippe einen Befehl und sieh zu, wie aus Rauschen ein Bild wird',
  Messages: 'Nachrichten',
  'The channel needs JavaScript. The same commands work in a shell: npx stridebot sample "a skull"':
    'Der Kanal braucht JavaScript. Dieselben Befehle gehen in einer Shell: npx stridebot sample "a skull"',

  // Composer
  'Pictures to send': 'Bilder zum Senden',
  'Paint a mask on {{file}}': 'Maske auf {{file}} malen',
  'Change the mask on {{file}}': 'Maske auf {{file}} ändern',
  'Paint mask': 'Maske malen',
  Mask: 'Maske',
  'Remove {{file}}': '{{file}} entfernen',
  Completions: 'Vervollständigungen',
  'Say what to draw, or type / for a command': 'Sag, was ich zeichnen soll, oder tippe / für einen Befehl',
  Message: 'Nachricht',
  Send: 'Senden',
  'Add a picture': 'Bild hinzufügen',
  'Now a command for it:': 'Jetzt ein Befehl dafür:',
  'Type {{/}} for a command, or add a picture with {{+}}':
    'Tippe {{/}} für einen Befehl, oder füge mit {{+}} ein Bild hinzu',
  '{{Enter}} sends · {{Shift}} {{Enter}} new line · {{↑}} last line':
    '{{Enter}} sendet · {{Shift}} {{Enter}} neue Zeile · {{↑}} letzte Zeile',
  'Redraws your picture so. Commands begin with {{/}}': 'Zeichnet dein Bild so um. Befehle beginnen mit {{/}}',
  'Draws this. Other commands begin with {{/}}': 'Zeichnet das. Andere Befehle beginnen mit {{/}}',
  'Pick a command: {{↑}} {{↓}} and {{Tab}}': 'Wähle einen Befehl: {{↑}} {{↓}} und {{Tab}}',
  'Drop a picture here, paste one, or press {{+}}': 'Zieh ein Bild hierher, füge eines ein oder drücke {{+}}',
  'Click the picture to paint where something new goes, or add region:"top half"':
    'Klick auf das Bild, um zu malen, wo Neues hinkommt, oder schreib region:"top half" dazu',

  // Everywhere on the page
  'Put it into the composer': 'In das Eingabefeld übernehmen',
  'Guest {{number}}': 'Gast {{number}}',
  'What shall the channel call you?': 'Wie soll dich der Kanal nennen?',
  'Your name': 'Dein Name',
  'Everyone in the channel sees it. This browser keeps it.': 'Alle im Kanal sehen ihn. Dieser Browser merkt ihn sich.',
  'Keep as it is': 'So lassen',
  Save: 'Speichern',
  'Change your name': 'Namen ändern',
  ', change your name': ', Namen ändern',
  'This picture is no longer kept.': 'Dieses Bild gibt es nicht mehr.',
  'The channel does not answer.': 'Der Kanal antwortet nicht.',
  'Is Stridebot still running? Your text is kept here.': 'Läuft Stridebot noch? Dein Text bleibt hier stehen.',
  'The channel answered {{status}}.': 'Der Kanal antwortete mit {{status}}.',
  'Theme: as the system': 'Farben: wie das System',
  'Theme: light': 'Farben: hell',
  'Theme: dark': 'Farben: dunkel',
  'The same again with a new seed': 'Dasselbe noch einmal mit neuem Seed',
  'Draw a picture near this one': 'Ein Bild nahe an diesem zeichnen',
  'More pixels through super-resolution': 'Mehr Pixel durch Super-Resolution',
  'The picture and its turned readings, side by side': 'Das Bild und seine gedrehten Lesarten nebeneinander',
  'The picture as seen from near and from far': 'Das Bild von nah und von fern gesehen',
  'The noise turning into the picture, as a film': 'Wie aus dem Rauschen das Bild wird, als Film',
  'Everything that made this picture': 'Alles, woraus dieses Bild entstand',
  'Stop drawing': 'Zeichnen abbrechen',
  'One of the pictures alone': 'Eines der Bilder allein',
  SDEdit: 'SDEdit',
  'Redraw this picture with other words': 'Dieses Bild mit anderen Worten umzeichnen',
  Inpaint: 'Hineinzeichnen',
  'Paint over a part of this picture': 'Einen Teil dieses Bildes übermalen',
  'about {{count}} s': 'etwa {{count}} s',
  'about {{count}} min': 'etwa {{count}} min',
  Starting: 'Startet',
  'Next in the queue': 'Als Nächstes an der Reihe',
  '{{place}} in the queue': '{{place}} in der Reihe',
  '{{steps}} to enlarge': '{{steps}} zum Vergrößern',
  '1 step': '1 Schritt',
  '{{count}} steps': '{{count}} Schritte',
  'Step {{step}} of {{total}}': 'Schritt {{step}} von {{total}}',
  'Enlarging {{step}} of {{total}}': 'Vergrößern {{step}} von {{total}}',

  // Mask painter
  'The picture. Paint where something new should go: arrow keys move the brush, Space paints.':
    'Das Bild. Male, wo Neues hinkommen soll: Pfeiltasten bewegen den Pinsel, die Leertaste malt.',
  'Brush size': 'Pinselgröße',
  Paint: 'Malen',
  Erase: 'Radieren',
  Undo: 'Rückgängig',
  'Paint where something new goes': 'Male, wo Neues hinkommt',
  'The rest of the picture stays as it is.': 'Der Rest des Bildes bleibt, wie er ist.',
  Brush: 'Pinsel',
  'Use this mask': 'Diese Maske nehmen',

  // Thread
  Step: 'Schritt',
  Play: 'Abspielen',
  Drawing: 'Zeichnung',
  Thread: 'Thread',
  'Close the thread': 'Thread schließen',
  'walk through the steps': 'gehen durch die Schritte',
  'The clean estimate: {{step}}, t = {{t}}': 'Die saubere Schätzung: {{step}}, t = {{t}}',
  Pause: 'Anhalten',
  Steps: 'Schritte',
  'enlarging {{number}}': 'Vergrößern {{number}}',
  'Open the thread: {{steps}}, from noise to picture': 'Thread öffnen: {{steps}}, vom Rauschen zum Bild',

  // Welcome
  'Draw from words': 'Aus Worten zeichnen',
  'Redraw a sketch': 'Eine Skizze umzeichnen',
  'Paint over a part': 'Einen Teil übermalen',
  'Two pictures in one, turned': 'Zwei Bilder in einem, gedreht',
  'One from afar, one from near': 'Eines von fern, eines von nah',
  'Noise turning into a rocket': 'Rauschen, aus dem eine Rakete wird',
  'Every picture here begins as noise.': 'Jedes Bild hier beginnt als Rauschen.',
  'Type a command, watch it take shape step by step. Try one of these:':
    'Tippe einen Befehl und sieh zu, wie Schritt für Schritt das Bild entsteht. Probier eines davon:',
};
