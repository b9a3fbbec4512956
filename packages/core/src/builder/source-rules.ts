import type { Diagnostic } from "../errors/diagnostic.js";
import { type ErrorCode, errorCodes } from "../errors/error-codes.js";
import { lineAt, nonCode } from "./source-tokens.js";

/** A text file, by its path in the package. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Controls, bidirectional ones included (CVE-2021-42574), and the line separators that JSON and JavaScript read differently. */
const hidden = /[[\p{Cc}\p{Bidi_C}\u2028\u2029]--[\t\n\r]]/v;

/** Findings per file: who has that many has a systematic fault, and knows it by then. */
const listed = 20;

/** Words that are dangerous as code, and everything in which they are not code. */
const suspicious = new RegExp(String.raw`${nonCode}|\b(?:any|eval|Function)\b`, "g");

/** What may stand before a type, and after one. */
const beforeType = /(?:[:<|&,(=[>]|\b(?:as|is|extends|keyof|satisfies|readonly))\s*$/;
const afterType = /^\s*(?:[;,>|&)\]=[{]|$|\n)/;

/** Rules that hold for every generated file: nothing in it hides, escapes the type checker, or runs text as code. */
export function checkSourceRules(files: readonly SourceFile[]): readonly Diagnostic[] {
  return files.flatMap((file) => [
    ...checkHidden(file),
    ...(/\.[cm]?[jt]sx?$/.test(file.path) ? checkCode(file) : []),
  ]);
}

function checkHidden(file: SourceFile): readonly Diagnostic[] {
  const found = hidden.exec(file.text);
  const message = "A hidden or reordering character stands here raw.";
  return found ? [finding(errorCodes.codeUnsafe, file, found.index, message)] : [];
}

function checkCode(file: SourceFile): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  for (const { 0: token, index } of file.text.matchAll(suspicious)) {
    const problem = problemOf(token, file.text, index);
    if (problem) findings.push(finding(problem.code, file, index, problem.message));
    if (findings.length === listed) break;
  }
  return findings;
}

interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
}

function problemOf(token: string, text: string, index: number): Problem | undefined {
  if (token.startsWith("/")) {
    const directive = /^\/[*/][\s*/]*(@ts-(?:ignore|nocheck))\b/.exec(token)?.[1];
    return directive === undefined
      ? undefined
      : escape(`\`${directive}\` turns the type checker off.`);
  }
  const before = (): string => text.slice(Math.max(0, index - 40), index);
  if (/^["'`]/.test(token)) {
    const imported = /^["'`](?:node:)?(child_process|vm)["'`]$/.exec(token)?.[1];
    if (imported === undefined || !/\b(?:from|import|require)\s*\(?\s*$/.test(before()))
      return undefined;
    return unsafe(`An adapter has no use for \`${imported}\`, which runs programs or text.`);
  }
  const after = text.slice(index + token.length, index + token.length + 40);
  // Part of a longer name, or a property of something else.
  if (/[.$]$/.test(before()) || after.startsWith("$")) return undefined;
  if (token !== "any")
    return /^\s*\(/.test(after) ? unsafe(`\`${token}\` runs text as code.`) : undefined;
  const isType = beforeType.test(before()) && afterType.test(after);
  return isType ? escape("`any` turns the type checker off.") : undefined;
}

const escape = (message: string): Problem => ({ code: errorCodes.typeEscape, message });
const unsafe = (message: string): Problem => ({ code: errorCodes.codeUnsafe, message });

function finding(
  code: ErrorCode,
  { path, text }: SourceFile,
  index: number,
  message: string,
): Diagnostic {
  return {
    code,
    severity: "error",
    message,
    location: { source: path, line: lineAt(text, index) },
    help: "Report it to the pattern's author: a pattern must not generate this.",
  };
}
