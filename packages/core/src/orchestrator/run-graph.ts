import { AgentFlowError, isAgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { type Clock, systemClock } from "../runtime/clock.js";
import { stringLiteral } from "../template/literal.js";
import { addCosts, Budget, type Cost, defaultBudget, noCost } from "./budget.js";
import type { GraphEvent, TaskOutcome, TaskTiming } from "./graph-event.js";
import { checkGraph, type GraphNode } from "./subtask-graph.js";

/** What a running task is given. */
export interface TaskContext {
  /** Aborts when the run is stopped; the run ends only when the task has ended. */
  readonly signal: AbortSignal;
  /** 1 on the first try. */
  readonly attempt: number;
  /** Reports what was spent, as often as needed; what a failed attempt spent counts too. */
  readonly charge: (cost: Cost) => void;
}

/** How a graph is run. */
export interface RunGraphOptions<Node extends GraphNode> {
  /** Tasks at once. Default: 6. */
  readonly concurrency?: number;
  /** Tries of one task, the first included. Default: 2. */
  readonly attempts?: number;
  /** Whether another try may help. Default: yes, unless the tools threw the error on purpose. */
  readonly retryable?: (error: unknown) => boolean;
  /** US dollars for the whole run. Default: 0.02. */
  readonly budget?: number;
  /** What a task may spend at most. Default: nothing. */
  readonly estimate?: (node: Node) => Cost;
  readonly signal?: AbortSignal;
  readonly clock?: Pick<Clock, "now">;
  readonly onEvent?: (event: GraphEvent<Node>) => void;
}

/** What a run came to. */
export interface GraphRun<Result> {
  /** In the order the nodes were given, whatever the order they finished in. */
  readonly outcomes: readonly TaskOutcome<Result>[];
  /** Milliseconds. */
  readonly duration: number;
  readonly cost: Cost;
}

/**
 * Runs a graph of tasks, each as soon as what it depends on has finished and a place is free.
 * The first failure stops the run: nothing new starts, the running tasks' signal aborts, and the run ends
 * when the last of them has ended.
 * @throws AF_PLAN_INVALID before anything starts, when the graph cannot run
 * @throws AF_SUBTASK_FAILED when a task failed for the last time, or the AgentFlowError it threw itself
 * @throws AF_BUDGET_EXCEEDED before a task starts whose estimate no longer fits the budget
 * @throws AF_INTERRUPTED when `signal` aborts
 */
export async function runGraph<Node extends GraphNode, Result>(
  nodes: readonly Node[],
  run: (node: Node, context: TaskContext) => Promise<Result> | Result,
  options: RunGraphOptions<Node> = {},
): Promise<GraphRun<Result>> {
  checkGraph(nodes);
  return new Run(nodes, run, options).complete();
}

interface Task<Node> {
  readonly node: Node;
  attempts: number;
  start: number;
  cost: Cost;
}

class Run<Node extends GraphNode, Result> {
  readonly #nodes: readonly Node[];
  readonly #run: (node: Node, context: TaskContext) => Promise<Result> | Result;
  readonly #options: RunGraphOptions<Node>;
  readonly #clock: Pick<Clock, "now">;
  readonly #budget: Budget;
  readonly #concurrency: number;
  readonly #attempts: number;
  readonly #startedAt: number;
  readonly #stop = new AbortController();
  readonly #waiting: Task<Node>[];
  readonly #running = new Set<Promise<void>>();
  readonly #outcomes = new Map<string, TaskOutcome<Result>>();

  constructor(
    nodes: readonly Node[],
    run: (node: Node, context: TaskContext) => Promise<Result> | Result,
    options: RunGraphOptions<Node>,
  ) {
    this.#nodes = nodes;
    this.#run = run;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#budget = new Budget(options.budget ?? defaultBudget);
    this.#concurrency = atLeastOne("concurrency", options.concurrency ?? 6);
    this.#attempts = atLeastOne("attempts", options.attempts ?? 2);
    this.#startedAt = this.#clock.now();
    this.#waiting = nodes.map((node) => ({ node, attempts: 0, start: 0, cost: noCost }));
  }

  async complete(): Promise<GraphRun<Result>> {
    const { signal } = this.#options;
    const interrupt = (): void => this.#stop.abort(interrupted(signal?.reason));
    if (signal?.aborted) interrupt();
    signal?.addEventListener("abort", interrupt, { once: true });
    try {
      this.#startReady();
      while (this.#running.size > 0) {
        await Promise.race(this.#running);
        this.#startReady();
      }
    } finally {
      signal?.removeEventListener("abort", interrupt);
    }
    this.#stop.signal.throwIfAborted();
    const outcomes = this.#nodes.flatMap((node) => this.#outcomes.get(node.id) ?? []);
    const cost = outcomes.map((outcome) => outcome.cost).reduce(addCosts, noCost);
    return { outcomes, duration: this.#elapsed(), cost };
  }

  /** Starts what can start, in the order given. */
  #startReady(): void {
    const ready = this.#waiting.filter(({ node }) =>
      node.dependsOn.every((id) => this.#outcomes.has(id)),
    );
    for (const task of ready) {
      if (this.#stop.signal.aborted || this.#running.size >= this.#concurrency) return;
      try {
        if (!this.#budget.reserve(task.node.id, this.#options.estimate?.(task.node).usd ?? 0)) {
          continue;
        }
      } catch (error) {
        this.#stop.abort(error);
        return;
      }
      this.#waiting.splice(this.#waiting.indexOf(task), 1);
      const running = this.#attempt(task)
        // Only an onEvent listener can throw here: its error ends the run like a task's.
        .catch((error: unknown) => this.#stop.abort(error))
        .finally(() => this.#running.delete(running));
      this.#running.add(running);
    }
  }

  async #attempt(task: Task<Node>): Promise<void> {
    const { node } = task;
    task.attempts += 1;
    if (task.attempts === 1) {
      task.start = this.#elapsed();
      this.#options.onEvent?.({ type: "started", node, at: task.start });
    }
    let result: Result;
    try {
      result = await this.#run(node, {
        signal: this.#stop.signal,
        attempt: task.attempts,
        charge: (cost) => this.#charge(task, cost),
      });
    } catch (error) {
      this.#fail(task, error);
      return;
    } finally {
      this.#budget.release(node.id);
    }
    this.#finish(task, result);
  }

  #finish(task: Task<Node>, result: Result): void {
    const { node, cost } = task;
    const timing = this.#timing(task);
    this.#outcomes.set(node.id, { id: node.id, result, cost, ...timing });
    this.#options.onEvent?.({ type: "finished", node, at: timing.end, timing, cost });
  }

  #fail(task: Task<Node>, error: unknown): void {
    const { node, cost, attempts } = task;
    const at = this.#elapsed();
    if (this.#stop.signal.aborted) {
      this.#options.onEvent?.({ type: "cancelled", node, at });
      return;
    }
    const retryable = this.#options.retryable ?? ((thrown) => !isAgentFlowError(thrown));
    if (attempts < this.#attempts && retryable(error)) {
      // Back in the queue and not in a loop here: another try needs a place and a budget like the first.
      this.#waiting.unshift(task);
      this.#options.onEvent?.({ type: "retried", node, at, attempt: attempts, error });
      return;
    }
    this.#stop.abort(subtaskFailed(node.id, attempts, error));
    const timing = this.#timing(task);
    this.#options.onEvent?.({ type: "failed", node, at, timing, cost, error });
  }

  #charge(task: Task<Node>, cost: Cost): void {
    if (![cost.usd, cost.tokens].every((amount) => Number.isFinite(amount) && amount >= 0)) {
      throw new RangeError(`${cost.usd} USD and ${cost.tokens} tokens is not a cost.`);
    }
    task.cost = addCosts(task.cost, cost);
    this.#budget.charge(task.node.id, cost.usd);
  }

  #timing(task: Task<Node>): TaskTiming {
    const end = this.#elapsed();
    return { start: task.start, end, duration: end - task.start, attempts: task.attempts };
  }

  #elapsed(): number {
    return this.#clock.now() - this.#startedAt;
  }
}

function atLeastOne(name: string, value: number): number {
  if (value >= 1) return value;
  throw new RangeError(`${name} is at least 1, not ${value}.`);
}

function interrupted(reason: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.interrupted, "The run was interrupted.", {
    help: "Run the command again.",
    cause: reason,
  });
}

function subtaskFailed(id: string, attempts: number, error: unknown): AgentFlowError {
  if (isAgentFlowError(error)) return error;
  const tries = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
  const reason = error instanceof Error ? error.message : String(error);
  return new AgentFlowError(
    errorCodes.subtaskFailed,
    `Subtask ${stringLiteral(id)} failed after ${tries}: ${reason}`,
    { help: "This is a fault of the pattern: report it to its author.", cause: error },
  );
}
