import * as checks from "@agentflow/core/validation";
import type * as types from "../types/schemas.js";
import * as values from "./values.js";
import * as z from "./zod.js";

export const Branch: z.Of<types.Branch> = /* @__PURE__ */ z.define(() =>
  z.object({
    kind: z.literal("branch"),
    nodes: z.array(Node).check(z.maxLength(100), z.refine(checks.hasUniqueItems, "expected no item twice")),
    counts: z.optional(z.object({}, values.int32).check(z.refine(checks.membersBetween(0, 10), "expected 0 to 10 members"))),
  }),
);

export const BranchInput: z.Of<types.BranchInput> = /* @__PURE__ */ z.define(() =>
  z.object({
    kind: z.literal("branch"),
    nodes: z.array(NodeInput).check(z.maxLength(100), z.refine(checks.hasUniqueItems, "expected no item twice")),
    counts: z.optional(z.object({}, values.int32).check(z.refine(checks.membersBetween(0, 10), "expected 0 to 10 members"))),
  }),
);

export const Leaf: z.Of<types.Leaf> = /* @__PURE__ */ z.define(() =>
  z.intersection(z.intersection(z.object({
    kind: z.literal("leaf"),
    id: values.uuid,
    name: z.string().check(z.refine(checks.charactersBetween(1, 40), "expected 1 to 40 characters"), z.refine(checks.matching("^[a-z]+$"), "expected the pattern of the description")),
    color: z.optional(z.string()),
    size: z.optional(z.nullable(z.number().check(z.gt(0)))),
    at: z.optional(z.tuple([z.number(), z.number()]).check(z.minLength(2))),
  }), z.matchingMembers(checks.matching("^x-"), z.string())), z.matchingMembers(checks.matchingNone(["kind", "id", "name", "color", "size", "at"], ["^x-"]), z.never())),
);

export const LeafInput: z.Of<types.LeafInput> = /* @__PURE__ */ z.define(() =>
  z.intersection(z.intersection(z.object({
    kind: z.literal("leaf"),
    name: z.string().check(z.refine(checks.charactersBetween(1, 40), "expected 1 to 40 characters"), z.refine(checks.matching("^[a-z]+$"), "expected the pattern of the description")),
    color: z.optional(z.literal("green", "red")),
    size: z.optional(z.nullable(z.number().check(z.gt(0)))),
    at: z.optional(z.tuple([z.number(), z.number()]).check(z.minLength(2))),
    id: z.optional(z.unknown()),
  }), z.matchingMembers(checks.matching("^x-"), z.string())), z.matchingMembers(checks.matchingNone(["kind", "id", "name", "color", "size", "at"], ["^x-"]), z.never())),
);

export const Node: z.Of<types.Node> = /* @__PURE__ */ z.define(() =>
  z.union(Leaf, Branch),
);

export const NodeInput: z.Of<types.NodeInput> = /* @__PURE__ */ z.define(() =>
  z.union(LeafInput, BranchInput),
);
