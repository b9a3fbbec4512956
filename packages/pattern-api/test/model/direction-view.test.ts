import { expect, test } from "vitest";
import type { JsonSchema } from "../../src/model/api-model.js";
import { DirectionView } from "../../src/model/direction-view.js";
import { MemberAccess } from "../../src/model/member-access.js";

const base = { properties: { kind: { type: "string", readOnly: true }, name: { type: "string" } } };
const follow = (pointer: string): JsonSchema | undefined => (pointer === "#/b" ? base : undefined);
const requests = new DirectionView(new MemberAccess(follow), "request", follow);

test("a request has no member that the service alone gives", () => {
  expect(requests.of(base)).toEqual({ properties: { name: { type: "string" } } });
});

test("a request has the tag of a variant, although its base gives it in answers only", () => {
  const tag = { properties: { kind: { const: "a" } }, required: ["kind"] };
  const variant = { allOf: [{ $ref: "#/b" }, tag] };
  expect(requests.of(variant)).toEqual(variant);
});
