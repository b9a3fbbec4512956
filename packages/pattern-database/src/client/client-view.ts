import { Code } from "@agentflow/core";
import type { PrintedClient } from "../dialect/printing-dialect.js";
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
  readonly driver: PrintedClient;
  readonly addressDoc: Code;
  /** The driver's option that says where the database is. */
  readonly address: string;
  /** Gives that option what `connection` holds: `connection`, `path: connection`. */
  readonly addressMember: Code;
}

/** What the client of one database is made of. */
export function clientView({ model, names, dialect: { client } }: NamedDatabase): ClientView {
  const { address } = client;
  return {
    create: Code.identifier(names.create),
    client: Code.identifier(names.client),
    transaction: Code.identifier(names.transaction),
    options: Code.identifier(names.options),
    doc: Code.comment(`The database ${model.name}, with one property per table and view.`),
    name: model.name,
    driver: client,
    addressDoc: Code.comment(client.addressDoc(names.environment), "  "),
    address,
    addressMember: Code.trusted(
      address === "connection" ? address : `${Code.propertyName(address).toString()}: connection`,
    ),
  };
}
