/** The configuration: the environment, read once, checked whole, frozen. The only reader of `process.env`. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Secret } from './secret.ts';

/** Port of the preview's page. */
export const PREVIEW_PORT = 4747;

/** Port at which WebSub hubs are answered, behind `PUBLIC_URL`. */
const WEBSUB_PORT = 4748;

/** The least of what detection reports, and up to the 0.9 from which a desk that wants to be sure is told. */
const DEFAULT_BAND = { from: 0.5, to: 0.9 };

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const blank = z.literal('').transform(() => undefined);
const wholeNumber = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);
const secret = z.string().transform((value) => new Secret(value));

/** What can't be read and what is upside down are one fault to an operator. */
const BAND_WORDS = 'must be off, or a range of confidence from 0 to 1 such as 0.5-0.9';
const band = z
  .string()
  .regex(/^[01](?:\.\d+)?-[01](?:\.\d+)?$/, BAND_WORDS)
  .transform((text) => {
    const [from = 0, to = 0] = text.split('-').map(Number);
    return { from, to };
  })
  .refine(({ from, to }) => from < to && to <= 1, BAND_WORDS);

/** An empty variable is an absent one: `.env` files keep the names of what is not set. */
function optional<T extends z.ZodType>(schema: T) {
  return z.union([blank, schema]).optional();
}

const environment = z.object({
  DISCORD_TOKEN: optional(secret),
  DISCORD_API_URL: optional(url),
  DATA_DIR: optional(z.string()),
  PREVIEW_PORT: optional(wholeNumber.refine((port) => port <= 65_535, 'must be a port from 0 to 65535')),
  OPENAI_API_KEY: optional(secret),
  OPENAI_BASE_URL: optional(url),
  OPENAI_MODEL: optional(z.string()),
  OPENAI_TIMEOUT_SECONDS: optional(wholeNumber),
  OPENAI_DAILY_TOKENS: optional(wholeNumber),
  DOUBTFUL_BAND: optional(z.union([z.literal('off'), band], { error: BAND_WORDS })),
  WIKIDATA_URL: optional(z.union([z.literal('off'), url])),
  CONTACT: optional(z.string().max(200)),
  FEEDS_OPML: optional(z.string()),
  FEEDS_ALLOW_INNER: optional(z.string()),
  FULL_TEXT: optional(z.enum(['on', 'off'], { error: 'must be on or off' })),
  PUBLIC_URL: optional(url),
  WEBSUB_PORT: optional(wholeNumber.refine((port) => port <= 65_535, 'must be a port from 0 to 65535')),
  WEBSUB_HOST: optional(z.string()),
  SAMPLE_WIRE: optional(z.enum(['on', 'off'], { error: 'must be on or off' })),
  LOG_LEVEL: optional(z.enum(['debug', 'info', 'warn', 'error', 'silent'])),
  LOG_FORMAT: optional(z.enum(['line', 'json'])),
});

/** What the operator decided. */
export interface Config {
  /** Undefined: the preview runs. */
  readonly discordToken: Secret | undefined;
  /** Without a version in it; undefined for Discord itself. */
  readonly discordApiUrl: string | undefined;
  /** Undefined in the preview: its data goes with it. */
  readonly dataDir: string | undefined;
  readonly previewPort: number;
  readonly model: ModelConfig | undefined;
  /** Undefined when switched off, and in a preview that was not told otherwise: nothing leaves the machine there. */
  readonly wikidataUrl: string | undefined;
  /** Goes into the User-Agent, so that an outlet can reach whoever polls it. */
  readonly contact: string | undefined;
  /** An OPML file whose feeds are polled from the start. */
  readonly feedsOpml: string | undefined;
  /** `host` or `host:port` that feeds may reach though they are inner addresses. */
  readonly allowedInnerHosts: readonly string[];
  /** Whether the articles of items that name an official are fetched. */
  readonly fullText: boolean;
  /** Undefined: feeds are polled, and no hub is asked to send their news. */
  readonly webSub: WebSubConfig | undefined;
  readonly sampleWire: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly logFormat: 'line' | 'json';
}

