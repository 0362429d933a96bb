import type { Command, OptionSpec } from '../../../commands/command.ts';
import { t } from '../../../commands/language/translate.ts';
import type { CommandDescription } from '../wire-types.ts';

/** Describes a command for the page, which shows it while it is typed. */
export const describeCommand = ({ name, summary, examples, options }: Command): CommandDescription => ({
  ...{ name, summary: t(summary), examples },
  options: Object.entries(options).map(([option, spec]) => describeOption(option, spec)),
});

const describeOption = (name: string, spec: OptionSpec): CommandDescription['options'][number] => ({
  name,
  kind: spec.kind,
  summary: t(spec.summary),
  required: spec.required,
  ...('choices' in spec && { choices: spec.choices }),
  ...('default' in spec && spec.default !== undefined && { default: spec.default }),
  ...('min' in spec && { min: spec.min, max: spec.max }),
});
