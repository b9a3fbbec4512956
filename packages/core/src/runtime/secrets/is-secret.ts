import type { Secret } from "./secret.js";

/** What a `Secret` carries. */
export const secretBrand: unique symbol = Symbol.for("agentflow.secret");

/** Recognises a secret also when it was made by another copy of the runtime, which `instanceof` does not. */
export function isSecret(value: unknown): value is Secret {
  return typeof value === "object" && value !== null && secretBrand in value;
}
