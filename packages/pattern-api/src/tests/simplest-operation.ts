import type { GroupModel, OperationModel } from "../model/api-model.js";
import type { WireCase, WireCases } from "./wire-case.js";

/** A group with the cases of its operations, in the same order. */
export interface GroupCases {
  readonly group: GroupModel;
  readonly cases: readonly WireCases[];
}

/** An operation that stands for others in a test. */
export interface Subject {
  readonly group: GroupModel;
  readonly operation: OperationModel;
  /** The call that gives only what is required. */
  readonly least: WireCase;
}

/** Characters of params that a deprecated operation counts more. */
const deprecatedCost = 10_000;

/** The operation with the shortest params; the order of the model decides between equals. */
export function simplestOperation(
  groups: readonly GroupCases[],
  suits: (operation: OperationModel, cases: WireCases) => boolean,
): Subject | undefined {
  let best: { readonly subject: Subject; readonly cost: number } | undefined;
  for (const { group, cases } of groups) {
    for (const [position, operation] of group.operations.entries()) {
      const known = cases[position];
      if (!known || !suits(operation, known)) continue;
      const subject = { group, operation, least: known.required ?? known.success };
      const cost = costOf(subject);
      if (!best || cost < best.cost) best = { subject, cost };
    }
  }
  return best?.subject;
}

/** Lengths of params: several tests look for their operation among all. */
const lengths = new WeakMap<WireCase, number>();

function costOf({ least, operation }: Subject): number {
  const length = lengths.get(least) ?? JSON.stringify(least.params).length;
  lengths.set(least, length);
  return length + (operation.deprecated ? deprecatedCost : 0);
}
