import { Code } from "@agentflow/core";
import type { TypeNode } from "../types/type-node.js";
import type { UsedModule, ZodPrinter } from "./zod-printer.js";

const modules = {
  checks: 'import * as checks from "@agentflow/core/validation";',
  runtime: 'import type * as runtime from "@agentflow/core/runtime";',
};

/**
 * A module of schemas: what it imports, and its declarations.
 * @param above folder of the modules that all share
 */
export function moduleText(
  declarations: readonly string[],
  used: ReadonlySet<UsedModule>,
  imports: readonly string[],
  above: "." | "..",
): string {
  const lines = [
    ...(["runtime", "checks"] as const)
      .filter((name) => used.has(name))
      .map((name) => modules[name]),
    ...imports,
    ...(["schemas", "values"] as const)
      .filter((name) => used.has(name))
      .map((name) => `import * as ${name} from "${above}/${name}.js";`),
    `import * as z from "${above}/zod.js";`,
  ];
  return `${lines.join("\n")}\n\n${declarations.join("\n")}`;
}

/**
 * A schema under a name.
 * @param type what its values are, as TypeScript
 */
export function declaration(
  name: string,
  type: string,
  node: TypeNode,
  printer: ZodPrinter,
): string {
  return declarationText(Code.identifier(name).toString(), type, printer.print(node, "  "));
}

/** @param schema its text, on a line with two spaces before it */
export function declarationText(name: string, type: string, schema: string): string {
  const head = `export const ${name}: z.Of<${type}> = /* @__PURE__ */ z.define(() =>`;
  return `${head}\n  ${schema},\n);\n`;
}
