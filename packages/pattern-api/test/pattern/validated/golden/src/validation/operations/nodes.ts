import * as checks from "@agentflow/core/validation";
import type * as operations from "../../operations/nodes.js";
import * as schemas from "../schemas.js";
import * as values from "../values.js";
import * as z from "../zod.js";

export const CreateBody: z.Of<Exclude<operations.CreateParams["body"], undefined>> = /* @__PURE__ */ z.define(() =>
  schemas.NodeInput,
);

export const CreateParams: z.Of<operations.CreateParams> = /* @__PURE__ */ z.define(() =>
  z.object({
    body: CreateBody,
  }),
);

export const CreateAnswer201: z.Of<operations.CreateResult> = /* @__PURE__ */ z.define(() =>
  schemas.Node,
);

export const CreateAnswer202: z.Of<operations.CreateResult> = /* @__PURE__ */ z.define(() =>
  z.undefined(),
);

export const CreateResult: z.Of<operations.CreateResult> = /* @__PURE__ */ z.define(() =>
  z.optional(schemas.Node),
);

/** What calls of `nodes/create` are checked with. */
export const create = {
  operation: "nodes/create",
  params: CreateParams,
  answers: { 201: CreateAnswer201, 202: CreateAnswer202 },
} satisfies checks.OperationChecks;

export const ListParams: z.Of<operations.ListParams> = /* @__PURE__ */ z.define(() =>
  z.object({
    kind: z.optional(z.literal("leaf", "branch")),
    since: z.optional(values.date),
    limit: z.optional(z.number().check(z.multipleOf(1), z.gte(1), z.lte(100))),
  }),
);

export const ListResult: z.Of<operations.ListResult> = /* @__PURE__ */ z.define(() =>
  z.array(schemas.Node),
);

/** What calls of `nodes/list` are checked with. */
export const list = {
  operation: "nodes/list",
  params: ListParams,
  answers: { 200: ListResult },
} satisfies checks.OperationChecks;
