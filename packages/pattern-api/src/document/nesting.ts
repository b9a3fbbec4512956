import type { Json } from "@agentflow/core";

/** Levels of nesting that are read. Real descriptions stay below 40; the limit keeps every walk off the stack's end. */
export const depthLimit = 200;

/** True when a value nests deeper than `limit`. Does not recurse, so that no depth can exhaust the stack. */
export function nestsDeeperThan(value: Json | undefined, limit: number): boolean {
  let level: Json[] = [value ?? null];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: Json[] = [];
    for (const item of level) {
      if (typeof item !== "object" || item === null) continue;
      for (const child of Object.values(item)) {
        if (typeof child === "object" && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return false;
}
