import { describe, expect, it } from "vitest";
import type { RateLimitDescription } from "../../../src/runtime/client/service-description.js";
import { QuotaReader } from "../../../src/runtime/rate-limit/quota-reader.js";

const time = Date.UTC(2026, 0, 1);
const seconds = time / 1000;

/** What the header fields say, at a time at which the service's clock says `time`. */
function read(headers: Record<string, string | string[]>, description?: RateLimitDescription) {
  return new QuotaReader(description).read(headers, () => time);
}

/** One quota. */
function quota(remaining: number, resetIn?: number, limit?: number, name = "") {
  return { name, remaining, resetIn, limit };
}

describe("QuotaReader without a description", () => {
  it("reads GitHub's fields", () => {
    const headers = {
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "4999",
      "x-ratelimit-reset": String(seconds + 60),
      "x-ratelimit-resource": "core",
    };
    expect(read(headers)).toEqual({ quotas: [quota(4_999, 60_000, 5_000)], resource: "core" });
  });

  it.each([
    ["a date in seconds", String(seconds + 30), 30_000],
    ["a date in milliseconds", String(time + 1_500), 1_500],
    ["a date with a fraction", `${seconds + 2}.250`, 2_250],
    ["a date that is over", String(seconds - 5), 0],
    ["seconds from now", "12", 12_000],
    ["seconds from now with a fraction", "0.5", 500],
    ["garbage", "soon", undefined],
    ["something negative", "-1", undefined],
    ["nothing", "", undefined],
  ])("takes a reset that is %s", (_, reset, resetIn) => {
    const headers = { "x-ratelimit-remaining": "3", "x-ratelimit-reset": reset };
    expect(read(headers).quotas).toEqual([quota(3, resetIn)]);
  });

  it.each(["", "none", "-1", "1e3", "0x10", "5, 4", "Infinity"])(
    "reads nothing from %j calls left",
    (remaining) => {
      const headers = { "x-ratelimit-remaining": remaining, "x-ratelimit-reset": "10" };
      expect(read(headers).quotas).toEqual([]);
    },
  );

  it("counts whole calls where a service sends fractions", () => {
    const headers = { "x-ratelimit-remaining": "598.9", "x-ratelimit-reset": "30" };
    expect(read(headers).quotas).toEqual([quota(598, 30_000)]);
  });

  it.each(["ratelimit-", "x-ratelimit-", "x-rate-limit-"])("reads the fields %s…", (prefix) => {
    const headers = {
      [`${prefix}limit`]: "100, 100;w=60",
      [`${prefix}remaining`]: "7",
      [`${prefix}reset`]: "9",
    };
    expect(read(headers)).toEqual({ quotas: [quota(7, 9_000, 100)], resource: "limit 100" });
  });

  it("reads the field of the IETF's drafts and its policies", () => {
    const headers = {
      "ratelimit-policy": '"burst";q=100;w=60, "daily";q=1000;w=86400',
      ratelimit: ['"burst";r=50;t=30', '"daily";r=900;t=4000;pk=:YQ==:'],
    };
    expect(read(headers)).toEqual({
      quotas: [quota(50, 30_000, 100, "burst"), quota(900, 4_000_000, 1_000, "daily")],
      resource: "burst  daily :YQ==:",
    });
  });

  it("takes the window of the policy where the field tells no time", () => {
    const headers = { "ratelimit-policy": '"a";q=10;w=60', ratelimit: '"a";r=5, "b";r=4' };
    expect(read(headers).quotas).toEqual([
      quota(5, 60_000, 10, "a"),
      quota(4, undefined, undefined, "b"),
    ]);
  });

  it("leaves out what counts no calls, and what does not say what is left", () => {
    const headers = {
      "ratelimit-policy": '"a";q=65535;qu="content-bytes", "b";q=9;qu="requests"',
      ratelimit: '"a";r=5;t=1, "b";r=4;t=1, "c";t=1, "d";r=-1;t=1',
    };
    expect(read(headers).quotas).toEqual([quota(4, 1_000, 9, "b")]);
  });

  it("reads the field of draft 07", () => {
    const headers = { ratelimit: "limit=100, remaining=50, reset=30" };
    expect(read(headers)).toEqual({ quotas: [quota(50, 30_000, 100)], resource: "limit 100" });
  });

  it.each(['"a";r=5;t=1,', "r=5", '"a"'])("reads nothing from %j", (ratelimit) => {
    expect(read({ ratelimit })).toEqual({ quotas: [], resource: "" });
  });

  it("reads policies anew when they change", () => {
    const reader = new QuotaReader(undefined);
    const limits = ['"a";q=5', '"a";q=6', ",", '"a";q=7'].map((policy) => {
      const headers = { "ratelimit-policy": policy, ratelimit: '"a";r=1;t=1' };
      return reader.read(headers, () => time).quotas[0]?.limit;
    });
    expect(limits).toEqual([5, 6, undefined, 7]);
  });

  it("reads no more quotas than a service can have", () => {
    const field = Array.from({ length: 1_000 }, (_, index) => `"${index}";r=1;t=1`).join(", ");
    expect(read({ ratelimit: field }).quotas.length).toBe(16);
  });
});

describe("QuotaReader with a description", () => {
  const description: RateLimitDescription = {
    remaining: "Left",
    reset: "Full-Again",
    resetUnit: "epoch-seconds",
    limitedStatuses: [429],
  };

  it("reads the fields that it names and no others", () => {
    const headers = {
      left: "4",
      "full-again": String(seconds + 1),
      "x-ratelimit-remaining": "0",
      "x-ratelimit-resource": "core",
    };
    expect(read(headers, description)).toEqual({ quotas: [quota(4, 1_000)], resource: "" });
    expect(read({ "x-ratelimit-remaining": "0" }, description).quotas).toEqual([]);
  });

  it("reads the limit and the resource where it names them", () => {
    const headers = { left: "4", "full-again": "8", most: "50", kind: " search " };
    const whole = { ...description, limit: "Most", resource: "Kind" };
    expect(read(headers, { ...whole, resetUnit: "delta-seconds" })).toEqual({
      quotas: [quota(4, 8_000, 50)],
      resource: "search",
    });
    expect(read({ kind: "search" }, whole)).toEqual({ quotas: [], resource: "search" });
  });

  it("knows no reset where the answer tells none", () => {
    expect(read({ left: "4" }, description).quotas).toEqual([quota(4)]);
  });
});
