import { dirname, join, relative, resolve } from "node:path";
import { AgentFlowError, errorCodes, type Requirements } from "@agentflow/core";
import type { CommandIo } from "../command-io.js";
import type { CommandLineOptions, CreateOptions } from "./create-options.js";
import { patternOptions } from "./pattern-options.js";
import type { Config } from "./read-config.js";

/** What `integrate create` was asked to do, with every path made absolute. */
export interface CreatePlan {
  readonly requirements: Requirements;
  readonly outDirectory: string;
  /** What a relative path of a document or a database starts from. */
  readonly documentDirectory: string;
  readonly options: CreateOptions & Pick<CommandLineOptions, "accept">;
}

/**
 * Joins the command line and the configuration file; the command line goes before the file, key by key.
 * @param project absolute path of the project, which the default folder lies in
 * @throws AF_USAGE_INVALID when no service is named, or what differs is both refused and taken
 */
export function createPlan(
  commandLine: CommandLineOptions,
  config: Config | undefined,
  project: string,
  { workingDirectory }: CommandIo,
): CreatePlan {
  const options: CreatePlan["options"] = { ...config?.options, ...commandLine };
  const { name, type, document, pattern, out } = options;
  if (name === undefined) {
    throw new AgentFlowError(errorCodes.usageInvalid, "The command names no service.", {
      help: 'Name it with --name, such as "--name GitHub", or in the file of --config.',
    });
  }
  if (options.frozen === true && options.accept === true) {
    throw new AgentFlowError(
      errorCodes.usageInvalid,
      "--frozen refuses what differs from the lock file, and --accept takes it.",
      { help: "Give one of them." },
    );
  }
  const startOf = (key: "connection" | "ddl" | "document" | "out" | "overlay"): string =>
    commandLine[key] === undefined && config ? dirname(config.path) : workingDirectory;
  const documentDirectory = startOf(sourceOf(options));
  return {
    requirements: {
      name,
      ...(type !== undefined && { type }),
      ...(document !== undefined && { document }),
      ...(pattern !== undefined && { pattern }),
      options: patternOptions(options, (address) =>
        addressFrom(documentDirectory, address, startOf("overlay")),
      ),
    },
    outDirectory:
      out === undefined
        ? join(project, "integrations", folderName(name))
        : resolve(startOf("out"), out),
    documentDirectory,
    options,
  };
}

/** The option that says what is read. */
function sourceOf({ connection, ddl }: CreateOptions): "connection" | "ddl" | "document" {
  if (connection !== undefined) return "connection";
  return ddl === undefined ? "document" : "ddl";
}

/** An address that starts from one folder as it is written from another: a relative path differs. */
function addressFrom(folder: string, address: string, start: string): string {
  // Two letters or more before the colon, so that a drive of Windows is a path.
  if (folder === start || /^[a-z][a-z0-9+.-]+:/i.test(address)) return address;
  return relative(folder, resolve(start, address));
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
