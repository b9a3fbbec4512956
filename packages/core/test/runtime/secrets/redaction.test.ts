import { inspect } from "node:util";
import { expect, test } from "vitest";
import { AgentFlowError } from "../../../src/errors/error.js";
import { ErrorHandler, logRecord } from "../../../src/runtime/failure/error-handler.js";
import {
  ServiceError,
  type ServiceErrorOptions,
} from "../../../src/runtime/failure/service-error.js";
import { statusMessage } from "../../../src/runtime/failure/status-message.js";
import { decodeAnswer, decodeErrorAnswer } from "../../../src/runtime/http/decode-answer.js";
import { SecretFilter } from "../../../src/runtime/secrets/secret-filter.js";
import { SecretManager } from "../../../src/runtime/secrets/secret-manager.js";
import { rejection } from "../hub.js";
import { secretShapes } from "./secret-shapes.js";

type Encoding = (secret: string) => string;

const json: Encoding = (text) => JSON.stringify(text).slice(1, -1);
const asciiJson: Encoding = (text) =>
  json(text).replaceAll(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
const percent: Encoding = (text) => encodeURIComponent(text);
const bytePercent: Encoding = (text) => Buffer.from(text).toString("hex").replaceAll(/../g, "%$&");
const html: Encoding = (text) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
const base64: Encoding = (text) => Buffer.from(text).toString("base64");
const base64Url: Encoding = (text) => Buffer.from(text).toString("base64url");

const encodings: Readonly<Record<string, Encoding>> = {
  "as it is": (text) => text,
  "as Node prints a string": (text) => inspect(text),
  "as Node prints it in a structure": (text) => inspect({ a: [text] }, { breakLength: 40 }),
  "in JSON": json,
  "in ASCII JSON": asciiJson,
  "in ASCII JSON in upper case": (text) =>
    asciiJson(text).replaceAll(
      /\\u[\da-f]{4}/g,
      (escaped) => `\\u${escaped.slice(2).toUpperCase()}`,
    ),
  "in JSON with slashes escaped": (text) => json(text).replaceAll("/", "\\/"),
  "in JSON in JSON": (text) => json(json(text)),
  "percent-encoded": percent,
  "percent-encoded in lower case": (text) =>
    percent(text).replaceAll(/%[\dA-F]{2}/g, (escaped) => escaped.toLowerCase()),
  "percent-encoded as RFC 3986 has it": (text) =>
    percent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`),
  "percent-encoded byte by byte": bytePercent,
  "percent-encoded twice": (text) => percent(percent(text)),
  "percent-encoded as a whole URL": (text) => encodeURI(text),
  "in a form": (text) => new URLSearchParams({ a: text }).toString(),
  "in JSON in a query": (text) => percent(JSON.stringify({ a: text })),
  "in JSON in JSON in a query": (text) => percent(json(JSON.stringify({ a: text }))),
  "in HTML": html,
  "in HTML by hexadecimal number": (text) =>
    Array.from(text, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`).join(""),
  "in HTML by number": (text) =>
    Array.from(text, (character) => `&#${character.codePointAt(0) ?? 0};`).join(""),
  "in HTML in JSON": (text) => json(html(text)),
  "in base64": base64,
  "in base64, one byte in": (text) => base64(`:${text}`),
  "in base64, two bytes in": (text) => base64(`u:${text}`),
  "in base64, with something after it": (text) => base64(`${text}!`),
  "in base64, in the middle": (text) => base64(`user:${text}@host`),
  "in base64url": base64Url,
  "in base64url, one byte in": (text) => base64Url(`:${text}?`),
  "in base64url, two bytes in": (text) => base64Url(`u:${text}??`),
  "in base64 in a query": (text) => percent(base64(text)),
  "in base64 in JSON with slashes escaped": (text) => base64(text).replaceAll("/", "\\/"),
  "in hexadecimal": (text) => Buffer.from(text).toString("hex"),
  "in hexadecimal in upper case": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  "as a buffer in JSON": (text) => JSON.stringify(Buffer.from(text)),
  "as numbers": (text) => [...Buffer.from(text)].join(", "),
  "as Node prints a buffer": (text) =>
    `<Buffer ${Buffer.from(text).toString("hex").replaceAll(/../g, "$& ").trim()}>`,
};

