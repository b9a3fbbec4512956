import { requireService } from "@agentflow/services";
import { describe } from "vitest";
import { mariadb } from "../../src/mariadb.js";
import { type ExactColumn, exactTable, itKeepsExactValues } from "../dialects/exact-values.js";
import { mariadbTests } from "../dialects/mariadb.js";
import { openTables } from "../dialects/test-dialect.js";

const bytes = (...values: number[]): Uint8Array => Uint8Array.of(...values);

/** Types, how they are described, and values at their limits as MariaDB writes them. */
const types: readonly ExactColumn[] = [
  ["bool", { kind: "boolean", type: "tinyint(1)" }, [true, false]],
  ["tiny", { kind: "number", type: "tinyint(4)" }, [-128, 127]],
  ["utiny", { kind: "number", type: "tinyint(3) unsigned" }, [0, 255]],
  ["small", { kind: "number", type: "smallint(6)" }, [-32_768, 32_767]],
  ["usmall", { kind: "number", type: "smallint(5) unsigned" }, [0, 65_535]],
  ["medium", { kind: "number", type: "mediumint(9)" }, [-8_388_608, 8_388_607]],
  ["umedium", { kind: "number", type: "mediumint(8) unsigned" }, [0, 16_777_215]],
  ["whole", { kind: "number", type: "int(11)" }, [-2_147_483_648, 2_147_483_647]],
  ["uwhole", { kind: "number", type: "int(10) unsigned" }, [0, 4_294_967_295]],
  ["filled", { kind: "number", type: "int(10) unsigned zerofill" }, [7, 4_294_967_295]],
  ["big", { kind: "bigint", type: "bigint(20)" }, [-(2n ** 63n), 2n ** 63n - 1n]],
  ["ubig", { kind: "bigint", type: "bigint(20) unsigned" }, [0n, 2n ** 64n - 1n, 2n ** 53n + 1n]],
  ["fbig", { kind: "bigint", type: "bigint(20) unsigned zerofill" }, [5n, 2n ** 64n - 1n]],
  ["numbered", { kind: "bigint-number", type: "bigint(20)" }, [-(2 ** 53 - 1), 2 ** 53 - 1]],
  [
    "single",
    { kind: "float", type: "float" },
    [0.1, 1.1754944e-38, 3.4028235e38, 16_777_217 - 1, 1e-45],
  ],
  [
    "twice",
    { kind: "float", type: "double" },
    [2.2250738585072014e-308, 1.7976931348623157e308, 1 / 3, 0.1 + 0.2, 1e15, 123456789.125],
  ],
  [
    "dec",
    { kind: "text", type: "decimal(65,30)" },
    [
      "12345678901234567890123456789012345.123456789012345678901234567891",
      "-0.000000000000000000000000000001",
    ],
  ],
  ["fdec", { kind: "text", type: "decimal(6,2) unsigned zerofill" }, ["0012.50", "9999.99"]],
  ["priced", { kind: "numeric-number", type: "decimal(10,2)" }, [-0.25, 99_999_999.99]],
  ["y", { kind: "number", type: "year(4)" }, [0, 1901, 2155]],
  ["day", { kind: "text", type: "date" }, ["0000-00-00", "0001-01-01", "9999-12-31"]],
  [
    "moment",
    { kind: "text", type: "datetime(6)" },
    ["0000-00-00 00:00:00.000000", "2024-02-29 23:59:59.999999", "1000-01-01 00:00:00.000000"],
  ],
  ["second", { kind: "text", type: "datetime" }, ["9999-12-31 23:59:59"]],
  ["milli", { kind: "text", type: "datetime(3)" }, ["2024-01-01 00:00:00.000"]],
  [
    "stamp",
    { kind: "text", type: "timestamp(6)" },
    ["1970-01-01 00:00:01.000001", "2038-01-19 03:14:07.999999"],
  ],
  [
    "at",
    { kind: "date", type: "datetime(3)" },
    [new Date(1), new Date("9999-12-31T23:59:59.999Z")],
  ],
  ["span", { kind: "text", type: "time(6)" }, ["-838:59:59.999999", "00:00:00.100000"]],
  ["hour", { kind: "text", type: "time" }, ["838:59:59", "-00:00:01"]],
  ["fixed", { kind: "text", type: "char(5)" }, ["", "äöüß🐘"]],
  ["varied", { kind: "text", type: "varchar(10)" }, ["", "a ", "NULL", "'\"\\\n\0🐘"]],
  [
    "mediumtext",
    { kind: "text", type: "mediumtext" },
    ["\0", "\u0001\u001F\u2028", "🐘".repeat(9)],
  ],
  ["long", { kind: "text", type: "longtext" }, ["{}", "[1]", "null", '"a"', "x".repeat(70_000)]],
  ["latin", { kind: "text", type: "varchar(10)" }, ["äé€"]],
  ["picked", { kind: "text", type: "enum('z','a b','')" }, ["z", "a b", ""]],
  ["some", { kind: "text", type: "set('y','x','ü')" }, ["", "y,x,ü", "ü"]],
  ["id128", { kind: "text", type: "uuid" }, ["00000000-0000-0000-0000-00000000000f"]],
  ["address", { kind: "text", type: "inet6" }, ["::", "::ffff:1.2.3.4", "ff::1"]],
  ["short_address", { kind: "text", type: "inet4" }, ["255.255.255.255"]],
  ["json", { kind: "json", type: "json" }, [[1, "a", { b: null }], "", 0, false, { a: ["\0é🐘"] }]],
  ["fixed_bytes", { kind: "bytes", type: "binary(3)" }, [bytes(0, 0, 0), bytes(39, 92, 255)]],
  ["varied_bytes", { kind: "bytes", type: "varbinary(5)" }, [bytes(), bytes(0, 39, 92, 255)]],
  ["blob", { kind: "bytes", type: "longblob" }, [bytes(), bytes(0, 92, 255)]],
  ["flag", { kind: "boolean", type: "bit(1)" }, [true, false]],
  ["bits", { kind: "bytes", type: "bit(10)" }, [bytes(0, 0), bytes(3, 255), bytes(2, 1)]],
  ["all_bits", { kind: "bigint", type: "bit(64)" }, [0n, 2n ** 64n - 1n, 2n ** 63n]],
];

/** Where the type of the table says more than the description. */
const definitions: Readonly<Record<string, string>> = {
  latin: "varchar(10) character set latin1",
  stamp: "timestamp(6) null",
};

const columns = types
  .map(([name, { type }]) => `${mariadb.quote(name)} ${definitions[name] ?? type}`)
  .join(", ");

describe.runIf(requireService("mariadbd"))(
  "values of every type of MariaDB come back as they were written",
  () => {
    const { database } = openTables(
      mariadbTests,
      [`create table exact (id int primary key, ${columns})`],
      { exact: exactTable("", "int(11)", types) },
    );
    itKeepsExactValues(database, types, ["json"]);
  },
);
