import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ProcessHost, ProcessStream } from "@agentflow/cli";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createPattern } from "../src/index.js";

const program = join(import.meta.dirname, "../bin/create-agentflow-pattern.mjs");
const run = promisify(execFile);

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "create-pattern-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A process of which only the arguments, the folder and what it prints matter. */
function hostOf(argv: readonly string[], folder: string): ProcessHost & { printed: string } {
  const stream = (): ProcessStream => ({
    write: (text, done) => {
      host.printed += text;
      done?.();
    },
    on: () => undefined,
  });
  const host = {
    argv: ["node", "create-agentflow-pattern", ...argv],
    version: process.version,
    env: process.env,
    stdout: stream(),
    stderr: stream(),
    printed: "",
    cwd: () => folder,
    exit: () => undefined,
    on: () => undefined,
  };
  return host;
}

test("it runs agentflow pattern new in the process that it is given", async () => {
  const folder = temporaryFolder();
  const host = hostOf(["my-service", "--json"], folder);
  await createPattern(host);
  expect(host.exitCode).toBe(0);
  expect(JSON.parse(host.printed)).toMatchObject({ package: "agentflow-pattern-my-service" });
  expect(readdirSync(folder)).toEqual(["my-service"]);
});

test("its arguments are those of agentflow pattern new", async () => {
  const cwd = temporaryFolder();
  const { stdout } = await run(process.execPath, [program, "my-service", "--json"], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({ package: "agentflow-pattern-my-service" });
  expect(readdirSync(cwd)).toEqual(["my-service"]);
});

test("a failure has the exit code and the one document of the command", async () => {
  const cwd = temporaryFolder();
  const failure = z
    .object({ code: z.number(), stdout: z.string() })
    .parse(
      await run(process.execPath, [program, "My Service", "--json"], { cwd }).catch(
        (error: unknown) => error,
      ),
    );
  expect(failure.code).toBe(2);
  expect(JSON.parse(failure.stdout)).toMatchObject({ error: { code: "AF_USAGE_INVALID" } });
});
