import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject } from "../document/json-object.js";
import { depthLimit } from "../document/nesting.js";

/**
 * Names whose aliases would name each other in a circle, such as `type A = B; type B = A | string`.
 * TypeScript refuses those (TS2456); circles through a member or an item are fine and not meant.
 * @param schemas schema by name
 * @param nameOf name of a reference's target
 */
export function circularAliases(
  schemas: ReadonlyMap<string, Json>,
  nameOf: (reference: string) => string | undefined,
): ReadonlySet<string> {
  const targets = new Map<string, Set<string>>();
  for (const [name, schema] of schemas) {
    const direct = new Set<string>();
    collectDirect(schema, nameOf, direct, 0);
    if (direct.size > 0) targets.set(name, direct);
  }
  // What is in a circle remains when names without a way out, and then names without a way in, are taken away.
  const reversed = withoutDeadEnds(targets);
  return new Set(withoutDeadEnds(reversed).keys());
}

/** The graph without the nodes from which no circle can be reached, with its edges turned around. */
function withoutDeadEnds(
  targets: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const sources = new Map<string, Set<string>>();
  for (const [source, direct] of targets) {
    for (const target of direct) {
      const known = sources.get(target);
      if (known) known.add(source);
      else sources.set(target, new Set([source]));
    }
  }
  const remaining = new Map([...targets].map(([name, direct]) => [name, direct.size]));
  const dead = [...new Set([...targets.keys(), ...sources.keys()])].filter(
    (name) => (remaining.get(name) ?? 0) === 0,
  );
  for (let name = dead.pop(); name !== undefined; name = dead.pop()) {
    remaining.delete(name);
    for (const source of sources.get(name) ?? []) {
      const count = (remaining.get(source) ?? 0) - 1;
      remaining.set(source, count);
      if (count === 0) dead.push(source);
    }
  }
  const kept = [...remaining.keys()].map((name) => {
    const from = [...(sources.get(name) ?? [])].filter((source) => remaining.has(source));
    return [name, new Set(from)] as const;
  });
  return new Map(kept);
}

/** The references of a schema that stand outside any member or item. */
function collectDirect(
  schema: Json,
  nameOf: (reference: string) => string | undefined,
  found: Set<string>,
  depth: number,
): void {
  if (!isJsonObject(schema) || depth > depthLimit) return;
  const name = typeof schema["$ref"] === "string" ? nameOf(schema["$ref"]) : undefined;
  if (name !== undefined) found.add(name);
  for (const keyword of ["allOf", "oneOf", "anyOf"]) {
    const parts = schema[keyword];
    if (!isJsonArray(parts)) continue;
    for (const part of parts) collectDirect(part, nameOf, found, depth + 1);
  }
}
