import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { createClient, defineOperation, ServiceError } from "../../../src/runtime.js";
import { FakeService } from "../../../src/testing.js";
import {
  callValidator,
  type CallValidatorOptions,
  operationChecks,
  ValidationError,
  validationErrorOf,
} from "../../../src/validation.js";

const key = "key-of-nobody";
const change = defineOperation<{ readonly id: string; readonly body: object }, unknown>({
  id: "things/change",
  method: "PUT",
  path: "/things/{id}",
  parameters: { id: "path" },
  body: { contentType: "application/json" },
  accept: "application/json",
});
const checks = {
  operation: "things/change",
  params: z.looseObject({ id: z.string(), body: z.looseObject({ key: z.literal("a") }) }),
  answers: {
    200: z.looseObject({ tags: z.array(z.string()) }),
    "2XX": z.looseObject({ range: z.boolean() }),
    default: z.undefined(),
  },
};

/** What a call ends with when the service answers so. */
async function call(
  options: CallValidatorOptions,
  body: object,
  answer: { readonly status: number; readonly body: string },
): Promise<{ readonly outcome: unknown; readonly requests: number }> {
  const fake = await FakeService.start();
  const validate = callValidator([checks], options);
  const client = createClient({ name: "Things", baseUrl: fake.url }, { retry: false, validate });
  fake.reply({ ...answer, headers: { "content-type": "application/json" } });
  try {
    const outcome = await change(client, { id: "1", body }).catch((error: unknown) => error);
    return { outcome, requests: fake.requests.length };
  } finally {
    await client.close();
    await fake.close();
  }
}

describe("a client that checks its calls", () => {
  test("sends nothing of params that are not what the description says", async () => {
    const { outcome, requests } = await call({}, { key }, { status: 200, body: "{}" });
    expect(requests).toBe(0);
    expect(outcome).toMatchObject({ kind: "validation", attempts: 0, retryable: false });
    expect(validationErrorOf(outcome)).toMatchObject({
      code: "AF_REQUEST_MISMATCHED",
      operation: "things/change",
      part: "request",
      mismatches: [{ path: ["body", "key"] }],
    });
  });

  test("rejects an answer that is something else, and does not ask again", async () => {
    const answer = { status: 200, body: JSON.stringify({ tags: ["a", { key }] }) };
    const { outcome, requests } = await call({}, { key: "a" }, answer);
    expect(requests).toBe(1);
    expect(outcome).toBeInstanceOf(ServiceError);
    expect(outcome).toMatchObject({ kind: "response", retryable: false });
    expect(String(outcome)).toContain("$.tags[1]: expected string");
    expect(validationErrorOf(outcome)?.code).toBe("AF_ANSWER_MISMATCHED");
  });

  test("tells nothing of the values, wherever it is printed", async () => {
    const answer = { status: 200, body: JSON.stringify({ tags: key }) };
    const { outcome } = await call({}, { key: "a" }, answer);
    const error = validationErrorOf(outcome);
    expect(
      `${JSON.stringify(outcome)} ${String(error?.stack)} ${JSON.stringify(error)}`,
    ).not.toContain(key);
  });

  test.each([
    [200, '{"tags":[]}', { tags: [] }],
    [201, '{"range":true}', { range: true }],
  ])("takes the answer with the status %i by its own schema", async (status, body, data) => {
    expect((await call({}, { key: "a" }, { status, body })).outcome).toEqual(data);
  });

  test("resolves when differences are only told", async () => {
    const told: ValidationError[] = [];
    const { outcome } = await call(
      { onMismatch: (error) => told.push(error) },
      { key },
      { status: 202, body: "{}" },
    );
    expect(outcome).toEqual({});
    expect(told.map(({ part }) => part)).toEqual(["request", "answer"]);
  });

  test("looks at one side alone when it is told to", async () => {
    const options = { requests: false, answers: false };
    const { outcome } = await call(options, { key }, { status: 200, body: "1" });
    expect(outcome).toBe(1);
  });
});

describe("a validator", () => {
  test("lets calls of other operations pass", () => {
    const validate = callValidator([checks]);
    expect(() => {
      validate.request("things/other", {});
      validate.answer("things/other", 200, 1);
    }).not.toThrow();
  });

  test("takes `default` where neither the status nor its range is known", () => {
    expect(() => {
      callValidator([checks]).answer("things/change", 302, "text");
    }).toThrow(ValidationError);
  });

  test("refuses what nests deeper than it can look, and passes other failures on", () => {
    const list: z.ZodMiniType = z.lazy(() => z.array(list));
    let deep: unknown = [];
    for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];
    const failing = z.unknown().check(
      z.refine(() => {
        throw new TypeError("broken");
      }),
    );
    const of = (answer: z.ZodMiniType): void =>
      callValidator([{ ...checks, answers: { default: answer } }]).answer(
        "things/change",
        200,
        deep,
      );
    expect(() => {
      of(list);
    }).toThrow("expected less nesting");
    expect(() => {
      of(failing);
    }).toThrow("broken");
  });

  test("finds the checks among what modules export", () => {
    const groups = { things: { change: checks, ChangeParams: "no check", none: null } };
    expect(operationChecks(groups)).toEqual([checks]);
  });

  test("is not the cause of every error", () => {
    expect(validationErrorOf(new Error("other", { cause: new Error("inner") }))).toBeUndefined();
    expect(validationErrorOf("text")).toBeUndefined();
    const error = new ValidationError("a", "answer", []);
    expect(validationErrorOf(error)).toBe(error);
  });
});
