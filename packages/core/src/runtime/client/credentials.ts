import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import {
  type Combination,
  type CredentialInputs,
  optionsOf,
  type Placement,
  placementOf,
} from "./placements.js";
import type { AuthScheme } from "./service-description.js";
import { isSecret } from "../secrets/is-secret.js";
import type { SecretInput } from "../secrets/secret.js";
import { SecretFilter } from "../secrets/secret-filter.js";

/** A credential ready to be put into a request: every scheme of a combination. */
export interface Credential {
  readonly placements: readonly Placement[];
  /** What `placements` were made of, by the order of the options. */
  readonly secrets: readonly string[];
  /** Removes the secrets from what is reported. */
  readonly filter: SecretFilter;
}

/** Where the credential of every call comes from. */
export class CredentialSource {
  /** True when another credential may come after one that was refused. */
  readonly renewable: boolean;
  readonly #combination: Combination;
  readonly #inputs: readonly SecretInput[];
  #last: Credential | undefined;

  constructor(combination: Combination, inputs: CredentialInputs) {
    this.#combination = combination;
    this.#inputs = combination.flatMap(optionsOf).flatMap((option) => inputs[option] ?? []);
    this.renewable = this.#inputs.some((input) => typeof input === "function");
  }

  /**
   * The credential; a promise when it has to be waited for. Functions are asked every time, so that tokens can change.
   * @param refused what the service refused
   * @throws AF_SECRET_INVALID when a token or key is empty; AF_SECRET_MISSING, or whatever else reading a secret throws
   */
  read(refused: Credential | undefined): Credential | Promise<Credential> {
    if (this.#last !== undefined && !this.renewable) return this.#last;
    const secrets = this.#inputs.map((input, index) => ask(input, refused, index));
    return secrets.every((secret) => typeof secret === "string")
      ? this.#credential(secrets)
      : Promise.all(secrets.map(async (secret) => secret)).then((read) => this.#credential(read));
  }

  /** Made anew only when it has changed: its filter is costly. */
  #credential(secrets: readonly string[]): Credential {
    const last = this.#last;
    if (last === undefined || secrets.some((secret, index) => secret !== last.secrets[index])) {
      this.#last = credentialOf(this.#combination, secrets);
      return this.#last;
    }
    return last;
  }
}

/** Throws nothing, so that nobody forgets the promise of another that was asked before. */
function ask(
  input: SecretInput,
  refused: Credential | undefined,
  index: number,
): string | Promise<string> {
  try {
    if (typeof input === "function") {
      return input(
        refused ? { refused: true, refusedValue: refused.secrets[index] } : { refused: false },
      );
    }
    return isSecret(input) ? input.reveal() : input;
  } catch (error) {
    return Promise.reject(error);
  }
}

/** @param secrets by the order of the options */
function credentialOf(combination: Combination, secrets: readonly string[]): Credential {
  const placements: Placement[] = [];
  const hidden = [...secrets];
  let position = 0;
  for (const scheme of combination) {
    const count = optionsOf(scheme).length;
    const own = secrets.slice(position, position + count);
    refuseEmpty(scheme, own);
    const placement = placementOf(scheme, own);
    position += count;
    placements.push(placement);
    if (scheme.type === "basic") hidden.push(placement.value.slice("Basic ".length));
  }
  return { placements, secrets, filter: new SecretFilter(hidden) };
}

/** Some services take a user without a password, but nobody takes a key without characters. */
function refuseEmpty(scheme: AuthScheme, [first]: readonly string[]): void {
  if (scheme.type === "basic" || first !== "") return;
  throw new AgentFlowError(
    errorCodes.secretInvalid,
    `The credential "${scheme.option}" is empty.`,
    { help: "Give its value, or leave the option out to call without it." },
  );
}
