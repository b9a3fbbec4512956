import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { environmentSecrets } from "../../../src/runtime/secrets/environment-secrets.js";
import {
  SecretManager,
  type SecretManagerOptions,
} from "../../../src/runtime/secrets/secret-manager.js";
import { FakeClock } from "../../../src/testing.js";
import { rejection } from "../hub.js";

type Variables = Record<string, string | undefined>;

function managerOf(environment: Variables, options: SecretManagerOptions = {}): SecretManager {
  return new SecretManager({ sources: [environmentSecrets({ environment })], ...options });
}

async function reveal(manager: SecretManager, name: string): Promise<string> {
  return (await manager.get(name)).reveal();
}

/** A source whose answers are given one by one. */
class SlowSource {
  readonly asked: { readonly name: string; readonly signal: AbortSignal }[] = [];
  readonly #waiting: PromiseWithResolvers<string | undefined>[] = [];

  readonly read = (name: string, signal: AbortSignal): Promise<string | undefined> => {
    this.asked.push({ name, signal });
    const answer = Promise.withResolvers<string | undefined>();
    this.#waiting.push(answer);
    return answer.promise;
  };

  answer(value: string | undefined): void {
    this.#waiting.shift()?.resolve(value);
  }

  fail(error: unknown): void {
    this.#waiting.shift()?.reject(error);
  }
}