/** Whether a text holds a secret, found in another way than the filter finds it: by decoding the text. */
function shows(text: string, secret: string): boolean {
  const decoders: readonly ((shown: string) => string)[] = [
    (shown) => shown,
    (shown) =>
      shown.replaceAll(/(?:%[\da-f]{2})+/gi, (run) =>
        Buffer.from(run.replaceAll("%", ""), "hex").toString(),
      ),
    (shown) =>
      shown
        .replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) =>
          String.fromCharCode(Number.parseInt(code, 16)),
        )
        .replaceAll(/\\([\\/"'`])/g, "$1")
        .replaceAll("\\n", "\n"),
    (shown) => shown.replaceAll("+", " "),
    (shown) => Buffer.from(shown.replaceAll(/[^\da-f]/gi, ""), "hex").toString(),
    (shown) => Buffer.from((shown.match(/\d+/g) ?? []).map(Number)).toString(),
    ...[0, 1, 2, 3].map(
      (start) => (shown: string) =>
        (shown.match(/[\w+/-]+/g) ?? [])
          .map((run) => Buffer.from(run.slice(start), "base64").toString())
          .join("\n"),
    ),
  ];
  return decoders.some((decode) => decode(text).includes(secret));
}

test("there are fifty shapes, each found by what looks for them", () => {
  expect(new Set(secretShapes).size).toBe(50);
  for (const secret of secretShapes) {
    for (const encode of [percent, base64, base64Url, bytePercent]) {
      expect(shows(`before ${encode(secret)} after`, secret)).toBe(true);
    }
  }
});

test.each(Object.entries(encodings))("no secret is left %s", (_form, encode) => {
  for (const secret of secretShapes) {
    const filter = new SecretFilter([secret]);
    const encoded = encode(secret);
    for (const text of [encoded, `before ${encoded} after`, `"${encoded}",${encoded}`]) {
      const cleaned = filter.values(text);
      expect(cleaned).toContain("[secret]");
      expect(cleaned).not.toContain(encoded);
      expect(shows(cleaned, secret)).toBe(false);
      expect(filter.values(cleaned)).toBe(cleaned);
      expect(filter.occursIn(Buffer.from(text))).toBe(true);
    }
  }
});

test("no secret is left that is escaped in a mixture of ways", () => {
  for (const secret of secretShapes) {
    const ways = [(text: string) => text, bytePercent, asciiJson, html];
    const encoded = Array.from(secret, (character, index) => ways[index % 4]?.(character)).join("");
    expect(shows(new SecretFilter([secret]).values(encoded), secret)).toBe(false);
  }
});

test("a secret is found in percent-encoded Latin-1", () => {
  expect(new SecretFilter(["pässwörd"]).values("p%E4ssw%F6rd")).toBe("[secret]");
});

test("secrets that overlap are both gone", () => {
  const filter = new SecretFilter(["first-secret", "secret-second", "second"]);
  expect(filter.values("a first-secret-second b")).toBe("a [secret] b");
});

test.each<[string, string]>([
  ["of a header field, which has no spaces around it", " two words "],
  ["in base64, with its end", "ab".repeat(5)],
])("a secret is gone as a whole %s", (form, secret) => {
  const text = form.startsWith("in base64") ? base64(secret) : secret.trim();
  expect(new SecretFilter([secret]).values(`x=${text};`)).toBe("x=[secret];");
});

test("a secret of less than four characters is left, as it says nothing", () => {
  const filter = new SecretFilter(["abc", "", "abcd"]);
  expect(filter.values("abc abcd")).toBe("abc [secret]");
});

const options = { kind: "server", operation: "x" } as const satisfies Partial<ServiceErrorOptions>;

/** Everything that prints an error. */
function printed(error: unknown): string {
  const { stack = "", message } = error instanceof Error ? error : new Error(String(error));
  return [
    inspect(error, { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null }),
    inspect(error, { depth: 20, breakLength: 60 }),
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    String(error),
    stack,
    message,
  ].join("\n");
}

function withCause(filter: SecretFilter, cause: unknown): ServiceError {
  return new ServiceError("failed", { ...options, filter, cause });
}

const many = (secret: string): string =>
  ["as it is", "in JSON", "percent-encoded", "in base64, in the middle", "in hexadecimal"]
    .map((form) => encodings[form]?.(secret) ?? "")
    .join(" | ");

const paths: Readonly<Record<string, (secret: string, filter: SecretFilter) => unknown>> = {
  "the message": (secret, filter) => new ServiceError(`no ${many(secret)}`, { ...options, filter }),
  "a text as cause": (secret, filter) => withCause(filter, many(secret)),
  "the message of a cause": (secret, filter) => withCause(filter, new Error(many(secret))),
  "the fields of a cause": (secret, filter) =>
    withCause(
      filter,
      Object.assign(new TypeError("x"), { code: many(secret), token: secret, status: 401 }),
    ),
  "a symbol of a cause": (secret, filter) =>
    withCause(filter, Object.assign(new Error("x"), { [Symbol(secret)]: 1 })),
  "the name of a field of a cause": (secret, filter) =>
    withCause(filter, { config: { [secret]: true } }),
  "the name of a cause": (secret, filter) =>
    withCause(filter, Object.assign(new Error("x"), { name: secret })),
  "a hidden field of a cause": (secret, filter) =>
    withCause(filter, Object.defineProperty(new Error("x"), "request", { value: { secret } })),
  "a cause of a cause": (secret, filter) =>
    withCause(filter, new Error("a", { cause: new Error("b", { cause: new Error(secret) }) })),
  "a deep cause that is no error": (secret, filter) => {
    let cause: unknown = { headers: [["authorization", secret]] };
    for (let depth = 0; depth < 12; depth += 1) cause = { cause };
    return withCause(filter, cause);
  },
  "errors in a cause": (secret, filter) =>
    withCause(filter, new AggregateError([new Error(secret), secret], "several")),
  "bytes in a cause": (secret, filter) =>
    withCause(filter, Object.assign(new Error("x"), { chunk: Buffer.from(many(secret)) })),
  "a buffer as cause": (secret, filter) => {
    const bytes = new TextEncoder().encode(secret);
    return withCause(filter, { buffer: bytes.buffer });
  },
  "a map in a cause": (secret, filter) =>
    withCause(filter, { a: { b: { c: { d: new Map([[secret, new Set([secret])]]) } } } }),
  "a map of more than is looked at": (secret, filter) =>
    withCause(filter, new Map(Array.from({ length: 3_000 }, (_, index) => [index, secret]))),
  "more bytes than are looked at": (secret, filter) =>
    withCause(filter, Buffer.concat([Buffer.alloc(1024 * 1024), Buffer.from(secret)])),
  "a cause that is a proxy": (secret, filter) =>
    withCause(filter, new Proxy({}, { get: () => secret, ownKeys: () => [secret] })),
  "numbers in a cause": (secret, filter) =>
    withCause(
      filter,
      /^\d+$/.test(secret)
        ? { deep: { deep: { deep: { a: Number(secret), b: BigInt(secret) } } } }
        : 1,
    ),
  "the hundredth item of a cause": (secret, filter) =>
    withCause(filter, [...Array.from({ length: 150 }, () => ""), secret]),
  "a getter of a cause": (secret, filter) =>
    withCause(
      filter,
      Object.defineProperty(new Error("x"), "secret", { get: () => secret, enumerable: true }),
    ),
  "what a cause prints itself as": (secret, filter) => {
    class Request {
      readonly #secret = secret;
      [inspect.custom](): string {
        return this.#secret;
      }
    }
    return withCause(filter, new Request());
  },
  "header fields": (secret, filter) =>
    new ServiceError("x", {
      ...options,
      filter,
      headers: { "x-echo": many(secret), link: [secret, many(secret)] },
      requestId: many(secret),
    }),
  "a JSON body": (secret, filter) =>
    withBody(filter, "application/json", JSON.stringify({ a: [many(secret), { secret }] })),
  "broken JSON": (secret, filter) =>
    withBody(filter, "application/json", JSON.stringify({ a: secret }).slice(0, -1)),
  "a text body": (secret, filter) => withBody(filter, "text/plain", many(secret)),
  "an HTML body": (secret, filter) => withBody(filter, "text/html", html(many(secret))),
  "a binary body": (secret, filter) => withBody(filter, "x/y", many(secret)),
  "what the service says": (secret, filter) =>
    new ServiceError(
      `x: ${statusMessage(400, decodeErrorAnswer(Buffer.from(JSON.stringify({ message: many(secret) })), { "content-type": "application/json" }, filter).value)}`,
      { ...options, filter },
    ),
  "an answer of the wrong type": (secret, filter) => {
    try {
      return decodeAnswer(Buffer.from(many(secret)), { "content-type": "text/html" }, true, filter);
    } catch (error) {
      return error;
    }
  },
};

function withBody(filter: SecretFilter, type: string, text: string): ServiceError {
  const { value, format } = decodeErrorAnswer(Buffer.from(text), { "content-type": type }, filter);
  return new ServiceError("x", { ...options, filter, body: value, bodyFormat: format });
}

test.each(Object.entries(paths))("no error shows a secret by %s", (_path, fail) => {
  for (const secret of secretShapes) {
    const text = printed(fail(secret, new SecretFilter([secret])));
    for (const form of [secret, json(secret), percent(secret), base64(secret)]) {
      expect(text).not.toContain(form);
    }
  }
});

test.each(secretShapes.map((secret) => [JSON.stringify(secret.slice(0, 30)), secret]))(
  "a manager that read %s lets no error show it",
  async (_name, secret) => {
    const vault = (name: string): string => {
      if (name === "TOKEN") return secret;
      throw Object.assign(new Error(`refused ${many(secret)}`), { headers: { secret } });
    };
    const validations = { TOKEN: (value: string) => value !== secret };
    const manager = new SecretManager({ sources: [vault], validations });
    const handler = new ErrorHandler({ redact: (text) => manager.redact(text) });
    const refused = await rejection(manager.get("TOKEN"));
    const failed = await rejection(manager.require(["TOKEN", "OTHER"]));
    const details = { url: `https://x/?q=${percent(secret)}`, [secret]: many(secret) };
    const handled = handler.handle(new Error(many(secret)), { operation: secret, details });
    const text = [refused, failed, new AgentFlowError("AF_INTERNAL", "x", { help: "y" })]
      .map(printed)
      .concat(printed(manager), JSON.stringify(logRecord(handled)), inspect(handled))
      .join("\n");
    for (const form of [secret, json(secret), percent(secret), base64(secret)]) {
      expect(text).not.toContain(form);
    }
  },
);

test.each<[string, string]>([
  ["percent signs", "%".repeat(300_000)],
  ["nested percent signs", "%25".repeat(100_000)],
  ["backslashes", "\\".repeat(300_000)],
  ["references", "&amp;".repeat(60_000)],
  ["a bit of each", "%5C%26amp;\\u0026&#x25;".repeat(15_000)],
  ["almost the secret", "aaaaaaaaaaaaaaaaaaab".repeat(15_000)],
  ["nothing but the secret", "a".repeat(300_000)],
])("a long text of %s takes no quadratic time", (_what, text) => {
  const filter = new SecretFilter([
    "a".repeat(20),
    "%".repeat(20),
    "\\".repeat(20),
    "&".repeat(20),
  ]);
  const half = timeOf(() => filter.values(text.slice(0, text.length / 4)));
  const whole = timeOf(() => filter.values(text));
  // Four times the text: by far less than sixteen times the time, also on a machine that is busy.
  expect(whole).toBeLessThan(Math.max(10 * half, 500));
});

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
