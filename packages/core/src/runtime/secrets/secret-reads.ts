import { errorCodes } from "../../errors/error-codes.js";
import { isAgentFlowError } from "../../errors/error.js";
import type { Clock } from "../clock.js";
import { KnownSecrets } from "./known-secrets.js";
import { Secret } from "./secret.js";
import type { SecretLookup } from "./secret-lookup.js";

/** A value that is kept. Times are by `clock.now()`. */
export interface HeldSecret {
  readonly value: string;
  /** One for every caller, so that a hit makes nothing new. */
  readonly answer: Promise<Secret>;
  readonly readAt: number;
  expires: number;
}

/** The reads of a secret that are under way. */
interface Flight {
  readonly read: Promise<HeldSecret>;
  /** The one that follows, for callers who need a value from after now. */
  next?: Promise<HeldSecret>;
}

export interface SecretReadsOptions {
  readonly lookup: SecretLookup;
  /** @throws when the value cannot be the secret */
  readonly validate: (name: string, value: string) => void;
  /** Milliseconds until a value is read again. */
  readonly ttl: number;
  readonly onRotate: ((name: string) => void) | undefined;
  readonly onFailure: ((name: string, error: unknown) => void) | undefined;
  readonly clock: Clock;
}

/** Milliseconds that an expired value is used on when its source failed, until the source is asked again. */
const failurePause = 30_000;

/** Milliseconds after a read in which a refusal reads nothing again: many calls are refused at the same time. */
const refusalPause = 1_000;

/** Keeps the secrets that were read, and reads each once for all who wait for it. */
export class SecretReads {
  readonly #options: SecretReadsOptions;
  readonly #held = new Map<string, HeldSecret>();
  readonly #flights = new Map<string, Flight>();
  readonly #known = new KnownSecrets();

  constructor(options: SecretReadsOptions) {
    this.#options = options;
  }

  /** Names of the secrets that are kept. */
  get names(): readonly string[] {
    return [...this.#held.keys()];
  }

  /** `text` without the secrets that were read, and without what looks like one. */
  redact(text: string): string {
    return this.#known.filter.text(text);
  }

  /** The value that is kept, while its time is not over. */
  fresh(name: string): HeldSecret | undefined {
    const held = this.#held.get(name);
    return held !== undefined && this.#options.clock.now() < held.expires ? held : undefined;
  }

  /** Reads a secret, or waits for whoever does. When its source fails, the value from before is used on. */
  async current(name: string): Promise<HeldSecret> {
    try {
      return await this.#read(name);
    } catch (error) {
      const held = this.#held.get(name);
      if (held === undefined || !isUnreadable(error)) throw error;
      const { clock, ttl, onFailure } = this.#options;
      // The first of those who waited says so for all.
      if (this.fresh(name) === undefined) {
        held.expires = clock.now() + Math.min(failurePause, ttl);
        onFailure?.(name, error);
      }
      return held;
    }
  }

  /** Reads a secret whose value was refused; not again when that was done just now. */
  renewed(name: string): Promise<HeldSecret> {
    const held = this.#held.get(name);
    const isNew = held !== undefined && this.#options.clock.now() - held.readAt < refusalPause;
    return isNew ? Promise.resolve(held) : this.#read(name);
  }

  /** Reads a secret after now: a read that is under way may have seen the value from before. */
  again(name: string): Promise<HeldSecret> {
    const flight = this.#flights.get(name);
    if (flight === undefined) return this.#start(name);
    const after = (): Promise<HeldSecret> => this.#read(name);
    flight.next ??= flight.read.then(after, after);
    return flight.next;
  }

  #read(name: string): Promise<HeldSecret> {
    return this.#flights.get(name)?.read ?? this.#start(name);
  }

  #start(name: string): Promise<HeldSecret> {
    const read = this.#take(name).finally(() => this.#flights.delete(name));
    this.#flights.set(name, { read });
    return read;
  }

  async #take(name: string): Promise<HeldSecret> {
    const { lookup, validate, ttl, onRotate, clock } = this.#options;
    const before = this.#held.get(name);
    let value: string;
    try {
      value = await lookup.find(name, this.#known.filter);
      this.#known.add(name, value);
      validate(name, value);
    } catch (error) {
      if (!isUnreadable(error)) this.#held.delete(name);
      throw error;
    }
    const same = before?.value === value ? before : undefined;
    const answer = same?.answer ?? Promise.resolve(new Secret(value));
    const readAt = clock.now();
    const held = { value, answer, readAt, expires: readAt + ttl };
    this.#held.set(name, held);
    if (before !== undefined && same === undefined) onRotate?.(name);
    return held;
  }
}

function isUnreadable(error: unknown): boolean {
  return isAgentFlowError(error) && error.code === errorCodes.secretUnreadable;
}
