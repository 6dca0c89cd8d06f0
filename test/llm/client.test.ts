/** The door to the model, against a server of OpenAI's form that fails in all the ways that one can fail. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createModelClient, type ModelClientParts } from '../../src/llm/client.ts';
import { examineModel } from '../../src/llm/examine.ts';
import { createLog } from '../../src/log.ts';
import { Secret } from '../../src/secret.ts';
import { NOW } from '../support/desk.ts';
import { type ModelReply, type ModelServer, startModelServer } from '../support/model-server.ts';

const KEY = 'sk-test-never-to-be-seen';
const QUESTION = {
  name: 'test',
  instructions: 'Answer.',
  prompt: 'How many?',
  answer: z.object({ count: z.number() }),
  maxOutputTokens: 100,
};
const EXPECTED_TOKENS = 108;
const MINUTE_MS = 60_000;

let model: ModelServer;
beforeEach(async () => {
  model = await startModelServer();
});
afterEach(() => model.close());

function open(part: Partial<ModelClientParts> = {}) {
  const lines: string[] = [];
  const clock = { at: NOW };
  let spent = 0;
  const client = createModelClient({
    apiKey: new Secret(KEY),
    baseUrl: model.baseUrl,
    model: 'test-model',
    timeoutMs: 5_000,
    maxRetries: 0,
    dailyTokens: 100_000,
    budget: {
      spentOn: () => spent,
      spend: (_day, tokens) => {
        spent += tokens;
      },
    },
    now: () => clock.at,
    log: createLog('debug', 'json', { write: (line) => lines.push(line) }),
    ...part,
  });
  return { ask: () => client.ask(QUESTION), client, clock, lines };
}

const http = (httpStatus: number, error = {}, headers = {}): ModelReply => ({ httpStatus, error, headers });

describe('a question to the model', () => {
  it('that is answered in its form costs what the server says', async () => {
    model.answerWith(() => ({ content: '{"count":3}', tokens: 42 }));
    const { ask, client } = open();
    expect([await ask(), client.spentTokens()]).toEqual([{ count: 3 }, 42]);
  });

  it.each<[string, ModelReply, why: string, costs: number]>([
    ['the model refuses', { refusal: 'I can’t help with that.' }, 'the model refused', 150],
    ['its answer is filtered', { content: '{"cou', finishReason: 'content_filter' }, 'the model refused', 150],
    ['its answer is empty', { content: '' }, 'the model refused', 150],
    ['its answer is null', { content: null }, 'the model refused', 150],
    ['its answer is cut off', { content: '{"count":', finishReason: 'length' }, 'the answer was cut off', 150],
    ['a whole answer is said to be cut off', { content: '{"count":3}', finishReason: 'length' }, 'cut off', 150],
    ['its answer is prose', { content: 'Three, I think.' }, 'an answer of another form', 150],
    ['its answer is another form', { content: '{"count":"three"}' }, 'an answer of another form', 150],
    ['the server sends no completion', { body: '{"ok":true}' }, 'an answer that is none', EXPECTED_TOKENS],
    ['the server sends a list', { body: '[]' }, 'an answer that is none', EXPECTED_TOKENS],
    ['the server sends no JSON', { body: '<html>' }, 'an answer of another form', EXPECTED_TOKENS],
    ['the server sends nothing', { body: '' }, 'an answer that is none', EXPECTED_TOKENS],
    ['the server sends without an end', 'flood', 'an answer without an end', EXPECTED_TOKENS],
    ['the server fails', http(500), 'HTTP 500', 0],
    ['the server is overloaded', http(503), 'HTTP 503', 0],
    ['the question is filtered', http(400, { code: 'content_filter' }), 'the model refused', EXPECTED_TOKENS],
    ['the question is too long', http(400, { code: 'context_length_exceeded' }), 'HTTP 400', 0],
  ])('has no answer where %s', async (_case, reply, why, costs) => {
    model.answerWith(() => reply);
    const { ask, client, lines } = open();
    expect(await ask()).toBe('model failed');
    expect(lines.join('')).toContain(why);
    expect(client.spentTokens(), 'a question that was turned away costs nothing').toBe(costs);
  });

  it.each<[string, ModelReply]>([
    ['says nothing', 'silence'],
    ['sends its answer by drips', 'drips'],
  ])('is given up in time where the server %s', async (_case, reply) => {
    model.answerWith(() => reply);
    const { ask, client, lines } = open({ timeoutMs: 50 });
    expect(await ask()).toBe('model failed');
    expect(lines.join('')).toContain('no answer in time');
    expect(client.spentTokens(), 'it may have been thought about').toBe(EXPECTED_TOKENS);
  });

  it('is broken off where the bot stops while the answer comes by drips', async () => {
    const stop = new AbortController();
    model.answerWith(() => {
      setImmediate(() => stop.abort());
      return 'drips';
    });
    const { client, lines } = open();
    expect(await client.ask(QUESTION, stop.signal)).toBe('model failed');
    expect(lines).toEqual([]);
  });
});

describe('what the operator has to mend', () => {
  it.each<[string, ModelReply, words: string]>([
    [
      'a wrong key',
      http(401, { message: `Incorrect API key provided: ${KEY}`, code: 'invalid_api_key' }),
      'OPENAI_API_KEY',
    ],
    ['a key without the right', http(403, { code: 'model_not_found' }), 'may not use this model'],
    ['a model that is not there', http(404, { code: 'model_not_found' }), 'OPENAI_MODEL'],
    ['an account without quota', http(429, { code: 'insufficient_quota', type: 'insufficient_quota' }), 'billing page'],
    [
      'a model without structured outputs',
      http(400, {
        message: "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
        type: 'invalid_request_error',
        param: 'response_format',
      }),
      'choose one with structured outputs',
    ],
    ['a server that says so in its words alone', http(400, { message: 'json_schema unknown' }), 'structured outputs'],
  ])('is said of %s, never with the key, and nobody is asked for five minutes', async (_case, reply, words) => {
    model.answerWith(() => reply);
    const { ask, client, clock, lines } = open();
    expect([await ask(), await ask(), client.spentTokens()]).toEqual(['model rests', 'model rests', 0]);
    expect([model.asked.length, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain(words);
    expect(lines[0]).not.toContain(KEY);
    clock.at += 5 * MINUTE_MS;
    model.answerWith(() => ({ content: '{"count":3}' }));
    expect(await ask()).toEqual({ count: 3 });
  });

  it.each<[string, ModelReply, ok: boolean, words: string]>([
    ['answers in the form', { content: '{"ready":true}' }, true, 'test-model answers'],
    ['thinks for too long', { content: '', finishReason: 'length' }, true, 'test-model answers'],
    ['answers in prose', { content: 'Yes.' }, false, 'another form'],
    ['has no structured outputs', http(400, { param: 'response_format' }), false, 'structured outputs'],
    ['refuses the key', http(401, { message: KEY }), false, 'OPENAI_API_KEY'],
  ])('is what the doctor says of a model that %s', async (_case, reply, ok, words) => {
    model.answerWith(() => reply);
    const access = { apiKey: new Secret(KEY), baseUrl: model.baseUrl, model: 'test-model', doubtfulBand: undefined };
    const finding = await examineModel(access, NOW);
    expect(finding.ok).toBe(ok);
    expect(finding.words).toContain(words);
    expect(JSON.stringify(finding)).not.toContain(KEY);
  });
});

describe('a server that wants to be left alone', () => {
  it('is asked again when it said', async () => {
    const replies = [http(429, {}, { 'retry-after-ms': '1' }), { content: '{"count":3}' }];
    model.answerWith(() => replies.shift() ?? 'silence');
    const { ask } = open({ maxRetries: 1 });
    expect([await ask(), model.asked.length]).toEqual([{ count: 3 }, 2]);
  });

  it.each<[string, string, minutes: number]>([
    ['in seconds', '600', 10],
    ['by a date', new Date(NOW + 20 * MINUTE_MS).toUTCString(), 20],
    ['for longer than an hour, which is the longest', '86400', 60],
    ['without a word that can be read', 'soon', 1],
  ])('rests as long as it said: %s', async (_case, retryAfter, minutes) => {
    model.answerWith(() => http(429, { code: 'rate_limit_exceeded' }, { 'retry-after': retryAfter }));
    const { ask, clock, lines } = open();
    expect(await ask()).toBe('model rests');
    expect(lines[0]).toContain('too many requests');
    clock.at += minutes * MINUTE_MS - 1;
    expect([await ask(), model.asked.length]).toEqual(['model rests', 1]);
    clock.at += 1;
    await ask();
    expect(model.asked).toHaveLength(2);
  });

  it('is not left alone where it was reached in between, or where its questions are too long', async () => {
    const { ask } = open();
    const replies = [500, 500, 500, 500].map((status) => http(status));
    for (const reply of [...replies, { refusal: 'No.' }, ...replies]) {
      model.answerWith(() => reply);
      await ask();
    }
    model.answerWith(() => http(400, { code: 'context_length_exceeded' }));
    for (let n = 0; n < 5; n++) expect(await ask()).toBe('model failed');
    expect(model.asked).toHaveLength(14);
  });

  it('is left alone after five failures in a row', async () => {
    const { ask } = open();
    for (let n = 0; n < 5; n++) expect(await ask()).toBe('model failed');
    expect([await ask(), model.asked.length]).toEqual(['model rests', 5]);
  });

  it('is not left alone because some texts are refused: a hostile one must not silence it for the others', async () => {
    model.answerWith(() => ({ refusal: 'No.' }));
    const { ask } = open();
    for (let n = 0; n < 9; n++) await ask();
    expect(model.asked).toHaveLength(9);
  });
});

describe('the day’s budget', () => {
  it('once spent asks nobody', async () => {
    model.answerWith(() => ({ content: '{"count":3}', tokens: 99_999 }));
    const { ask } = open();
    await ask();
    expect([await ask(), model.asked.length]).toEqual(['budget spent', 1]);
  });
});
