import type { ValueKind } from "@agentflow/database";
import { formSampler, kindSampler } from "../../tests/kind-samples.js";
import type { Sampler } from "../../tests/sampler.js";

/**
 * Values as PostgreSQL writes them back, in a session whose time zone is UTC; no two shapes with an area overlap. `N`
 * stands for a digit.
 */
const forms: Readonly<Record<string, string>> = {
  char: "N",
  uuid: "00000000-0000-4000-8000-00000000000N",
  date: "2024-01-0N",
  timestamp: "2024-01-0N 03:04:05",
  timestamptz: "2024-01-0N 03:04:05+00",
  time: "03:04:0N",
  timetz: "03:04:0N+00",
  interval: "0N:00:00",
  inet: "10.0.0.N",
  cidr: "10.N.0.0/16",
  macaddr: "08:00:2b:01:02:0N",
  macaddr8: "08:00:2b:01:02:03:04:0N",
  money: "$N.00",
  tsvector: "'wordN'",
  tsquery: "'wordN'",
  point: "(1,N)",
  line: "{1,2,N}",
  lseg: "[(0,0),(1,N)]",
  box: "(N2,2),(N1,1)",
  path: "((0,0),(1,N))",
  polygon: "((N1,0),(N2,1))",
  circle: "<(N0,1),1>",
  pg_lsn: "0/N",

  ltree: "top.nodeN",
  hstore: '"key"=>"N"',
};

/** Samples of built-in types that are neither numbers nor plain texts; undefined for those of which none is known. */
export function builtInSamples(
  name: string,
  kind: ValueKind,
  size: readonly number[],
): Sampler | undefined {
  const ofKind = kindSampler(kind);
  if (ofKind) return ofKind;
  if (name === "json" || name === "jsonb") {
    return { at: (n) => `\`{"n": \${${n}}}\``, varies: 9 };
  }
  if (name === "bit" || name === "varbit") return bits(size[0] ?? (name === "bit" ? 1 : 8));
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  return form === undefined ? undefined : formSampler(form);
}

function bits(length: number): Sampler {
  return {
    at: (n) => `(${n} % ${2 ** Math.min(length, 3)}).toString(2).padStart(${length}, "0")`,
    varies: Math.min(9, 2 ** Math.min(length, 3)),
  };
}