/** Lets everything happen that needs no more time. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const missing = { code: "AF_SECRET_MISSING" };
const invalid = { code: "AF_SECRET_INVALID" };
const unreadable = { code: "AF_SECRET_UNREADABLE" };

describe("SecretManager", () => {
  it("reads the process's environment by default", async () => {
    vi.stubEnv("AGENTFLOW_TEST_TOKEN", "y");
    expect(await reveal(new SecretManager(), "AGENTFLOW_TEST_TOKEN")).toBe("y");
    vi.unstubAllEnvs();
  });

  it("reads variables by prefix and name", async () => {
    const environment = { APP_TOKEN: "x" };
    const sources = [environmentSecrets({ prefix: "APP_", environment })];
    const manager = new SecretManager({ sources });
    expect(await reveal(manager, "TOKEN")).toBe("x");
    expect([await manager.has("TOKEN"), await manager.has("OTHER")]).toEqual([true, false]);
  });

  it("takes a secret from the first source that has it", async () => {
    const sources = [
      () => undefined,
      { read: () => "" },
      async () => "third",
      environmentSecrets({ environment: { TOKEN: "fourth" } }),
    ];
    expect(await reveal(new SecretManager({ sources }), "TOKEN")).toBe("third");
  });

  it("says where a secret was looked for", async () => {
    const environment = { APP_EMPTY: "" };
    const sources = [environmentSecrets({ prefix: "APP_", environment }), () => undefined];
    const manager = new SecretManager({ sources });
    for (const name of ["TOKEN", "EMPTY", "constructor"]) {
      await expect(manager.get(name)).rejects.toMatchObject({
        ...missing,
        message: `The secret "${name}" is not set. Looked for: the environment variable "APP_${name}", a source.`,
      });
    }
  });

  it("says that it has no source", async () => {
    await expect(new SecretManager({ sources: [] }).get("TOKEN")).rejects.toThrow("no source");
  });

  it.each([
    ["a predicate", (text: string) => text.startsWith("ok")],
    [
      "a predicate that throws",
      (text: string) => {
        if (!text.startsWith("ok")) throw new Error(text);
        return true;
      },
    ],
    ["a schema", z.string().startsWith("ok")],
  ])("validates with %s and does not show what it refuses", async (_kind, validation) => {
    const environment = { GOOD: "ok-1", BAD: "refused-value-1" };
    const manager = managerOf(environment, { validations: { GOOD: validation, BAD: validation } });
    expect(await reveal(manager, "GOOD")).toBe("ok-1");
    expect(await manager.has("BAD")).toBe(false);
    const error = await rejection(manager.get("BAD"));
    expect(error).toMatchObject(invalid);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("refused-value-1");
  });

  it("validates only what has a validation of its own", async () => {
    const manager = managerOf({ constructor: "x" }, { validations: {} });
    expect(await reveal(manager, "constructor")).toBe("x");
  });

  it.each([{ ttl: 0 }, { ttl: Number.NaN }, { timeout: -1 }])("refuses %j", (options) => {
    expect(() => new SecretManager(options)).toThrow(RangeError);
  });
});

describe("a secret that is kept", () => {
  it("is the same for its time, and then read again", async () => {
    const clock = new FakeClock();
    const environment = { TOKEN: "old" };
    const manager = managerOf(environment, { clock, ttl: 1_000 });
    const first = await manager.get("TOKEN");
    environment.TOKEN = "new";
    clock.advance(999);
    expect(await manager.get("TOKEN")).toBe(first);
    clock.advance(1);
    expect(await reveal(manager, "TOKEN")).toBe("new");
  });

  it("stays the same object when it is read again and did not change", async () => {
    const clock = new FakeClock();
    const manager = managerOf({ TOKEN: "x" }, { clock, ttl: 1_000 });
    const first = await manager.get("TOKEN");
    clock.advance(1_000);
    expect(await manager.get("TOKEN")).toBe(first);
  });

  it("is not kept when it is gone", async () => {
    const environment: Variables = { TOKEN: "old" };
    const manager = managerOf(environment);
    await manager.get("TOKEN");
    environment["TOKEN"] = undefined;
    await expect(manager.rotate("TOKEN")).rejects.toMatchObject(missing);
    await expect(manager.get("TOKEN")).rejects.toMatchObject(missing);
  });

  it("is used on when its source fails, which is told once, and asked for again after 30 s", async () => {
    const clock = new FakeClock();
    const read = vi.fn<() => string>().mockReturnValue("old");
    const onFailure = vi.fn<(name: string, error: unknown) => void>();
    const manager = new SecretManager({ sources: [read], clock, ttl: 60_000, onFailure });
    await manager.get("TOKEN");
    read.mockImplementation(() => {
      throw new Error("down");
    });
    clock.advance(60_000);
    const waiting = [manager.get("TOKEN"), manager.get("TOKEN")];
    for (const secret of await Promise.all(waiting)) expect(secret.reveal()).toBe("old");
    expect(onFailure).toHaveBeenCalledExactlyOnceWith("TOKEN", expect.objectContaining(unreadable));
    clock.advance(29_999);
    await manager.get("TOKEN");
    expect(read).toHaveBeenCalledTimes(2);
    read.mockReturnValue("new");
    clock.advance(1);
    expect(await reveal(manager, "TOKEN")).toBe("new");
  });
});

describe("a read", () => {
  it("is one for all who wait for it", async () => {
    const source = new SlowSource();
    const manager = new SecretManager({ sources: [source] });
    const waiting = Array.from({ length: 1_000 }, () => manager.get("TOKEN"));
    await settled();
    expect(source.asked).toHaveLength(1);
    source.answer("x");
    expect(new Set(await Promise.all(waiting)).size).toBe(1);
  });

  it("of one name does not wait for that of another", async () => {
    const source = new SlowSource();
    const manager = new SecretManager({ sources: [source] });
    const both = manager.require(["A", "B"]);
    await settled();
    expect(source.asked.map(({ name }) => name)).toEqual(["A", "B"]);
    source.answer("1");
    source.answer("2");
    expect((await both).B.reveal()).toBe("2");
  });

  it("that failed is not kept", async () => {
    const source = new SlowSource();
    const manager = new SecretManager({ sources: [source] });
    const first = manager.get("TOKEN");
    await settled();
    source.fail(new Error("down"));
    await expect(first).rejects.toMatchObject(unreadable);
    const second = manager.get("TOKEN");
    await settled();
    source.answer("x");
    expect((await second).reveal()).toBe("x");
  });

  it("ends for the caller whose signal aborts, and goes on for the others", async () => {
    const source = new SlowSource();
    const manager = new SecretManager({ sources: [source] });
    const controller = new AbortController();
    const aborted = manager.get("TOKEN", { signal: controller.signal });
    const other = manager.get("TOKEN", { signal: new AbortController().signal });
    controller.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    await expect(manager.get("TOKEN", { signal: controller.signal })).rejects.toThrow("enough");
    await expect(manager.rotate("TOKEN", { signal: controller.signal })).rejects.toThrow("enough");
    await expect(manager.has("TOKEN", { signal: controller.signal })).rejects.toThrow("enough");
    await expect(manager.require(["TOKEN", "X"], { signal: controller.signal })).rejects.toThrow(
      "enough",
    );
    source.answer("x");
    expect((await other).reveal()).toBe("x");
  });

  it("that takes too long fails, tells the source, and leaves no timer", async () => {
    const clock = new FakeClock({ manual: true });
    const source = new SlowSource();
    const manager = new SecretManager({ sources: [source], clock, timeout: 500 });
    const late = rejection(manager.get("TOKEN"));
    await settled();
    clock.advance(500);
    expect(await late).toMatchObject({
      ...unreadable,
      message: 'The secret "TOKEN" could not be read from a source (no answer within 500 ms).',
    });
    expect(source.asked[0]?.signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
    source.fail(new Error("too late to matter"));
    await settled();
  });

  it.each([
    [new Error("no route"), "no route"],
    ["a text", "a text"],
  ])("that fails names the place and does not ask the next: %s", async (thrown, said) => {
    const failing = {
      describe: (name: string) => `the vault at ${name}`,
      read: () => Promise.reject(thrown),
    };
    const next = vi.fn<() => string>();
    const manager = new SecretManager({ sources: [failing, next] });
    await expect(manager.get("TOKEN")).rejects.toMatchObject({
      ...unreadable,
      message: `The secret "TOKEN" could not be read from the vault at TOKEN (${said}).`,
      cause: thrown,
    });
    await expect(manager.has("TOKEN")).rejects.toMatchObject(unreadable);
    expect(next).not.toHaveBeenCalled();
  });

  it("that fails shows no secret that is known, nor what looks like one", async () => {
    const source = (name: string): string => {
      if (name === "VAULT") return "correct horse battery";
      throw new Error("refused correct horse battery and password=hunter2hunter2");
    };
    const manager = new SecretManager({ sources: [source] });
    await manager.get("VAULT");
    const error = await rejection(manager.get("TOKEN"));
    const shown = inspect(error, { depth: 10, showHidden: true });
    expect(shown).toContain("refused [secret] and password=[secret]");
    expect(shown).not.toMatch(/horse|hunter2/);
  });
});

describe("several secrets", () => {
  const environment = { A: "1", B: "2", BAD: "x" };
  const validations = { A: (text: string) => text === "1", B: z.string(), BAD: () => false };

  it("are given by name", async () => {
    const { A, B } = await managerOf(environment).require(["A", "B"]);
    expect([A.reveal(), B.reveal()]).toEqual(["1", "2"]);
  });

  it("are those with a validation when none are named", async () => {
    const { A, B } = validations;
    const secrets = await managerOf(environment, { validations: { A, B } }).require();
    expect(Object.keys(secrets)).toEqual(["A", "B"]);
  });

  it("that cannot be used are named together", async () => {
    const source = environmentSecrets({ environment });
    const sources = [
      {
        ...source,
        read: (name: string, signal: AbortSignal) => {
          if (name === "LOCKED") throw new Error("locked");
          return source.read(name, signal);
        },
      },
    ];
    const manager = new SecretManager({ sources, validations });
    const error = await rejection(manager.require(["BAD", "A", "LOCKED", "GONE", "LOST"]));
    expect(error).toMatchObject({
      ...missing,
      message:
        '4 secrets cannot be used. Not set: "GONE", "LOST". Not readable: "LOCKED". Without the form that is expected: "BAD".',
      help: expect.stringMatching(/Check its value.*Mend this place.*Set it in one/),
    });
    expect((error as Error).cause).toMatchObject({ errors: { length: 4 } });
  });

  it("of which one cannot be used give its own error", async () => {
    const manager = managerOf(environment, { validations });
    await expect(manager.require()).rejects.toMatchObject({
      ...invalid,
      message: 'The secret "BAD" does not have the form that is expected.',
    });
  });
});

describe("rotation", () => {
  it("reads a value again at once and tells its name", async () => {
    const onRotate = vi.fn<(name: string) => void>();
    const environment = { TOKEN: "old", OTHER: "same" };
    const manager = managerOf(environment, { onRotate });
    await manager.require(["TOKEN", "OTHER"]);
    expect(onRotate).not.toHaveBeenCalled();
    environment.TOKEN = "new";
    await manager.rotate("OTHER");
    expect((await manager.rotate("TOKEN")).reveal()).toBe("new");
    expect(await reveal(manager, "TOKEN")).toBe("new");
    expect(onRotate).toHaveBeenCalledExactlyOnceWith("TOKEN");
  });

  it("reads every value again that is kept", async () => {
    const environment = { A: "1", B: "1" };
    const manager = managerOf(environment);
    await manager.require(["A", "B"]);
    Object.assign(environment, { A: "2", B: "2" });
    await manager.refresh();
    expect([await reveal(manager, "A"), await reveal(manager, "B")]).toEqual(["2", "2"]);
  });

  it("does not take the value of a read that began before", async () => {
    const source = new SlowSource();
    const manager = new SecretManager({ sources: [source] });
    const first = manager.get("TOKEN");
    const rotations = [manager.rotate("TOKEN"), manager.rotate("TOKEN")];
    await settled();
    source.answer("old");
    expect((await first).reveal()).toBe("old");
    await settled();
    expect(source.asked).toHaveLength(2);
    source.answer("new");
    for (const secret of await Promise.all(rotations)) expect(secret.reveal()).toBe("new");
  });

  it("reads again also after a read that failed", async () => {
    const source = new SlowSource();
    const manager = new SecretManager({ sources: [source] });
    const first = rejection(manager.get("TOKEN"));
    const rotated = manager.rotate("TOKEN");
    await settled();
    source.fail(new Error("down"));
    expect(await first).toMatchObject(unreadable);
    await settled();
    source.answer("new");
    expect((await rotated).reveal()).toBe("new");
  });

  it("keeps the value from before when the source fails", async () => {
    const read = vi.fn<() => string>().mockReturnValueOnce("old");
    const manager = new SecretManager({ sources: [read] });
    await manager.get("TOKEN");
    read.mockImplementation(() => {
      throw new Error("down");
    });
    await expect(manager.rotate("TOKEN")).rejects.toMatchObject(unreadable);
    expect(await reveal(manager, "TOKEN")).toBe("old");
  });

  it("still removes the value from before out of messages", async () => {
    const environment = { TOKEN: "first value", PIN: "other value" };
    const manager = managerOf(environment, { validations: { PIN: () => false } });
    await manager.get("TOKEN");
    environment.TOKEN = "second value";
    await manager.refresh();
    await manager.has("PIN");
    const said = `first%20value, second value and ${btoa("other value")}, password=hunter2hunter2`;
    expect(manager.redact(said)).toBe("[secret], [secret] and [secret], password=[secret]");
  });

  it("remembers eight values of a secret, and forgets the oldest", async () => {
    const environment = { TOKEN: "" };
    const manager = managerOf(environment);
    for (let index = 1; index <= 9; index += 1) {
      environment.TOKEN = `value number ${index}`;
      await manager.rotate("TOKEN");
    }
    expect(manager.redact("value number 1")).toBe("value number 1");
    expect(manager.redact("value number 2, value number 9")).toBe("[secret], [secret]");
  });
});

describe("a credential", () => {
  it("comes at once when it is kept, and is read when it is not", async () => {
    const clock = new FakeClock();
    const environment = { TOKEN: "old" };
    const credential = managerOf(environment, { clock, ttl: 1_000 }).credential("TOKEN");
    expect(await credential()).toBe("old");
    environment.TOKEN = "new";
    expect(credential({ refused: false })).toBe("old");
    clock.advance(1_000);
    expect(await credential()).toBe("new");
  });

  it("that was refused is read again, once for all calls that were refused in a second", async () => {
    const clock = new FakeClock();
    const read = vi.fn<() => string>().mockReturnValueOnce("old").mockReturnValue("new");
    const credential = new SecretManager({ sources: [read], clock }).credential("TOKEN");
    await credential();
    clock.advance(1_000);
    const [first, second] = [credential({ refused: true }), credential({ refused: true })];
    expect([await first, await second]).toEqual(["new", "new"]);
    clock.advance(999);
    expect(await credential({ refused: true })).toBe("new");
    expect(read).toHaveBeenCalledTimes(2);
    clock.advance(1);
    expect(await credential({ refused: true })).toBe("new");
    expect(read).toHaveBeenCalledTimes(3);
  });

  it("that was refused before it was ever read is read", async () => {
    const credential = managerOf({ TOKEN: "x" }).credential("TOKEN");
    expect(await credential({ refused: true })).toBe("x");
  });

  it("that is not set rejects", async () => {
    await expect(managerOf({}).credential("TOKEN")()).rejects.toMatchObject(missing);
  });
});
