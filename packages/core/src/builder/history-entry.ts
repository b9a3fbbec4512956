import { z } from "zod";

const milliseconds = z.number().nonnegative();

/** One line of `.agentflow/history.jsonl`: one build. It never holds options, and so no secret. */
export const historyEntrySchema = z.object({
  /** ISO 8601, UTC. */
  time: z.string(),
  name: z.string(),
  /** Relative to the project where it lies inside it, with forward slashes. */
  directory: z.string(),
  result: z.enum(["built", "failed"]),
  /** Code of the error that ended a failed build. */
  code: z.string().optional(),
  /** Absent when the build failed before a pattern was chosen. */
  pattern: z.object({ package: z.string(), version: z.string(), id: z.string() }).optional(),
  units: z.number().optional(),
  files: z.number().optional(),
  bytes: z.number().optional(),
  /** Whether the package was type-checked and tested. */
  verified: z.boolean(),
  /** Absent when the build ended before its package was scored. */
  score: z.number().optional(),
  reuse: z.number().optional(),
  timings: z.object({
    inspect: milliseconds,
    render: milliseconds,
    write: milliseconds,
    typecheck: milliseconds,
    tests: milliseconds,
    total: milliseconds,
  }),
  cost: z.object({ usd: z.number(), tokens: z.number() }),
});

/** One build, as the project's history remembers it. */
export type HistoryEntry = z.output<typeof historyEntrySchema>;
