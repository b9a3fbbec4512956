import type { GeneratedFile } from "./generate.js";
import { moduleSyntax, type Shape } from "./syntax-shape.js";

/**
 * Code points that no file may hold raw: controls but tab, newline; zero-width, bidirectional ones; line separators,
 * the byte order mark, lone surrogates.
 */
const hidden =
  /(?![\t\n])[\p{Cc}\p{Bidi_C}\u00ad\u180e\u200b-\u200f\u2028\u2029\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/u;

/** A path that is inside the package on every system, and has no name that Windows keeps for devices. */
const safePath =
  /^(?!(?:.*\/)?(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:\/|$))(?:[A-Za-z0-9-]{1,100}\/)*[A-Za-z0-9-][A-Za-z0-9.-]{0,119}$/i;

/** What of a text got out of its place without any code being needed to see it. */
export function textEscapes(files: readonly GeneratedFile[]): readonly string[] {
  const folded = files.map(({ path }) => path.toLowerCase());
  return [
    ...files.filter(({ path }) => !safePath.test(path)).map(({ path }) => `path ${path}`),
    ...folded
      .filter((path, index) => folded.indexOf(path) !== index)
      .map((path) => `twice ${path}`),
    ...files
      .filter(({ text }) => hidden.test(text))
      .map(({ path }) => `hidden character in ${path}`),
    ...files
      .filter(({ path, text }) => path.endsWith(".json") && !isJson(text))
      .map(({ path }) => `no JSON: ${path}`),
    ...files.filter(isMarkdown).flatMap(markdownEscapes),
    ...files.filter(isModule).flatMap(scriptEscapes),
  ];
}

/** What a compiler, a bundler or a page obeys in a comment; the generator's own is `@__PURE__`. */
const obeyed = /[@#](?:ts-\w+|__(?!PURE__ *$)\w+__|\s*source(?:Mapping)?URL=)/;

/** Ends the script that a module is put into, wherever it stands. */
const scriptEnd = /<\/script|<!--/i;

function scriptEscapes({ path, text }: GeneratedFile): readonly string[] {
  const found = moduleSyntax(path, text).comments.map((comment) => obeyed.exec(comment)?.[0]);
  return [...found, scriptEnd.exec(text)?.[0]]
    .filter((escape) => escape !== undefined)
    .map((escape) => `${escape} in ${path}`);
}

/** Markdown of a document shows text and does nothing else: no HTML, no link that leads to a program. */
function markdownEscapes({ path, text }: GeneratedFile): readonly string[] {
  const shown = text
    .replaceAll(/^```[^]*?^```$/gm, "")
    // In one pass, because a backslash in code is one, and a backtick after a backslash begins no code.
    .replaceAll(/\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
  return [
    ...(shown.match(/<\/?[a-z!]/gi) ?? []),
    ...(shown.match(/\]\((?!https?:|#|\.\.?\/|[\w/.-]+\))[^)]*/gi) ?? []),
  ].map((found) => `${found} in ${path}`);
}

/** The kinds of node of the package's own modules, together. */
export function packageShape(files: readonly GeneratedFile[]): Shape {
  const shape = new Map<string, number>();
  for (const { path, text } of files.filter(isModule)) {
    const area = path.replace(/^(\w+)\/.*$/, "$1");
    for (const [kind, count] of moduleSyntax(path, text).shape) {
      const key = `${area}: ${kind}`;
      shape.set(key, (shape.get(key) ?? 0) + count);
    }
  }
  return shape;
}

/** Kinds of node that a shape has and none of the others. */
export function newKinds(shape: Shape, others: Iterable<Shape>): readonly string[] {
  const usual = new Set([...others].flatMap((other) => [...other.keys()]));
  return [...shape.keys()].filter((kind) => !usual.has(kind));
}

/** Kinds of node that one shape has more or fewer of. */
export function shapeDifference(left: Shape, right: Shape): readonly string[] {
  const kinds = new Set([...left.keys(), ...right.keys()]);
  return [...kinds]
    .filter((kind) => left.get(kind) !== right.get(kind))
    .map((kind) => `${kind}: ${left.get(kind) ?? 0} and ${right.get(kind) ?? 0}`);
}

function isModule({ path, own }: GeneratedFile): boolean {
  return own && path.endsWith(".ts");
}

function isMarkdown({ path, own }: GeneratedFile): boolean {
  return own && path.endsWith(".md");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
