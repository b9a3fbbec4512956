import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { BuilderOptions } from "../../src/builder/builder.js";
import type { BuildReport } from "../../src/builder/build-report.js";
import { createBuilder } from "../../src/builder/create-builder.js";
import { locateOutput } from "../../src/builder/output-location.js";
import { recoverOutput } from "../../src/builder/recover-output.js";
import { isAgentFlowError } from "../../src/errors/error.js";
import { type Clock, systemClock } from "../../src/runtime/clock.js";
import { faultyFileSystem, systemError, unflushedFileSystem } from "./faulty-file-system.js";
import {
  createProject,
  patternOf,
  snapshot,
  soundFiles,
  temporaryFolder,
  writeFiles,
} from "./project-fixture.js";

type Files = Readonly<Record<string, string>>;

const userFiles: Files = {
  "notes.txt": "mine",
  "docs/own.md": "mine too",
  "src/deep/own.ts": "and mine",
  "node_modules/left/index.js": "installed",
};
const former: Files = { ...soundFiles, "src/former.ts": "export const former = 1;\n" };
const next: Files = {
  ...soundFiles,
  "src/index.ts": "export const next = 2;\n",
  "docs/next.md": "Next\n",
};

/** Waits for no other process; loading a pattern keeps its limit. */
const impatientClock: Clock = {
  ...systemClock,
  sleep: (ms, signal) => (ms < 1000 ? Promise.resolve() : systemClock.sleep(ms, signal)),
};
const isAlive = (pid: number): boolean => pid !== 111;

type Kind = "fresh" | "empty" | "replacing";

interface Scene {
  readonly options: BuilderOptions;
  readonly out: string;
  /** What stood there before; `undefined`: nothing. */
  readonly before: Files | undefined;
  /** What is to stand there after a build, the record left out. */
  readonly after: Files;
}

/**
 * A project whose pattern plans `next`. Replacing: `former` stands there already, with files of the user's own.
 * @returns puts everything back to that
 */
async function createScene(kind: Kind): Promise<Scene & { readonly reset: () => void }> {
  let files = former;
  const options = {
    ...createProject(patternOf(() => files)),
    fileSystem: unflushedFileSystem,
    clock: impatientClock,
  };
  const out = join(options.projectDirectory, "made/integrations/status");
  const kept = join(temporaryFolder(), "before");
  if (kind === "replacing") {
    await build(options, out);
    writeFiles(out, userFiles);
    cpSync(out, kept, { recursive: true });
  }
  if (kind === "empty") mkdirSync(out, { recursive: true });
  files = next;
  return {
    options,
    out,
    before: standing(out),
    after: kind === "replacing" ? { ...next, ...userFiles } : next,
    reset() {
      for (const folder of ["made", ".agentflow"]) {
        rmSync(join(options.projectDirectory, folder), { recursive: true, force: true });
      }
      if (kind === "replacing") cpSync(kept, out, { recursive: true });
      if (kind === "empty") mkdirSync(out, { recursive: true });
    },
  };
}

function build(options: BuilderOptions, outDirectory: string): Promise<BuildReport> {
  return createBuilder(options).build(
    { name: "Status" },
    { outDirectory, verify: false, force: true },
  );
}

function standing(out: string): Files | undefined {
  return existsSync(out) ? snapshot(out) : undefined;
}

/** Without the record, which the new package is known by. */
function standingNew(out: string): Files | undefined {
  const { "agentflow.json": record = "", ...files } = standing(out) ?? {};
  return record.includes('"docs/next.md"') ? files : undefined;
}

/** Everything beside the package. */
function leftovers(out: string): readonly string[] {
  const parent = join(out, "..");
  return existsSync(parent) ? readdirSync(parent).filter((name) => name !== "status") : [];
}

describe.each([
  ["into no folder", "fresh"],
  ["into an empty folder", "empty"],
  ["over an older package", "replacing"],
] as const)("writing %s", (_, kind) => {
  test.each(["ENOSPC", "EIO", "EACCES", "EMFILE", "EROFS", "EFBIG"])(
    "leaves the old or the new package whole whichever call fails with %s",
    async (code) => {
      const { options, out, before, after, reset } = await createScene(kind);
      let call = 0;
      let reached = true;
      while (reached) {
        call += 1;
        reset();
        const faulty = faultyFileSystem({ call, error: systemError(code), deadly: false });
        const ended = await build({ ...options, fileSystem: faulty.fileSystem }, out).catch(
          (error: unknown) => error,
        );
        reached = faulty.calls() >= call;
        const failed = ended instanceof Error;
        expect(failed ? standing(out) : standingNew(out), `call ${call}`).toEqual(
          failed ? before : after,
        );
        expect(leftovers(out), `call ${call}`).toEqual([]);
        // Folders around the package were made for it alone.
        expect(existsSync(join(out, ".."))).toBe(!failed || kind !== "fresh");
        expect(failed ? namedCause(ended) : code, `call ${call}`).toBe(code);
      }
      // The last run met no fault; many calls before it did.
      expect(call).toBeGreaterThan(30);
    },
    60_000,
  );

  test("can be repeated whichever call the process died at, and no file of the user's is lost", async () => {
    const { options, out, before, after, reset } = await createScene(kind);
    let call = 0;
    let reached = true;
    while (reached) {
      call += 1;
      reset();
      const dying = faultyFileSystem({ call, error: new Error("killed"), deadly: true });
      const process = { pid: 111, host: "here", isAlive };
      await build({ ...options, fileSystem: dying.fileSystem, process }, out).catch(
        () => undefined,
      );
      reached = dying.calls() >= call;
      const location = await locateOutput(unflushedFileSystem, out, options.projectDirectory);
      await recoverOutput(unflushedFileSystem, location);
      const isNew = standingNew(out) !== undefined;
      // An empty folder may be gone: there was nothing in it to lose.
      expect((isNew ? standingNew(out) : standing(out)) ?? {}, `call ${call}`).toEqual(
        (isNew ? after : before) ?? {},
      );
      await build({ ...options, process: { ...process, pid: 222 } }, out);
      expect(standingNew(out), `call ${call}`).toEqual(after);
      expect(leftovers(out), `call ${call}`).toEqual([]);
    }
    expect(call).toBeGreaterThan(30);
  }, 60_000);
});

/** The system's code, when the error is one that names path and cause as it should. */
function namedCause(error: unknown): string | undefined {
  const codes: readonly string[] = ["AF_WRITE_FAILED", "AF_OUTPUT_UNWRITABLE"];
  if (!isAgentFlowError(error) || !codes.includes(error.code)) return undefined;
  return /^"\/.*" .*\((E[A-Z]+)\)\.$/.exec(error.message)?.[1];
}
