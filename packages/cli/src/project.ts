import { findProject } from "@agentflow/core";
import type { CommandIo } from "./command-io.js";

/**
 * The folder whose dependencies are the installed patterns and whose `.agentflow` holds the history: the nearest
 * one upward with a package.json, or the working directory itself.
 */
export async function projectDirectory({ workingDirectory }: CommandIo): Promise<string> {
  return (await findProject(workingDirectory)) ?? workingDirectory;
}
