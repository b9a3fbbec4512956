import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import type { Builder, BuilderOptions } from "./builder.js";

/** A builder for the integrations of one project. */
export function createBuilder(options: BuilderOptions): Builder {
  const unavailable = (): Promise<never> =>
    Promise.reject(
      new AgentFlowError(errorCodes.internal, `Not built: ${options.projectDirectory}`, {
        help: "",
      }),
    );
  return {
    build: unavailable,
    validate: unavailable,
    history: unavailable,
    averages: unavailable,
    list: unavailable,
  };
}
