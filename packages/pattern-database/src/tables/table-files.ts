import { Code, type PlannedFile, stringLiteral } from "@agentflow/core";
import type { NamedDatabase } from "../names/named-database.js";
import { tableModule } from "./table-module.js";

/** One module per table and view, and the one that gathers them. */
export function tableFiles({ tables }: NamedDatabase): readonly PlannedFile[] {
  const gathered = tables.map(
    ({ key, file }) =>
      `export { ${Code.identifier(key).toString()} } from ${stringLiteral(`./tables/${file}.js`)};\n`,
  );
  return [
    {
      kind: "text",
      path: "src/tables.ts",
      // Without exports it would be no module.
      text: gathered.length === 0 ? "export {};\n" : gathered.join(""),
    },
    ...tables.map((table): PlannedFile => {
      return { kind: "text", path: `src/tables/${table.file}.ts`, text: tableModule(table) };
    }),
  ];
}
