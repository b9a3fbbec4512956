export type {
  ColumnDescription,
  RelationDescription,
  TableDescription,
  ValueKind,
} from "./description/table-description.js";
export type {
  Connection,
  Driver,
  RunOptions,
  Statement,
  StatementResult,
} from "./driver/driver.js";
