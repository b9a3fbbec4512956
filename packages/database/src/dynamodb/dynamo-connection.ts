import {
  type Clock,
  isSecret,
  RetryHelper,
  type Secret,
  systemClock,
} from "@agentflow/core/runtime";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DatabaseError } from "../errors/database-error.js";
import { type DynamoFailure, dynamoError } from "./errors/dynamo-error.js";
import type { DynamoOptions } from "./dynamo-options.js";

/** How often what is left over of a batch is sent, and how long is waited before, in milliseconds. */
const leftovers = { attempts: 8, baseDelay: 50, maxDelay: 5_000 };

/** What one call has the client do. */
export type Request<Result> = (
  client: DynamoDBClient,
  options: { abortSignal?: AbortSignal },
) => Promise<Result>;

/** The AWS SDK's client, made when it is needed first. */
export class DynamoConnection {
  readonly clock: Clock;
  /** For what DynamoDB leaves over of batches: failed calls are tried again by the client itself. */
  readonly retry: RetryHelper;
  readonly #options: DynamoOptions;
  #client: DynamoDBClient | undefined;
  #closed = false;

  constructor(options: DynamoOptions) {
    const { clock = systemClock, random } = options;
    this.clock = clock;
    this.retry = new RetryHelper({ ...leftovers, clock, ...(random !== undefined && { random }) });
    this.#options = options;
  }

  /** Runs a request. @throws {DatabaseError} whatever goes wrong */
  async send<Result>(request: Request<Result>, failure: DynamoFailure): Promise<Result> {
    const { signal } = failure;
    const client = this.#connected();
    try {
      signal?.throwIfAborted();
    } catch (error) {
      // Nothing was sent.
      throw dynamoError(error, { ...failure, readOnly: true });
    }
    try {
      return await request(client, signal === undefined ? {} : { abortSignal: signal });
    } catch (error) {
      throw dynamoError(error, failure);
    }
  }

  close(): void {
    this.#closed = true;
    this.#client?.destroy();
  }

  #connected(): DynamoDBClient {
    if (this.#closed) throw new DatabaseError("The database is closed.", { kind: "closed" });
    return (this.#client ??= this.#connect());
  }

  #connect(): DynamoDBClient {
    const { region, endpoint, credentials, client } = this.#options;
    return new DynamoDBClient({
      ...client,
      ...(region !== undefined && { region }),
      ...(endpoint !== undefined && { endpoint }),
      ...(credentials !== undefined && {
        credentials: {
          accessKeyId: revealed(credentials.accessKeyId),
          secretAccessKey: revealed(credentials.secretAccessKey),
        },
      }),
    });
  }
}

function revealed(value: string | Secret): string {
  return isSecret(value) ? value.reveal() : value;
}
