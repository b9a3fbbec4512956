import { Code, compareText, keyLiteral, stringLiteral } from "@agentflow/core";
import type { NamedTable } from "../names/named-database.js";
import { keysOf } from "../tables/table-description.js";
import { memberAccess } from "./row-module.js";
import type { RowPlan, RowPlanner } from "./row-plan.js";

/** The test file of one table, written test by test. */
export class TestModule {
  readonly table: NamedTable;
  readonly plan: RowPlan;
  /** `tx.orders`. */
  readonly access: string;
  /** What it plans rows with. */
  readonly planner: RowPlanner;
  readonly #blocks: string[] = [];
  readonly #makers = new Map<string, string>();
  readonly #scene = new Set(["inScene"]);

  constructor(table: NamedTable, planner: RowPlanner) {
    this.table = table;
    this.planner = planner;
    this.plan = planner.plan(table);
    this.access = `tx.${Code.propertyName(table.key).toString()}`;
  }

  /** Name of the function that makes rows of a table, imported. */
  insert(table: NamedTable = this.table): string {
    return this.#maker(table, `insert${table.types.row}`);
  }

  /** Name of the function that makes values of a row, imported. */
  values(): string {
    return this.#maker(this.table, `new${this.table.types.row}`);
  }

  /** Imports a name from the scene. */
  scene(name: string): void {
    this.#scene.add(name);
  }

  /**
   * Adds a test whose name begins with the table's id.
   * @param body statements that use `scene`, or `tx` of it
   */
  test(what: string, body: readonly string[], uses: "scene" | "tx" | "both" = "both"): void {
    const name = stringLiteral(`${this.table.id} ${what}`);
    const lines = body.map((line) => `    ${line}\n`).join("");
    const parameter = uses === "tx" ? "{ tx }" : "scene";
    const taken = uses === "both" ? "    const { tx } = scene;\n" : "";
    this.#blocks.push(
      `test(${name}, () =>\n  inScene(async (${parameter}) => {\n${taken}${lines}  }));\n`,
    );
  }

  /** Adds a comment that says what is not tested. */
  note(text: string): void {
    const line = Code.comment(text).toString();
    this.#blocks.push(`${line.replace(/^\/\*\*/, "/*")}\n`);
  }

  /** `{ id: row.id }`: the primary key of a row, or an object of other columns of it. */
  pick(
    variable: string,
    names: readonly string[] = this.table.model.primaryKey?.columns ?? [],
  ): string {
    const members = keysOf(this.table, names).map(
      (key) => `${keyLiteral(key)}: ${memberAccess(variable, key)}`,
    );
    return `{ ${members.join(", ")} }`;
  }

  text(): string {
    const makers = new Map<string, string[]>();
    for (const [name, file] of this.#makers) {
      makers.set(file, [...(makers.get(file) ?? []), name].toSorted(compareText));
    }
    const imports = [
      'import { expect, test } from "vitest";\n',
      ...[...makers]
        .toSorted(([left], [right]) => compareText(left, right))
        .map(
          ([file, names]) =>
            `import { ${names.join(", ")} } from ${stringLiteral(`../rows/${file}.js`)};\n`,
        ),
      `import { ${[...this.#scene].toSorted(compareText).join(", ")} } from "../scene.js";\n`,
    ];
    return `${imports.join("")}\n${this.#blocks.join("\n")}`;
  }

  #maker(table: NamedTable, name: string): string {
    this.#makers.set(name, table.file);
    return name;
  }
}
