import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { systemErrorCode } from "../errors/system-error.js";
import { stringLiteral, visible } from "../template/literal.js";
import { zodReason } from "./read-manifest.js";

/** The file of a project that says whose patterns it takes; it stands beside package.json, or in a folder above. */
const projectTrustFile = "agentflow.trust.json";
/** The same of the user, in the folder of the user's settings. */
export const userTrustFile = "trust.json";

const scope = z.string().regex(/^@[a-z0-9~-][a-z0-9._~-]*$/, "must be a scope, such as @acme");

const limits = {
  /** Scopes that packages may be in. */
  scopes: z.array(scope).optional(),
  /** Accounts that packages may be published by. */
  publishers: z.array(z.string().min(1)).optional(),
  /** Hours for which a version must have been published. */
  minimumAgeHours: z.number().min(0).optional(),
};

const projectSchema = z.strictObject(limits);
/** `trusted`: who was trusted when asked, by the registry's host. Only the user's own file has it. */
const userSchema = z.strictObject({
  ...limits,
  trusted: z.record(z.string(), z.array(z.string().min(1))).optional(),
});

/** What one file allows; each can only take away from what the other does. */
export interface TrustLimits {
  /** Path of the file. */
  readonly source: string;
  /** Only packages in one of these scopes, or published by one of these accounts; both left out: any. */
  readonly scopes?: readonly string[] | undefined;
  readonly publishers?: readonly string[] | undefined;
  readonly minimumAgeHours?: number | undefined;
}

/** Whom the user and the project trust. */
export interface TrustSettings {
  /** Of the project's folder and of those above it, such as the root of its workspace; the nearest first. */
  readonly project: readonly TrustLimits[];
  readonly user: TrustLimits;
  /** Who was trusted when asked, by the registry's host: `publisher:jane`, `scope:@acme`, `package:pets`. */
  readonly trusted: Readonly<Record<string, readonly string[]>>;
}

/**
 * Reads whom the project and the user trust. The project's files may have come with a cloned repository: they have
 * nothing that could widen trust, and therefore all of them count.
 * @param configDirectory the folder of the user's settings, as `defaultConfigDirectory` gives it
 * @throws AF_CONFIG_INVALID when a file cannot be read, or has an unknown key or a wrong value
 */
export async function readTrustSettings(
  projectDirectory: string,
  configDirectory: string,
): Promise<TrustSettings> {
  const [project, { trusted = {}, ...user }] = await Promise.all([
    Promise.all(
      foldersUpward(projectDirectory).map(async (folder): Promise<TrustLimits> => {
        const source = join(folder, projectTrustFile);
        return { source, ...(await readSettings(source, projectSchema)) };
      }),
    ),
    readUserTrust(configDirectory),
  ]);
  return { project, user: { source: join(configDirectory, userTrustFile), ...user }, trusted };
}

function foldersUpward(directory: string): readonly string[] {
  const folder = resolve(directory);
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpward(parent)];
}

/**
 * The user's own file.
 * @throws AF_CONFIG_INVALID when it cannot be used
 */
export function readUserTrust(configDirectory: string): Promise<z.output<typeof userSchema>> {
  return readSettings(join(configDirectory, userTrustFile), userSchema);
}

async function readSettings<Schema extends z.ZodType<object>>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  try {
    return schema.parse(JSON.parse(await readText(path)));
  } catch (error) {
    const reason =
      error instanceof z.ZodError
        ? zodReason(error)
        : visible(error instanceof Error ? error.message : String(error));
    throw new AgentFlowError(
      errorCodes.configInvalid,
      `${stringLiteral(path)} cannot be used: ${reason}`,
      {
        help: "Correct or remove it; docs/reference/commands.md says what may be in it.",
        location: { source: path },
        cause: error,
      },
    );
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemErrorCode(error) ?? "")) return "{}";
    throw error;
  }
}
