import { deepStrictEqual } from "node:assert/strict";
import { Console } from "node:console";
import { PassThrough } from "node:stream";
import { format, inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { isSecret } from "../../../src/runtime/secrets/is-secret.js";
import { secret, Secret } from "../../../src/runtime/secrets/secret.js";

const value = 'pass"word/+%ü';

/** What a console prints. */
function printed(print: (out: Console) => void): string {
  const stream = new PassThrough();
  print(new Console(stream));
  return String(stream.read());
}

function failure(fails: () => void): unknown {
  try {
    fails();
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail.");
}

describe("Secret", () => {
  const hidden = new Secret(value);
  // What JavaScript lets anybody do, and TypeScript's rules refuse.
  const text = hidden as unknown as string;

  it.each<[string, () => string]>([
    ["String", () => String(hidden)],
    ["toString", () => hidden.toString()],
    ["a template", () => `is ${text}`],
    ["concatenation", () => "is " + text],
    ["a message", () => new Error(`refused ${text}`, { cause: hidden }).stack ?? ""],
    ["Symbol.toPrimitive", () => hidden[Symbol.toPrimitive]()],
    ["Array.prototype.join", () => [hidden].join()],
    ["JSON", () => JSON.stringify({ hidden, list: [hidden] })],
    ["inspect", () => inspect({ deep: [{ hidden }] }, { depth: 10 })],
    ["inspect of a map", () => inspect(new Map([[hidden, hidden]]))],
    ["inspect with hidden properties", () => inspect(hidden, { showHidden: true, getters: true })],
    ["inspect of an error", () => inspect(new Error("x", { cause: { hidden } }))],
    ["format", () => format("%s %o %O %j %d %i", hidden, hidden, hidden, hidden, hidden, hidden)],
    ["console.table", () => printed((out) => out.table([{ hidden }, hidden]))],
  ])("shows nothing of its value to %s", (_printer, print) => {
    const shown = print();
    expect(shown).not.toContain("pass");
    expect(shown).toContain("[secret]");
  });

  it.each<[string, () => unknown]>([
    [
      "inspect without its own printing",
      () => inspect(hidden, { customInspect: false, showHidden: true }),
    ],
    ["console.dir", () => printed((out) => out.dir({ hidden }, { showHidden: true }))],
    ["Object.entries", () => Object.entries(hidden)],
    ["Reflect.ownKeys", () => Reflect.ownKeys(hidden)],
    ["a number", () => Number(hidden)],
    [
      "a failed assertion",
      () =>
        failure(() => {
          deepStrictEqual({ hidden }, { hidden: 1 });
        }),
    ],
  ])("gives nothing of its value to %s", (_reader, read) => {
    expect(inspect(read(), { depth: 10, showHidden: true })).not.toContain("pass");
  });

  it.each([
    ["spreading", () => ({ ...(hidden as object) })],
    ["structuredClone", () => structuredClone(hidden)],
    ["Object.assign", () => Object.assign({}, hidden)],
  ])("is copied by %s as an empty object that is no secret", (_way, copy) => {
    expect(Reflect.ownKeys(copy())).toEqual([]);
    expect(isSecret(copy())).toBe(false);
  });

  it("is recognised whichever copy of the runtime made it", () => {
    const other = { [Symbol.for("agentflow.secret")]: true };
    expect([new Secret("x"), other, {}, null, "x"].map(isSecret)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(Reflect.get(new Secret("x"), Symbol.for("agentflow.secret"))).toBe(true);
  });

  it("gives its value when asked to reveal it", () => {
    expect(new Secret(value).reveal()).toBe(value);
  });

  it("reads a function once, and only when revealed", () => {
    const read = vi.fn<() => string>().mockReturnValue("x");
    const lazy = new Secret(read);
    expect(read).not.toHaveBeenCalled();
    expect([lazy.reveal(), lazy.reveal()]).toEqual(["x", "x"]);
    expect(read).toHaveBeenCalledOnce();
  });
});

describe("secret()", () => {
  it("reads the variable when first used", () => {
    const environment: Record<string, string> = {};
    const token = secret("TOKEN", environment);
    environment["TOKEN"] = "x";
    expect(token.reveal()).toBe("x");
  });

  it("reads the process's environment by default", () => {
    vi.stubEnv("AGENTFLOW_TEST_TOKEN", "from the environment");
    expect(secret("AGENTFLOW_TEST_TOKEN").reveal()).toBe("from the environment");
    vi.unstubAllEnvs();
  });

  it("finds nothing where the runtime has no process", () => {
    vi.stubGlobal("process", undefined);
    const token = secret("TOKEN");
    vi.unstubAllGlobals();
    expect(() => token.reveal()).toThrow('"TOKEN" is not set');
  });

  it.each([{}, { TOKEN: "" }])("names a variable that is not set: %j", (environment) => {
    expect(() => secret("TOKEN", environment).reveal()).toThrow(
      expect.objectContaining({
        code: "AF_SECRET_MISSING",
        message: expect.stringContaining('"TOKEN"'),
      }),
    );
  });
});
