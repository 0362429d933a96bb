import { t } from '../language/translate.ts';
import type { Notice } from '../ports/notice.ts';

const list = (names: readonly string[]): string => names.join(', ');

/** Joins the sentences that apply. */
const sentences = (...said: readonly (string | false | undefined)[]): string => said.filter(Boolean).join(' ');

const maybe = (near: string | undefined): string | undefined => near && t('Did you mean {{near}}?', { near });

function missingFile({ name, value, given }: { name: string; value: string; given: readonly string[] }): string {
  const p = { name, value, files: list(given) };
  if (given.length === 0) return t('"{{name}}" points at file {{value}}, but none is attached.', p);
  return given.length === 1
    ? t('"{{name}}" points at file {{value}}, but only {{files}} is attached.', p)
    : t('"{{name}}" points at file {{value}}, but only {{files}} are attached.', p);
}

const counted = (count: number): string => (count === 1 ? t('1 picture') : t('{{count}} pictures', { count }));

const retry = ({ retryAfterMs }: { retryAfterMs: number }): string =>
  t('Please try again in {{time}}.', { time: inWords(retryAfterMs) });

const roomSoon = (p: { pictures: number; retryAfterMs: number }): string =>
  t('There will be room for {{pictures}} in {{time}}. Each picture on a sheet counts.', {
    ...{ pictures: counted(p.pictures), time: inWords(p.retryAfterMs) },
  });

/** Formats a waiting time: in seconds below a minute and a half, then in minutes, from two hours on in hours. */
export function inWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds === 1) return t('1 second');
  if (seconds < 90) return t('{{count}} seconds', { count: seconds });
  if (seconds < 7_200) return t('{{count}} minutes', { count: Math.ceil(seconds / 60) });
  return t('{{count}} hours', { count: Math.ceil(seconds / 3_600) });
}

