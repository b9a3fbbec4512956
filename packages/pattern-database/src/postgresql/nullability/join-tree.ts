import { isNode, type Node, nodes, type NodeValue, token } from "./parse-node-tree.js";

/** Kinds of join (PostgreSQL's `JoinType`). */
const left = "1";
const full = "2";
const right = "3";

/** What the joins and conditions of a query say of its rows. */
export interface JoinTree {
  /** Numbers of the entries of its range table that an outer join fills with nulls. */
  readonly weak: ReadonlySet<string>;
  /** Conditions that hold for every row. */
  readonly conditions: readonly Node[];
}

/** @param root the query's `jointree` */
export function readJoinTree(root: NodeValue): JoinTree {
  const weak = new Set<string>();
  const conditions: Node[] = [];
  const visit = (value: NodeValue, weakened: boolean): void => {
    if (!isNode(value)) return;
    const { tag, fields } = value;
    if (tag === "RANGETBLREF") {
      if (weakened) weak.add(token(fields.get("rtindex")));
      return;
    }
    const type = fields.get("jointype");
    visit(fields.get("larg"), weakened || type === right || type === full);
    visit(fields.get("rarg"), weakened || type === left || type === full);
    for (const item of nodes(fields.get("fromlist"))) visit(item, weakened);
    const outer = type === left || type === full || type === right;
    if (!weakened && !outer) conditions.push(...conjuncts(fields.get("quals")));
  };
  visit(root, false);
  return { weak, conditions };
}

/** What is joined by AND. */
function conjuncts(value: NodeValue): readonly Node[] {
  if (!isNode(value)) return [];
  const isAnd = value.tag === "BOOLEXPR" && value.fields.get("boolop") === "and";
  return isAnd ? nodes(value.fields.get("args")).flatMap((item) => conjuncts(item)) : [value];
}
