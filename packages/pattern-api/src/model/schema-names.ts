import { compareText, isReservedWord, nameWords, pascalCase, takeName } from "@agentflow/core";

/** Types of the language and of the platform, which a schema's name would hide from the code around it. */
const globals = new Set(
  (
    "AbortController AbortSignal Array ArrayBuffer AsyncGenerator AsyncIterable AsyncIterator Awaited BigInt Blob Boolean " +
    "Buffer DataView Date Error Exclude Extract File FormData Function Generator Headers Infinity Iterable Iterator JSON Map " +
    "Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise PromiseLike Proxy ReadableStream Readonly " +
    "ReadonlyArray ReadonlyMap ReadonlySet Record Reflect RegExp Request Required Response ReturnType Set String Symbol " +
    "Temporal URL URLSearchParams Uint8Array WeakMap WeakSet"
  ).split(" "),
);

/** Steps of a pointer that only say what kind of thing the next step names. */
const structure = new Set([
  "components",
  "schemas",
  "paths",
  "properties",
  "content",
  "schema",
  "$defs",
  "definitions",
]);

/**
 * TypeScript names for the schemas at `pointers`, unique, whatever the order of the pointers.
 * Names that are a pointer's own come before names that had to be changed, so that a new schema renames no other.
 */
export function schemaNames(
  pointers: readonly string[],
  taken: Set<string> = new Set(),
): ReadonlyMap<string, string> {
  const wishes = pointers.map((pointer) => {
    const steps = stepsOf(pointer);
    const own = steps.at(-1) ?? "";
    const telling = steps.filter((step) => !structure.has(step));
    const words = (telling.length > 0 ? telling : steps).flatMap((step) => nameWords(step));
    return {
      pointer,
      name: safeName(pascalCase(words)),
      changed: own === pascalCase(words) ? 0 : 1,
    };
  });
  wishes.sort(
    (left, right) => left.changed - right.changed || compareText(left.pointer, right.pointer),
  );
  return new Map(wishes.map(({ pointer, name }) => [pointer, takeName(taken, name)]));
}

function safeName(name: string): string {
  if (name === "") return "Schema";
  return globals.has(name) || isReservedWord(name) ? `${name}Schema` : name;
}

/** Of a whole document, its file's name without the ending. */
function stepsOf(pointer: string): readonly string[] {
  const at = pointer.indexOf("#");
  const steps = pointer
    .slice(at + 1)
    .split("/")
    .slice(1);
  if (steps.length > 0) return steps.map(unescaped);
  const file = pointer.slice(0, at).split("/").at(-1) ?? "";
  return [file.replace(/\.[a-z]+$/i, "")];
}

function unescaped(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}
