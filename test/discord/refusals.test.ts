import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { describeError, toLoginError } from '../../src/discord/errors.ts';
import { classifyPostError } from '../../src/discord/refusals.ts';

const BODY = { files: undefined, json: { content: 'secret plans' } };
const URL = 'https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTA/messages/@original';

function refused(code: number, status: number): DiscordAPIError {
  return new DiscordAPIError({ code, message: 'No' }, code, status, 'POST', URL, BODY);
}

describe('what a refusal means for a delivery', () => {
  it.each<[string, unknown, string]>([
    ['the bot was shut out of the channel', refused(50_001, 403), 'no permission'],
    ['the bot may not write there', refused(50_013, 403), 'no permission'],
    ['another 403', refused(0, 403), 'no permission'],
    ['the channel was deleted', refused(10_003, 404), 'channel gone'],
    ['the message was deleted', refused(10_008, 404), 'message gone'],
    ['the body is wrong', refused(50_035, 400), 'invalid'],
  ])('%s: given up', (_case, error, reason) => {
    expect(classifyPostError(error)).toMatchObject({ kind: 'refused', reason });
  });

  it.each<[string, unknown, number | undefined]>([
    ['Discord has a bad hour', new HTTPError(503, 'Unavailable', 'POST', URL, BODY), undefined],
    ['a 404 that nobody can explain', refused(0, 404), undefined],
    ['a token that is no longer taken', refused(0, 401), 60_000],
    ['a timeout', Object.assign(new Error('This operation was aborted'), { name: 'AbortError' }), undefined],
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), undefined],
    ['something else altogether', 'what', undefined],
  ])('%s: tried again', (_case, error, afterMs) => {
    expect(classifyPostError(error)).toMatchObject({ kind: 'retry', afterMs });
  });

  it('a rate limit: tried again when it ends', () => {
    const error = new RateLimitError({
      timeToReset: 4_000,
      limit: 5,
      method: 'POST',
      hash: 'x',
      url: URL,
      route: '/channels/:id/messages',
      majorParameter: '1',
      global: false,
      retryAfter: 4_000,
      sublimitTimeout: 0,
      scope: 'user',
    });
    expect(classifyPostError(error)).toMatchObject({ kind: 'retry', afterMs: 4_000 });
  });
});

describe('an error as the log may have it', () => {
  it('keeps neither the request nor the interaction’s token', () => {
    const error = refused(50_035, 400);
    error.message += ` at ${URL}`;
    const told = JSON.stringify(describeError(error));
    expect(told).not.toContain('aW50ZXJhY3Rpb24');
    expect(told).not.toContain('secret plans');
    expect(told).toContain('50035');
  });
});

describe('a login that failed', () => {
  it.each<[unknown, string, string]>([
    [Object.assign(new Error('An invalid token was provided.'), { code: 'TokenInvalid' }), 'bad token', 'never'],
    [new Error('Used disallowed intents'), 'intents not allowed', 'never'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'unreachable', 'backoff'],
    [new HTTPError(502, 'Bad Gateway', 'GET', URL, BODY), 'unreachable', 'backoff'],
  ])('%s is a %s', (error, failure, again) => {
    const told = toLoginError(error);
    expect(told).toMatchObject({ failure, again });
    expect(told.remedy.length).toBeGreaterThan(20);
  });
});
