import {
  AgentFlowError,
  type Builder,
  type BuilderOptions,
  createBuilder,
  errorCodes,
  findVerificationTools,
  type VerificationTools,
} from "@agentflow/core";
import type { CommandIo } from "./command-io.js";
import { isSupportedNode, requiredNode } from "./node-version.js";
import { publishedLookup } from "./published-lookup.js";
import { commandFile } from "./verification-tools.js";

/**
 * The builder of a project, with the verification tools that the command brings.
 * @throws AF_NODE_UNSUPPORTED where building would fail later, and in words that do not tell why
 */
export function builderOf(io: CommandIo, projectDirectory: string): Builder {
  const options = builderOptions(io, projectDirectory);
  return io.createBuilder?.(options) ?? createBuilder(options);
}

/**
 * What that builder works with.
 * @throws AF_NODE_UNSUPPORTED
 */
export function builderOptions(io: CommandIo, projectDirectory: string): BuilderOptions {
  if (!isSupportedNode(io.nodeVersion)) {
    throw new AgentFlowError(
      errorCodes.nodeUnsupported,
      `Node.js ${io.nodeVersion} is older than ${requiredNode}, which agentflow needs.`,
      { help: "Install a current Node.js from https://nodejs.org and run the command with it." },
    );
  }
  const { environment } = io;
  const published = publishedLookup(projectDirectory, environment);
  return { projectDirectory, environment, published, tools: toolsWhenNeeded() };
}

/** Looked for when first used: listing, or writing without verification, works without them. */
function toolsWhenNeeded(): VerificationTools {
  let tools: VerificationTools | undefined;
  const found = (): VerificationTools => (tools ??= findVerificationTools(commandFile));
  return {
    get typescript() {
      return found().typescript;
    },
    get vitest() {
      return found().vitest;
    },
    get packages() {
      return found().packages;
    },
  };
}
