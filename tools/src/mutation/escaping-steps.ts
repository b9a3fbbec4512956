import { parseSync, Visitor } from "oxc-parser";

/** One step of escaping or checking, switched off. */
export interface Mutation {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What is switched off, in the words of the source, on one line. */
  readonly step: string;
  /** The whole file without the step. */
  readonly text: string;
}

/** A stretch of the source, and what stands there when the step is switched off. */
interface Switch {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** What an expression of the syntax tree has, whatever it is. */
interface Span {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Longest text of a step, in characters. */
const stepLength = 100;

/**
 * Every step of a printer's source that escapes or checks a text, each switched off alone: a replacement that leaves
 * the text as it was, a call of another printer that passes its text on, a guard that lets everything by, an
 * alternative or a group of characters that a regular expression no longer finds. Words of messages are left alone.
 *
 * @param printers functions that take a text and make it safe
 * @throws SyntaxError when the text is no TypeScript
 */
export function escapingSteps(
  file: string,
  text: string,
  printers: ReadonlySet<string>,
): readonly Mutation[] {
  const { program, errors } = parseSync(file, text);
  if (errors[0]) throw new SyntaxError(errors[0].message);
  const found: Switch[] = [];
  const messages: Span[] = [];
  const source = ({ start, end }: Span): string => text.slice(start, end);
  new Visitor({
    ThrowStatement: (node) => messages.push(node),
    NewExpression: (node) => messages.push(node),
    CallExpression: (node) => {
      const [first] = node.arguments;
      if (node.callee.type === "MemberExpression" && isReplacement(source(node.callee.property))) {
        found.push({ ...spanOf(node), replacement: source(node.callee.object) });
      } else if (node.callee.type === "Identifier" && printers.has(node.callee.name) && first) {
        found.push({ ...spanOf(node), replacement: `String(${source(first)})` });
      }
    },
    IfStatement: (node) => {
      const answer = guardAnswer(source(node.test), source(node.consequent));
      if (answer !== undefined) found.push({ ...spanOf(node.test), replacement: answer });
    },
    ConditionalExpression: (node) => {
      if (/^\w+\.test\(/.test(source(node.test))) {
        found.push({ ...spanOf(node), replacement: source(node.consequent) });
      }
    },
    Literal: (node) => {
      if (!("regex" in node) || !isSearched(text, node)) return;
      for (const { start, end } of partsOf(source(node))) {
        found.push({ start: node.start + start, end: node.start + end, replacement: "" });
      }
    },
  }).visit(program);
  return found
    .filter((step) => !messages.some(({ start, end }) => start <= step.start && step.end <= end))
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((step) => mutationOf(file, text, step));
}

function mutationOf(file: string, text: string, { start, end, replacement }: Switch): Mutation {
  return {
    file,
    line: text.slice(0, start).split("\n").length,
    step: `${shown(text.slice(start, end))} → ${shown(replacement) || "nothing"}`,
    text: text.slice(0, start) + replacement + text.slice(end),
  };
}

/** Source on one line. */
function shown(words: string): string {
  const line = words.replaceAll(/\s+/g, " ");
  return line.length > stepLength ? `${line.slice(0, stepLength)} …` : line;
}

function spanOf({ start, end }: Span): Pick<Switch, "start" | "end"> {
  return { start, end };
}

function isReplacement(name: string): boolean {
  return name === "replace" || name === "replaceAll";
}

/** What a guard has to answer for everything to get by; `undefined` for a branch that is no guard. */
function guardAnswer(test: string, consequent: string): "true" | "false" | undefined {
  if (/^\{?\s*throw /.test(consequent)) return "false";
  // A text that needs no escaping is returned as it is.
  if (/\.test\([^()]*\)$/.test(test)) return "true";
  return /^\w+ === "/.test(test) ? "false" : undefined;
}

/**
 * True for an expression that finds what is unsafe: one that a replacement looks for, also by a name. In one that
 * describes what is safe a part less only makes it stricter.
 */
function isSearched(text: string, { start }: Span): boolean {
  const before = text.slice(0, start);
  if (/\.replace(?:All)?\(\s*$/.test(before)) return true;
  // `statementLine` is about templates, which a pattern's author wrote.
  const name = /const (\w+) =(?:\s|\/\/[^\n]*\n)*$/.exec(before)?.[1];
  return (
    name !== undefined &&
    name !== "statementLine" &&
    new RegExp(`\\.replace(?:All)?\\(${name},`).test(text)
  );
}

/** What one of a class's characters, ranges or escapes, or one alternative, can look like. */
const member = /\\u[0-9a-f]{4}(?:-\\u[0-9a-f]{4})?|\\[pP]\{\w+\}|\\.|[^\\\]](?:-[^\\\]])?/y;

/** The members of positive classes, and the alternatives of the whole, with the bar that sets each off. */
function partsOf(regex: string): readonly Pick<Switch, "start" | "end">[] {
  const parts: Pick<Switch, "start" | "end">[] = [];
  const bars = [0];
  let depth = 0;
  const last = regex.lastIndexOf("/");
  for (let at = 1; at < last; at += 1) {
    const character = regex[at];
    if (character === "\\") at += 1;
    else if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    else if (character === "|" && depth === 0) bars.push(at);
    else if (character === "[") {
      const negated = regex[at + 1] === "^";
      at += 1;
      const members: Pick<Switch, "start" | "end">[] = [];
      for (; regex[at] !== "]"; at = member.lastIndex) {
        member.lastIndex = at;
        if (!member.test(regex)) throw new SyntaxError(`No class: ${regex}`);
        members.push({ start: at, end: member.lastIndex });
      }
      // A class of one is dropped with what it stands in; within a lookaround it decides the context only.
      if (!negated && members.length > 1 && depth === 0) parts.push(...members);
    }
  }
  if (bars.length > 1) {
    const ends = [...bars.slice(1), last];
    for (const [index, end] of ends.entries()) {
      // The first alternative goes with the bar after it, the others with the bar before them.
      const start = bars[index] ?? 0;
      parts.push(index === 0 ? { start: 1, end: end + 1 } : { start, end });
    }
  }
  return parts;
}
