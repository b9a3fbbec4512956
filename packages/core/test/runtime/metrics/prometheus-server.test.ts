import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { requireService, startPrometheus } from "@agentflow/services";
import { Registry } from "prom-client";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { prometheusMetrics } from "../../../src/runtime/metrics/prometheus-metrics.js";
import { call, request } from "./records.js";

/** Serves a registry's text, as an application does. @returns host and port */
async function serve(register: Registry): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", register.contentType);
    void register.metrics().then((text) => response.end(text));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
}

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [time: number, value: string];
}

describe.runIf(requireService("prometheus"))("a Prometheus server", () => {
  // It looks for targets every 5 seconds.
  it("scrapes what was measured, and answers queries", { timeout: 60_000 }, async () => {
    const register = new Registry();
    const recorder = prometheusMetrics({ register });
    for (const duration of [20, 30, 40, 90]) recorder.recordCall({ ...call, duration });
    recorder.recordCall({ ...call, success: false, errorKind: "timeout", attempts: 3, cost: 0.5 });
    recorder.recordRequest(request);
    recorder.recordRequest({ ...request, status: undefined, errorKind: "network" });
    const server = await startPrometheus({ targets: [await serve(register)] });
    onTestFinished(() => server.stop());
    const query = async (expression: string): Promise<readonly Sample[]> => {
      const url = `${server.url}/api/v1/query?query=${encodeURIComponent(expression)}`;
      const answer = (await (await fetch(url)).json()) as { data: { result: readonly Sample[] } }; // Prometheus' API
      return answer.data.result;
    };
    const value = async (expression: string) => Number((await query(expression))[0]?.value[1]);

    const counts = "agentflow_client_call_duration_seconds_count";
    await vi.waitFor(async () => expect(await query(counts)).toHaveLength(2), {
      timeout: 50_000,
      interval: 50,
    });
    expect((await query(`${counts}{outcome="timeout"}`)).map(({ metric }) => metric)).toMatchObject(
      [{ service: "github", operation: "repos/get", job: "test" }],
    );
    expect(await value(`sum(${counts}{outcome!="success"}) / sum(${counts})`)).toBe(0.2);
    const buckets = 'agentflow_client_call_duration_seconds_bucket{outcome="success"}';
    // Half of four calls took at most 30 ms: the bucket from 25 to 50 ms holds the second and the third.
    expect(await value(`histogram_quantile(0.5, ${buckets})`)).toBeCloseTo(0.0375, 10);
    expect(await value("agentflow_client_resends_total")).toBe(2);
    expect(await value("agentflow_client_cost_dollars_total")).toBe(0.5);
    const requests = "agentflow_client_request_duration_seconds_count";
    expect(await value(`${requests}{status="200", error=""}`)).toBe(1);
    expect(await value(`${requests}{status="", error="network"}`)).toBe(1);
  });
});
