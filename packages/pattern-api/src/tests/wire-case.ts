import type { Json } from "@agentflow/core";
import type { ContentModel, OperationModel, ResponseModel } from "../model/api-model.js";
import { otherFormats } from "../operations/answer-declarations.js";
import { leadingContent } from "../operations/content-type.js";
import { pathNames } from "../paging/paged-answer.js";
import { documentedErrors } from "../operations/documented-errors.js";
import { responseRoles } from "../operations/response-roles.js";
import { streamedContent } from "../operations/streamed-content.js";
import { fitsInto } from "./given-values.js";
import { sampleText } from "./sample-body.js";
import { type SampleParams, sampleParams } from "./sample-params.js";
import { sampleValue } from "./sample.js";
import { lastPage, pageItems } from "./page-answer.js";
import type { SchemaIndex } from "./schema-index.js";
import { streamAnswer } from "./stream-answer.js";
import { binaryBody, type WireBody, wireBody } from "./wire-body.js";
import { credentialPlaces, type WireCredential } from "./wire-credential.js";
import { wireForm } from "./wire-form.js";
import type { WirePairs } from "./wire-pairs.js";

/** The request that a call must send. Fields without a value are left out. */
export interface WireRequest {
  readonly method: OperationModel["method"];
  /** Percent-encoded. */
  readonly path: string;
  /** Decoded. */
  readonly query?: WirePairs;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: WirePairs;
  /** Media type that the `Accept` header must admit: that of the documented answer, or of the error. */
  readonly accept?: string;
  readonly body?: WireBody;
  /** Where its credentials stand, when the operation has a way of its own to prove who calls. */
  readonly auth?: readonly WireCredential[];
}

/** What the service answers. */
export interface WireAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: WireBody;
  /** What a stream is read as, item by item. */
  readonly items?: readonly Json[];
  /** Path that the answer redirects to; the content is what is found there. */
  readonly redirect?: string;
}

/** One call of one operation: what is given, what must be sent, what comes back. */
export interface WireCase {
  /** Unique within the group: the operation's name, with what is special of the case. */
  readonly key: string;
  readonly params: SampleParams;
  readonly request: WireRequest;
  readonly answer: WireAnswer;
}

/** A page of an operation, and what it holds. */
export interface WirePage {
  readonly items: readonly Json[];
  /** Where they are in the answer; absent when the answer is the list. */
  readonly path?: readonly string[];
}

/** The cases of an operation: everything given, only what is required, a documented error, a page, a stream. */
export interface WireCases {
  readonly success: WireCase;
  /** Absent when it would send the same as `success`. */
  readonly required?: WireCase;
  /** Absent when the document names no error with a status of its own. */
  readonly error?: WireCase;
  /** Absent when the operation is not paged. */
  readonly page?: WirePage;
  /** Absent when no answer is a stream. */
  readonly stream?: WireCase;
  /** The call that asks for another media type; absent when no other has a type of its own. */
  readonly format?: WireCase & { readonly contentType: string };
}

/** Characters of JSON up to which an example is used as an answer; above, the answer is made from the schema. */
const exampleLimit = 2048;

/** The cases of one operation, the same ones every time. */
export function wireCases(operation: OperationModel, index: SchemaIndex): WireCases {
  const { name } = operation;
  const all = sampleParams(operation, index, "all");
  const least = sampleParams(operation, index, "required");
  const answer = withPage(operation, successAnswer(operation, index), index);
  const failure = testedError(operation);
  const failed = failure && answerOf(operation, failure, index);
  // What a redirect leads to is not documented, so nothing is asked for.
  const answered = responseRoles(operation).success.some(({ content }) => content.length > 0);
  const accept =
    answer.redirect === undefined
      ? (answer.contentType ?? (answered ? undefined : failed?.contentType))
      : undefined;
  const fewer =
    least.parameters.length < all.parameters.length ||
    JSON.stringify(least.body) !== JSON.stringify(all.body);
  const of = (key: string, params: SampleParams, reply: WireAnswer): WireCase => ({
    key,
    params,
    request: requestOf(operation, params, accept),
    answer: reply,
  });
  const page = pageOf(operation, answer);
  const format = formatAnswer(operation, index);
  const streamed = streamedContent(operation);
  const stream = streamed && streamedAnswer(operation, streamed, index);
  return {
    success: of(name, all, answer),
    ...(fewer && { required: of(`${name} required`, least, answer) }),
    ...(page && { page }),
    ...(format?.contentType !== undefined && {
      format: {
        key: `${name} as ${format.contentType}`,
        params: least,
        request: requestOf(operation, least, format.contentType),
        answer: format,
        contentType: format.contentType,
      },
    }),
    ...(stream && {
      stream: {
        key: `${name} items`,
        params: least,
        request: requestOf(operation, least, stream.contentType),
        answer: stream,
      },
    }),
    ...(failed && { error: of(`${name} ${failed.status}`, least, failed) }),
  };
}

