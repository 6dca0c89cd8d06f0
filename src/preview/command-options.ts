/** From what a person typed to an interaction's data, refused where Discord's client would not send it. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  InteractionContextType,
} from 'discord-api-types/v10';
import { storeAttachment } from './compose.ts';
import { PersonError } from './errors.ts';
import { partialChannel } from './interactions.ts';
import { isObject, type Json } from './json.ts';
import type { PageFile, PageOption } from './page-api.ts';
import { ALL_PERMISSIONS, guildPermissions, may } from './permissions.ts';
import { countChars } from './validate.ts';
import { holderOf, type World } from './world.ts';

const T = ApplicationCommandOptionType;

/** Larger files are not taken from the page. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** A command with its subcommand, found by what was typed. */
export interface MeantCommand {
  readonly command: APIApplicationCommand;
  /** Names of group and subcommand on the way, outermost first. */
  readonly path: readonly { readonly name: string; readonly type: 1 | 2 }[];
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/**
 * Finds the command that `typed` means ("watch add", with or without slash).
 *
 * @throws {PersonError} when there is none, or the person may not use it
 */
export function findCommand(world: World, userId: string, typed: string): MeantCommand {
  const [name, ...subs] = typed.trim().replace(/^\//, '').split(/\s+/);
  const named = [...world.commands.values()].filter((candidate) => candidate.type === 1 && candidate.name === name);
  const command = named.find((candidate) => candidate.guild_id !== undefined) ?? named[0];
  if (command === undefined) throw new PersonError(`there is no command /${name}`);
  requireUsable(world, userId, command);
  const path: { name: string; type: 1 | 2 }[] = [];
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const sub of subs) {
    const found = options.find((option) => option.name === sub);
    if (found === undefined || (found.type !== T.Subcommand && found.type !== T.SubcommandGroup)) {
      throw new PersonError(`there is no command /${[command.name, ...path.map((step) => step.name), sub].join(' ')}`);
    }
    path.push({ name: found.name, type: found.type });
    options = found.options ?? [];
  }
  const basic = options.filter(isBasic);
  if (basic.length < options.length) throw new PersonError(`/${typed.trim()} needs one of its subcommands`);
  return { command, path, options: basic };
}

/** Refuses a command that Discord's client would not show to this person here. */
function requireUsable(world: World, userId: string, command: APIApplicationCommand): void {
  if (command.contexts != null && !command.contexts.includes(InteractionContextType.Guild)) {
    throw new PersonError(`/${command.name} is not for servers`);
  }
  const needed = command.default_member_permissions;
  if (needed == null) return;
  const granted = guildPermissions(holderOf(world, userId), { guildId: world.guild.id, roles: world.roles });
  // "0" leaves the command to administrators (docs, "Application Command Permissions").
  const enough = needed === '0' ? granted === ALL_PERMISSIONS : may(granted, BigInt(needed));
  if (!enough) throw new PersonError(`you may not use /${command.name}`);
}

/** Data of a command interaction with the people, roles, channels and files that it names. */
export function commandData(
  world: World,
  meant: MeantCommand,
  typed: readonly PageOption[],
  where: { readonly userId: string; readonly channelId: string; readonly baseUrl: string },
): Json {
  const resolved = createResolved(world, where);
  const given = new Set<string>();
  const options = typed.map(({ name, value }) => {
    const option = optionNamed(meant, name);
    if (given.has(name)) throw new PersonError(`${name} is given twice`);
    given.add(name);
    return { name, type: option.type, value: readValue(option, value, resolved) };
  });
  for (const option of meant.options) {
    if (option.required === true && !given.has(option.name)) throw new PersonError(`${option.name} is missing`);
  }
  return wrap(meant, options, resolved.all());
}

/** Data of an autocomplete interaction; what is typed so far may be unfinished, so it is not checked. */
export function autocompleteData(
  world: World,
  meant: MeantCommand,
  typed: readonly PageOption[],
  focused: string,
): Json {
  const option = optionNamed(meant, focused);
  if (!('autocomplete' in option) || option.autocomplete !== true)
    throw new PersonError(`${focused} has no suggestions`);
  const inOrder = typed.some(({ name }) => name === focused) ? typed : [...typed, { name: focused, value: '' }];
  const options = inOrder
    .filter(({ value }) => !isObject(value))
    .map(({ name, value }) => {
      const { type } = optionNamed(meant, name);
      return name === focused ? { name, type, value: String(value), focused: true } : { name, type, value };
    });
  return wrap(meant, options, createResolved(world, undefined).all());
}

function optionNamed(meant: MeantCommand, name: string): APIApplicationCommandBasicOption {
  const option = meant.options.find((candidate) => candidate.name === name);
  if (option === undefined) throw new PersonError(`/${meant.command.name} has no option ${name}`);
  return option;
}

function wrap(meant: MeantCommand, options: readonly Json[], resolved: Json): Json {
  const inner = meant.path.reduceRight<readonly Json[]>(
    (wrapped, { name, type }) => [{ name, type, options: wrapped }],
    options,
  );
  return {
    id: meant.command.id,
    name: meant.command.name,
    type: meant.command.type,
    ...(meant.command.guild_id === undefined ? {} : { guild_id: meant.command.guild_id }),
    ...(inner.length > 0 ? { options: inner } : {}),
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
}

function readValue(option: APIApplicationCommandBasicOption, value: PageOption['value'], resolved: Resolved): unknown {
  const wrong = (why: string): PersonError => new PersonError(`${option.name}: ${why}`);
  switch (option.type) {
    case T.String: {
      if (typeof value !== 'string') throw wrong('must be text');
      const chars = countChars(value);
      if (chars > (option.max_length ?? 6000)) throw wrong(`at most ${option.max_length ?? 6000} characters`);
      if (chars < (option.min_length ?? 1)) throw wrong(`at least ${option.min_length ?? 1} characters`);
      requireChoice(option, value, wrong);
      return value;
    }
    case T.Integer:
    case T.Number: {
      const number = typeof value === 'string' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) throw wrong('must be a number');
      if (option.type === T.Integer && !Number.isInteger(number)) throw wrong('must be a whole number');
      if (option.min_value !== undefined && number < option.min_value) throw wrong(`at least ${option.min_value}`);
      if (option.max_value !== undefined && number > option.max_value) throw wrong(`at most ${option.max_value}`);
      requireChoice(option, number, wrong);
      return number;
    }
    case T.Boolean:
      if (typeof value !== 'boolean') throw wrong('must be true or false');
      return value;
    case T.User:
      if (!resolved.user(String(value))) throw wrong('is no member');
      return String(value);
    case T.Role:
      if (!resolved.role(String(value))) throw wrong('is no role');
      return String(value);
    case T.Mentionable:
      if (!resolved.user(String(value)) && !resolved.role(String(value))) throw wrong('is no member and no role');
      return String(value);
    case T.Channel:
      if (!resolved.channel(String(value), option.channel_types)) throw wrong('is no channel that fits');
      return String(value);
    case T.Attachment: {
      if (typeof value !== 'object') throw wrong('must be a file');
      const id = resolved.file(value);
      if (id === undefined) throw wrong(`the file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`);
      return id;
    }
  }
}

function requireChoice(
  option: { readonly choices?: readonly { readonly value: string | number }[]; readonly autocomplete?: boolean },
  value: string | number,
  wrong: (why: string) => PersonError,
): void {
  if (option.choices === undefined || option.choices.length === 0) return;
  if (!option.choices.some((choice) => choice.value === value)) throw wrong('is none of the choices');
}

/** Gathers what the ids in an interaction stand for. */
export interface Resolved {
  user(id: string): boolean;
  role(id: string): boolean;
  channel(id: string, types: readonly number[] | undefined): boolean;
  /** The attachment's id; undefined where the file is too large. */
  file(file: PageFile): string | undefined;
  all(): Json;
}

/** Makes an empty gathering; `where` may be undefined where nothing will be looked up. */
export function createResolved(
  world: World,
  where: { readonly userId: string; readonly channelId: string; readonly baseUrl: string } | undefined,
): Resolved {
  const kinds: Record<string, Record<string, unknown>> = {};
  const add = (kind: string, id: string, value: unknown): true => {
    kinds[kind] ??= {};
    kinds[kind][id] = value;
    return true;
  };
  return {
    user: (id) => {
      const found = world.members.get(id);
      if (found === undefined) return false;
      const { deaf: _deaf, mute: _mute, ...member } = found.member;
      const permissions = guildPermissions(holderOf(world, id), { guildId: world.guild.id, roles: world.roles });
      add('users', id, found.user);
      return add('members', id, { ...member, permissions: permissions.toString() });
    },
    role: (id) => {
      const role = world.roles.get(id);
      return role !== undefined && add('roles', id, role);
    },
    channel: (id, types) => {
      const found = world.channels.get(id);
      if (found === undefined || where === undefined) return false;
      if (types !== undefined && types.length > 0 && !types.includes(found.type)) return false;
      return add('channels', id, partialChannel(world, where.userId, found));
    },
    file: (file) => {
      const bytes = Buffer.from(file.base64, 'base64');
      if (bytes.byteLength > MAX_FILE_BYTES || where === undefined) return undefined;
      const attachment = storeAttachment(world, where.channelId, { ...file, bytes }, where.baseUrl);
      add('attachments', attachment.id, { ...attachment, ephemeral: true });
      return attachment.id;
    },
    all: () => kinds,
  };
}

function isBasic(option: APIApplicationCommandOption): option is APIApplicationCommandBasicOption {
  return option.type !== T.Subcommand && option.type !== T.SubcommandGroup;
}
