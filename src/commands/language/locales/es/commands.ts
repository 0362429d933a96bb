import type { Dictionary } from '../dictionary.ts';

/** Español, for Spain and Latin America alike; keyed by the English sentence. */
export const commands: Dictionary = {
  // Commands
  'Draw a picture from words.': 'Dibuja una imagen a partir de palabras.',
  'Redraw a picture or a drawing: noise it part of the way, then denoise it towards a prompt.':
    'Redibuja una imagen: le añade ruido hasta cierto punto y luego lo quita siguiendo un prompt.',
  'Draw something new into part of a picture. The part: a mask, the transparency, or words.':
    'Dibuja algo nuevo en una parte de una imagen, indicada con máscara, transparencia o palabras.',
  'Draw one picture that shows two things: turn it, and it is the other one.':
    'Dibuja una imagen que muestra dos cosas: gírala y verás la otra.',
  'Draw one picture that shows one thing from far away and another from close.':
    'Dibuja una imagen que muestra una cosa de lejos y otra de cerca.',
  'Make a picture larger with the super-resolution stage, which invents the fine detail.':
    'Amplía una imagen con la etapa de superresolución, que inventa los detalles finos.',
  'Show what noise makes of a picture: the forward process.':
    'Muestra lo que el ruido hace con una imagen: el proceso directo.',
  'Noise a picture, then clean it by a blur, in one step and step by step, side by side.':
    'Añade ruido a una imagen y la limpia: con desenfoque, en un paso y paso a paso.',
  'Make an earlier picture again with one thing changed; everything else stays, the seed too.':
    'Repite una imagen anterior con un cambio; todo lo demás se queda igual, también la semilla.',
  'Show what is being drawn and what is waiting.': 'Muestra lo que se está dibujando y lo que espera.',
  'Stop a picture of yours that is waiting or being drawn; without a name, your latest.':
    'Detiene una imagen tuya que espera o se está dibujando; sin nombre, la última.',
  'Show how the engine is, what it runs on, and which models there are.':
    'Muestra cómo está el motor, en qué funciona y qué modelos hay.',
  'List the commands, or explain one.': 'Enumera los comandos o explica uno.',

  // What every drawing takes
  'What to draw.': 'Qué dibujar.',
  'How many pictures; each takes the next seed.': 'Cuántas imágenes; cada una usa la semilla siguiente.',
  'What to steer away from.': 'Qué hay que evitar.',
  "Denoising steps: more is slower and finer. Normally the model's own.":
    'Pasos de limpieza: más es más lento y más fino. Por defecto, los del modelo.',
  "How hard to follow the prompt: 1 is unguided, 7 is common. Normally the model's own.":
    'Cuánto seguir el prompt: 1 sin guía, 7 es lo habitual. Por defecto, lo del modelo.',
  'Where the noise begins: the same seed draws the same picture. 180 is the seed of the examples.':
    'De dónde sale el ruido: misma semilla, misma imagen. 180 es la de los ejemplos.',
  "How a step is taken. Normally the model's own.": 'Cómo se da cada paso. Por defecto, como diga el modelo.',
  "Which timesteps are visited: strided is the classic schedule. Normally the model's own.":
    'Qué instantes se visitan: strided es la serie clásica. Por defecto, los del modelo.',
  'Guide only between two timesteps, such as 200-800.': 'Guiar solo entre dos instantes, por ejemplo 200-800.',
  'Keep colours in range at every step: dynamic thresholding.':
    'Mantener los colores dentro de su rango en cada paso (dynamic thresholding).',
  'Finish with super-resolution where the model has it.': 'Terminar con superresolución si el modelo la tiene.',
  'Also make a film of the noise turning into the picture.':
    'Hacer además una película del ruido convirtiéndose en la imagen.',
  'Which model draws; /status lists them.': 'Qué modelo dibuja; /status los enumera.',
  'Fresh noise in the steps of the ddim sampler: 0 is none, 1 as much as ddpm.':
    'Ruido nuevo en los pasos del método ddim: 0 nada, 1 tanto como ddpm.',

  // Pictures to begin with, and what stays of them
  'The picture or drawing to begin with.': 'La imagen o el dibujo de partida.',
  'What it should become.': 'En qué debe convertirse.',
  'How much of the picture survives the noise: 0 nothing, 10 its layout, 33 nearly everything.':
    'Cuánto de la imagen sobrevive al ruido: 0 nada, 10 la composición, 33 casi todo.',
  'The whole sheet: starts 1, 3, 5, 7, 10, 20 and 28 beside the original.':
    'La lámina completa: los inicios 1, 3, 5, 7, 10, 20 y 28 junto al original.',
  'The picture; where it is transparent, new content goes.': 'La imagen; donde es transparente va el contenido nuevo.',
  'What to draw there.': 'Qué dibujar ahí.',
  'White where new content goes, black where the picture stays.':
    'Blanco donde va contenido nuevo, negro donde la imagen se queda.',
  'Where new content goes: "top half", "left third", "middle 40%".':
    'Dónde va lo nuevo, en inglés: "top half", "left third", "middle 40%".',
  'Swap what stays and what is drawn anew.': 'Intercambiar lo que se queda y lo que se dibuja de nuevo.',
  'Go back and redo, so that new content fits better: 10 is slow and thorough.':
    'Retroceder y repetir para que lo nuevo encaje mejor: 10 es lento y minucioso.',
  'What stays is noised again at every step (renoised, as in RePaint) or kept clean.':
    'Lo que se queda recibe ruido en cada paso (renoised, como RePaint) o sigue limpio (clean).',
  'Begin at this picture or drawing instead of noise.': 'Empezar con esta imagen o dibujo en lugar de ruido.',
  'A picture to draw into; say where with mask or region.': 'Una imagen en la que dibujar; di dónde con mask o region.',

  // Anagrams and hybrids
  'What it shows as it is.': 'Qué muestra tal cual.',
  'What it shows when turned.': 'Qué muestra al girarla.',
  'What it shows when turned by the third view.': 'Qué muestra al girarla de la tercera manera.',
  'How to turn it; flip is upside down.': 'Cómo girarla; flip es boca abajo.',
  'How to turn it for the third.': 'Cómo girarla para la tercera.',
  'What it shows from far away, or when small.': 'Qué muestra de lejos o en pequeño.',
  'What it shows from close.': 'Qué muestra de cerca.',
  'What it shows in between.': 'Qué muestra a media distancia.',
  'How it is split: coarse and fine, grey and colour, or moving and still.':
    'Cómo se divide: grueso y fino, gris y color, o en movimiento y quieto.',
  'A real photo for the far part; `far` then says what it shows.':
    'Una foto real para la parte lejana; `far` dice entonces qué muestra.',

  // Upscale, noise and denoise
  'The picture. The stage sees it at 256 pixels a side at most.':
    'La imagen. La etapa la ve con 256 píxeles de lado como máximo.',
  'Draw what lies beyond the edges of a picture.': 'Dibuja lo que hay más allá de los bordes de una imagen.',
  'The picture, which stays as it is.': 'La imagen, que se queda como está.',
  'What lies beyond its edges.': 'Lo que hay más allá de sus bordes.',
  'How much to add at the left, in percent of the picture.':
    'Cuánto añadir a la izquierda, en porcentaje de la imagen.',
  'How much to add at the right, in percent of the picture.': 'Cuánto añadir a la derecha, en porcentaje de la imagen.',
  'How much to add at the top, in percent of the picture.': 'Cuánto añadir arriba, en porcentaje de la imagen.',
  'How much to add at the bottom, in percent of the picture.': 'Cuánto añadir abajo, en porcentaje de la imagen.',
  'The shape that it should get, instead of margins.': 'La forma que debe tener, en vez de márgenes.',
  'Longer side of the result in pixels.': 'Lado más largo del resultado en píxeles.',
  'Redraw the middle square of the picture, instead of the square around the mask.':
    'Redibujar el cuadrado central de la imagen, en vez del que rodea la máscara.',
  'Use the middle square of the picture, instead of its whole shape.':
    'Usar el cuadrado central de la imagen, en vez de su forma entera.',
  'What it shows, if the detail should follow it.': 'Qué muestra, si los detalles deben seguirlo.',
  'The picture.': 'La imagen.',
  'The timestep; without it the sheet for 250, 500 and 750.': 'El instante; sin él, la lámina para 250, 500 y 750.',
  'How much noise: 0 is none, 999 all; 690 is start 10 of /sdedit.':
    'Cuánto ruido: 0 nada, 999 todo; 690 es el inicio 10 de /sdedit.',
  'What the model is told that it sees.': 'Lo que se le dice al modelo que está viendo.',
  'Also put every picture through super-resolution.': 'Pasar además cada imagen por la superresolución.',

  // Remix
  'What to draw instead; of two, the first.': 'Qué dibujar en su lugar; si son dos, lo primero.',
  'What to draw instead as the second of two or three.': 'Qué dibujar en su lugar como segundo de dos o tres.',
  'What to draw instead as the third.': 'Qué dibujar en su lugar como tercero.',
  'Which picture; without it, the latest here.': 'Qué imagen; si no se indica, la última de aquí.',
  'A PNG that I made: it carries its settings.': 'Un PNG hecho por mí: lleva sus ajustes dentro.',
  'The timestep that the picture is noised to.': 'El instante hasta el que se añade ruido a la imagen.',
  'How an anagram is turned for the second.': 'Cómo se gira un anagrama para el segundo.',
  'How an anagram is turned for the third.': 'Cómo se gira un anagrama para el tercero.',
  'How a hybrid is split.': 'Cómo se divide una imagen híbrida.',
  'Finish with super-resolution, or do not.': 'Terminar con superresolución o no.',

  // Cancel and help
  'Which one, from /queue; "all" for all of yours.': 'Cuál, según /queue; "all" para todas las tuyas.',
  'Which command to explain; "words" lists what can be drawn.':
    'Qué comando explicar; "words" enumera lo que se puede dibujar.',

  // Only on Discord
  'Answer only to me.': 'Responder solo a mí.',
  'SDEdit this': 'Redibujar con SDEdit',
  'Inpaint this': 'Dibujar dentro',
  'Upscale this': 'Ampliar',
  'Turn this': 'Girar',
  'Reuse settings': 'Reutilizar ajustes',

  // Settings
  'Choose where and by whom I may be asked, how much, and how I answer.':
    'Elige dónde y quién puede pedirme imágenes, cuántas y cómo respondo.',
  'Show what holds in this server.': 'Muestra lo que vale en este servidor.',
  'Where I may be asked; with no channel in the list, everywhere.':
    'Dónde se me puede pedir; sin canales en la lista, en todas partes.',
  'Allow this channel.': 'Permitir este canal.',
  'Take this channel off the list.': 'Quitar este canal de la lista.',
  'Empty the list.': 'Vaciar la lista.',
  'Who may ask me; with no role in the list, everybody.': 'Quién puede pedirme; sin roles en la lista, todo el mundo.',
  'Allow this role.': 'Permitir este rol.',
  'Take this role off the list.': 'Quitar este rol de la lista.',
  'How many pictures may be asked for in 24 hours.': 'Cuántas imágenes se pueden pedir en 24 horas.',
  'Pictures in 24 hours for one person; 0 for no quota.': 'Imágenes en 24 horas por persona; 0 para no tener cupo.',
  'Pictures in 24 hours for the whole server; 0 for no quota.':
    'Imágenes en 24 horas para todo el servidor; 0 para no tener cupo.',
  'How the steps are shown while a picture is drawn.': 'Cómo se muestran los pasos mientras se dibuja una imagen.',
  'In a thread below the answer, in the answer itself (edit), or not at all (off).':
    'En un hilo bajo la respuesta (thread), en la propia respuesta (edit) o nada (off).',
  'Words that no prompt may have; without an option I show them to you alone.':
    'Palabras que ningún prompt puede tener; sin opción, te las muestro solo a ti.',
  'Words to block, with commas between them.': 'Palabras que bloquear, separadas por comas.',
  'Words to allow again, with commas between them.': 'Palabras que volver a permitir, separadas por comas.',
  'Which model draws where nobody names one.': 'Qué modelo dibuja cuando nadie nombra uno.',
  'The model; without it, the first of /status.': 'El modelo; si no se indica, el primero de /status.',
  'How long the host keeps pictures and their steps.': 'Cuánto tiempo guarda el anfitrión las imágenes y sus pasos.',
  "Hours, up to a year (8760); 0 for the host's own.": 'Horas, hasta un año (8760); 0 para lo que fije el anfitrión.',
  'Forget every setting of this server.': 'Olvida todos los ajustes de este servidor.',

  // Styles
  'List the styles, save one of your own, or delete it.': 'Muestra los estilos, guarda uno propio o lo borra.',
  'What to do with styles.': 'Qué hacer con los estilos.',
  'Name of the style.': 'Nombre del estilo.',
  'Words of the style; {prompt} stands for what is drawn.': 'Palabras del estilo; {prompt} es lo que se dibuja.',
  'What the style steers away from.': 'De qué se aleja el estilo.',
  'How hard the style follows the prompt.': 'Con qué fuerza sigue el estilo al prompt.',
  'Denoising steps of the style.': 'Pasos de eliminación de ruido del estilo.',
  'How the style takes a step.': 'Cómo da el estilo un paso.',
  'A style by its name; /style lists them.': 'Un estilo por su nombre; /style los muestra.',

  // Deleting
  'Delete a picture of yours, and all that I posted of it; without a name, your latest.':
    'Borra una imagen tuya y todo lo que publiqué de ella; sin nombre, la última.',
  'Which picture; without it, your latest here.': 'Qué imagen; si no, tu última aquí.',
};
