import { Code } from "@agentflow/core";
import type { NamedTable } from "../names/named-database.js";
import type { NamedDatabase } from "../names/named-database.js";

/** Everything that a template of `examples/` prints. */
export interface ExampleView {
  readonly packageName: string;
  readonly create: Code;
  readonly variable: Code;
  /** Where the database is, as an expression; it may be one of `secret`. */
  readonly address: Code;
  readonly isSecret: boolean;
  /** `shop.orders`. */
  readonly access: Code;
}

/** What an example says of one database and one table of it. */
export function exampleView({ names, dialect }: NamedDatabase, table: NamedTable): ExampleView {
  return {
    packageName: names.packageName,
    create: Code.identifier(names.create),
    variable: Code.identifier(names.variable),
    address: dialect.client.exampleAddress(names),
    isSecret: dialect.client.isSecret,
    access: Code.trusted(`${names.variable}.${Code.propertyName(table.key).toString()}`),
  };
}
