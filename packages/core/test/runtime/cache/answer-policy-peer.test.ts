import CachePolicy from "http-cache-semantics";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  acceptsStale,
  isStorableStatus,
  isUsable,
  mayServeOthers,
} from "../../../src/runtime/cache/answer-policy.js";
import { neutralHeaders } from "../../../src/runtime/cache/answer-key.js";
import { answerControl, parseCacheControl } from "../../../src/runtime/cache/cache-control.js";
import { freshnessOf } from "../../../src/runtime/cache/freshness.js";
import { parseHttpDate } from "../../../src/runtime/retry/retry-after.js";
import { seededRandom } from "../seeded-random.js";

/** What a cache does with a request: serves it, serves it and asks the service meanwhile, or asks first. */
type Decision = "serve" | "serve and validate" | "ask";

interface Case {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly requestHeaders: Record<string, string>;
  /** Seconds from the request to the answer. */
  readonly delay: number;
  /** Seconds from the answer to the next request. */
  readonly later: number;
}

const sentAt = Date.parse("2026-01-01T00:00:00Z");
const noDefaults = { ttl: 0, negativeTtl: 0, staleWhileRevalidate: 0, staleIfError: 0 };

function times({ delay, later }: Case) {
  const responseTime = sentAt + delay * 1_000;
  return { requestTime: sentAt, responseTime, now: responseTime + later * 1_000 };
}

function ours(example: Case): { readonly decision: Decision; readonly ifError: boolean } {
  const { status, headers, requestHeaders } = example;
  const { requestTime, responseTime, now } = times(example);
  const answer = { status, headers, requestTime, responseTime };
  const freshness = { ...answer, ...freshnessOf(answer, noDefaults) };
  const control = parseCacheControl(requestHeaders["cache-control"]);
  if (!isStorableStatus(status) || !mayServeOthers(headers, neutralHeaders([]))) {
    return { decision: "ask", ifError: false };
  }
  const ifError = acceptsStale(control) && now < freshness.staleIfErrorUntil;
  if (isUsable(freshness, control, now)) return { decision: "serve", ifError };
  const meanwhile = acceptsStale(control) && now < freshness.staleWhileRevalidateUntil;
  return { decision: meanwhile ? "serve and validate" : "ask", ifError };
}

function theirs(example: Case): { readonly decision: Decision; readonly ifError: boolean } {
  const { status, headers, requestHeaders } = example;
  const { responseTime, now } = times(example);
  vi.setSystemTime(responseTime);
  const request = { method: "GET", url: "/", headers: requestHeaders };
  const policy = new CachePolicy(
    request,
    { status, headers },
    {
      shared: false,
      cacheHeuristic: 0,
      immutableMinTimeToLive: 0,
    },
  );
  vi.setSystemTime(now);
  if (!policy.storable()) return { decision: "ask", ifError: false };
  const { response, revalidation } = policy.evaluateRequest(request);
  // It takes an error for "not modified" while the old answer may stand in.
  const ifError = policy.revalidatedPolicy(request, { status: 500, headers: {} }).matches;
  if (response === undefined) return { decision: "ask", ifError };
  return { decision: revalidation === undefined ? "serve" : "serve and validate", ifError };
}

