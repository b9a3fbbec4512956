import { Code, keyLiteral, stringLiteral } from "@agentflow/core";
import type { GroupModel, OperationModel } from "../model/api-model.js";
import { localName } from "../operations/local-name.js";
import type { SchemaTypes } from "../types/schema-types.js";
import type { MemberNode, TypeNode } from "../types/type-node.js";
import { declaration, moduleText } from "./module-text.js";
import { operationTypes } from "./operation-types.js";
import { ZodPrinter } from "./zod-printer.js";

/** Names that the module imports. */
const imported: ReadonlySet<string> = new Set([
  "checks",
  "operations",
  "runtime",
  "schemas",
  "values",
  "z",
]);

/** Source of `src/validation/operations/<group>.ts`: the schemas of each operation, and what its calls are checked with. */
export function operationsModule({ file, operations }: GroupModel, types: SchemaTypes): string {
  const printer = new ZodPrinter();
  const exported = new Set(operations.map(({ name }) => name));
  const declarations = operations.map((operation) => {
    const name = localName(operation.name, exported, imported);
    return operationDeclarations(operation, types, printer, name);
  });
  const imports = [
    `import type * as operations from ${stringLiteral(`../../operations/${file}.js`)};`,
  ];
  return moduleText(declarations, new Set([...printer.used, "checks"]), imports, "..");
}

function operationDeclarations(
  operation: OperationModel,
  types: SchemaTypes,
  printer: ZodPrinter,
  name: string,
): string {
  const { id, typeName } = operation;
  const { parameters, body, result, answers } = operationTypes(operation, types);
  const declared: string[] = [];
  const declare = (kind: string, type: string, node: TypeNode): string => {
    declared.push(declaration(`${typeName}${kind}`, type, node, printer));
    return `${typeName}${kind}`;
  };
  const paramsType = `operations.${typeName}Params`;
  const resultType = `operations.${typeName}Result`;
  const sent = body && declare("Body", `Exclude<${paramsType}["body"], undefined>`, body);
  const params = declare("Params", paramsType, paramsNode(operation, parameters, sent));
  const resultText = printer.print(result);
  const isOne = answers.every(([, node]) => printer.print(node) === resultText);
  const checked = answers.map(([status, node]) => {
    const schema = isOne ? `${typeName}Result` : declare(`Answer${status}`, resultType, node);
    return `${/^\d+$/.test(status) ? status : keyLiteral(status)}: ${schema}`;
  });
  declare("Result", resultType, result);
  const list = checked.length === 0 ? "{}" : `{ ${checked.join(", ")} }`;
  const isExported = name === operation.name;
  return [
    ...declared,
    `${Code.comment(`What calls of \`${id}\` are checked with.`).toString()}
${isExported ? "export " : ""}const ${name} = {
  operation: ${stringLiteral(id)},
  params: ${params},
  answers: ${list},
} satisfies checks.OperationChecks;
`,
    ...(isExported ? [] : [`export { ${name} as ${operation.name} };\n`]),
  ].join("\n");
}

/** @param body name of the body's schema, which stands above */
function paramsNode(
  operation: OperationModel,
  parameters: readonly MemberNode[],
  body: string | null,
): TypeNode {
  const members = [...parameters];
  if (body !== null) {
    const type: TypeNode = { kind: "reference", name: body, text: body };
    members.push({ name: "body", optional: operation.body?.required !== true, comment: "", type });
  }
  const index = members.length === 0 ? "never" : null;
  return { kind: "object", members, patterns: [], index };
}
