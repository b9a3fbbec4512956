import { z } from "zod";

/** Bumped only when a pattern written for the previous number would no longer work. */
export const contractVersion = 1;

const packagePath = z
  .string()
  .regex(
    /^\.\/(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{Cc}]+$/u,
    "must be a path inside the package, starting with ./",
  );

/** The `agentflow` field of a pattern's package.json. Strict: an unknown key is an error. */
export const manifestSchema = z.strictObject({
  contract: z.int().positive(),
  /** Equals the `id` of the exported pattern. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Kind of service it serves: the value of `--type`. */
  type: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1).max(200),
  /** Services it knows by name; empty for a general pattern. */
  services: z.array(z.string().min(1)).default([]),
  /** Kinds of description it reads: `openapi`, `graphql`, `database` … */
  documents: z.array(z.string().min(1)).default([]),
  /** Module whose default export is the pattern. */
  entry: packagePath,
  /** JSON Schema of `input`, so that the command can explain it without importing the pattern. */
  input: packagePath.optional(),
  /** Package name of the general pattern it extends. */
  extends: z.string().min(1).optional(),
});

export type Manifest = z.output<typeof manifestSchema>;
