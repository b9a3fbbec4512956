import { register as globalRegistry } from "prom-client";
import type { MetricsRecorder } from "./metrics-recorder.js";
import { PrometheusRecorder, type PrometheusRegistry } from "./prometheus-recorder.js";

export interface PrometheusMetricsOptions {
  /** Where the metrics are registered. Default: prom-client's global registry. */
  readonly register?: PrometheusRegistry | undefined;
  /** Begins every name. Default: `agentflow_client_`. */
  readonly prefix?: string | undefined;
  /** Upper bounds of both histograms, in seconds, rising. Default: 0.005 to 10 for requests, to 60 for calls. */
  readonly buckets?: readonly number[] | undefined;
}

/** A registry takes a name once, but several clients may measure into it. */
const recorders = new WeakMap<PrometheusRegistry, Map<string, PrometheusRecorder>>();

/**
 * Hands measurements to Prometheus' client. Recorders of one registry and prefix are one and the same.
 * @throws RangeError when there is one already, with other buckets
 * @throws Error when somebody else has registered one of the names, or `prefix` does not begin a metric's name
 */
export function prometheusMetrics({
  register = globalRegistry,
  prefix = "agentflow_client_",
  buckets,
}: PrometheusMetricsOptions = {}): MetricsRecorder {
  const ofRegistry = recorders.get(register) ?? new Map<string, PrometheusRecorder>();
  recorders.set(register, ofRegistry);
  const standing = ofRegistry.get(prefix);
  if (standing?.registered) {
    if (standing.buckets !== String(buckets)) {
      throw new RangeError(`The registry's metrics ${prefix}* have other buckets.`);
    }
    return standing;
  }
  const recorder = new PrometheusRecorder(register, prefix, buckets);
  ofRegistry.set(prefix, recorder);
  return recorder;
}
