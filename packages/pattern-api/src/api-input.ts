import { z } from "zod";
import { pagingInput } from "./paging/paging-input.js";

const selection = z.array(z.string().min(1)).min(1);

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
  paging: z
    .record(z.string(), pagingInput)
    .optional()
    .describe("How the pages of operations follow each other, by operation id; false: they do not"),
  include: z
    .strictObject({
      tags: selection.optional().describe("Only operations with one of these tags"),
      operations: selection.optional().describe("Only operations with one of these ids"),
      paths: selection
        .optional()
        .describe("Only operations with one of these paths; a final * stands for any rest"),
    })
    .optional()
    .describe("Leaves out every operation that does not meet all of these"),
});

/** The configuration after it was checked. */
export type ApiInput = z.output<typeof apiInput>;
