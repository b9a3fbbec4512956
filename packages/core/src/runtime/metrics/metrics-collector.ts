import { type CallMetrics, CallSeries } from "./call-series.js";
import { LabelTree } from "./label-tree.js";
import type { CallRecord, MetricsRecorder } from "./metrics-recorder.js";

/** The operation of all calls that are not counted apart. */
const otherOperations = "(other)";

export interface MetricsCollectorOptions {
  /** Operations that are counted apart, at 4 KiB each; all others are counted together. Default: 10,000. */
  readonly maxOperations?: number;
}

/** What the calls of one operation came to. */
export interface OperationMetrics extends CallMetrics {
  /** `undefined` where the records named none. */
  readonly service: string | undefined;
  /** Id of the operation; `(other)` for those that came when `maxOperations` was reached, of whatever service. */
  readonly operation: string;
}

interface Entry {
  readonly service: string | undefined;
  readonly operation: string;
  readonly series: CallSeries;
}

/**
 * Counts calls by service and operation: success, failure by kind, latency, requests, cost. Memory is bounded.
 * Only whole calls count: how many requests one took is part of its record.
 */
export class MetricsCollector implements MetricsRecorder {
  readonly #maxOperations: number;
  #other: Entry;
  #entries: LabelTree<Entry>;

  /** @throws RangeError when `maxOperations` is not a positive whole number */
  constructor({ maxOperations = 10_000 }: MetricsCollectorOptions = {}) {
    this.#maxOperations = maxOperations;
    this.#other = entryOf(undefined, otherOperations);
    this.#entries = new LabelTree(maxOperations, this.#other);
  }

  /** Adds one finished call. */
  recordCall(call: CallRecord): void {
    const { service, operation } = call;
    const node = this.#entries.root.child(service).child(operation);
    (node.leaf ?? node.put(entryOf(service, operation))).series.record(call);
  }

  /** Does nothing: see the class. */
  recordRequest(): void {}

  /** The numbers of each operation as they are now, sorted by service and operation; `(other)` comes last. */
  snapshot(): readonly OperationMetrics[] {
    const metrics = this.#entries.leaves.toSorted(compareEntries).map(metricsOf);
    const other = metricsOf(this.#other);
    return other.calls === 0 ? metrics : [...metrics, other];
  }

  /** The numbers of all operations together. */
  total(): CallMetrics {
    const sum = new CallSeries();
    for (const { series } of [...this.#entries.leaves, this.#other]) sum.add(series);
    return sum.snapshot();
  }

  /** Forgets every call. */
  reset(): void {
    this.#other = entryOf(undefined, otherOperations);
    this.#entries = new LabelTree(this.#maxOperations, this.#other);
  }
}

function entryOf(service: string | undefined, operation: string): Entry {
  return { service, operation, series: new CallSeries() };
}

function metricsOf({ service, operation, series }: Entry): OperationMetrics {
  return { service, operation, ...series.snapshot() };
}

function compareEntries(left: Entry, right: Entry): number {
  return (
    compareText(left.service ?? "", right.service ?? "") ||
    compareText(left.operation, right.operation)
  );
}

/** By code units: the same order on every machine. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
