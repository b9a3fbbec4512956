import {
  type CallOptions,
  type Client,
  isServiceError,
  type ServiceError,
} from "@agentflow/core/runtime";
import { readWire, type WireAnswer } from "./wire-data.js";

/** An operation that faults are tried on. */
export interface FaultSubject<Result> {
  readonly id: string;
  /** Group and key of the case in `test/wire` whose answer is given. */
  readonly wire: readonly [group: string, key: string];
  call(client: Client, options: CallOptions): Result;
}

/** What the service answers to it when nothing fails. */
export function answerOf({ wire: [group, key] }: FaultSubject<unknown>): WireAnswer {
  return readWire(group)(key).answer;
}

/** The error that a call is rejected with. */
export async function failure(call: Promise<unknown>): Promise<ServiceError> {
  const [outcome] = await Promise.allSettled([call]);
  if (outcome.status === "rejected" && isServiceError(outcome.reason)) return outcome.reason;
  throw new Error("The call was not rejected with a ServiceError.", { cause: outcome });
}
