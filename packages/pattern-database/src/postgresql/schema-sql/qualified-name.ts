import { sqlName } from "../catalogue/sql-literal.js";

/** What has a schema and a name, as SQL writes it. */
export function qualifiedName({
  schema,
  name,
}: {
  readonly schema: string;
  readonly name: string;
}): string {
  return `${sqlName(schema)}.${sqlName(name)}`;
}
