import type { Dictionary } from '../dictionary.ts';

/** What the bot answers, and what the shell prints. */
export const answers: Dictionary = {
  // Details below a picture
  seed: 'Seed',
  wildcards: 'Wildcards',
  variation: 'Variation',
  start: 'Start',
  steps: 'Schritte',
  sampler: 'Sampler',
  guidance: 'Guidance',
  negative: 'negativ',
  mask: 'Maske',
  model: 'Modell',
  time: 'Zeit',
  'same bytes': 'gleiche Bytes',

  // Buttons
  Delete: 'Löschen',
  Share: 'Teilen',
  'Change one thing': 'Eines ändern',
  'Add as server emoji': 'Als Server-Emoji hinzufügen',
  'Add as sticker': 'Als Sticker hinzufügen',
  'Choose one of the pictures': 'Eines der Bilder wählen',
  Reroll: 'Neu würfeln',
  Vary: 'Variieren',
  Upscale: 'Vergrößern',
  Turn: 'Drehen',
  'Near–Far': 'Nah–Fern',
  Film: 'Film',
  Settings: 'Einstellungen',
  Cancel: 'Abbrechen',
  'Choose one': 'Eines wählen',
  'Show it to me': 'Mir zeigen',

  // Progress
  '{{n}}st': '{{n}}.',
  '{{n}}nd': '{{n}}.',
  '{{n}}rd': '{{n}}.',
  '{{n}}th': '{{n}}.',
  'Your picture is next.': 'Dein Bild ist das nächste.',
  'You are {{place}} in line.': 'Du bist {{place}} in der Reihe.',
  'Your picture is next, about {{time}}.': 'Dein Bild ist das nächste, in etwa {{time}}.',
  'You are {{place}} in line, about {{time}}.': 'Du bist {{place}} in der Reihe, noch etwa {{time}}.',
  'Drawing: {{step}}.': 'Zeichne: {{step}}.',
  'Drawing: {{step}}, {{time}} left.': 'Zeichne: {{step}}, noch {{time}}.',
  'The clean estimates of {{steps}}.': 'Die sauberen Schätzungen: {{steps}}.',
  'The engine is starting. Your answer comes after that.': 'Der Zeichner startet. Danach kommt deine Antwort.',
  'One moment: I am at it.': 'Einen Moment, ich bin dabei.',
  'From noise to picture': 'Vom Rauschen zum Bild',
  'then {{count}} to enlarge': 'dann {{count}} zum Vergrößern',
  '{{step}}, {{time}} left': '{{step}}, noch {{time}}',
  'step {{last}} of {{total}}': 'Schritt {{last}} von {{total}}',
  'steps {{first}}–{{last}} of {{total}}': 'Schritte {{first}}–{{last}} von {{total}}',
  'enlarging {{last}} of {{total}}': 'Vergrößern {{last}} von {{total}}',
  'enlarging {{first}}–{{last}} of {{total}}': 'Vergrößern {{first}}–{{last}} von {{total}}',

  // Requests and files of chats
  '{{name}} is too large: {{max}} MB is the most.': '{{name}} ist zu groß: {{max}} MB sind das Meiste.',
  'Send a smaller copy: 256 pixels a side are plenty.':
    'Schick eine kleinere Kopie: 256 Pixel Seitenlänge sind reichlich.',
  '{{name}} could not be fetched from {{platform}}.': '{{name}} ließ sich nicht von {{platform}} holen.',
  'Please attach it again.': 'Bitte häng es noch einmal an.',
  'I was stopped each time I began with this.': 'Jedes Mal, wenn ich damit anfing, wurde ich gestoppt.',
  'Please ask again, with less at once or with a smaller file.':
    'Bitte frag noch einmal, nach weniger auf einmal oder mit einer kleineren Datei.',
  'I was stopped before I could answer this.': 'Ich wurde gestoppt, bevor ich das beantworten konnte.',
  'Please look whether it is done, and ask again if it is not.':
    'Bitte sieh nach, ob es fertig ist, und frag noch einmal, wenn nicht.',
  'Stridebot was stopped before it could answer this.': 'Stridebot wurde gestoppt, bevor er das beantworten konnte.',
  'Please send it again.': 'Bitte schick es noch einmal.',
  'There is nothing at this address.': 'Unter dieser Adresse gibt es nichts.',
  'Something went wrong on our side.': 'Bei uns ist etwas schiefgegangen.',
  'Please try again.': 'Bitte versuch es noch einmal.',
  'This model has no pictures of what it knows.': 'Dieses Modell hat keine Bilder von dem, was es kennt.',
  'There is nothing here, or it is no longer kept.': 'Hier ist nichts, oder es wird nicht mehr aufgehoben.',
  'Asked for by {{person}}': 'Gefragt von {{person}}',
  'This picture may not be for everybody, so it is shown only to who asks for it.':
    'Dieses Bild ist vielleicht nicht für alle, darum sieht es nur, wer danach fragt.',

  // Shell
  'also ask for what adding emoji and stickers needs': 'fragt auch nach dem, was Emoji und Sticker brauchen',
  'Print the app manifest (JSON) to paste into Slack under "From a manifest".':
    'Gibt das App-Manifest (JSON) aus, das in Slack unter "From a manifest" eingefügt wird.',
  'Slack sends requests to this https address; without it the bot connects by Socket Mode':
    'Slack schickt Anfragen an diese https-Adresse; ohne sie verbindet sich der Bot per Socket Mode',
  'before every slash command, such as stride-; without it SLACK_COMMAND_PREFIX':
    'vor jedem Slash-Befehl, etwa stride-; ohne Angabe SLACK_COMMAND_PREFIX',
  '{{min}} to {{max}}': '{{min}} bis {{max}}',
  'default: {{default}}': 'Vorgabe: {{default}}',
  'Without this flag: {{summary}}': 'Ohne diesen Schalter: {{summary}}',
  'Usage:': 'Aufruf:',
  '{{command}} needs <{{name}}>: {{summary}}': '{{command}} braucht <{{name}}>: {{summary}}',
  'Standard input holds one picture.': 'Die Standardeingabe fasst ein Bild.',
  'Give the others as files.': 'Gib die anderen als Dateien an.',
  'Write --{{option}} {{number}}.': 'Schreib --{{option}} {{number}}.',
  'Put what belongs together in quotes.': 'Setz in Anführungszeichen, was zusammengehört.',
  '{{command}}: there is no place left for "{{words}}".': '{{command}}: Für "{{words}}" ist kein Platz mehr.',
  'there is no such file': 'so eine Datei gibt es nicht',
  'that is a folder, not a file': 'das ist ein Ordner, keine Datei',
  'a part of it is a file, not a folder': 'ein Teil davon ist eine Datei, kein Ordner',
  'it is not yours to read': 'du darfst sie nicht lesen',
  'the name is too long': 'der Name ist zu lang',
  'The name of a file is empty.': 'Der Name einer Datei ist leer.',
  'cannot be read': 'lässt sich nicht lesen',
  'Turns a chat channel into a diffusion studio; every slash command also works here.':
    'Macht einen Chat-Kanal zum Diffusionsstudio; jeder Slash-Befehl geht auch hier.',
  'output the version number': 'gibt die Version aus',
  'display help for command': 'zeigt Hilfe zu einem Befehl',
  'Add --help to see how it is used.': 'Mit --help steht da, wie es geht.',
  'Start the bot: the local channel in the browser, and every chat platform that is configured.':
    'Startet den Bot: den lokalen Kanal im Browser und jede eingerichtete Chat-Plattform.',
  'Say what was found on this machine, and why something is not used.':
    'Sagt, was auf diesem Rechner gefunden wurde, und warum etwas nicht benutzt wird.',
  'machine-readable on stdout': 'maschinenlesbar auf stdout',
  'Set up Discord; docs/discord.md has the steps.': 'Richtet Discord ein; docs/discord.md nennt die Schritte.',
  'Print the links that add the bot to a server, or to yourself, with the least permissions.':
    'Gibt die Links aus, die den Bot mit den wenigsten Rechten zu einem Server oder zu dir hinzufügen.',
  'Set up Slack; docs/slack.md has the steps.': 'Richtet Slack ein; docs/slack.md nennt die Schritte.',
  'A PNG that Stridebot made.': 'Ein PNG, das Stridebot gemacht hat.',
  'Draw a picture again from the recipe in its file.': 'Zeichnet ein Bild nach dem Rezept in seiner Datei noch einmal.',
  'Print a script that completes commands and flags in your shell.':
    'Gibt ein Skript aus, das Befehle und Schalter in deiner Shell vervollständigt.',
  'Examples:': 'Beispiele:',
  'where the picture goes, - for standard output; further files get numbers, and a folder takes them all':
    'wohin das Bild kommt, - für die Standardausgabe; weitere Dateien bekommen Nummern, ein Ordner nimmt alle',
  'show the picture in the terminal, too: Kitty, Ghostty, iTerm2, WezTerm, Sixel':
    'zeigt das Bild auch im Terminal: Kitty, Ghostty, iTerm2, WezTerm, Sixel',
  'Arguments:': 'Argumente:',
  'Options:': 'Optionen:',
  'Commands:': 'Befehle:',
  'The safety model flagged it: look before you show it to others.':
    'Das Sicherheitsmodell hat es beanstandet: Sieh es dir an, bevor du es anderen zeigst.',
  'starting the engine': 'der Zeichner startet',
  'This terminal shows no pictures; Kitty, Ghostty, iTerm2, WezTerm and those with Sixel do.':
    'Dieses Terminal zeigt keine Bilder; Kitty, Ghostty, iTerm2, WezTerm und die mit Sixel können es.',
  'A film carries no recipe; use the PNG beside it.': 'Ein Film trägt kein Rezept; nimm das PNG daneben.',
  'Only the main PNG of a result does, as long as no other program has saved it: not its mask or its readings.':
    'Das tut nur das Haupt-PNG eines Ergebnisses, solange kein anderes Programm es gespeichert hat: nicht die Maske und nicht die Lesarten.',
  '"{{name}}" carries no recipe.': '"{{name}}" trägt kein Rezept.',
  'Not the same bytes: docs/reproducibility.md says when that is to be expected.':
    'Nicht dieselben Bytes: docs/reproducibility.md sagt, wann das zu erwarten ist.',
  'Stridebot cannot start:': 'Stridebot kann nicht starten:',
  'Something went wrong inside Stridebot.': 'In Stridebot ist etwas schiefgegangen.',

  // Help, queue, status and styles
  'What I can do': 'Was ich kann',
  'Type a command and what to draw: /sample a skull': 'Tippe einen Befehl und was ich zeichnen soll: /sample a skull',
  'You watch the noise turn into it, step by step. The buttons below the picture take it from there.':
    'Du siehst zu, wie aus dem Rauschen Schritt für Schritt das Bild wird. Mit den Knöpfen darunter geht es weiter.',
  Commands: 'Befehle',
  'Good to know': 'Gut zu wissen',
  'Options have names, and any order: /sample a skull seed:180 steps:20':
    'Optionen haben Namen und jede Reihenfolge: /sample a skull seed:180 steps:20',
  'Where a line is typed as a whole, two prompts are told apart by quotes or a bar: /anagram a skull | a dog':
    'Wo eine Zeile als Ganzes getippt wird, trennen Anführungszeichen oder ein Strich zwei Prompts: /anagram a skull | a dog',
  'Pictures are attached to the command itself: drop, paste or pick them.':
    'Bilder hängst du an den Befehl selbst: hineinziehen, einfügen oder auswählen.',
  'The same seed and settings draw the same picture; every PNG of mine carries them.':
    'Gleicher Seed und gleiche Einstellungen zeichnen das gleiche Bild; jedes PNG von mir trägt sie in sich.',
  '/help anagram explains one command with all its options.': '/help anagram erklärt einen Befehl mit allen Optionen.',
  'It does not say; free text is worth a try.': 'Das sagt es nicht; freier Text ist einen Versuch wert.',
  'There is no model.': 'Es gibt kein Modell.',
  'It knows': 'Es kennt',
  Styles: 'Stile',
  'Other words draw what is nearest to them, and the answer says which it never learned.':
    'Andere Worte zeichnen, was ihnen am nächsten kommt; die Antwort sagt, welche es nie gelernt hat.',
  'What I can draw': 'Was ich zeichnen kann',
  'The model': 'Das Modell',
  'It has seen {{count}} things by name, such as {{known}}. /help words lists them all.':
    'Es hat {{count}} Dinge mit Namen gesehen, etwa {{known}}. /help words nennt alle.',
  'For example': 'Zum Beispiel',
  Options: 'Optionen',
  'More options': 'Weitere Optionen',
  'Without it: {{default}}.': 'Ohne Angabe: {{default}}.',
  'Yes or no, normally yes.': 'Ja (yes) oder nein (no), normal ja.',
  'Yes or no, normally no.': 'Ja (yes) oder nein (no), normal nein.',
  'Needed.': 'Nötig.',
  'From {{min}} to {{max}}.': 'Von {{min}} bis {{max}}.',
  'From {{min}} to {{max}}, normally {{default}}.': 'Von {{min}} bis {{max}}, normal {{default}}.',
  'One of {{choices}}.': 'Eines von {{choices}}.',
  'One of {{choices}}; normally {{default}}.': 'Eines von {{choices}}; normal {{default}}.',
  'Whoever runs this bot finds out more with: stridebot doctor':
    'Wer diesen Bot betreibt, erfährt mehr mit: stridebot doctor',
  'The engine is still starting.': 'Der Zeichner startet noch.',
  'Your picture would begin at once.': 'Dein Bild finge sofort an.',
  'Nothing is waiting.': 'Nichts wartet.',
  'In the studio': 'Im Studio',
  now: 'jetzt',
  '{{where}} /{{command}} by somebody else': '{{where}} /{{command}} von jemand anderem',
  '{{line}} (yours, {{id}})': '{{line}} (deins, {{id}})',
  Jobs: 'Aufträge',
  '{{running}} being drawn, {{waiting}} waiting': '{{running}} in Arbeit, {{waiting}} warten',
  'The engine is starting.': 'Der Zeichner startet.',
  'The engine is ready.': 'Der Zeichner ist bereit.',
  'The engine is being restarted.': 'Der Zeichner wird neu gestartet.',
  'The engine is stopped.': 'Der Zeichner ist gestoppt.',
  Engine: 'Zeichner',
  '1 thread': '1 Thread',
  '{{threads}} threads': '{{threads}} Threads',
  'No model can be run here.': 'Hier läuft kein Modell.',
  'What it runs on is not decided yet.': 'Worauf er läuft, steht noch nicht fest.',
  'It does not start.': 'Er startet nicht.',
  'Runs on the GPU, with {{library}}.': 'Läuft auf der Grafikkarte, mit {{library}}.',
  'Runs on the processor.': 'Läuft auf dem Prozessor.',
  'Runs on the processor; no GPU can be used.': 'Läuft auf dem Prozessor; keine Grafikkarte ist nutzbar.',
  Models: 'Modelle',
  'none can be named right now': 'gerade lässt sich keines nennen',
  '{{size}} px, then {{upscaled}} px': '{{size}} px, dann {{upscaled}} px',
  'memory: {{size}} MiB': 'Speicher: {{size}} MiB',
  'Since the start': 'Seit dem Start',
  '{{steps}} steps in {{runs}} model runs, {{rows}} rows each':
    '{{steps}} Schritte in {{runs}} Modelläufen, je {{rows}} Zeilen',
  'restarts: {{restarts}}': 'Neustarts: {{restarts}}',
  'The model knows': 'Das Modell kennt',
  'Saved here': 'Hier gespeichert',
  'With a picture: /sample a cat style:"{{name}}"': 'Mit einem Bild: /sample a cat style:"{{name}}"',
  'Your own: /style save name:noir prompt:"a black and white photo of {prompt}"':
    'Ein eigener: /style save name:noir prompt:"a black and white photo of {prompt}"',

  // Captions and details
  'from t {{timestep}}': 'ab t {{timestep}}',
  'variation {{number}}': 'Variation {{number}}',
  'an uploaded picture at t {{timesteps}}': 'ein hochgeladenes Bild bei t {{timesteps}}',
  '{{title}}, enlarged': '{{title}}, vergrößert',
  'an enlarged picture': 'ein vergrößertes Bild',
  'seed {{seed}}': 'Seed {{seed}}',
  'seeds {{seeds}}': 'Seeds {{seeds}}',
  '{{seconds}} s on {{provider}}': '{{seconds}} s mit {{provider}}',
  'all but {{part}}: {{share}} drawn anew': 'alles außer: {{part}}; {{share}} neu gezeichnet',
  '{{part}}: {{share}} drawn anew': '{{part}}: {{share}} neu gezeichnet',
  'what lies beyond the picture': 'was jenseits des Bildes liegt',
  'what is transparent in the picture': 'was im Bild durchsichtig ist',
  'the region': 'die Gegend',
  'what is white in the mask': 'was in der Maske weiß ist',
  'what is transparent in the mask': 'was in der Maske durchsichtig ist',
  'what is painted white in the mask': 'was in der Maske weiß gemalt ist',
  '{{number}}: seed {{seed}} at {{strength}}': '{{number}}: Seed {{seed}} mit {{strength}}',
  '{{steps}} in all': '{{steps}} insgesamt',
  '{{steps}} of {{planned}}': '{{steps}} von {{planned}}',
  '{{steps}}, with repeats': '{{steps}}, mit Wiederholungen',

  // Results and their settings
  'From near and from far': 'Von nah und von fern',
  'In colour and in grey': 'In Farbe und in Grau',
  'Still and moving': 'Still und bewegt',
  'It cannot be typed as a line, since it was made from an earlier picture. /remix changes one thing of it.':
    'Es lässt sich nicht als Zeile tippen, denn es entstand aus einem früheren Bild. /remix ändert eines daran.',
  'Attach {{pictures}}.': 'Häng an: {{pictures}}.',
  '{{list}}, then {{next}}': '{{list}}, dann {{next}}',
  'The same again': 'Dasselbe noch einmal',
  Details: 'Einzelheiten',
  'Attach the picture itself.': 'Häng das Bild selbst an.',
  'over 99 %': 'über 99 %',
  'the picture it began at': 'das Bild, mit dem es begann',
  'the picture it was drawn into': 'das Bild, in das gezeichnet wurde',
  'the mask': 'die Maske',
  'the photo': 'das Foto',

  // Remarks
  'Taken as /{{command}}.': 'Als /{{command}} verstanden.',
  'Taken as /{{command}}; /help shows what else there is.':
    'Als /{{command}} verstanden; /help zeigt, was es sonst gibt.',
  'This model never learned {{words}}.': '{{words}} hat dieses Modell nie gelernt.',
  'This model never learned {{words}}. The nearest that it knows: {{near}}.':
    '{{words}} hat dieses Modell nie gelernt. Das Nächste, was es kennt: {{near}}.',
  '“{{file}}” is an animation; only its first frame was used.':
    '„{{file}}“ ist eine Animation; nur ihr erstes Bild wurde benutzt.',
  '“{{file}}” has several pages; only the first was used.':
    '„{{file}}“ hat mehrere Seiten; nur die erste wurde benutzt.',
  'The {{prompt}} is longer than this model reads: it leaves out “{{end}}”.':
    '{{prompt}}: länger, als dieses Modell liest; weggelassen wird „{{end}}“.',
  prompt: 'Prompt',
  'negative prompt': 'Negativer Prompt',
  'first prompt': 'Erster Prompt',
  'second prompt': 'Zweiter Prompt',
  'third prompt': 'Dritter Prompt',
  'At guidance 1 the negative prompt has no effect.': 'Bei guidance 1 wirkt der negative Prompt nicht.',
  'At guidance 1 the interval has no effect.': 'Bei guidance 1 wirkt interval nicht.',
  'At guidance 0 the picture does not follow the prompt.': 'Bei guidance 0 folgt das Bild dem Prompt nicht.',
  'At guidance 0 the picture does not follow the prompt, only the negative one.':
    'Bei guidance 0 folgt das Bild nicht dem Prompt, nur dem negativen.',
  'Beyond {{side}} pixels the detail does not follow the prompt.':
    'Jenseits von {{side}} Pixeln folgen die Details dem Prompt nicht.',

  // Engine and uploaded pictures
  'The model of this picture is not installed here.': 'Das Modell dieses Bildes ist hier nicht installiert.',
  '/status lists the models that are.': '/status nennt die, die es sind.',
  'The model could not be loaded.': 'Das Modell ließ sich nicht laden.',
  'Pictures cannot be checked here at the moment, so none are drawn.':
    'Bilder können hier gerade nicht geprüft werden, darum wird keines gezeichnet.',
  'These settings do not fit together.': 'Diese Einstellungen passen nicht zusammen.',
  'Try fewer of them; /help shows what each does.': 'Versuch es mit weniger davon; /help zeigt, was jede tut.',
  'This picture was too much for the engine, more than once.': 'Dieses Bild war dem Zeichner zu viel, mehr als einmal.',
  'Try it with fewer steps or pictures.': 'Versuch es mit weniger Schritten oder Bildern.',
  'The engine is not running at the moment.': 'Der Zeichner läuft gerade nicht.',
  'It is being restarted; please try again in a minute.':
    'Er wird neu gestartet; bitte versuch es in einer Minute noch einmal.',
  'I am being stopped, so this was not finished.': 'Ich werde gerade gestoppt, darum wurde das nicht fertig.',
  'Please ask again when it is back.': 'Bitte frag noch einmal, wenn ich wieder da bin.',
  'Please try again; if it happens twice, tell whoever runs this bot.':
    'Bitte versuch es noch einmal; passiert es zweimal, sag es dem Betreiber dieses Bots.',
  'Send a PNG, JPEG, WebP, GIF, AVIF or TIFF.': 'Schick ein PNG, JPEG, WebP, GIF, AVIF oder TIFF.',
  '"{{file}}" is empty: it has no bytes at all.': '"{{file}}" ist leer: Es hat kein einziges Byte.',
  'Send it again; the upload may have failed.': 'Schick es noch einmal; vielleicht ging beim Hochladen etwas schief.',
  '"{{file}}" is a text, whatever its name says.': '"{{file}}" ist ein Text, was auch immer der Name sagt.',
  '"{{file}}" is not a picture that I can read.': '"{{file}}" ist kein Bild, das ich lesen kann.',
  '"{{file}}" is of the kind {{format}}, which I cannot read.':
    '"{{file}}" ist von der Art {{format}}, die ich nicht lesen kann.',
  '"{{file}}" is damaged: not all of it can be read.': '"{{file}}" ist beschädigt: Nicht alles lässt sich lesen.',
  'Save or export it again, then send that.': 'Speichere oder exportiere es neu und schick dann das.',
  '"{{file}}" has {{size}}; {{max}} is the most.': '"{{file}}" hat {{size}}; {{max}} sind das Meiste.',
  '"{{file}}" is {{width}} × {{height}} pixels, more than I open.':
    '"{{file}}" hat {{width}} × {{height}} Pixel, mehr als ich öffne.',
  '"{{file}}" would take more memory or time to open than I give to one file: {{width}} × {{height}} pixels, {{traits}}.':
    '"{{file}}" zu öffnen braucht mehr Speicher oder Zeit, als ich einer Datei gebe: {{width}} × {{height}} Pixel, {{traits}}.',
  'The mask is {{mask}} pixels, and the picture {{picture}}: they have different shapes.':
    'Die Maske hat {{mask}} Pixel und das Bild {{picture}}: Sie haben verschiedene Formen.',
  'Draw the mask on a copy of the picture, so that they match.':
    'Zeichne die Maske auf eine Kopie des Bildes, damit sie passt.',
  'Reference: {{reference}}': 'Kennung: {{reference}}',

  // What was typed, limits and earlier jobs
  'Did you mean {{near}}?': 'Meinst du {{near}}?',
  '"{{name}}" points at file {{value}}, but none is attached.':
    '"{{name}}" zeigt auf Datei {{value}}, aber es hängt keine an.',
  '"{{name}}" points at file {{value}}, but only {{files}} is attached.':
    '"{{name}}" zeigt auf Datei {{value}}, aber es hängt nur {{files}} an.',
  '"{{name}}" points at file {{value}}, but only {{files}} are attached.':
    '"{{name}}" zeigt auf Datei {{value}}, aber es hängen nur {{files}} an.',
  '1 picture': '1 Bild',
  '{{count}} pictures': '{{count}} Bilder',
  'Please try again in {{time}}.': 'Bitte versuch es in {{time}} noch einmal.',
  'There will be room for {{pictures}} in {{time}}. Each picture on a sheet counts.':
    'In {{time}} ist Platz für {{pictures}}. Jedes Bild auf einem Bogen zählt.',
  '1 second': '1 Sekunde',
  '{{count}} seconds': '{{count}} Sekunden',
  '{{count}} minutes': '{{count}} Minuten',
  '{{count}} hours': '{{count}} Stunden',
  'There is no command here.': 'Hier steht kein Befehl.',
  'Try /sample a skull, or /help.': 'Versuch /sample a skull oder /help.',
  'That line is too long.': 'Diese Zeile ist zu lang.',
  '{{max}} letters are the most.': '{{max}} Zeichen sind das Meiste.',
  'There is no command /{{name}}.': 'Einen Befehl /{{name}} gibt es nicht.',
  'To draw it: /sample {{words}}': 'Um es zu zeichnen: /sample {{words}}',
  '/help lists them all.': '/help nennt alle.',
  'Did you mean /{{near}}? /help lists them all.': 'Meinst du /{{near}}? /help nennt alle.',
  '/{{command}} has no option called "{{name}}".': '/{{command}} hat keine Option namens "{{name}}".',
  'If it belongs to the prompt, put the prompt in quotes.':
    'Gehört es zum Prompt, setz den Prompt in Anführungszeichen.',
  'It takes no options.': 'Er nimmt keine Optionen.',
  'It takes {{names}}.': 'Er nimmt {{names}}.',
  'For example: {{example}}': 'Zum Beispiel: {{example}}',
  '/{{command}} needs "{{name}}": {{summary}}': '/{{command}} braucht "{{name}}": {{summary}}',
  '/{{command}} needs a picture.': '/{{command}} braucht ein Bild.',
  'Attach it to the same message: drop it, paste it, or pick a file.':
    'Häng es an dieselbe Nachricht: hineinziehen, einfügen oder eine Datei auswählen.',
  '"{{name}}" has no value.': '"{{name}}" hat keinen Wert.',
  'Write it right after the name, such as {{name}}:{{example}}.':
    'Schreib ihn direkt hinter den Namen, etwa {{name}}:{{example}}.',
  '/{{command}} takes its prompt by name, so I do not know what "{{words}}" is for.':
    '/{{command}} nimmt seinen Prompt mit Namen, darum weiß ich nicht, wofür "{{words}}" ist.',
  '/{{command}} takes no prompt, so I do not know what "{{words}}" is for.':
    '/{{command}} nimmt keinen Prompt, darum weiß ich nicht, wofür "{{words}}" ist.',
  'Write prompt:"{{words}}".': 'Schreib prompt:"{{words}}".',
  'A quotation mark is never closed.': 'Ein Anführungszeichen wird nie geschlossen.',
  'Put one at the end of the words it begins.': 'Setz eines ans Ende der Worte, die es beginnt.',
  '"{{name}}" is given twice.': '"{{name}}" steht zweimal da.',
  'Keep one of them.': 'Behalte eines davon.',
  'I do not know where "{{words}}" belongs.': 'Ich weiß nicht, wohin "{{words}}" gehört.',
  'This command takes no words.': 'Dieser Befehl nimmt keine Worte.',
  'Put several words in quotes, or name the option: {{names}}.':
    'Setz mehrere Worte in Anführungszeichen oder nenne die Option: {{names}}.',
  '/{{command}} takes no file.': '/{{command}} nimmt keine Datei.',
  '/{{command}} takes at most 1 file, and {{given}} came.':
    '/{{command}} nimmt höchstens 1 Datei, und {{given}} kamen.',
  '/{{command}} takes at most {{taken}} files, and {{given}} came.':
    '/{{command}} nimmt höchstens {{taken}} Dateien, und {{given}} kamen.',
  'Send it without the file; /sdedit redraws a picture.': 'Schick es ohne die Datei; /sdedit zeichnet ein Bild um.',
  'Send it again with fewer files.': 'Schick es noch einmal mit weniger Dateien.',
  'Attach the file; {{name}}:1 is the first one.': 'Häng die Datei an; {{name}}:1 ist die erste.',
  '"{{name}}" should be a number, and "{{typed}}" is not.':
    '"{{name}}" sollte eine Zahl sein, und "{{typed}}" ist keine.',
  'For example: {{name}}:7': 'Zum Beispiel: {{name}}:7',
  '"{{name}}" should be a whole number, and "{{typed}}" is not.':
    '"{{name}}" sollte eine ganze Zahl sein, und "{{typed}}" ist keine.',
  'For example: {{name}}:20': 'Zum Beispiel: {{name}}:20',
  '"{{name}}" goes from {{min}} to {{max}}, and {{value}} is outside.':
    '"{{name}}" geht von {{min}} bis {{max}}, und {{value}} liegt außerhalb.',
  'The nearest that works is {{nearest}}.': 'Am nächsten liegt {{nearest}}.',
  '"{{name}}" cannot be "{{typed}}".': '"{{name}}" kann nicht "{{typed}}" sein.',
  'It can be {{choices}}.': 'Möglich sind {{choices}}.',
  '"{{name}}" is yes or no, and "{{typed}}" is neither.':
    '"{{name}}" ist yes oder no, und "{{typed}}" ist keines davon.',
  'For example: {{name}}:yes': 'Zum Beispiel: {{name}}:yes',
  '"{{name}}" has {{length}} letters; {{max}} is the most.':
    '"{{name}}" hat {{length}} Zeichen; {{max}} sind das Meiste.',
  'Say it in fewer words.': 'Sag es in weniger Worten.',
  '"{{name}}" is a picture, not words.': '"{{name}}" ist ein Bild, keine Worte.',
  'Attach the file to the same message.': 'Häng die Datei an dieselbe Nachricht.',
  'No model is installed here.': 'Hier ist kein Modell installiert.',
  'There is no model called "{{name}}".': 'Ein Modell namens "{{name}}" gibt es nicht.',
  'Installed: {{names}}.': 'Installiert: {{names}}.',
  'eta has an effect only with the ddim sampler, and this is {{sampler}}.':
    'eta wirkt nur mit dem Sampler ddim, und das hier ist {{sampler}}.',
  'Add sampler:ddim, or leave eta out.': 'Nimm sampler:ddim dazu oder lass eta weg.',
  '"{{typed}}" is not a part of the schedule.': '"{{typed}}" ist kein Teil der Zeitschritte.',
  'Give two timesteps between 0 and {{last}}, such as interval:200-800.':
    'Gib zwei Zeitschritte zwischen 0 und {{last}} an, etwa interval:200-800.',
  "t is {{t}}, and this model's last timestep is {{last}}.":
    't ist {{t}}, und der letzte Zeitschritt dieses Modells ist {{last}}.',
  'Choose t between 0 and {{last}}.': 'Wähle t zwischen 0 und {{last}}.',
  'That would take {{steps}} steps, and one request may take {{max}}.':
    'Das wären {{steps}} Schritte, und eine Anfrage darf {{max}} haben.',
  'Ask for fewer pictures, fewer steps or less resampling.':
    'Frag nach weniger Bildern, weniger Schritten oder weniger Wiederholungen.',
  'A {{kind}} hybrid has two parts only, so there is no place for a middle.':
    'Ein Hybridbild der Art {{kind}} hat nur zwei Teile, darum ist für eine Mitte kein Platz.',
  'Leave middle out, or use kind:frequency.': 'Lass middle weg oder nimm kind:frequency.',
  'A hybrid can take its far part from a photo or be drawn into a picture, not both at once.':
    'Ein Hybridbild kann seinen fernen Teil aus einem Foto nehmen oder in ein Bild gezeichnet werden, nicht beides.',
  'Leave photo or image out.': 'Lass photo oder image weg.',
  '"{{name}}" has no effect without "{{needs}}".': '"{{name}}" wirkt nicht ohne "{{needs}}".',
  'Attach the picture as {{needs}}:1, or leave {{name}} out.':
    'Häng das Bild als {{needs}}:1 an oder lass {{name}} weg.',
  'Give {{needs}} as well, or leave {{name}} out.': 'Gib auch {{needs}} an oder lass {{name}} weg.',
  '"{{name}}" has no effect beside "{{beside}}".': '"{{name}}" wirkt nicht neben "{{beside}}".',
  'Leave one of them out.': 'Lass eines davon weg.',
  'The second and the third reading are both seen through {{view}}, so they would overlap.':
    'Die zweite und die dritte Lesart entstehen beide durch {{view}}, sie lägen also übereinander.',
  'Choose another view or third-view.': 'Wähle ein anderes view oder third-view.',
  'The mask is black everywhere, so nothing would be drawn; white is where new content goes.':
    'Die Maske ist überall schwarz, es würde also nichts gezeichnet; weiß ist, wo Neues hinkommt.',
  'Paint the part white, name a region, or swap both with invert:yes.':
    'Male den Teil weiß, nenne eine region, oder vertausche beides mit invert:yes.',
  'The mask is too dark, so nothing would be drawn: its lightest point is {{peak}} of 255, and white is where new content goes.':
    'Die Maske ist zu dunkel, es würde also nichts gezeichnet: Ihr hellster Punkt ist {{peak}} von 255, und weiß ist, wo Neues hinkommt.',
  'Paint the part white, or swap both with invert:yes. A mask of 0 and 1 must be made one of 0 and 255.':
    'Male den Teil weiß oder vertausche beides mit invert:yes. Aus einer Maske mit 0 und 1 muss eine mit 0 und 255 werden.',
  'That part is too small to draw in: it is {{share}} of the picture, and nowhere fills half a pixel of the {{side}} × {{side}} that I draw.':
    'Dieser Teil ist zu klein, um hineinzuzeichnen: Er ist {{share}} des Bildes und füllt nirgends einen halben Pixel der {{side}} × {{side}}, die ich zeichne.',
  'Make it larger, such as region:"middle 20%".': 'Mach ihn größer, etwa region:"middle 20%".',
  'I do not know where to draw: the picture has no transparent part.':
    'Ich weiß nicht, wohin ich zeichnen soll: Das Bild hat keinen durchsichtigen Teil.',
  'Name a region, such as region:"top half", or attach a mask that is white there.':
    'Nenne eine Gegend, etwa region:"top half", oder häng eine Maske an, die dort weiß ist.',
  'I do not know where to draw: of the picture only {{share}} is transparent, too little to mean anything.':
    'Ich weiß nicht, wohin ich zeichnen soll: Vom Bild sind nur {{share}} durchsichtig, zu wenig, um etwas zu bedeuten.',
  'That would add nothing to the picture.': 'Damit käme zum Bild nichts hinzu.',
  'Say how much to add, such as left:50, or another shape, such as aspect:16:9.':
    'Sag, wie viel dazukommt, etwa left:50, oder eine andere Form, etwa aspect:16:9.',
  'There are both margins and a shape.': 'Es sind Ränder und eine Form angegeben.',
  'Keep left, right, top and bottom, or aspect.': 'Behalte left, right, top und bottom, oder aspect.',
  'There are both a mask and a region.': 'Es sind eine Maske und eine Gegend angegeben.',
  'Keep the one that you mean.': 'Behalte, was du meinst.',
  'I do not know which part "{{words}}" is.': 'Ich weiß nicht, welcher Teil "{{words}}" ist.',
  'Try "top half", "left third", "bottom 30%", "centre", "top left quarter" or "x 10-60% y 20-50%".':
    'Versuch "top half", "left third", "bottom 30%", "centre", "top left quarter" oder "x 10-60% y 20-50%".',
  '“{{file}}” has {{width}} × {{height}} pixels, so {{size}} would not enlarge it.':
    '„{{file}}“ hat {{width}} × {{height}} Pixel, {{size}} würde es also nicht vergrößern.',
  'Ask for more, such as size:{{largest}}, which is the most.':
    'Frag nach mehr, etwa size:{{largest}}, das ist das Meiste.',
  'I enlarge to {{largest}} pixels at most.': 'Ich vergrößere auf höchstens {{largest}} Pixel.',
  'The model {{model}} has no super-resolution.': 'Das Modell {{model}} hat keine Super-Resolution.',
  'Choose another with model:, or leave the picture as it is.':
    'Wähle mit model: ein anderes oder lass das Bild, wie es ist.',
  'I know no picture here to work with.': 'Ich kenne hier kein Bild, mit dem ich arbeiten könnte.',
  'Make one first: /sample a skull': 'Mach zuerst eines: /sample a skull',
  'I know no picture {{id}} here.': 'Ein Bild {{id}} kenne ich hier nicht.',
  'It never was, or is no longer kept. A PNG of mine carries all its settings: attach it to /remix.':
    'Es gab es nie, oder es wird nicht mehr aufgehoben. Ein PNG von mir trägt alle Einstellungen: Häng es an /remix an.',
  'I know no style "{{name}}" here.': 'Einen Stil "{{name}}" kenne ich hier nicht.',
  'Did you mean {{near}}? /style lists them.': 'Meinst du {{near}}? /style nennt alle.',
  'There are: {{names}}.': 'Es gibt: {{names}}.',
  'No style "{{name}}" is saved here.': 'Ein Stil "{{name}}" ist hier nicht gespeichert.',
  '/style lists them.': '/style nennt alle.',
  'Somebody else saved the style "{{name}}".': 'Den Stil "{{name}}" hat jemand anderes gespeichert.',
  'Take another name.': 'Nimm einen anderen Namen.',
  'The model has a style "{{name}}" of its own.': 'Das Modell hat selbst einen Stil "{{name}}".',
  'Which style? It needs a name.': 'Welcher Stil? Er braucht einen Namen.',
  'A style needs words for its prompt.': 'Ein Stil braucht Worte für seinen Prompt.',
  '"{{name}}" cannot be the name of a style.': '"{{name}}" kann kein Name eines Stils sein.',
  'A name has letters, digits, spaces and hyphens.': 'Ein Name hat Buchstaben, Ziffern, Leerzeichen und Bindestriche.',
  'You have {{max}} styles here already, which is the most.': 'Du hast hier schon {{max}} Stile; mehr geht nicht.',
  'Delete one: /style delete name:noir': 'Lösch einen: /style delete name:noir',
  'There are {{max}} styles here already, which is the most.': 'Hier gibt es schon {{max}} Stile; mehr geht nicht.',
  'Somebody has to delete one of theirs first.': 'Erst muss jemand einen eigenen löschen.',
  'Saved the style "{{name}}".': 'Der Stil "{{name}}" ist gespeichert.',
  'Draw with it: /sample a cat style:"{{name}}"': 'Zeichne damit: /sample a cat style:"{{name}}"',
  'Deleted the style "{{name}}".': 'Der Stil "{{name}}" ist gelöscht.',
  '/style lists the others.': '/style nennt die anderen.',
  'There is no picture {{number}} among them.': 'Ein Bild {{number}} ist nicht darunter.',
  'It is one picture.': 'Es ist ein einziges Bild.',
  'They are numbered from 1 to {{count}}.': 'Sie haben die Nummern 1 bis {{count}}.',
  'That picture is not finished yet.': 'Dieses Bild ist noch nicht fertig.',
  'That picture was never finished.': 'Dieses Bild wurde nie fertig.',
  'Try again when it is shown.': 'Versuch es noch einmal, wenn es da ist.',
  'Reroll it, or /remix it.': 'Würfle es neu, oder nimm /remix.',
  'That picture is no longer kept here.': 'Dieses Bild wird hier nicht mehr aufgehoben.',
  'Attach it to /remix: a PNG of mine carries all its settings.':
    'Häng es an /remix an: Ein PNG von mir trägt alle Einstellungen.',
  'Nothing was changed, so it would be the same picture again.':
    'Nichts wurde geändert, es wäre also wieder dasselbe Bild.',
  'Say what should be different: /remix a dog, /remix seed:180, /remix guidance:3':
    'Sag, was anders sein soll: /remix a dog, /remix seed:180, /remix guidance:3',
  '"{{file}}" carries no settings of mine.': '"{{file}}" trägt keine Einstellungen von mir.',
  'They are in the main PNG that I sent, not in its mask, its readings or its film. Copies and screenshots lose them; /sdedit works with any picture.':
    'Sie sind im Haupt-PNG, das ich geschickt habe, nicht in Maske, Lesarten oder Film. Kopien und Bildschirmfotos verlieren sie; /sdedit geht mit jedem Bild.',
  '"{{file}}" carries settings of version {{version}}, and I read version {{own}}.':
    '"{{file}}" trägt Einstellungen der Version {{version}}, und ich lese Version {{own}}.',
  'A newer Stridebot made it: whoever runs this bot can bring it up to date. /sdedit works with any picture.':
    'Ein neuerer Stridebot hat es gemacht; der Betreiber dieses Bots kann ihn aktualisieren. /sdedit geht mit jedem Bild.',
  'An older Stridebot made it. /sdedit works with any picture.':
    'Ein älterer Stridebot hat es gemacht. /sdedit geht mit jedem Bild.',
  '"{{file}}" carries settings of mine, but they are damaged.':
    '"{{file}}" trägt Einstellungen von mir, aber sie sind beschädigt.',
  'Send the file as it first came from me. /sdedit works with any picture.':
    'Schick die Datei so, wie sie von mir kam. /sdedit geht mit jedem Bild.',
  '"{{file}}" carries settings, but I cannot draw them.':
    '"{{file}}" trägt Einstellungen, aber ich kann sie nicht zeichnen.',
  'Change another option, or make a new one with /anagram or /hybrid.':
    'Ändere eine andere Option oder mach ein neues mit /anagram oder /hybrid.',
  'That is a sheet of different drawings, so "count" has nothing to change.':
    'Das ist ein Bogen verschiedener Zeichnungen, darum hat "count" nichts zu ändern.',
  'Remix one of its pictures: attach its PNG.': 'Ändere eines seiner Bilder: Häng sein PNG an.',
  'Change another option, or make a new one with /{{of}}.':
    'Ändere eine andere Option oder mach ein neues mit /{{of}}.',
  'That picture was only enlarged, so without super-resolution nothing would be left to do.':
    'Dieses Bild wurde nur vergrößert; ohne Super-Resolution bliebe nichts zu tun.',
  'Use /upscale with another size.': 'Nimm /upscale mit einer anderen Größe.',
  'That picture did not begin at an image, so {{option}} has nothing to change.':
    'Dieses Bild begann nicht mit einem Bild, darum hat {{option}} nichts zu ändern.',
  'Use /sdedit with the picture.': 'Nimm /sdedit mit dem Bild.',
  'That picture was not drawn step by step from a prompt, so "{{option}}" has nothing to change.':
    'Dieses Bild wurde nicht Schritt für Schritt aus einem Prompt gezeichnet, darum hat "{{option}}" nichts zu ändern.',
  'Remix a picture made by /sample, /sdedit, /inpaint, /anagram or /hybrid.':
    'Ändere ein Bild von /sample, /sdedit, /inpaint, /anagram oder /hybrid.',
  'The steps of that picture are no longer kept.': 'Die Schritte dieses Bildes werden nicht mehr aufgehoben.',
  'Reroll it with film:yes.': 'Würfle es neu mit film:yes.',
  'There is nothing that "{{action}}" could do with that picture.':
    '"{{action}}" kann mit diesem Bild nichts anfangen.',
  'The buttons below a picture are those that work.': 'Die Knöpfe unter einem Bild sind die, die gehen.',
  'I know no picture {{id}} that is waiting.': 'Ein Bild {{id}}, das wartet, kenne ich nicht.',
  '/queue shows what is.': '/queue zeigt, welche warten.',
  'There is nothing to cancel.': 'Es gibt nichts abzubrechen.',
  '/queue shows what is waiting.': '/queue zeigt, was wartet.',
  'Only they can cancel it.': 'Nur diese Person kann es abbrechen.',
  '{{waiting}} pictures are already waiting.': '{{waiting}} Bilder warten schon.',
  'You have {{running}} pictures under way, and {{max}} at once is the most.':
    'Du hast {{running}} Bilder in Arbeit, und {{max}} auf einmal sind das Meiste.',
  'Wait for one to finish, in about {{time}}, or /cancel one.':
    'Warte, bis eines fertig ist, etwa {{time}}, oder beende eines mit /cancel.',
  'That was quick.': 'Das ging schnell.',
  'This channel has asked for many pictures just now.': 'Dieser Kanal hat gerade viele Bilder verlangt.',
  'Ask in one that I draw in. Whoever manages this server knows which, and can allow this one with /settings.':
    'Frag in einem, in dem ich zeichne. Wer diesen Server verwaltet, weiß, in welchem, und kann diesen mit /settings erlauben.',
  'Here I draw only for people with certain roles, and you have none of them.':
    'Hier zeichne ich nur für Leute mit bestimmten Rollen, und du hast keine davon.',
  'Whoever manages this server can give you one, or allow yours with /settings.':
    'Wer diesen Server verwaltet, kann dir eine geben oder deine mit /settings erlauben.',
  'There is a word in it that is not welcome here.': 'Darin ist ein Wort, das hier nicht erwünscht ist.',
  'Please say it in other words.': 'Bitte sag es mit anderen Worten.',
  'That would be {{pictures}} pictures, and {{max}} in 24 hours is the most here.':
    'Das wären {{pictures}} Bilder, und {{max}} in 24 Stunden sind hier das Meiste.',
  'Please ask for fewer at once: each picture on a sheet counts.':
    'Bitte frag nach weniger auf einmal: Jedes Bild auf einem Bogen zählt.',
  'You have asked for {{used}} here in the last 24 hours, and {{max}} is the most for a person.':
    'Du hast hier in den letzten 24 Stunden {{used}} verlangt, und {{max}} sind das Meiste für eine Person.',
  'Everybody here together has asked for {{used}} in the last 24 hours, and {{max}} is the most.':
    'Alle zusammen haben hier in den letzten 24 Stunden {{used}} verlangt, und {{max}} sind das Meiste.',
  "This bot's disk is full, so I cannot take on anything.":
    'Die Festplatte dieses Bots ist voll, darum kann ich nichts annehmen.',
  'Please ask again later. Whoever runs this bot has to make room.':
    'Bitte frag später noch einmal. Der Betreiber dieses Bots muss Platz schaffen.',
  "This bot's disk cannot be used at the moment, so I cannot take on anything.":
    'Die Festplatte dieses Bots ist gerade nicht benutzbar, darum kann ich nichts annehmen.',
  'Please ask again later. Whoever runs this bot finds the reason in its log.':
    'Bitte frag später noch einmal. Der Betreiber dieses Bots findet den Grund in seinem Log.',
  "This bot's disk is full, so your picture has to wait.":
    'Die Festplatte dieses Bots ist voll, darum muss dein Bild warten.',
  'It is drawn when there is room again; you need not ask once more.':
    'Es wird gezeichnet, sobald wieder Platz ist; du musst nicht noch einmal fragen.',
  "This bot's disk cannot be used at the moment, so your picture has to wait.":
    'Die Festplatte dieses Bots ist gerade nicht benutzbar, darum muss dein Bild warten.',
  'It is drawn when the disk works again; you need not ask once more.':
    'Es wird gezeichnet, sobald die Festplatte wieder geht; du musst nicht noch einmal fragen.',
  'Cancelled.': 'Abgebrochen.',
  'Cancelled all {{count}}.': 'Alle {{count}} abgebrochen.',
  'That picture was not made from a third prompt.': 'Dieses Bild wurde nicht aus einem dritten Prompt gemacht.',
  'That picture was not made from a second prompt.': 'Dieses Bild wurde nicht aus einem zweiten Prompt gemacht.',
  'That picture is no hybrid, so "{{option}}" has nothing to change.':
    'Dieses Bild ist kein Hybridbild, darum hat "{{option}}" nichts zu ändern.',
  'That picture is no anagram, so "{{option}}" has nothing to change.':
    'Dieses Bild ist kein Anagramm, darum hat "{{option}}" nichts zu ändern.',
  'Save it: /style save name:noir prompt:"a black and white photo of {prompt}"':
    'Speichere ihn: /style save name:noir prompt:"a black and white photo of {prompt}"',

  // Only on Discord or Slack
  'I do not have that command any more.': 'Diesen Befehl habe ich nicht mehr.',
  'Reload Discord (Ctrl+R); /help lists what there is.': 'Lade Discord neu (Ctrl+R); /help nennt, was es gibt.',
  'I do not know that button any more.': 'Diesen Knopf kenne ich nicht mehr.',
  'Ask again with a command; /help lists them.': 'Frag noch einmal mit einem Befehl; /help nennt sie.',
  'That form was open for too long.': 'Dieses Formular war zu lange offen.',
  'Please open it again.': 'Bitte öffne es noch einmal.',
  'That message has no picture.': 'Diese Nachricht hat kein Bild.',
  'Choose a message with a picture in it; a link is not enough.':
    'Wähle eine Nachricht mit einem Bild darin; ein Link genügt nicht.',
  'Somebody else asked for that picture.': 'Dieses Bild hat jemand anderes verlangt.',
  'They can delete it, and so can moderators.': 'Diese Person kann es löschen, und die Moderation auch.',
  'A moderator can.': 'Die Moderation kann es.',
  'I could not delete that message.': 'Ich konnte diese Nachricht nicht löschen.',
  'Emoji and stickers belong to a server.': 'Emoji und Sticker gehören zu einem Server.',
  'Press the button there.': 'Drück den Knopf dort.',
  'You may not add emoji or stickers to this server.':
    'Du darfst auf diesem Server keine Emoji oder Sticker hinzufügen.',
  'It takes the permission "Create Expressions".': 'Dazu braucht es die Berechtigung "Create Expressions".',
  'I may not add emoji or stickers to this server.': 'Ich darf auf diesem Server keine Emoji oder Sticker hinzufügen.',
  'A manager can give me the permission "Create Expressions".':
    'Wer den Server verwaltet, kann mir die Berechtigung "Create Expressions" geben.',
  'This server has no room for another {{kind}}.': 'Auf diesem Server ist kein Platz für noch etwas: {{kind}}.',
  'Remove one first.': 'Entferne zuerst etwas.',
  'Or choose “{{entry}}” in the menu of the message that has it.':
    'Oder wähle „{{entry}}“ im Menü der Nachricht, die es hat.',
  '/help lists what there is.': '/help nennt, was es gibt.',
  'That form is from before.': 'Dieses Formular ist von früher.',
  'Slack does not show me the files of that message.': 'Slack zeigt mir die Dateien dieser Nachricht nicht.',
  'Add me to the channel that they come from, or upload the picture where I am.':
    'Füge mich zu dem Kanal hinzu, aus dem sie kommen, oder lade das Bild dort hoch, wo ich bin.',
  '/{{command}} needs a picture, and I see none above.': '/{{command}} braucht ein Bild, und ich sehe oben keines.',
  'Upload it with the message in which you ask me, or ask me in the thread below it.':
    'Lade es mit der Nachricht hoch, in der du mich fragst, oder frag mich in ihrem Thread.',
  '/{{command}} needs a picture, and I may not look at earlier messages here.':
    '/{{command}} braucht ein Bild, und frühere Nachrichten darf ich hier nicht ansehen.',
  'Upload it with the message in which you ask me.': 'Lade es mit der Nachricht hoch, in der du mich fragst.',
  '{{name}} is no longer in Slack.': '{{name}} ist nicht mehr in Slack.',
  'Please upload it again.': 'Bitte lade es noch einmal hoch.',
  'Slack does not show me {{name}}.': 'Slack zeigt mir {{name}} nicht.',
  'Please upload it to a channel that I am in, or send it to me directly.':
    'Bitte lade es in einem Kanal hoch, in dem ich bin, oder schick es mir direkt.',
  'Slack has not finished with {{name}} yet.': 'Slack ist mit {{name}} noch nicht fertig.',
  'Please try it again in a minute.': 'Bitte versuch es in einer Minute noch einmal.',
  'Slack hides {{name}}, because the workspace keeps no more files.':
    'Slack verbirgt {{name}}, weil der Workspace keine weiteren Dateien aufhebt.',
  '{{name}} does not lie in Slack, and I fetch nothing from elsewhere.':
    '{{name}} liegt nicht in Slack, und ich hole nichts von anderswo.',
  'Please save the picture and upload it here.': 'Bitte speichere das Bild und lade es hier hoch.',
  '{{name}} is no picture: it was written in Slack.': '{{name}} ist kein Bild: Es wurde in Slack geschrieben.',
  'Please upload a PNG, JPEG or WebP file.': 'Bitte lade eine PNG-, JPEG- oder WebP-Datei hoch.',
  'I may not read files here.': 'Ich darf hier keine Dateien lesen.',
  'Whoever set me up can give the app the scope files:read and install it again.':
    'Wer mich eingerichtet hat, kann der App den Scope files:read geben und sie neu installieren.',
  'They can delete it, and so can admins of the workspace.':
    'Diese Person kann es löschen, und die Admins des Workspace auch.',
  'That picture is in the channel already.': 'Dieses Bild ist schon im Kanal.',
  'Delete it there to share it once more.': 'Lösch es dort, um es noch einmal zu teilen.',
  'I do not show how pictures come about here.': 'Wie Bilder entstehen, zeige ich hier nicht.',
  'Whoever set me up has finished pictures checked, and their steps cannot be.':
    'Wer mich eingerichtet hat, lässt fertige Bilder prüfen, und ihre Schritte lassen sich nicht prüfen.',
  'An admin of the workspace can.': 'Ein Admin des Workspace kann es.',
  'Only admins of the workspace change my settings.': 'Nur Admins des Workspace ändern meine Einstellungen.',
  'Ask one of them.': 'Frag eine dieser Personen.',
  'It comes here in a moment: many are asking at once.': 'Es kommt gleich hierher: Gerade fragen viele auf einmal.',
  'I draw it for you alone.': 'Ich zeichne es für dich allein.',
  'It comes in our direct messages.': 'Es kommt in unsere Direktnachrichten.',
  'I am not in this channel, so your picture comes in our direct messages.':
    'Ich bin nicht in diesem Kanal, darum kommt dein Bild in unsere Direktnachrichten.',
  'To have it here next time, type /invite and my name.':
    'Damit es nächstes Mal hierherkommt, tippe /invite und meinen Namen.',
  'I may not write in this channel, so your picture comes in our direct messages.':
    'In diesem Kanal darf ich nicht schreiben, darum kommt dein Bild in unsere Direktnachrichten.',
  'It may be archived, or only some people may post there.':
    'Vielleicht ist er archiviert, oder nur manche dürfen dort schreiben.',
  'The picture is there, but I may not upload it to Slack.':
    'Das Bild ist da, aber ich darf es nicht zu Slack hochladen.',
  'Whoever set me up can give the app the scope files:write and install it again; or the workspace takes no files.':
    'Wer mich eingerichtet hat, kann der App den Scope files:write geben und sie neu installieren; oder der Workspace nimmt keine Dateien.',
  'I was asked not to draw in this channel.': 'In diesem Kanal soll ich nicht zeichnen.',
  'Ask in one that I draw in, or in our direct messages. Admins of the workspace know which, and can allow this one on my page.':
    'Frag in einem, in dem ich zeichne, oder in unseren Direktnachrichten. Admins des Workspace wissen, wo, und können diesen auf meiner Seite erlauben.',
  'Here I draw only for people in certain user groups, and you are in none of them.':
    'Hier zeichne ich nur für Leute in bestimmten Benutzergruppen, und du bist in keiner davon.',
  'An admin of the workspace can put you into one, or allow yours on my page.':
    'Ein Admin des Workspace kann dich in eine aufnehmen oder deine auf meiner Seite erlauben.',
  'Slack did not let me open a form.': 'Slack ließ mich kein Formular öffnen.',
  'Please try it again.': 'Bitte versuch es noch einmal.',

  // Forms
  'Hardly anything': 'Fast nichts',
  'Only its colours stay.': 'Nur die Farben bleiben.',
  'A little': 'Ein wenig',
  'Colours and rough layout stay.': 'Farben und grober Aufbau bleiben.',
  Clearly: 'Deutlich',
  'Its layout stays.': 'Der Aufbau bleibt.',
  Closely: 'Fast alles',
  'Nearly everything stays.': 'Beinahe alles bleibt.',
  'Top half': 'Obere Hälfte',
  'Bottom half': 'Untere Hälfte',
  'Left half': 'Linke Hälfte',
  'Right half': 'Rechte Hälfte',
  Centre: 'Mitte',
  'Where it is transparent': 'Wo es durchsichtig ist',
  'The picture or drawing': 'Das Bild oder die Zeichnung',
  '{{summary}} 10 MB at most.': '{{summary}} Höchstens 10 MB.',
  'A copy of the picture, white where something new should be drawn.':
    'Eine Kopie des Bildes, weiß, wo Neues hinkommt.',
  'Where should something new be drawn?': 'Wo soll Neues hinkommen?',
  'Or where, in your own words': 'Oder wo, in eigenen Worten (Englisch)',
  'Or a mask': 'Oder eine Maske',
  'A picture': 'Ein Bild',
  'In this order: {{names}}. Or say below which is which, such as {{last}}:1. 10 MB each at most.':
    'In dieser Reihenfolge: {{names}}. Oder sag unten, welches welches ist, etwa {{last}}:1. Je höchstens 10 MB.',
  Pictures: 'Bilder',
  'How much of the picture should stay?': 'Wie viel vom Bild soll bleiben?',
  Also: 'Außerdem',
  'As name:value, with spaces between them.': 'Als name:value, mit Leerzeichen dazwischen.',
  'As name:value, with spaces between them: {{names}}.': 'Als name:value, mit Leerzeichen dazwischen: {{names}}.',

  // Deleting
  'Only they can delete it.': 'Nur diese Person kann es löschen.',
  'That picture is not drawn yet.': 'Dieses Bild ist noch nicht gezeichnet.',
  'Stop it instead: /cancel job:{{id}}': 'Stopp es stattdessen: /cancel job:{{id}}',
  'Pictures that were drawn together are deleted together.':
    'Bilder, die zusammen gezeichnet wurden, werden zusammen gelöscht.',
  'To delete all of them: /delete job:{{id}}': 'Um alle zu löschen: /delete job:{{id}}',
  'The picture is deleted here, but I could not delete all that I posted of it.':
    'Das Bild ist hier gelöscht, aber ich konnte nicht alles löschen, was ich davon gepostet habe.',
  'A moderator or an admin can delete the messages that are left.':
    'Die übrigen Nachrichten kann die Moderation löschen.',
  'Deleted.': 'Gelöscht.',
  'There are no links to pictures that may not be for everybody.':
    'Zu Bildern, die vielleicht nicht für alle sind, gibt es keine Links.',
  'Download it instead, and give it to whom it is for.':
    'Lade es stattdessen herunter und gib es denen, für die es ist.',
  'Small pictures of: {{words}}': 'Kleine Bilder von: {{words}}',
  'A low start redraws most of the picture, a high one keeps most of it.':
    'Ein niedriger Start zeichnet das meiste neu, ein hoher behält das meiste bei.',
};
