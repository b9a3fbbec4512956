import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { requireService } from "@agentflow/services";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { WireValue } from "../../src/driver/driver.js";
import { bitBigintCodec } from "../../src/mariadb/codec/bytes-codec.js";
import type { MariadbDriver } from "../../src/mariadb.js";
import { startMariadbDatabase } from "./start-mariadb-database.js";

const run = promisify(execFile);
const digits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
    minLength: least,
    maxLength: most,
  });
const two = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, "0"));
const day = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const clock = fc.tuple(two(23), two(59), two(59)).map((parts) => parts.join(":"));
const decimal = fc
  .tuple(fc.boolean(), digits(1, 35), digits(30, 30))
  .map(([negative, whole, fraction]) => {
    const text = `${whole.replace(/^0+(?=.)/, "")}.${fraction}`;
    return negative && /[1-9]/.test(text) ? `-${text}` : text;
  });
const finite = { noNaN: true, noDefaultInfinity: true } as const;
/** The server has no -0. */
const plusZero = (number: number): number => (number === 0 ? 0 : number);

/** Columns: their type, their values on the wire, what the client is asked for, and what it has to say. */
const columns: Readonly<
  Record<
    string,
    {
      readonly type: string;
      readonly values: fc.Arbitrary<WireValue>;
      readonly asked?: string;
      readonly parameter?: string;
      readonly said?: (wire: WireValue) => string;
    }
  >
> = {
  big: {
    type: "bigint",
    values: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  },
  ubig: {
    type: "bigint unsigned",
    values: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
  },
  medium: {
    type: "mediumint",
    values: fc.integer({ min: -8_388_608, max: 8_388_607 }).map(String),
  },
  deci: { type: "decimal(65,30)", values: decimal },
  twice: {
    type: "double",
    values: fc.double(finite).map((number) => String(plusZero(number))),
    said: (wire) => String(Number(wire)),
  },
  single: {
    type: "float",
    values: fc.float(finite).map((number) => shortest(plusZero(number))),
    asked: "cast(single as double)",
    said: (wire) => String(Math.fround(Number(wire))),
  },
  y: { type: "year", values: fc.integer({ min: 1901, max: 2155 }).map(String) },
  d: { type: "date", values: day },
  dt: {
    type: "datetime(6)",
    values: fc
      .tuple(day, clock, digits(6, 6))
      .map(([date, time, part]) => `${date} ${time}.${part}`),
  },
  dt2: {
    type: "datetime(2)",
    values: fc
      .tuple(day, clock, digits(2, 2))
      .map(([date, time, part]) => `${date} ${time}.${part}`),
  },
  ti: {
    type: "time(3)",
    values: fc
      .tuple(fc.integer({ min: 1, max: 837 }), clock, digits(3, 3), fc.constantFrom("", "-"))
      .map(
        ([hours, time, part, sign]) =>
          `${sign}${String(hours).padStart(2, "0")}${time.slice(2)}.${part}`,
      ),
  },
  b: {
    type: "bit(64)",
    values: fc
      .bigInt({ min: 0n, max: 2n ** 64n - 1n })
      .map((value) => bitBigintCodec.encode(value)),
    parameter: "cast(conv(hex(?), 16, 10) as unsigned)",
    asked: "b + 0",
    said: (wire) => String(bitBigintCodec.decode(wire)),
  },
  tx: {
    type: "longtext character set utf8mb4",
    values: fc.string({ unit: "binary", maxLength: 40 }),
    asked: "hex(tx)",
    said: (wire) => Buffer.from(String(wire)).toString("hex").toUpperCase(),
  },
  bl: {
    type: "longblob",
    values: fc.uint8Array({ maxLength: 40 }),
    asked: "hex(bl)",
    said: (wire) =>
      Buffer.from(wire as Uint8Array)
        .toString("hex")
        .toUpperCase(), // made above
  },
  u: { type: "uuid", values: fc.uuid({ version: [1, 4] }) },
};

/** The shortest text that is the same number of 32 bits. */
function shortest(number: number): string {
  for (let length = 1; length <= 9; length += 1) {
    const text = String(Number(number.toPrecision(length)));
    if (Math.fround(Number(text)) === number) return text;
  }
  return String(number);
}

describe.runIf(requireService("mariadbd"))("values on the wire", { timeout: 120_000 }, () => {
  const started = startMariadbDatabase();
  let shared: MariadbDriver | undefined;
  const driver = (): MariadbDriver => (shared ??= started().driver({ pool: { max: 1 } }));
  const names = Object.keys(columns);

  beforeAll(async () => {
    const types = Object.entries(columns).map(([name, { type }]) => `${name} ${type}`);
    const text = `create table any_value (id int auto_increment primary key, ${types.join(", ")})`;
    await driver().run({ text, values: [] });
  });

  /** What the server's own client prints, by row and column. */
  async function printed(): Promise<readonly (readonly string[])[]> {
    const asked = Object.entries(columns).map(([name, column]) => column.asked ?? name);
    const statement = `set time_zone = '+00:00'; select ${asked.join(", ")} from shop.any_value order by id`;
    const { port } = started().server;
    const options = ["--no-defaults", "-h127.0.0.1", `-P${port}`, "-uroot", "-N", "-B"];
    const { stdout } = await run("mariadb", [...options, "-e", statement]);
    return stdout
      .split("\n")
      .slice(0, -1)
      .map((line) => line.split("\t"));
  }

  it("are read as they were written, and are what the server's own client says", async () => {
    const row = fc.tuple(...Object.values(columns).map(({ values }) => values));
    const marks = Object.values(columns).map(({ parameter = "?" }) => parameter);
    const insert = `insert into any_value (${names.join(", ")}) values (${marks.join(", ")}) returning ${names.join(", ")}`;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        await driver().run({ text: "delete from any_value", values: [] });
        for (const values of rows) {
          const result = await driver().run({ text: insert, values, name: "insert" });
          expect(result.rows).toEqual([values]);
        }
        const said = rows.map((values) =>
          Object.values(columns).map(({ said: tell = String }, index) =>
            tell(values[index] ?? null),
          ),
        );
        const seen = await printed();
        const floats = (line: readonly string[]): readonly string[] =>
          line.map((text, index) =>
            /^(?:twice|single)$/.test(names[index] ?? "") ? String(Number(text)) : text,
          );
        expect(seen.map(floats)).toEqual(said);
      }),
      { numRuns: 25 },
    );
  });
});
