import {
  AggregationTemporality,
  type DataPoint,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  openTelemetryMetrics,
  type OpenTelemetryMetricsOptions,
} from "../../../src/runtime/metrics/open-telemetry-metrics.js";
import type { MetricsRecorder } from "../../../src/runtime/metrics/metrics-recorder.js";
import { call, request } from "./records.js";

/** The real SDK, which exports when it is told to. */
function sdk(optIn?: OpenTelemetryMetricsOptions["optIn"]) {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 2 ** 30 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  onTestFinished(() => meterProvider.shutdown());
  const recorder = openTelemetryMetrics({ meterProvider, ...(optIn && { optIn }) });
  return { recorder, meterProvider, metric: (name: string) => exported(reader, exporter, name) };
}

async function exported(
  reader: PeriodicExportingMetricReader,
  exporter: InMemoryMetricExporter,
  name: string,
) {
  await reader.forceFlush();
  const scopes = exporter.getMetrics().at(-1)?.scopeMetrics ?? [];
  const found = scopes.flatMap(({ scope, metrics }) =>
    metrics
      .filter(({ descriptor }) => descriptor.name === name)
      .map(({ descriptor, dataPoints }) => ({
        scope: scope.name,
        unit: descriptor.unit,
        // The instruments that are looked at here are histograms and counters.
        points: dataPoints as readonly DataPoint<Histogram | number>[],
      })),
  );
  return found[0] ?? { scope: "", unit: "", points: [] };
}

async function attributesOf(
  record: (recorder: MetricsRecorder) => void,
  name: string,
  optIn?: OpenTelemetryMetricsOptions["optIn"],
): Promise<readonly unknown[]> {
  const { recorder, metric } = sdk(optIn);
  record(recorder);
  return (await metric(name)).points.map(({ attributes }) => attributes);
}

const requests = "http.client.request.duration";
const calls = "agentflow.client.call.duration";

describe("openTelemetryMetrics, of requests", () => {
  it("measures seconds, in the buckets that the conventions advise", async () => {
    const { recorder, metric } = sdk();
    recorder.recordRequest(request);
    recorder.recordRequest({ ...request, duration: 3000 });
    const { scope, unit, points } = await metric(requests);
    expect({ scope, unit }).toEqual({ scope: "@agentflow/core", unit: "s" });
    expect(points).toMatchObject([
      {
        value: {
          count: 2,
          sum: 3.03,
          buckets: {
            boundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
            counts: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0],
          },
        },
      },
    ]);
  });

  it("gives an answer's method, status, address and port, and nothing that must be asked for", async () => {
    expect(await attributesOf((recorder) => recorder.recordRequest(request), requests)).toEqual([
      {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "server.address": "api.github.com",
        "server.port": 443,
      },
    ]);
  });

  it("adds scheme and template where they are asked for", async () => {
    const optIn = ["url.scheme", "url.template"] as const;
    const record = (recorder: MetricsRecorder): void => recorder.recordRequest(request);
    expect(await attributesOf(record, requests, optIn)).toMatchObject([
      { "url.scheme": "https", "url.template": "/repos/{owner}/{repo}" },
    ]);
  });

  it.each([
    [{ status: 302 }, undefined],
    [{ status: 404 }, "404"],
    [{ status: 503 }, "503"],
    [{ status: undefined, errorKind: "timeout" }, "timeout"],
    [{ status: undefined }, "_OTHER"],
  ] as const)("has for %j the error type %s", async (outcome, errorType) => {
    const [attributes] = await attributesOf((recorder) => {
      recorder.recordRequest({ ...request, ...outcome });
    }, requests);
    expect(attributes).toMatchObject(
      errorType === undefined ? { "http.response.status_code": 302 } : { "error.type": errorType },
    );
    expect(Object.keys(attributes as object).includes("error.type")).toBe(errorType !== undefined); // an object of the SDK
  });

  it.each([
    ["http://127.0.0.1", { "server.address": "127.0.0.1", "server.port": 80 }],
    ["http://[::1]:8080", { "server.address": "::1", "server.port": 8080 }],
    ["no origin", { "server.address": "_OTHER" }],
  ])("reads the origin %s", async (origin, expected) => {
    const record = (recorder: MetricsRecorder): void => {
      recorder.recordRequest({ ...request, origin });
    };
    expect(await attributesOf(record, requests)).toMatchObject([expected]);
  });

  it("takes a method that is not known for another one", async () => {
    const record = (recorder: MetricsRecorder): void => {
      recorder.recordRequest({ ...request, method: "PURGE" });
    };
    expect(await attributesOf(record, requests)).toMatchObject([
      { "http.request.method": "_OTHER" },
    ]);
  });

  it("counts a request that is sent again in the same series: the convention has no attribute for it", async () => {
    const points = await attributesOf((recorder) => {
      recorder.recordRequest(request);
      recorder.recordRequest({ ...request, resend: 1 });
    }, requests);
    expect(points).toHaveLength(1);
  });
});

describe("openTelemetryMetrics, of calls", () => {
  it("measures seconds by service and operation, failures by why they failed", async () => {
    const { recorder, metric } = sdk();
    recorder.recordCall(call);
    recorder.recordCall(call);
    recorder.recordCall({ ...call, success: false, errorKind: "rate-limit", duration: 45_000 });
    recorder.recordCall({ operation: "get", success: false, duration: Number.NaN });
    const { unit, points } = await metric(calls);
    const operation = { "agentflow.service": "github", "agentflow.operation": "repos/get" };
    expect(unit).toBe("s");
    expect(points.map(({ attributes }) => attributes)).toEqual([
      operation,
      { ...operation, "error.type": "rate-limit" },
      { "agentflow.operation": "get", "error.type": "_OTHER" },
    ]);
    expect(points.map(({ value }) => value)).toMatchObject([
      { count: 2, sum: 0.06 },
      { count: 1, sum: 45 },
      { count: 1, sum: 0 },
    ]);
  });

  it("counts requests that were sent again, and cost", async () => {
    const { recorder, metric } = sdk();
    recorder.recordCall({ ...call, attempts: 3, cost: 0.5 });
    recorder.recordCall({ ...call, attempts: 1, cost: 0.25 });
    recorder.recordCall({ ...call, attempts: 0, cost: -1 });
    expect(await metric("agentflow.client.call.resends")).toMatchObject({
      unit: "{request}",
      points: [{ value: 2 }],
    });
    expect(await metric("agentflow.client.call.cost")).toMatchObject({
      unit: "{USD}",
      points: [{ value: 0.75 }],
    });
  });

  it("takes a meter in the place of its provider", async () => {
    const { meterProvider, metric } = sdk();
    openTelemetryMetrics({ meter: meterProvider.getMeter("mine") }).recordCall(call);
    expect(await metric(calls)).toMatchObject({ scope: "mine", points: [{ value: { count: 1 } }] });
  });
});
