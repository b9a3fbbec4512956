import { parseSync } from "oxc-parser";

/** Anything in a syntax tree: its nodes have a `type`. */
type Tree = null | boolean | number | string | bigint | RegExp | readonly Tree[] | Node;
interface Node {
  readonly [field: string]: Tree;
}

/** How often each kind of node stands at each kind of place. Texts, and how keys are quoted, make no difference. */
export type Shape = ReadonlyMap<string, number>;

/** What a module consists of. */
export interface ModuleSyntax {
  readonly shape: Shape;
  readonly comments: readonly string[];
}

const known = new Map<string, ModuleSyntax>();

/**
 * What a TypeScript module consists of, by an independent parser. A reference to a name that the module neither declares
 * nor imports counts by its name: code that gets out of its place has to reach for something.
 * @throws Error when it is no TypeScript
 */
export function moduleSyntax(path: string, text: string): ModuleSyntax {
  const found = known.get(text);
  if (found) return found;
  const { program, errors, comments } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  // The parser's own types name every kind of node; here they are all alike.
  const root = program as unknown as Node;
  const declared = new Set<string>();
  visit(root, "", (node, slot) => declare(node, slot, declared));
  const shape = new Map<string, number>();
  visit(root, "", (node, slot) => {
    const kind = kindOf(node, slot, declared);
    if (kind !== undefined) shape.set(kind, (shape.get(kind) ?? 0) + 1);
  });
  const syntax = { shape, comments: comments.map(({ value }) => value) };
  if (text.length < 20_000) known.set(text, syntax);
  return syntax;
}

function visit(
  tree: Tree | undefined,
  slot: string,
  each: (node: Node, slot: string) => void,
): void {
  if (isList(tree)) {
    for (const item of tree) visit(item, slot, each);
  } else if (isNode(tree)) {
    each(tree, slot);
    const type = textOf(tree["type"]);
    for (const [field, value] of Object.entries(tree)) {
      const computed = tree["computed"] === true && /^(?:key|property)$/.test(field);
      visit(value, `${type}.${field}${computed ? "[]" : ""}`, each);
    }
  }
}

const declarations =
  /^(?:VariableDeclarator\.id|Function\w*\.(?:id|params)|ArrowFunctionExpression\.params|TSInterfaceDeclaration\.id|TSTypeAliasDeclaration\.id|TSTypeParameter\.name|TSMappedType\.key|Import\w+\.local|Class\w*\.id|CatchClause\.param|Property\.value|RestElement\.argument|AssignmentPattern\.left)$/;

function declare(node: Node, slot: string, declared: Set<string>): void {
  if (node["type"] === "Identifier" && declarations.test(slot)) declared.add(textOf(node["name"]));
}

/** Slots of names that refer to nothing: keys, members, labels, and the names of imports and exports. */
const keys =
  /^(?:\w*Property\w*\.key|TSPropertySignature\.key|MemberExpression\.property|TSQualifiedName\.right|Import\w+\.imported|Export\w+\.exported|MetaProperty\.\w+|TSMethodSignature\.key)(?:\[\])?$/;

function kindOf(node: Node, slot: string, declared: ReadonlySet<string>): string | undefined {
  const type = textOf(node["type"]);
  const value = node["value"];
  if (keys.test(slot) && (type === "Literal" || (type === "Identifier" && !slot.endsWith("[]")))) {
    return `${slot.replace("[]", "")} a key`;
  }
  if (type === "Literal") return `${slot} a ${value === null ? "null or pattern" : typeof value}`;
  if (type !== "Identifier") return `${slot} ${type} ${textOf(node["operator"])}`;
  const name = textOf(node["name"]);
  return `${slot} ${declared.has(name) || declarations.test(slot) ? "a declared name" : name}`;
}

function textOf(tree: Tree | undefined): string {
  return typeof tree === "string" ? tree : "";
}

function isList(tree: Tree | undefined): tree is readonly Tree[] {
  return Array.isArray(tree);
}

function isNode(tree: Tree | undefined): tree is Node {
  return typeof tree === "object" && tree !== null && "type" in tree;
}
