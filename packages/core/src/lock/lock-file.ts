import { z } from "zod";
import { isPackageName } from "../catalog/package-name.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { jsonText, stringLiteral, visible } from "../template/literal.js";
import { sortedJson } from "../template/sorted-json.js";
import { keyProblem } from "./integration-key.js";

/** The lock file's name, beside the project's package.json. */
export const lockFileName = "agentflow.lock";

/** A line for people: no control characters, none that hides or reorders text. */
const line = z
  .string()
  .min(1)
  .max(2_000)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u, "must be plain text of one line");

/** Never a path, an address or an option. */
const packageName = z
  .string()
  .refine((name) => isPackageName(name) && !name.startsWith("-"), "must be the name of a package");

const installedPatternSchema = z.strictObject({
  package: packageName,
  /** Exact. */
  version: line,
  /** The name that it is installed under; left out: its own. */
  installedAs: packageName.exactOptional(),
  /** Of the tarball, as Subresource Integrity; `null`: neither the package manager nor the registry told it. */
  integrity: z
    .string()
    .regex(/^sha512-[A-Za-z0-9+/]{86}==$/, "must be a sha512 of Subresource Integrity")
    .nullable(),
  /** SHA-256 over the installed package's files. */
  content: z.string().regex(/^sha256-[0-9a-f]{64}$/),
  /** A working copy that the project links to, and no installed package: its author changes it. */
  linked: z.literal(true).exactOptional(),
  /** Where its source code is, by its author's word. */
  repository: line.exactOptional(),
  /** Whether the registry has attestations of its provenance; left out: it was not asked. */
  provenance: z.boolean().exactOptional(),
});

/** A pattern as it is pinned. */
export type LockedPattern = z.output<typeof installedPatternSchema>;

const integrationSchema = z.strictObject({
  /** As the user wrote it. */
  name: z.string().min(1),
  contract: z.int().positive(),
  pattern: installedPatternSchema,
  /** The patterns that it extends, the nearest first. */
  extends: z.array(installedPatternSchema).max(20),
  /** `source` is `null` when the pattern reads no document, but a database: then the options say which. */
  document: z.strictObject({ source: z.string().nullable(), digest: z.string() }),
  /** The pattern's input as it was parsed; secrets are in it by name only. */
  options: z.record(z.string(), z.json()),
});

/** What the lock file says of one integration. */
export type LockedIntegration = z.output<typeof integrationSchema>;

const lockFileSchema = z.strictObject({
  lockfileVersion: z.literal(1),
  integrations: z.record(z.string(), integrationSchema).superRefine((integrations, context) => {
    for (const key of Object.keys(integrations)) {
      const problem = keyProblem(key);
      if (problem !== undefined) context.addIssue(`${stringLiteral(key)} ${problem}`);
    }
  }),
});

/** `agentflow.lock`: what every integration of a project was made from. */
export type LockFile = z.output<typeof lockFileSchema>;

/** The lock file of a project that has none. */
export const emptyLock: LockFile = { lockfileVersion: 1, integrations: {} };

/**
 * Reads the text of a lock file. It may come with a cloned repository, so nothing in it is believed but its words: no
 * path outside the project, nothing that could be an option or a command of another program.
 * @param source its path, for messages
 * @throws AF_LOCK_INVALID naming everything that is wrong with it
 */
export function parseLockFile(text: string, source: string): LockFile {
  try {
    return lockFileSchema.parse(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    throw lockInvalid(source, problemsOf(error, text), error);
  }
}

/** The text of a lock file: keys in order, equal for equal contents. */
export function lockFileText(lock: LockFile): string {
  return `${jsonText(sortedJson(lock), 2)}\n`;
}

/** AF_LOCK_INVALID. */
export function lockInvalid(source: string, problem: string, cause?: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.lockInvalid, `${stringLiteral(source)} ${problem}.`, {
    help: "Restore it from version control; or remove it, and create the integrations again with --force, which pins what is installed.",
    location: { source },
    cause,
  });
}

function problemsOf(error: unknown, text: string): string {
  if (/^<{7} /m.test(text)) return "has conflicts of a merge";
  if (!(error instanceof z.ZodError)) return `is not JSON: ${visible(String(error))}`;
  const problems = error.issues
    .slice(0, 20)
    .map(({ path, message }) => `${visible(path.join(".")) || "all"}: ${visible(message)}`);
  return `is not a valid lock file: ${problems.join("; ")}`;
}
