import { inspect } from "node:util";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { classifyError } from "../../../src/runtime/failure/classify-error.js";
import { ErrorHandler, logRecord } from "../../../src/runtime/failure/error-handler.js";
import { isErrorKind } from "../../../src/runtime/failure/error-kind.js";
import { ServiceError } from "../../../src/runtime/failure/service-error.js";
import { noSecrets } from "../../../src/runtime/secrets/secret-filter.js";

const brand = Symbol.for("agentflow.service-error");

function refuse(): never {
  throw new Error("refused");
}

const refusing: ProxyHandler<object> = {
  get: refuse,
  getOwnPropertyDescriptor: refuse,
  getPrototypeOf: refuse,
  has: refuse,
  ownKeys: refuse,
};

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

const values: readonly unknown[] = [
  "",
  "x",
  "password=hunter2hunter2",
  "\uD800\n",
  "AbortError",
  "auth",
  "constructor",
  "ECONNRESET",
  "CERT_HAS_EXPIRED",
  "EAI_AGAIN",
  "__proto__",
  "\\".repeat(50),
  0,
  -1,
  42,
  401,
  503,
  99.5,
  Number.NaN,
  Infinity,
  10n,
  true,
  false,
  null,
  undefined,
  Symbol("s"),
  [],
  [[]],
  {},
  new Date(Number.NaN),
  new Map([[{}, 1]]),
  Object.create(null),
  refuse,
  new Uint8Array(3),
  Promise.resolve(),
  new DOMException("x", "TimeoutError"),
  new ServiceError("x", { kind: "auth", operation: "x", filter: noSecrets }),
];

/** Values that mean something somewhere, and others; most from a list, as making them up takes most of the time. */
const value = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...values) },
  { weight: 1, arbitrary: fc.anything({ maxDepth: 1, maxKeys: 2, withNullPrototype: true }) },
);

/** What errors are read by. */
const names =
  "name message code status statusCode kind retryable operation requestId attempts stack";
const field = fc.constantFrom(...names.split(" "), "cause", "errors", brand);

const fields = fc
  .array(fc.tuple(field, value), { maxLength: 5 })
  .map((entries): object => Object.fromEntries(entries));

/** Makes a value: fast-check looks into what it is given, and some of these values do not bear that. */
type Maker = () => unknown;

const { maker } = fc.letrec<{ maker: Maker }>((tie) => ({
  maker: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    value.map(
      (plain): Maker =>
        () =>
          plain,
    ),
    fields.map(
      (properties): Maker =>
        () =>
          properties,
    ),
    // Errors in errors, some of them in a circle.
    fc
      .tuple(fields, tie("maker"), fc.array(tie("maker"), { maxLength: 3 }), fc.boolean())
      .map(([properties, cause, errors, circular]): Maker => () => {
        const made = errors.map((each) => each());
        const error = define(new AggregateError(made, "outer", { cause: cause() }), properties);
        return circular ? define(error, { cause: error }) : error;
      }),
    fields.map(
      (properties): Maker =>
        () =>
          define(Object.create(null) as object, properties),
    ),
    // Each property throws when it is read.
    fields.map((properties): Maker => () => {
      const error = new Error("x");
      for (const key of Reflect.ownKeys(properties)) {
        Object.defineProperty(error, key, { get: refuse, configurable: true });
      }
      return error;
    }),
    tie("maker").map(
      (target): Maker =>
        () =>
          new Proxy(asObject(target()), refusing),
    ),
    tie("maker").map(
      (target): Maker =>
        () =>
          revoked(asObject(target())),
    ),
    tie("maker").map((target): Maker => () => ({ errors: new Proxy([target()], refusing) })),
    tie("maker").map((target): Maker => () => ({ errors: revoked([target()]) })),
    tie("maker").map(
      (inner): Maker =>
        () =>
          inner,
    ),
  ),
}));

function define<Target extends object>(target: Target, properties: object): Target {
  for (const key of Reflect.ownKeys(properties)) {
    const content: unknown = Reflect.get(properties, key);
    Object.defineProperty(target, key, { value: content, configurable: true, writable: true });
  }
  return target;
}

function asObject(target: unknown): object {
  return typeof target === "object" && target !== null ? target : { target };
}

test("whatever is thrown is classified and handled, and nothing is thrown by that", () => {
  const handler = new ErrorHandler({ maxOperations: 10 });
  fc.assert(
    fc.property(maker, (make) => {
      const thrown = make();
      const { kind, severity, retryable } = classifyError(thrown);
      const handled = handler.handle(thrown);
      if (!isErrorKind(kind)) throw new Error(`no kind: ${inspect(kind)}`);
      if (handled.kind !== kind || handled.severity !== severity) throw new Error("not the same");
      if (typeof retryable !== "boolean") throw new Error("not a boolean");
      for (const [name, logged] of Object.entries(logRecord(handled))) {
        if (!["string", "number", "boolean"].includes(typeof logged)) throw new Error(name);
      }
    }),
    { numRuns: 100_000 },
  );
  expect(handler.statistics().total).toBe(100_000);
  expect(Object.keys(handler.statistics().operations).length).toBeLessThanOrEqual(11);
}, 120_000);
