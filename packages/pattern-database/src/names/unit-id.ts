import { visible } from "@agentflow/core";

/**
 * What a person calls a table or view, in docs, tests and the score: `orders`, `billing.invoices`. The default schema is
 * left out. Space of any kind is one space, and what hides or reorders text is escaped, so that an id reads the same
 * wherever it stands.
 */
export function unitId(
  { schema, name }: { readonly schema: string; readonly name: string },
  defaultSchema: string,
): string {
  const id = schema === defaultSchema ? name : `${schema}.${name}`;
  return visible(id.replaceAll(/\s+/g, " ").trim());
}
