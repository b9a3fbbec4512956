/** Values of RFC 6570 §3.2 "Variables", those that its examples below use. */
export const variables = {
  list: ["red", "green", "blue"],
  keys: { semi: ";", dot: ".", comma: "," },
  half: "50%",
  var: "value",
  empty: "",
  x: "1024",
} as const;

/** A row of a table: OpenAPI's location and style with `explode`, the variable, and what it becomes. */
export type Expansion = readonly [
  place: "path" | "query",
  style: "simple" | "label" | "matrix" | "form",
  explode: boolean,
  name: keyof typeof variables,
  text: string,
];

/** RFC 6570 §3.2.2 (simple), §3.2.5 (label), §3.2.7 (matrix), §3.2.8 (form), without the leading `?`. */
export const expansions: readonly Expansion[] = [
  ["path", "simple", false, "var", "value"],
  ["path", "simple", false, "half", "50%25"],
  ["path", "simple", false, "list", "red,green,blue"],
  ["path", "simple", true, "list", "red,green,blue"],
  ["path", "simple", false, "keys", "semi,%3B,dot,.,comma,%2C"],
  ["path", "simple", true, "keys", "semi=%3B,dot=.,comma=%2C"],
  ["path", "label", false, "half", ".50%25"],
  ["path", "label", false, "var", ".value"],
  ["path", "label", false, "empty", "."],
  ["path", "label", false, "list", ".red,green,blue"],
  ["path", "label", true, "list", ".red.green.blue"],
  ["path", "label", false, "keys", ".semi,%3B,dot,.,comma,%2C"],
  ["path", "label", true, "keys", ".semi=%3B.dot=..comma=%2C"],
  ["path", "matrix", false, "half", ";half=50%25"],
  ["path", "matrix", false, "empty", ";empty"],
  ["path", "matrix", false, "x", ";x=1024"],
  ["path", "matrix", false, "list", ";list=red,green,blue"],
  ["path", "matrix", true, "list", ";list=red;list=green;list=blue"],
  ["path", "matrix", false, "keys", ";keys=semi,%3B,dot,.,comma,%2C"],
  ["path", "matrix", true, "keys", ";semi=%3B;dot=.;comma=%2C"],
  ["query", "form", false, "half", "half=50%25"],
  ["query", "form", false, "empty", "empty="],
  ["query", "form", false, "x", "x=1024"],
  ["query", "form", false, "list", "list=red,green,blue"],
  ["query", "form", true, "list", "list=red&list=green&list=blue"],
  ["query", "form", false, "keys", "keys=semi,%3B,dot,.,comma,%2C"],
  ["query", "form", true, "keys", "semi=%3B&dot=.&comma=%2C"],
];
