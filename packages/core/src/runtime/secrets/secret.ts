import { inspect } from "node:util";
import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import { redacted } from "../../errors/redact.js";
import { processEnvironment } from "./environment-secrets.js";
import { secretBrand } from "./is-secret.js";

/**
 * A value that no printer shows: text, JSON and `util.inspect` all give `[secret]`. A copy, by spreading or by
 * `structuredClone`, is an empty object: the value does not leave the thread with it.
 * Only `reveal()` gives the value, so a search for it finds every place that uses one.
 */
export class Secret {
  readonly #read: () => string;
  #value: string | undefined;

  /** @param value the value, or a function that reads it when it is first revealed */
  constructor(value: string | (() => string)) {
    this.#read = typeof value === "string" ? () => value : value;
  }

  /**
   * The value.
   * @throws what reading it throws; `secret()` throws AF_SECRET_MISSING
   */
  reveal(): string {
    this.#value ??= this.#read();
    return this.#value;
  }

  /** Of the class, not a field: a copy of the fields is no secret. */
  get [secretBrand](): true {
    return true;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [Symbol.toPrimitive](): string {
    return redacted;
  }

  [inspect.custom](): string {
    return redacted;
  }
}

/** What a client tells a function of the credential that it asks for. */
export interface CredentialRequest {
  /**
   * True when the service refused what the function gave before: a value that was kept has to be read again.
   * Asked once for a call; when the same value comes back, the refusal stands.
   */
  readonly refused: boolean;
  /** What the service refused: whoever has another value by now need not fetch a third. Absent when nothing was. */
  readonly refusedValue?: string | undefined;
}

/** Gives a credential whenever a client asks: at once when it has one, so that no call waits without need. */
export type CredentialFunction = (request: CredentialRequest) => string | Promise<string>;

/** How a credential is given: the value, a secret, or a function asked before every call. */
export type SecretInput = string | Secret | CredentialFunction;

/**
 * A secret from an environment variable, read when it is first used.
 * @param name the variable's name
 * @param environment where to look; default `process.env`
 * @throws AF_SECRET_MISSING, on first use, when the variable is not set or empty
 */
export function secret(
  name: string,
  environment: Readonly<Record<string, string | undefined>> = processEnvironment(),
): Secret {
  return new Secret(() => {
    const value = environment[name];
    if (value === undefined || value === "") {
      throw new AgentFlowError(
        errorCodes.secretMissing,
        `The environment variable "${name}" is not set.`,
        { help: `Set ${name}, or give the credential to the client in another way.` },
      );
    }
    return value;
  });
}
