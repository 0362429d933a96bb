import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  GuildMember,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  type RepliableInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import { findCommand } from '../../../commands/index.ts';
import { findPicture } from '../../../commands/jobs/find-job.ts';
import { answerFailure, UserError } from '../../../commands/messages/errors.ts';
import { completeOption } from '../../../commands/parsing/complete.ts';
import { remixableIn } from '../../../commands/parsing/format-line.ts';
import type { Reply } from '../../../commands/ports/reply.ts';
import { pictureId } from '../../../commands/recipes/picture-id.ts';
import { type Engine, EngineError } from '../../../engine/client.ts';
import { checkCommand, type ParsedCommand } from '../../chat/parsed-command.ts';
import type { RequestRunner } from '../../chat/request-runner.ts';
import { requireRecipe } from '../../chat/require-recipe.ts';
import type { BotJobService } from '../../jobs/job-service.ts';
import type { SavedStyles } from '../../policy/saved-styles.ts';
import type { ServerPolicy } from '../../policy/server-policy.ts';
import { defaultSettings, type ServerSettings, type SettingsStore } from '../../policy/settings.ts';
import { type Pressed, readButton } from '../buttons.ts';
import { clip } from '../clip.ts';
import type { FormStore } from '../forms/form-store.ts';
import { type Form, formOf, parseSubmission, readFormId } from '../forms/forms.ts';
import { renderNotice } from '../outbound/render.ts';
import { discordOptions, type MessageCommand, messageCommands } from '../setup/definitions.ts';
import { discordUserMessages } from '../user-messages.ts';
import { AnsweredElsewhere, acknowledge, addressOf, askerOf, platformName } from './acknowledge.ts';
import type { AttachedFile, FetchFile } from './attachments.ts';
import { type ComponentInteraction, checkMayAdd, deletePicture, type MessageActionContext } from './message-actions.ts';
import { picturesOf } from './message-images.ts';
import { parseInteraction } from './parse-interaction.ts';
import type { DiscordRequest, Task } from './requests.ts';
import { completeSettings, runSettings } from './settings-command.ts';

interface InteractionParts extends MessageActionContext {
  readonly jobService: BotJobService;
  readonly engine: Engine;
  readonly settings: SettingsStore;
  readonly policy: ServerPolicy;
  readonly styles: Pick<SavedStyles, 'as'>;
  readonly forms: FormStore;
  readonly runner: RequestRunner<DiscordRequest>;
  readonly fetchFile: FetchFile;
  readonly log: Logger;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly timeout: (ms: number) => Promise<void>;
}

/** How many interaction ids are remembered: Discord may deliver one twice, as when a connection is resumed. */
const maxRememberedIds = 2_000;

/** Discord's limits: choices of an autocompletion, and characters in each. */
const maxChoices = 25;
const maxChoiceLength = 100;

