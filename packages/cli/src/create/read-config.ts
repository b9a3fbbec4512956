import { isAbsolute, resolve } from "node:path";
import {
  AgentFlowError,
  errorCodes,
  isAgentFlowError,
  parseJsonDocument,
  readDocument,
} from "@agentflow/core";
import type { CommandIo } from "../command-io.js";
import { type CreateOptions, parseConfig } from "./create-options.js";

/** A configuration file that was read. */
export interface Config {
  readonly options: CreateOptions;
  /** Absolute path. */
  readonly path: string;
  /** `sha256-<hex>` of its bytes. */
  readonly digest: string;
}

/**
 * Reads the file of `--config`.
 * @throws AF_CONFIG_INVALID when it cannot be read, is not JSON, or has an unknown key or a wrong value
 */
export async function readConfig(file: string, io: CommandIo): Promise<Config> {
  const path = resolve(io.workingDirectory, file);
  // A name such as `npm:x` is a file here, and never an address.
  const source = isAbsolute(file) || !file.includes(":") ? file : `./${file}`;
  try {
    const document = await readDocument(source, {
      signal: io.signal,
      directory: io.workingDirectory,
      environment: io.environment,
    });
    const options = parseConfig(parseJsonDocument(document), file);
    return { options, path, digest: document.digest };
  } catch (error) {
    if (!isAgentFlowError(error)) throw error;
    const { code, message, location } = error;
    if (code === errorCodes.configInvalid || code === errorCodes.interrupted) throw error;
    throw new AgentFlowError(
      errorCodes.configInvalid,
      `The configuration cannot be used: ${message}`,
      {
        help: "Give a JSON file with the options of the command, or leave --config out.",
        cause: error,
        ...(location && { location }),
      },
    );
  }
}
