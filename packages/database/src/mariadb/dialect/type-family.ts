/** What a column's type says about how its values travel and compare. */
export type TypeFamily = "text" | "long-text" | "listed" | "bytes" | "bit" | "float" | "other";

const families: readonly (readonly [TypeFamily, RegExp])[] = [
  ["text", /^(?:n?char|n?varchar|tinytext|text|mediumtext|character)\b/],
  // JSON is a longtext with a check, and the server treats it as JSON where it can.
  ["long-text", /^(?:longtext|json)\b/],
  ["listed", /^(?:enum|set)\b/],
  [
    "bytes",
    /^(?:(?:var)?binary|(?:tiny|medium|long)?blob|vector|geometry(?:collection)?|(?:multi)?(?:point|linestring|polygon))\b/,
  ],
  ["bit", /^bit\b/],
  ["float", /^float\b/],
];

/** The family of a type as SQL writes it: `varchar(20)`, `bit(8)`. */
export function familyOf(type: string): TypeFamily {
  const lower = type.toLowerCase();
  return families.find(([, pattern]) => pattern.test(lower))?.[0] ?? "other";
}
