/** What Discord can do to us: login failures with advice, and errors told without their secrets. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

/** Why the bot could not log in, as one word for the operator. */
export type LoginFailure = 'bad token' | 'intents not allowed' | 'unreachable' | 'no session left' | 'refused';

const ADVICE: Readonly<Record<LoginFailure, string>> = {
  'bad token':
    'Discord does not take DISCORD_TOKEN. Copy it again from https://discord.com/developers/applications → your application → Bot → Reset Token.',
  'intents not allowed':
    'Discord does not allow the intents asked for. Dateline asks only for Guilds, which needs no approval: look at the application’s Bot page.',
  unreachable: 'Discord can’t be reached. Look at the network, the proxy, and DISCORD_API_URL.',
  'no session left': 'The bot has used up its logins of the day. Wait, and look for what restarts it so often.',
  refused: 'Discord refused the connection. The reason stands in the log; `dateline doctor` checks each step.',
};

/** Logging in failed; `again` says whether trying again may help. */
export class DiscordLoginError extends Error {
  override readonly name = 'DiscordLoginError';
  readonly failure: LoginFailure;
  readonly again: 'never' | 'backoff';
  /** What to do, in plain words. */
  readonly remedy: string;

  constructor(failure: LoginFailure, cause: unknown) {
    super(`${failure}: ${describeError(cause).message}`, { cause });
    this.failure = failure;
    this.again = failure === 'bad token' || failure === 'intents not allowed' ? 'never' : 'backoff';
    this.remedy = ADVICE[failure];
  }
}

/** Turns whatever logging in threw into one of our errors. */
export function toLoginError(error: unknown): DiscordLoginError {
  if (error instanceof DiscordLoginError) return error;
  const { code, message } = describeError(error);
  if (code === 'TokenInvalid' || message === 'Authentication failed' || hasStatus(error, 401)) {
    return new DiscordLoginError('bad token', error);
  }
  if (code === 'DisallowedIntents' || message.endsWith('disallowed intents') || message.endsWith('invalid intents')) {
    return new DiscordLoginError('intents not allowed', error);
  }
  if (/sessions? remaining|not enough sessions/i.test(message)) return new DiscordLoginError('no session left', error);
  if (error instanceof DiscordAPIError) return new DiscordLoginError('refused', error);
  return new DiscordLoginError('unreachable', error);
}

function hasStatus(error: unknown, status: number): boolean {
  return (error instanceof DiscordAPIError || error instanceof HTTPError) && error.status === status;
}

/** An error as the log may have it. */
export interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  readonly code: string | number | undefined;
  readonly status: number | undefined;
  readonly stack: string | undefined;
}

/**
 * Tells an error without what must not reach a log: discord.js keeps the request's body and address on its errors,
 * and an interaction's address holds a token that lets anyone answer in our name for 15 minutes.
 */
export function describeError(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) {
    return {
      name: 'Error',
      message: String(error).slice(0, 500),
      code: undefined,
      status: undefined,
      stack: undefined,
    };
  }
  const code = (error as { code?: unknown }).code;
  const status = error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : undefined;
  const message =
    error instanceof RateLimitError ? `rate limited for ${error.retryAfter} ms` : hideTokens(error.message);
  return {
    name: error.name,
    message,
    code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    status,
    stack: error.stack === undefined ? undefined : hideTokens(error.stack),
  };
}

/** A path segment as long as this, after `/interactions/ID/` or `/webhooks/ID/`, is a token. */
const ROUTE_TOKEN = /((?:interactions|webhooks)\/\d{1,20}\/)[\w-]{20,512}/g;

function hideTokens(text: string): string {
  return text.slice(0, 4_000).replace(ROUTE_TOKEN, '$1[secret]');
}
