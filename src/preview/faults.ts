/** Faults on demand: the next requests or connections go wrong as a test asks. */

/** What a request meets. */
export type RestFault =
  /** 429 with Retry-After; `global` as the whole bot's limit. */
  | { readonly kind: 'rate limited'; readonly retryAfterMs: number; readonly global?: boolean }
  /** An answer of this status in place of the real one, nothing done. */
  | { readonly kind: 'status'; readonly httpStatus: number; readonly body?: unknown }
  /** The socket dies before anything was done. */
  | { readonly kind: 'drop' }
  /** The request is carried out, then the socket dies: the sender can't know. */
  | { readonly kind: 'accept then drop' }
  /** The request is carried out after so many ms. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** No answer ever comes, and nothing is done. */
  | { readonly kind: 'hang' };

/** Which requests meet a fault. */
export interface FaultTarget {
  /** Any where left out. */
  readonly method?: string;
  /** A part of the path after the version, or a pattern of it: `/channels/1/messages`; any where left out. */
  readonly path?: string | RegExp;
  /** How many requests in a row; 1 by default. */
  readonly times?: number;
}

/** What the gateway can be made to do. */
export interface GatewayFaults {
  /** Cuts all connections without a word; sessions can be resumed. */
  drop(): void;
  /** Closes all connections with a code: 4000 can be resumed, 4009 not. */
  close(code: number): void;
  /** Says "invalid session" (opcode 9). */
  invalidate(resumable: boolean): void;
  /** Asks the bot to come again (opcode 7). */
  requestReconnect(): void;
  /** Leaves the next heartbeats unanswered. */
  ignoreHeartbeats(times: number): void;
  /** Refuses the next connections with 503. */
  refuseConnections(times: number): void;
}

/** All faults of a local Discord. */
export interface FaultControl {
  /** Makes the next matching requests go wrong; several are met in the order in which they were asked for. */
  rest(fault: RestFault, target?: FaultTarget): void;
  readonly gateway: GatewayFaults;
  /** Forgets all faults that have not yet been met. */
  clear(): void;
}

/** What the REST side asks of the faults. */
export interface FaultQueue {
  /** Takes the next fault that is meant for this request. */
  take(method: string, path: string): RestFault | undefined;
}

/** Makes the control and the queue behind it. */
export function createFaults(gateway: GatewayFaults & { clear(): void }): FaultControl & FaultQueue {
  const waiting: { fault: RestFault; target: FaultTarget; left: number }[] = [];
  return {
    gateway,
    rest: (fault, target = {}) => {
      waiting.push({ fault, target, left: target.times ?? 1 });
    },
    clear: () => {
      waiting.length = 0;
      gateway.clear();
    },
    take: (method, path) => {
      const at = waiting.findIndex(({ target }) => isMeant(target, method, path));
      const next = waiting[at];
      if (next === undefined) return undefined;
      next.left -= 1;
      if (next.left <= 0) waiting.splice(at, 1);
      return next.fault;
    },
  };
}

function isMeant(target: FaultTarget, method: string, path: string): boolean {
  if (target.method !== undefined && target.method !== method) return false;
  if (target.path === undefined) return true;
  return typeof target.path === 'string' ? path.includes(target.path) : target.path.test(path);
}
