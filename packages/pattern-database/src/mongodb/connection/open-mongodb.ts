import { AgentFlowError, errorCodes } from "@agentflow/core";
import { type Db, MongoClient } from "mongodb";
import { databaseOf } from "../mongodb-address.js";
import { mongodbFailure } from "./mongodb-failure.js";

/** Milliseconds until a server counts as unreachable. */
const connectTimeout = 10_000;

/**
 * Connects to the database of an address for as long as a task takes.
 * @throws AF_DATABASE_UNREACHABLE or AF_DATABASE_REFUSED, from the task too
 * @throws AF_INTERRUPTED when `signal` aborts
 */
export async function withMongodb<Result>(
  address: string,
  signal: AbortSignal,
  task: (database: Db) => Promise<Result>,
): Promise<Result> {
  let client: MongoClient | undefined;
  const abort = (): void => void client?.close().catch(ignore);
  try {
    signal.throwIfAborted();
    client = new MongoClient(address, {
      serverSelectionTimeoutMS: connectTimeout,
      connectTimeoutMS: connectTimeout,
      appName: "agentflow",
    });
    signal.addEventListener("abort", abort, { once: true });
    return await task(client.db(databaseOf(address)));
  } catch (error) {
    if (signal.aborted) throw interrupted(error);
    throw error instanceof AgentFlowError ? error : mongodbFailure(error, address);
  } finally {
    signal.removeEventListener("abort", abort);
    await client?.close().catch(ignore);
  }
}

function interrupted(cause: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.interrupted, "Reading the database was interrupted.", {
    help: "Run the command again.",
    cause,
  });
}

function ignore(): void {
  // It is of no use any more.
}
