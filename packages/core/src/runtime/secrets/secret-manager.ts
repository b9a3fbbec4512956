import { errorCodes } from "../../errors/error-codes.js";
import { type AgentFlowError, isAgentFlowError } from "../../errors/error.js";
import { type Clock, systemClock } from "../clock.js";
import { environmentSecrets } from "./environment-secrets.js";
import type { CredentialRequest, Secret } from "./secret.js";
import { SecretLookup } from "./secret-lookup.js";
import { SecretReads } from "./secret-reads.js";
import type { SecretSource } from "./secret-source.js";
import { validateSecret } from "./secret-validation.js";
import { untilAborted } from "./until-aborted.js";
import { isAboutSecret, unusableSecrets } from "./unusable-secrets.js";

/** Decides whether a value can be the secret: a predicate, or a schema whose `parse` throws when it cannot. */
export type SecretValidation = ((value: string) => boolean) | { parse(value: string): unknown };

export interface SecretManagerOptions {
  /** Places to look in, in this order; a function is one too. Default: the environment, without a prefix. */
  readonly sources?: readonly (SecretSource | SecretSource["read"])[];
  /** What each value must be like, by name. */
  readonly validations?: Readonly<Record<string, SecretValidation>>;
  /** Milliseconds until a value is read again; `Infinity` for never. Default: 300,000. */
  readonly ttl?: number;
  /** Milliseconds for reading one source. Default: 10,000. */
  readonly timeout?: number;
  /** Told the name when another value was read than before. Must not throw. */
  readonly onRotate?: (name: string) => void;
  /** Told when a source failed and the value from before is used on. Must not throw. */
  readonly onFailure?: (name: string, error: unknown) => void;
  /** Default: the machine's own. Only its monotonic time is used. */
  readonly clock?: Clock;
}

export interface SecretReadOptions {
  /** Ends waiting; a read that others may wait for goes on. */
  readonly signal?: AbortSignal | undefined;
}

/** Secrets from the environment, files and other places: validated, kept for a while, renewed without a restart. */
export class SecretManager {
  readonly #reads: SecretReads;
  readonly #validated: readonly string[];

  /** @throws RangeError when `ttl` or `timeout` is not positive */
  constructor({
    sources = [environmentSecrets()],
    validations = {},
    ttl = 300_000,
    timeout = 10_000,
    onRotate,
    onFailure,
    clock = systemClock,
  }: SecretManagerOptions = {}) {
    if (!(ttl > 0)) throw new RangeError(`ttl is ${ttl}; it must be positive.`);
    if (!(timeout > 0)) throw new RangeError(`timeout is ${timeout}; it must be positive.`);
    const places = sources.map((source) =>
      typeof source === "function" ? { read: source } : source,
    );
    const lookup = new SecretLookup({ sources: places, timeout, clock });
    const checks = new Map(Object.entries(validations));
    const validate = (name: string, value: string): void => {
      validateSecret(name, value, checks.get(name));
    };
    this.#reads = new SecretReads({ lookup, validate, ttl, onRotate, onFailure, clock });
    this.#validated = [...checks.keys()];
  }

  /**
   * A secret that was read at most `ttl` ago. When it has to be read again and its source fails, the value from
   * before is used on, and the source asked again after 30 s.
   * @throws AF_SECRET_MISSING when no source has it
   * @throws AF_SECRET_INVALID when the validation refuses the value; it is not shown
   * @throws AF_SECRET_UNREADABLE when a source fails or is late, and there is no value from before
   */
  get(name: string, { signal }: SecretReadOptions = {}): Promise<Secret> {
    const answer =
      this.#reads.fresh(name)?.answer ?? this.#reads.current(name).then((held) => held.answer);
    return signal === undefined ? answer : untilAborted(answer, signal);
  }

  /**
   * True when `get` would give the secret.
   * @throws AF_SECRET_UNREADABLE when nobody can tell
   */
  async has(name: string, options?: SecretReadOptions): Promise<boolean> {
    try {
      await this.get(name, options);
      return true;
    } catch (error) {
      if (isAgentFlowError(error) && error.code !== errorCodes.secretUnreadable) return false;
      throw error;
    }
  }

  /**
   * Reads several secrets, such as when a program starts.
   * @param names default: those with a validation
   * @returns the secrets by name
   * @throws AF_SECRET_MISSING, AF_SECRET_UNREADABLE or AF_SECRET_INVALID: one error that names all that cannot be used
   */
  require<Name extends string>(
    // Whoever leaves the names out gets what the validations name, which is known at run time only.
    names: readonly Name[] = this.#validated as readonly Name[],
    options?: SecretReadOptions,
  ): Promise<Readonly<Record<Name, Secret>>> {
    return readAll(names, (name) => this.get(name, options));
  }

  /**
   * Reads a secret again now, whatever is kept.
   * @throws as `get`, also when a source fails and there is a value from before, which then stays
   */
  async rotate(name: string, { signal }: SecretReadOptions = {}): Promise<Secret> {
    const read = this.#reads.again(name);
    const { answer } = await (signal === undefined ? read : untilAborted(read, signal));
    return answer;
  }

  /**
   * Reads every secret again that is kept.
   * @throws as `require`
   */
  async refresh(options?: SecretReadOptions): Promise<void> {
    await readAll(this.#reads.names, (name) => this.rotate(name, options));
  }

  /**
   * A secret as a client's credential: asked before every call, so that a value that changed is used without a
   * restart. A value that the service refused is read again, unless that was done within the last second.
   */
  credential(name: string): (request?: CredentialRequest) => string | Promise<string> {
    const reads = this.#reads;
    return ({ refused } = { refused: false }) => {
      const held = refused ? undefined : reads.fresh(name);
      if (held !== undefined) return held.value;
      return (refused ? reads.renewed(name) : reads.current(name)).then(({ value }) => value);
    };
  }

  /** `text` without the secrets that were read, in any encoding, and without what looks like one. */
  redact(text: string): string {
    return this.#reads.redact(text);
  }
}

/** Reads all, then tells of all that failed. */
async function readAll<Name extends string>(
  names: readonly Name[],
  read: (name: Name) => Promise<Secret>,
): Promise<Readonly<Record<Name, Secret>>> {
  const results = await Promise.allSettled(names.map(read));
  const failures = new Map<string, AgentFlowError>();
  const secrets = new Map<string, Secret>();
  for (const [index, name] of names.entries()) {
    const result = results[index];
    if (result?.status === "fulfilled") {
      secrets.set(name, result.value);
      continue;
    }
    const reason: unknown = result?.reason;
    // Such as the reason of a signal.
    if (!isAgentFlowError(reason) || !isAboutSecret(reason)) throw reason;
    failures.set(name, reason);
  }
  if (failures.size > 0) throw unusableSecrets(failures);
  // An entry for every name, as none failed.
  return Object.fromEntries(secrets) as Record<Name, Secret>;
}
