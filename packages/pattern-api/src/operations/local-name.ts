import { isReservedWord } from "@agentflow/core";

/** Names that an operation module imports, and the one global that no module can declare. */
const taken: ReadonlySet<string> = new Set([
  "schemas",
  "defineOperation",
  "definePagedOperation",
  "defineStreamedOperation",
  "convert",
  "undefined",
]);

/**
 * The name under which a module declares what it exports as `name`.
 * Differs where `name` cannot be declared: `delete` becomes `delete_`.
 */
export function localName(name: string, exported: ReadonlySet<string>): string {
  if (!isReservedWord(name) && !taken.has(name)) return name;
  let local = `${name}_`;
  while (exported.has(local)) local += "_";
  return local;
}
