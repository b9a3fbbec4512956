import type { CallContext } from "./call-context.js";
import type { CallOptions } from "./client-options.js";
import type { Credential } from "./credentials.js";
import type { WireRequest } from "../http/exchange.js";
import { addFields } from "./operation-plan.js";
import type { CallParams, WrittenParameters } from "./request-plan.js";
import { ParameterError } from "../parameters/parameter-text.js";
import { withQueryParameter } from "../http/query-parameter.js";
import { type EncodedBody, encodeBody, isResendable } from "../http/request-body.js";
import {
  type RequestHeaders,
  requestHeaders,
  setHeader,
  setHeaders,
  withoutCredentials,
} from "../http/request-headers.js";

/** A request of a call. */
export interface PreparedRequest extends WireRequest {
  /** True when the body can be sent a second time. */
  readonly resendable: boolean;
  /** True when sending the request a second time is possible and does no harm. */
  readonly repeatable: boolean;
}

/**
 * Fills a call's values into its operation's plan. The credential is put in where the request goes to an origin that
 * may have it.
 * @param page URL to ask instead of the operation's own
 * @throws {ParameterError} when a value cannot be sent
 * @throws AF_CONFIG_INVALID when the operation's own base URL is unusable
 */
export function prepareRequest(
  context: CallContext,
  given: CallParams,
  page: URL | undefined,
): PreparedRequest {
  const { settings, plan, options, credential, idempotencyKey } = context;
  const { description } = plan;
  const params = description.values?.toWire(given) ?? given;
  if (idempotencyKey === "") throw new ParameterError("the idempotency key is empty");
  const body =
    description.body && encodeBody(description.body, params["body"], options.contentType);
  const base = settings.baseFor(description.baseUrl);
  const origin = page?.origin ?? base.origin;
  const trusted = settings.maySendCredentials(origin);
  const sent = trusted ? credential : undefined;
  const { target, fields } = plan.write(params);
  const path = page ? page.pathname + page.search : base.path + target;
  const resendable = isResendable(body);
  return {
    method: description.method,
    origin,
    path: sent === undefined ? path : withQueryKeys(path, sent, true),
    headers:
      trusted && idempotencyKey === undefined && !hasOwnHeaders(fields, options, body, sent)
        ? settings.sharedHeaders.get(description.accept, sent)
        : ownHeaders(context, fields, body, sent, trusted),
    body: body?.content,
    resendable,
    repeatable: resendable && (plan.idempotent || idempotencyKey !== undefined),
  };
}

/** True when a request has other fields than those that all requests of its operation have. */
function hasOwnHeaders(
  fields: WrittenParameters["fields"],
  { accept, headers }: CallOptions,
  body: EncodedBody | undefined,
  credential: Credential | undefined,
): boolean {
  return (
    fields.length > 0 ||
    body !== undefined ||
    (accept ?? headers) !== undefined ||
    credential?.placements.some((placement) => placement.in === "cookie") === true
  );
}

function ownHeaders(
  { settings, plan, options, auth, idempotencyKey }: CallContext,
  fields: WrittenParameters["fields"],
  body: EncodedBody | undefined,
  credential: Credential | undefined,
  trusted: boolean,
): RequestHeaders {
  const headers = requestHeaders(settings.headers);
  const { accept = plan.description.accept } = options;
  if (accept !== undefined) setHeader(headers, "accept", accept);
  addFields(headers, fields);
  if (body) setHeader(headers, "content-type", body.contentType);
  if (idempotencyKey !== undefined) setHeader(headers, "idempotency-key", idempotencyKey);
  setHeaders(headers, options.headers);
  addCredential(headers, credential);
  return trusted ? headers : withoutCredentials(headers, settings.apiKeyFields(auth));
}

function addCredential(headers: RequestHeaders, credential: Credential | undefined): void {
  for (const { in: location, name, value } of credential?.placements ?? []) {
    if (location === "header") setHeader(headers, name, value);
    if (location !== "cookie") continue;
    const pair = `${name}=${encodeURIComponent(value)}`;
    const others = headers["cookie"];
    setHeader(headers, "cookie", others === undefined ? pair : `${others}; ${pair}`);
  }
}

/**
 * A target with the keys that stand in its query.
 * @param trusted false takes them out
 */
export function withQueryKeys(path: string, credential: Credential, trusted: boolean): string {
  let target = path;
  for (const { in: location, name, value } of credential.placements) {
    if (location === "query")
      target = withQueryParameter(target, name, trusted ? value : undefined);
  }
  return target;
}
