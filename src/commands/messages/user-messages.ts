import type { Notice } from '../ports/notice.ts';

const list = (names: readonly string[]): string => names.join(', ');
const maybe = (near: string | undefined): string => (near === undefined ? '' : `Did you mean ${near}? `);

const attached = (names: readonly string[]): string =>
  names.length === 0 ? 'none is attached' : `only ${list(names)} ${names.length === 1 ? 'is' : 'are'} attached`;

const counted = (pictures: number): string => (pictures === 1 ? '1 picture' : `${pictures} pictures`);

/** Formats a waiting time: in seconds below a minute and a half, then in minutes, from two hours on in hours. */
export function inWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds === 1) return '1 second';
  if (seconds < 90) return `${seconds} seconds`;
  return seconds < 7_200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3_600)} hours`;
}

/** All error messages for chat users. */
export const userMessages = {
  // What was typed.
  emptyLine: () => ({ message: 'There is no command here.', hint: 'Try /sample a skull, or /help.' }),
  longLine: (p: { max: number }) => ({
    message: 'That line is too long.',
    hint: `${p.max} letters are the most.`,
  }),
  unknownCommand: (p: { name: string; near: string | undefined; words?: string }) => ({
    message: `There is no command /${p.name}.`,
    hint:
      p.words !== undefined
        ? `To draw it: /sample ${p.words}`
        : p.near === undefined
          ? '/help lists them all.'
          : `Did you mean /${p.near}? /help lists them all.`,
  }),
  unknownOption: (p: {
    command: string;
    name: string;
    near: string | undefined;
    names: readonly string[];
    mayBeProse?: boolean;
    example?: string | undefined;
  }) => ({
    message: `/${p.command} has no option called "${p.name}".`,
    hint: `${p.mayBeProse ? 'If it belongs to the prompt, put the prompt in quotes. ' : ''}${maybe(p.near)}It takes ${p.names.length === 0 ? 'no options' : list(p.names)}.${p.example === undefined ? '' : ` For example: ${p.example}`}`,
  }),
  missingOption: (p: { command: string; name: string; summary: string; example: string | undefined }) => ({
    message: `/${p.command} needs "${p.name}": ${p.summary}`,
    ...(p.example !== undefined && { hint: `For example: ${p.example}` }),
  }),
  missingImage: (p: { command: string; name: string }) => ({
    message: `/${p.command} needs a picture.`,
    hint: 'Attach it to the same message: drop it, paste it, or pick a file.',
  }),
  missingValue: (p: { name: string; example: string }) => ({
    message: `"${p.name}" has no value.`,
    hint: `Write it right after the name, such as ${p.name}:${p.example}.`,
  }),
  notForWords: (p: { command: string; words: string; takesPrompt: boolean; names: readonly string[] }) => ({
    message: p.takesPrompt
      ? `/${p.command} takes its prompt by name, so I do not know what "${p.words}" is for.`
      : `/${p.command} takes no prompt, so I do not know what "${p.words}" is for.`,
    hint: p.takesPrompt ? `Write prompt:"${p.words}".` : `It takes ${list(p.names)}.`,
  }),
  openQuote: () => ({
    message: 'A quotation mark is never closed.',
    hint: 'Put one at the end of the words it begins.',
  }),
  twice: (p: { name: string }) => ({ message: `"${p.name}" is given twice.`, hint: 'Keep one of them.' }),
  leftOver: (p: { command: string; words: string; names: readonly string[] }) => ({
    message: `I do not know where "${p.words}" belongs.`,
    hint:
      p.names.length === 0
        ? 'This command takes no words.'
        : `Put several words in quotes, or name the option: ${list(p.names)}.`,
  }),
  tooManyFiles: (p: { command: string; taken: number; given: number }) => ({
    message:
      p.taken === 0
        ? `/${p.command} takes no file.`
        : `/${p.command} takes at most ${p.taken} ${p.taken === 1 ? 'file' : 'files'}, and ${p.given} came.`,
    hint: p.taken === 0 ? 'Send it without the file; /sdedit redraws a picture.' : 'Send it again with fewer files.',
  }),
  noSuchFile: (p: { name: string; value: string; given: readonly string[] }) => ({
    message: `"${p.name}" points at file ${p.value}, but ${attached(p.given)}.`,
    hint: `Attach the file; ${p.name}:1 is the first one.`,
  }),
  notANumber: (p: { name: string; typed: string }) => ({
    message: `"${p.name}" should be a number, and "${p.typed}" is not.`,
    hint: `For example: ${p.name}:7`,
  }),
  notWhole: (p: { name: string; typed: string }) => ({
    message: `"${p.name}" should be a whole number, and "${p.typed}" is not.`,
    hint: `For example: ${p.name}:20`,
  }),
  outOfRange: (p: { name: string; value: number; min: number; max: number }) => ({
    message: `"${p.name}" goes from ${p.min} to ${p.max}, and ${p.value} is outside.`,
    hint: `The nearest that works is ${p.value < p.min ? p.min : p.max}.`,
  }),
  unknownChoice: (p: { name: string; typed: string; near: string | undefined; choices: readonly string[] }) => ({
    message: `"${p.name}" cannot be "${p.typed}".`,
    hint: `${maybe(p.near)}It can be ${list(p.choices)}.`,
  }),
  notASwitch: (p: { name: string; typed: string }) => ({
    message: `"${p.name}" is yes or no, and "${p.typed}" is neither.`,
    hint: `For example: ${p.name}:yes`,
  }),
  tooLong: (p: { name: string; length: number; max: number }) => ({
    message: `"${p.name}" has ${p.length} letters; ${p.max} is the most.`,
    hint: 'Say it in fewer words.',
  }),
  notAnImage: (p: { name: string }) => ({
    message: `"${p.name}" is a picture, not words.`,
    hint: 'Attach the file to the same message.',
  }),

  // What the options mean together.
  noModel: () => ({
    message: 'No model is installed here.',
    hint: 'Whoever runs this bot finds out more with: stridebot doctor',
  }),
  unknownModel: (p: { name: string; names: readonly string[]; near: string | undefined }) => ({
    message: `There is no model called "${p.name}".`,
    hint: `${maybe(p.near)}Installed: ${list(p.names)}.`,
  }),
  etaNeedsDdim: (p: { sampler: string }) => ({
    message: `eta has an effect only with the ddim sampler, and this is ${p.sampler}.`,
    hint: 'Add sampler:ddim, or leave eta out.',
  }),
  badInterval: (p: { typed: string; last: number }) => ({
    message: `"${p.typed}" is not a part of the schedule.`,
    hint: `Give two timesteps between 0 and ${p.last}, such as interval:200-800.`,
  }),
  badTimestep: (p: { t: number; last: number }) => ({
    message: `t is ${p.t}, and this model's last timestep is ${p.last}.`,
    hint: `Choose t between 0 and ${p.last}.`,
  }),
  tooManySteps: (p: { steps: number; max: number }) => ({
    message: `That would take ${p.steps} steps, and one request may take ${p.max}.`,
    hint: 'Ask for fewer pictures, fewer steps or less resampling.',
  }),
  middleNeedsFrequency: (p: { kind: string }) => ({
    message: `A ${p.kind} hybrid has two parts only, so there is no place for a middle.`,
    hint: 'Leave middle out, or use kind:frequency.',
  }),
  photoOrImage: () => ({
    message: 'A hybrid can take its far part from a photo or be drawn into a picture, not both at once.',
    hint: 'Leave photo or image out.',
  }),
  idleOption: (p: { name: string; needs: string; isPicture: boolean }) => ({
    message: `"${p.name}" has no effect without "${p.needs}".`,
    hint: p.isPicture
      ? `Attach the picture as ${p.needs}:1, or leave ${p.name} out.`
      : `Give ${p.needs} as well, or leave ${p.name} out.`,
  }),
  idleBeside: (p: { name: string; beside: string }) => ({
    message: `"${p.name}" has no effect beside "${p.beside}".`,
    hint: 'Leave one of them out.',
  }),
  sameView: (p: { view: string }) => ({
    message: `The second and the third reading are both seen through ${p.view}, so they would overlap.`,
    hint: 'Choose another view or third-view.',
  }),
  emptyMask: () => ({
    message: 'The mask is black everywhere, so nothing would be drawn; white is where new content goes.',
    hint: 'Paint the part white, name a region, or swap both with invert:yes.',
  }),
  darkMask: (p: { peak: number }) => ({
    message: `The mask is too dark, so nothing would be drawn: its lightest point is ${p.peak} of 255, and white is where new content goes.`,
    hint: 'Paint the part white, or swap both with invert:yes. A mask of 0 and 1 must be made one of 0 and 255.',
  }),
  tinyMask: (p: { share: string; side: number }) => ({
    message: `That part is too small to draw in: it is ${p.share} of the picture, and nowhere fills half a pixel of the ${p.side} × ${p.side} that I draw.`,
    hint: 'Make it larger, such as region:"middle 20%".',
  }),
  noMask: () => ({
    message: 'I do not know where to draw: the picture has no transparent part.',
    hint: 'Name a region, such as region:"top half", or attach a mask that is white there.',
  }),
  hardlyTransparent: (p: { share: string }) => ({
    message: `I do not know where to draw: of the picture only ${p.share} is transparent, too little to mean anything.`,
    hint: 'Name a region, such as region:"top half", or attach a mask that is white there.',
  }),
  nothingBeyond: () => ({
    message: 'That would add nothing to the picture.',
    hint: 'Say how much to add, such as left:50, or another shape, such as aspect:16:9.',
  }),
  marginsOrShape: () => ({
    message: 'There are both margins and a shape.',
    hint: 'Keep left, right, top and bottom, or aspect.',
  }),
  twoMasks: () => ({ message: 'There are both a mask and a region.', hint: 'Keep the one that you mean.' }),
  unknownRegion: (p: { words: string }) => ({
    message: `I do not know which part "${p.words}" is.`,
    hint: 'Try "top half", "left third", "bottom 30%", "centre", "top left quarter" or "x 10-60% y 20-50%".',
  }),
  alreadyLarge: (p: { file: string; width: number; height: number; size: number; largest: number }) => ({
    message: `“${p.file}” has ${p.width} × ${p.height} pixels, so ${p.size} would not enlarge it.`,
    hint:
      Math.max(p.width, p.height) < p.largest
        ? `Ask for more, such as size:${p.largest}, which is the most.`
        : `I enlarge to ${p.largest} pixels at most.`,
  }),
  noUpscaling: (p: { model: string }) => ({
    message: `The model ${p.model} has no super-resolution.`,
    hint: 'Choose another with model:, or leave the picture as it is.',
  }),

  // Earlier jobs.
  noJob: () => ({ message: 'I know no picture here to work with.', hint: 'Make one first: /sample a skull' }),
  unknownJob: (p: { id: string }) => ({
    message: `I know no picture ${p.id} here.`,
    hint: 'It never was, or is no longer kept. A PNG of mine carries all its settings: attach it to /remix.',
  }),
  unknownStyle: (p: { name: string; near: string | undefined; names: readonly string[] }) => ({
    message: `I know no style "${p.name}" here.`,
    hint:
      p.near !== undefined
        ? `Did you mean ${p.near}? /style lists them.`
        : p.names.length === 0
          ? 'Save it: /style save name:noir prompt:"a black and white photo of {prompt}"'
          : `There are: ${p.names.slice(0, 12).join(', ')}.`,
  }),
  noSuchStyle: (p: { name: string }) => ({
    message: `No style "${p.name}" is saved here.`,
    hint: '/style lists them.',
  }),
  styleOfOther: (p: { name: string }) => ({
    message: `Somebody else saved the style "${p.name}".`,
    hint: 'Take another name.',
  }),
  styleOfModel: (p: { name: string }) => ({
    message: `The model has a style "${p.name}" of its own.`,
    hint: 'Take another name.',
  }),
  styleWithoutName: (p: { what: string }) => ({
    message: 'Which style? It needs a name.',
    hint: `/style ${p.what} name:noir`,
  }),
  styleWithoutPrompt: (p: { name: string }) => ({
    message: 'A style needs words for its prompt.',
    hint: `/style save name:${p.name} prompt:"a black and white photo of {prompt}"`,
  }),
  badStyleName: (p: { name: string }) => ({
    message: `"${p.name}" cannot be the name of a style.`,
    hint: 'A name has letters, digits, spaces and hyphens.',
  }),
  tooManyStyles: (p: { max: number }) => ({
    message: `You have ${p.max} styles here already, which is the most.`,
    hint: 'Delete one: /style delete name:noir',
  }),
  placeFullOfStyles: (p: { max: number }) => ({
    message: `There are ${p.max} styles here already, which is the most.`,
    hint: 'Somebody has to delete one of theirs first.',
  }),
  styleSaved: (p: { name: string }) => ({
    message: `Saved the style "${p.name}".`,
    hint: `Draw with it: /sample a cat style:"${p.name}"`,
  }),
  styleDeleted: (p: { name: string }) => ({
    message: `Deleted the style "${p.name}".`,
    hint: '/style lists the others.',
  }),
  noSuchPicture: (p: { number: number; count: number }) => ({
    message: `There is no picture ${p.number} among them.`,
    hint: p.count === 1 ? 'It is one picture.' : `They are numbered from 1 to ${p.count}.`,
  }),
  unfinished: (p: { isUnderWay: boolean }) => ({
    message: p.isUnderWay ? 'That picture is not finished yet.' : 'That picture was never finished.',
    hint: p.isUnderWay ? 'Try again when it is shown.' : 'Reroll it, or /remix it.',
  }),
  jobGone: () => ({
    message: 'That picture is no longer kept here.',
    hint: 'Attach it to /remix: a PNG of mine carries all its settings.',
  }),
  nothingToChange: () => ({
    message: 'Nothing was changed, so it would be the same picture again.',
    hint: 'Say what should be different: /remix a dog, /remix seed:180, /remix guidance:3',
  }),
  noRecipe: (p: { file: string }) => ({
    message: `"${p.file}" carries no settings of mine.`,
    hint: 'They are in the main PNG that I sent, not in its mask, its readings or its film. Copies and screenshots lose them; /sdedit works with any picture.',
  }),
  otherRecipeVersion: (p: { file: string; version: number; own: number }) => ({
    message: `"${p.file}" carries settings of version ${p.version}, and I read version ${p.own}.`,
    hint:
      p.version > p.own
        ? 'A newer Stridebot made it: whoever runs this bot can bring it up to date. /sdedit works with any picture.'
        : 'An older Stridebot made it. /sdedit works with any picture.',
  }),
  damagedRecipe: (p: { file: string }) => ({
    message: `"${p.file}" carries settings of mine, but they are damaged.`,
    hint: 'Send the file as it first came from me. /sdedit works with any picture.',
  }),
  recipeOutOfBounds: (p: { file: string; problems: string }) => ({
    message: `"${p.file}" carries settings, but I cannot draw them.`,
    hint: `${p.problems}.`,
  }),
  noSecondPrompt: (p: { which: string }) => ({
    message: `That picture was not made from a ${p.which} prompt.`,
    hint: 'Change another option, or make a new one with /anagram or /hybrid.',
  }),
  notCopies: () => ({
    message: 'That is a sheet of different drawings, so "count" has nothing to change.',
    hint: 'Remix one of its pictures: attach its PNG.',
  }),
  noPart: (p: { option: string; of: string }) => ({
    message: `That picture is no ${p.of}, so "${p.option}" has nothing to change.`,
    hint: `Change another option, or make a new one with /${p.of}.`,
  }),
  onlyEnlarged: () => ({
    message: 'That picture was only enlarged, so without super-resolution nothing would be left to do.',
    hint: 'Use /upscale with another size.',
  }),
  noStart: (p: { option: string }) => ({
    message: `That picture did not begin at an image, so ${p.option} has nothing to change.`,
    hint: 'Use /sdedit with the picture.',
  }),
  notSampled: (p: { option: string }) => ({
    message: `That picture was not drawn step by step from a prompt, so "${p.option}" has nothing to change.`,
    hint: 'Remix a picture made by /sample, /sdedit, /inpaint, /anagram or /hybrid.',
  }),
  noFrames: () => ({ message: 'The steps of that picture are no longer kept.', hint: 'Reroll it with film:yes.' }),
  notOffered: (p: { action: string }) => ({
    message: `There is nothing that "${p.action}" could do with that picture.`,
    hint: 'The buttons below a picture are those that work.',
  }),
  notWaiting: (p: { id: string }) => ({
    message: `I know no picture ${p.id} that is waiting.`,
    hint: '/queue shows what is.',
  }),
  nothingToCancel: () => ({ message: 'There is nothing to cancel.', hint: '/queue shows what is waiting.' }),
  notYours: () => ({ message: 'Somebody else asked for that picture.', hint: 'Only they can cancel it.' }),
  notYoursToDelete: () => ({ message: 'Somebody else asked for that picture.', hint: 'Only they can delete it.' }),
  stillDrawn: (p: { id: string }) => ({
    message: 'That picture is not drawn yet.',
    hint: `Stop it instead: /cancel job:${p.id}`,
  }),
  deletedAsAWhole: (p: { id: string }) => ({
    message: 'Pictures that were drawn together are deleted together.',
    hint: `To delete all of them: /delete job:${p.id}`,
  }),
  someStays: () => ({
    message: 'The picture is deleted here, but I could not delete all that I posted of it.',
    hint: 'A moderator or an admin can delete the messages that are left.',
  }),

  // Limits.
  queueFull: (p: { waiting: number; retryAfterMs: number }) => ({
    message: `${p.waiting} pictures are already waiting.`,
    hint: `Please try again in ${inWords(p.retryAfterMs)}.`,
  }),
  tooManyAtOnce: (p: { running: number; max: number; retryAfterMs: number }) => ({
    message: `You have ${p.running} pictures under way, and ${p.max} at once is the most.`,
    hint: `Wait for one to finish, in about ${inWords(p.retryAfterMs)}, or /cancel one.`,
  }),
  tooFast: (p: { retryAfterMs: number }) => ({
    message: 'That was quick.',
    hint: `Please try again in ${inWords(p.retryAfterMs)}.`,
  }),
  channelBusy: (p: { retryAfterMs: number }) => ({
    message: 'This channel has asked for many pictures just now.',
    hint: `Please try again in ${inWords(p.retryAfterMs)}.`,
  }),

  // What the managers of a server have decided.
  notThisChannel: () => ({
    message: 'I was asked not to draw in this channel.',
    hint: 'Ask in one that I draw in. Whoever manages this server knows which, and can allow this one with /settings.',
  }),
  notThisRole: () => ({
    message: 'Here I draw only for people with certain roles, and you have none of them.',
    hint: 'Whoever manages this server can give you one, or allow yours with /settings.',
  }),
  blockedWord: () => ({
    message: 'There is a word in it that is not welcome here.',
    hint: 'Please say it in other words.',
  }),
  moreThanQuota: (p: { pictures: number; max: number }) => ({
    message: `That would be ${p.pictures} pictures, and ${p.max} in 24 hours is the most here.`,
    hint: 'Please ask for fewer at once: each picture on a sheet counts.',
  }),
  personalQuota: (p: { used: number; pictures: number; max: number; retryAfterMs: number }) => ({
    message: `You have asked for ${counted(p.used)} here in the last 24 hours, and ${p.max} is the most for a person.`,
    hint: `There will be room for ${counted(p.pictures)} in ${inWords(p.retryAfterMs)}. Each picture on a sheet counts.`,
  }),
  serverQuota: (p: { used: number; pictures: number; max: number; retryAfterMs: number }) => ({
    message: `Everybody here together has asked for ${counted(p.used)} in the last 24 hours, and ${p.max} is the most.`,
    hint: `There will be room for ${counted(p.pictures)} in ${inWords(p.retryAfterMs)}. Each picture on a sheet counts.`,
  }),

  // What this bot cannot keep.
  diskFull: () => ({
    message: "This bot's disk is full, so I cannot take on anything.",
    hint: 'Please ask again later. Whoever runs this bot has to make room.',
  }),
  diskUnusable: () => ({
    message: "This bot's disk cannot be used at the moment, so I cannot take on anything.",
    hint: 'Please ask again later. Whoever runs this bot finds the reason in its log.',
  }),
  waitsForRoom: () => ({
    message: "This bot's disk is full, so your picture has to wait.",
    hint: 'It is drawn when there is room again; you need not ask once more.',
  }),
  waitsForDisk: () => ({
    message: "This bot's disk cannot be used at the moment, so your picture has to wait.",
    hint: 'It is drawn when the disk works again; you need not ask once more.',
  }),

  // What was ended.
  deleted: () => ({ message: 'Deleted.' }),
  cancelled: () => ({ message: 'Cancelled.' }),
  cancelledAll: (p: { count: number }) => ({ message: p.count === 1 ? 'Cancelled.' : `Cancelled all ${p.count}.` }),
} satisfies Record<string, (params: never) => Notice>;
