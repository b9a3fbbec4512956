import { isSecret } from "@agentflow/core/runtime";
import pg from "pg";
import { abortError } from "../../errors/abort-error.js";
import { DatabaseError } from "../../errors/database-error.js";
import { databaseError } from "../errors/from-error.js";
import type { PgDriverOptions } from "./pg-driver-options.js";
import { PgSession, type SessionContext, type SessionKey } from "./pg-session.js";

/** The context without what only shows when the connection is known. */
export type OpenContext = Omit<SessionContext, "secrets">;

/** As `pg` reads it. */
interface BackendKeyData {
  readonly processID: number;
  readonly secretKey: number;
}

/** As `pg` reads it. */
interface ParameterStatus {
  readonly parameterName: string;
  readonly parameterValue: string;
}

/**
 * Connects a session.
 * @param timeout milliseconds it may take
 * @throws {DatabaseError} when it cannot; nothing is left open
 */
export async function openSession(
  options: PgDriverOptions,
  context: OpenContext,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<PgSession> {
  const url = isSecret(options.connection) ? options.connection.reveal() : options.connection;
  const client = newClient(options, url);
  const secrets = secretsOf(client, url);
  let failure: DatabaseError | undefined;
  const giveUp = (error: DatabaseError): void => {
    failure = error;
    client.connection.stream.destroy();
  };
  const stopTimer = context.clock.after(timeout, () => {
    const message = `The database gave no connection within ${Math.round(timeout)} ms.`;
    giveUp(new DatabaseError(message, { kind: "connection", retryable: true }));
  });
  const onAbort = (): void => {
    giveUp(abortError(signal?.reason));
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  // What comes when the attempt has failed already.
  client.on("error", ignore);
  const key = sessionKey(client);
  const dateStyle = reportedDateStyle(client);
  try {
    await client.connect();
    // The other styles name time zones by abbreviations, which do not tell what moment is meant.
    if (!dateStyle().startsWith("ISO")) await client.query("set DateStyle = ISO");
    return new PgSession(client, key(), { ...context, secrets });
  } catch (error) {
    client.connection.stream.destroy();
    throw failure ?? databaseError(error, { secrets });
  } finally {
    stopTimer();
    signal?.removeEventListener("abort", onAbort);
  }
}

/** @throws {DatabaseError} when the connection string is none */
function newClient(options: PgDriverOptions, url: string | undefined): pg.Client {
  const { statementTimeout, applicationName, ssl } = options;
  try {
    return new pg.Client({
      connectionString: url,
      // A server that vanished is noticed although nothing is sent.
      keepAlive: true,
      ...(ssl !== undefined && { ssl }),
      ...(applicationName !== undefined && { application_name: applicationName }),
      ...(statementTimeout !== undefined && { statement_timeout: statementTimeout }),
    });
  } catch (error) {
    throw databaseError(error, { secrets: url === undefined ? [] : [url] });
  }
}

/** The server tells it before it is ready. Some that only speak its protocol do not: they cancel nothing. */
function sessionKey(client: pg.Client): () => SessionKey {
  let key: SessionKey = { processId: 0, secretKey: 0 };
  client.connection.once("backendKeyData", (message: BackendKeyData) => {
    key = { processId: message.processID, secretKey: message.secretKey };
  });
  return () => key;
}

/** How the server writes dates, which it tells before it is ready (manual, "Message Formats", ParameterStatus). */
function reportedDateStyle(client: pg.Client): () => string {
  let style = "ISO";
  client.connection.on("parameterStatus", (message: ParameterStatus) => {
    if (message.parameterName === "DateStyle") style = message.parameterValue;
  });
  return () => style;
}

/** The password, also as the connection string writes it. */
function secretsOf({ password }: pg.Client, url: string | undefined): readonly string[] {
  const known = password ? [password, encodeURIComponent(password)] : [];
  return url ? [url, ...known] : known;
}

function ignore(): void {
  // The one who connects has been told.
}
