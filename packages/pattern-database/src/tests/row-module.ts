import { Code, isReservedWord, keyLiteral, lineWidth, stringLiteral } from "@agentflow/core";
import { NamePool } from "../names/name-pool.js";
import type { NamedRelation, NamedTable } from "../names/named-database.js";
import type { RowPlan } from "./row-plan.js";

/** Source of `test/rows/<file>.ts`: new rows of a table, and those of other tables that they need. */
export function rowModule(plan: RowPlan, plans: (table: NamedTable) => RowPlan): string {
  const { table, doubts } = plan;
  const { types, file } = table;
  const variables = parentVariables(plan);
  const members = [
    ...[...plan.values].map(([column, value]) => member(column.key, value.at("n"))),
    // Refused by the database until somebody writes a value there.
    ...plan.unknown.map((column) => member(column.key, "missing")),
    ...plan.parents.flatMap((parent) => parentMembers(plan, parent, variables.get(parent) ?? "")),
  ].toSorted((left, right) => position(table, left.key) - position(table, right.key));
  const once = members.filter(
    ({ key: name }, index) => members.findIndex((one) => one.key === name) === index,
  );
  const makes = plan.parents.map((parent) => {
    const { types: names } = parent.table;
    const n = parentNumber(plans(parent.table).varies);
    // Where other parents give all its columns, it only has to be there.
    const isUsed = once.some((one) => one.parent === parent);
    const variable = isUsed ? `const ${variables.get(parent) ?? ""} = ` : "";
    return `  ${variable}await insert${names.row}(scene, ${n});\n`;
  });
  const body = `${makes.join("")}  return {\n${once.map(({ text }) => `    ${text},\n`).join("")}  };\n`;
  const empty = `${makes.join("")}  return {};\n`;
  const text = once.length === 0 ? empty : body;
  const parameters = parametersOf(text);
  const async = plan.parents.length > 0;
  const result = async ? `Promise<${types.insert}>` : types.insert;
  const notes =
    doubts.length === 0
      ? ""
      : `\n\nThe database may refuse it:\n${doubts.map((doubt) => `- ${doubt}`).join("\n")}`;
  const about = `A new row of ${table.id}. Rows of different \`n\` can stand beside each other.${notes}`;
  const lines = [
    importLines(plan, file, [
      ...(once.some(({ isPresent }) => isPresent === true) ? ["present"] : []),
      "rowMaker",
      ...(parameters === "" ? [] : ["type Scene"]),
    ]),
    "\n",
    `${Code.comment(about).toString()}\n`,
    `export ${async ? "async " : ""}function new${types.row}(${parameters}): ${result} {\n${text}}\n\n`,
    `/** Inserts it; the same one for the same \`n\`, unless it is changed. */\n`,
    makerLines(plan),
  ];
  return lines.join("");
}

function makerLines({ table: { types, key } }: RowPlan): string {
  const head = `export const insert${types.row} = rowMaker<${types.row}, ${types.insert}>(new${types.row}, (tx, row) =>`;
  const call = `tx.${Code.propertyName(key).toString()}.insert(row)`;
  const line = `${head} ${call});`;
  return line.length <= lineWidth ? `${line}\n` : `${head}\n  ${call},\n);\n`;
}

interface Member {
  readonly key: string;
  readonly text: string;
  /** What the value comes from. */
  readonly parent?: NamedRelation;
  /** Whether the value there is null in other rows. */
  readonly isPresent?: boolean;
}

function member(key: string, value: string): Member {
  const name = keyLiteral(key);
  return { key, text: name === value ? name : `${name}: ${value}` };
}

function parentMembers(
  { table }: RowPlan,
  relation: NamedRelation,
  variable: string,
): readonly Member[] {
  return relation.columns.flatMap(([own, other]) => {
    const column = table.columns.find(({ model }) => model.name === own);
    const source = relation.table.columns.find(({ model }) => model.name === other);
    if (!column || !source) return [];
    const access = memberAccess(variable, source.key);
    const value = source.nullable ? `present(${access})` : access;
    const made = converted(value, source.type.element, column.type.element);
    return [{ ...member(column.key, made), parent: relation, isPresent: source.nullable }];
  });
}

/** `row.key`, or `row["a key"]`. */
export function memberAccess(variable: string, key: string): string {
  const name = keyLiteral(key);
  return name === key ? `${variable}.${key}` : `${variable}[${stringLiteral(key)}]`;
}

/** A foreign key may be of another type than what it refers to: int4 of int8, text of varchar. */
function converted(value: string, from: string, to: string): string {
  if (from === to) return value;
  if (to === "bigint") return `BigInt(${value})`;
  if (to === "number") return `Number(${value})`;
  return to === "string" ? `String(${value})` : value;
}

/** Fewer rows of a parent than of its children can stand beside each other. */
function parentNumber(varies: number): string {
  if (varies >= 9) return "n";
  return varies <= 1 ? "1" : `((n - 1) % ${varies}) + 1`;
}

function parentVariables({ parents }: RowPlan): ReadonlyMap<NamedRelation, string> {
  const pool = new NamePool(["scene", "n", "missing", "present", "rowMaker"]);
  return new Map(
    parents.map((parent) => {
      const safe = Code.propertyName(parent.key).toString();
      return [parent, pool.take(isReservedWord(safe) ? `${safe}Row` : safe, `${safe}Row`)];
    }),
  );
}

/** Only those that are used, so that it compiles under `noUnusedParameters` too. */
function parametersOf(body: string): string {
  if (/\bscene\b/.test(body)) return "scene: Scene, n: number";
  return /\bn\b/.test(body.replaceAll(/"(?:[^"\\]|\\.)*"/g, "")) ? "_scene: Scene, n: number" : "";
}

function importLines(plan: RowPlan, file: string, used: readonly string[]): string {
  const { types } = plan.table;
  const makers = new Map(plan.parents.map(({ table }) => [table.file, table.types.row]));
  const scene = [...(plan.unknown.length > 0 ? ["missing"] : []), ...used];
  return [
    `import type { ${types.insert}, ${types.row} } from ${stringLiteral(`../../src/tables/${file}.js`)};\n`,
    `import { ${scene.join(", ")} } from "../scene.js";\n`,
    ...[...makers].map(
      ([module, row]) => `import { insert${row} } from ${stringLiteral(`./${module}.js`)};\n`,
    ),
  ].join("");
}

function position({ columns }: NamedTable, key: string): number {
  return columns.findIndex((column) => column.key === key);
}
