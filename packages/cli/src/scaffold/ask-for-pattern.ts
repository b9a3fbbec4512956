import type { CommandContext } from "../command-context.js";
import { knownBases } from "./scaffold-files.js";

/** What the user wants a new pattern to be; what was not given is undefined. */
export interface PatternWishes {
  readonly name?: string | undefined;
  readonly base?: string | undefined;
}

/**
 * Asks for what was not given, when there is somebody to ask: a name, and what the pattern extends.
 * @returns the wishes as they are when there is nobody, in continuous integration, or when one document is wanted
 */
export async function askForPattern(
  wishes: PatternWishes,
  { io, json }: CommandContext,
): Promise<PatternWishes> {
  const { ask, environment } = io;
  if (!ask || json || environment["CI"] || wishes.name !== undefined) return wishes;
  const name = ((await ask("Name of the service, such as my-service: ")) ?? "").trim();
  if (wishes.base !== undefined) return { ...wishes, name };
  const question = `Pattern that it extends (${knownBases.join(", ")}; empty for none): `;
  const base = ((await ask(question)) ?? "").trim();
  return { name, base: base === "" ? undefined : base };
}
