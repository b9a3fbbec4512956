/** What has to be over by a certain time. */
export interface Timed {
  /** By the clock that the owner uses. */
  readonly deadline: number;
  /** Its index in the heap, -1 outside of it. Only the heap writes it. */
  place: number;
}

/**
 * The earliest deadline first; adding and removing take O(log n).
 * Source: J. W. J. Williams, "Algorithm 232: Heapsort", Communications of the ACM 7(6), 1964.
 */
export class DeadlineHeap<Item extends Timed> {
  readonly #items: Item[] = [];

  get first(): Item | undefined {
    return this.#items[0];
  }

  add(item: Item): void {
    this.#rise(item, this.#items.length);
  }

  /** Does nothing for an item that is not in here. */
  remove(item: Item): void {
    const { place } = item;
    if (place === -1) return;
    item.place = -1;
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#rise(last, place);
    this.#sink(last);
  }

  /** Puts an item where `place` is free, or as far above as it belongs. */
  #rise(item: Item, place: number): void {
    let at = place;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.#items[above];
      if (parent === undefined || parent.deadline <= item.deadline) break;
      this.#put(parent, at);
      at = above;
    }
    this.#put(item, at);
  }

  #sink(item: Item): void {
    for (;;) {
      const left = this.#items[2 * item.place + 1];
      const right = this.#items[2 * item.place + 2];
      const child = right !== undefined && left !== undefined && right.deadline < left.deadline;
      const next = child ? right : left;
      if (next === undefined || next.deadline >= item.deadline) return;
      const { place } = next;
      this.#put(next, item.place);
      this.#put(item, place);
    }
  }

  #put(item: Item, place: number): void {
    this.#items[place] = item;
    item.place = place;
  }
}
