/** The logger: levels and fields, one readable line on a terminal, JSON elsewhere. */
import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

/** What parts are handed to say something; fields first, then the words, as pino has it. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Fields that may hold a secret by mistake; their values never leave the process. */
const REDACTED = [
  'token',
  'apiKey',
  'authorization',
  'headers.authorization',
  '*.token',
  '*.apiKey',
  '*.authorization',
];

/**
 * Makes the logger.
 *
 * @param form `line` for people, `json` for machines
 * @param destination where it goes; standard error by default, so that `detect` and `parse` own standard output
 */
export function createLog(level: LogLevel, form: 'line' | 'json', destination?: DestinationStream): Log {
  const stream =
    form === 'json'
      ? (destination ?? pino.destination(2))
      : pretty({
          destination: destination ?? 2,
          sync: true,
          ignore: 'pid,hostname',
          translateTime: 'SYS:HH:MM:ss',
          singleLine: true,
        });
  return pino({ level, redact: { paths: REDACTED, censor: '[secret]' } }, stream);
}
