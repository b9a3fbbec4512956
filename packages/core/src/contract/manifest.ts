import { z } from "zod";

/** Bumped only when a pattern written for the previous number would no longer work. */
export const contractVersion = 1;

const packagePath = z
  .string()
  .regex(
    /^\.\/(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{Cc}]+$/u,
    "must be a path inside the package, starting with ./",
  );

/** A name that npm accepts, so that it can be no path (the rules of validate-npm-package-name). */
const packageName = z
  .string()
  .max(214)
  .regex(/^(?:@[a-z0-9-][a-z0-9._-]*\/)?[a-z0-9-][a-z0-9._-]*$/, "must be the name of a package");

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
  /**
   * By what else it knows a service: how values of options begin, by the option's name, such as
   * `{ "connection": ["postgres://"] }`.
   */
  recognizes: z.record(z.string().min(1), z.array(z.string().min(1)).min(1)).optional(),
  /** Kinds of description it reads: `openapi`, `graphql`, `database` … */
  documents: z.array(z.string().min(1)).default([]),
  /** Module whose default export is the pattern. */
  entry: packagePath,
  /** JSON Schema of `input`, so that the command can explain it without importing the pattern. */
  input: packagePath.optional(),
  /**
   * Packages that what it generates imports, beside core and the tools: dependencies of its own package, so that a
   * generated package can be verified where nothing is installed.
   */
  packages: z.array(packageName).default([]),
  /** Package name of the general pattern it extends. */
  extends: z.string().min(1).optional(),
});

export type Manifest = z.output<typeof manifestSchema>;
