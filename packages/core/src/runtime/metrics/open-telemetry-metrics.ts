import type { Attributes, Counter, Histogram, Meter, MeterProvider } from "@opentelemetry/api";
import { callBuckets, requestBuckets, secondsOf } from "./duration-buckets.js";
import { type OptInAttribute, requestAttributes } from "./http-client-attributes.js";
import { LabelTree } from "./label-tree.js";
import type { CallRecord, MetricsRecorder, RequestRecord } from "./metrics-recorder.js";

/** Where the measurements go: a meter, or what makes one. */
export type OpenTelemetryMetricsOptions = (
  | { readonly meter: Meter }
  | {
      /** Asked for the meter `@agentflow/core`. The global one is `metrics.getMeterProvider()` of the API. */
      readonly meterProvider: MeterProvider;
    }
) & {
  /** Added to `http.client.request.duration`; `url.template` makes a series for each path. Default: none. */
  readonly optIn?: readonly OptInAttribute[];
};

/** Lists of attributes that are kept; all that come later are measured as one series. */
const maxSeries = 10_000;
/** What the SDK too gives a series that stands for all that are too many (metrics SDK specification, overflow). */
const overflow: Attributes = { "otel.metric.overflow": true };

/**
 * Hands measurements to OpenTelemetry: `http.client.request.duration` by the semantic conventions for HTTP metrics,
 * and the whole calls as `agentflow.client.call.duration`, `.resends` and `.cost`. Needs no package at run time.
 */
export function openTelemetryMetrics(options: OpenTelemetryMetricsOptions): MetricsRecorder {
  return new OpenTelemetryMetrics(
    "meter" in options ? options.meter : options.meterProvider.getMeter("@agentflow/core"),
    options.optIn ?? [],
  );
}

class OpenTelemetryMetrics implements MetricsRecorder {
  readonly #requestDuration: Histogram;
  readonly #callDuration: Histogram;
  readonly #resends: Counter;
  readonly #cost: Counter;
  readonly #optIn: readonly OptInAttribute[];
  readonly #requests = new LabelTree<Attributes>(maxSeries, overflow);
  readonly #calls = new LabelTree<Attributes>(maxSeries, overflow);

  constructor(meter: Meter, optIn: readonly OptInAttribute[]) {
    this.#optIn = optIn;
    this.#requestDuration = meter.createHistogram("http.client.request.duration", {
      unit: "s",
      description: "Duration of HTTP client requests.",
      advice: { explicitBucketBoundaries: [...requestBuckets] },
    });
    this.#callDuration = meter.createHistogram("agentflow.client.call.duration", {
      unit: "s",
      description: "Duration of whole calls, retries and waits included.",
      advice: { explicitBucketBoundaries: [...callBuckets] },
    });
    this.#resends = meter.createCounter("agentflow.client.call.resends", {
      unit: "{request}",
      description: "Requests sent because an earlier one of the same call had failed.",
    });
    this.#cost = meter.createCounter("agentflow.client.call.cost", {
      unit: "{USD}",
      description: "What calls cost, in US dollars.",
    });
  }

  recordCall(call: CallRecord): void {
    const { service, operation, success, errorKind = "_OTHER", duration } = call;
    const failure = success ? undefined : errorKind;
    const node = this.#calls.root.child(service).child(operation).child(failure);
    const attributes = node.leaf ?? node.put(callAttributes(service, operation, failure));
    this.#callDuration.record(secondsOf(duration), attributes);
    const { attempts = 1, cost = 0 } = call;
    if (attempts > 1) this.#resends.add(attempts - 1, attributes);
    if (cost > 0 && cost < Infinity) this.#cost.add(cost, attributes);
  }

  recordRequest(request: RequestRecord): void {
    const { method, origin, template, status, errorKind } = request;
    const node = this.#requests.root
      .child(origin)
      .child(template)
      .child(method)
      .child(status ?? errorKind);
    const attributes = node.leaf ?? node.put(requestAttributes(request, this.#optIn));
    this.#requestDuration.record(secondsOf(request.duration), attributes);
  }
}

function callAttributes(
  service: string | undefined,
  operation: string,
  failure: string | undefined,
): Attributes {
  return {
    "agentflow.operation": operation,
    ...(service !== undefined && { "agentflow.service": service }),
    ...(failure !== undefined && { "error.type": failure }),
  };
}
