/** A value of a label. */
export type Label = string | number | undefined;

/**
 * Finds what belongs to a list of labels by one step for each label, without making a key of them. It is bounded:
 * when there are `limit` leaves, every list of labels that is new leads to one and the same leaf, `overflow`.
 */
export class LabelTree<Leaf> {
  /** Where every list of labels starts. */
  readonly root: LabelNode<Leaf>;
  readonly #limit: number;
  readonly #overflow: LabelNode<Leaf>;
  readonly #leaves: Leaf[] = [];

  /** @throws RangeError when `limit` is not a positive whole number */
  constructor(limit: number, overflow: Leaf) {
    if (!Number.isInteger(limit) || limit < 1) {
      throw new RangeError(`The limit is ${limit}; it must be a positive whole number.`);
    }
    this.#limit = limit;
    this.#overflow = new LabelNode(this, overflow);
    this.root = new LabelNode(this);
  }

  /** In the order in which they were put, without `overflow`. */
  get leaves(): readonly Leaf[] {
    return this.#leaves;
  }

  /** For `LabelNode`: a node for a label that is new, or the one that overflows. */
  branch(): LabelNode<Leaf> {
    return this.#leaves.length < this.#limit ? new LabelNode(this) : this.#overflow;
  }

  /** For `LabelNode`: counts a leaf that is new. */
  add(leaf: Leaf): void {
    this.#leaves.push(leaf);
  }
}

/** The place of a list of labels. Whoever finds a place without a leaf puts one there, which is what is counted. */
export class LabelNode<Leaf> {
  readonly #tree: LabelTree<Leaf>;
  readonly #overflows: boolean;
  /** Most nodes are the last of their list, and have none. */
  #children: Map<Label, LabelNode<Leaf>> | undefined;
  #leaf: Leaf | undefined;

  /** @param overflow given to the node that stands for all labels that are too many */
  constructor(tree: LabelTree<Leaf>, overflow?: Leaf) {
    this.#tree = tree;
    this.#overflows = overflow !== undefined;
    this.#leaf = overflow;
  }

  /** What was put here. */
  get leaf(): Leaf | undefined {
    return this.#leaf;
  }

  /** The place one label further. */
  child(label: Label): LabelNode<Leaf> {
    return this.#children?.get(label) ?? this.#grow(label);
  }

  /** Puts a leaf here. @returns it */
  put(leaf: Leaf): Leaf {
    this.#leaf = leaf;
    this.#tree.add(leaf);
    return leaf;
  }

  #grow(label: Label): LabelNode<Leaf> {
    if (this.#overflows) return this;
    const child = this.#tree.branch();
    // Labels that overflow must take no memory.
    if (!child.#overflows) (this.#children ??= new Map()).set(label, child);
    return child;
  }
}
