import { join, resolve } from "node:path";
import { AgentFlowError, errorCodes, type Requirements } from "@agentflow/core";
import type { CommandIo } from "../command-io.js";
import type { CommandLineOptions, CreateOptions } from "./create-options.js";
import type { Config } from "./read-config.js";

/** What `integrate create` was asked to do, with every path made absolute. */
export interface CreatePlan {
  readonly requirements: Requirements;
  readonly outDirectory: string;
  /** What a relative path of a document or a database starts from. */
  readonly documentDirectory: string;
  readonly options: CreateOptions;
}

/**
 * Joins the command line and the configuration file; the command line goes before the file, key by key.
 * @param project absolute path of the project, which the default folder lies in
 * @throws AF_USAGE_INVALID when no service is named
 */
export function createPlan(
  commandLine: CommandLineOptions,
  config: Config | undefined,
  project: string,
  { workingDirectory }: CommandIo,
): CreatePlan {
  const options: CreateOptions = { ...config?.options, ...commandLine };
  const { name, type, document, pattern, out } = options;
  if (name === undefined) {
    throw new AgentFlowError(errorCodes.usageInvalid, "The command names no service.", {
      help: 'Name it with --name, such as "--name GitHub", or in the file of --config.',
    });
  }
  const startOf = (key: "connection" | "ddl" | "document" | "out"): string =>
    commandLine[key] === undefined && config ? config.directory : workingDirectory;
  return {
    requirements: {
      name,
      ...(type !== undefined && { type }),
      ...(document !== undefined && { document }),
      ...(pattern !== undefined && { pattern }),
      options: patternOptions(options),
    },
    outDirectory:
      out === undefined
        ? join(project, "integrations", folderName(name))
        : resolve(startOf("out"), out),
    documentDirectory: startOf(sourceOf(options)),
    options,
  };
}

/** The option that says what is read. */
function sourceOf({ connection, ddl }: CreateOptions): "connection" | "ddl" | "document" {
  if (connection !== undefined) return "connection";
  return ddl === undefined ? "document" : "ddl";
}

/** The pattern's own configuration: what the file says, and what options of the command stand for it. */
function patternOptions(options: CreateOptions): Readonly<Record<string, unknown>> {
  const selection = given({
    tags: options["include-tag"],
    operations: options["include-operation"],
    paths: options["include-path"],
  });
  const own = given({
    allowHost: options["allow-host"],
    connection: options.connection,
    ddl: options.ddl,
    dialect: options.dialect,
    sample: options.sample,
    schema: options.schema,
    includeTable: options["include-table"],
    excludeTable: options["exclude-table"],
  });
  const configured = { ...options.options, ...own };
  if (Object.keys(selection).length === 0) return configured;
  const include = options.options?.["include"];
  return { ...configured, include: { ...(typeof include === "object" && include), ...selection } };
}

/** What was given of several values. */
function given(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** `GitHub` → `github`, `Amazon S3` → `amazon-s3`: letters and digits in lower case, joined by hyphens. */
function folderName(service: string): string {
  return service
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .join("-");
}
