/** Freezes a description, and all that it is made of. */
export function freeze(value: object): void {
  Object.freeze(value);
  for (const part of Object.values(value) as unknown[]) {
    // descriptions are data
    if (typeof part === "object" && part !== null && !Object.isFrozen(part)) freeze(part);
  }
}
