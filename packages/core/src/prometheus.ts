export type { MetricsRecorder } from "./runtime/metrics/metrics-recorder.js";
export {
  prometheusMetrics,
  type PrometheusMetricsOptions,
} from "./runtime/metrics/prometheus-metrics.js";
export type { PrometheusRegistry } from "./runtime/metrics/prometheus-recorder.js";
