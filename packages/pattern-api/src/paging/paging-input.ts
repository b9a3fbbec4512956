import { z } from "zod";

const path = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .describe("A property of the answer, or the names that lead to one inside of others");
const items = path.optional().describe("Where the list is; default: the only one of the answer");
const parameter = z.string().min(1).describe("The query parameter, as it is named in a call");
const first = z.int().describe("What counting begins with");

/** How pages follow each other, as a user or a pattern says it; `false` for an operation that is not paged. */
export const pagingInput = z.union([
  z.literal(false),
  z.strictObject({ style: z.literal("link"), items }),
  z.strictObject({ style: z.literal("next-url"), next: path, items }),
  z.strictObject({
    style: z.literal("cursor"),
    parameter,
    next: path,
    more: path.optional(),
    items,
  }),
  z.strictObject({
    style: z.literal("last-item"),
    parameter,
    id: z.string().min(1),
    more: path,
    items,
  }),
  z.strictObject({
    style: z.literal("page"),
    parameter,
    first: first.default(1),
    pages: path.optional(),
    total: path.optional(),
    more: path.optional(),
    items,
  }),
  z.strictObject({
    style: z.literal("offset"),
    parameter,
    first: first.default(0),
    total: path.optional(),
    more: path.optional(),
    items,
  }),
]);

export type PagingInput = z.output<typeof pagingInput>;
