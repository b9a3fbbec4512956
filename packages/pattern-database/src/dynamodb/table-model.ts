import type {
  AttributeValue,
  CreateTableCommandInput,
  KeySchemaElement,
  Projection,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { AttributeKind } from "@agentflow/database/dynamodb";
import { compareCodePoints } from "../model/compare-code-points.js";
import type { AttributeModel, DynamoTableModel, IndexModel, KeyModel } from "./dynamodb-model.js";

type Item = Record<string, AttributeValue>;

/** Numbers that JavaScript would round are refused when they are read, so nothing is lost by `number`. */
const keyKinds: Readonly<Record<string, AttributeKind>> = { S: "string", N: "number", B: "bytes" };

export function tableModel(
  table: TableDescription,
  expiry: string | null,
  items: readonly Item[],
): DynamoTableModel {
  const keys = (table.AttributeDefinitions ?? [])
    .map(({ AttributeName = "", AttributeType = "" }): AttributeModel => ({
      name: AttributeName,
      kind: keyKinds[AttributeType] ?? "any",
      seen: null,
    }))
    .toSorted((one, other) => compareCodePoints(one.name, other.name));
  const indexes = [
    ...(table.GlobalSecondaryIndexes ?? []).map((index) => ({ ...index, global: true })),
    ...(table.LocalSecondaryIndexes ?? []).map((index) => ({ ...index, global: false })),
  ].map(({ IndexName = "", KeySchema, Projection: projection, global }): IndexModel => ({
    name: IndexName,
    global,
    ...keyModel(KeySchema),
    projection: projectionText(projection),
  }));
  const known = new Set(keys.map(({ name }) => name));
  const stream = table.StreamSpecification;
  return {
    name: table.TableName ?? "",
    ...keyModel(table.KeySchema),
    attributes: [...keys, ...sampledAttributes(items).filter(({ name }) => !known.has(name))],
    indexes: indexes.toSorted((one, other) => compareCodePoints(one.name, other.name)),
    billing:
      table.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST" ? "on demand" : "provisioned",
    expiry,
    stream: stream?.StreamEnabled === true ? (stream.StreamViewType ?? null) : null,
    sampled: items.length,
  };
}

function keyModel(schema: readonly KeySchemaElement[] = []): KeyModel {
  const named = (type: string): string | undefined =>
    schema.find(({ KeyType }) => KeyType === type)?.AttributeName;
  return { partitionKey: named("HASH") ?? "", sortKey: named("RANGE") ?? null };
}

function projectionText({
  ProjectionType = "ALL",
  NonKeyAttributes = [],
}: Projection = {}): string {
  return NonKeyAttributes.length === 0
    ? ProjectionType
    : `${ProjectionType} ${NonKeyAttributes.toSorted(compareCodePoints).join(", ")}`;
}

/** Attributes of items, by their names: kinds and counts are kept, and no value. */
function sampledAttributes(items: readonly Item[]): readonly AttributeModel[] {
  const seen = new Map<string, { count: number; readonly kinds: Set<AttributeKind> }>();
  for (const item of items) {
    for (const [name, value] of Object.entries(item)) {
      const known = seen.get(name) ?? { count: 0, kinds: new Set() };
      known.count += 1;
      known.kinds.add(kindOf(value));
      seen.set(name, known);
    }
  }
  return Array.from(seen, ([name, { count, kinds }]): AttributeModel => {
    const [kind = "any"] = kinds;
    return { name, kind: kinds.size === 1 ? kind : "any", seen: count };
  }).toSorted((one, other) => compareCodePoints(one.name, other.name));
}

function kindOf({ S, N, B, BOOL }: AttributeValue): AttributeKind {
  if (S !== undefined) return "string";
  // A number that is refused in one item must not keep the others from being read.
  if (N !== undefined) return String(Number(N)) === N ? "number" : "any";
  if (B !== undefined) return "bytes";
  return BOOL === undefined ? "any" : "boolean";
}

/** What a request says of an index of either sort. */
interface DescribedIndex {
  readonly IndexName?: string | undefined;
  readonly KeySchema?: KeySchemaElement[] | undefined;
  readonly Projection?: Projection | undefined;
}

/** The request that makes an empty table of the same keys and indexes; what it costs is not its business. */
export function baselineOf(table: TableDescription): CreateTableCommandInput {
  const globals = sortedIndexes(table.GlobalSecondaryIndexes);
  const locals = sortedIndexes(table.LocalSecondaryIndexes);
  return {
    TableName: table.TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: (table.AttributeDefinitions ?? []).toSorted((one, other) =>
      compareCodePoints(one.AttributeName ?? "", other.AttributeName ?? ""),
    ),
    KeySchema: table.KeySchema,
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(locals.length > 0 && { LocalSecondaryIndexes: locals }),
  };
}

function sortedIndexes(indexes: readonly DescribedIndex[] = []) {
  return indexes
    .map(({ IndexName, KeySchema, Projection: projection }) => ({
      IndexName,
      KeySchema,
      Projection: projection,
    }))
    .toSorted((one, other) => compareCodePoints(one.IndexName ?? "", other.IndexName ?? ""));
}
