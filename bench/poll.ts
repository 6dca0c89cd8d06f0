/** How fast feeds are polled: against a bare undici loop, and through a simulated day. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { playDay } from '../test/feeds/polling/simulated-day.ts';
import { BENCH_FEEDS, type Round, type RoundRequest } from './poll-rounds.ts';

const ROUNDS = 21;
/** Untimed rounds first, until V8 has compiled what runs often: a bot polls for months, a bench for seconds. */
const WARM_ROUNDS = 4;

/**
 * Polls 2,000 feeds that haven’t changed, plays a day with 10,000, and prints a table of each.
 *
 * @param withDay the day takes some minutes
 */
export async function benchPolling(withDay = true): Promise<void> {
  await benchUnchanged();
  if (!withDay) return;
  const startedAt = performance.now();
  const day = await playDay(10_000, 2000);
  console.table({
    '10,000 feeds, a day': {
      polls: day.polls,
      'unchanged %': Math.round((100 * day.unchanged) / day.polls),
      'items taken': day.taken,
      missed: day.missed,
      'gone between polls': day.overrun,
      'median delay, min': minutes(day.delaysMs[Math.floor(day.delaysMs.length / 2)]),
      '90 %, min': minutes(day.delaysMs[Math.floor(day.delaysMs.length * 0.9)]),
      'least gap at a host, ms': day.shortestGapMs,
      'most open at a host': day.mostOpen,
      'busiest second': day.busiestSecond,
      'played in s': Math.round((performance.now() - startedAt) / 1000),
    },
  });
}

/** The poller, the bare loop and their server in a process each; turn by turn, so that a busy moment hits both. */
async function benchUnchanged(): Promise<void> {
  const server = start('serve');
  const [port] = (await once(server, 'message')) as [number];
  const origin = `http://127.0.0.1:${port}`;
  const loops = [start('bare', origin), start('poll', origin)] as const;
  await Promise.all(loops.map((loop) => once(loop, 'message')));
  const [bare, ours]: [Round[], Round[]] = [[], []];
  for (let round = -WARM_ROUNDS; round < ROUNDS; round += 1) {
    const [bareRound, ourRound] = [await roundOf(loops[0]), await roundOf(loops[1])];
    if (round < 0) continue;
    bare.push(bareRound);
    ours.push(ourRound);
  }
  for (const child of [...loops, server]) child.kill();
  const perSecond = (rounds: readonly Round[]) => median(rounds.map((round) => BENCH_FEEDS / round.seconds));
  const cpuMicros = (rounds: readonly Round[]) =>
    Math.round(median(rounds.map((round) => round.cpuMicros / BENCH_FEEDS)));
  // Round by round with the bare one before it: neighbours share the machine's mood.
  const shares = ours.map((round, index) => (bare[index]?.seconds ?? 0) / round.seconds);
  console.table({
    [`${BENCH_FEEDS} feeds, all unchanged (304)`]: {
      'requests/s': Math.round(perSecond(ours)),
      'bare undici/s': Math.round(perSecond(bare)),
      share: Number(median(shares).toFixed(2)),
      goal: 0.8,
      // On a busy machine the processor time tells more than the clock.
      'CPU µs each': cpuMicros(ours),
      'bare CPU µs': cpuMicros(bare),
      'most resident MB': Math.round(ours.at(-1)?.residentMb ?? 0),
      'goal, MB': 200,
    },
  });
}

function start(role: 'serve' | 'bare' | 'poll', origin = ''): ChildProcess {
  const file = fileURLToPath(new URL('poll-process.ts', import.meta.url));
  // The flags and the cache are those of `npm start`.
  const cache = fileURLToPath(new URL('../node_modules/.cache/dateline', import.meta.url));
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  return fork(file, [role, origin], { execArgv: ['--max-semi-space-size=8', '--heap-growing-percent=40'], env });
}

async function roundOf(loop: ChildProcess): Promise<Round> {
  const answered = once(loop, 'message') as Promise<[Round]>;
  loop.send('round' satisfies RoundRequest);
  const [round] = await answered;
  return round;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function minutes(ms: number | undefined): number {
  return Number(((ms ?? 0) / 60_000).toFixed(1));
}
