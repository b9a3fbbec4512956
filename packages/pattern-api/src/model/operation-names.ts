import { camelCase, isSpecialName, nameWords, pascalCase, takeName } from "@agentflow/core";
import type { RawOperation } from "./raw-operation.js";

/**
 * Names for the operations of one group, unique in it: the operationId without the tag in front of it.
 * @param operations sorted by path and method; of two with one name the earlier keeps it
 */
export function operationNames(
  tag: string,
  operations: readonly RawOperation[],
): ReadonlyMap<RawOperation, string> {
  const taken = new Set<string>();
  return new Map(
    operations.map((operation) => {
      const name = wishedName(tag, operation);
      return [operation, takeName(taken, name, name + pascalCase(placeWords(operation)))];
    }),
  );
}

function wishedName(tag: string, operation: RawOperation): string {
  const derived = operation.id === `${operation.method} ${operation.path}`;
  const words = derived
    ? placeWords(operation)
    : withoutTag(nameWords(operation.id), nameWords(tag));
  const name = camelCase(words);
  if (name === "") return "operation";
  return isSpecialName(name) ? `${name}Operation` : name;
}

/** `issues`, `list` in the group `issues` is `list`; an id that is nothing but the tag keeps it. */
function withoutTag(words: readonly string[], tag: readonly string[]): readonly string[] {
  const begins =
    tag.length > 0 &&
    tag.length < words.length &&
    tag.every((word, index) => word.toLowerCase() === words[index]?.toLowerCase());
  return begins ? words.slice(tag.length) : words;
}

/** `GET /repos/{owner}/issues` as `get`, `repos`, `by`, `owner`, `issues`. */
function placeWords({ method, path }: RawOperation): readonly string[] {
  return [method.toLowerCase(), ...nameWords(path.replaceAll("{", "/by/"))];
}
