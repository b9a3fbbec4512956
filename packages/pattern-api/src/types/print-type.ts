import { Code, keyLiteral } from "@agentflow/core";
import {
  type MemberNode,
  type ObjectNode,
  type PatternNode,
  type TupleNode,
  type TypeNode,
  union,
  type UnionNode,
} from "./type-node.js";

/** Columns that a line should not pass. */
const lineWidth = 100;

/**
 * The text of a type. A union that needs several lines begins with a newline.
 * @param indent spaces before the line on which the type begins
 * @param column columns of that line that are taken already
 */
export function printType(node: TypeNode, indent: string, column: number): string {
  if (typeof node === "string") return node;
  if (node.kind === "reference" || node.kind === "constant") return node.text;
  if (node.kind === "checked") return printType(node.type, indent, column);
  if (node.kind === "object") return printObject(node, indent);
  if (node.kind === "union") return printUnion(node, indent, column);
  if (node.kind === "tuple") return printTuple(node, indent, column);
  if (node.kind === "array") return `${printOperand(node.item, indent, column)}[]`;
  return node.members.map((member) => printOperand(member, indent, column)).join(" & ");
}

/** What stands after `name:` or `name =`: the type with a space before it, or on lines of its own. */
export function printAfterColon(node: TypeNode, indent: string, column: number): string {
  const text = printType(node, indent, column);
  return beginsLine(node, text) ? text : ` ${text}`;
}

/** Looks at the text of unions only: to look at the text of nested objects would copy them level by level. */
function beginsLine(node: TypeNode, text: string): boolean {
  return (
    typeof node === "object" &&
    node.kind === "union" &&
    absence(node) === undefined &&
    text.startsWith("\n")
  );
}

/** ` | null` after one type that may also be absent, which keeps its own layout; undefined for other unions. */
function absence({ members: [, ...others] }: UnionNode): string | undefined {
  const absent = others.filter((member) => member === "null" || member === "undefined");
  return absent.length === others.length ? ` | ${absent.join(" | ")}` : undefined;
}

function printTuple(node: TupleNode, indent: string, column: number): string {
  const elements = node.elements.map((element, index) => {
    const text = printOperand(element, indent, column);
    return index < node.required ? text : `${text}?`;
  });
  if (node.rest !== null) elements.push(`...${printOperand(node.rest, indent, column)}[]`);
  return `[${elements.join(", ")}]`;
}

/** A type where an operator such as `[]` or `&` binds to it. */
function printOperand(node: TypeNode, indent: string, column: number): string {
  const text = printType(node, indent, column + "()[]".length);
  if (typeof node === "string" || (node.kind !== "union" && node.kind !== "intersection"))
    return text;
  return beginsLine(node, text) ? `(${text}\n${indent})` : `(${text})`;
}

function printUnion(node: UnionNode, indent: string, column: number): string {
  const [first] = node.members;
  const absent = absence(node);
  if (first !== undefined && absent !== undefined) {
    return `${printVariant(first, indent, column + absent.length)}${absent}`;
  }
  const deeper = `${indent}    `;
  const texts = node.members.map((member) => printVariant(member, deeper, deeper.length));
  const line = texts.join(" | ");
  if (!line.includes("\n") && column + line.length <= lineWidth) return line;
  return `\n${texts.map((text) => `${indent}  | ${text}`).join("\n")}`;
}

/** An intersection inside a union is put in parentheses, which spare the reader a rule. */
function printVariant(node: TypeNode, indent: string, column: number): string {
  const intersection = typeof node === "object" && node.kind === "intersection";
  return intersection ? printOperand(node, indent, column) : printType(node, indent, column);
}

/** An object type; `{}` never occurs, because it would mean "anything but null". */
export function printObject(node: ObjectNode, indent: string): string {
  const deeper = `${indent}  `;
  const index =
    node.index === null
      ? ""
      : `[key: string]:${printAfterColon(node.index, deeper, deeper.length + 18)}`;
  const { members, patterns } = node;
  if (members.length + patterns.length === 0 && !index.includes("\n")) return `{ ${index} }`;
  let text = "{\n";
  for (const member of members) text += printMember(member, deeper);
  for (const pattern of patterns) text += printPattern(pattern, deeper);
  if (index !== "") text += `${deeper}${index};\n`;
  return `${text}${indent}}`;
}

function orUndefined(type: TypeNode): TypeNode {
  // Names and literals are nearly all members, and need no set to be joined.
  if (typeof type === "string" && type !== "unknown" && type !== "never")
    return `${type} | undefined`;
  if (typeof type === "object" && type.kind === "reference") return `${type.text} | undefined`;
  return union([type, "undefined"]);
}

function printPattern({ prefix, type }: PatternNode, indent: string): string {
  const name = `${indent}[key: \`${prefix}\${string}\`]:`;
  return `${name}${printAfterColon(type, indent, name.length + " ;".length)};\n`;
}

function printMember(member: MemberNode, indent: string): string {
  const comment = member.comment === "" ? "" : Code.comment(member.comment, indent).toString();
  const name = `${indent}${keyLiteral(member.name)}${member.optional ? "?" : ""}:`;
  // Under exactOptionalPropertyTypes a caller could not pass `undefined` without this.
  const type = member.optional ? orUndefined(member.type) : member.type;
  const text = printAfterColon(type, indent, name.length + " ;".length);
  return `${comment === "" ? "" : `${indent}${comment}\n`}${name}${text};\n`;
}
