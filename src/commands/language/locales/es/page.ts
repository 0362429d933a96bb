import type { Dictionary } from '../dictionary.ts';

/** What only the page in the browser says. */
export const page: Dictionary = {
  // The page itself
  'Skip to the composer': 'Saltar al campo de texto',
  'Type a command, watch noise become a picture': 'Escribe un comando y mira cómo el ruido se hace imagen',
  Messages: 'Mensajes',
  'The channel needs JavaScript. The same commands work in a shell: npx stridebot sample "a skull"':
    'El canal necesita JavaScript. Los mismos comandos funcionan en un shell: npx stridebot sample "a skull"',

  // Composer
  'Pictures to send': 'Imágenes para enviar',
  'Paint a mask on {{file}}': 'Pintar una máscara en {{file}}',
  'Change the mask on {{file}}': 'Cambiar la máscara en {{file}}',
  'Paint mask': 'Pintar máscara',
  Mask: 'Máscara',
  'Remove {{file}}': 'Quitar {{file}}',
  Completions: 'Sugerencias',
  'Say what to draw, or type / for a command': 'Di qué dibujar, o escribe / para un comando',
  Message: 'Mensaje',
  Send: 'Enviar',
  'Add a picture': 'Añadir una imagen',
  'Now a command for it:': 'Ahora un comando para ella:',
  'Type {{/}} for a command, or add a picture with {{+}}':
    'Escribe {{/}} para un comando, o añade una imagen con {{+}}',
  '{{Enter}} sends · {{Shift}} {{Enter}} new line · {{↑}} last line':
    '{{Enter}} envía · {{Shift}} {{Enter}} línea nueva · {{↑}} última línea',
  'Redraws your picture so. Commands begin with {{/}}': 'Redibuja así tu imagen. Los comandos empiezan con {{/}}',
  'Draws this. Other commands begin with {{/}}': 'Dibuja esto. Otros comandos empiezan con {{/}}',
  'Pick a command: {{↑}} {{↓}} and {{Tab}}': 'Elige un comando: {{↑}} {{↓}} y {{Tab}}',
  'Drop a picture here, paste one, or press {{+}}': 'Suelta una imagen aquí, pega una o pulsa {{+}}',
  'Click the picture to paint where something new goes, or add region:"top half"':
    'Haz clic en la imagen para pintar dónde va lo nuevo, o añade region:"top half"',

  // Everywhere on the page
  'Put it into the composer': 'Ponerlo en el campo de texto',
  'Guest {{number}}': 'Invitado {{number}}',
  'What shall the channel call you?': '¿Cómo debe llamarte el canal?',
  'Your name': 'Tu nombre',
  'Everyone in the channel sees it. This browser keeps it.': 'Lo ven todos en el canal. Este navegador lo recuerda.',
  'Keep as it is': 'Dejarlo así',
  Save: 'Guardar',
  'Change your name': 'Cambiar tu nombre',
  ', change your name': ', cambiar tu nombre',
  'This picture is no longer kept.': 'Esta imagen ya no se conserva.',
  'The channel does not answer.': 'El canal no responde.',
  'Is Stridebot still running? Your text is kept here.': '¿Sigue Stridebot en marcha? Tu texto se queda aquí.',
  'The channel answered {{status}}.': 'El canal respondió {{status}}.',
  'Theme: as the system': 'Tema: como el sistema',
  'Theme: light': 'Tema: claro',
  'Theme: dark': 'Tema: oscuro',
  'The same again with a new seed': 'Lo mismo con una semilla nueva',
  'Draw a picture near this one': 'Dibujar una imagen cercana a esta',
  'More pixels through super-resolution': 'Más píxeles con superresolución',
  'The picture and its turned readings, side by side': 'La imagen y sus lecturas giradas, una junto a otra',
  'The picture as seen from near and from far': 'La imagen vista de cerca y de lejos',
  'The noise turning into the picture, as a film': 'El ruido convirtiéndose en la imagen, en película',
  'Everything that made this picture': 'Todo lo que hizo esta imagen',
  'Stop drawing': 'Dejar de dibujar',
  'One of the pictures alone': 'Una de las imágenes sola',
  SDEdit: 'SDEdit',
  'Redraw this picture with other words': 'Redibujar esta imagen con otras palabras',
  Inpaint: 'Dibujar dentro',
  'Paint over a part of this picture': 'Pintar sobre una parte de esta imagen',
  'about {{count}} s': 'unos {{count}} s',
  'about {{count}} min': 'unos {{count}} min',
  Starting: 'Empezando',
  'Next in the queue': 'La siguiente de la cola',
  '{{place}} in the queue': '{{place}} de la cola',
  '{{steps}} to enlarge': '{{steps}} para ampliar',
  '1 step': '1 paso',
  '{{count}} steps': '{{count}} pasos',
  'Step {{step}} of {{total}}': 'Paso {{step}} de {{total}}',
  'Enlarging {{step}} of {{total}}': 'Ampliación {{step}} de {{total}}',

  // Mask painter
  'The picture. Paint where something new should go: arrow keys move the brush, Space paints.':
    'La imagen. Pinta dónde debe ir algo nuevo: las flechas mueven el pincel, Espacio pinta.',
  'Brush size': 'Tamaño del pincel',
  Paint: 'Pintar',
  Erase: 'Borrar',
  Undo: 'Deshacer',
  'Paint where something new goes': 'Pinta dónde va algo nuevo',
  'The rest of the picture stays as it is.': 'El resto de la imagen se queda como está.',
  Brush: 'Pincel',
  'Use this mask': 'Usar esta máscara',

  // Thread
  Step: 'Paso',
  Play: 'Reproducir',
  Drawing: 'Dibujo',
  Thread: 'Hilo',
  'Close the thread': 'Cerrar el hilo',
  'walk through the steps': 'recorren los pasos',
  'The clean estimate: {{step}}, t = {{t}}': 'La estimación limpia: {{step}}, t = {{t}}',
  Pause: 'Pausa',
  Steps: 'Pasos',
  'enlarging {{number}}': 'ampliación {{number}}',
  'Open the thread: {{steps}}, from noise to picture': 'Abrir el hilo: {{steps}}, del ruido a la imagen',

  // Welcome
  'Draw from words': 'Dibujar con palabras',
  'Redraw a sketch': 'Redibujar un boceto',
  'Paint over a part': 'Pintar sobre una parte',
  'Two pictures in one, turned': 'Dos imágenes en una, al girarla',
  'One from afar, one from near': 'Una de lejos, otra de cerca',
  'Noise turning into a rocket': 'Ruido convirtiéndose en un cohete',
  'Every picture here begins as noise.': 'Aquí toda imagen empieza como ruido.',
  'Type a command, watch it take shape step by step. Try one of these:':
    'Escribe un comando y mira cómo toma forma paso a paso. Prueba uno de estos:',
};