/** Where we decide otherwise, and why. */
const reasons: readonly {
  readonly why: string;
  readonly applies: (example: Case, control: ReadonlyMap<string, string>) => boolean;
}[] = [
  {
    why: "names of directives have no case (§5.2); the peer knows lower case only",
    applies: ({ headers }) => /[A-Z]/.test(headers["cache-control"] ?? ""),
  },
  {
    why: "must-revalidate forbids only what is stale (§5.2.2.2); the peer validates what is fresh, too",
    applies: (_example, control) => control.has("must-revalidate"),
  },
  {
    why: "no-cache forbids every use that was not validated (§5.2.2.4); the peer lets max-stale, stale-while-revalidate and stale-if-error win",
    applies: (_example, control) => control.has("no-cache"),
  },
  {
    why: "a date in the past and a slow transport are age (§4.2.3); the peer knows Age only",
    applies: ({ headers, delay }) =>
      delay > 0 || (parseHttpDate(headers["date"] ?? "") ?? Infinity) < sentAt + delay * 1_000,
  },
  {
    why: "an answer that says nothing of its freshness has ours from its arrival on; the peer subtracts its Age",
    applies: ({ headers }, control) =>
      headers["age"] === "10" && !control.has("max-age") && headers["expires"] === undefined,
  },
  {
    why: "an Age that is no whole number is not used (§5.1); the peer takes -5 for younger than new, and 30x for 30",
    applies: ({ headers }) => !/^\d+$/.test(headers["age"] ?? "0"),
  },
  {
    why: "a max-age that is no whole number means stale (§4.2.1); the peer takes 30x for 30, and nothing for absent",
    applies: ({ headers }) => /=(?:30x|,|$)/.test(headers["cache-control"] ?? ""),
  },
  {
    why: "of a directive that is there twice the first counts (§4.2.1); the peer takes the last",
    applies: ({ headers }) => /max-age.*max-age/.test(headers["cache-control"] ?? ""),
  },
  {
    why: "a date in another format than the one that may be sent (RFC 9110 §5.6.7) counts as over; the peer takes any that JavaScript reads",
    applies: ({ headers }) => (headers["expires"] ?? "").includes("T00:"),
  },
  {
    why: "max-stale allows as many seconds as it says (§5.2.1.2); the peer allows less than that",
    applies: ({ requestHeaders }) => /max-stale=/.test(requestHeaders["cache-control"] ?? ""),
  },
  {
    why: "a request with max-age or min-fresh wants nothing stale (§5.2.1.1); the peer serves it stale while it validates, and when the service fails",
    applies: ({ requestHeaders }) =>
      /max-age|min-fresh|no-cache/.test(requestHeaders["cache-control"] ?? ""),
  },
  {
    why: "fields that vary but are not in the key keep an answer from being stored, * too; the peer compares them, and stores an answer that never matches",
    applies: ({ headers }) => /\*|traceparent/.test(headers["vary"] ?? ""),
  },
  {
    why: "only whole answers that a client of a service uses are kept; the peer keeps redirects and other errors, too",
    applies: ({ status }) => !isStorableStatus(status),
  },
];

function randomCase(random: () => number): Case {
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error("There is nothing to pick.");
    return value;
  };
  const some = (values: readonly string[], probability: number): string =>
    values.filter(() => random() < probability).join(pick([",", ", "]));
  const field = (name: string, values: readonly string[], probability: number) =>
    random() < probability ? { [name]: pick(values) } : {};
  const control = some(
    [
      "private",
      "public",
      "no-cache",
      "no-store",
      "must-revalidate",
      "immutable",
      "s-maxage=5",
      pick([
        "max-age=30",
        "max-age=30",
        "max-age=0",
        'max-age="30"',
        "max-age=30x",
        "max-age=",
        "Max-Age=30",
        "max-age=10, max-age=50",
      ]),
      pick(["stale-while-revalidate=20", "stale-if-error=20", 'private="set-cookie"']),
    ],
    0.2,
  );
  const date = (seconds: number) => new Date(sentAt + seconds * 1_000).toUTCString();
  const requestControl = some(
    ["no-cache", "max-age=20", "min-fresh=10", pick(["max-stale", "max-stale=10"])],
    0.1,
  );
  return {
    status: pick([200, 200, 200, 200, 203, 204, 404, 410, 301, 405, 500]),
    headers: {
      ...(control !== "" && { "cache-control": control }),
      ...field("expires", [date(40), date(-10), "0", "2026-01-01T00:00:40Z"], 0.3),
      ...field("date", [date(0), date(0), date(-10), date(100)], 0.5),
      ...field("age", ["0", "10", "-5", "30x"], 0.3),
      ...field("pragma", ["no-cache"], 0.1),
      ...field("vary", ["accept", "*", "accept, traceparent"], 0.2),
    },
    requestHeaders: {
      accept: "application/json",
      ...(requestControl !== "" && { "cache-control": requestControl }),
    },
    delay: pick([0, 0, 0, 7]),
    later: pick([0, 10, 20, 25, 30, 40, 45, 60]),
  };
}

describe("the cache's decisions", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("are those of http-cache-semantics on random fields, but for reasons that are named", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const random = seededRandom(9111);
    const unexplained: unknown[] = [];
    const used = new Set<string>();
    let agreed = { serve: 0, "serve and validate": 0, ask: 0 };
    for (let i = 0; i < 40_000; i += 1) {
      const example = randomCase(random);
      const our = ours(example);
      const their = theirs(example);
      if (our.decision === their.decision && our.ifError === their.ifError) {
        agreed = { ...agreed, [our.decision]: agreed[our.decision] + 1 };
        continue;
      }
      const control = answerControl(example.headers);
      const applying = reasons.filter(({ applies }) => applies(example, control));
      if (applying.length === 0) unexplained.push({ example, our, their });
      // Only a difference with one reason shows that the reason is a true one.
      if (applying.length === 1 && applying[0]) used.add(applying[0].why);
    }
    expect(unexplained.slice(0, 3)).toEqual([]);
    expect(reasons.map(({ why }) => why).filter((why) => !used.has(why))).toEqual([]);
    expect(Math.min(agreed.serve, agreed["serve and validate"], agreed.ask)).toBeGreaterThan(100);
  });
});
