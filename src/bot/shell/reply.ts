import { detailName } from '../../commands/language/detail-names.ts';
import { t } from '../../commands/language/translate.ts';
import type { Notice } from '../../commands/messages/errors.ts';
import type { Reply, ReplyContent, Result, Section } from '../../commands/ports/reply.ts';
import type { Destination } from './destination.ts';
import type { Shell } from './shell.ts';
import { withShellCommands } from './shell-wording.ts';
import { inlinePicture, protocolOf } from './terminal/inline-picture.ts';
import { plainProgress, terminalProgress } from './terminal/progress-line.ts';

interface ShellReplyOptions {
  readonly shell: Shell;
  readonly destination: Destination;
  /** Print the answer on stdout as one JSON value. */
  readonly json: boolean;
  /** Show the picture in the terminal, too. */
  readonly preview?: boolean;
  /** Selects the files of a result; absent: all of them. */
  readonly select?: (result: Result) => Result;
}

interface ShellReply extends Reply {
  /** Runs `work`; when it fails, erases the progress before the error is printed. @throws What `work` throws. */
  untilFailure(work: () => Promise<void>): Promise<void>;
}

/**
 * Creates the reply in a terminal: files to the destination, output for machines to stdout, text for people to stderr.
 */
export function createShellReply({
  shell,
  destination,
  json,
  preview = false,
  select = (result) => result,
}: ShellReplyOptions): ShellReply {
  const progress = shell.isInteractive ? terminalProgress(shell.stderr) : plainProgress(shell.stderr);
  const print = (line: string) => void shell.stderr.write(`${line}\n`);

  const showResult = async (all: Result): Promise<void> => {
    const result = select(all);
    const paths = await destination.write(result.files);
    if (preview) await showInline(shell, result);
    if (json) return printJson(shell, resultJson(result, paths));
    shell.stdout.write(paths.map((path) => `${path}\n`).join(''));
    print(result.caption);
    print(result.details.map(([name, value]) => `${detailName(name)} ${value}`).join(' · '));
    if (result.files.some(({ isSensitive }) => isSensitive))
      print(t('The safety model flagged it: look before you show it to others.'));
    if (result.remark !== undefined) print(withShellCommands(result.remark));
  };

  return {
    async untilFailure(work) {
      try {
        await work();
      } catch (error) {
        progress.clear();
        throw error;
      }
    },
    async show(content: ReplyContent) {
      if (content.kind !== 'step') progress.clear();
      switch (content.kind) {
        case 'preparing':
          return progress.wait(content.words);
        case 'queued':
          return progress.wait(t('starting the engine'));
        case 'step':
          return progress.show(content);
        case 'result':
          return showResult(content.result);
        case 'text':
          if (json) return printJson(shell, { title: content.title, sections: content.sections });
          return void shell.stdout.write(textOf(content.title, content.sections));
        case 'notice':
          return printNotice(shell, content, json);
        default:
          throw content satisfies never;
      }
    },
  };
}

/** Shows the picture on stderr, beside the other words for people; says so where the terminal cannot. */
async function showInline(shell: Shell, { files: [picture] }: Result): Promise<void> {
  const protocol = protocolOf(shell.env);
  if (protocol === undefined || !shell.isInteractive) {
    shell.stderr.write(
      `${t('This terminal shows no pictures; Kitty, Ghostty, iTerm2, WezTerm and those with Sixel do.')}\n`,
    );
  } else if (picture?.isSensitive !== true && picture !== undefined) {
    shell.stderr.write(await inlinePicture(picture.bytes, protocol));
  }
}

/** Prints a notice on stderr, and with `json` also on stdout. */
export function printNotice(shell: Shell, { message, hint }: Notice, json: boolean): void {
  const sentences = [message, ...(hint === undefined ? [] : [hint])].map(withShellCommands);
  shell.stderr.write(`${sentences.join('\n')}\n`);
  if (json) printJson(shell, { error: { message: sentences[0], ...(sentences[1] && { hint: sentences[1] }) } });
}

export function printJson(shell: Shell, value: unknown): void {
  shell.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

const resultJson = (result: Result, paths: readonly string[]) => ({
  caption: result.caption,
  files: result.files.map(({ mediaType, altText, isSensitive }, index) => ({
    ...{ path: paths[index], mediaType, altText, ...(isSensitive && { isSensitive }) },
  })),
  details: Object.fromEntries(result.details.map(([name, value]) => [name, numbers.has(name) ? number(value) : value])),
  ...(result.timing !== undefined && { timing: result.timing }),
  ...(result.remark !== undefined && { remark: result.remark }),
});

/** Details that are a single number, unless a result has several seeds. */
const numbers: ReadonlySet<string> = new Set(['seed', 'start', 'steps', 'guidance']);

const number = (value: string): number | string => (Number.isFinite(Number(value)) ? Number(value) : value);

function textOf(title: string, sections: readonly Section[]): string {
  const blocks = sections.map(({ heading, lines }) =>
    [...(heading === undefined ? [] : [heading]), ...lines.map((line) => `  ${line}`)].join('\n'),
  );
  return `${[title, ...blocks].map(withShellCommands).join('\n\n')}\n`;
}
