import { readFileSync } from "node:fs";
import type { FakeReply } from "@agentflow/core/testing";

/** Names and values, in the order they are sent. */
export type WirePairs = readonly (readonly [name: string, value: string])[];

/** A part of a multipart form. What it does not have is left out. */
export interface WirePart {
  readonly name: string;
  readonly filename?: string;
  readonly contentType?: string;
  /** Further fields, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly base64?: string;
}

/** A body in a file of JSON: a value, a text, bytes, or a form. */
export type WireBody =
  | { json: unknown }
  | { text: string }
  | { base64: string }
  | { form: WirePairs }
  | { parts: readonly WirePart[] };

/** The request that one call must send. */
export interface WireRequest {
  readonly method: string;
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

/** Where a credential stands in a request, and what it is made of. */
export interface WireCredential {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly scheme: "Bearer" | "Basic" | null;
  /** Names of the credentials it is made of. */
  readonly options: readonly string[];
}

/** What the service answers. */
export interface WireAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: WireBody;
  /** What a stream is read as, item by item. */
  readonly items?: readonly unknown[];
  /** Path that the answer redirects to; type and body are what is found there. */
  readonly redirect?: string;
}

/** One case of `test/wire/<group>.json`. */
export interface WireCase {
  readonly request: WireRequest;
  readonly answer: WireAnswer;
}

/** As it stands in the file: an answer that another case has too is its key. */
interface StoredCase {
  readonly request: WireRequest;
  readonly answer: WireAnswer | string;
}

/** What every request to the service has in common. */
export interface WireService {
  readonly headers: Readonly<Record<string, string>>;
  /** What a client sends that was given every credential. */
  readonly auth: readonly WireCredential[];
  /** Names of all credentials of the service and its operations. */
  readonly credentials: readonly string[];
}

/** Finds the cases of one group by their key. */
export function readWire(group: string): (key: string) => WireCase {
  // Written together with this file, and compared by the tests that use it.
  const cases = readJson(`./wire/${group}.json`) as Readonly<Record<string, StoredCase>>;
  const stored = (key: string): StoredCase => {
    const found = cases[key];
    if (!found) throw new Error(`test/wire/${group}.json has no case "${key}".`);
    return found;
  };
  return (key) => {
    const { request, answer } = stored(key);
    if (typeof answer !== "string") return { request, answer };
    const { answer: shared } = stored(answer);
    if (typeof shared === "string") throw new Error(`The answer of "${key}" leads to another one.`);
    return { request, answer: shared };
  };
}

/** What is common to the cases of all groups. */
export function readWireService(): WireService {
  // Written together with this file.
  return readJson("./wire-service.json") as WireService;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

/** The value that a call gives or resolves with for a body. */
export function valueOf(body: WireBody | undefined): unknown {
  if (!body) return undefined;
  if ("json" in body) return body.json;
  if ("form" in body) return body.form;
  if ("parts" in body) return body.parts;
  return "text" in body ? body.text : new Uint8Array(Buffer.from(body.base64, "base64"));
}

/** What the service on this machine sends for an answer: with a redirect, two replies. */
export function repliesTo(
  { status, contentType, body, redirect }: WireAnswer,
  headers: Readonly<Record<string, string>> = {},
): readonly FakeReply[] {
  const value = valueOf(body);
  const content = {
    headers: { ...headers, ...(contentType !== undefined && { "content-type": contentType }) },
    ...(body && { body: "json" in body ? JSON.stringify(value) : (value as string | Uint8Array) }), // by its kind
  };
  if (redirect === undefined) return [{ status, ...content }];
  return [
    { status, headers: { location: redirect } },
    { status: 200, ...content },
  ];
}

/** What the client's option of that name is given: a credential of no service. */
export function testCredential(option: string): string {
  return `value-of-${option}-in-tests`;
}

/** Every credential that the service and its operations can take. */
export function testCredentials(): Record<string, string> {
  const { credentials } = readWireService();
  return Object.fromEntries(credentials.map((name) => [name, testCredential(name)]));
}
