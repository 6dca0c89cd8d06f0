import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createModelClient, type ModelClientParts } from '../../src/llm/client.ts';
import { createLog } from '../../src/log.ts';
import type { SummaryFact } from '../../src/model/summary.ts';
import { Secret } from '../../src/secret.ts';
import { createModelSummarizer } from '../../src/summarize/summarizer.ts';
import { NOW, source, story } from '../support/desk.ts';

const KEY = 'sk-test-never-to-be-seen';

function desk(baseUrl: string, part: Partial<ModelClientParts> = {}) {
  const lines: string[] = [];
  const cached = new Map<string, readonly SummaryFact[]>();
  const spent = new Map<string, number>();
  const client = createModelClient({
    apiKey: new Secret(KEY),
    baseUrl,
    model: 'test-model',
    timeoutMs: 300,
    maxRetries: 1,
    dailyTokens: 100_000,
    budget: {
      spentOn: (day) => spent.get(day) ?? 0,
      spend: (day, tokens) => spent.set(day, (spent.get(day) ?? 0) + tokens),
    },
    now: () => NOW,
    log: createLog('debug', 'json', { write: (line) => lines.push(line) }),
    ...part,
  });
  const summarizer = createModelSummarizer({
    client,
    cache: {
      get: async (key) => cached.get(key),
      set: async (key, facts) => cached.set(key, facts),
    },
  });
  return { summarizer, client, lines };
}

const told = story({
  sources: [
    source({ title: 'Sechin in Caracas', summary: 'Igor Sechin landed in Caracas on Monday. He signed 12 accords.' }),
  ],
});

const answer = (facts: unknown) => ({ content: JSON.stringify({ facts }) });

describe('a summary by the model', () => {
  let mock: LLMock;

  beforeEach(async () => {
    mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
    await mock.start();
  });

  afterEach(() => mock.stop());

  it('keeps the facts that stand in the source, and drops those that do not', async () => {
    mock.onMessage(
      /./,
      answer([
        { text: 'Sechin arrived in Caracas on Monday.', quote: 'Igor Sechin landed in Caracas on Monday.', source: 1 },
        { text: 'He met the Pope.', quote: 'He met the Pope in the evening.', source: 1 },
        { text: 'He signed 40 accords.', quote: 'He signed 12 accords.', source: 1 },
        { text: 'He signed accords.', quote: 'He signed 12 accords.', source: 7 },
      ]),
    );
    const { summarizer } = desk(`${mock.url}/v1`);
    expect(await summarizer.summarize(told, 'en')).toEqual({
      facts: [
        {
          text: 'Sechin arrived in Caracas on Monday.',
          quote: 'Igor Sechin landed in Caracas on Monday.',
          itemId: 'item-1',
        },
      ],
      language: 'en',
      madeBy: 'test-model',
    });
  });

  it('asks once for the same words, and counts what it costs', async () => {
    mock.onMessage(/./, answer([{ text: 'Landed.', quote: 'Igor Sechin landed in Caracas', source: 1 }]));
    const { summarizer, client } = desk(`${mock.url}/v1`);
    await summarizer.summarize(told, 'en');
    await summarizer.summarize(told, 'en');
    expect(mock.getRequests()).toHaveLength(1);
    expect(client.spentTokens()).toBeGreaterThan(0);
  });

  it('asks in the language that the desk chose', async () => {
    mock.onMessage(
      /Write the facts in Spanish/,
      answer([{ text: 'Aterrizó.', quote: 'Igor Sechin landed in Caracas', source: 1 }]),
    );
    const { summarizer } = desk(`${mock.url}/v1`);
    expect(await summarizer.summarize(told, 'es')).toMatchObject({ language: 'es', facts: [{ text: 'Aterrizó.' }] });
  });

  it('leaves the model alone once the day’s budget is spent', async () => {
    const { summarizer } = desk(`${mock.url}/v1`, { dailyTokens: 1_000 });
    expect(await summarizer.summarize(told, 'en')).toBe('budget spent');
    expect(mock.getRequests()).toHaveLength(0);
  });

  it.each([
    ['an answer that is no JSON', { content: 'I am sorry, but' }],
    ['JSON of another form', { content: '{"facts":[{"text":1}]}' }],
    ['an answer that was cut off', { content: '{"facts":[', finishReason: 'length' }],
  ])('%s leaves the extractive summary standing', async (_case, response) => {
    mock.onMessage(/./, response);
    const { summarizer } = desk(`${mock.url}/v1`);
    expect(await summarizer.summarize(told, 'en')).toBe('model failed');
  });

  it('tries again after a failure of the server', async () => {
    mock.nextRequestError(500);
    mock.onMessage(/./, answer([{ text: 'Landed.', quote: 'Igor Sechin landed in Caracas', source: 1 }]));
    const { summarizer } = desk(`${mock.url}/v1`);
    expect(await summarizer.summarize(told, 'en')).toMatchObject({ madeBy: 'test-model' });
  });

  it('a wrong key is logged in words, and never shown', async () => {
    mock.nextRequestError(401, { message: `Incorrect API key provided: ${KEY}` });
    const { summarizer, lines } = desk(`${mock.url}/v1`);
    expect(await summarizer.summarize(told, 'en')).toBe('model rests');
    expect(lines.join('')).toContain('HTTP 401');
    expect(lines.join('')).not.toContain(KEY);
  });
});

describe('a model that hangs or is not there', () => {
  it('is given up after the time limit, and rested after five failures', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const { summarizer, lines } = desk(`http://127.0.0.1:${port}/v1`, { timeoutMs: 20, maxRetries: 0 });
    for (let round = 0; round < 5; round += 1) expect(await summarizer.summarize(told, 'en')).toBe('model failed');
    expect(await summarizer.summarize(told, 'en')).toBe('model rests');
    expect(lines.join('')).toContain('no answer in time');
    silent.closeAllConnections();
    silent.close();
  });
});
