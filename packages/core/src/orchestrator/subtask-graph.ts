import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";

/** A piece of work that may have to wait for others; `Subtask` is one. */
export interface GraphNode {
  /** Unique within the graph. */
  readonly id: string;
  /** Ids of the nodes that must finish first. */
  readonly dependsOn: readonly string[];
}

const help = "The pattern's decompose() returned these subtasks: correct it there.";

/**
 * Checks that every node can run: ids are unique, dependencies exist, and none waits for itself.
 * @throws AF_PLAN_INVALID naming the nodes concerned
 */
export function checkGraph(nodes: readonly GraphNode[]): void {
  const byId = new Map<string, GraphNode>();
  for (const node of nodes) {
    if (byId.has(node.id)) {
      throw planInvalid(`Two subtasks have the id ${stringLiteral(node.id)}.`);
    }
    byId.set(node.id, node);
  }
  for (const node of nodes) {
    const unknown = node.dependsOn.find((id) => !byId.has(id));
    if (unknown !== undefined) {
      throw planInvalid(
        `Subtask ${stringLiteral(node.id)} waits for ${stringLiteral(unknown)}, which does not exist.`,
      );
    }
  }
  const cycle = findCycle(byId);
  if (cycle) {
    throw planInvalid(`Subtasks wait for each other: ${cycle.map(stringLiteral).join(" → ")}.`);
  }
}

function planInvalid(message: string): AgentFlowError {
  return new AgentFlowError(errorCodes.planInvalid, message, { help });
}

/** The ids along one cycle, the first repeated at the end. */
function findCycle(byId: ReadonlyMap<string, GraphNode>): readonly string[] | undefined {
  const waiting = new Map([...byId].map(([id, node]) => [id, new Set(node.dependsOn)]));
  // Kahn's algorithm: what is left when nothing more can run is on a cycle or behind one.
  let runnable = [...waiting].filter(([, ids]) => ids.size === 0).map(([id]) => id);
  while (runnable.length > 0) {
    for (const id of runnable) waiting.delete(id);
    for (const ids of waiting.values()) for (const id of runnable) ids.delete(id);
    runnable = [...waiting].filter(([, ids]) => ids.size === 0).map(([id]) => id);
  }
  const path: string[] = [];
  let [next] = waiting.keys();
  while (next !== undefined && !path.includes(next)) {
    path.push(next);
    [next] = waiting.get(next) ?? [];
  }
  return next === undefined ? undefined : [...path.slice(path.indexOf(next)), next];
}
