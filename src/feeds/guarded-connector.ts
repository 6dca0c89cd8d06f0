/** Connections to what lies outside alone, whatever a name resolves to. */
import type { LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction, Socket } from 'node:net';
import { buildConnector } from 'undici';
import { bareHost, judgeIp } from './address.ts';
import { AddressRefusedError } from './http-errors.ts';

export const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Connects only to what lies outside. The check sits where the socket is made: a name that is asked for twice may answer
 * differently (DNS rebinding), and literal addresses ask no resolver at all, so a check before the request is worth nothing.
 */
export function guardedConnector(lookup: typeof systemLookup): buildConnector.connector {
  const guardedLookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const outside = addresses.filter((found: LookupAddress) => judgeIp(found.address) === 'fine');
      const [one] = outside;
      if (one === undefined) return callback(new AddressRefusedError(`http://${hostname}/`, 'an inner address'), '', 0);
      if (options.all === true) callback(null, outside);
      else callback(null, one.address, one.family);
    });
  };
  const connect = buildConnector({ lookup: guardedLookup, timeout: CONNECT_TIMEOUT_MS, allowH2: false });
  return (options, callback) => {
    const host = bareHost(options.hostname);
    const refuse = (): void =>
      callback(new AddressRefusedError(`${options.protocol}//${options.hostname}/`, 'an inner address'), null);
    if (isIP(host) !== 0 && judgeIp(host) !== 'fine') {
      queueMicrotask(refuse);
      return;
    }
    connect(options, (...answer) => {
      const [, socket] = answer;
      // The last word: what the socket itself says it is connected to. (With an error undici hands no socket, not even null.)
      if (socket instanceof Socket && judgeIp(socket.remoteAddress ?? '') !== 'fine') {
        socket.destroy();
        return refuse();
      }
      callback(...answer);
    });
  };
}
