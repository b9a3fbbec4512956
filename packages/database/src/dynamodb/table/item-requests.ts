import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { isPlainObject } from "../../documents/place.js";
import { shown } from "../../table/usage-error.js";
import { Expression } from "../expression/expression.js";
import type { DynamoTablePlan } from "./dynamo-table-plan.js";

/** What calls say, when their types have been lost on the way. */
export interface WriteOptions {
  readonly signal?: AbortSignal | undefined;
  readonly version?: unknown;
  readonly remove?: unknown;
}

type Attributes = Record<string, AttributeValue>;

/** Adds an item where there is none with its key. */
export function insertRequest(item: unknown, plan: DynamoTablePlan) {
  const expression = new Expression();
  const condition = `attribute_not_exists(${expression.name(plan.description.partitionKey)})`;
  const { version } = plan.description;
  const encoded = itemWithKey(item, plan);
  const counted =
    version === undefined || Object.hasOwn(encoded, version)
      ? {}
      : plan.encodeItem({ [version]: plan.kindOf(version) === "bigint" ? 1n : 1 }, "A version");
  return {
    TableName: plan.description.name,
    Item: { ...encoded, ...counted },
    ConditionExpression: condition,
    ...expression.parts,
  };
}

/** An item that has its key. @throws {DatabaseError} kind "data" when it has not */
export function itemWithKey(item: unknown, plan: DynamoTablePlan): Attributes {
  const encoded = plan.encodeItem(item, "An item");
  const missing = plan.keyNames.find((name) => !Object.hasOwn(encoded, name));
  if (missing !== undefined) throw plan.error(`The item has no ${shown(missing)}`, "data");
  return encoded;
}

/** Changes an item that is there, and counts its version on. @returns `undefined` when nothing changes */
export function updateRequest(
  key: unknown,
  changes: unknown,
  options: WriteOptions,
  plan: DynamoTablePlan,
) {
  const expression = new Expression();
  const encoded = plan.encodeItem(changes, "What changes");
  const removed = removedNames(options.remove, plan);
  const { version } = plan.description;
  const names = [...Object.keys(encoded), ...removed];
  const fixed = names.find((name) => plan.keyNames.includes(name) || name === version);
  if (fixed !== undefined) throw plan.error(`The attribute ${shown(fixed)} is not changed itself`);
  const Key = plan.encodeKey(key);
  const condition = versionCondition(options.version, expression, plan);
  const sets = Object.entries(encoded).map(
    ([name, value]) => `${expression.name(name)} = ${expression.value(value)}`,
  );
  const update = [
    ...(sets.length > 0 ? [`set ${sets.join(", ")}`] : []),
    ...(removed.length > 0
      ? [`remove ${removed.map((name) => expression.name(name)).join(", ")}`]
      : []),
    ...(version !== undefined && names.length > 0
      ? [`add ${expression.name(version)} ${expression.value({ N: "1" })}`]
      : []),
  ];
  return {
    TableName: plan.description.name,
    Key,
    ConditionExpression: condition,
    ...(update.length > 0 && { UpdateExpression: update.join(" ") }),
    ...expression.parts,
  };
}

export function deleteRequest(key: unknown, options: WriteOptions, plan: DynamoTablePlan) {
  const expression = new Expression();
  const condition =
    options.version === undefined ? undefined : versionCondition(options.version, expression, plan);
  return {
    TableName: plan.description.name,
    Key: plan.encodeKey(key),
    ...(condition !== undefined && { ConditionExpression: condition }),
    ...expression.parts,
  };
}

/** The item is there, and of a version where one is given. */
function versionCondition(given: unknown, expression: Expression, plan: DynamoTablePlan): string {
  const { version, partitionKey } = plan.description;
  const there = `attribute_exists(${expression.name(partitionKey)})`;
  if (given === undefined) return there;
  if (version === undefined) throw plan.error("There is no attribute that counts changes");
  const [value] = Object.values(plan.encodeItem({ [version]: given }, "A version"));
  if (value === undefined) return there;
  return `${there} and ${expression.name(version)} = ${expression.value(value)}`;
}

function removedNames(remove: unknown, plan: DynamoTablePlan): readonly string[] {
  if (remove === undefined) return [];
  if (Array.isArray(remove) && remove.every((name) => typeof name === "string" && name !== "")) {
    return remove as readonly string[]; // every one of them
  }
  throw plan.error(`"remove" is no list of attributes`);
}

/** `#n0, #n1` for the attributes that a call reads. */
export function projectionOf(
  select: unknown,
  expression: Expression,
  plan: DynamoTablePlan,
): string | undefined {
  if (select === undefined) return undefined;
  const names = isPlainObject(select) || !Array.isArray(select) ? [] : Array.from<unknown>(select);
  if (names.length === 0 || !names.every((name) => typeof name === "string" && name !== "")) {
    throw plan.error("What is selected is no list of attributes");
  }
  return [...new Set(names)].map((name) => expression.name(String(name))).join(", ");
}
