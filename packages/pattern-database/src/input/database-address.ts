import { AgentFlowError, errorCodes, type InspectContext, stringLiteral } from "@agentflow/core";
import { databaseKinds, type DialectName, dialectNames } from "../database-kinds.js";

const reference = "env:";

/** Whether a text is an address of a database: `env:<NAME>`, or what a kind of database accepts. */
export function isDatabaseAddress(text: string): boolean {
  return /^env:[A-Za-z_]\w*$/.test(text) || dialectOf(text) !== undefined;
}

/** An address whose kind of database is known. */
export interface ResolvedAddress {
  readonly dialect: DialectName;
  /** As a driver takes it, with its password. */
  readonly address: string;
}

/**
 * Where a database is. What it is printed and recorded as holds neither a password nor a key; only `resolve` gives
 * them.
 */
export class DatabaseAddress {
  readonly #given: string;

  /** @param given what `isDatabaseAddress` accepts */
  constructor(given: string) {
    this.#given = given;
  }

  /** @throws AF_SECRET_MISSING when the environment variable is not set, AF_SECRET_INVALID when it holds no address */
  async resolve(context: Pick<InspectContext, "secret">): Promise<ResolvedAddress> {
    const isReference = this.#given.startsWith(reference);
    const name = this.#given.slice(reference.length);
    const address = isReference ? await context.secret(name) : this.#given;
    const dialect = dialectOf(address);
    if (dialect !== undefined) return { dialect, address };
    throw new AgentFlowError(
      errorCodes.secretInvalid,
      `The environment variable ${stringLiteral(name)} holds no address of a database.`,
      { help: `Set it to ${addressExamples()}, with the password where there is one.` },
    );
  }

  /** What stands in the package's record. */
  toJSON(): string {
    const dialect = dialectOf(this.#given);
    return dialect === undefined
      ? this.#given
      : databaseKinds[dialect].address.withoutSecrets(this.#given);
  }

  toString(): string {
    return this.toJSON();
  }
}

/** How addresses of every kind are written, for messages: `a, b or c`. */
export function addressExamples(...others: readonly string[]): string {
  const examples = [...others, ...dialectNames.map((name) => databaseKinds[name].address.example)];
  const last = examples.pop() ?? "";
  return examples.length === 0 ? last : `${examples.join(", ")} or ${last}`;
}

function dialectOf(text: string): DialectName | undefined {
  return dialectNames.find((name) => databaseKinds[name].address.accepts(text));
}
