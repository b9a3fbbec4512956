import { describe, expect, it } from "vitest";
import { requireService, startPrometheus } from "#index";

describe.runIf(requireService("prometheus"))("startPrometheus", () => {
  it("resolves when the server takes queries, and ends at stop", async () => {
    const prometheus = await startPrometheus({ targets: [] });
    const response = await fetch(`${prometheus.url}/api/v1/query?query=vector(1)`);
    expect(await response.json()).toMatchObject({
      status: "success",
      data: { result: [{ value: [expect.any(Number), "1"] }] },
    });
    await prometheus.stop();
    await expect(fetch(prometheus.url)).rejects.toThrow("fetch failed");
  });
});
