import { RetryHelper } from "@agentflow/core/runtime";
import type { ClientSession } from "mongodb";
import { DatabaseError } from "../../errors/database-error.js";
import { type Attempts, runAttempts } from "../../transaction/run-attempts.js";
import { untilAborted } from "../../transaction/until-aborted.js";
import { mongoError, unknownOutcome } from "../errors/mongo-error.js";
import type { MongoConnection } from "./mongo-connection.js";
import { TransactionSession } from "./mongo-session.js";

/** How a transaction runs. */
export interface MongoTransactionOptions extends Omit<Attempts, "clock"> {
  /** What its reads see (manual, "Read Concern"). Default: the server's own, which is `local`. */
  readonly readConcern?: "local" | "majority" | "snapshot" | undefined;
}

/** Milliseconds that the first wait before another attempt to commit is at most, and that any is. */
const backoff = { baseDelay: 20, maxDelay: 1_000 };

/**
 * Runs a task in a transaction: commits when it succeeds, undoes it when it fails. After a conflict of transactions the
 * whole is run again. A commit whose answer is lost is repeated, which does no harm; when it stays unknown, the error's
 * `outcomeUnknown` is true.
 * @throws {DatabaseError} when the database fails, the time is up or the signal aborts
 * @throws what the task throws
 */
export function runMongoTransaction<Result>(
  connection: MongoConnection,
  task: (session: TransactionSession) => Promise<Result>,
  options: MongoTransactionOptions = {},
): Promise<Result> {
  const { readConcern } = options;
  const { clock } = connection;
  return runAttempts({ ...options, clock }, async (signal) => {
    const session = connection.client.startSession();
    try {
      session.startTransaction(readConcern === undefined ? {} : { readConcern });
      const transaction = new TransactionSession(connection, session, signal);
      const result = await resultOf(transaction, task, session, signal);
      await commit(session, connection, options);
      return result;
    } finally {
      await session.endSession();
    }
  });
}

async function resultOf<Result>(
  transaction: TransactionSession,
  task: (session: TransactionSession) => Promise<Result>,
  session: ClientSession,
  signal: AbortSignal | undefined,
): Promise<Result> {
  try {
    const result = await untilAborted(task(transaction), signal);
    const failure = await transaction.end();
    // A task that goes on after a failure has nothing to commit.
    if (failure !== undefined) throw failure;
    signal?.throwIfAborted();
    return result;
  } catch (error) {
    await transaction.end();
    // Where it cannot be told, the server ends it by itself.
    await session.abortTransaction().catch(ignore);
    throw error;
  }
}

async function commit(
  session: ClientSession,
  connection: MongoConnection,
  { random }: MongoTransactionOptions,
): Promise<void> {
  const retry = new RetryHelper({
    ...backoff,
    clock: connection.clock,
    ...(random !== undefined && { random }),
  });
  try {
    await retry.run(async () => {
      try {
        await session.commitTransaction();
      } catch (error) {
        throw commitError(error, connection.secrets);
      }
    });
  } catch (error) {
    throw error instanceof UnansweredCommit ? error.failure : error;
  }
}

/** A commit that may be repeated. */
class UnansweredCommit extends DatabaseError {
  readonly failure: DatabaseError;

  constructor(failure: DatabaseError) {
    super(failure.message, { kind: failure.kind, retryable: true });
    this.failure = failure;
  }
}

function commitError(error: unknown, secrets: readonly string[]): DatabaseError {
  const failure = mongoError(error, { secrets, inTransaction: true });
  const unanswered =
    typeof error === "object" &&
    error !== null &&
    "hasErrorLabel" in error &&
    typeof error.hasErrorLabel === "function" &&
    error.hasErrorLabel("UnknownTransactionCommitResult") === true;
  if (!unanswered) return failure;
  const message = failure.outcomeUnknown ? failure.message : `${failure.message} ${unknownOutcome}`;
  const { kind, code, cause } = failure;
  return new UnansweredCommit(
    new DatabaseError(message, { kind, code, cause, outcomeUnknown: true }),
  );
}

function ignore(): void {
  // The error that led here is the one to tell.
}
