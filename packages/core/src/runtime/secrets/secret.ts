import { inspect } from "node:util";
import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import { redacted } from "../../errors/redact.js";

const brand = Symbol.for("agentflow.secret");

/**
 * A value that no printer shows: text, JSON and `util.inspect` all give `[secret]`.
 * Only `reveal()` gives the value, so a search for it finds every place that uses one.
 */
export class Secret {
  readonly [brand] = true;
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

/** Recognises a secret also when it was made by another copy of the runtime, which `instanceof` does not. */
export function isSecret(value: unknown): value is Secret {
  return typeof value === "object" && value !== null && brand in value;
}

/** What a function that brings a credential is told. */
export interface CredentialRequest {
  /** True when the service refused what the function gave before: a new one is needed. */
  readonly refused: boolean;
}

/** How a credential is given: the value, a secret, or a function asked before every call. */
export type SecretInput =
  | string
  | Secret
  | ((request: CredentialRequest) => string | Promise<string>);

/**
 * A secret from an environment variable, read when it is first used.
 * @param name the variable's name
 * @param environment where to look; default `process.env`
 * @throws AF_SECRET_MISSING, on first use, when the variable is not set or empty
 */
export function secret(
  name: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
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
