import { checkSourceRules } from "../../builder/source-rules.js";
import { nonCode } from "../../builder/source-tokens.js";
import type { CaseFile } from "../render-case.js";
import { type Kinds, moduleReader, type ReadKinds } from "./module-syntax.js";
import { canary } from "./payloads.js";

/** What one file says of the texts in it. */
interface FileLook {
  /** What of a text got out of its place, for which nothing has to be compared. */
  readonly escapes: readonly string[];
  /** What the file consists of, so that it can be compared with what it usually does. */
  readonly kinds: Kinds;
}

/** Looks at files, each text once. What stands in every package is collected first, and then packages are compared. */
export class EscapeFinder {
  /** By the ending of the path. */
  readonly #known = new Map<string, Map<string, FileLook>>();
  readonly #readKinds: ReadKinds;
  readonly #usual = new Set<string>();
  /** Looks that were compared and found to be usual. */
  readonly #sound = new WeakSet<FileLook>();

  private constructor(readKinds: ReadKinds) {
    this.#readKinds = readKinds;
  }

  static async create(): Promise<EscapeFinder> {
    return new EscapeFinder(await moduleReader());
  }

  /** Takes what these files consist of for usual. */
  learn(files: readonly CaseFile[]): void {
    for (const file of own(files)) {
      const look = this.#look(file);
      if (this.#sound.has(look)) continue;
      for (const kind of look.kinds) this.#usual.add(kind);
      if (look.escapes.length === 0) this.#sound.add(look);
    }
  }

  /** What of a text got out of its place, in sentences. */
  escapes(files: readonly CaseFile[]): readonly string[] {
    return own(files).flatMap((file) => {
      const look = this.#look(file);
      if (this.#sound.has(look)) return [];
      const strange = [...look.kinds].find((kind) => !this.#usual.has(kind));
      if (strange === undefined && look.escapes.length === 0) this.#sound.add(look);
      return [
        ...look.escapes.map((escape) => `${file.path} has ${escape}`),
        ...(strange === undefined ? [] : [`${file.path} has other code than usual (${strange})`]),
      ];
    });
  }

  #look(file: CaseFile): FileLook {
    const kind = /\.[^./]*$/.exec(file.path)?.[0] ?? "";
    const known = this.#known.get(kind) ?? new Map<string, FileLook>();
    this.#known.set(kind, known);
    const look = known.get(file.text) ?? this.#lookAt(kind, file);
    known.set(file.text, look);
    return look;
  }

  #lookAt(kind: string, file: CaseFile): FileLook {
    // What has no printer, such as SQL, the builder refuses.
    const printed = /^\.(?:[cm]?[jt]sx?|json|md)$/.test(kind);
    const rules = (printed ? checkSourceRules([file]) : []).map(
      ({ message }) => `line that breaks a rule: ${message}`,
    );
    try {
      if (/^\.[cm]?[jt]sx?$/.test(kind)) {
        return {
          escapes: [...rules, ...scriptEscapes(file.text)],
          kinds: this.#readKinds(file.text, kind.endsWith("x") ? "tsx" : "ts"),
        };
      }
      if (kind === ".json") {
        return { escapes: rules, kinds: jsonKinds(JSON.parse(file.text)) };
      }
    } catch (error) {
      return { escapes: [...rules, `no syntax: ${reasonOf(error)}`], kinds: new Set() };
    }
    const markup = kind === ".md" ? markdownEscapes(file.text) : [];
    return { escapes: [...rules, ...markup], kinds: new Set() };
  }
}

/** What a parser says first; its own first line may be a count. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split("\n");
  return (lines.find((line) => /\w/.test(line) && !line.startsWith("Parse failed")) ?? "").trim();
}

/** What the pattern ships verbatim holds no text of a model. */
function own(files: readonly CaseFile[]): readonly CaseFile[] {
  return files.filter(({ verbatim }) => !verbatim);
}

const tokens = new RegExp(nonCode, "g");

/** What a compiler, a bundler or a page obeys in a comment; a generator's own is `@__PURE__`. */
const obeyed = /[@#](?:ts-\w+|__(?!PURE__ *(?:\*\/)?$)\w+__|\s*source(?:Mapping)?URL=)/;

function scriptEscapes(text: string): readonly string[] {
  const comments = (text.match(tokens) ?? []).filter((token) => /^\/[*/]/.test(token));
  // It ends the script that a module is put into, wherever it stands.
  const found = [
    ...comments.map((comment) => obeyed.exec(comment)?.[0]),
    /<\/script|<!--/i.exec(text)?.[0],
  ];
  return found.filter((escape) => escape !== undefined).map((escape) => `"${escape}"`);
}

/** Markdown shows text and does nothing else: no HTML, no link that leads to a program. */
function markdownEscapes(text: string): readonly string[] {
  const shown = text
    .replaceAll(/^```[^]*?^```$/gm, "")
    // In one pass, because a backslash in code is one, and a backtick after a backslash begins no code.
    .replaceAll(/\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
  return [
    ...(shown.match(/<\/?[a-z!]/gi) ?? []),
    ...(shown.match(/\]\(\s*<?(?!https?:|mailto:)[a-z][a-z\d+.-]*:[^)]*/gi) ?? []),
  ].map((found) => `"${found}"`);
}

/** A member of that name was a text that got out of its place. */
function jsonKinds(value: unknown): Kinds {
  const kinds = new Set<string>();
  const visit = (item: unknown): void => {
    if (typeof item !== "object" || item === null) return;
    for (const [key, inner] of Object.entries(item)) {
      if (key === canary) kinds.add("a JSON member of its own");
      visit(inner);
    }
  };
  visit(value);
  return kinds;
}
