import type { Driver, RunOptions, Statement } from "../../driver/driver.js";
import { DatabaseError } from "../../errors/database-error.js";
import { databaseError } from "../errors/from-error.js";

/** What a server says of itself. */
export interface ServerHealth {
  readonly role: "primary" | "replica";
  /** Position among the replicas as they were given; 0 for the primary. */
  readonly index: number;
  /** It answers, and is what it is used as. */
  readonly healthy: boolean;
  /**
   * Milliseconds since the last change that a replica has replayed was made on the primary; 0 when it has replayed all
   * that it has received. `undefined` for the primary, and where it is not known.
   */
  readonly lag: number | undefined;
  /** Why it is not healthy. */
  readonly error: DatabaseError | undefined;
}

/** PostgreSQL manual, "Recovery Information Functions". */
const question: Statement = {
  text: `select pg_is_in_recovery(),
    case when not pg_is_in_recovery() then null
      when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
      else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000 end`,
  values: [],
};

/** Asks a server. Never rejects. */
export async function serverHealth(
  driver: Driver,
  role: ServerHealth["role"],
  index: number,
  { signal }: RunOptions,
): Promise<ServerHealth> {
  try {
    const { rows } = await driver.run(question, { signal, readOnly: true });
    const [inRecovery, lag] = rows[0] ?? [];
    if (role === "primary" && inRecovery === "t") throw readOnlyPrimary();
    return {
      role,
      index,
      healthy: true,
      lag: lag === null || lag === undefined ? undefined : Number(lag),
      error: undefined,
    };
  } catch (error) {
    return { role, index, healthy: false, lag: undefined, error: databaseError(error) };
  }
}

function readOnlyPrimary(): DatabaseError {
  const message =
    "The primary is in recovery: it takes no changes. Another server may be the primary now.";
  return new DatabaseError(message, { kind: "permission" });
}