/** Creates the handler of all interactions. The handler never rejects. */
export function createInteractions(parts: InteractionParts): (interaction: Interaction) => Promise<void> {
  const { jobService, engine, settings, policy, styles, forms, runner, fetchFile, log, newId, now, timeout } = parts;
  const seenIds = new Set<string>();

  const isNew = (id: string): boolean => {
    if (seenIds.has(id)) return false;
    seenIds.add(id);
    if (seenIds.size > maxRememberedIds) seenIds.delete(seenIds.values().next().value!);
    return true;
  };

  const settingsAt = ({ guildId }: RepliableInteraction): ServerSettings =>
    guildId === null ? defaultSettings : settings.of(platformName, guildId);

  /** Checks the server's settings. @throws UserError when its managers do not allow the request. */
  const admit = (interaction: RepliableInteraction): void => {
    const { channel, channelId, guildId, memberPermissions } = interaction;
    if (guildId === null) return;
    const parent = channel?.isThread() ? channel.parentId : null;
    policy.admit({
      platform: platformName,
      server: guildId,
      channels: [channelId, parent].flatMap((id) => id ?? []),
      roles: rolesOf(interaction),
      isManager: memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
    });
  };

  const requestOf = (interaction: RepliableInteraction, isPrivate: boolean, task: Task): DiscordRequest => {
    const { progress } = settingsAt(interaction);
    return { server: interaction.guildId, address: addressOf(interaction, { isPrivate, progress }, now()), task };
  };

  /** Stores a request, acknowledges the interaction, then answers it. */
  const answer = async (interaction: RepliableInteraction, isPrivate: boolean, task: Task): Promise<void> => {
    const request = requestOf(interaction, isPrivate, task);
    const id = runner.receive(interaction.id, request);
    if (id === undefined) return;
    const message = await acknowledge(interaction, isPrivate, log).catch((error) => {
      runner.drop(id);
      throw error;
    });
    await runner.run(id, { ...request, address: { ...request.address, message } });
  };

  /**
   * Runs `work`, which acknowledges and answers the interaction. If it is interrupted, the next process says so.
   *
   * @param isBelow The answer is not a message of its own: it updates the message of the button.
   */
  const answerWith = async (
    interaction: RepliableInteraction,
    work: () => Promise<void>,
    isBelow = false,
  ): Promise<void> => {
    const id = runner.receive(interaction.id, requestOf(interaction, true, { kind: 'interaction', isBelow }));
    if (id === undefined) return;
    await work().finally(() => runner.drop(id));
  };

  const runParsed = async (interaction: RepliableInteraction, parsed: ParsedCommand<AttachedFile>): Promise<void> => {
    const { command, values, files, isPrivate } = parsed;
    admit(interaction);
    checkCommand(parsed);
    const plainFiles = Object.entries(files).map(([name, file]) => [name, plainFile(file)] as const);
    await answer(interaction, isPrivate, {
      ...{ kind: 'command', command: command.name, values, files: Object.fromEntries(plainFiles) },
    });
  };

  const openForm = async (
    interaction: Exclude<RepliableInteraction, ModalSubmitInteraction>,
    form: Form,
  ): Promise<void> => {
    const id = newId();
    forms.keep(id, form, now());
    await interaction.showModal(formOf(form, id));
  };

  const slash = async (interaction: ChatInputCommandInteraction): Promise<void> => {
    if (interaction.commandName === 'settings') {
      return answerWith(interaction, () => runSettings(interaction, { settings, engine }));
    }
    const command = findCommand(interaction.commandName);
    if (command === undefined) throw new UserError(discordUserMessages.oldCommand());
    const parsed = parseInteraction(interaction, command);
    const isUnplaced =
      command.name === 'inpaint' && parsed.files.mask === undefined && parsed.values.region === undefined;
    if (!isUnplaced) return runParsed(interaction, parsed);
    admit(interaction);
    checkCommand(parsed);
    await openForm(interaction, {
      command: 'inpaint',
      picture: plainFile(parsed.files.image!),
      given: parsed.values,
      isPrivate: parsed.isPrivate,
    });
  };

  const menu = async (interaction: MessageContextMenuCommandInteraction): Promise<void> => {
    admit(interaction);
    const { targetMessage } = interaction;
    const [picture] = picturesOf(targetMessage);
    if (picture === undefined) throw new UserError(discordUserMessages.noPicture());
    await menuActions[menuNamed(interaction.commandName)](interaction, picture);
  };

  const menuActions: Readonly<
    Record<MessageCommand, (interaction: MessageContextMenuCommandInteraction, picture: AttachedFile) => Promise<void>>
  > = {
    sdedit: (interaction, picture) =>
      openForm(interaction, { command: 'sdedit', picture, given: {}, isPrivate: isOfPrivate(interaction) }),
    inpaint: (interaction, picture) =>
      openForm(interaction, { command: 'inpaint', picture, given: {}, isPrivate: isOfPrivate(interaction) }),
    upscale: (interaction, picture) =>
      runParsed(interaction, {
        command: findCommand('upscale')!,
        values: {},
        files: { image: picture },
        isPrivate: isOfPrivate(interaction),
      }),
    turn: (interaction, picture) =>
      answer(interaction, isOfPrivate(interaction), { kind: 'turn', picture: plainFile(picture) }),
    settings: async (interaction) => {
      // The buttons of somebody else's message may contain anything.
      const { targetMessage, client } = interaction;
      const pressed = targetMessage.author.id === client.user.id ? pressedBelow(targetMessage) : undefined;
      await change(interaction, pressed, targetMessage, isOfPrivate(interaction));
    },
  };

  /** Opens the form "Change one thing", filled in when the settings are known without reading a file. */
  const change = async (
    interaction: MessageContextMenuCommandInteraction | ComponentInteraction,
    pressed: Pressed | undefined,
    message: Parameters<typeof picturesOf>[0],
    isPrivate: boolean,
  ): Promise<void> => {
    const job = pressed && (await findPicture(pressed.job, jobService.as(askerOf(interaction, isPrivate), '')));
    const [picture] = picturesOf(message);
    if (job === undefined && picture === undefined) throw new UserError(discordUserMessages.noPicture());
    if (job === undefined) await requireRecipe(() => fetchFile(picture!), timeout);
    const source =
      job === undefined
        ? { picture: plainFile(picture!), given: {} }
        : { picture: null, given: { ...remixableIn(job), job: pressed!.job } };
    await openForm(interaction, { command: 'remix', ...source, isPrivate });
  };

  /** Opens the form of a command for the picture of a message. */
  const openFor = async (
    command: 'sdedit' | 'inpaint',
    interaction: ComponentInteraction,
    isPrivate: boolean,
  ): Promise<void> => {
    const [picture] = picturesOf(interaction.message);
    if (picture === undefined) throw new UserError(discordUserMessages.noPicture());
    await openForm(interaction, { command, picture: plainFile(picture), given: {}, isPrivate });
  };

  const press = async (interaction: ComponentInteraction): Promise<void> => {
    const pressed = pressedBy(interaction);
    if (pressed === undefined) throw new UserError(discordUserMessages.oldButton());
    // Askers may end what they began, even where the managers have since forbidden drawing.
    if (pressed.button !== 'delete' && pressed.button !== 'cancel') admit(interaction);
    const { message } = interaction;
    const wasPrivate = message.flags.has(MessageFlags.Ephemeral);
    const { button, job } = pressed;
    const pictures = [...picturesOf(message)];
    switch (button) {
      case 'delete':
        return answerWith(interaction, () => deletePicture(interaction, pressed, parts), true);
      case 'change':
        return change(interaction, pressed, message, wasPrivate);
      case 'share':
        return answer(interaction, false, { kind: 'share', job, pictures });
      case 'sdedit':
      case 'inpaint':
        return openFor(button, interaction, wasPrivate);
      case 'emoji':
      case 'sticker':
        checkMayAdd(interaction);
        return answer(interaction, true, { kind: 'expression', button, job, pictures });
      case 'settings':
      case 'cancel':
        return answer(interaction, true, { kind: 'action', action: button, job, pictures });
      default:
        return answer(interaction, wasPrivate, { kind: 'action', action: button, job, pictures });
    }
  };

  const submit = async (interaction: ModalSubmitInteraction): Promise<void> => {
    const form = forms.find(readFormId(interaction.customId) ?? '');
    if (form === undefined) throw new UserError(discordUserMessages.oldForm());
    await runParsed(interaction, parseSubmission(form, interaction));
  };

  /** Sends the choices of an autocompletion; none when they cannot be found, without an error. */
  const complete = async (interaction: AutocompleteInteraction): Promise<void> => {
    if (interaction.commandName === 'settings') return completeSettings(interaction, { settings, engine });
    const { name, value } = interaction.options.getFocused(true);
    const command = findCommand(interaction.commandName);
    const spec = command && discordOptions(command)[name];
    // Only the person who types sees them.
    const asker = askerOf(interaction, true);
    const source = { engine, jobService: jobService.as(asker, ''), styles: styles.as(asker) };
    const completions = spec === undefined ? [] : await completeOption(spec, value, source);
    const choices = completions
      .filter(({ value: each }) => each.length <= maxChoiceLength)
      .slice(0, maxChoices)
      .map(({ value: each, about }) => ({
        name: clip(about === undefined || about === each ? each : `${each} · ${about}`, maxChoiceLength),
        value: each,
      }));
    await interaction.respond(choices);
  };

  const dispatch = async (interaction: Interaction): Promise<void> => {
    if (interaction.isAutocomplete()) return complete(interaction);
    if (interaction.isChatInputCommand()) return slash(interaction);
    if (interaction.isMessageContextMenuCommand()) return menu(interaction);
    if (interaction.isButton() || interaction.isStringSelectMenu()) return press(interaction);
    if (interaction.isModalSubmit()) return submit(interaction);
    log.warn({ type: interaction.type }, 'received an interaction of an unknown kind');
  };

  return async (interaction) => {
    if (!isNew(interaction.id)) return;
    try {
      await dispatch(interaction);
    } catch (error) {
      if (error instanceof AnsweredElsewhere) return;
      if (interaction.isAutocomplete()) {
        if (!(error instanceof EngineError)) log.info({ err: error }, 'could not complete an option');
        return;
      }
      await answerFailure(error, immediateReply(interaction), log).catch((err) =>
        log.error({ err }, 'could not show an error to the asker'),
      );
    }
  };
}

