import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import { type Clock, systemClock } from "../clock.js";
import { Secret } from "./secret.js";

/** Decides whether a value can be the secret: a predicate, or a schema whose `parse` throws when it cannot. */
export type SecretValidation = ((value: string) => boolean) | { parse(value: string): unknown };

export interface SecretManagerOptions {
  /** Put before every name: `MYAPP_`. Default: nothing. */
  readonly prefix?: string;
  /** Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What each value must be like, by name without the prefix. */
  readonly validations?: Readonly<Record<string, SecretValidation>>;
  /** Milliseconds until a value is read again. Default: 300,000. */
  readonly ttl?: number;
  /** Default: the machine's own. */
  readonly clock?: Clock;
}

/** Secrets from environment variables, validated when they are read and kept for a while. */
export class SecretManager {
  readonly #prefix: string;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #validations: Readonly<Record<string, SecretValidation>>;
  readonly #ttl: number;
  readonly #clock: Clock;
  readonly #cache = new Map<string, { readonly secret: Secret; readonly expires: number }>();

  constructor(options: SecretManagerOptions = {}) {
    this.#prefix = options.prefix ?? "";
    this.#environment = options.environment ?? process.env;
    this.#validations = options.validations ?? {};
    this.#ttl = options.ttl ?? 300_000;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * A secret that was read now, or at most `ttl` ago.
   * @param name without the prefix
   * @throws AF_SECRET_MISSING when the variable is not set or empty
   * @throws AF_SECRET_INVALID when the validation refuses the value; it is not shown
   */
  get(name: string): Secret {
    const now = this.#clock.now();
    const cached = this.#cache.get(name);
    if (cached !== undefined && now < cached.expires) return cached.secret;
    const secret = new Secret(this.#read(name));
    this.#cache.set(name, { secret, expires: now + this.#ttl });
    return secret;
  }

  /** True when `get` would give the secret. */
  has(name: string): boolean {
    const value = this.#environment[this.#prefix + name];
    return value !== undefined && value !== "" && this.#isValid(name, value);
  }

  /** Forgets a value, or all of them, so that the next `get` reads again. */
  forget(name?: string): void {
    if (name === undefined) this.#cache.clear();
    else this.#cache.delete(name);
  }

  #read(name: string): string {
    const variable = this.#prefix + name;
    const value = this.#environment[variable];
    if (value === undefined || value === "") {
      throw new AgentFlowError(
        errorCodes.secretMissing,
        `The environment variable "${variable}" is not set.`,
        { help: `Set ${variable}.` },
      );
    }
    if (!this.#isValid(name, value)) {
      // No cause: what a schema throws may quote the value.
      throw new AgentFlowError(
        errorCodes.secretInvalid,
        `The environment variable "${variable}" does not have the form that is expected.`,
        { help: `Check the value of ${variable}; it is not shown here.` },
      );
    }
    return value;
  }

  #isValid(name: string, value: string): boolean {
    const validation = Object.hasOwn(this.#validations, name) ? this.#validations[name] : undefined;
    if (validation === undefined) return true;
    if (typeof validation === "function") return validation(value);
    try {
      validation.parse(value);
      return true;
    } catch {
      return false;
    }
  }
}
