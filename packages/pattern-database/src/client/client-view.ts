import { Code } from "@agentflow/core";
import type { PrintedClient } from "../dialect/printing-dialect.js";
import type { PackageAdditions } from "../model/package-additions.js";
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
  /** Modules that the entry exports too. */
  readonly modules: readonly string[];
  readonly addressDoc: Code;
  /** The driver's option that says where the database is. */
  readonly address: string;
  /** Gives that option what `connection` holds: `connection`, `path: connection`. */
  readonly addressMember: Code;
}

/** What the client of one database is made of. */
export function clientView({ model, names, dialect: { client } }: NamedDatabase): ClientView {
  const { address } = client;
  const { additions } = model;
  return {
    create: Code.identifier(names.create),
    client: Code.identifier(names.client),
    transaction: Code.identifier(names.transaction),
    options: Code.identifier(names.options),
    doc: Code.comment(`The database ${model.name}, with one property per table and view.`),
    name: model.name,
    driver: additions === undefined ? client : { ...client, ...addedDriver(additions) },
    modules: (additions?.modules ?? []).map(moduleOf),
    addressDoc: Code.comment(client.addressDoc(names), "  "),
    address,
    addressMember: Code.trusted(
      address === "connection" ? address : `${Code.propertyName(address).toString()}: connection`,
    ),
  };
}

function addedDriver({
  driver,
}: PackageAdditions): Pick<PrintedClient, "driver" | "module" | "options"> {
  return {
    module: moduleOf(driver.module),
    driver: Code.identifier(driver.create),
    options: Code.identifier(driver.options),
  };
}

function moduleOf(name: string): string {
  return `./${name}.js`;
}
