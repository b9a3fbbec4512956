import type { ErrorKind } from "../failure/error-kind.js";

/** One finished call. */
export interface CallRecord {
  /** The service's name. Default: none. */
  readonly service?: string;
  /** Id of the operation. */
  readonly operation: string;
  readonly success: boolean;
  /** Why it failed. */
  readonly errorKind?: ErrorKind | undefined;
  /** Milliseconds, retries and waits included. */
  readonly duration: number;
  /** Requests that were sent. Default: 1. */
  readonly attempts?: number;
  /** US dollars. Default: 0. */
  readonly cost?: number;
}

/** One finished request of a call. */
export interface RequestRecord {
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** The operation's path with its placeholders: `/repos/{owner}`. */
  readonly template: string;
  /** HTTP status; `undefined` when there was no whole answer. */
  readonly status: number | undefined;
  /** Why there was no whole answer. */
  readonly errorKind: ErrorKind | undefined;
  /** 0 for a call's first request. */
  readonly resend: number;
  /** Milliseconds. */
  readonly duration: number;
}

/** Takes measurements of calls. `MetricsCollector` is one; others hand them on. Must not throw. */
export interface MetricsRecorder {
  recordCall(call: CallRecord): void;
  recordRequest(request: RequestRecord): void;
}
