import { Long } from "bson";
import { type Fields, numberOf } from "#mini-mongo/bson-values";
import { CommandError } from "#mini-mongo/command-error";

const defaultBatch = 101;

/** Results that are handed out a batch at a time. */
export class Cursors {
  readonly #rest = new Map<string, { readonly documents: Fields[]; readonly namespace: string }>();
  #last = 0;

  /** Cursors that are open. */
  get size(): number {
    return this.#rest.size;
  }

  /** The first batch, as an answer. */
  open(
    documents: readonly Fields[],
    namespace: string,
    batchSize?: unknown,
    single = false,
  ): Fields {
    const size = numberOf(batchSize) ?? defaultBatch;
    const rest = documents.slice(size);
    let id = 0;
    if (rest.length > 0 && !single) {
      id = this.#last += 1;
      this.#rest.set(String(id), { documents: rest, namespace });
    }
    return {
      cursor: { firstBatch: documents.slice(0, size), id: Long.fromNumber(id), ns: namespace },
      ok: 1,
    };
  }

  next(command: Fields): Fields {
    const id = String(command["getMore"]);
    const found = this.#rest.get(id);
    if (found === undefined)
      throw new CommandError(43, "CursorNotFound", `cursor id ${id} not found`);
    const batch = found.documents.splice(0, numberOf(command["batchSize"]) ?? defaultBatch);
    const ended = found.documents.length === 0;
    if (ended) this.#rest.delete(id);
    return {
      cursor: { nextBatch: batch, id: Long.fromString(ended ? "0" : id), ns: found.namespace },
      ok: 1,
    };
  }

  kill(ids: readonly unknown[]): Fields {
    for (const id of ids) this.#rest.delete(String(id));
    return { cursorsKilled: ids, ok: 1 };
  }
}
