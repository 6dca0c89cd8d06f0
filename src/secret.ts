/** A value that must not be printed: it shows as `[secret]` in logs, JSON and errors. */
import { inspect } from 'node:util';

/** A token, key or address with a token in it. `reveal()` is called only where it is spent. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
