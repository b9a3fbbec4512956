import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import type { AuthDescription } from "./service-description.js";
import { isSecret, type SecretInput } from "../secrets/secret.js";
import { SecretFilter } from "../secrets/secret-filter.js";

/** A credential ready to be put into a request. */
export interface Credential {
  readonly in: "header" | "query" | "cookie";
  /** Header names in lower case. */
  readonly name: string;
  readonly value: string;
  /** Removes the secrets that `value` was made of. */
  readonly filter: SecretFilter;
}

type CredentialInputs = Readonly<Record<string, SecretInput>>;

/** The first alternative whose options are all given. */
export function chooseAuth(
  alternatives: readonly AuthDescription[],
  inputs: CredentialInputs,
): AuthDescription | undefined {
  return alternatives.find((auth) =>
    optionsOf(auth).every(
      (option) => Object.hasOwn(inputs, option) && inputs[option] !== undefined,
    ),
  );
}

/** Names of the options that an alternative needs. */
export function optionsOf(auth: AuthDescription): readonly string[] {
  return auth.type === "basic" ? [auth.username, auth.password] : [auth.option];
}

/** Where the credential of every call comes from. */
export class CredentialSource {
  /** True when another credential may come after one that was refused. */
  readonly renewable: boolean;
  readonly #auth: AuthDescription;
  readonly #inputs: readonly SecretInput[];
  #secrets: readonly string[] = [];
  #last: Credential | undefined;

  constructor(auth: AuthDescription, inputs: CredentialInputs) {
    this.#auth = auth;
    this.#inputs = optionsOf(auth).flatMap((option) => inputs[option] ?? []);
    this.renewable = this.#inputs.some((input) => typeof input === "function");
  }

  /**
   * The credential; a promise when it has to be waited for. Functions are asked every time, so that tokens can change.
   * @param refused true when the service refused what the functions gave before
   * @throws AF_SECRET_INVALID when a token or key is empty; AF_SECRET_MISSING, or whatever else reading a secret throws
   */
  read(refused: boolean): Credential | Promise<Credential> {
    if (this.#last !== undefined && !this.renewable) return this.#last;
    const secrets = this.#inputs.map((input) => ask(input, refused));
    return secrets.every((secret) => typeof secret === "string")
      ? this.#credential(secrets)
      : Promise.all(secrets.map(async (secret) => secret)).then((read) => this.#credential(read));
  }

  /** Made anew only when it has changed: its filter is costly. */
  #credential(secrets: readonly string[]): Credential {
    if (
      this.#last === undefined ||
      secrets.some((secret, index) => secret !== this.#secrets[index])
    ) {
      this.#last = credentialOf(this.#auth, secrets);
      this.#secrets = secrets;
    }
    return this.#last;
  }
}

/** Throws nothing, so that nobody forgets the promise of another that was asked before. */
function ask(input: SecretInput, refused: boolean): string | Promise<string> {
  try {
    if (typeof input === "function") return input({ refused });
    return isSecret(input) ? input.reveal() : input;
  } catch (error) {
    return Promise.reject(error);
  }
}

function credentialOf(auth: AuthDescription, secrets: readonly string[]): Credential {
  const [first = "", second = ""] = secrets;
  // Some services take a user without a password, but nobody takes a key without characters.
  if (auth.type !== "basic" && first === "") {
    throw new AgentFlowError(
      errorCodes.secretInvalid,
      `The credential "${auth.option}" is empty.`,
      {
        help: "Give its value, or leave the option out to call without it.",
      },
    );
  }
  switch (auth.type) {
    case "bearer":
      return credential("header", "authorization", `Bearer ${first}`, secrets);
    case "basic": {
      const pair = Buffer.from(`${first}:${second}`).toString("base64");
      return credential("header", "authorization", `Basic ${pair}`, [...secrets, pair]);
    }
    case "apiKey": {
      const name = auth.in === "header" ? auth.name.toLowerCase() : auth.name;
      return credential(auth.in, name, first, secrets);
    }
  }
}

function credential(
  location: Credential["in"],
  name: string,
  value: string,
  secrets: readonly string[],
): Credential {
  return { in: location, name, value, filter: new SecretFilter(secrets) };
}
