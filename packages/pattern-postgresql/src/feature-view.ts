import { Code, stringLiteral } from "@agentflow/core";
import { type DatabaseModel, exampleTable, type NamedDatabase } from "@agentflow/pattern-database";
import { featureNames } from "./feature-names.js";
import { notifiedChannels } from "./notified-channels.js";

/** Everything that this pattern's templates print. */
export interface FeatureView {
  readonly create: Code;
  readonly client: Code;
  readonly transaction: Code;
  readonly variable: Code;
  readonly channel: Code;
  readonly driverOptions: Code;
  /** Literals, as pages need them too. */
  readonly packageName: Code;
  readonly environment: Code;
  /** `"order_changed" | (string & {})`. */
  readonly channels: Code;
  readonly hasChannels: boolean;
  /** One to show calls with. */
  readonly exampleChannel: Code;
  /** `shop.orders`; empty when there is no table. */
  readonly exampleTable: Code;
  readonly hasTable: boolean;
}

/** What the added files of one package say. */
export function featureView(model: DatabaseModel, database: NamedDatabase): FeatureView {
  const names = featureNames(model.name);
  const channels = notifiedChannels(model);
  const table = exampleTable(database);
  const access = table && `${names.variable}.${Code.propertyName(table.key).toString()}`;
  return {
    create: Code.identifier(names.create),
    client: Code.identifier(names.client),
    transaction: Code.identifier(names.transaction),
    variable: Code.identifier(names.variable),
    channel: Code.identifier(names.channel),
    driverOptions: Code.identifier(names.driverOptions),
    packageName: literal(names.packageName),
    environment: literal(names.environment),
    // Literals, and the way in which TypeScript keeps them beside every other text.
    channels: Code.trusted(
      [...channels.map((name) => stringLiteral(name)), "(string & {})"].join(" | "),
    ),
    hasChannels: channels.length > 0,
    exampleChannel: literal(channels[0] ?? "something_changed"),
    exampleTable: Code.trusted(access ?? ""),
    hasTable: access !== undefined,
  };
}

function literal(text: string): Code {
  return Code.trusted(stringLiteral(text));
}
