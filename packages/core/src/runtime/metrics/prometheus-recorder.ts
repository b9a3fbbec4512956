import { Counter, Histogram, type OpenMetricsContentType, type Registry } from "prom-client";
import { callBuckets, requestBuckets, secondsOf } from "./duration-buckets.js";
import { methodLabel } from "./http-method.js";
import { LabelTree } from "./label-tree.js";
import type { CallRecord, MetricsRecorder, RequestRecord } from "./metrics-recorder.js";

/** A registry of whichever text format. */
export type PrometheusRegistry = Registry | Registry<OpenMetricsContentType>;

/** Lists of labels that are kept; all that come later are measured as one series. */
const maxSeries = 10_000;
/** Every label of that series. */
const other = "_OTHER";

const operationLabels = ["service", "operation"] as const;
const callLabels = [...operationLabels, "outcome"] as const;
const requestLabels = [...operationLabels, "method", "status", "error"] as const;

type CallLabel = (typeof callLabels)[number];
type RequestLabel = (typeof requestLabels)[number];

/** What one kind of call is measured with: found once, kept with its labels. */
interface CallSeries {
  readonly duration: Histogram.Internal<CallLabel>;
  readonly resends: Counter.Internal;
  readonly cost: Counter.Internal;
}

/** Measures with four metrics of prom-client. */
export class PrometheusRecorder implements MetricsRecorder {
  /** As text, to compare them. */
  readonly buckets: string;
  readonly #register: PrometheusRegistry;
  readonly #prefix: string;
  readonly #callDuration: Histogram<CallLabel>;
  readonly #requestDuration: Histogram<RequestLabel>;
  readonly #resends: Counter<(typeof operationLabels)[number]>;
  readonly #cost: Counter<(typeof operationLabels)[number]>;
  readonly #calls: LabelTree<CallSeries>;
  readonly #requests: LabelTree<Histogram.Internal<RequestLabel>>;

  /** @throws Error when one of the names is taken, or `prefix` does not begin a metric's name */
  constructor(register: PrometheusRegistry, prefix: string, buckets?: readonly number[]) {
    this.buckets = String(buckets);
    this.#register = register;
    this.#prefix = prefix;
    const registers = [register];
    this.#callDuration = new Histogram({
      name: `${prefix}call_duration_seconds`,
      help: "Duration of whole calls, retries and waits included.",
      labelNames: callLabels,
      buckets: [...(buckets ?? callBuckets)],
      registers,
    });
    this.#requestDuration = new Histogram({
      name: `${prefix}request_duration_seconds`,
      help: "Duration of single HTTP requests.",
      labelNames: requestLabels,
      buckets: [...(buckets ?? requestBuckets)],
      registers,
    });
    this.#resends = new Counter({
      name: `${prefix}resends_total`,
      help: "Requests sent because an earlier one of the same call had failed.",
      labelNames: operationLabels,
      registers,
    });
    this.#cost = new Counter({
      name: `${prefix}cost_dollars_total`,
      help: "What calls cost, in US dollars.",
      labelNames: operationLabels,
      registers,
    });
    this.#calls = new LabelTree(maxSeries, this.#callSeries(other, other, other));
    this.#requests = new LabelTree(
      maxSeries,
      this.#requestDuration.labels({ service: other, operation: other, method: other }),
    );
  }

  /** False after the registry was cleared. */
  get registered(): boolean {
    const name = `${this.#prefix}call_duration_seconds`;
    return this.#register.getSingleMetric(name) === this.#callDuration;
  }

  recordCall(call: CallRecord): void {
    const { service = "", operation, success, errorKind = "unknown", duration } = call;
    const outcome = success ? "success" : errorKind;
    const node = this.#calls.root.child(service).child(operation).child(outcome);
    const series = node.leaf ?? node.put(this.#callSeries(service, operation, outcome));
    series.duration.observe(secondsOf(duration));
    const { attempts = 1, cost = 0 } = call;
    if (attempts > 1) series.resends.inc(attempts - 1);
    if (cost > 0 && cost < Infinity) series.cost.inc(cost);
  }

  recordRequest(request: RequestRecord): void {
    const { service, operation, method, status, errorKind } = request;
    const node = this.#requests.root
      .child(service)
      .child(operation)
      .child(method)
      .child(status ?? errorKind);
    const series = node.leaf ?? node.put(this.#requestDuration.labels(labelsOf(request)));
    series.observe(secondsOf(request.duration));
  }

  #callSeries(service: string, operation: string, outcome: string): CallSeries {
    return {
      duration: this.#callDuration.labels({ service, operation, outcome }),
      resends: this.#resends.labels({ service, operation }),
      cost: this.#cost.labels({ service, operation }),
    };
  }
}

/** Prometheus takes a label that is absent for an empty one: an answer has no `error`, a failure no `status`. */
function labelsOf({
  service,
  operation,
  method,
  status,
  errorKind = "unknown",
}: RequestRecord): Partial<Record<RequestLabel, string | number>> {
  const outcome = status === undefined ? { error: errorKind } : { status };
  return { service, operation, method: methodLabel(method), ...outcome };
}
