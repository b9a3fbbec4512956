export type { OptInAttribute } from "./runtime/metrics/http-client-attributes.js";
export type { MetricsRecorder } from "./runtime/metrics/metrics-recorder.js";
export {
  openTelemetryMetrics,
  type OpenTelemetryMetricsOptions,
} from "./runtime/metrics/open-telemetry-metrics.js";
