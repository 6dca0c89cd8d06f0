/** Failures of the model, in words that say what to do; the server's own text may repeat the request's key, and stays out. */
import OpenAI from 'openai';
import { ZodError } from 'zod';
import { AnswerTooLargeError } from './bounded-fetch.ts';

/** Where a server that has too many questions doesn't say how long to wait. */
const USUAL_REST_MS = 60 * 1000;
/** No server asks for a longer rest without meaning "not today"; the budget's day ends then anyway. */
const LONGEST_REST_MS = 60 * 60 * 1000;

/** A failure. */
export interface Failure {
  readonly words: string;
  /**
   * `'answer'`: the model was reached, and its answer is of no use, which may be the question's fault. `'server'`: it may pass.
   * `'account'`: the operator has to mend something, and every further question would fail alike.
   */
  readonly of: 'answer' | 'server' | 'account';
  /** How long the server asks to be left alone; undefined where it doesn't say. */
  readonly restMs: number | undefined;
  /** Whether the server took the question and may have counted tokens for it. */
  readonly spent: boolean;
}

/** The model answered nothing, or said that it won't. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** The answer ended where no more tokens were allowed. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';
}

/**
 * Says what failed.
 *
 * @param now ms since the epoch, for a `Retry-After` that names a date
 */
export function failureOf(error: unknown, now: number): Failure {
  if (error instanceof OpenAI.APIConnectionTimeoutError) return { ...ofServer('no answer in time'), spent: true };
  if (error instanceof OpenAI.APIConnectionError)
    // The client takes whatever `fetch` rejects with for a connection that failed.
    return error.cause instanceof AnswerTooLargeError
      ? ofAnswer('an answer without an end')
      : ofServer('no connection');
  if (error instanceof OpenAI.APIError) return ofStatus(error, now);
  if (error instanceof CutOffError) return ofAnswer('the answer was cut off');
  if (error instanceof RefusedError) return ofAnswer('the model refused');
  if (error instanceof SyntaxError || error instanceof ZodError) return ofAnswer('an answer of another form');
  // Whatever a server sends instead of a completion makes the client stumble in its own ways.
  return ofAnswer('an answer that is none');
}

/** By the codes that OpenAI documents, which compatible servers mostly give too. */
function ofStatus(error: InstanceType<typeof OpenAI.APIError>, now: number): Failure {
  const { status, code } = error;
  if (code === 'insufficient_quota') return ofAccount('the account has no quota left (HTTP 429): see its billing page');
  if (status === 429)
    return { ...ofServer('too many requests (HTTP 429)'), restMs: restOf(error.headers, now) ?? USUAL_REST_MS };
  if (status === 401) return ofAccount('the key is not taken (HTTP 401): check OPENAI_API_KEY');
  if (status === 403)
    return ofAccount('the key may not use this model (HTTP 403): check OPENAI_API_KEY and OPENAI_MODEL');
  if (status === 404) return ofAccount('no such model or address (HTTP 404): check OPENAI_MODEL and OPENAI_BASE_URL');
  if (code === 'content_filter') return ofAnswer('the model refused');
  if (code === 'context_length_exceeded') return { ...ofAnswer('the question is too long (HTTP 400)'), spent: false };
  if (status === 400 && namesForm(error))
    return ofAccount(
      'the model can’t answer in a given form (HTTP 400): choose one with structured outputs, OPENAI_MODEL',
    );
  return ofServer(status === undefined ? 'an error without a status' : `HTTP ${status}`);
}

/** Whether it is the form of the answer that a server won't have; some say so in their message alone. */
function namesForm({ param, message }: InstanceType<typeof OpenAI.APIError>): boolean {
  return param?.startsWith('response_format') === true || /response_format|json_schema/.test(message);
}

/** `Retry-After`: seconds or a date (RFC 9110, 10.2.3). */
function restOf(headers: Headers | undefined, now: number): number | undefined {
  const said = headers?.get('retry-after') ?? '';
  const ms = /^\d{1,9}$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_REST_MS);
}

function ofAnswer(words: string): Failure {
  return { words, of: 'answer', restMs: undefined, spent: true };
}

function ofServer(words: string): Failure {
  return { words, of: 'server', restMs: undefined, spent: false };
}

function ofAccount(words: string): Failure {
  return { words, of: 'account', restMs: undefined, spent: false };
}
