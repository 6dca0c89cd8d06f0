/**
 * Keeps the world in a file, so that it outlives its process: one line a change, written before the change is answered.
 *
 * A kill loses nothing that a bot was told was done; a line cut short by it is left out at the next start. Uploaded
 * files and who may answer old interactions are not kept.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { APIApplicationCommand, APIMessage, APIRole } from 'discord-api-types/v10';
import { isObject, type Json, objectsIn, textIn } from './json.ts';
import type { PageChange, PageChannel } from './page-api.ts';
import type { World } from './world.ts';

/** The kinds of change that are kept. */
const KEPT: ReadonlySet<PageChange['kind']> = new Set<PageChange['kind']>([
  'message',
  'message deleted',
  'channel',
  'channel deleted',
  'roles',
  'commands',
]);

/**
 * Brings the world to where the file left it, rewrites the file to what is still true, and writes on from there.
 *
 * @param path a file of one's own; made with its folder where it isn't there
 */
export function keepInJournal(world: World, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) for (const change of readChanges(path)) replay(world, change);
  // First the new file whole, then its name: a kill in between leaves the old one.
  writeFileSync(`${path}.new`, stateLines(world).join(''));
  renameSync(`${path}.new`, path);
  world.onChange((change) => {
    if (KEPT.has(change.kind)) appendFileSync(path, line(change));
  });
}

function readChanges(path: string): Json[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        const change: unknown = JSON.parse(text);
        return isObject(change) ? [change] : [];
      } catch {
        // The last line of a killed process, or the empty one at the end.
        return [];
      }
    });
}

/** Applies one of our own lines; one that doesn't fit is left out. */
function replay(world: World, change: Json): void {
  switch (change.kind) {
    case 'message': {
      const stored = isObject(change.message) ? change.message : {};
      if (!isObject(stored.message)) return;
      const message = stored.message as unknown as APIMessage;
      const inChannel = world.messages.get(message.channel_id) ?? new Map();
      inChannel.set(message.id, { message, visibleTo: textIn(stored.visibleTo) });
      world.messages.set(message.channel_id, inChannel);
      world.newId.after(message.id);
      return;
    }
    case 'message deleted':
      world.messages.get(textIn(change.channelId) ?? '')?.delete(textIn(change.messageId) ?? '');
      return;
    case 'channel': {
      if (!isObject(change.channel)) return;
      const channel = change.channel as unknown as PageChannel;
      world.channels.set(channel.id, channel);
      world.newId.after(channel.id);
      return;
    }
    case 'channel deleted':
      world.channels.delete(textIn(change.channelId) ?? '');
      world.messages.delete(textIn(change.channelId) ?? '');
      return;
    case 'roles': {
      const roles = objectsIn(change.roles) as unknown as APIRole[];
      world.roles.clear();
      for (const role of roles) world.roles.set(role.id, role);
      return;
    }
    case 'commands': {
      const commands = objectsIn(change.commands) as unknown as APIApplicationCommand[];
      world.commands.clear();
      for (const command of commands) {
        world.commands.set(command.id, command);
        world.newId.after(command.version);
      }
      return;
    }
  }
}

/** The lines that say all that is true now; deletions of seeded channels included. */
function stateLines(world: World): string[] {
  const gone = world.seededChannelIds.filter((id) => !world.channels.has(id));
  return [
    ...[...world.channels.values()].map((channel) => line({ kind: 'channel', channel })),
    ...gone.map((channelId) => line({ kind: 'channel deleted', channelId })),
    line({ kind: 'roles', roles: [...world.roles.values()] }),
    line({ kind: 'commands', commands: [...world.commands.values()] }),
    ...[...world.messages.values()].flatMap((inChannel) =>
      [...inChannel.values()].map((message) => line({ kind: 'message', change: 'created', message })),
    ),
  ];
}

function line(change: PageChange): string {
  return `${JSON.stringify(change)}\n`;
}
