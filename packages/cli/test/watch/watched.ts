import { type BuildOptions, type BuildReport, digestOf } from "@agentflow/core";
import { FakeClock } from "@agentflow/core/testing";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../src/run.js";
import type { FolderEvents } from "../../src/watch/folder-events.js";
import { FakeBuilder } from "../fake-builder.js";
import { fakeIo } from "../run-command.js";
import { sampleReport } from "../sample-reports.js";
import { temporaryFolder } from "../temporary-folder.js";

/** A command that watches, in this process: time passes by itself, and events come only from the test. */
export async function watched(
  files: Readonly<Record<string, string | object>>,
  argv: readonly string[],
  read: readonly string[] = ["api.json"],
) {
  const project = await temporaryFolder({ "package.json": {}, ...files });
  const builder = new FakeBuilder();
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const listening = new Map<string, Parameters<FolderEvents>[1]>();
  const { io, written } = fakeIo({
    createBuilder: builder.create,
    workingDirectory: project,
    signal: controller.signal,
    watching: {
      clock: new FakeClock(),
      events: (folder, onEvent) => {
        listening.set(folder, onEvent);
        return () => void listening.delete(folder);
      },
    },
  });
  const reads = async ({ onProgress }: BuildOptions): Promise<void> => {
    for (const name of read) {
      const path = join(project, name);
      const bytes = await readFile(path).catch(() => undefined);
      onProgress?.({ type: "file", path, digest: bytes && digestOf(bytes) });
    }
  };
  builder.onBuild = async (options): Promise<BuildReport> => {
    await reads(options);
    return sampleReport;
  };
  return {
    project,
    builder,
    controller,
    listening,
    written,
    reads,
    /** Starts the command; resolves with its exit code. */
    start: () => run(["integrate", "create", ...argv, "--watch"], io),
  };
}

/** Waits until something holds, by letting everything else go on; at most until the test has ended. */
export async function until(holds: () => boolean): Promise<void> {
  const test = new AbortController();
  onTestFinished(() => test.abort());
  while (!test.signal.aborted && !holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** Lines that were printed. */
export function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

/** Writes a file in one step: here no time passes in which the command could wait for the rest. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
