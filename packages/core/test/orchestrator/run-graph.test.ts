import { expect, test } from "vitest";
import { AgentFlowError } from "../../src/errors/error.js";
import type { GraphEvent } from "../../src/orchestrator/graph-event.js";
import { type GraphRun, runGraph, type RunGraphOptions } from "../../src/orchestrator/run-graph.js";
import type { GraphNode } from "../../src/orchestrator/subtask-graph.js";
import { SteppedClock } from "./stepped-clock.js";

const node = (id: string, ...dependsOn: string[]): GraphNode => ({ id, dependsOn });
const six = ["a", "b", "c", "d", "e", "f"].map((id) => node(id));
const diamond = [
  node("top"),
  node("left", "top"),
  node("right", "top"),
  node("bottom", "left", "right"),
];

/** Runs nodes that each wait 200 ms and give back their id. */
async function runWaiting(
  nodes: readonly GraphNode[],
  options: RunGraphOptions<GraphNode> = {},
): Promise<GraphRun<string>> {
  const clock = new SteppedClock();
  const running = runGraph(
    nodes,
    async ({ id }) => {
      await clock.sleep(200);
      return id;
    },
    { ...options, clock },
  );
  await clock.run();
  return running;
}

/** `[id, start, end]` of each outcome. */
const schedule = ({ outcomes }: GraphRun<unknown>): unknown =>
  outcomes.map(({ id, start, end }) => [id, start, end]);

test("six independent tasks of 200 ms all start at 0 and end at 200", async () => {
  const run = await runWaiting(six);
  expect(schedule(run)).toEqual(six.map(({ id }) => [id, 0, 200]));
  expect(run.duration).toBe(200);
});

test("a task starts when the last of those it depends on has ended", async () => {
  expect(schedule(await runWaiting(diamond))).toEqual([
    ["top", 0, 200],
    ["left", 200, 400],
    ["right", 200, 400],
    ["bottom", 400, 600],
  ]);
});

test("with room for two, six tasks run in three rounds, in the order given", async () => {
  expect(schedule(await runWaiting(six, { concurrency: 2 }))).toEqual([
    ["a", 0, 200],
    ["b", 0, 200],
    ["c", 200, 400],
    ["d", 200, 400],
    ["e", 400, 600],
    ["f", 400, 600],
  ]);
});

test("without a limit given, six run at once and the seventh waits", async () => {
  const run = await runWaiting([...six, node("g")]);
  expect(run.outcomes.at(-1)).toMatchObject({ id: "g", start: 200, end: 400 });
});

test("a task that depends on a slow one does not hold back the others", async () => {
  const clock = new SteppedClock();
  const waits: Record<string, number> = { slow: 500, quick: 100, afterSlow: 100, afterQuick: 100 };
  const nodes = [
    node("slow"),
    node("afterSlow", "slow"),
    node("quick"),
    node("afterQuick", "quick"),
  ];
  const running = runGraph(nodes, ({ id }) => clock.sleep(waits[id] ?? 0), {
    clock,
    concurrency: 2,
  });
  await clock.run();
  expect(schedule(await running)).toEqual([
    ["slow", 0, 500],
    ["afterSlow", 500, 600],
    ["quick", 0, 100],
    ["afterQuick", 100, 200],
  ]);
});

test("results come in the order given, whatever the order they finish in", async () => {
  const clock = new SteppedClock();
  const running = runGraph(
    six,
    async ({ id }) => {
      await clock.sleep(1000 - id.charCodeAt(0));
      return id;
    },
    { clock },
  );
  await clock.run();
  expect((await running).outcomes.map(({ result }) => result)).toEqual([
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
  ]);
});

test("an empty graph is done at once", async () => {
  expect(await runGraph([], () => 1)).toMatchObject({ outcomes: [], cost: { usd: 0, tokens: 0 } });
});

test("a task may answer without a promise", async () => {
  const { outcomes } = await runGraph([node("a")], ({ id }) => id);
  expect(outcomes).toMatchObject([{ id: "a", result: "a", attempts: 1 }]);
});

test("without a clock given, time is measured in milliseconds", async () => {
  const { duration, outcomes } = await runGraph([node("a")], () => 1);
  expect(duration).toBeGreaterThanOrEqual(outcomes[0]?.duration ?? -1);
});

test("a failed task is tried once more", async () => {
  const attempts: number[] = [];
  const { outcomes } = await runGraph([node("a")], (_, { attempt }) => {
    attempts.push(attempt);
    if (attempt === 1) throw new Error("passing");
    return "done";
  });
  expect(attempts).toEqual([1, 2]);
  expect(outcomes).toMatchObject([{ result: "done", attempts: 2 }]);
});

test("the time of a task includes its failed attempts", async () => {
  const clock = new SteppedClock();
  const running = runGraph(
    [node("a")],
    async (_, { attempt }) => {
      await clock.sleep(200);
      if (attempt === 1) throw new Error("passing");
    },
    { clock },
  );
  await clock.run();
  expect((await running).outcomes).toMatchObject([
    { start: 0, end: 400, duration: 400, attempts: 2 },
  ]);
});

