import { Code, lineWidth, type PlannedFile, stringLiteral } from "@agentflow/core";
import type { NamedDatabase, NamedEnum, NamedTable } from "../names/named-database.js";

/** `src/types.ts`, which gathers the type of every row, and `src/enums.ts` where the database has enums. */
export function typeFiles({ enums, tables }: NamedDatabase): readonly PlannedFile[] {
  const lines = [
    ...(enums.length > 0 ? ['export type * from "./enums.js";\n'] : []),
    ...tables.map(gathered),
  ];
  const types: PlannedFile = {
    kind: "text",
    path: "src/types.ts",
    // Without exports it would be no module.
    text: lines.length === 0 ? "export {};\n" : lines.join(""),
  };
  if (enums.length === 0) return [types];
  return [{ kind: "text", path: "src/enums.ts", text: enums.map(declaration).join("\n") }, types];
}

function gathered({ types, file }: NamedTable): string {
  const { row, insert, changes, key, relations } = types;
  const names = [row, insert, changes, key, relations].map(
    (name) => `  ${Code.identifier(name).toString()},\n`,
  );
  return `export type {\n${names.join("")}} from ${stringLiteral(`./tables/${file}.js`)};\n`;
}

function declaration({ model, type }: NamedEnum): string {
  const about = model.comment ?? `Values of the enum ${model.schema}.${model.name}, in its order.`;
  const name = Code.identifier(type).toString();
  const head = `${Code.comment(about).toString()}\nexport type ${name} =`;
  // An enum without values is possible; no value fits it.
  if (model.values.length === 0) return `${head} never;\n`;
  const values = model.values.map((value) => stringLiteral(value));
  const line = ` ${values.join(" | ")};`;
  const fits = `export type ${name} =${line}`.length <= lineWidth;
  return `${head}${fits ? line : `\n  | ${values.join("\n  | ")};`}\n`;
}
