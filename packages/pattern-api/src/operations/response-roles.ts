import type { OperationModel, ResponseModel } from "../model/api-model.js";

/** What each documented response of an operation is to its caller. */
export interface ResponseRoles {
  /** Answers that the call resolves with, by status. */
  readonly success: readonly ResponseModel[];
  /** Answers that the call rejects with, by status. */
  readonly errors: readonly ResponseModel[];
  /** The only answer that is no error is a redirect: the call resolves with the bytes it leads to. */
  readonly redirected: boolean;
}

/** Half of what is printed of an operation depends on its roles. */
const known = new WeakMap<OperationModel, ResponseRoles>();

/** Sorts the responses of an operation into answers and errors. */
export function responseRoles(operation: OperationModel): ResponseRoles {
  const roles = known.get(operation) ?? sortResponses(operation);
  known.set(operation, roles);
  return roles;
}

function sortResponses({ method, responses }: OperationModel): ResponseRoles {
  const documented = responses.filter(({ status }) => /^2(?:\d\d|XX)$/i.test(status));
  if (documented.length > 0) return rolesOf(responses, documented, false);
  const redirects = responses.filter(isRedirect);
  if (redirects.length > 0) {
    const followed = redirects.every(({ status }) => isFollowed(method, status));
    return rolesOf(responses, redirects, followed);
  }
  // OpenAPI §"Responses Object": `default` stands for every status that is not listed, the good ones too.
  return rolesOf(
    responses,
    responses.filter(({ status }) => status === "default"),
    false,
  );
}

function rolesOf(
  responses: readonly ResponseModel[],
  success: readonly ResponseModel[],
  redirected: boolean,
): ResponseRoles {
  const errors = responses.filter((response) => !success.includes(response) && isError(response));
  return { success: redirected ? [] : success, errors, redirected };
}

/** 304 is no redirect: it says that what the caller has is still right (RFC 9110 §15.4.5). */
function isRedirect({ status }: ResponseModel): boolean {
  return /^3(?:0[12378]|XX)$/i.test(status);
}

/** The client follows a redirect when the request may be sent again as it was (RFC 9110 §15.4). */
function isFollowed(method: OperationModel["method"], status: string): boolean {
  return method === "GET" || method === "HEAD" || status === "307" || status === "308";
}

function isError({ status }: ResponseModel): boolean {
  return /^[345](?:\d\d|XX)$/i.test(status) || status === "default";
}