/** Where WebSub hubs reach us. */
export interface WebSubConfig {
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly port: number;
  readonly host: string;
}

/** How the model that summarizes is reached. */
export interface ModelConfig {
  readonly apiKey: Secret;
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly timeoutMs: number;
  /** Tokens a day, in and out together; then the extractive summary serves. */
  readonly dailyTokens: number;
  /** Events of this confidence are put to the model, both ends included; undefined for none. */
  readonly doubtfulBand: { readonly from: number; readonly to: number } | undefined;
}

/** Names every variable that is bad, at once, so that an operator mends them in one go. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has to be mended:\n${problems.map((problem) => `  ${problem}`).join('\n')}\nSee .env.example.`,
    );
    this.problems = problems;
  }
}

/**
 * Reads the configuration.
 *
 * @throws {ConfigError} with one line for every variable that is bad; values of secrets are not repeated
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const read = environment.safeParse(variables);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${plainWords(issue)}`);
    throw new ConfigError([...new Set(problems)]);
  }
  const env = read.data;
  return Object.freeze({
    discordToken: env.DISCORD_TOKEN,
    discordApiUrl: env.DISCORD_API_URL?.replace(/\/+(v\d+\/?)?$/, ''),
    dataDir: env.DATA_DIR === undefined ? undefined : resolve(env.DATA_DIR),
    previewPort: env.PREVIEW_PORT ?? PREVIEW_PORT,
    model:
      env.OPENAI_API_KEY === undefined
        ? undefined
        : {
            apiKey: env.OPENAI_API_KEY,
            baseUrl: env.OPENAI_BASE_URL,
            model: env.OPENAI_MODEL ?? 'gpt-5-mini',
            timeoutMs: (env.OPENAI_TIMEOUT_SECONDS ?? 30) * 1000,
            dailyTokens: env.OPENAI_DAILY_TOKENS ?? 200_000,
            doubtfulBand: env.DOUBTFUL_BAND === 'off' ? undefined : (env.DOUBTFUL_BAND ?? DEFAULT_BAND),
          },
    wikidataUrl: wikidataUrlOf(env.WIKIDATA_URL, env.DISCORD_TOKEN !== undefined),
    contact: env.CONTACT,
    feedsOpml: env.FEEDS_OPML,
    allowedInnerHosts: (env.FEEDS_ALLOW_INNER ?? '')
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
    fullText: env.FULL_TEXT === 'on',
    webSub:
      env.PUBLIC_URL === undefined
        ? undefined
        : {
            publicUrl: env.PUBLIC_URL.replace(/\/+$/, ''),
            port: env.WEBSUB_PORT ?? WEBSUB_PORT,
            host: env.WEBSUB_HOST ?? '127.0.0.1',
          },
    sampleWire: env.SAMPLE_WIRE === 'on',
    logLevel: env.LOG_LEVEL ?? 'info',
    logFormat: env.LOG_FORMAT ?? 'line',
  });
}

function wikidataUrlOf(set: string | undefined, onDiscord: boolean): string | undefined {
  if (set === 'off') return undefined;
  return set ?? (onDiscord ? 'https://www.wikidata.org' : undefined);
}

/** Reads `.env` of the working folder into the environment, where there is one; what is set already stays. */
export function loadEnvironment(): Readonly<Record<string, string | undefined>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** zod's words for a union are of no use to an operator. */
function plainWords(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const inner = issue.errors.flat().find((one) => one.path.length === 0 && one.code !== 'invalid_value');
  const choice = issue.errors.flat().find((one) => one.code === 'invalid_value' && !one.values.includes(''));
  return choice?.message ?? inner?.message ?? issue.message;
}
