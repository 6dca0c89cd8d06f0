import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SEED_IDS } from '../../src/preview/seed.ts';
import { type Newsroom, openNewsroom, watchEverything } from './newsroom.ts';

/** Fifty items in some ten seconds: a busy hour, quickly. */
const PACE_MS = 200;

const KILLS = 10;

/** What the desk was told, each first message once; edits and replies are not counted. */
function toldIn(newsroom: Newsroom): readonly string[] {
  return newsroom
    .alertsIn(SEED_IDS.wireDesk)
    .map((message) => message.embeds[0]?.title ?? message.content)
    .sort();
}

/** Waits until the whole wire was read and nothing waits to be posted: no message came in the time of several polls. */
async function quiet(newsroom: Newsroom): Promise<void> {
  const messages = () => newsroom.discord.requests.filter((request) => request.method !== 'GET').length;
  await newsroom.discord.waitFor(() => newsroom.alertsIn(SEED_IDS.wireDesk).length > 0, 60_000);
  newsroom.wire.arriveAll();
  for (let before = -1, same = 0; same < 5; ) {
    same = messages() === before ? same + 1 : 0;
    before = messages();
    await wait(2_000);
  }
}

describe('a bot that is killed again and again', () => {
  it('loses no story and tells none twice', { timeout: 240_000 }, async () => {
    const calm = await openNewsroom(PACE_MS);
    onTestFinished(calm.close);
    await watchEverything(calm);
    const calmBot = calm.startBot();
    await quiet(calm);
    await calmBot.kill('SIGTERM');
    const expected = toldIn(calm);

    const newsroom = await openNewsroom(PACE_MS);
    onTestFinished(newsroom.close);
    await watchEverything(newsroom);
    let bot = newsroom.startBot();
    for (let kill = 0; kill < KILLS; kill += 1) {
      // The moments are random on purpose: whatever the bot is doing then must survive.
      await wait(200 + Math.random() * 2_000);
      await bot.kill('SIGKILL');
      bot = newsroom.startBot();
    }
    await quiet(newsroom);
    const told = toldIn(newsroom);
    expect(await bot.kill('SIGTERM')).toBe(0);

    expect(expected.length).toBeGreaterThan(10);
    expect(told).toEqual(expected);
  });
});