test("a task that keeps failing is named, with its last reason", async () => {
  const cause = new Error("no luck");
  const running = runGraph([node("render")], () => Promise.reject(cause), { attempts: 3 });
  await expect(running).rejects.toMatchObject({
    code: "AF_SUBTASK_FAILED",
    message: 'Subtask "render" failed after 3 attempts: no luck',
    cause,
  });
});

test("one attempt is called one attempt, and what is thrown need not be an error", async () => {
  const running = runGraph([node("a")], () => Promise.reject("text"), {
    attempts: 1,
  });
  await expect(running).rejects.toMatchObject({
    message: 'Subtask "a" failed after 1 attempt: text',
  });
});

test("an error that the tools threw on purpose is not tried again and stays what it is", async () => {
  const error = new AgentFlowError("AF_CODE_REFUSED", "No.", { help: "Do." });
  let calls = 0;
  const running = runGraph([node("a")], () => {
    calls += 1;
    throw error;
  });
  await expect(running).rejects.toBe(error);
  expect(calls).toBe(1);
});

test("the caller decides what is worth another try", async () => {
  let calls = 0;
  const running = runGraph(
    [node("a")],
    () => {
      calls += 1;
      throw new Error("final");
    },
    { retryable: (error) => error instanceof TypeError, attempts: 5 },
  );
  await expect(running).rejects.toMatchObject({ code: "AF_SUBTASK_FAILED" });
  expect(calls).toBe(1);
});

test("after a failure nothing new starts, and the run ends when the running tasks have ended", async () => {
  const clock = new SteppedClock();
  const ended: string[] = [];
  const nodes = [node("bad"), node("slow"), node("after", "slow"), node("next")];
  const running = runGraph(
    nodes,
    async ({ id }, { signal }) => {
      await clock.sleep(id === "bad" ? 100 : 300);
      ended.push(`${id} ${signal.aborted ? "stopped" : "running"} at ${clock.now()}`);
      if (id === "bad") throw new Error("bad");
    },
    { clock, concurrency: 2, attempts: 1 },
  );
  const settled = running.catch(() => `rejected at ${clock.now()}`);
  await clock.run();
  expect(await settled).toBe("rejected at 300");
  expect(ended).toEqual(["bad running at 100", "slow stopped at 300"]);
});

test("an abort reaches the running tasks, and the run is interrupted", async () => {
  const controller = new AbortController();
  const reason = new Error("Ctrl-C");
  const started: string[] = [];
  const running = runGraph(
    [node("a"), node("b", "a")],
    ({ id }, { signal }) => {
      started.push(id);
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(new Error("stopped")));
        controller.abort(reason);
      });
    },
    { signal: controller.signal },
  );
  await expect(running).rejects.toMatchObject({ code: "AF_INTERRUPTED", cause: reason });
  expect(started).toEqual(["a"]);
});

test("a signal that has aborted already starts nothing", async () => {
  let started = false;
  const running = runGraph([node("a")], () => (started = true), { signal: AbortSignal.abort() });
  await expect(running).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
  expect(started).toBe(false);
});

test("what a task charges is its cost, failed attempts included, and the sum is the run's", async () => {
  const { outcomes, cost } = await runGraph(
    [node("a"), node("b")],
    ({ id }, { attempt, charge }) => {
      charge({ usd: 0.001, tokens: 10 });
      if (id === "a" && attempt === 1) throw new Error("passing");
    },
  );
  expect(outcomes.map((outcome) => outcome.cost)).toEqual([
    { usd: 0.002, tokens: 20 },
    { usd: 0.001, tokens: 10 },
  ]);
  expect(cost).toEqual({ usd: 0.003, tokens: 30 });
});

test.each([
  { usd: -1, tokens: 0 },
  { usd: 0, tokens: Number.NaN },
  { usd: Infinity, tokens: 0 },
])("%j is not a cost", async (cost) => {
  const running = runGraph([node("a")], (_, { charge }) => charge(cost));
  await expect(running).rejects.toMatchObject({
    code: "AF_SUBTASK_FAILED",
    message: expect.stringContaining("is not a cost"),
  });
});

const estimate = (usd: number) => () => ({ usd, tokens: 0 });

test("a task that no longer fits the budget of 0.02 USD does not start", async () => {
  const started: string[] = [];
  const running = runGraph(
    [node("a"), node("b", "a")],
    ({ id }, { charge }) => {
      started.push(id);
      charge({ usd: 0.015, tokens: 1000 });
    },
    { estimate: estimate(0.01) },
  );
  await expect(running).rejects.toMatchObject({
    code: "AF_BUDGET_EXCEEDED",
    message:
      'Subtask "b" would spend about 0.01 USD, but 0.015 USD of the budget of 0.02 USD is spent.',
  });
  expect(started).toEqual(["a"]);
});

