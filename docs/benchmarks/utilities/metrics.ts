import { MetricsCollector } from "@agentflow/core/runtime";
import type { Contestant } from "../contest.ts";
import { Peers } from "../peers.ts";
import { synchronous } from "./loops.ts";

const operations = ["repos/get", "repos/list", "issues/create", "issues/get"];
const operationOf = (index: number): string => operations[index % operations.length] ?? "";
const isSuccess = (index: number): boolean => index % 16 !== 0;
const outcomeOf = (index: number): string => (isSuccess(index) ? "success" : "failure");
/** Milliseconds. */
const durationOf = (index: number): number => 1 + (index % 500);
/** Upper bounds in milliseconds, for those who have fixed ones. */
const bounds = [5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000];

/** One finished call: its operation and outcome counted, and its duration put into a histogram. */
export const contestants: Record<string, Contestant> = {
  "Map and array written by hand": () => {
    const series = new Map<string, { success: number; failure: number; buckets: Uint32Array }>();
    return synchronous((index) => {
      const operation = operationOf(index);
      let each = series.get(operation);
      if (each === undefined) {
        each = { success: 0, failure: 0, buckets: new Uint32Array(32) };
        series.set(operation, each);
      }
      if (isSuccess(index)) each.success += 1;
      else each.failure += 1;
      const bucket = Math.ceil(Math.log2(durationOf(index)));
      each.buckets[bucket] = (each.buckets[bucket] ?? 0) + 1;
    });
  },
  "MetricsCollector.recordCall": () => {
    const collector = new MetricsCollector();
    return synchronous((index) =>
      collector.recordCall({
        operation: operationOf(index),
        success: isSuccess(index),
        duration: durationOf(index),
      }),
    );
  },
  "prom-client": async ({ peers }) => {
    interface Labels {
      operation: string;
      outcome: string;
    }
    interface Module {
      Counter: new (options: object) => { inc(labels: Labels): void };
      Histogram: new (options: object) => { observe(labels: Labels, value: number): void };
    }
    const { Counter, Histogram } = await new Peers(peers).load<Module>("prom-client");
    const labelNames = ["operation", "outcome"];
    const counter = new Counter({ name: "calls", help: "calls", labelNames });
    const histogram = new Histogram({ name: "ms", help: "ms", labelNames, buckets: bounds });
    return synchronous((index) => {
      const labels = { operation: operationOf(index), outcome: outcomeOf(index) };
      counter.inc(labels);
      histogram.observe(labels, durationOf(index));
    });
  },
  OpenTelemetry: async ({ peers }) => {
    interface Meter {
      createCounter(name: string): { add(value: number, labels: object): void };
      createHistogram(name: string): { record(value: number, labels: object): void };
    }
    interface Module {
      AggregationTemporality: { readonly CUMULATIVE: unknown };
      InMemoryMetricExporter: new (temporality: unknown) => unknown;
      PeriodicExportingMetricReader: new (options: object) => unknown;
      MeterProvider: new (options: object) => { getMeter(name: string): Meter };
    }
    const sdk = await new Peers(peers).load<Module>("@opentelemetry/sdk-metrics");
    // Without a reader nothing is kept. This one reads once in an hour.
    const reader = new sdk.PeriodicExportingMetricReader({
      exporter: new sdk.InMemoryMetricExporter(sdk.AggregationTemporality.CUMULATIVE),
      exportIntervalMillis: 3_600_000,
    });
    const meter = new sdk.MeterProvider({ readers: [reader] }).getMeter("benchmark");
    const counter = meter.createCounter("calls");
    const histogram = meter.createHistogram("ms");
    return synchronous((index) => {
      const labels = { operation: operationOf(index), outcome: outcomeOf(index) };
      counter.add(1, labels);
      histogram.record(durationOf(index), labels);
    });
  },
};
