import { describe, expect, it } from 'vitest';
import { PAGE_PATHS } from '../../src/preview/page-api.ts';
import { pageModule } from './module.ts';

const { applyChange, channelTree, emptyNewsroom, isEdited, visibleMessages } = await pageModule('newsroom');
const { PATHS } = await pageModule('api');

const NOW = Date.UTC(2026, 10, 24);
const SNAPSHOT = {
  kind: 'snapshot',
  guild: { id: '1', name: 'Newsroom' },
  roles: [],
  channels: [
    { id: '11', name: 'energy', type: 0, position: 1 },
    { id: '10', name: 'wire-desk', type: 0, position: 0 },
    { id: '12', name: 'talk', type: 11, parent_id: '10' },
  ],
  members: [],
  bot: { userId: '2', online: false },
  commands: [],
  messages: [{ message: { id: '100', channel_id: '10', content: 'first' }, visibleTo: undefined }],
  progress: [],
};

function room() {
  const made = emptyNewsroom();
  applyChange(made, SNAPSHOT, NOW);
  return made;
}

function message(id: string, more: object = {}) {
  return { message: { id, channel_id: '10', content: 'text', ...more }, visibleTo: undefined };
}

describe('the newsroom as the page knows it', () => {
  it('asks the addresses that the server listens on', () => {
    expect(PATHS).toEqual(PAGE_PATHS);
  });

  it('lists channels in the server’s order, threads under theirs', () => {
    const tree = channelTree(room());
    expect(tree.map(({ channel }: { channel: { name: string } }) => channel.name)).toEqual(['wire-desk', 'energy']);
    expect(tree[0].threads.map((thread: { name: string }) => thread.name)).toEqual(['talk']);
  });

  it('replaces an edited message in its place, and lets it flash', () => {
    const made = room();
    applyChange(made, { kind: 'message', change: 'created', message: message('101') }, NOW);
    const edited = message('100', { content: 'edited', edited_timestamp: '2026-11-24T00:00:00Z' });
    applyChange(made, { kind: 'message', change: 'updated', message: edited }, NOW);
    const contents = visibleMessages(made, '10', '7').map(
      (kept: { message: { content: string } }) => kept.message.content,
    );
    expect(contents).toEqual(['edited', 'text']);
    expect(made.flashUntil.get('100')).toBeGreaterThan(NOW);
  });

  it('takes a deferred answer that is filled in for new, and a later change for an edit', () => {
    const made = room();
    const deferred = message('101', { flags: 128 });
    applyChange(made, { kind: 'message', change: 'created', message: deferred }, NOW);
    const filled = message('101', { flags: 0, edited_timestamp: '2026-11-24T00:00:01Z' });
    applyChange(made, { kind: 'message', change: 'updated', message: filled }, NOW);
    expect(isEdited(made, filled.message)).toBe(false);
    const edited = message('101', { flags: 0, edited_timestamp: '2026-11-24T00:00:09Z' });
    applyChange(made, { kind: 'message', change: 'updated', message: edited }, NOW);
    expect(isEdited(made, edited.message)).toBe(true);
  });

  it('shows an answer for one person to that person alone', () => {
    const made = room();
    applyChange(made, { kind: 'message', change: 'created', message: { ...message('101'), visibleTo: '7' } }, NOW);
    expect(visibleMessages(made, '10', '7')).toHaveLength(2);
    expect(visibleMessages(made, '10', '8')).toHaveLength(1);
  });

  it('forgets what a new snapshot does not hold', () => {
    const made = room();
    applyChange(made, { kind: 'message', change: 'created', message: message('101') }, NOW);
    applyChange(made, SNAPSHOT, NOW);
    expect(visibleMessages(made, '10', '7')).toHaveLength(1);
  });

  it('drops a deleted message, and takes no harm from a change it does not know', () => {
    const made = room();
    applyChange(made, { kind: 'message deleted', channelId: '10', messageId: '100' }, NOW);
    applyChange(made, { kind: 'something new' }, NOW);
    expect(visibleMessages(made, '10', '7')).toEqual([]);
  });
});
