import type { Dictionary } from '../dictionary.ts';

/** What the bot answers, and what the shell prints. */
export const answers: Dictionary = {
  // Details below a picture
  seed: 'semilla',
  wildcards: 'comodines',
  variation: 'variación',
  start: 'inicio',
  steps: 'pasos',
  sampler: 'método',
  guidance: 'guía',
  negative: 'negativo',
  mask: 'máscara',
  model: 'modelo',
  time: 'tiempo',
  'same bytes': 'mismos bytes',

  // Buttons
  Delete: 'Borrar',
  Share: 'Compartir',
  'Change one thing': 'Cambiar una cosa',
  'Add as server emoji': 'Añadir como emoji del servidor',
  'Add as sticker': 'Añadir como sticker',
  'Choose one of the pictures': 'Elige una de las imágenes',
  Reroll: 'Otra vez',
  Vary: 'Variar',
  Upscale: 'Ampliar',
  Turn: 'Girar',
  'Near–Far': 'Cerca–Lejos',
  Film: 'Película',
  Settings: 'Ajustes',
  Cancel: 'Cancelar',
  'Choose one': 'Elegir una',
  'Show it to me': 'Mostrármela',

  // Progress
  '{{n}}st': '{{n}}.º',
  '{{n}}nd': '{{n}}.º',
  '{{n}}rd': '{{n}}.º',
  '{{n}}th': '{{n}}.º',
  'Your picture is next.': 'Tu imagen es la siguiente.',
  'You are {{place}} in line.': 'Eres el {{place}} de la cola.',
  'Your picture is next, about {{time}}.': 'Tu imagen es la siguiente, en unos {{time}}.',
  'You are {{place}} in line, about {{time}}.': 'Eres el {{place}} de la cola, faltan unos {{time}}.',
  'Drawing: {{step}}.': 'Dibujando: {{step}}.',
  'Drawing: {{step}}, {{time}} left.': 'Dibujando: {{step}}, faltan {{time}}.',
  'The clean estimates of {{steps}}.': 'Las estimaciones limpias: {{steps}}.',
  'The engine is starting. Your answer comes after that.': 'El motor está arrancando. Tu respuesta viene después.',
  'One moment: I am at it.': 'Un momento: estoy en ello.',
  'From noise to picture': 'Del ruido a la imagen',
  'then {{count}} to enlarge': 'luego {{count}} para ampliar',
  '{{step}}, {{time}} left': '{{step}}, faltan {{time}}',
  'step {{last}} of {{total}}': 'paso {{last}} de {{total}}',
  'steps {{first}}–{{last}} of {{total}}': 'pasos {{first}}–{{last}} de {{total}}',
  'enlarging {{last}} of {{total}}': 'ampliación {{last}} de {{total}}',
  'enlarging {{first}}–{{last}} of {{total}}': 'ampliación {{first}}–{{last}} de {{total}}',

  // Requests and files of chats
  '{{name}} is too large: {{max}} MB is the most.': '{{name}} es demasiado grande: {{max}} MB es el máximo.',
  'Send a smaller copy: 256 pixels a side are plenty.': 'Envía una copia más pequeña: 256 píxeles de lado bastan.',
  '{{name}} could not be fetched from {{platform}}.': '{{name}} no se pudo obtener de {{platform}}.',
  'Please attach it again.': 'Adjúntalo otra vez, por favor.',
  'I was stopped each time I began with this.': 'Me detuvieron cada vez que empecé con esto.',
  'Please ask again, with less at once or with a smaller file.':
    'Pídelo otra vez, con menos de golpe o con un archivo más pequeño.',
  'I was stopped before I could answer this.': 'Me detuvieron antes de poder responder a esto.',
  'Please look whether it is done, and ask again if it is not.': 'Mira si está hecho y, si no, pídelo otra vez.',
  'Stridebot was stopped before it could answer this.': 'Stridebot se detuvo antes de poder responder a esto.',
  'Please send it again.': 'Envíalo otra vez, por favor.',
  'There is nothing at this address.': 'No hay nada en esta dirección.',
  'Something went wrong on our side.': 'Algo salió mal por nuestra parte.',
  'Please try again.': 'Inténtalo otra vez, por favor.',
  'This model has no pictures of what it knows.': 'Este modelo no tiene imágenes de lo que conoce.',
  'There is nothing here, or it is no longer kept.': 'Aquí no hay nada, o ya no se conserva.',
  'Asked for by {{person}}': 'Pedido por {{person}}',
  'This picture may not be for everybody, so it is shown only to who asks for it.':
    'Esta imagen quizá no sea para todos, así que solo la ve quien la pide.',

  // Shell
  'also ask for what adding emoji and stickers needs': 'pide también lo que hace falta para emojis y stickers',
  'Print the app manifest (JSON) to paste into Slack under "From a manifest".':
    'Muestra el manifiesto de la app (JSON) para pegarlo en Slack, en "From a manifest".',
  'Slack sends requests to this https address; without it the bot connects by Socket Mode':
    'Slack envía peticiones a esta dirección https; sin ella el bot se conecta por Socket Mode',
  'before every slash command, such as stride-; without it SLACK_COMMAND_PREFIX':
    'antes de cada comando de barra, como stride-; si no, SLACK_COMMAND_PREFIX',
  '{{min}} to {{max}}': 'de {{min}} a {{max}}',
  'default: {{default}}': 'por defecto: {{default}}',
  'Without this flag: {{summary}}': 'Sin esta opción: {{summary}}',
  'Usage:': 'Uso:',
  '{{command}} needs <{{name}}>: {{summary}}': '{{command}} necesita <{{name}}>: {{summary}}',
  'Standard input holds one picture.': 'La entrada estándar lleva una sola imagen.',
  'Give the others as files.': 'Da las otras como archivos.',
  'Write --{{option}} {{number}}.': 'Escribe --{{option}} {{number}}.',
  'Put what belongs together in quotes.': 'Pon entre comillas lo que va junto.',
  '{{command}}: there is no place left for "{{words}}".': '{{command}}: ya no queda sitio para "{{words}}".',
  'there is no such file': 'no existe ese archivo',
  'that is a folder, not a file': 'es una carpeta, no un archivo',
  'a part of it is a file, not a folder': 'una parte es un archivo, no una carpeta',
  'it is not yours to read': 'no tienes permiso para leerlo',
  'the name is too long': 'el nombre es demasiado largo',
  'The name of a file is empty.': 'El nombre de un archivo está vacío.',
  'cannot be read': 'no se puede leer',
  'Turns a chat channel into a diffusion studio; every slash command also works here.':
    'Convierte un canal de chat en un estudio de difusión; cada comando de barra también funciona aquí.',
  'output the version number': 'muestra la versión',
  'display help for command': 'muestra la ayuda de un comando',
  'Add --help to see how it is used.': 'Añade --help para ver cómo se usa.',
  'Start the bot: the local channel in the browser, and every chat platform that is configured.':
    'Arranca el bot: el canal local en el navegador y cada plataforma de chat configurada.',
  'Say what was found on this machine, and why something is not used.':
    'Dice qué se encontró en esta máquina y por qué algo no se usa.',
  'machine-readable on stdout': 'legible por máquinas en stdout',
  'Set up Discord; docs/discord.md has the steps.': 'Configura Discord; docs/discord.md tiene los pasos.',
  'Print the links that add the bot to a server, or to yourself, with the least permissions.':
    'Muestra los enlaces que añaden el bot a un servidor, o a ti, con los mínimos permisos.',
  'Set up Slack; docs/slack.md has the steps.': 'Configura Slack; docs/slack.md tiene los pasos.',
  'A PNG that Stridebot made.': 'Un PNG hecho por Stridebot.',
  'Draw a picture again from the recipe in its file.': 'Dibuja otra vez una imagen con la receta de su archivo.',
  'Print a script that completes commands and flags in your shell.':
    'Muestra un script que completa comandos y opciones en tu shell.',
  'Examples:': 'Ejemplos:',
  'where the picture goes, - for standard output; further files get numbers, and a folder takes them all':
    'dónde va la imagen, - para la salida estándar; los demás archivos llevan números, y una carpeta los recibe todos',
  'show the picture in the terminal, too: Kitty, Ghostty, iTerm2, WezTerm, Sixel':
    'muestra la imagen también en el terminal: Kitty, Ghostty, iTerm2, WezTerm, Sixel',
  'Arguments:': 'Argumentos:',
  'Options:': 'Opciones:',
  'Commands:': 'Comandos:',
  'The safety model flagged it: look before you show it to others.':
    'El modelo de seguridad la marcó: mírala antes de enseñarla a otros.',
  'starting the engine': 'arrancando el motor',
  'This terminal shows no pictures; Kitty, Ghostty, iTerm2, WezTerm and those with Sixel do.':
    'Este terminal no muestra imágenes; Kitty, Ghostty, iTerm2, WezTerm y los que tienen Sixel sí.',
  'A film carries no recipe; use the PNG beside it.': 'Una película no lleva receta; usa el PNG que la acompaña.',
  'Only the main PNG of a result does, as long as no other program has saved it: not its mask or its readings.':
    'Solo la lleva el PNG principal de un resultado, mientras ningún otro programa lo haya guardado: ni su máscara ni sus lecturas.',
  '"{{name}}" carries no recipe.': '"{{name}}" no lleva receta.',
  'Not the same bytes: docs/reproducibility.md says when that is to be expected.':
    'No son los mismos bytes: docs/reproducibility.md dice cuándo es de esperar.',
  'Stridebot cannot start:': 'Stridebot no puede arrancar:',
  'Something went wrong inside Stridebot.': 'Algo salió mal dentro de Stridebot.',

  // Help, queue, status and styles
  'What I can do': 'Lo que sé hacer',
  'Type a command and what to draw: /sample a skull': 'Escribe un comando y qué dibujar: /sample a skull',
  'You watch the noise turn into it, step by step. The buttons below the picture take it from there.':
    'Ves cómo el ruido se convierte en la imagen, paso a paso. Los botones de debajo siguen a partir de ahí.',
  Commands: 'Comandos',
  'Good to know': 'Conviene saber',
  'Options have names, and any order: /sample a skull seed:180 steps:20':
    'Las opciones tienen nombre y van en cualquier orden: /sample a skull seed:180 steps:20',
  'Where a line is typed as a whole, two prompts are told apart by quotes or a bar: /anagram a skull | a dog':
    'Cuando se escribe la línea entera, unas comillas o una barra separan dos prompts: /anagram a skull | a dog',
  'Pictures are attached to the command itself: drop, paste or pick them.':
    'Las imágenes se adjuntan al propio comando: suéltalas, pégalas o elígelas.',
  'The same seed and settings draw the same picture; every PNG of mine carries them.':
    'La misma semilla y los mismos ajustes dibujan la misma imagen; cada PNG mío los lleva dentro.',
  '/help anagram explains one command with all its options.':
    '/help anagram explica un comando con todas sus opciones.',
  'It does not say; free text is worth a try.': 'No lo dice; vale la pena probar con texto libre.',
  'There is no model.': 'No hay ningún modelo.',
  'It knows': 'Conoce',
  Styles: 'Estilos',
  'Other words draw what is nearest to them, and the answer says which it never learned.':
    'Otras palabras dibujan lo más cercano, y la respuesta dice cuáles nunca aprendió.',
  'What I can draw': 'Lo que sé dibujar',
  'The model': 'El modelo',
  'It has seen {{count}} things by name, such as {{known}}. /help words lists them all.':
    'Ha visto {{count}} cosas por su nombre, como {{known}}. /help words las enumera todas.',
  'For example': 'Por ejemplo',
  Options: 'Opciones',
  'More options': 'Más opciones',
  'Without it: {{default}}.': 'Sin ella: {{default}}.',
  'Yes or no, normally yes.': 'Sí (yes) o no (no), normalmente sí.',
  'Yes or no, normally no.': 'Sí (yes) o no (no), normalmente no.',
  'Needed.': 'Necesaria.',
  'From {{min}} to {{max}}.': 'De {{min}} a {{max}}.',
  'From {{min}} to {{max}}, normally {{default}}.': 'De {{min}} a {{max}}, normalmente {{default}}.',
  'One of {{choices}}.': 'Una de {{choices}}.',
  'One of {{choices}}; normally {{default}}.': 'Una de {{choices}}; normalmente {{default}}.',
  'Whoever runs this bot finds out more with: stridebot doctor':
    'Quien lleva este bot puede saber más con: stridebot doctor',
  'The engine is still starting.': 'El motor aún está arrancando.',
  'Your picture would begin at once.': 'Tu imagen empezaría enseguida.',
  'Nothing is waiting.': 'No espera nada.',
  'In the studio': 'En el estudio',
  now: 'ahora',
  '{{where}} /{{command}} by somebody else': '{{where}} /{{command}} de otra persona',
  '{{line}} (yours, {{id}})': '{{line}} (tuya, {{id}})',
  Jobs: 'Trabajos',
  '{{running}} being drawn, {{waiting}} waiting': '{{running}} dibujándose, {{waiting}} esperando',
  'The engine is starting.': 'El motor está arrancando.',
  'The engine is ready.': 'El motor está listo.',
  'The engine is being restarted.': 'El motor se está reiniciando.',
  'The engine is stopped.': 'El motor está detenido.',
  Engine: 'Motor',
  '1 thread': '1 hilo',
  '{{threads}} threads': '{{threads}} hilos',
  'No model can be run here.': 'Aquí no puede funcionar ningún modelo.',
  'What it runs on is not decided yet.': 'Aún no está decidido en qué funciona.',
  'It does not start.': 'No arranca.',
  'Runs on the GPU, with {{library}}.': 'Funciona en la GPU, con {{library}}.',
  'Runs on the processor.': 'Funciona en el procesador.',
  'Runs on the processor; no GPU can be used.': 'Funciona en el procesador; no se puede usar ninguna GPU.',
  Models: 'Modelos',
  'none can be named right now': 'ahora no se puede nombrar ninguno',
  '{{size}} px, then {{upscaled}} px': '{{size}} px, luego {{upscaled}} px',
  'memory: {{size}} MiB': 'memoria: {{size}} MiB',
  'Since the start': 'Desde el arranque',
  '{{steps}} steps in {{runs}} model runs, {{rows}} rows each':
    '{{steps}} pasos en {{runs}} pasadas del modelo, de {{rows}} filas',
  'restarts: {{restarts}}': 'reinicios: {{restarts}}',
  'The model knows': 'El modelo conoce',
  'Saved here': 'Guardados aquí',
  'With a picture: /sample a cat style:"{{name}}"': 'Con una imagen: /sample a cat style:"{{name}}"',
  'Your own: /style save name:noir prompt:"a black and white photo of {prompt}"':
    'Uno propio: /style save name:noir prompt:"a black and white photo of {prompt}"',

  // Captions and details
  'from t {{timestep}}': 'desde t {{timestep}}',
  'variation {{number}}': 'variación {{number}}',
  'an uploaded picture at t {{timesteps}}': 'una imagen subida en t {{timesteps}}',
  '{{title}}, enlarged': '{{title}}, ampliada',
  'an enlarged picture': 'una imagen ampliada',
  'seed {{seed}}': 'semilla {{seed}}',
  'seeds {{seeds}}': 'semillas {{seeds}}',
  '{{seconds}} s on {{provider}}': '{{seconds}} s con {{provider}}',
  'all but {{part}}: {{share}} drawn anew': 'todo menos {{part}}: {{share}} dibujado de nuevo',
  '{{part}}: {{share}} drawn anew': '{{part}}: {{share}} dibujado de nuevo',
  'what lies beyond the picture': 'lo que hay más allá de la imagen',
  'what is transparent in the picture': 'lo transparente de la imagen',
  'the region': 'la región',
  'what is white in the mask': 'lo blanco de la máscara',
  'what is transparent in the mask': 'lo transparente de la máscara',
  'what is painted white in the mask': 'lo pintado de blanco en la máscara',
  '{{number}}: seed {{seed}} at {{strength}}': '{{number}}: semilla {{seed}} con {{strength}}',
  '{{steps}} in all': '{{steps}} en total',
  '{{steps}} of {{planned}}': '{{steps}} de {{planned}}',
  '{{steps}}, with repeats': '{{steps}}, con repeticiones',

  // Results and their settings
  'From near and from far': 'De cerca y de lejos',
  'In colour and in grey': 'En color y en gris',
  'Still and moving': 'Quieta y en movimiento',
  'It cannot be typed as a line, since it was made from an earlier picture. /remix changes one thing of it.':
    'No se puede escribir en una línea, porque salió de una imagen anterior. /remix cambia una cosa de ella.',
  'Attach {{pictures}}.': 'Adjunta {{pictures}}.',
  '{{list}}, then {{next}}': '{{list}}, luego {{next}}',
  'The same again': 'Lo mismo otra vez',
  Details: 'Detalles',
  'Attach the picture itself.': 'Adjunta la propia imagen.',
  'over 99 %': 'más del 99 %',
  'the picture it began at': 'la imagen en la que empezó',
  'the picture it was drawn into': 'la imagen en la que se dibujó',
  'the mask': 'la máscara',
  'the photo': 'la foto',

  // Remarks
  'Taken as /{{command}}.': 'Entendido como /{{command}}.',
  'Taken as /{{command}}; /help shows what else there is.': 'Entendido como /{{command}}; /help muestra qué más hay.',
  'This model never learned {{words}}.': 'Este modelo nunca aprendió {{words}}.',
  'This model never learned {{words}}. The nearest that it knows: {{near}}.':
    'Este modelo nunca aprendió {{words}}. Lo más cercano que conoce: {{near}}.',
  '“{{file}}” is an animation; only its first frame was used.':
    '«{{file}}» es una animación; solo se usó su primer fotograma.',
  '“{{file}}” has several pages; only the first was used.': '«{{file}}» tiene varias páginas; solo se usó la primera.',
  'The {{prompt}} is longer than this model reads: it leaves out “{{end}}”.':
    '{{prompt}}: es más largo de lo que lee este modelo; omite «{{end}}».',
  prompt: 'Prompt',
  'negative prompt': 'Prompt negativo',
  'first prompt': 'Primer prompt',
  'second prompt': 'Segundo prompt',
  'third prompt': 'Tercer prompt',
  'At guidance 1 the negative prompt has no effect.': 'Con guidance 1 el prompt negativo no tiene efecto.',
  'At guidance 1 the interval has no effect.': 'Con guidance 1 interval no tiene efecto.',
  'At guidance 0 the picture does not follow the prompt.': 'Con guidance 0 la imagen no sigue el prompt.',
  'At guidance 0 the picture does not follow the prompt, only the negative one.':
    'Con guidance 0 la imagen no sigue el prompt, solo el negativo.',
  'Beyond {{side}} pixels the detail does not follow the prompt.':
    'Más allá de {{side}} píxeles los detalles no siguen el prompt.',

  // Engine and uploaded pictures
  'The model of this picture is not installed here.': 'El modelo de esta imagen no está instalado aquí.',
  '/status lists the models that are.': '/status enumera los que sí.',
  'The model could not be loaded.': 'No se pudo cargar el modelo.',
  'Pictures cannot be checked here at the moment, so none are drawn.':
    'Ahora mismo no se pueden revisar imágenes aquí, así que no se dibuja ninguna.',
  'These settings do not fit together.': 'Estos ajustes no encajan entre sí.',
  'Try fewer of them; /help shows what each does.': 'Prueba con menos; /help dice qué hace cada uno.',
  'This picture was too much for the engine, more than once.':
    'Esta imagen fue demasiado para el motor, más de una vez.',
  'Try it with fewer steps or pictures.': 'Prueba con menos pasos o imágenes.',
  'The engine is not running at the moment.': 'El motor no está en marcha ahora mismo.',
  'It is being restarted; please try again in a minute.': 'Se está reiniciando; inténtalo otra vez en un minuto.',
  'I am being stopped, so this was not finished.': 'Me están deteniendo, así que esto no se terminó.',
  'Please ask again when it is back.': 'Pídelo otra vez cuando haya vuelto.',
  'Please try again; if it happens twice, tell whoever runs this bot.':
    'Inténtalo otra vez; si pasa dos veces, díselo a quien lleva este bot.',
  'Send a PNG, JPEG, WebP, GIF, AVIF or TIFF.': 'Envía un PNG, JPEG, WebP, GIF, AVIF o TIFF.',
  '"{{file}}" is empty: it has no bytes at all.': '"{{file}}" está vacío: no tiene ni un byte.',
  'Send it again; the upload may have failed.': 'Envíalo otra vez; puede que la subida fallara.',
  '"{{file}}" is a text, whatever its name says.': '"{{file}}" es un texto, diga lo que diga su nombre.',
  '"{{file}}" is not a picture that I can read.': '"{{file}}" no es una imagen que yo pueda leer.',
  '"{{file}}" is of the kind {{format}}, which I cannot read.': '"{{file}}" es del tipo {{format}}, que no puedo leer.',
  '"{{file}}" is damaged: not all of it can be read.': '"{{file}}" está dañado: no se puede leer entero.',
  'Save or export it again, then send that.': 'Guárdalo o expórtalo otra vez y envía eso.',
  '"{{file}}" has {{size}}; {{max}} is the most.': '"{{file}}" tiene {{size}}; {{max}} es el máximo.',
  '"{{file}}" is {{width}} × {{height}} pixels, more than I open.':
    '"{{file}}" tiene {{width}} × {{height}} píxeles, más de los que abro.',
  '"{{file}}" would take more memory or time to open than I give to one file: {{width}} × {{height}} pixels, {{traits}}.':
    '"{{file}}" necesitaría más memoria o tiempo del que doy a un archivo: {{width}} × {{height}} píxeles, {{traits}}.',
  'The mask is {{mask}} pixels, and the picture {{picture}}: they have different shapes.':
    'La máscara tiene {{mask}} píxeles y la imagen {{picture}}: tienen formas distintas.',
  'Draw the mask on a copy of the picture, so that they match.':
    'Dibuja la máscara sobre una copia de la imagen, para que coincidan.',
  'Reference: {{reference}}': 'Referencia: {{reference}}',

  // What was typed, limits and earlier jobs
  'Did you mean {{near}}?': '¿Quieres decir {{near}}?',
  '"{{name}}" points at file {{value}}, but none is attached.':
    '"{{name}}" apunta al archivo {{value}}, pero no hay ninguno adjunto.',
  '"{{name}}" points at file {{value}}, but only {{files}} is attached.':
    '"{{name}}" apunta al archivo {{value}}, pero solo está adjunto {{files}}.',
  '"{{name}}" points at file {{value}}, but only {{files}} are attached.':
    '"{{name}}" apunta al archivo {{value}}, pero solo están adjuntos {{files}}.',
  '1 picture': '1 imagen',
  '{{count}} pictures': '{{count}} imágenes',
  'Please try again in {{time}}.': 'Inténtalo otra vez en {{time}}.',
  'There will be room for {{pictures}} in {{time}}. Each picture on a sheet counts.':
    'Habrá sitio para {{pictures}} en {{time}}. Cada imagen de una lámina cuenta.',
  '1 second': '1 segundo',
  '{{count}} seconds': '{{count}} segundos',
  '{{count}} minutes': '{{count}} minutos',
  '{{count}} hours': '{{count}} horas',
  'There is no command here.': 'Aquí no hay ningún comando.',
  'Try /sample a skull, or /help.': 'Prueba /sample a skull, o /help.',
  'That line is too long.': 'Esa línea es demasiado larga.',
  '{{max}} letters are the most.': '{{max}} letras es el máximo.',
  'There is no command /{{name}}.': 'No hay ningún comando /{{name}}.',
  'To draw it: /sample {{words}}': 'Para dibujarlo: /sample {{words}}',
  '/help lists them all.': '/help los enumera todos.',
  'Did you mean /{{near}}? /help lists them all.': '¿Quieres decir /{{near}}? /help los enumera todos.',
  '/{{command}} has no option called "{{name}}".': '/{{command}} no tiene ninguna opción llamada "{{name}}".',
  'If it belongs to the prompt, put the prompt in quotes.': 'Si forma parte del prompt, pon el prompt entre comillas.',
  'It takes no options.': 'No admite opciones.',
  'It takes {{names}}.': 'Admite {{names}}.',
  'For example: {{example}}': 'Por ejemplo: {{example}}',
  '/{{command}} needs "{{name}}": {{summary}}': '/{{command}} necesita "{{name}}": {{summary}}',
  '/{{command}} needs a picture.': '/{{command}} necesita una imagen.',
  'Attach it to the same message: drop it, paste it, or pick a file.':
    'Adjúntala al mismo mensaje: suéltala, pégala o elige un archivo.',
  '"{{name}}" has no value.': '"{{name}}" no tiene valor.',
  'Write it right after the name, such as {{name}}:{{example}}.':
    'Escríbelo justo después del nombre, como {{name}}:{{example}}.',
  '/{{command}} takes its prompt by name, so I do not know what "{{words}}" is for.':
    '/{{command}} toma su prompt por el nombre, así que no sé para qué es "{{words}}".',
  '/{{command}} takes no prompt, so I do not know what "{{words}}" is for.':
    '/{{command}} no toma prompt, así que no sé para qué es "{{words}}".',
  'Write prompt:"{{words}}".': 'Escribe prompt:"{{words}}".',
  'A quotation mark is never closed.': 'Hay unas comillas que nunca se cierran.',
  'Put one at the end of the words it begins.': 'Ciérralas al final de las palabras que abren.',
  '"{{name}}" is given twice.': '"{{name}}" aparece dos veces.',
  'Keep one of them.': 'Deja una de las dos.',
  'I do not know where "{{words}}" belongs.': 'No sé dónde va "{{words}}".',
  'This command takes no words.': 'Este comando no toma palabras.',
  'Put several words in quotes, or name the option: {{names}}.':
    'Pon varias palabras entre comillas, o nombra la opción: {{names}}.',
  '/{{command}} takes no file.': '/{{command}} no toma archivos.',
  '/{{command}} takes at most 1 file, and {{given}} came.':
    '/{{command}} toma como máximo 1 archivo, y llegaron {{given}}.',
  '/{{command}} takes at most {{taken}} files, and {{given}} came.':
    '/{{command}} toma como máximo {{taken}} archivos, y llegaron {{given}}.',
  'Send it without the file; /sdedit redraws a picture.': 'Envíalo sin el archivo; /sdedit redibuja una imagen.',
  'Send it again with fewer files.': 'Envíalo otra vez con menos archivos.',
  'Attach the file; {{name}}:1 is the first one.': 'Adjunta el archivo; {{name}}:1 es el primero.',
  '"{{name}}" should be a number, and "{{typed}}" is not.': '"{{name}}" debería ser un número, y "{{typed}}" no lo es.',
  'For example: {{name}}:7': 'Por ejemplo: {{name}}:7',
  '"{{name}}" should be a whole number, and "{{typed}}" is not.':
    '"{{name}}" debería ser un número entero, y "{{typed}}" no lo es.',
  'For example: {{name}}:20': 'Por ejemplo: {{name}}:20',
  '"{{name}}" goes from {{min}} to {{max}}, and {{value}} is outside.':
    '"{{name}}" va de {{min}} a {{max}}, y {{value}} queda fuera.',
  'The nearest that works is {{nearest}}.': 'El valor válido más cercano es {{nearest}}.',
  '"{{name}}" cannot be "{{typed}}".': '"{{name}}" no puede ser "{{typed}}".',
  'It can be {{choices}}.': 'Puede ser {{choices}}.',
  '"{{name}}" is yes or no, and "{{typed}}" is neither.': '"{{name}}" es yes o no, y "{{typed}}" no es ninguno.',
  'For example: {{name}}:yes': 'Por ejemplo: {{name}}:yes',
  '"{{name}}" has {{length}} letters; {{max}} is the most.':
    '"{{name}}" tiene {{length}} letras; {{max}} es el máximo.',
  'Say it in fewer words.': 'Dilo con menos palabras.',
  '"{{name}}" is a picture, not words.': '"{{name}}" es una imagen, no palabras.',
  'Attach the file to the same message.': 'Adjunta el archivo al mismo mensaje.',
  'No model is installed here.': 'Aquí no hay ningún modelo instalado.',
  'There is no model called "{{name}}".': 'No hay ningún modelo llamado "{{name}}".',
  'Installed: {{names}}.': 'Instalados: {{names}}.',
  'eta has an effect only with the ddim sampler, and this is {{sampler}}.':
    'eta solo tiene efecto con el método ddim, y este es {{sampler}}.',
  'Add sampler:ddim, or leave eta out.': 'Añade sampler:ddim, o quita eta.',
  '"{{typed}}" is not a part of the schedule.': '"{{typed}}" no es una parte de la serie de instantes.',
  'Give two timesteps between 0 and {{last}}, such as interval:200-800.':
    'Da dos instantes entre 0 y {{last}}, como interval:200-800.',
  "t is {{t}}, and this model's last timestep is {{last}}.":
    't es {{t}}, y el último instante de este modelo es {{last}}.',
  'Choose t between 0 and {{last}}.': 'Elige t entre 0 y {{last}}.',
  'That would take {{steps}} steps, and one request may take {{max}}.':
    'Serían {{steps}} pasos, y una petición puede tener {{max}}.',
  'Ask for fewer pictures, fewer steps or less resampling.': 'Pide menos imágenes, menos pasos o menos repeticiones.',
  'A {{kind}} hybrid has two parts only, so there is no place for a middle.':
    'Un híbrido {{kind}} solo tiene dos partes, así que no hay sitio para una intermedia.',
  'Leave middle out, or use kind:frequency.': 'Quita middle, o usa kind:frequency.',
  'A hybrid can take its far part from a photo or be drawn into a picture, not both at once.':
    'Un híbrido puede tomar su parte lejana de una foto o dibujarse en una imagen, no las dos cosas.',
  'Leave photo or image out.': 'Quita photo o image.',
  '"{{name}}" has no effect without "{{needs}}".': '"{{name}}" no tiene efecto sin "{{needs}}".',
  'Attach the picture as {{needs}}:1, or leave {{name}} out.': 'Adjunta la imagen como {{needs}}:1, o quita {{name}}.',
  'Give {{needs}} as well, or leave {{name}} out.': 'Da también {{needs}}, o quita {{name}}.',
  '"{{name}}" has no effect beside "{{beside}}".': '"{{name}}" no tiene efecto junto a "{{beside}}".',
  'Leave one of them out.': 'Quita una de las dos.',
  'The second and the third reading are both seen through {{view}}, so they would overlap.':
    'La segunda y la tercera lectura se ven ambas con {{view}}, así que se solaparían.',
  'Choose another view or third-view.': 'Elige otra view o third-view.',
  'The mask is black everywhere, so nothing would be drawn; white is where new content goes.':
    'La máscara es negra en todas partes, así que no se dibujaría nada; lo nuevo va en lo blanco.',
  'Paint the part white, name a region, or swap both with invert:yes.':
    'Pinta la parte de blanco, nombra una región, o intercambia ambos con invert:yes.',
  'The mask is too dark, so nothing would be drawn: its lightest point is {{peak}} of 255, and white is where new content goes.':
    'La máscara es demasiado oscura, así que no se dibujaría nada: su punto más claro es {{peak}} de 255, y lo nuevo va en lo blanco.',
  'Paint the part white, or swap both with invert:yes. A mask of 0 and 1 must be made one of 0 and 255.':
    'Pinta la parte de blanco, o intercambia ambos con invert:yes. Una máscara de 0 y 1 debe ser de 0 y 255.',
  'That part is too small to draw in: it is {{share}} of the picture, and nowhere fills half a pixel of the {{side}} × {{side}} that I draw.':
    'Esa parte es demasiado pequeña para dibujar: es {{share}} de la imagen y en ningún sitio llena medio píxel de los {{side}} × {{side}} que dibujo.',
  'Make it larger, such as region:"middle 20%".': 'Hazla más grande, como region:"middle 20%".',
  'I do not know where to draw: the picture has no transparent part.':
    'No sé dónde dibujar: la imagen no tiene ninguna parte transparente.',
  'Name a region, such as region:"top half", or attach a mask that is white there.':
    'Nombra una región, como region:"top half", o adjunta una máscara blanca ahí.',
  'I do not know where to draw: of the picture only {{share}} is transparent, too little to mean anything.':
    'No sé dónde dibujar: solo {{share}} de la imagen es transparente, demasiado poco para significar algo.',
  'That would add nothing to the picture.': 'Eso no añadiría nada a la imagen.',
  'Say how much to add, such as left:50, or another shape, such as aspect:16:9.':
    'Di cuánto añadir, como left:50, u otra forma, como aspect:16:9.',
  'There are both margins and a shape.': 'Hay márgenes y también una forma.',
  'Keep left, right, top and bottom, or aspect.': 'Deja left, right, top y bottom, o aspect.',
  'There are both a mask and a region.': 'Hay una máscara y también una región.',
  'Keep the one that you mean.': 'Deja la que quieras usar.',
  'I do not know which part "{{words}}" is.': 'No sé qué parte es "{{words}}".',
  'Try "top half", "left third", "bottom 30%", "centre", "top left quarter" or "x 10-60% y 20-50%".':
    'Prueba "top half", "left third", "bottom 30%", "centre", "top left quarter" o "x 10-60% y 20-50%".',
  '“{{file}}” has {{width}} × {{height}} pixels, so {{size}} would not enlarge it.':
    '«{{file}}» tiene {{width}} × {{height}} píxeles, así que {{size}} no la ampliaría.',
  'Ask for more, such as size:{{largest}}, which is the most.': 'Pide más, como size:{{largest}}, que es el máximo.',
  'I enlarge to {{largest}} pixels at most.': 'Amplío hasta {{largest}} píxeles como máximo.',
  'The model {{model}} has no super-resolution.': 'El modelo {{model}} no tiene superresolución.',
  'Choose another with model:, or leave the picture as it is.': 'Elige otro con model:, o deja la imagen como está.',
  'I know no picture here to work with.': 'No conozco aquí ninguna imagen con la que trabajar.',
  'Make one first: /sample a skull': 'Haz una primero: /sample a skull',
  'I know no picture {{id}} here.': 'No conozco aquí ninguna imagen {{id}}.',
  'It never was, or is no longer kept. A PNG of mine carries all its settings: attach it to /remix.':
    'Nunca existió, o ya no se conserva. Un PNG mío lleva todos sus ajustes: adjúntalo a /remix.',
  'I know no style "{{name}}" here.': 'No conozco aquí ningún estilo "{{name}}".',
  'Did you mean {{near}}? /style lists them.': '¿Quieres decir {{near}}? /style los enumera.',
  'There are: {{names}}.': 'Hay: {{names}}.',
  'No style "{{name}}" is saved here.': 'Aquí no hay guardado ningún estilo "{{name}}".',
  '/style lists them.': '/style los enumera.',
  'Somebody else saved the style "{{name}}".': 'Otra persona guardó el estilo "{{name}}".',
  'Take another name.': 'Elige otro nombre.',
  'The model has a style "{{name}}" of its own.': 'El modelo tiene un estilo "{{name}}" propio.',
  'Which style? It needs a name.': '¿Qué estilo? Necesita un nombre.',
  'A style needs words for its prompt.': 'Un estilo necesita palabras para su prompt.',
  '"{{name}}" cannot be the name of a style.': '"{{name}}" no puede ser el nombre de un estilo.',
  'A name has letters, digits, spaces and hyphens.': 'Un nombre tiene letras, cifras, espacios y guiones.',
  'You have {{max}} styles here already, which is the most.': 'Ya tienes aquí {{max}} estilos, que es el máximo.',
  'Delete one: /style delete name:noir': 'Borra uno: /style delete name:noir',
  'There are {{max}} styles here already, which is the most.': 'Ya hay aquí {{max}} estilos, que es el máximo.',
  'Somebody has to delete one of theirs first.': 'Alguien tiene que borrar antes uno suyo.',
  'Saved the style "{{name}}".': 'Estilo "{{name}}" guardado.',
  'Draw with it: /sample a cat style:"{{name}}"': 'Dibuja con él: /sample a cat style:"{{name}}"',
  'Deleted the style "{{name}}".': 'Estilo "{{name}}" borrado.',
  '/style lists the others.': '/style enumera los demás.',
  'There is no picture {{number}} among them.': 'No hay ninguna imagen {{number}} entre ellas.',
  'It is one picture.': 'Es una sola imagen.',
  'They are numbered from 1 to {{count}}.': 'Van numeradas del 1 al {{count}}.',
  'That picture is not finished yet.': 'Esa imagen aún no está terminada.',
  'That picture was never finished.': 'Esa imagen nunca se terminó.',
  'Try again when it is shown.': 'Inténtalo otra vez cuando aparezca.',
  'Reroll it, or /remix it.': 'Hazla otra vez, o usa /remix.',
  'That picture is no longer kept here.': 'Esa imagen ya no se conserva aquí.',
  'Attach it to /remix: a PNG of mine carries all its settings.':
    'Adjúntala a /remix: un PNG mío lleva todos sus ajustes.',
  'Nothing was changed, so it would be the same picture again.':
    'No cambió nada, así que sería otra vez la misma imagen.',
  'Say what should be different: /remix a dog, /remix seed:180, /remix guidance:3':
    'Di qué debe ser distinto: /remix a dog, /remix seed:180, /remix guidance:3',
  '"{{file}}" carries no settings of mine.': '"{{file}}" no lleva ajustes míos.',
  'They are in the main PNG that I sent, not in its mask, its readings or its film. Copies and screenshots lose them; /sdedit works with any picture.':
    'Están en el PNG principal que envié, no en su máscara, sus lecturas ni su película. Las copias y capturas los pierden; /sdedit funciona con cualquier imagen.',
  '"{{file}}" carries settings of version {{version}}, and I read version {{own}}.':
    '"{{file}}" lleva ajustes de la versión {{version}}, y yo leo la versión {{own}}.',
  'A newer Stridebot made it: whoever runs this bot can bring it up to date. /sdedit works with any picture.':
    'Lo hizo un Stridebot más nuevo; quien lleva este bot puede actualizarlo. /sdedit funciona con cualquier imagen.',
  'An older Stridebot made it. /sdedit works with any picture.':
    'Lo hizo un Stridebot más antiguo. /sdedit funciona con cualquier imagen.',
  '"{{file}}" carries settings of mine, but they are damaged.': '"{{file}}" lleva ajustes míos, pero están dañados.',
  'Send the file as it first came from me. /sdedit works with any picture.':
    'Envía el archivo tal como salió de mí. /sdedit funciona con cualquier imagen.',
  '"{{file}}" carries settings, but I cannot draw them.': '"{{file}}" lleva ajustes, pero no los puedo dibujar.',
  'Change another option, or make a new one with /anagram or /hybrid.':
    'Cambia otra opción, o haz una nueva con /anagram o /hybrid.',
  'That is a sheet of different drawings, so "count" has nothing to change.':
    'Es una lámina de dibujos distintos, así que "count" no tiene nada que cambiar.',
  'Remix one of its pictures: attach its PNG.': 'Cambia una de sus imágenes: adjunta su PNG.',
  'Change another option, or make a new one with /{{of}}.': 'Cambia otra opción, o haz una nueva con /{{of}}.',
  'That picture was only enlarged, so without super-resolution nothing would be left to do.':
    'Esa imagen solo se amplió; sin superresolución no quedaría nada que hacer.',
  'Use /upscale with another size.': 'Usa /upscale con otro tamaño.',
  'That picture did not begin at an image, so {{option}} has nothing to change.':
    'Esa imagen no empezó con otra imagen, así que {{option}} no tiene nada que cambiar.',
  'Use /sdedit with the picture.': 'Usa /sdedit con la imagen.',
  'That picture was not drawn step by step from a prompt, so "{{option}}" has nothing to change.':
    'Esa imagen no se dibujó paso a paso desde un prompt, así que "{{option}}" no tiene nada que cambiar.',
  'Remix a picture made by /sample, /sdedit, /inpaint, /anagram or /hybrid.':
    'Cambia una imagen hecha con /sample, /sdedit, /inpaint, /anagram o /hybrid.',
  'The steps of that picture are no longer kept.': 'Los pasos de esa imagen ya no se conservan.',
  'Reroll it with film:yes.': 'Hazla otra vez con film:yes.',
  'There is nothing that "{{action}}" could do with that picture.': '"{{action}}" no puede hacer nada con esa imagen.',
  'The buttons below a picture are those that work.': 'Los botones bajo una imagen son los que funcionan.',
  'I know no picture {{id}} that is waiting.': 'No conozco ninguna imagen {{id}} que espere.',
  '/queue shows what is.': '/queue muestra las que sí.',
  'There is nothing to cancel.': 'No hay nada que cancelar.',
  '/queue shows what is waiting.': '/queue muestra lo que espera.',
  'Only they can cancel it.': 'Solo esa persona puede cancelarla.',
  '{{waiting}} pictures are already waiting.': 'Ya hay {{waiting}} imágenes esperando.',
  'You have {{running}} pictures under way, and {{max}} at once is the most.':
    'Tienes {{running}} imágenes en marcha, y {{max}} a la vez es el máximo.',
  'Wait for one to finish, in about {{time}}, or /cancel one.':
    'Espera a que termine una, unos {{time}}, o cancela una con /cancel.',
  'That was quick.': 'Qué rapidez.',
  'This channel has asked for many pictures just now.': 'Este canal acaba de pedir muchas imágenes.',
  'Ask in one that I draw in. Whoever manages this server knows which, and can allow this one with /settings.':
    'Pide en uno en el que dibujo. Quien administra este servidor sabe cuál, y puede permitir este con /settings.',
  'Here I draw only for people with certain roles, and you have none of them.':
    'Aquí solo dibujo para personas con ciertos roles, y no tienes ninguno.',
  'Whoever manages this server can give you one, or allow yours with /settings.':
    'Quien administra este servidor puede darte uno, o permitir el tuyo con /settings.',
  'There is a word in it that is not welcome here.': 'Contiene una palabra que aquí no es bienvenida.',
  'Please say it in other words.': 'Dilo con otras palabras, por favor.',
  'That would be {{pictures}} pictures, and {{max}} in 24 hours is the most here.':
    'Serían {{pictures}} imágenes, y {{max}} en 24 horas es aquí el máximo.',
  'Please ask for fewer at once: each picture on a sheet counts.':
    'Pide menos de golpe: cada imagen de una lámina cuenta.',
  'You have asked for {{used}} here in the last 24 hours, and {{max}} is the most for a person.':
    'Has pedido {{used}} aquí en las últimas 24 horas, y {{max}} es el máximo por persona.',
  'Everybody here together has asked for {{used}} in the last 24 hours, and {{max}} is the most.':
    'Entre todos habéis pedido aquí {{used}} en las últimas 24 horas, y {{max}} es el máximo.',
  "This bot's disk is full, so I cannot take on anything.":
    'El disco de este bot está lleno, así que no puedo aceptar nada.',
  'Please ask again later. Whoever runs this bot has to make room.':
    'Pídelo más tarde. Quien lleva este bot tiene que hacer sitio.',
  "This bot's disk cannot be used at the moment, so I cannot take on anything.":
    'El disco de este bot no se puede usar ahora, así que no puedo aceptar nada.',
  'Please ask again later. Whoever runs this bot finds the reason in its log.':
    'Pídelo más tarde. Quien lleva este bot encontrará el motivo en su registro.',
  "This bot's disk is full, so your picture has to wait.":
    'El disco de este bot está lleno, así que tu imagen tiene que esperar.',
  'It is drawn when there is room again; you need not ask once more.':
    'Se dibujará cuando vuelva a haber sitio; no hace falta pedirla otra vez.',
  "This bot's disk cannot be used at the moment, so your picture has to wait.":
    'El disco de este bot no se puede usar ahora, así que tu imagen tiene que esperar.',
  'It is drawn when the disk works again; you need not ask once more.':
    'Se dibujará cuando el disco vuelva a funcionar; no hace falta pedirla otra vez.',
  'Cancelled.': 'Cancelado.',
  'Cancelled all {{count}}.': 'Canceladas las {{count}}.',
  'That picture was not made from a third prompt.': 'Esa imagen no se hizo con un tercer prompt.',
  'That picture was not made from a second prompt.': 'Esa imagen no se hizo con un segundo prompt.',
  'That picture is no hybrid, so "{{option}}" has nothing to change.':
    'Esa imagen no es un híbrido, así que "{{option}}" no tiene nada que cambiar.',
  'That picture is no anagram, so "{{option}}" has nothing to change.':
    'Esa imagen no es un anagrama, así que "{{option}}" no tiene nada que cambiar.',
  'Save it: /style save name:noir prompt:"a black and white photo of {prompt}"':
    'Guárdalo: /style save name:noir prompt:"a black and white photo of {prompt}"',

  // Only on Discord or Slack
  'I do not have that command any more.': 'Ya no tengo ese comando.',
  'Reload Discord (Ctrl+R); /help lists what there is.': 'Recarga Discord (Ctrl+R); /help enumera lo que hay.',
  'I do not know that button any more.': 'Ya no conozco ese botón.',
  'Ask again with a command; /help lists them.': 'Pídelo otra vez con un comando; /help los enumera.',
  'That form was open for too long.': 'Ese formulario estuvo abierto demasiado tiempo.',
  'Please open it again.': 'Ábrelo otra vez, por favor.',
  'That message has no picture.': 'Ese mensaje no tiene ninguna imagen.',
  'Choose a message with a picture in it; a link is not enough.':
    'Elige un mensaje con una imagen; un enlace no basta.',
  'Somebody else asked for that picture.': 'Otra persona pidió esa imagen.',
  'They can delete it, and so can moderators.': 'Esa persona puede borrarla, y los moderadores también.',
  'A moderator can.': 'Un moderador puede.',
  'I could not delete that message.': 'No pude borrar ese mensaje.',
  'Emoji and stickers belong to a server.': 'Los emojis y stickers pertenecen a un servidor.',
  'Press the button there.': 'Pulsa el botón allí.',
  'You may not add emoji or stickers to this server.': 'No puedes añadir emojis ni stickers a este servidor.',
  'It takes the permission "Create Expressions".': 'Hace falta el permiso "Create Expressions".',
  'I may not add emoji or stickers to this server.': 'No puedo añadir emojis ni stickers a este servidor.',
  'A manager can give me the permission "Create Expressions".':
    'Un administrador puede darme el permiso "Create Expressions".',
  'This server has no room for another {{kind}}.': 'En este servidor no hay sitio para más: {{kind}}.',
  'Remove one first.': 'Quita uno primero.',
  'Or choose “{{entry}}” in the menu of the message that has it.':
    'O elige «{{entry}}» en el menú del mensaje que la tiene.',
  '/help lists what there is.': '/help enumera lo que hay.',
  'That form is from before.': 'Ese formulario es de antes.',
  'Slack does not show me the files of that message.': 'Slack no me muestra los archivos de ese mensaje.',
  'Add me to the channel that they come from, or upload the picture where I am.':
    'Añádeme al canal de donde vienen, o sube la imagen donde yo esté.',
  '/{{command}} needs a picture, and I see none above.': '/{{command}} necesita una imagen, y no veo ninguna arriba.',
  'Upload it with the message in which you ask me, or ask me in the thread below it.':
    'Súbela con el mensaje en que me la pides, o pídemelo en su hilo.',
  '/{{command}} needs a picture, and I may not look at earlier messages here.':
    '/{{command}} necesita una imagen, y aquí no puedo mirar mensajes anteriores.',
  'Upload it with the message in which you ask me.': 'Súbela con el mensaje en que me la pides.',
  '{{name}} is no longer in Slack.': '{{name}} ya no está en Slack.',
  'Please upload it again.': 'Súbelo otra vez, por favor.',
  'Slack does not show me {{name}}.': 'Slack no me muestra {{name}}.',
  'Please upload it to a channel that I am in, or send it to me directly.':
    'Súbelo a un canal en el que yo esté, o envíamelo directamente.',
  'Slack has not finished with {{name}} yet.': 'Slack aún no ha terminado con {{name}}.',
  'Please try it again in a minute.': 'Inténtalo otra vez en un minuto.',
  'Slack hides {{name}}, because the workspace keeps no more files.':
    'Slack oculta {{name}}, porque el espacio de trabajo no guarda más archivos.',
  '{{name}} does not lie in Slack, and I fetch nothing from elsewhere.':
    '{{name}} no está en Slack, y no traigo nada de otros sitios.',
  'Please save the picture and upload it here.': 'Guarda la imagen y súbela aquí, por favor.',
  '{{name}} is no picture: it was written in Slack.': '{{name}} no es una imagen: se escribió en Slack.',
  'Please upload a PNG, JPEG or WebP file.': 'Sube un archivo PNG, JPEG o WebP, por favor.',
  'I may not read files here.': 'Aquí no puedo leer archivos.',
  'Whoever set me up can give the app the scope files:read and install it again.':
    'Quien me instaló puede dar a la app el scope files:read e instalarla otra vez.',
  'They can delete it, and so can admins of the workspace.':
    'Esa persona puede borrarla, y los administradores del espacio también.',
  'That picture is in the channel already.': 'Esa imagen ya está en el canal.',
  'Delete it there to share it once more.': 'Bórrala allí para compartirla otra vez.',
  'I do not show how pictures come about here.': 'Aquí no muestro cómo se hacen las imágenes.',
  'Whoever set me up has finished pictures checked, and their steps cannot be.':
    'Quien me instaló hace revisar las imágenes terminadas, y sus pasos no se pueden revisar.',
  'An admin of the workspace can.': 'Un administrador del espacio puede.',
  'Only admins of the workspace change my settings.': 'Solo los administradores del espacio cambian mis ajustes.',
  'Ask one of them.': 'Pregunta a uno de ellos.',
  'It comes here in a moment: many are asking at once.': 'Llegará aquí en un momento: muchos piden a la vez.',
  'I draw it for you alone.': 'La dibujo solo para ti.',
  'It comes in our direct messages.': 'Llegará a nuestros mensajes directos.',
  'I am not in this channel, so your picture comes in our direct messages.':
    'No estoy en este canal, así que tu imagen llega a nuestros mensajes directos.',
  'To have it here next time, type /invite and my name.':
    'Para tenerla aquí la próxima vez, escribe /invite y mi nombre.',
  'I may not write in this channel, so your picture comes in our direct messages.':
    'No puedo escribir en este canal, así que tu imagen llega a nuestros mensajes directos.',
  'It may be archived, or only some people may post there.':
    'Puede estar archivado, o solo algunos pueden escribir ahí.',
  'The picture is there, but I may not upload it to Slack.': 'La imagen está, pero no puedo subirla a Slack.',
  'Whoever set me up can give the app the scope files:write and install it again; or the workspace takes no files.':
    'Quien me instaló puede dar a la app el scope files:write e instalarla otra vez; o el espacio no admite archivos.',
  'I was asked not to draw in this channel.': 'Me pidieron no dibujar en este canal.',
  'Ask in one that I draw in, or in our direct messages. Admins of the workspace know which, and can allow this one on my page.':
    'Pide en uno en el que dibujo, o en nuestros mensajes directos. Los administradores del espacio saben cuál, y pueden permitir este en mi página.',
  'Here I draw only for people in certain user groups, and you are in none of them.':
    'Aquí solo dibujo para personas de ciertos grupos, y no estás en ninguno.',
  'An admin of the workspace can put you into one, or allow yours on my page.':
    'Un administrador del espacio puede añadirte a uno, o permitir el tuyo en mi página.',
  'Slack did not let me open a form.': 'Slack no me dejó abrir un formulario.',
  'Please try it again.': 'Inténtalo otra vez, por favor.',

  // Forms
  'Hardly anything': 'Casi nada',
  'Only its colours stay.': 'Solo quedan los colores.',
  'A little': 'Un poco',
  'Colours and rough layout stay.': 'Quedan los colores y la composición general.',
  Clearly: 'Claramente',
  'Its layout stays.': 'Queda la composición.',
  Closely: 'Casi todo',
  'Nearly everything stays.': 'Queda casi todo.',
  'Top half': 'Mitad superior',
  'Bottom half': 'Mitad inferior',
  'Left half': 'Mitad izquierda',
  'Right half': 'Mitad derecha',
  Centre: 'Centro',
  'Where it is transparent': 'Donde es transparente',
  'The picture or drawing': 'La imagen o el dibujo',
  '{{summary}} 10 MB at most.': '{{summary}} 10 MB como máximo.',
  'A copy of the picture, white where something new should be drawn.':
    'Una copia de la imagen, blanca donde va algo nuevo.',
  'Where should something new be drawn?': '¿Dónde dibujar algo nuevo?',
  'Or where, in your own words': 'O dónde, con tus palabras (en inglés)',
  'Or a mask': 'O una máscara',
  'A picture': 'Una imagen',
  'In this order: {{names}}. Or say below which is which, such as {{last}}:1. 10 MB each at most.':
    'En este orden: {{names}}. O di abajo cuál es cuál, como {{last}}:1. 10 MB cada una como máximo.',
  Pictures: 'Imágenes',
  'How much of the picture should stay?': '¿Cuánto de la imagen debe quedar?',
  Also: 'Además',
  'As name:value, with spaces between them.': 'Como name:value, separadas por espacios.',
  'As name:value, with spaces between them: {{names}}.': 'Como name:value, separadas por espacios: {{names}}.',

  // Deleting
  'Only they can delete it.': 'Solo esa persona puede borrarla.',
  'That picture is not drawn yet.': 'Esa imagen aún no está dibujada.',
  'Stop it instead: /cancel job:{{id}}': 'Mejor detenla: /cancel job:{{id}}',
  'Pictures that were drawn together are deleted together.': 'Las imágenes que se dibujaron juntas se borran juntas.',
  'To delete all of them: /delete job:{{id}}': 'Para borrarlas todas: /delete job:{{id}}',
  'The picture is deleted here, but I could not delete all that I posted of it.':
    'La imagen está borrada aquí, pero no pude borrar todo lo que publiqué de ella.',
  'A moderator or an admin can delete the messages that are left.':
    'La moderación puede borrar los mensajes que quedan.',
  'Deleted.': 'Borrada.',
  'There are no links to pictures that may not be for everybody.':
    'No hay enlaces a imágenes que quizá no sean para todos.',
  'Download it instead, and give it to whom it is for.': 'Descárgala y dásela a quien corresponda.',
  'Small pictures of: {{words}}': 'Imágenes pequeñas de: {{words}}',
  'A low start redraws most of the picture, a high one keeps most of it.':
    'Un inicio bajo redibuja casi toda la imagen; uno alto la conserva casi toda.',
};
