import { errorChain, propertyOf } from "./error-chain.js";
import {
  type ErrorKind,
  type ErrorSeverity,
  isErrorKind,
  kindOfStatus,
  severityOf,
  transientStatuses,
} from "./error-kind.js";
import { classOf } from "./failure-kind.js";
import { isServiceError } from "./service-error.js";

/** What an error is, and what to do about it. */
export interface ErrorClass {
  readonly kind: ErrorKind;
  readonly severity: ErrorSeverity;
  /** True when the same try may succeed later. */
  readonly retryable: boolean;
}

/**
 * Classifies any thrown value: a service error, and one that has an `ErrorClass` under
 * `Symbol.for("agentflow.error-class")`, by what it says itself; others by `status` or `statusCode`, `code` and
 * name. Of errors in errors the outermost that says something counts. Never throws.
 * @param statuses HTTP statuses that may pass; default 408, 429, 500, 502, 503 and 504
 */
export function classifyError(
  error: unknown,
  statuses: readonly number[] = transientStatuses,
): ErrorClass {
  for (const each of errorChain(error)) {
    const found = classOfOne(each, statuses);
    if (found !== undefined) return found;
  }
  return { kind: "unknown", severity: severityOf("unknown"), retryable: false };
}

function classOfOne(error: object, statuses: readonly number[]): ErrorClass | undefined {
  const own = classOfServiceError(error) ?? classOfMarked(error);
  if (own !== undefined) return own;
  const status = statusOf(error);
  if (status !== undefined) {
    const kind = kindOfStatus(status);
    return { kind, severity: severityOf(kind), retryable: statuses.includes(status) };
  }
  const failure = classOf(error);
  if (failure === undefined) return undefined;
  const { kind, transient } = failure;
  return { kind, severity: severityOf(kind), retryable: transient };
}

/** What a service error says of itself. One that carries the mark may still be of another make. */
function classOfServiceError(error: object): ErrorClass | undefined {
  try {
    if (!isServiceError(error)) return undefined;
    const { kind, retryable } = error;
    if (!isErrorKind(kind) || typeof retryable !== "boolean") return undefined;
    return { kind, severity: severityOf(kind), retryable };
  } catch {
    return undefined;
  }
}

/** Where an error that is none of a service says what it is: an `ErrorClass`. */
const errorClass = Symbol.for("agentflow.error-class");

/** What an error of another package, such as one of a database, says of itself. */
function classOfMarked(error: object): ErrorClass | undefined {
  const own = propertyOf(error, errorClass);
  const kind = propertyOf(own, "kind");
  const retryable = propertyOf(own, "retryable");
  if (!isErrorKind(kind) || typeof retryable !== "boolean") return undefined;
  return { kind, severity: severityOf(kind), retryable };
}

/** The first service error of a chain, for `propertyOf`. Never throws. */
export function findServiceError(error: unknown): object | undefined {
  return errorChain(error).find((each) => classOfServiceError(each) !== undefined);
}

/** The HTTP status that an error tells of, as most clients name it. */
export function statusOf(error: object): number | undefined {
  const status = propertyOf(error, "status") ?? propertyOf(error, "statusCode");
  return typeof status === "number" && Number.isInteger(status) && status >= 100 && status < 600
    ? status
    : undefined;
}
