import { AgentFlowError } from "../../errors/error.js";
import { errorCodes } from "../../errors/error-codes.js";

/** Anything in a syntax tree: its nodes have a `type`. */
interface Node {
  readonly [field: string]: unknown;
}

/** Which kinds of node stand at which kinds of place. Texts, and how keys are quoted, make no difference. */
export type Kinds = ReadonlySet<string>;

/** Tells the kinds of node of a module. @throws Error when it is none */
export type ReadKinds = (text: string, language: "ts" | "tsx") => Kinds;

/**
 * The parser that vitest brings, which is not the compiler that checks packages.
 * @throws AF_VERIFIER_UNAVAILABLE when vitest is not installed
 */
export async function moduleReader(): Promise<ReadKinds> {
  const vitest = await import("vitest/node").catch((cause: unknown) => {
    throw new AgentFlowError(errorCodes.verifierUnavailable, "vitest cannot be loaded.", {
      help: "Install it: `npm install --save-dev vitest`.",
      cause,
    });
  });
  // The parser's own types name every kind of node; here they are all alike.
  return (text, lang) => kindsOf(vitest.parseAst(text, { lang }) as unknown as Node);
}

function kindsOf(root: Node): Kinds {
  const declared = new Set<string>();
  visit(root, "", (node, slot) => {
    if (node["type"] === "Identifier" && declarations.test(slot)) declared.add(nameOf(node));
  });
  const kinds = new Set<string>();
  visit(root, "", (node, slot) => kinds.add(kindOf(node, slot, declared)));
  return kinds;
}

function visit(tree: unknown, slot: string, each: (node: Node, slot: string) => void): void {
  if (Array.isArray(tree)) {
    for (const item of tree) visit(item, slot, each);
  } else if (isNode(tree)) {
    each(tree, slot);
    for (const [field, value] of Object.entries(tree)) {
      const computed = tree["computed"] === true && /^(?:key|property)$/.test(field);
      visit(value, `${String(tree["type"])}.${field}${computed ? "[]" : ""}`, each);
    }
  }
}

function isNode(tree: unknown): tree is Node {
  return typeof tree === "object" && tree !== null && "type" in tree;
}

/** Slots in which a name is declared. */
const declarations =
  /^(?:VariableDeclarator\.id|Function\w*\.(?:id|params)|ArrowFunctionExpression\.params|TS(?:Interface|TypeAlias|Enum|Module)Declaration\.id|TSTypeParameter\.name|TSMappedType\.key|Import\w+\.local|Class\w*\.id|CatchClause\.param|Property\.value|RestElement\.argument|AssignmentPattern\.left)$/;

/** Slots of names that refer to nothing: keys, members, and the names of imports and exports. */
const keys =
  /^(?:\w*Property\w*\.key|MethodDefinition\.key|TS(?:Property|Method)Signature\.key|MemberExpression\.property|TSQualifiedName\.right|Import\w+\.imported|Export\w+\.(?:exported|local)|MetaProperty\.\w+|TSEnumMember\.id)(?:\[\])?$/;

/** A reference to a name that the module neither declares nor imports counts by its name. */
function kindOf(node: Node, slot: string, declared: ReadonlySet<string>): string {
  const { type, value, operator } = node;
  if (keys.test(slot) && (type === "Literal" || (type === "Identifier" && !slot.endsWith("[]")))) {
    return `${slot.replace("[]", "")} a key`;
  }
  if (type === "Literal") return `${slot} a ${value === null ? "null or pattern" : typeof value}`;
  if (type !== "Identifier") return `${slot} ${String(type)} ${textOf(operator)}`.trim();
  const known = declared.has(nameOf(node)) || declarations.test(slot);
  return `${slot} ${known ? "a declared name" : nameOf(node)}`;
}

function nameOf({ name }: Node): string {
  return textOf(name);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
