/** Servers' refusals and failures in plain words, for `/feeds list`, `/feeds check` and the log. */
import { STATUS_CODES } from 'node:http';
import type { AddressRefusedError, HttpError } from './http-errors.ts';

const REMEDIES: Readonly<Record<number, string>> = {
  401: 'the feed wants a password',
  402: 'the feed is for subscribers',
  403: 'the server refuses Dateline; ask the outlet to let it in',
  404: 'there is no feed at this address any more; find its new one with /feeds add',
  410: 'the outlet ended this feed; remove it, or find its new one with /feeds add',
  429: 'the server finds us too frequent; Dateline asks less often',
};

/** A bot wall, and what can be done about it. */
export const WALL_IN_WORDS =
  'a bot wall stands before the feed; ask the outlet to let Dateline in, or for another address';

/** A status that isn't a success, with what to do where something can be done. */
export function statusInWords(httpStatus: number): string {
  const name = `${httpStatus} ${STATUS_CODES[httpStatus] ?? ''}`.trim();
  const remedy =
    REMEDIES[httpStatus] ?? (httpStatus >= 500 ? 'the server has trouble; Dateline tries again' : undefined);
  return remedy === undefined ? name : `${name}: ${remedy}`;
}

const CODES_IN_WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name of the server is not known; check the address',
  EAI_AGAIN: 'the name of the server can’t be resolved just now',
  ECONNREFUSED: 'the server takes no connections',
  ECONNRESET: 'the server broke the connection off',
  UND_ERR_SOCKET: 'the server broke the connection off',
  UND_ERR_CONNECT_TIMEOUT: 'the server can’t be reached',
  ETIMEDOUT: 'the server can’t be reached',
  EHOSTUNREACH: 'the server can’t be reached',
  ENETUNREACH: 'the server can’t be reached',
  CERT_HAS_EXPIRED: 'the server’s certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the server’s certificate is its own word only',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the server’s certificate chain is incomplete',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the server’s certificate is for another name',
  UND_ERR_HEADERS_OVERFLOW: 'the server’s headers are too long',
};

/** Why there was no answer. */
export function failureInWords(error: HttpError): string {
  switch (error.name) {
    case 'AddressRefusedError':
      return refusalInWords(error.why);
    case 'BodyTooLargeError':
      return `more than ${Math.round(error.maxBytes / 1024 / 1024)} MB`;
    case 'TooManyRedirectsError':
      return 'redirected in circles';
    case 'TooSlowError':
      return `no whole answer within ${Math.round(error.timeoutMs / 1000)} s`;
    case 'NoAnswerError':
      return CODES_IN_WORDS[error.code] ?? `no answer that can be read (${error.code})`;
  }
}

/** Only the operator may let feeds be asked within the own network: the words say by which setting. */
function refusalInWords(why: AddressRefusedError['why']): string {
  if (why === 'not an address') return 'that is no address; write it in full, such as https://outlet.example/feed';
  const refusal = `Dateline does not ask this address: it is ${why}`;
  return why === 'an inner address' ? `${refusal}; whoever runs Dateline may allow it by FEEDS_ALLOW_INNER` : refusal;
}
