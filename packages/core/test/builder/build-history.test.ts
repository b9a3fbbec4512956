import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { averageBuilds } from "../../src/builder/averages.js";
import {
  appendHistory,
  historyDirectory,
  historyPath,
  readHistory,
} from "../../src/builder/build-history.js";
import { systemFileSystem } from "../../src/builder/file-system.js";
import type { HistoryEntry } from "../../src/builder/history-entry.js";
import { temporaryFolder } from "./project-fixture.js";

function entry(change: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    time: "2026-01-01T00:00:00.000Z",
    name: "GitHub",
    directory: "integrations/github",
    result: "built",
    pattern: { package: "pattern-github", version: "1.0.0", id: "github" },
    verified: true,
    score: 100,
    reuse: 0.9,
    timings: { inspect: 1, render: 2, write: 3, typecheck: 4, tests: 5, total: 10 },
    cost: { usd: 0, tokens: 0 },
    ...change,
  };
}

async function remember(project: string, ...entries: readonly HistoryEntry[]): Promise<void> {
  for (const added of entries) await appendHistory(systemFileSystem, project, added);
}

describe("the history", () => {
  test("of a project without builds is empty", async () => {
    expect(await readHistory(systemFileSystem, temporaryFolder())).toEqual({
      entries: [],
      problems: [],
    });
  });

  test("tells builds in the order they ended", async () => {
    const project = temporaryFolder();
    await remember(project, entry({ name: "one" }), entry({ name: "two" }));
    const { entries } = await readHistory(systemFileSystem, project);
    expect(entries).toEqual([entry({ name: "one" }), entry({ name: "two" })]);
  });

  test("keeps the others when a line is torn or not an entry", async () => {
    const project = temporaryFolder();
    await remember(project, entry({ name: "one" }));
    appendFileSync(historyPath(project), '{"name":"other"}\n{"time":"2026');
    await remember(project, entry({ name: "two" }));
    const { entries, problems } = await readHistory(systemFileSystem, project);
    expect(entries.map(({ name }) => name)).toEqual(["one", "two"]);
    expect(problems.map(({ code, location }) => [code, location?.line])).toEqual([
      ["AF_HISTORY_INVALID", 2],
      ["AF_HISTORY_INVALID", 3],
    ]);
  });

  test("holds every line of builds that end at the same time", async () => {
    const project = temporaryFolder();
    await remember(project, entry());
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        remember(project, entry({ name: `build ${index}` })),
      ),
    );
    const { entries, problems } = await readHistory(systemFileSystem, project);
    expect([entries.length, problems]).toEqual([21, []]);
  });

  test("is not meant for the repository", async () => {
    const project = temporaryFolder();
    await remember(project, entry());
    expect(readFileSync(join(project, ".agentflow/.gitignore"), "utf8")).toBe("/history.jsonl\n");
  });

  test.each([
    ["/project", "/project/integrations/github", "integrations/github"],
    ["/project", "/elsewhere/github", "/elsewhere/github"],
    ["/project", "/project", "/project"],
  ])("in %s names %s as %s", (project, directory, named) => {
    expect(historyDirectory(project, directory)).toBe(named);
  });
});

describe("averages", () => {
  test("of nothing are nothing", () => {
    expect(averageBuilds([])).toEqual({
      overall: { builds: 0, failed: 0, duration: null, cost: null, score: null, reuse: null },
      patterns: [],
    });
  });

  test("are told over all builds and by pattern, sorted", () => {
    const other = { package: "pattern-a", version: "1.0.0", id: "a" };
    const timings = { ...entry().timings, total: 30 };
    const averages = averageBuilds([
      entry(),
      entry({ pattern: other, timings, score: 96, reuse: 0.5 }),
    ]);
    expect(averages.overall).toEqual({
      builds: 2,
      failed: 0,
      duration: 20,
      cost: 0,
      score: 98,
      reuse: 0.7,
    });
    expect(averages.patterns.map((pattern) => [pattern.package, pattern.duration])).toEqual([
      ["pattern-a", 30],
      ["pattern-github", 10],
    ]);
  });

  test("count failed builds, but only their cost", () => {
    const { score: _score, pattern: _pattern, ...rest } = entry({ result: "failed" });
    const failed = { ...rest, cost: { usd: 0.02, tokens: 100 } };
    expect(averageBuilds([entry(), failed]).overall).toMatchObject({
      builds: 2,
      failed: 1,
      duration: 10,
      cost: 0.01,
    });
  });

  test("take scores of verified builds only", () => {
    expect(averageBuilds([entry(), entry({ verified: false, score: 20 })]).overall.score).toBe(100);
  });
});
