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
    'import * as z from "zod/mini";',
    ...imports,
    ...(["schemas", "values"] as const)
      .filter((name) => used.has(name))
      .map((name) => `import * as ${name} from "${above}/${name}.js";`),
  ];
  return `${lines.join("\n")}\n\n${declarations.join("\n")}`;
}

/**
 * A schema under a name. It is made when it is first used, so that it may name itself and others that stand below it,
 * and that importing costs nothing.
 * @param type what its values are, as TypeScript
 */
export function declaration(
  name: string,
  type: string,
  node: TypeNode,
  printer: ZodPrinter,
): string {
  const declared = Code.identifier(name).toString();
  const schema = printer.print(node, "  ");
  return `export const ${declared}: z.ZodMiniType<${type}> = /* @__PURE__ */ z.lazy(() =>\n  ${schema},\n);\n`;
}
