import { expect, test } from "vitest";
import { parseCreateTable } from "../../../src/mariadb/create-table/parse-create-table.js";

const parse = (parts: string, options = "ENGINE=InnoDB"): ReturnType<typeof parseCreateTable> =>
  parseCreateTable(`CREATE TABLE \`t\` (\n  ${parts}\n) ${options}`);

test.each([
  ["", "restrict", "restrict"],
  [" ON DELETE CASCADE", "restrict", "cascade"],
  [" ON DELETE SET NULL ON UPDATE NO ACTION", "no-action", "set-null"],
  [" ON DELETE SET DEFAULT ON UPDATE RESTRICT", "restrict", "set-default"],
])("a foreign key%s does this", (rest, onUpdate, onDelete) => {
  const key = "CONSTRAINT `f)` FOREIGN KEY (`a`, `b`) REFERENCES `o``t` (`c`, `d`)";
  expect(parse(`\`a\` int,\n  ${key}${rest}`).foreignKeys).toEqual([
    {
      name: "f)",
      columns: ["a", "b"],
      referencedDatabase: null,
      referencedTable: "o`t",
      referencedColumns: ["c", "d"],
      onUpdate,
      onDelete,
    },
  ]);
});

test("a foreign key may lead into another database", () => {
  const { foreignKeys } = parse("CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `x`.`t` (`c`)");
  expect(foreignKeys).toMatchObject([{ referencedDatabase: "x", referencedTable: "t" }]);
});

test("keys are whole or of first characters, and know their periods", () => {
  const { keys } = parse(
    [
      "`id` int",
      "PERIOD FOR `p` (`s`, `e`)",
      "PERIOD FOR SYSTEM_TIME (`x`, `y`)",
      "PRIMARY KEY (`id`,`p` WITHOUT OVERLAPS) USING BTREE",
      "UNIQUE KEY `u` (`a`,`b`(10)) USING HASH COMMENT 'x,y'",
      "FULLTEXT KEY `f` (`c`)",
      "SPATIAL KEY `s` (`d`)",
      "KEY `k` (`e` DESC)",
    ].join(",\n"),
  );
  expect(keys).toEqual([
    {
      name: "PRIMARY",
      kind: "primary",
      columns: ["id", "s", "e"],
      whole: true,
      overlaps: true,
      sql: "(`id`,`p` WITHOUT OVERLAPS) USING BTREE",
    },
    {
      name: "u",
      kind: "unique",
      columns: ["a", "b"],
      whole: false,
      overlaps: false,
      sql: "(`a`,`b`(10)) USING HASH COMMENT 'x,y'",
    },
    { name: "f", kind: "fulltext", columns: ["c"], whole: true, overlaps: false, sql: "(`c`)" },
    { name: "s", kind: "spatial", columns: ["d"], whole: true, overlaps: false, sql: "(`d`)" },
    { name: "k", kind: "index", columns: ["e"], whole: true, overlaps: false, sql: "(`e` DESC)" },
  ]);
});

test("checks are of the table, of a column, or of a period", () => {
  const { checks } = parse(
    "`a` int COMMENT 'CHECK (1)' CHECK (`a` in (1,2)),\n  PERIOD FOR `p` (`s`, `e`),\n  CONSTRAINT `c` CHECK (`a` > 0 and (1))",
  );
  expect(checks).toEqual([
    { name: "a", expression: "`a` in (1,2)", ofColumn: true },
    { name: "p", expression: "`s` < `e`", ofColumn: false },
    { name: "c", expression: "`a` > 0 and (1)", ofColumn: false },
  ]);
});

test.each([
  [
    "ENGINE=InnoDB AUTO_INCREMENT=17 DEFAULT CHARSET=utf8mb4",
    "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4",
  ],
  ["ENGINE=FEDERATED CONNECTION='mysql://u:hunter2@h/d'", "ENGINE=FEDERATED"],
  [
    "ENGINE=InnoDB DATA DIRECTORY='/home/me' COMMENT='CONNECTION=x'",
    "ENGINE=InnoDB COMMENT='CONNECTION=x'",
  ],
  ["INDEX DIRECTORY='/a' DATA DIRECTORY='/b'", ""],
  ["", ""],
])("of the options %j this is left: %j", (given, options) => {
  expect(parse("`a` int", given)).toMatchObject({
    options,
    partitionBy: null,
    partitions: "",
    takesAll: true,
  });
});

test.each([
  ["PARTITION BY HASH (`a`)\nPARTITIONS 4", "HASH (`a`)\nPARTITIONS 4", true],
  [
    "PARTITION BY RANGE (`a`)\n(PARTITION `p` VALUES LESS THAN (5) ENGINE = InnoDB)",
    "RANGE (`a`)",
    false,
  ],
  [
    "PARTITION BY RANGE (`a`)\n(PARTITION `p` VALUES LESS THAN MAXVALUE ENGINE = InnoDB)",
    "RANGE (`a`)",
    true,
  ],
  [
    "PARTITION BY LIST (`a`)\n(PARTITION `p` VALUES IN (1), PARTITION `q` DEFAULT)",
    "LIST (`a`)",
    true,
  ],
])("%s are partitions %j, which take all: %s", (partitions, partitionBy, takesAll) => {
  expect(parse("`a` int", `ENGINE=InnoDB\n ${partitions}`)).toMatchObject({
    options: "ENGINE=InnoDB",
    partitionBy,
    partitions,
    takesAll,
  });
});

test("a partition keeps no folder of its server", () => {
  const { partitions } = parse(
    "`a` int",
    "PARTITION BY HASH (`a`) (PARTITION `p` DATA DIRECTORY = '/home/me' ENGINE = InnoDB)",
  );
  expect(partitions).toBe("PARTITION BY HASH (`a`) (PARTITION `p` ENGINE = InnoDB)");
});

test("parts have names and kinds, and stand in an order that does not tell when they were made", () => {
  const { parts } = parse(
    [
      "`b` int",
      "`a` int",
      "KEY `z` (`a`)",
      "KEY `Z` (`b`)",
      "PRIMARY KEY (`b`)",
      "PERIOD FOR SYSTEM_TIME (`x`, `y`)",
      "PERIOD FOR `p` (`s`, `e`)",
      "CONSTRAINT `g` FOREIGN KEY (`a`) REFERENCES `o` (`c`)",
      "CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `o` (`c`)",
      "CONSTRAINT `d` CHECK (`a` > 0)",
      "CONSTRAINT `c` CHECK (`a` > 1)",
    ].join(",\n"),
  );
  expect(parts.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "column b",
    "column a",
    "period SYSTEM_TIME",
    "period p",
    "key PRIMARY",
    "key Z",
    "key z",
    "foreign key f",
    "foreign key g",
    "check c",
    "check d",
  ]);
});

test("a table that is of Aria no longer, or has partitions, does not say that it has checksums of pages", () => {
  expect(parse("`a` int", "ENGINE=InnoDB PAGE_CHECKSUM=1").options).toBe("ENGINE=InnoDB");
  expect(parse("`a` int", "ENGINE=Aria PAGE_CHECKSUM=1").options).toBe(
    "ENGINE=Aria PAGE_CHECKSUM=1",
  );
  const partitioned = "ENGINE=Aria PAGE_CHECKSUM=1 PARTITION BY HASH (`a`)";
  expect(parse("`a` int", partitioned).options).toBe("ENGINE=Aria");
});
