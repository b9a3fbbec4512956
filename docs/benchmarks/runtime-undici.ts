import type { EventEmitter } from "node:events";
import { createRequire } from "node:module";

/** What is used of undici. */
interface Undici {
  readonly Agent: new () => EventEmitter & { close(): Promise<void> };
  readonly Pool: new (origin: string) => {
    request(options: object): Promise<{ body: { json(): Promise<unknown> } }>;
  };
}

/** The undici that the runtime uses. */
export const undici: Undici = createRequire(import.meta.resolve("@agentflow/core/runtime"))(
  "undici",
) as Undici; // it is a package of CommonJS, whose types are not the benchmarks' to see
