import { AgentFlowError, errorCodes, type InspectContext, stringLiteral } from "@agentflow/core";

const reference = "env:";

/** What of an address's query says where the database is, and is no secret. */
const publicParameters = ["dbname", "host", "port", "sslmode", "user"];

/** Whether a text is an address of a database: `env:<NAME>` or `postgres://…`. */
export function isDatabaseAddress(text: string): boolean {
  return /^env:[A-Za-z_]\w*$/.test(text) || isConnectionString(text);
}

/**
 * Where a database is. What it is printed and recorded as holds neither a password nor a key; only `connectionString`
 * gives them.
 */
export class DatabaseAddress {
  readonly #given: string;

  /** @param given what `isDatabaseAddress` accepts */
  constructor(given: string) {
    this.#given = given;
  }

  /**
   * As a driver takes it, with its password.
   * @throws AF_SECRET_MISSING when the environment variable is not set, AF_SECRET_INVALID when it holds no address
   */
  async connectionString(context: Pick<InspectContext, "secret">): Promise<string> {
    if (!this.#given.startsWith(reference)) return this.#given;
    const name = this.#given.slice(reference.length);
    const value = await context.secret(name);
    if (isConnectionString(value)) return value;
    throw new AgentFlowError(
      errorCodes.secretInvalid,
      `The environment variable ${stringLiteral(name)} holds no address of a PostgreSQL database.`,
      { help: "Set it to postgres://<user>:<password>@<host>:<port>/<database>." },
    );
  }

  /** What stands in the package's record. */
  toJSON(): string {
    return this.#given.startsWith(reference) ? this.#given : withoutSecrets(this.#given);
  }

  toString(): string {
    return this.toJSON();
  }
}

/** A connection string without its password, and without the parameters that may hold another secret. */
export function withoutSecrets(connectionString: string): string {
  const url = new URL(connectionString);
  url.password = "";
  url.hash = "";
  for (const name of new Set(url.searchParams.keys())) {
    if (!publicParameters.includes(name)) url.searchParams.delete(name);
  }
  return url.href;
}

/** The password of a connection string, plain; empty when it has none. */
export function passwordOf(connectionString: string): string {
  const { password, searchParams } = new URL(connectionString);
  return decodeURIComponent(password) || (searchParams.get("password") ?? "");
}

function isConnectionString(text: string): boolean {
  // A password with a % that encodes nothing reaches no driver.
  return /^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text) && isEncoded(text);
}

function isEncoded(text: string): boolean {
  return !/%(?![\dA-Fa-f]{2})/.test(text) && canDecode(new URL(text).password);
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
