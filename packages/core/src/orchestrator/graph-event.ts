import type { Cost } from "./budget.js";
import type { GraphNode } from "./subtask-graph.js";

/** When a task ran, in milliseconds since the start of the graph, on the monotonic clock. */
export interface TaskTiming {
  readonly start: number;
  readonly end: number;
  readonly duration: number;
  /** How often it was tried, the successful attempt included. */
  readonly attempts: number;
}

/** What a task came to. */
export interface TaskOutcome<Result> extends TaskTiming {
  readonly id: string;
  readonly result: Result;
  readonly cost: Cost;
}

/** What happens while a graph runs, for showing progress; `at` is in milliseconds since its start. */
export type GraphEvent<Node extends GraphNode = GraphNode> =
  | { readonly type: "started"; readonly node: Node; readonly at: number }
  | {
      readonly type: "retried";
      readonly node: Node;
      readonly at: number;
      /** The attempt that failed, from 1. */
      readonly attempt: number;
      readonly error: unknown;
    }
  | {
      readonly type: "finished";
      readonly node: Node;
      readonly at: number;
      readonly timing: TaskTiming;
      readonly cost: Cost;
    }
  | {
      readonly type: "failed";
      readonly node: Node;
      readonly at: number;
      readonly timing: TaskTiming;
      readonly cost: Cost;
      readonly error: unknown;
    }
  /** It ended because the run was stopped, by the caller or by another task's failure. */
  | { readonly type: "cancelled"; readonly node: Node; readonly at: number };
