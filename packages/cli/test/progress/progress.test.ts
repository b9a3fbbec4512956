import type { BuildProgress, Subtask } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { CommandContext } from "../../src/command-context.js";
import { createProgress } from "../../src/progress/progress.js";
import { fakeIo, type FakeIoOptions } from "../run-command.js";
import { sampleCandidate } from "../sample-reports.js";

const subtask: Subtask = {
  id: "docs",
  title: "Documentation\u001B[2J",
  artifact: "docs",
  dependsOn: [],
  difficulty: "low",
  estimatedTokens: 0,
  plan: () => [],
};

const selected: BuildProgress = {
  type: "selected",
  selection: { chosen: sampleCandidate.pattern, candidates: [sampleCandidate] },
};

function progressOn(options: FakeIoOptions, quiet = false) {
  const ticks: (() => void)[] = [];
  const time = { now: 0, stopped: false };
  const { io, written } = fakeIo({
    ...options,
    now: () => time.now,
    repeat: (action) => {
      ticks.push(action);
      return () => {
        time.stopped = true;
      };
    },
  });
  const progress = createProgress(new CommandContext(io, false), quiet);
  const taken = (): string => {
    const text = written.stderr;
    written.stderr = "";
    return text;
  };
  return { progress, time, taken, tick: () => ticks.forEach((action) => action()), written };
}

describe("on a terminal", () => {
  const terminal = { terminal: true, columns: 80, environment: { NO_COLOR: "1" } };

  test("a running stage moves with its elapsed time, and stays as a line when it has ended", () => {
    const { progress, time, taken, tick } = progressOn(terminal);
    progress.listen({ type: "stage-started", stage: "inspect" });
    expect(taken()).toBe("\u001B[J⠋ Reading the description         0.00 s\n");
    time.now = 160;
    tick();
    expect(taken()).toBe("\r\u001B[1A\u001B[J⠹ Reading the description         0.16 s\n");
    progress.listen({ type: "stage-finished", stage: "inspect", duration: 412 });
    expect(taken()).toBe("\r\u001B[1A\u001B[J✔ Reading the description         0.41 s\n");
  });

  test("two stages that run at once have a line each", () => {
    const { progress, taken } = progressOn(terminal);
    progress.listen({ type: "stage-started", stage: "typecheck" });
    progress.listen({ type: "stage-started", stage: "tests" });
    taken();
    progress.listen({ type: "stage-finished", stage: "tests", duration: 7000 });
    expect(taken()).toBe(
      "\r\u001B[2A\u001B[J✔ Running the tests               7.00 s\n⠋ Type-checking                   0.00 s\n",
    );
  });

  test("a stage tells what it is at", () => {
    const { progress, taken } = progressOn(terminal);
    progress.listen({ type: "stage-started", stage: "select" });
    progress.listen(selected);
    expect(taken()).toContain("0.00 s  @agentflow/pattern-api 0.1.0\n");
    progress.listen({ type: "stage-started", stage: "inspect" });
    progress.listen({ type: "document", source: "x", bytes: 1_500_000, total: 29_000_000 });
    expect(taken()).toContain("1.5 MB of 29.0 MB\n");
    progress.listen({ type: "document", source: "x", bytes: 1_500_000, total: undefined });
    expect(taken()).toContain("0.00 s  1.5 MB\n");
  });

  test("text from a pattern does not reach the terminal unescaped", () => {
    const { progress, taken } = progressOn(terminal);
    progress.listen({ type: "stage-started", stage: "render" });
    taken();
    progress.listen({ type: "subtask", event: { type: "started", node: subtask, at: 0 } });
    expect(taken()).toBe(
      "\r\u001B[1A\u001B[J⠋ Rendering the files             0.00 s  Documentation\n",
    );
  });

  test("no line is longer than the terminal is wide", () => {
    const { progress, taken } = progressOn({ ...terminal, columns: 50 });
    progress.listen({ type: "stage-started", stage: "inspect" });
    progress.listen({ type: "document", source: "x", bytes: 1_500_000, total: 29_000_000 });
    const lines = taken()
      .split("\n")
      .map((line) => line.slice(line.lastIndexOf("\u001B[J") + 1));
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line.length).toBeLessThan(50);
  });

  test("at the end nothing moves any more and no running stage is left", () => {
    const { progress, time, taken, tick } = progressOn(terminal);
    progress.listen({ type: "stage-started", stage: "inspect" });
    taken();
    progress.end();
    expect(taken()).toBe("\r\u001B[1A\u001B[J");
    tick();
    expect(taken()).toBe("");
    expect(time.stopped).toBe(true);
  });
});

describe("elsewhere", () => {
  test.each<[string, FakeIoOptions]>([
    ["without a terminal", {}],
    ["under CI", { terminal: true, environment: { CI: "1", NO_COLOR: "1" } }],
    ["on a dumb terminal", { terminal: true, environment: { TERM: "dumb" } }],
  ])("%s there is one plain line for each stage that ended", (_name, options) => {
    const { progress, taken } = progressOn(options);
    progress.listen({ type: "stage-started", stage: "select" });
    progress.listen(selected);
    progress.listen({ type: "stage-finished", stage: "select", duration: 20 });
    progress.end();
    expect(taken()).toBe("Using @agentflow/pattern-api 0.1.0\nChoosing the pattern 0.02 s\n");
  });

  test("quiet is quiet", () => {
    const { progress, taken } = progressOn({ terminal: true }, true);
    progress.listen({ type: "stage-started", stage: "select" });
    progress.listen({ type: "stage-finished", stage: "select", duration: 20 });
    progress.end();
    expect(taken()).toBe("");
  });
});
