import { keyLiteral } from "@agentflow/core";
import type { NamedTable } from "../names/named-database.js";
import { mayInsert } from "../tables/table-access.js";
import { keysOf } from "../tables/table-description.js";

/** `await shop.orders.find({ limit: 20 })` and what else a table is good for, one call a line. */
export function exampleCalls(variable: string, table: NamedTable): string {
  const access = `${variable}.${table.key}`;
  const { primaryKey } = table.model;
  const lines = [`await ${access}.find({ limit: 20${withOption(table)} });`];
  if (primaryKey) {
    const keys = keysOf(table, primaryKey.columns).map(shorthand);
    lines.unshift(`await ${access}.get({ ${keys.join(", ")} });`);
    lines.push(`for await (const row of ${access}.all()) console.log(row);`);
  }
  if (mayInsert(table)) {
    const needed = table.columns
      .filter(({ insertable, nullable, hasDefault }) => insertable && !nullable && !hasDefault)
      .map(({ key }) => shorthand(key));
    lines.push(
      `await ${access}.insert(${needed.length === 0 ? "{}" : `{ ${needed.join(", ")} }`});`,
    );
  }
  return lines.join("\n");
}

function withOption({ relations }: NamedTable): string {
  const [first] = relations;
  return first ? `, with: { ${keyLiteral(first.key)}: true }` : "";
}

function shorthand(key: string): string {
  return keyLiteral(key) === key ? key : `${keyLiteral(key)}: …`;
}
