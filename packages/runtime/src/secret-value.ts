import { inspect } from 'node:util';

const hidden = '[secret]';

/**
 * A secret in memory. Printing, logging or serialising it shows `[secret]`; only `reveal` gives the
 * value, so that every use of it can be found.
 */
export class SecretValue {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
