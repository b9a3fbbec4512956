import { expect, test } from "vitest";
import { EnumModels } from "../../../src/mariadb/model/enum-models.js";

const column = (table: string, name: string, type = "enum") => ({
  table,
  name,
  type,
  sql: "enum('a','b')",
  notNull: true,
  default: null,
  extra: "",
  collation: null,
  generated: null,
  comment: "",
  privileges: "",
});

test("enums are called by table and column, and a number where that is taken", () => {
  const columns = [column("a", "b_c"), column("a_b", "c"), column("a_b", "d", "int")];
  const enums = new EnumModels(columns, "shop");
  expect(enums.models).toEqual([
    { schema: "shop", name: "a_b_c", values: ["a", "b"], comment: null },
    { schema: "shop", name: "a_b_c_2", values: ["a", "b"], comment: null },
  ]);
  expect(columns.map((one) => enums.nameOf(one))).toEqual(["a_b_c", "a_b_c_2", ""]);
});
