import { parseSync, Visitor } from "oxc-parser";

/** One module that a source file names. */
export interface ModuleImport {
  /** Left out when the name is computed. */
  readonly specifier?: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Every module that a TypeScript file names: `import`, `import type`, `export … from`, `import()` in code and in
 * types, `import x = require()`. In the order of the text.
 * @throws SyntaxError when the text is not TypeScript
 */
export function importsOf(file: string, text: string): readonly ModuleImport[] {
  const { program, errors } = parseSync(file, text);
  if (errors[0]) throw new SyntaxError(errors[0].message);
  const found: { source: unknown; start: number }[] = [];
  const add = (node: { value?: unknown; start: number } | null): void => {
    if (node) found.push({ source: node.value, start: node.start });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
    TSExternalModuleReference: (node) => add(node.expression),
  }).visit(program);
  return found
    .toSorted((a, b) => a.start - b.start)
    .map(({ source, start }) => ({
      ...(typeof source === "string" && { specifier: source }),
      line: text.slice(0, start).split("\n").length,
    }));
}
