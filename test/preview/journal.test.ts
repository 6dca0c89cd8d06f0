import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LocalDiscord } from '../../src/preview/local-discord.ts';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { AT_DESK, ask, NOW, start } from './support.ts';

const PATH = `/channels/${SEED_IDS.wireDesk}/messages`;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'local-discord-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

async function post(discord: LocalDiscord, body: object): Promise<string> {
  return ((await (await ask(discord, 'POST', PATH, body)).json()) as { id: string }).id;
}

describe('a local Discord that is started again on the same file', () => {
  it('still has its messages, edits, threads and commands, and takes edits of old messages', async () => {
    const persistTo = join(folder(), 'sub', 'discord.jsonl');
    const first = await start({ persistTo });
    const kept = await post(first, { content: 'Alert' });
    await ask(first, 'PATCH', `${PATH}/${kept}`, { content: 'Alert, confirmed' });
    const gone = await post(first, { content: 'Mistake' });
    await ask(first, 'DELETE', `${PATH}/${gone}`);
    await ask(first, 'POST', `${PATH}/${kept}/threads`, { name: 'Sources' });
    await ask(first, 'PUT', `/applications/${SEED_IDS.application}/commands`, [{ name: 'whois', description: 'x' }]);
    first.admin.deleteChannel(SEED_IDS.general);

    // As after a kill: the first is not closed, and its last line is cut short.
    appendFileSync(persistTo, '{"kind":"message","mess');
    for (const second of [await start({ persistTo }), await start({ persistTo })]) {
      expect([...second.state.channels.values()].map(({ name }) => name)).toEqual([
        'wire-desk',
        'energy',
        'dateline-setup',
        'Sources',
      ]);
      expect([...(second.state.messages.get(SEED_IDS.wireDesk)?.keys() ?? [])]).toEqual([kept]);
      expect([...second.state.commands.values()].map(({ name }) => name)).toEqual(['whois']);
      const edited = await ask(second, 'PATCH', `${PATH}/${kept}`, { content: 'Again' });
      expect(await edited.json()).toMatchObject({ id: kept, content: 'Again', flags: 32 });
    }
  });

  it('gives new ids above all old ones, even with a clock set back', async () => {
    const persistTo = join(folder(), 'discord.jsonl');
    const before = await post(await start({ persistTo }), { content: 'a' });
    const after = await post(await start({ persistTo, now: () => NOW - 1000 }), { content: 'b' });
    expect(BigInt(after)).toBeGreaterThan(BigInt(before));
  });

  it('knows a nonce of before, so that a retry after a crash posts no second message', async () => {
    const persistTo = join(folder(), 'discord.jsonl');
    const message = { content: 'Alert', nonce: 'delivery-1', enforce_nonce: true };
    const before = await post(await start({ persistTo }), message);
    const again = await start({ persistTo });
    expect(await post(again, message)).toBe(before);
    // Ten minutes later the nonce holds no more: Discord speaks of "the past few minutes".
    const later = await start({ persistTo, now: () => NOW + 600_000 });
    expect(await post(later, message)).not.toBe(before);
  });

  it('keeps what only one person saw to that person', async () => {
    const persistTo = join(folder(), 'discord.jsonl');
    const first = await start({ persistTo });
    first.act.sendMessage({ ...AT_DESK, content: 'To all' });
    const second = await start({ persistTo });
    const stored = [...(second.state.messages.get(SEED_IDS.wireDesk)?.values() ?? [])];
    expect(stored).toMatchObject([{ visibleTo: undefined, message: { content: 'To all' } }]);
  });
});
