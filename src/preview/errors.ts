/** What the local Discord refuses, with Discord's own JSON error codes, and what people at the page can't do. */

/** Discord's form of errors by field: names nested to any depth, `_errors` at each leaf. */
export interface FieldErrors {
  readonly [field: string]: FieldErrors | readonly FieldError[];
}

/** One entry of `_errors`. */
export interface FieldError {
  readonly code: string;
  readonly message: string;
}

/** One thing wrong with a body, by its path from the top. */
export interface FieldIssue extends FieldError {
  readonly path: readonly (string | number)[];
}

/** A request that Discord would refuse. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly httpStatus: number;
  readonly code: number;
  readonly errors: FieldErrors | undefined;

  constructor(httpStatus: number, code: number, message: string, errors?: FieldErrors) {
    super(message);
    this.httpStatus = httpStatus;
    this.code = code;
    this.errors = errors;
  }
}

/** What a person at the page asked for can't be done; the message is for that person. */
export class PersonError extends Error {
  override readonly name = 'PersonError';
}

/** Status, code and words as in Discord's list of JSON error codes (docs, "Opcodes and Status Codes"). */
const REFUSALS = {
  unauthorized: [401, 0, '401: Unauthorized'],
  'not found': [404, 0, '404: Not Found'],
  'method not allowed': [405, 0, '405: Method Not Allowed'],
  'too large': [413, 40005, 'Request entity too large'],
  'unknown application': [404, 10002, 'Unknown Application'],
  'unknown channel': [404, 10003, 'Unknown Channel'],
  'unknown guild': [404, 10004, 'Unknown Guild'],
  'unknown member': [404, 10007, 'Unknown Member'],
  'unknown message': [404, 10008, 'Unknown Message'],
  'unknown role': [404, 10011, 'Unknown Role'],
  'unknown user': [404, 10013, 'Unknown User'],
  'unknown webhook': [404, 10015, 'Unknown Webhook'],
  'unknown interaction': [404, 10062, 'Unknown interaction'],
  'unknown command': [404, 10063, 'Unknown application command'],
  'already acknowledged': [400, 40060, 'Interaction has already been acknowledged.'],
  'missing access': [403, 50001, 'Missing Access'],
  'not your message': [403, 50005, 'Cannot edit a message authored by another user'],
  'empty message': [400, 50006, 'Cannot send an empty message'],
  'missing permissions': [403, 50013, 'Missing Permissions'],
  'system message': [403, 50021, 'Cannot execute action on a system message'],
  'wrong channel type': [403, 50024, 'Cannot execute action on this channel type'],
  'invalid webhook token': [401, 50027, 'Invalid Webhook Token'],
  'invalid version': [400, 50041, 'Invalid API version'],
  'thread archived': [400, 50083, 'Thread is archived'],
  'invalid json': [400, 50109, 'The request body contains invalid JSON.'],
  'no history': [403, 160002, 'Cannot reply without permission to read message history'],
  'has a thread': [400, 160004, 'A thread has already been created for this message'],
} as const satisfies Record<string, readonly [number, number, string]>;

/** The refusals that need no field errors. */
export type RefusalKind = keyof typeof REFUSALS;

/** Makes the refusal of this kind, to be thrown. */
export function refusal(kind: RefusalKind): Refusal {
  const [httpStatus, code, message] = REFUSALS[kind];
  return new Refusal(httpStatus, code, message);
}

/** Makes "Invalid Form Body" (50035) from what is wrong with the fields. */
export function invalidForm(issues: readonly FieldIssue[]): Refusal {
  return new Refusal(400, 50035, 'Invalid Form Body', nestIssues(issues));
}

interface Branch {
  [field: string]: Branch | FieldError[];
}

/** Puts issues into Discord's nested form. */
function nestIssues(issues: readonly FieldIssue[]): FieldErrors {
  const top: Branch = Object.create(null);
  for (const { path, code, message } of issues) {
    let branch = top;
    for (const step of path) {
      const next = branch[String(step)];
      if (next === undefined || Array.isArray(next)) {
        const made: Branch = Object.create(null);
        branch[String(step)] = made;
        branch = made;
      } else branch = next;
    }
    const errors = branch._errors;
    if (Array.isArray(errors)) errors.push({ code, message });
    else branch._errors = [{ code, message }];
  }
  return top;
}
