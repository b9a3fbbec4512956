export interface Branch {
  kind: "branch";
  /**
   * @maxItems 100
   * @uniqueItems
   */
  nodes: Node[];
  /** @maxProperties 10 */
  counts?: { [key: string]: number } | undefined;
}

export interface BranchInput {
  kind: "branch";
  /**
   * @maxItems 100
   * @uniqueItems
   */
  nodes: NodeInput[];
  /** @maxProperties 10 */
  counts?: { [key: string]: number } | undefined;
}

export interface Leaf {
  kind: "leaf";
  /** @format uuid */
  id: string;
  /**
   * @minLength 1
   * @maxLength 40
   * @pattern ^[a-z]+$
   */
  name: string;
  color?: "green" | "red" | (string & {}) | undefined;
  /** @exclusiveMinimum 0 */
  size?: number | null | undefined;
  /** @minItems 2 */
  at?: [number, number] | undefined;
  [key: `x-${string}`]: string;
}

export interface LeafInput {
  kind: "leaf";
  /**
   * @minLength 1
   * @maxLength 40
   * @pattern ^[a-z]+$
   */
  name: string;
  color?: "green" | "red" | undefined;
  /** @exclusiveMinimum 0 */
  size?: number | null | undefined;
  /** @minItems 2 */
  at?: [number, number] | undefined;
  [key: `x-${string}`]: string;
}

export type Node = Leaf | Branch;

export type NodeInput = LeafInput | BranchInput;
