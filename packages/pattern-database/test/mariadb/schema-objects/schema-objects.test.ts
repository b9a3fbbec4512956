import { expect, test } from "vitest";
import type { Catalogue } from "../../../src/mariadb/catalogue/catalogue.js";
import { readTables } from "../../../src/mariadb/model/read-tables.js";
import { schemaObjects } from "../../../src/mariadb/schema-objects/schema-objects.js";

const statement = (name: string, sql: string | undefined, sqlMode = "") =>
  [name, { name, sql, sqlMode }] as const;
const relation = (
  name: string,
  type: Catalogue["relations"][number]["type"],
  engine: string | null,
) => ({
  name,
  type,
  engine,
  comment: "",
  collation: null,
});

const column = (table: string): Catalogue["columns"][number] => ({
  table,
  name: "a",
  notNull: false,
  type: "int",
  sql: "int(11)",
  default: null,
  extra: "",
  generated: null,
  collation: null,
  comment: "",
  privileges: "select",
});

const catalogue: Catalogue = {
  server: { version: "10.11.6-MariaDB", characterSet: "utf8mb4", collation: "utf8mb4_bin" },
  database: "shop",
  otherDatabases: ["other"],
  grants: [],
  relations: [
    relation("far", "BASE TABLE", "FEDERATED"),
    relation("s", "SEQUENCE", "InnoDB"),
    relation("t", "BASE TABLE", "InnoDB"),
    relation("unseen", "SEQUENCE", "InnoDB"),
    relation("v", "VIEW", null),
    relation("w", "VIEW", null),
  ],
  columns: ["far", "t", "v", "w"].map(column),
  views: [],
  triggers: [
    { table: "t", name: "after", timing: "BEFORE", event: "INSERT" },
    { table: "t", name: "before", timing: "BEFORE", event: "INSERT" },
    { table: "gone", name: "of_another", timing: "BEFORE", event: "INSERT" },
  ],
  routines: [
    { name: "f", type: "FUNCTION" },
    { name: "p", type: "PROCEDURE" },
    { name: "q", type: "PROCEDURE" },
  ],
  statements: new Map([
    statement(
      "far",
      "CREATE TABLE `far` (\n  `a` int\n) ENGINE=FEDERATED CONNECTION='mysql://u:secret@h/d/t'",
    ),
    statement("s", "CREATE SEQUENCE `s` start with 1"),
    statement(
      "t",
      "CREATE TABLE `t` (\n  `a` int DEFAULT nextval(`shop`.`s`),\n  CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `other`.`t` (`a`)\n) ENGINE=InnoDB",
    ),
    statement("unseen", undefined),
    statement("v", undefined),
    statement(
      "w",
      "CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW `w` AS select `v`.`a` AS `a` from (`v` join `t`)",
    ),
  ]),
  routineStatements: new Map([
    statement(
      "FUNCTION f",
      'CREATE DEFINER="root"@"%" FUNCTION "f"() RETURNS int return 1',
      "ANSI_QUOTES",
    ),
    statement("PROCEDURE p", undefined),
  ]),
  triggerStatements: new Map([
    statement(
      "before",
      "create trigger `before` before insert on t for each row set new.a = 1",
      "X",
    ),
  ]),
};

test("objects are what makes them, without users, counters and connections; the rest is for a person", () => {
  const tables = readTables(catalogue);
  const objects = schemaObjects(catalogue, tables, new Set(tables.keys()));
  const byHand = (id: string) => ({
    id,
    create: [],
    byHand: `make the ${id}: what makes it is not read.`,
    drop: `DROP ${id}`,
  });
  expect(objects).toMatchObject([
    {
      id: "DATABASE",
      name: "shop",
      create: ["ALTER DATABASE CHARACTER SET = `utf8mb4` COLLATE = `utf8mb4_bin`"],
    },
    {
      id: "FUNCTION `f`",
      name: "shop.f",
      create: [
        "SET SESSION sql_mode = 'ANSI_QUOTES'",
        'CREATE FUNCTION "f"() RETURNS int return 1',
      ],
    },
    byHand("PROCEDURE `p`"),
    byHand("PROCEDURE `q`"),
    { id: "SEQUENCE `s`", create: ["CREATE SEQUENCE `s` start with 1"] },
    byHand("SEQUENCE `unseen`"),
    byHand("TABLE `far`"),
    {
      id: "TABLE `t`",
      create: [
        "CREATE TABLE `t` (\n  `a` int DEFAULT nextval(`s`),\n  CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `other`.`t` (`a`)\n) ENGINE=InnoDB",
      ],
    },
    { ...byHand("TRIGGER `after`"), needs: ["TABLE `t`"], partOf: "TABLE `t`" },
    {
      id: "TRIGGER `before`",
      name: "shop.t.before",
      needs: ["TABLE `t`", "TRIGGER `after`"],
      create: [
        "SET SESSION sql_mode = 'X'",
        "CREATE TRIGGER `before` BEFORE INSERT ON `t` FOR EACH ROW set new.a = 1",
      ],
    },
    byHand("VIEW `v`"),
    {
      id: "VIEW `w`",
      name: "shop.w",
      needs: ["TABLE `t`", "VIEW `v`"],
      create: [
        "CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `w` AS select `v`.`a` AS `a` from (`v` join `t`)",
      ],
    },
  ]);
});
