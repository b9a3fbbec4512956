import { Counter, type OpenMetricsContentType, Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { prometheusMetrics } from "../../../src/runtime/metrics/prometheus-metrics.js";
import { call, request } from "./records.js";

/** The lines of the registry's text that hold a value, without those of buckets. */
async function values(register: { metrics(): Promise<string> }): Promise<readonly string[]> {
  const lines = (await register.metrics()).split("\n");
  return lines.filter((line) => line !== "" && !line.startsWith("#") && !line.includes("_bucket"));
}

describe("prometheusMetrics", () => {
  it("names units and totals as Prometheus does", async () => {
    const register = new Registry();
    prometheusMetrics({ register });
    const text = await register.metrics();
    expect([...text.matchAll(/^# TYPE (.*)$/gm)].map(([, type]) => type)).toEqual([
      "agentflow_client_call_duration_seconds histogram",
      "agentflow_client_request_duration_seconds histogram",
      "agentflow_client_resends_total counter",
      "agentflow_client_cost_dollars_total counter",
    ]);
  });

  it("measures calls by service, operation and outcome", async () => {
    const register = new Registry();
    const recorder = prometheusMetrics({ register });
    recorder.recordCall(call);
    recorder.recordCall({ ...call, duration: 70, attempts: 3, cost: 0.5 });
    recorder.recordCall({ ...call, success: false, errorKind: "timeout", duration: 1000 });
    recorder.recordCall({ operation: "get", success: false, duration: 0, cost: Infinity });
    expect(await values(register)).toEqual([
      'agentflow_client_call_duration_seconds_sum{service="github",operation="repos/get",outcome="success"} 0.1',
      'agentflow_client_call_duration_seconds_count{service="github",operation="repos/get",outcome="success"} 2',
      'agentflow_client_call_duration_seconds_sum{service="github",operation="repos/get",outcome="timeout"} 1',
      'agentflow_client_call_duration_seconds_count{service="github",operation="repos/get",outcome="timeout"} 1',
      'agentflow_client_call_duration_seconds_sum{service="",operation="get",outcome="unknown"} 0',
      'agentflow_client_call_duration_seconds_count{service="",operation="get",outcome="unknown"} 1',
      'agentflow_client_resends_total{service="github",operation="repos/get"} 2',
      'agentflow_client_cost_dollars_total{service="github",operation="repos/get"} 0.5',
    ]);
  });

  it("measures requests by service, operation, method, and status or error", async () => {
    const register = new Registry();
    const recorder = prometheusMetrics({ register });
    recorder.recordRequest(request);
    recorder.recordRequest({ ...request, resend: 1 });
    recorder.recordRequest({ ...request, status: undefined, errorKind: "network" });
    recorder.recordRequest({ ...request, method: "PURGE", status: undefined });
    const counts = (await values(register)).filter((line) => line.includes("_count"));
    expect(counts).toEqual([
      'agentflow_client_request_duration_seconds_count{service="github",operation="repos/get",method="GET",status="200"} 2',
      'agentflow_client_request_duration_seconds_count{service="github",operation="repos/get",method="GET",error="network"} 1',
      'agentflow_client_request_duration_seconds_count{service="github",operation="repos/get",method="_OTHER",error="unknown"} 1',
    ]);
  });

  it("holds no address in its labels", async () => {
    const register = new Registry();
    const origin = "https://customer-17.example.com";
    prometheusMetrics({ register }).recordRequest({ ...request, origin });
    expect(await register.metrics()).not.toContain("customer-17");
  });

  it("takes other buckets", async () => {
    const register = new Registry();
    prometheusMetrics({ register, buckets: [0.02, 1] }).recordCall(call);
    expect((await register.metrics()).match(/le="[^"]+"/g)).toEqual([
      'le="0.02"',
      'le="1"',
      'le="+Inf"',
    ]);
  });

  it("writes the OpenMetrics format too", async () => {
    const register = new Registry<OpenMetricsContentType>();
    register.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    prometheusMetrics({ register }).recordCall({ ...call, cost: 1 });
    const text = await register.metrics();
    expect(text).toContain("# TYPE agentflow_client_cost_dollars counter");
    expect(text).toContain("agentflow_client_cost_dollars_total{");
  });

  it("is one recorder for all clients of a registry", async () => {
    const register = new Registry();
    prometheusMetrics({ register }).recordCall(call);
    prometheusMetrics({ register }).recordCall(call);
    expect((await values(register)).at(1)).toMatch(/_count\{.*\} 2$/);
  });

  it("keeps registries and prefixes apart", async () => {
    const register = new Registry();
    prometheusMetrics({ register, prefix: "a_" }).recordCall(call);
    prometheusMetrics({ register, prefix: "b_" }).recordCall(call);
    prometheusMetrics({ register: new Registry(), prefix: "a_" }).recordCall(call);
    const counts = (await values(register)).filter((line) => line.includes("_count"));
    expect(counts).toEqual([
      expect.stringMatching(/^a_call_duration_seconds_count\{.*\} 1$/),
      expect.stringMatching(/^b_call_duration_seconds_count\{.*\} 1$/),
    ]);
  });

  it("refuses to measure into the same metrics with other buckets", () => {
    const register = new Registry();
    prometheusMetrics({ register });
    expect(() => prometheusMetrics({ register, buckets: [1] })).toThrow(
      new RangeError("The registry's metrics agentflow_client_* have other buckets."),
    );
  });

  it("names a metric that somebody else has registered", () => {
    const register = new Registry();
    const name = "agentflow_client_call_duration_seconds";
    const taken = new Counter({ name, help: "mine", registers: [register] });
    expect(register.getSingleMetric(name)).toBe(taken);
    expect(() => prometheusMetrics({ register })).toThrow(
      `A metric with the name ${name} has already been registered.`,
    );
  });

  it("registers anew after the registry was cleared", async () => {
    const register = new Registry();
    prometheusMetrics({ register }).recordCall(call);
    register.clear();
    prometheusMetrics({ register, buckets: [1] }).recordCall(call);
    expect((await values(register)).at(1)).toMatch(/_count\{.*\} 1$/);
  });

  it("goes on after the registry's metrics were reset", async () => {
    const register = new Registry();
    const recorder = prometheusMetrics({ register });
    recorder.recordCall(call);
    register.resetMetrics();
    recorder.recordCall(call);
    expect((await values(register)).at(1)).toMatch(/_count\{.*\} 1$/);
  });

  it("measures into prom-client's own registry unless told otherwise", async () => {
    const { register } = await import("prom-client");
    prometheusMetrics({ prefix: "of_this_test_" });
    expect(register.getSingleMetric("of_this_test_resends_total")).toBeDefined();
    register.clear();
  });

  it("measures all labels that are too many as one series", async () => {
    const register = new Registry();
    const recorder = prometheusMetrics({ register });
    for (let index = 0; index < 10_010; index += 1) {
      recorder.recordCall({ ...call, operation: `operation-${index}` });
      recorder.recordRequest({ ...request, operation: `operation-${index}` });
    }
    const others = (await values(register)).filter((line) => /_count\{.*_OTHER/.test(line));
    expect(others).toEqual([
      'agentflow_client_call_duration_seconds_count{service="_OTHER",operation="_OTHER",outcome="_OTHER"} 10',
      'agentflow_client_request_duration_seconds_count{service="_OTHER",operation="_OTHER",method="_OTHER"} 10',
    ]);
  });

  it("does not throw, whatever was measured", async () => {
    const register = new Registry();
    const recorder = prometheusMetrics({ register });
    for (const number of [Number.NaN, -1, Infinity]) {
      recorder.recordCall({ ...call, duration: number, cost: number });
      recorder.recordRequest({ ...request, duration: number });
    }
    expect((await values(register)).at(0)).toMatch(/_sum\{.*\} 0$/);
  });
});
