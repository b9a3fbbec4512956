import * as fc from "fast-check";
import { expect, test } from "vitest";
import { runGraph } from "../../src/orchestrator/run-graph.js";
import { checkGraph, type GraphNode } from "../../src/orchestrator/subtask-graph.js";

const node = (id: string, ...dependsOn: string[]): GraphNode => ({ id, dependsOn });

test.each([
  ["nothing", []],
  ["a chain in any order", [node("c", "b"), node("a"), node("b", "a")]],
  ["the same dependency twice", [node("a"), node("b", "a", "a")]],
])("%s can run", (_, nodes) => {
  expect(() => checkGraph(nodes)).not.toThrow();
});

test.each([
  [[node("a"), node("a")], 'Two subtasks have the id "a".'],
  [[node("a", "b")], 'Subtask "a" waits for "b", which does not exist.'],
  [[node("a", "a")], 'Subtasks wait for each other: "a" → "a".'],
  [
    [node("start"), node("a", "start", "c"), node("b", "a"), node("c", "b"), node("behind", "c")],
    'Subtasks wait for each other: "a" → "c" → "b" → "a".',
  ],
  [
    [node("behind", "a"), node("a", "b"), node("b", "a")],
    'Subtasks wait for each other: "a" → "b" → "a".',
  ],
  [[node("\u202e", "\n")], 'Subtask "\\u202e" waits for "\\n", which does not exist.'],
])("%j cannot run: %s", (nodes, message) => {
  expect(() => checkGraph(nodes)).toThrow(
    expect.objectContaining({ code: "AF_PLAN_INVALID", message }),
  );
});

/** Graphs in which a node depends on earlier ones only, given in any order. */
const runnable = fc
  .integer({ min: 0, max: 12 })
  .chain((size) =>
    fc
      .tuple(
        ...Array.from({ length: size }, (_, index) =>
          fc
            .subarray(Array.from({ length: index }, (__, earlier) => String(earlier)))
            .map((dependsOn) => node(String(index), ...dependsOn)),
        ),
      )
      .chain((nodes) => fc.shuffledSubarray(nodes, { minLength: size })),
  );

test("every graph without a cycle runs each node once, after all it depends on", async () => {
  await fc.assert(
    fc.asyncProperty(runnable, fc.integer({ min: 1, max: 4 }), async (nodes, concurrency) => {
      const done: string[] = [];
      let running = 0;
      await runGraph(
        nodes,
        async ({ id, dependsOn }) => {
          running += 1;
          expect(running).toBeLessThanOrEqual(concurrency);
          expect(done).toEqual(expect.arrayContaining([...dependsOn]));
          await Promise.resolve();
          running -= 1;
          done.push(id);
        },
        { concurrency },
      );
      expect(done.toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
    }),
  );
});
