import { type Builder, createBuilder, type VerificationTools } from "@agentflow/core";
import type { CommandIo } from "./command-io.js";
import { verificationTools } from "./verification-tools.js";

/** The builder of a project, with the verification tools that the command brings. */
export function builderOf(io: CommandIo, projectDirectory: string): Builder {
  const options = { projectDirectory, environment: io.environment };
  return io.createBuilder?.(options) ?? createBuilder({ ...options, tools: toolsWhenNeeded() });
}

/** Looked for when first used: listing, or writing without verification, works without them. */
function toolsWhenNeeded(): VerificationTools {
  let tools: VerificationTools | undefined;
  const found = (): VerificationTools => (tools ??= verificationTools());
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