/** Replies at once, without a deferred reply, and to the asker only. */
const immediateReply = (interaction: Exclude<Interaction, AutocompleteInteraction>): Reply => ({
  async show(content) {
    if (content.kind !== 'notice' || !interaction.isRepliable())
      throw new Error(`${content.kind} cannot be replied at once`);
    const { content: words } = renderNotice(content);
    if (interaction.replied || interaction.deferred)
      await interaction.followUp({ content: words, flags: MessageFlags.Ephemeral });
    else await interaction.reply({ content: words, flags: MessageFlags.Ephemeral });
  },
});

function rolesOf({ member }: RepliableInteraction): readonly string[] {
  if (member === null) return [];
  return member instanceof GuildMember ? [...member.roles.cache.keys()] : member.roles;
}

/** The fields of a file that are stored, without the others that Discord sends. */
const plainFile = ({ name, url, size }: AttachedFile): AttachedFile => ({ name, url, size });

/** Whether the message is a private answer: requests about it are private, too. */
const isOfPrivate = ({ targetMessage }: MessageContextMenuCommandInteraction): boolean =>
  targetMessage.flags.has(MessageFlags.Ephemeral);

function menuNamed(name: string): MessageCommand {
  const found = Object.entries(messageCommands).find(([, each]) => each === name);
  if (found === undefined) throw new UserError(discordUserMessages.oldCommand());
  return found[0] as MessageCommand;
}

/** Parses what was pressed; an entry of a menu of pictures means that picture. */
function pressedBy(interaction: ComponentInteraction): Pressed | undefined {
  const pressed = readButton(interaction.customId);
  if (pressed === undefined || interaction.isButton()) return pressed;
  const number = Number(interaction.values[0]);
  return Number.isInteger(number) ? { ...pressed, job: pictureId(pressed.job, number) } : undefined;
}

/** The first button of ours in a message; undefined when it has none. */
function pressedBelow(message: { readonly components: readonly object[] }): Pressed | undefined {
  for (const row of message.components) {
    const buttons = 'components' in row && Array.isArray(row.components) ? row.components : [];
    for (const { customId } of buttons as readonly { readonly customId?: string | null }[]) {
      const pressed = customId ? readButton(customId) : undefined;
      if (pressed !== undefined) return pressed;
    }
  }
  return undefined;
}
