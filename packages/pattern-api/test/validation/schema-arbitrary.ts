import * as fc from "fast-check";

/** A schema as a document has it. */
export type PlainSchema = Readonly<Record<string, unknown>>;

/** Names of the schemas that others may refer to. */
const names = ["One", "Two", "Three", "Four"] as const;

// Not `__proto__`, which ajv takes for the prototype.
const member = fc.constantFrom("a", "b", "x-c", "constructor", "e f", "9");
const text = fc.constantFrom("", "a", "ab", "abc", "😀", "😀😀", "x-1", "2024-02-30", "null");
const small = fc.integer({ min: 0, max: 3 });

/** Keywords, each there or not. */
function some(keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> {
  return fc.record(keywords, { requiredKeys: [] });
}

function typed(
  type: string,
  keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<PlainSchema> {
  return fc
    .tuple(some(keywords), fc.boolean())
    .map(([limits, orNull]) => ({ type: orNull ? [type, "null"] : type, ...limits }));
}

const strings = typed("string", {
  minLength: small,
  maxLength: small,
  pattern: fc.constantFrom("^a", "b$", "^(a|ab)+$", "[^a]", "^.$", String.raw`^x-\d$`),
  format: fc.constantFrom("date", "date-time", "uuid", "ipv4", "ipv6", "whatever"),
});
const numbers = (type: string): fc.Arbitrary<PlainSchema> =>
  typed(type, {
    minimum: fc.integer({ min: -2, max: 1 }),
    maximum: fc.constantFrom(0, 1.5, 300),
    exclusiveMinimum: fc.constantFrom(-1, 0),
    exclusiveMaximum: fc.constantFrom(2, 129),
    multipleOf: fc.constantFrom(2, 0.5, 3),
    ...(type === "integer" && { format: fc.constantFrom("int32", "int64") }),
  });
const constants = fc.oneof(
  fc.constantFrom({ const: "a" }, { const: null }, { const: 0 }, { const: false }),
  fc.constantFrom({ const: { a: [1, "b"] } }, { const: [] }, { const: {} }),
  fc
    .uniqueArray(fc.constantFrom("a", "ab", 0, 1.5, null, true), { minLength: 1 })
    .map((values) => ({
      enum: values,
    })),
);
const references = fc.constantFrom(...names).map((name) => ({
  $ref: `#/components/schemas/${name}`,
}));

const { schema, object } = fc.letrec<{ schema: PlainSchema; object: PlainSchema }>((tie) => ({
  object: typed("object", {
    properties: fc.dictionary(member, tie("schema"), { maxKeys: 3 }),
    required: fc.uniqueArray(member, { maxLength: 2 }),
    additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
    patternProperties: fc.dictionary(fc.constantFrom("^x-", "^[a-c]$", "f$"), tie("schema"), {
      maxKeys: 2,
    }),
    minProperties: small,
    maxProperties: small,
  }),
  schema: fc.oneof(
    { maxDepth: 3, depthIdentifier: "schema" },
    strings,
    numbers("integer"),
    numbers("number"),
    typed("boolean", {}),
    constants,
    references,
    typed("array", {
      items: tie("schema"),
      minItems: small,
      maxItems: small,
      uniqueItems: fc.boolean(),
    }),
    fc.record({
      type: fc.constant("array"),
      prefixItems: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
      items: fc.oneof(fc.boolean(), tie("schema")),
    }),
    tie("object"),
    fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    // Both speak of the same value, and of other members of it.
    fc
      .tuple(tie("schema"), tie("schema"))
      .map(([left, right]) => ({ allOf: [openObject("l", left), openObject("r", right)] })),
  ),
}));

function openObject(name: string, value: PlainSchema): PlainSchema {
  return { type: "object", properties: { [name]: value }, required: [name] };
}

/** Four schemas that may refer to each other; each is an object, so that no reference leads to itself alone. */
export const schemas: fc.Arbitrary<Readonly<Record<string, PlainSchema>>> = fc.record({
  One: object,
  Two: fc.record({ type: fc.constant("object"), properties: fc.record({ a: schema }) }),
  Three: fc.record({ type: fc.constant("array"), items: schema }),
  Four: fc.record({
    type: fc.constant("object"),
    required: fc.constant(["a"]),
    properties: fc.record({ a: schema, b: schema }),
  }),
});

const leaf = fc.oneof(
  text,
  fc.constantFrom(0, 1, -1, 1.5, 2, 3, 128, 129, 2 ** 31, 2 ** 40, true, false, null),
  fc.constantFrom("2024-02-29", "2023-02-29T00:00:00Z", "2024-02-29T12:00:00.5+02:00"),
  fc.constantFrom("192.0.2.1", "192.0.2.256", "::1", "1::2::3", "2001:db8::192.0.2.1"),
  fc.constantFrom("123e4567-e89b-42d3-a456-426614174000"),
);

/** Any JSON of the texts and names that the schemas speak of. */
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "value" },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(member, fc.constantFrom("l", "r", "of")), tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** A value that often is what a schema says, and often nearly so. */
export function nearValue(
  given: PlainSchema,
  all: Readonly<Record<string, PlainSchema>>,
  depth = 0,
): fc.Arbitrary<unknown> {
  if (depth > 6) return leaf;
  return fc.oneof(
    { arbitrary: fitting(given, all, depth), weight: 12 },
    { arbitrary: anything, weight: 1 },
  );
}

// Each keyword is one that the arbitraries above make, so its value has the shape that they give it.
function fitting(
  given: PlainSchema,
  all: Readonly<Record<string, PlainSchema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  const near = (inner: unknown): fc.Arbitrary<unknown> =>
    typeof inner === "object" && inner !== null
      ? nearValue(inner as PlainSchema, all, depth + 1)
      : anything;
  const { $ref, anyOf, allOf, prefixItems, properties = {}, required = [] } = given;
  if (typeof $ref === "string") return near(all[$ref.split("/").at(-1) ?? ""]);
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map(near));
  if (Array.isArray(allOf))
    return fc.tuple(...allOf.map(near)).map((parts) => Object.assign({}, ...parts) as unknown);
  if ("const" in given) return fc.constant(given["const"]);
  if (Array.isArray(given["enum"])) return fc.constantFrom(...(given["enum"] as unknown[]));
  const [type] = [given["type"]].flat();
  if (type === "array" && Array.isArray(prefixItems)) return fc.tuple(...prefixItems.map(near));
  if (type === "array") return fc.array(near(given["items"]), { maxLength: 4 });
  if (type !== "object") return leaf;
  const members = Object.entries(properties as Record<string, unknown>);
  const others = [
    given["additionalProperties"],
    ...Object.values(given["patternProperties"] ?? {}),
  ];
  const more = fc.dictionary(member, fc.oneof(...others.map(near)), { maxKeys: 2 });
  const known = fc.record(Object.fromEntries(members.map(([name, inner]) => [name, near(inner)])), {
    requiredKeys: (required as string[]).filter((name) =>
      members.some(([declared]) => declared === name),
    ),
  });
  return fc.tuple(more, known).map(([left, right]) => ({ ...left, ...right }));
}
