import { z } from "zod";
import { pagingInput } from "./paging/paging-input.js";

const names = z.array(z.string().min(1)).min(1);

/** What picks operations out of a description. */
const operationNames = {
  tags: names.optional().describe("Operations with one of these tags"),
  operations: names
    .optional()
    .describe("Operations with one of these ids; a final * stands for any rest"),
  paths: names
    .optional()
    .describe("Operations with one of these paths; a final * stands for any rest"),
  methods: names.optional().describe("Operations with one of these HTTP methods"),
};

/** The configuration of an integration with a REST API. Specific patterns extend it. */
export const apiInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/[\p{L}\p{N}]/u, "must contain a letter or a digit")
    .describe("The service, as people write it"),
  document: z
    .string()
    .min(1)
    .describe("Its OpenAPI description: a path, an https: URL or npm:<package>@<version>#<path>"),
  allowHost: z
    .array(
      z
        .string()
        .regex(
          /^[\w.-]+(?::\d{1,5})?$/,
          "must be a host, with its port where it is not the usual one",
        ),
    )
    .optional()
    .describe("Hosts that the description may refer to besides its own; default: none"),
  overlay: z
    .array(z.string().min(1))
    .optional()
    .describe("OpenAPI Overlays that correct the description, in the order in which they apply"),
  paging: z
    .record(z.string(), pagingInput)
    .optional()
    .describe("How the pages of operations follow each other, by operation id; false: they do not"),
  include: z
    .strictObject(operationNames)
    .optional()
    .describe("Leaves out every operation that does not meet all of these"),
  exclude: z
    .strictObject({
      ...operationNames,
      deprecated: z.boolean().optional().describe("Every operation that is called deprecated"),
    })
    .optional()
    .describe("Leaves out every operation that meets any of these"),
  typing: z
    .strictObject({
      dates: z
        .enum(["string", "date", "temporal"])
        .default("string")
        .describe(
          "date and date-time: string is what comes, date is a Date, temporal is Temporal.PlainDate and Temporal.Instant",
        ),
      int64: z
        .enum(["number", "string", "bigint"])
        .default("number")
        .describe("int64: number rounds beyond 2^53, string and bigint are exact"),
      enums: z
        .enum(["open", "exhaustive"])
        .default("open")
        .describe("enums of answers: open has room for values that the service adds"),
    })
    .prefault({})
    .describe("How values are typed"),
  validate: z
    .enum(["none", "zod"])
    .default("none")
    .describe("Modules that check requests and answers at run time: with schemas of zod, or none"),
});

/** The configuration after it was checked. */
export type ApiInput = z.output<typeof apiInput>;
