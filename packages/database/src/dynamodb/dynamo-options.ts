import type { Clock, MetricsRecorder, Secret } from "@agentflow/core/runtime";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

/** Where a DynamoDB is, and how calls run. */
export interface DynamoOptions {
  /** Default: what the AWS SDK finds in the environment. */
  readonly region?: string | undefined;
  /** `http://127.0.0.1:8000` for one of your own. Default: that of the region. */
  readonly endpoint?: string | undefined;
  /** Revealed at the first call. Default: the AWS SDK's own chain. */
  readonly credentials?:
    | { readonly accessKeyId: string | Secret; readonly secretAccessKey: string | Secret }
    | undefined;
  /** Further options of the client, such as `maxAttempts` of its own retries (default: 3) and `requestHandler`. */
  readonly client?: Omit<DynamoDBClientConfig, "credentials" | "endpoint" | "region"> | undefined;
  /** The database's name in measurements. Default: none. */
  readonly name?: string | undefined;
  /** Takes one measurement for each call, such as `orders.get`. Default: none are taken. */
  readonly metrics?: MetricsRecorder | undefined;
  /** For the waits before what DynamoDB left over of a batch is sent again. Default: the machine's own. */
  readonly clock?: Clock | undefined;
  /** From 0 to less than 1, for the same waits. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** How one call runs. */
export interface DynamoCallOptions {
  /** Ends the call. What a write does then is not known. */
  readonly signal?: AbortSignal | undefined;
}
