import { isReservedWord } from "@agentflow/core";

/** Names that an operation module imports, and the one global that no module can declare. */
const takenByOperations: ReadonlySet<string> = new Set([
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
 * @param taken names that the module has already; default: those of a module of operations
 */
export function localName(
  name: string,
  exported: ReadonlySet<string>,
  taken: ReadonlySet<string> = takenByOperations,
): string {
  if (!isReservedWord(name) && !taken.has(name)) return name;
  let local = `${name}_`;
  while (exported.has(local)) local += "_";
  return local;
}
