export {
  createDynamoDatabase,
  type DynamoDatabase,
  type DynamoTables,
  type DynamoWrite,
} from "./dynamodb/create-dynamo-database.js";
export type { DynamoCallOptions, DynamoOptions } from "./dynamodb/dynamo-options.js";
export type {
  ItemCondition,
  ItemFilter,
  SortCondition,
} from "./dynamodb/expression/item-filter.js";
export {
  type AttributeKind,
  DynamoNumber,
  type DynamoValue,
} from "./dynamodb/item/dynamo-value.js";
export {
  type AnyDynamoTable,
  defineDynamoTable,
  type DynamoTableDefinition,
  type DynamoTableDescription,
  type IndexDescription,
  type KeyDescription,
} from "./dynamodb/table/dynamo-table-description.js";
export type { DynamoTable, ItemPage } from "./dynamodb/table/dynamo-table.js";
