import { type PGliteInterface, protocol } from "@electric-sql/pglite";
import { abortError } from "../../errors/abort-error.js";
import { databaseError } from "../errors/from-error.js";
import { serverFields } from "../errors/server-fields.js";
import { commandCount } from "./command-count.js";
import type { RunOptions, Statement, StatementResult } from "../../driver/driver.js";
import { textValues } from "./check-statement.js";
import { PreparedStatements } from "./prepared-statements.js";

const { serialize } = protocol;
type Answer = Awaited<ReturnType<PGliteInterface["execProtocol"]>>["messages"][number];

/** The one session of an embedded database, by the extended protocol (PostgreSQL manual, "Extended Query"). */
export class PgliteSession {
  readonly #database: PGliteInterface;
  readonly #prepared = new PreparedStatements();
  #status = "I";

  constructor(database: PGliteInterface) {
    this.#database = database;
  }

  /** True when a transaction is open, or has failed. */
  get inTransaction(): boolean {
    return this.#status !== "I";
  }

  /**
   * Runs a statement after those before it. The database runs in this thread: once begun, nothing can cancel it.
   * @throws {DatabaseError} whatever goes wrong
   */
  async run(statement: Statement, { signal }: RunOptions = {}): Promise<StatementResult> {
    textValues(statement);
    return this.#database.runExclusive(async () => {
      if (signal?.aborted) throw abortError(signal.reason);
      try {
        return await this.#execute(statement);
      } catch (error) {
        throw databaseError(error, { progress: "sent" });
      }
    });
  }

  async #execute(statement: Statement): Promise<StatementResult> {
    const alone = !this.inTransaction;
    try {
      return await this.#send(statement);
    } catch (error) {
      const { name } = statement;
      if (name === undefined) throw error;
      this.#prepared.forget(name);
      // The tables have changed, or somebody has dropped the statement: nothing has run yet.
      const fields = serverFields(error);
      const outdated = fields?.code === "26000" || fields?.routine === "RevalidateCachedQuery";
      if (!outdated || !alone) throw error;
    }
    return this.#send(statement);
  }

  async #send(statement: Statement): Promise<StatementResult> {
    const { text, name = "" } = statement;
    const known = name !== "" && this.#prepared.use(name, text);
    const outdated = this.#prepared.takeOutdated();
    const { messages } = await this.#database.execProtocol(
      joined([
        ...outdated.map((each) => serialize.close({ type: "S", name: each })),
        ...(known ? [] : [serialize.parse({ name, text })]),
        serialize.bind({ statement: name, values: [...textValues(statement)] }),
        serialize.execute(),
        serialize.sync(),
      ]),
      { throwOnError: false },
    );
    return this.#read(messages);
  }

  #read(messages: readonly Answer[]): StatementResult {
    const rows: (readonly (string | null)[])[] = [];
    let count = 0;
    let failure: Error | undefined;
    for (const message of messages) {
      if (message instanceof Error) failure = message;
      else if ("fields" in message && message.name === "dataRow") {
        // Text, as no other format was asked for.
        rows.push(message.fields as (string | null)[]);
      } else if ("text" in message) count = commandCount(String(message.text));
      else if ("status" in message) this.#status = String(message.status);
    }
    if (failure !== undefined) throw failure;
    return { rows, count };
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