test("a budget that is spent exactly is not exceeded", async () => {
  const nodes = [node("a"), node("b", "a"), node("c", "b")];
  const { cost } = await runGraph(nodes, (_, { charge }) => charge({ usd: 0.1, tokens: 0 }), {
    budget: 0.3,
    estimate: estimate(0.1),
  });
  expect(cost.usd).toBeCloseTo(0.3);
});

test("a task waits while running tasks may yet spend what it needs", async () => {
  const clock = new SteppedClock();
  const running = runGraph(
    [node("a"), node("b")],
    async (_, { charge }) => {
      await clock.sleep(200);
      charge({ usd: 0.001, tokens: 0 });
    },
    { clock, estimate: estimate(0.015) },
  );
  await clock.run();
  expect(schedule(await running)).toEqual([
    ["a", 0, 200],
    ["b", 200, 400],
  ]);
});

test("a task that spends nothing starts beside one that reserves the whole budget", async () => {
  const clock = new SteppedClock();
  const running = runGraph([node("dear"), node("free")], () => clock.sleep(200), {
    clock,
    estimate: ({ id }) => ({ usd: id === "dear" ? 0.02 : 0, tokens: 0 }),
  });
  await clock.run();
  expect(schedule(await running)).toEqual([
    ["dear", 0, 200],
    ["free", 0, 200],
  ]);
});

test("another attempt needs a budget like the first", async () => {
  const running = runGraph(
    [node("a")],
    (_, { charge }) => {
      charge({ usd: 0.015, tokens: 0 });
      throw new Error("passing");
    },
    { estimate: estimate(0.015) },
  );
  await expect(running).rejects.toMatchObject({ code: "AF_BUDGET_EXCEEDED" });
});

test("what was charged reduces what is set aside for the same task", async () => {
  const clock = new SteppedClock();
  const running = runGraph(
    [node("first"), node("second"), node("gate")],
    async ({ id }, { charge }) => {
      if (id === "first") charge({ usd: 0.01, tokens: 0 });
      await clock.sleep(200);
    },
    { clock, budget: 0.02, estimate: ({ id }) => ({ usd: id === "gate" ? 0 : 0.01, tokens: 0 }) },
  );
  await clock.run();
  expect(schedule(await running)).toEqual([
    ["first", 0, 200],
    ["second", 0, 200],
    ["gate", 0, 200],
  ]);
});

/** The events of a run, without what a test does not look at. */
async function eventsOf(
  nodes: readonly GraphNode[],
  run: (id: string, attempt: number) => unknown,
): Promise<readonly string[]> {
  const events: string[] = [];
  const onEvent = ({ type, node: { id }, at }: GraphEvent): void => {
    events.push(`${at} ${type} ${id}`);
  };
  await runGraph(nodes, ({ id }, { attempt }) => run(id, attempt), {
    onEvent,
    clock: new SteppedClock(),
  }).catch(() => undefined);
  return events;
}

test("events tell of each start and end", async () => {
  expect(await eventsOf([node("a"), node("b", "a")], () => 1)).toEqual([
    "0 started a",
    "0 finished a",
    "0 started b",
    "0 finished b",
  ]);
});

test("events tell of another attempt, but start only once", async () => {
  const events = await eventsOf([node("a")], (_, attempt) => {
    if (attempt === 1) throw new Error("passing");
  });
  expect(events).toEqual(["0 started a", "0 retried a", "0 finished a"]);
});

test("events tell of a failure, and of those it stopped", async () => {
  let stop: (() => void) | undefined;
  const run = (id: string): unknown => {
    if (id === "bad")
      return Promise.reject(new AgentFlowError("AF_INTERNAL", "Bad.", { help: "Do." }));
    return new Promise((_, reject) => {
      stop = () => reject(new Error("stopped"));
    });
  };
  const events = eventsOf([node("bad"), node("other")], run);
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  stop?.();
  expect(await events).toEqual([
    "0 started bad",
    "0 started other",
    "0 failed bad",
    "0 cancelled other",
  ]);
});

test("a listener that throws stops the run with its error", async () => {
  const error = new Error("listener");
  const running = runGraph([node("a")], () => 1, {
    onEvent: () => {
      throw error;
    },
  });
  await expect(running).rejects.toBe(error);
});

test("a graph that cannot run starts nothing", async () => {
  let started = false;
  const running = runGraph([node("a"), node("b", "b")], () => (started = true));
  await expect(running).rejects.toMatchObject({ code: "AF_PLAN_INVALID" });
  expect(started).toBe(false);
});

test.each([{ concurrency: 0 }, { attempts: 0 }, { concurrency: Number.NaN }])(
  "%j is refused",
  async (options) => {
    await expect(runGraph([node("a")], () => 1, options)).rejects.toThrow(RangeError);
  },
);
