import { Code } from "@agentflow/core";
import type { NamedDatabase } from "../names/named-database.js";

/** Everything that `src/client.ts.eta` and `src/index.ts.eta` print. */
export interface ClientView {
  readonly create: Code;
  readonly client: Code;
  readonly transaction: Code;
  readonly options: Code;
  readonly doc: Code;
  /** What measurements call the database. */
  readonly name: string;
  /** Of an option that says where the database is. */
  readonly environment: string;
}

/** What the client of one database is made of. */
export function clientView({ model, names }: NamedDatabase): ClientView {
  return {
    create: Code.identifier(names.create),
    client: Code.identifier(names.client),
    transaction: Code.identifier(names.transaction),
    options: Code.identifier(names.options),
    doc: Code.comment(`The database ${model.name}, with one property per table and view.`),
    name: model.name,
    environment: names.environment,
  };
}
