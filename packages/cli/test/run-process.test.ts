import { describe, expect, test, vi } from "vitest";
import { type ProcessHost, runProcess } from "../src/run-process.js";

type Listener = (argument: unknown) => void;

/** A process that can be told what happens to it. */
class FakeProcess implements ProcessHost {
  readonly version = process.version;
  readonly argv: readonly string[];
  readonly env = {};
  readonly listeners = new Map<string, Listener>();
  readonly written = { stdout: "", stderr: "" };
  readonly streamErrors = new Map<string, (error: NodeJS.ErrnoException) => void>();
  readonly stdout = this.#stream("stdout");
  readonly stderr = this.#stream("stderr");
  exitCode: number | undefined;
  readonly exits: number[] = [];

  constructor(...argv: readonly string[]) {
    this.argv = ["node", "agentflow", ...argv];
  }

  cwd(): string {
    return import.meta.dirname;
  }

  exit(code: number): void {
    this.exits.push(code);
    this.exitCode = code;
    this.emit("exit", code);
  }

  on(event: string, listener: Listener): void {
    this.listeners.set(event, listener);
  }

  emit(event: string, argument?: unknown): void {
    this.listeners.get(event)?.(argument);
  }

  #stream(name: "stdout" | "stderr") {
    return {
      isTTY: false,
      write: (text: string, done?: () => void) => {
        this.written[name] += text;
        done?.();
      },
      on: (_event: "error", listener: (error: NodeJS.ErrnoException) => void) =>
        this.streamErrors.set(name, listener),
    };
  }
}

const brokenPipe = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });

describe("runProcess", () => {
  test("the process ends with the exit code of the command, and nothing is left to say", async () => {
    const host = new FakeProcess("integrate", "boo");
    await runProcess(host);
    expect(host.exitCode).toBe(2);
    expect(host.written.stderr).toContain("Unknown command 'boo'.");
    expect(host.written.stderr).not.toContain("AF_INTERNAL");
  });

  test("a process that nothing keeps alive ends by itself, and one that something does is ended", async () => {
    vi.useFakeTimers();
    try {
      const host = new FakeProcess("integrate", "boo");
      await runProcess(host);
      expect(host.exits).toEqual([]);
      vi.runAllTimers();
      expect(host.exits).toEqual([2]);
      expect(host.written.stderr).not.toContain("AF_INTERNAL");
    } finally {
      vi.useRealTimers();
    }
  });

  test("what ends the process afterwards does not change its exit code", async () => {
    const host = new FakeProcess("integrate", "boo");
    await runProcess(host);
    host.exit(0);
    expect(host.exitCode).toBe(2);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"])(
    "the first %s stops the command with 130",
    async (signal) => {
      const host = new FakeProcess("integrate", "create");
      const ended = runProcess(host);
      host.emit(signal);
      await ended;
      expect(host.exitCode).toBe(130);
      expect(host.written.stderr).toContain("error AF_INTERRUPTED: ");
    },
  );

  test("the second one ends the process at once", async () => {
    const host = new FakeProcess("integrate", "create");
    const ended = runProcess(host);
    host.emit("SIGINT");
    host.emit("SIGINT");
    expect(host.exits).toEqual([130]);
    expect(host.written.stderr).toBe("");
    await ended;
  });

  test.each(["uncaughtException", "unhandledRejection"])(
    "an %s fails the command without a stack trace",
    async (event) => {
      const host = new FakeProcess("integrate", "create");
      const ended = runProcess(host);
      host.emit(event, new Error("a plugin's timer threw"));
      await ended;
      expect(host.exitCode).toBe(1);
      expect(host.written.stderr).toContain(
        "error AF_INTERNAL: The command failed unexpectedly: a plugin's timer threw\n",
      );
      expect(host.written.stderr).not.toContain("    at ");
    },
  );

  test("a rejection with undefined fails the command too", async () => {
    const host = new FakeProcess("integrate", "create");
    const ended = runProcess(host);
    host.emit("unhandledRejection", undefined);
    await ended;
    expect(host.exitCode).toBe(1);
  });

  test("a reader that has gone does not stop the command", async () => {
    const host = new FakeProcess("--version");
    const ended = runProcess(host);
    host.streamErrors.get("stdout")?.(brokenPipe);
    await ended;
    expect(host.exitCode).toBe(0);
  });

  test("a stream that cannot be written for another reason does", async () => {
    const host = new FakeProcess("integrate", "create");
    const ended = runProcess(host);
    host.streamErrors.get("stdout")?.(Object.assign(new Error("write EIO"), { code: "EIO" }));
    await ended;
    expect(host.exitCode).toBe(1);
    expect(host.written.stderr).toContain("write EIO");
  });

  test("a process that ends before the command is done has failed, and says so", () => {
    const host = new FakeProcess("integrate", "create");
    void runProcess(host);
    host.emit("exit", 0);
    expect(host.exitCode).toBe(1);
    expect(host.written.stderr).toContain(
      "error AF_INTERNAL: The process ended before the command was done.",
    );
  });

  test("with --json it says so in one JSON document", () => {
    const host = new FakeProcess("integrate", "create", "--json");
    void runProcess(host);
    host.emit("exit", 0);
    expect(JSON.parse(host.written.stdout)).toMatchObject({
      error: { code: "AF_INTERNAL" },
      diagnostics: [],
    });
  });
});