/** All error messages for chat users. */
export const userMessages = {
  // What was typed.
  emptyLine: () => ({ message: t('There is no command here.'), hint: t('Try /sample a skull, or /help.') }),
  longLine: (p: { max: number }) => ({
    message: t('That line is too long.'),
    hint: t('{{max}} letters are the most.', p),
  }),
  unknownCommand: (p: { name: string; near: string | undefined; words?: string }) => ({
    message: t('There is no command /{{name}}.', p),
    hint:
      p.words !== undefined
        ? t('To draw it: /sample {{words}}', { words: p.words })
        : p.near === undefined
          ? t('/help lists them all.')
          : t('Did you mean /{{near}}? /help lists them all.', { near: p.near }),
  }),
  unknownOption: (p: {
    command: string;
    name: string;
    near: string | undefined;
    names: readonly string[];
    mayBeProse?: boolean;
    example?: string | undefined;
  }) => ({
    message: t('/{{command}} has no option called "{{name}}".', p),
    hint: sentences(
      p.mayBeProse && t('If it belongs to the prompt, put the prompt in quotes.'),
      maybe(p.near),
      p.names.length === 0 ? t('It takes no options.') : t('It takes {{names}}.', { names: list(p.names) }),
      p.example && t('For example: {{example}}', { example: p.example }),
    ),
  }),
  missingOption: (p: { command: string; name: string; summary: string; example: string | undefined }) => ({
    message: t('/{{command}} needs "{{name}}": {{summary}}', { ...p, summary: t(p.summary) }),
    ...(p.example !== undefined && { hint: t('For example: {{example}}', { example: p.example }) }),
  }),
  missingImage: (p: { command: string; name: string }) => ({
    message: t('/{{command}} needs a picture.', p),
    hint: t('Attach it to the same message: drop it, paste it, or pick a file.'),
  }),
  missingValue: (p: { name: string; example: string }) => ({
    message: t('"{{name}}" has no value.', p),
    hint: t('Write it right after the name, such as {{name}}:{{example}}.', p),
  }),
  notForWords: (p: { command: string; words: string; takesPrompt: boolean; names: readonly string[] }) => ({
    message: p.takesPrompt
      ? t('/{{command}} takes its prompt by name, so I do not know what "{{words}}" is for.', p)
      : t('/{{command}} takes no prompt, so I do not know what "{{words}}" is for.', p),
    hint: p.takesPrompt ? t('Write prompt:"{{words}}".', p) : t('It takes {{names}}.', { names: list(p.names) }),
  }),
  openQuote: () => ({
    message: t('A quotation mark is never closed.'),
    hint: t('Put one at the end of the words it begins.'),
  }),
  twice: (p: { name: string }) => ({ message: t('"{{name}}" is given twice.', p), hint: t('Keep one of them.') }),
  leftOver: (p: { command: string; words: string; names: readonly string[] }) => ({
    message: t('I do not know where "{{words}}" belongs.', p),
    hint:
      p.names.length === 0
        ? t('This command takes no words.')
        : t('Put several words in quotes, or name the option: {{names}}.', { names: list(p.names) }),
  }),
  tooManyFiles: (p: { command: string; taken: number; given: number }) => ({
    message:
      p.taken === 0
        ? t('/{{command}} takes no file.', p)
        : p.taken === 1
          ? t('/{{command}} takes at most 1 file, and {{given}} came.', p)
          : t('/{{command}} takes at most {{taken}} files, and {{given}} came.', p),
    hint:
      p.taken === 0 ? t('Send it without the file; /sdedit redraws a picture.') : t('Send it again with fewer files.'),
  }),
  noSuchFile: (p: { name: string; value: string; given: readonly string[] }) => ({
    message: missingFile(p),
    hint: t('Attach the file; {{name}}:1 is the first one.', p),
  }),
  notANumber: (p: { name: string; typed: string }) => ({
    message: t('"{{name}}" should be a number, and "{{typed}}" is not.', p),
    hint: t('For example: {{name}}:7', p),
  }),
  notWhole: (p: { name: string; typed: string }) => ({
    message: t('"{{name}}" should be a whole number, and "{{typed}}" is not.', p),
    hint: t('For example: {{name}}:20', p),
  }),
  outOfRange: (p: { name: string; value: number; min: number; max: number }) => ({
    message: t('"{{name}}" goes from {{min}} to {{max}}, and {{value}} is outside.', p),
    hint: t('The nearest that works is {{nearest}}.', { nearest: p.value < p.min ? p.min : p.max }),
  }),
  unknownChoice: (p: { name: string; typed: string; near: string | undefined; choices: readonly string[] }) => ({
    message: t('"{{name}}" cannot be "{{typed}}".', p),
    hint: sentences(maybe(p.near), t('It can be {{choices}}.', { choices: list(p.choices) })),
  }),
  notASwitch: (p: { name: string; typed: string }) => ({
    message: t('"{{name}}" is yes or no, and "{{typed}}" is neither.', p),
    hint: t('For example: {{name}}:yes', p),
  }),
  tooLong: (p: { name: string; length: number; max: number }) => ({
    message: t('"{{name}}" has {{length}} letters; {{max}} is the most.', p),
    hint: t('Say it in fewer words.'),
  }),
  notAnImage: (p: { name: string }) => ({
    message: t('"{{name}}" is a picture, not words.', p),
    hint: t('Attach the file to the same message.'),
  }),

  // What the options mean together.
  noModel: () => ({
    message: t('No model is installed here.'),
    hint: t('Whoever runs this bot finds out more with: stridebot doctor'),
  }),
  unknownModel: (p: { name: string; names: readonly string[]; near: string | undefined }) => ({
    message: t('There is no model called "{{name}}".', p),
    hint: sentences(maybe(p.near), t('Installed: {{names}}.', { names: list(p.names) })),
  }),
  etaNeedsDdim: (p: { sampler: string }) => ({
    message: t('eta has an effect only with the ddim sampler, and this is {{sampler}}.', p),
    hint: t('Add sampler:ddim, or leave eta out.'),
  }),
  badInterval: (p: { typed: string; last: number }) => ({
    message: t('"{{typed}}" is not a part of the schedule.', p),
    hint: t('Give two timesteps between 0 and {{last}}, such as interval:200-800.', p),
  }),
  badTimestep: (p: { t: number; last: number }) => ({
    message: t("t is {{t}}, and this model's last timestep is {{last}}.", p),
    hint: t('Choose t between 0 and {{last}}.', p),
  }),
  tooManySteps: (p: { steps: number; max: number }) => ({
    message: t('That would take {{steps}} steps, and one request may take {{max}}.', p),
    hint: t('Ask for fewer pictures, fewer steps or less resampling.'),
  }),
  middleNeedsFrequency: (p: { kind: string }) => ({
    message: t('A {{kind}} hybrid has two parts only, so there is no place for a middle.', p),
    hint: t('Leave middle out, or use kind:frequency.'),
  }),
  photoOrImage: () => ({
    message: t('A hybrid can take its far part from a photo or be drawn into a picture, not both at once.'),
    hint: t('Leave photo or image out.'),
  }),
  idleOption: (p: { name: string; needs: string; isPicture: boolean }) => ({
    message: t('"{{name}}" has no effect without "{{needs}}".', p),
    hint: p.isPicture
      ? t('Attach the picture as {{needs}}:1, or leave {{name}} out.', p)
      : t('Give {{needs}} as well, or leave {{name}} out.', p),
  }),
  idleBeside: (p: { name: string; beside: string }) => ({
    message: t('"{{name}}" has no effect beside "{{beside}}".', p),
    hint: t('Leave one of them out.'),
  }),
  sameView: (p: { view: string }) => ({
    message: t('The second and the third reading are both seen through {{view}}, so they would overlap.', p),
    hint: t('Choose another view or third-view.'),
  }),
  emptyMask: () => ({
    message: t('The mask is black everywhere, so nothing would be drawn; white is where new content goes.'),
    hint: t('Paint the part white, name a region, or swap both with invert:yes.'),
  }),
  darkMask: (p: { peak: number }) => ({
    message: t(
      'The mask is too dark, so nothing would be drawn: its lightest point is {{peak}} of 255, and white is where new content goes.',
      p,
    ),
    hint: t('Paint the part white, or swap both with invert:yes. A mask of 0 and 1 must be made one of 0 and 255.'),
  }),
  tinyMask: (p: { share: string; side: number }) => ({
    message: t(
      'That part is too small to draw in: it is {{share}} of the picture, and nowhere fills half a pixel of the {{side}} × {{side}} that I draw.',
      p,
    ),
    hint: t('Make it larger, such as region:"middle 20%".'),
  }),
  noMask: () => ({
    message: t('I do not know where to draw: the picture has no transparent part.'),
    hint: t('Name a region, such as region:"top half", or attach a mask that is white there.'),
  }),
  hardlyTransparent: (p: { share: string }) => ({
    message: t(
      'I do not know where to draw: of the picture only {{share}} is transparent, too little to mean anything.',
      p,
    ),
    hint: t('Name a region, such as region:"top half", or attach a mask that is white there.'),
  }),
  nothingBeyond: () => ({
    message: t('That would add nothing to the picture.'),
    hint: t('Say how much to add, such as left:50, or another shape, such as aspect:16:9.'),
  }),
  marginsOrShape: () => ({
    message: t('There are both margins and a shape.'),
    hint: t('Keep left, right, top and bottom, or aspect.'),
  }),
  twoMasks: () => ({ message: t('There are both a mask and a region.'), hint: t('Keep the one that you mean.') }),
  unknownRegion: (p: { words: string }) => ({
    message: t('I do not know which part "{{words}}" is.', p),
    hint: t('Try "top half", "left third", "bottom 30%", "centre", "top left quarter" or "x 10-60% y 20-50%".'),
  }),
  alreadyLarge: (p: { file: string; width: number; height: number; size: number; largest: number }) => ({
    message: t('“{{file}}” has {{width}} × {{height}} pixels, so {{size}} would not enlarge it.', p),
    hint:
      Math.max(p.width, p.height) < p.largest
        ? t('Ask for more, such as size:{{largest}}, which is the most.', p)
        : t('I enlarge to {{largest}} pixels at most.', p),
  }),
  noUpscaling: (p: { model: string }) => ({
    message: t('The model {{model}} has no super-resolution.', p),
    hint: t('Choose another with model:, or leave the picture as it is.'),
  }),

  // Earlier jobs.
  noJob: () => ({ message: t('I know no picture here to work with.'), hint: t('Make one first: /sample a skull') }),
  unknownJob: (p: { id: string }) => ({
    message: t('I know no picture {{id}} here.', p),
    hint: t('It never was, or is no longer kept. A PNG of mine carries all its settings: attach it to /remix.'),
  }),
  unknownStyle: (p: { name: string; near: string | undefined; names: readonly string[] }) => ({
    message: t('I know no style "{{name}}" here.', p),
    hint:
      p.near !== undefined
        ? t('Did you mean {{near}}? /style lists them.', { near: p.near })
        : p.names.length === 0
          ? t('Save it: /style save name:noir prompt:"a black and white photo of {prompt}"')
          : t('There are: {{names}}.', { names: list(p.names.slice(0, 12)) }),
  }),
  noSuchStyle: (p: { name: string }) => ({
    message: t('No style "{{name}}" is saved here.', p),
    hint: t('/style lists them.'),
  }),
  styleOfOther: (p: { name: string }) => ({
    message: t('Somebody else saved the style "{{name}}".', p),
    hint: t('Take another name.'),
  }),
  styleOfModel: (p: { name: string }) => ({
    message: t('The model has a style "{{name}}" of its own.', p),
    hint: t('Take another name.'),
  }),
  styleWithoutName: (p: { what: string }) => ({
    message: t('Which style? It needs a name.'),
    hint: `/style ${p.what} name:noir`,
  }),
  styleWithoutPrompt: (p: { name: string }) => ({
    message: t('A style needs words for its prompt.'),
    hint: `/style save name:${p.name} prompt:"a black and white photo of {prompt}"`,
  }),
  badStyleName: (p: { name: string }) => ({
    message: t('"{{name}}" cannot be the name of a style.', p),
    hint: t('A name has letters, digits, spaces and hyphens.'),
  }),
  tooManyStyles: (p: { max: number }) => ({
    message: t('You have {{max}} styles here already, which is the most.', p),
    hint: t('Delete one: /style delete name:noir'),
  }),
  placeFullOfStyles: (p: { max: number }) => ({
    message: t('There are {{max}} styles here already, which is the most.', p),
    hint: t('Somebody has to delete one of theirs first.'),
  }),
  styleSaved: (p: { name: string }) => ({
    message: t('Saved the style "{{name}}".', p),
    hint: t('Draw with it: /sample a cat style:"{{name}}"', p),
  }),
  styleDeleted: (p: { name: string }) => ({
    message: t('Deleted the style "{{name}}".', p),
    hint: t('/style lists the others.'),
  }),
  noSuchPicture: (p: { number: number; count: number }) => ({
    message: t('There is no picture {{number}} among them.', p),
    hint: p.count === 1 ? t('It is one picture.') : t('They are numbered from 1 to {{count}}.', p),
  }),
  unfinished: (p: { isUnderWay: boolean }) => ({
    message: p.isUnderWay ? t('That picture is not finished yet.') : t('That picture was never finished.'),
    hint: p.isUnderWay ? t('Try again when it is shown.') : t('Reroll it, or /remix it.'),
  }),
  jobGone: () => ({
    message: t('That picture is no longer kept here.'),
    hint: t('Attach it to /remix: a PNG of mine carries all its settings.'),
  }),
  nothingToChange: () => ({
    message: t('Nothing was changed, so it would be the same picture again.'),
    hint: t('Say what should be different: /remix a dog, /remix seed:180, /remix guidance:3'),
  }),
  noRecipe: (p: { file: string }) => ({
    message: t('"{{file}}" carries no settings of mine.', p),
    hint: t(
      'They are in the main PNG that I sent, not in its mask, its readings or its film. Copies and screenshots lose them; /sdedit works with any picture.',
    ),
  }),
  otherRecipeVersion: (p: { file: string; version: number; own: number }) => ({
    message: t('"{{file}}" carries settings of version {{version}}, and I read version {{own}}.', p),
    hint:
      p.version > p.own
        ? t('A newer Stridebot made it: whoever runs this bot can bring it up to date. /sdedit works with any picture.')
        : t('An older Stridebot made it. /sdedit works with any picture.'),
  }),
  damagedRecipe: (p: { file: string }) => ({
    message: t('"{{file}}" carries settings of mine, but they are damaged.', p),
    hint: t('Send the file as it first came from me. /sdedit works with any picture.'),
  }),
  recipeOutOfBounds: (p: { file: string; problems: string }) => ({
    message: t('"{{file}}" carries settings, but I cannot draw them.', p),
    hint: `${p.problems}.`,
  }),
  noSecondPrompt: (p: { which: string }) => ({
    message:
      p.which === 'third'
        ? t('That picture was not made from a third prompt.')
        : t('That picture was not made from a second prompt.'),
    hint: t('Change another option, or make a new one with /anagram or /hybrid.'),
  }),
  notCopies: () => ({
    message: t('That is a sheet of different drawings, so "count" has nothing to change.'),
    hint: t('Remix one of its pictures: attach its PNG.'),
  }),
  noPart: (p: { option: string; of: 'anagram' | 'hybrid' }) => ({
    message:
      p.of === 'hybrid'
        ? t('That picture is no hybrid, so "{{option}}" has nothing to change.', p)
        : t('That picture is no anagram, so "{{option}}" has nothing to change.', p),
    hint: t('Change another option, or make a new one with /{{of}}.', p),
  }),
  onlyEnlarged: () => ({
    message: t('That picture was only enlarged, so without super-resolution nothing would be left to do.'),
    hint: t('Use /upscale with another size.'),
  }),
  noStart: (p: { option: string }) => ({
    message: t('That picture did not begin at an image, so {{option}} has nothing to change.', p),
    hint: t('Use /sdedit with the picture.'),
  }),
  notSampled: (p: { option: string }) => ({
    message: t('That picture was not drawn step by step from a prompt, so "{{option}}" has nothing to change.', p),
    hint: t('Remix a picture made by /sample, /sdedit, /inpaint, /anagram or /hybrid.'),
  }),
  noFrames: () => ({
    message: t('The steps of that picture are no longer kept.'),
    hint: t('Reroll it with film:yes.'),
  }),
  notOffered: (p: { action: string }) => ({
    message: t('There is nothing that "{{action}}" could do with that picture.', p),
    hint: t('The buttons below a picture are those that work.'),
  }),
  notWaiting: (p: { id: string }) => ({
    message: t('I know no picture {{id}} that is waiting.', p),
    hint: t('/queue shows what is.'),
  }),
  nothingToCancel: () => ({ message: t('There is nothing to cancel.'), hint: t('/queue shows what is waiting.') }),
  notYours: () => ({ message: t('Somebody else asked for that picture.'), hint: t('Only they can cancel it.') }),
  notYoursToDelete: () => ({
    message: t('Somebody else asked for that picture.'),
    hint: t('Only they can delete it.'),
  }),
  stillDrawn: (p: { id: string }) => ({
    message: t('That picture is not drawn yet.'),
    hint: t('Stop it instead: /cancel job:{{id}}', p),
  }),
  fileNotKept: () => ({ message: t('This picture is no longer kept.') }),
  notLinked: () => ({
    message: t('There are no links to pictures that may not be for everybody.'),
    hint: t('Download it instead, and give it to whom it is for.'),
  }),
  deletedAsAWhole: (p: { id: string }) => ({
    message: t('Pictures that were drawn together are deleted together.'),
    hint: t('To delete all of them: /delete job:{{id}}', p),
  }),
  someStays: () => ({
    message: t('The picture is deleted here, but I could not delete all that I posted of it.'),
    hint: t('A moderator or an admin can delete the messages that are left.'),
  }),

  // Limits.
  queueFull: (p: { waiting: number; retryAfterMs: number }) => ({
    message: t('{{waiting}} pictures are already waiting.', p),
    hint: retry(p),
  }),
  tooManyAtOnce: (p: { running: number; max: number; retryAfterMs: number }) => ({
    message: t('You have {{running}} pictures under way, and {{max}} at once is the most.', p),
    hint: t('Wait for one to finish, in about {{time}}, or /cancel one.', { time: inWords(p.retryAfterMs) }),
  }),
  tooFast: (p: { retryAfterMs: number }) => ({
    message: t('That was quick.'),
    hint: retry(p),
  }),
  channelBusy: (p: { retryAfterMs: number }) => ({
    message: t('This channel has asked for many pictures just now.'),
    hint: retry(p),
  }),

  // What the managers of a server have decided.
  notThisChannel: () => ({
    message: t('I was asked not to draw in this channel.'),
    hint: t(
      'Ask in one that I draw in. Whoever manages this server knows which, and can allow this one with /settings.',
    ),
  }),
  notThisRole: () => ({
    message: t('Here I draw only for people with certain roles, and you have none of them.'),
    hint: t('Whoever manages this server can give you one, or allow yours with /settings.'),
  }),
  blockedWord: () => ({
    message: t('There is a word in it that is not welcome here.'),
    hint: t('Please say it in other words.'),
  }),
  moreThanQuota: (p: { pictures: number; max: number }) => ({
    message: t('That would be {{pictures}} pictures, and {{max}} in 24 hours is the most here.', p),
    hint: t('Please ask for fewer at once: each picture on a sheet counts.'),
  }),
  personalQuota: (p: { used: number; pictures: number; max: number; retryAfterMs: number }) => ({
    message: t('You have asked for {{used}} here in the last 24 hours, and {{max}} is the most for a person.', {
      ...{ used: counted(p.used), max: p.max },
    }),
    hint: roomSoon(p),
  }),
  serverQuota: (p: { used: number; pictures: number; max: number; retryAfterMs: number }) => ({
    message: t('Everybody here together has asked for {{used}} in the last 24 hours, and {{max}} is the most.', {
      ...{ used: counted(p.used), max: p.max },
    }),
    hint: roomSoon(p),
  }),

  // What this bot cannot keep.
  diskFull: () => ({
    message: t("This bot's disk is full, so I cannot take on anything."),
    hint: t('Please ask again later. Whoever runs this bot has to make room.'),
  }),
  diskUnusable: () => ({
    message: t("This bot's disk cannot be used at the moment, so I cannot take on anything."),
    hint: t('Please ask again later. Whoever runs this bot finds the reason in its log.'),
  }),
  waitsForRoom: () => ({
    message: t("This bot's disk is full, so your picture has to wait."),
    hint: t('It is drawn when there is room again; you need not ask once more.'),
  }),
  waitsForDisk: () => ({
    message: t("This bot's disk cannot be used at the moment, so your picture has to wait."),
    hint: t('It is drawn when the disk works again; you need not ask once more.'),
  }),

  // What was ended.
  deleted: () => ({ message: t('Deleted.') }),
  cancelled: () => ({ message: t('Cancelled.') }),
  cancelledAll: (p: { count: number }) => ({
    message: p.count === 1 ? t('Cancelled.') : t('Cancelled all {{count}}.', p),
  }),
} satisfies Record<string, (params: never) => Notice>;
