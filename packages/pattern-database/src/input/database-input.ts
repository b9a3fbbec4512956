import { z } from "zod";
import { ddlDialects } from "../database-kinds.js";
import { dimensionChoices } from "../types/array-dimensions.js";
import { columnChoices, valueChoices } from "../types/typing.js";
import { addressExamples, DatabaseAddress, isDatabaseAddress } from "./database-address.js";

const names = z.array(z.string().min(1)).min(1);

/** The configuration of an integration with a database. */
export const databaseInput = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/[\p{L}\p{N}]/u, "must contain a letter or a digit")
      .describe("The database, as people write it"),
    connection: z
      // A pattern that extends this one has made an address of it already.
      .preprocess(
        (value) => DatabaseAddress.given(value),
        z
          .string()
          // The message never shows the address: it may hold a password.
          .refine(isDatabaseAddress, `must be ${addressExamples("env:<NAME>")}`)
          .transform((given) => new DatabaseAddress(given)),
      )
      .optional()
      .describe(
        `The database to read: env:<NAME>, the environment variable that holds its address, or the address itself, which is recorded without its password: ${addressExamples()}`,
      ),
    ddl: z
      .string()
      .min(1)
      .optional()
      .describe(
        "Instead of a connection: the schema as SQL, by a path, an https: URL or npm:<package>@<version>#<path>",
      ),
    dialect: z
      .enum(ddlDialects)
      .optional()
      .describe(`The dialect of the SQL of ddl; default: ${ddlDialects[0]}`),
    schema: names.optional().describe("Only these schemas; default: all but the database's own"),
    includeTable: names
      .optional()
      .describe(
        "Only tables and views that match one of these, as <schema>.<table> or <table>; * stands for any text, ? for one character",
      ),
    excludeTable: names.optional().describe("No tables and views that match one of these"),
    sample: z
      .int()
      .min(0)
      .max(100_000)
      .optional()
      .describe(
        "Where a database has no schema: documents of each collection to look at, default 1000, or items of each table of DynamoDB, default none",
      ),
    typing: z
      .strictObject({
        timestamps: z
          .enum(["text", "date"])
          .default("text")
          .describe("Points in time: text is exact, date is a Date of whole milliseconds"),
        bigints: z
          .enum(["bigint", "number"])
          .default("bigint")
          .describe("Whole numbers of 64 bits: number fails beyond 2^53"),
        numerics: z
          .enum(["text", "number"])
          .default("text")
          .describe("Decimal numbers: text is exact, number rounds"),
        types: z
          .record(z.string().min(1), z.enum(valueChoices))
          .default({})
          .describe("Types, by <schema>.<type> or <type>, and how their values look"),
        columns: z
          .record(z.string().min(1), z.enum(columnChoices))
          .default({})
          .describe(
            "Columns, by <schema>.<table>.<column> or <table>.<column>, and how their values look; version: it counts a row's changes, for optimistic locking",
          ),
        dimensions: z
          .record(z.string().min(1), z.literal(dimensionChoices))
          .optional()
          .describe(
            "Array columns, by the same names, and how many dimensions their values have; any: each has its own; default: as the database declares them",
          ),
      })
      .prefault({})
      .describe("How values are typed"),
  })
  .refine(
    ({ connection, ddl }) => (connection === undefined) !== (ddl === undefined),
    "needs either connection (--connection) or ddl (--ddl)",
  )
  .refine(
    ({ ddl, dialect }) => ddl !== undefined || dialect === undefined,
    "takes a dialect (--dialect) with ddl (--ddl) only: an address says which it is",
  );

/** The configuration after it was checked. */
export type DatabaseInput = z.output<typeof databaseInput>;
