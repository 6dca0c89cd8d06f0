/** The newsroom as the page knows it: the last snapshot with every change since. */

/** The bit of a message's flags for "is thinking". */
const LOADING = 1 << 7;

/** How long an edited message shows that it just changed, in ms. */
const FLASH_MS = 2500;

/** A newsroom of which nothing is known yet. */
export function emptyNewsroom() {
  return {
    connected: false,
    known: false,
    guild: { id: '', name: 'Newsroom' },
    roles: new Map(),
    channels: new Map(),
    members: new Map(),
    bot: { userId: '', online: false },
    commands: [],
    /** By channel id: messages as `{ message, visibleTo }`, oldest first. */
    messages: new Map(),
    progress: [],
    /** By interaction id: `{ state, why }`. */
    interactions: new Map(),
    /** By message id: when a deferred answer was filled in, as `edited_timestamp` says it. */
    filledIn: new Map(),
    /** By message id: until when it is shown as just edited, ms since the epoch. */
    flashUntil: new Map(),
    /** By channel id: who is typing, and until when. */
    typing: new Map(),
    modal: undefined,
  };
}

/**
 * Takes a change in, in place.
 *
 * @param {ReturnType<typeof emptyNewsroom>} room
 * @param {any} change a `PageChange`
 * @param {number} now ms since the epoch
 */
export function applyChange(room, change, now) {
  switch (change.kind) {
    case 'snapshot':
      takeSnapshot(room, change);
      break;
    case 'message':
      takeMessage(room, change, now);
      break;
    case 'message deleted':
      room.messages.set(
        change.channelId,
        messagesOf(room, change.channelId).filter(({ message }) => message.id !== change.messageId),
      );
      break;
    case 'channel':
      room.channels.set(change.channel.id, change.channel);
      break;
    case 'channel deleted':
      room.channels.delete(change.channelId);
      room.messages.delete(change.channelId);
      break;
    case 'roles':
      room.roles = byId(change.roles);
      break;
    case 'members':
      room.members = new Map(change.members.map((member) => [member.user.id, member]));
      break;
    case 'commands':
      room.commands = change.commands;
      break;
    case 'bot':
      room.bot = change.bot;
      break;
    case 'progress':
      room.progress = [...room.progress.slice(-199), change.progress];
      break;
    case 'typing':
      room.typing.set(change.channelId, { userId: change.userId, until: now + 8000 });
      break;
    case 'interaction':
      room.interactions.set(change.interactionId, { state: change.state, why: change.why });
      break;
    case 'modal':
      room.modal = change;
      break;
    default: // A newer server may say more than this page knows; what it knows stays right.
  }
}

/**
 * The messages of a channel that `userId` sees, oldest first.
 *
 * @returns {{ message: any, visibleTo: string | undefined }[]}
 */
export function visibleMessages(room, channelId, userId) {
  return messagesOf(room, channelId).filter(({ visibleTo }) => visibleTo === undefined || visibleTo === userId);
}

/** Whether a message was changed after it stood there; a deferred answer that is filled in was not. */
export function isEdited(room, message) {
  return Boolean(message.edited_timestamp) && room.filledIn.get(message.id) !== message.edited_timestamp;
}

/** Top channels, each followed by its threads, in the server's order. */
export function channelTree(room) {
  const all = [...room.channels.values()];
  return all
    .filter((channel) => !isThread(channel))
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map((channel) => ({
      channel,
      threads: all.filter((thread) => isThread(thread) && thread.parent_id === channel.id),
    }));
}

/** Discord's channel types 10 to 12 are threads. */
export function isThread(channel) {
  return channel.type >= 10 && channel.type <= 12;
}

function messagesOf(room, channelId) {
  return room.messages.get(channelId) ?? [];
}

function takeSnapshot(room, snapshot) {
  room.known = true;
  room.guild = snapshot.guild;
  room.roles = byId(snapshot.roles);
  room.channels = byId(snapshot.channels);
  room.members = new Map(snapshot.members.map((member) => [member.user.id, member]));
  room.bot = snapshot.bot;
  room.commands = snapshot.commands;
  room.progress = [...snapshot.progress];
  room.messages = new Map();
  for (const stored of snapshot.messages) {
    const channelId = stored.message.channel_id;
    room.messages.set(channelId, [...messagesOf(room, channelId), stored]);
  }
}

function takeMessage(room, change, now) {
  const { message } = change.message;
  const before = messagesOf(room, message.channel_id);
  const index = before.findIndex((stored) => stored.message.id === message.id);
  room.messages.set(message.channel_id, index < 0 ? [...before, change.message] : before.with(index, change.message));
  room.typing.delete(message.channel_id);
  if (change.change !== 'updated' || !message.edited_timestamp) return;
  const wasLoading = ((before[index]?.message.flags ?? 0) & LOADING) !== 0;
  if (wasLoading) room.filledIn.set(message.id, message.edited_timestamp);
  else flash(room, message.id, now);
}

/** Lets a message light up for a moment. */
export function flash(room, messageId, now = Date.now()) {
  room.flashUntil.set(messageId, now + FLASH_MS);
}

function byId(list) {
  return new Map(list.map((thing) => [thing.id, thing]));
}