/** The answer in the first media type that `as` takes. */
function formatAnswer(operation: OperationModel, index: SchemaIndex): WireAnswer | undefined {
  const [format] = otherFormats(operation);
  const response = responseRoles(operation).success.find(
    ({ content }) => format && content.includes(format),
  );
  if (!format || !response || operation.method === "HEAD") return undefined;
  return answerOf(operation, { ...response, content: [format] }, index);
}

function streamedAnswer(
  operation: OperationModel,
  content: ContentModel,
  index: SchemaIndex,
): WireAnswer {
  const { success } = responseRoles(operation);
  const response = success.find((one) => one.content.includes(content));
  const { text, items } = streamAnswer(content, index);
  return {
    status: response ? statusOf(response) : 200,
    contentType: content.contentType,
    body: { text },
    items,
  };
}

function pageOf({ paging }: OperationModel, { body }: WireAnswer): WirePage | undefined {
  const items = paging && body && "json" in body && pageItems(body.json, paging.description);
  if (!items) return undefined;
  const { items: path } = paging.description;
  return {
    items,
    ...(path !== undefined && !Array.isArray(body.json) && { path: pathNames(path) }),
  };
}

/**
 * The answer as the last page. Some examples of lists are no lists, or leave out the property that holds it: one item
 * is put there.
 */
function withPage(operation: OperationModel, answer: WireAnswer, index: SchemaIndex): WireAnswer {
  const { paging } = operation;
  if (!paging || !answer.body || !("json" in answer.body)) return answer;
  const item = sampleValue(paging.item, index, { name: "item" });
  const sound = item !== undefined && (index.values?.answered(item, paging.item) ?? item);
  const list = item === undefined ? [] : [sound];
  return { ...answer, body: { json: lastPage(answer.body.json, paging.description, list) } };
}

/** The first error of the caller's with a status of its own; one that has a body is preferred. */
function testedError(operation: OperationModel): ResponseModel | undefined {
  const errors = documentedErrors(operation).filter(
    ({ status, content }) =>
      /^4\d\d$/.test(status) && leadingContent(content)[0]?.kind !== "binary",
  );
  return errors.find(({ content }) => content.length > 0) ?? errors[0];
}

function requestOf(
  { method, path, auth }: OperationModel,
  { parameters, body }: SampleParams,
  accept: string | undefined,
): WireRequest {
  const form = wireForm(path, parameters);
  const headers = { ...form.headers, ...(body && { "content-type": body.contentType }) };
  return {
    method,
    path: form.path,
    ...(form.query.length > 0 && { query: form.query }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(form.cookies.length > 0 && { cookies: form.cookies }),
    ...(accept !== undefined && { accept }),
    ...(body && { body: wireBody(body) }),
    ...(auth && { auth: credentialPlaces(auth) }),
  };
}

function successAnswer(operation: OperationModel, index: SchemaIndex): WireAnswer {
  const { success, redirected } = responseRoles(operation);
  const [first] = success;
  if (first) return answerOf(operation, first, index);
  if (!redirected) return { status: 200 };
  const status =
    operation.responses.map(({ status: text }) => Number(text)).find(isRedirect) ?? 302;
  if (operation.method === "HEAD") return { status, redirect: "/redirected" };
  return {
    status,
    redirect: "/redirected",
    contentType: "application/octet-stream",
    body: binaryBody,
  };
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

function answerOf(
  { method }: OperationModel,
  response: ResponseModel,
  index: SchemaIndex,
): WireAnswer {
  const status = statusOf(response);
  const [content] = leadingContent(response.content);
  // RFC 9110 §9.3.2, §15.3.5, §15.3.6 and §15.4.5: these have no content, whatever the document says.
  if (!content || method === "HEAD" || [204, 205, 304].includes(status)) return { status };
  return {
    status,
    contentType: concreteType(content.contentType),
    body: answerBody(content, index),
  };
}

function statusOf({ status }: ResponseModel): number {
  const known = Number(status.replaceAll(/x/gi, "0"));
  return Number.isInteger(known) ? known : 200;
}

/** A range such as `image/*` is answered with a type of its kind. */
function concreteType(contentType: string): string {
  if (contentType === "*/*") return "application/octet-stream";
  const subtype = contentType.startsWith("text/") ? "plain" : "octet-stream";
  return contentType.endsWith("/*") ? contentType.replace("*", subtype) : contentType;
}

function answerBody(content: ContentModel, index: SchemaIndex): WireBody {
  const { kind, schema, example, events } = content;
  if (kind === "stream") {
    const { text } = streamAnswer(content, index);
    return events === undefined ? { base64: Buffer.from(text).toString("base64") } : { text };
  }
  if (kind === "text")
    return { text: typeof example === "string" && example !== "" ? example : sampleText };
  if (kind !== "json") return binaryBody;
  const isShort = example !== undefined && fitsInto(exampleLimit, example);
  const json = isShort
    ? example
    : (sampleValue(schema ?? true, index, { name: "answer", example }) ?? null);
  return { json: index.values?.answered(json, schema) ?? json };
}
