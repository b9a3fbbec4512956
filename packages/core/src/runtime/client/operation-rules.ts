import type { ErrorStatus, OperationDescription } from "./operation-description.js";

/** RFC 9110 §9.2.2, and QUERY by its draft: sending these twice is the same as once. */
const idempotentMethods = /^(?:GET|HEAD|OPTIONS|PUT|DELETE|TRACE|QUERY)$/;

/** True when sending an operation twice is the same as once. */
export function isIdempotent({ idempotent, method }: OperationDescription): boolean {
  return idempotent ?? idempotentMethods.test(method);
}

/** True for statuses that are answers and not errors. */
export function isSuccess({ successStatuses }: OperationDescription, status: number): boolean {
  return (status >= 200 && status < 300) || successStatuses?.includes(status) === true;
}

/** True for error statuses that the service documents, by themselves or as part of a range. */
export function isDocumented({ errors }: OperationDescription, status: number): boolean {
  const range = `${Math.trunc(status / 100)}XX` as ErrorStatus; // any other text is simply not listed
  return [status, range, "default" as const].some((each) => errors?.includes(each));
}
