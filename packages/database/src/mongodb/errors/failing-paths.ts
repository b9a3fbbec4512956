import { isPlainObject } from "../../documents/place.js";

/** Levels of a report that are read: it is as deep as the documents. */
const deepest = 100;

/**
 * Paths of the fields that a validator refused, from what the server reports of them (manual, "View Existing Validation
 * Rules", `errInfo`). It holds values too, which are not read.
 */
export function failingPaths(errorInfo: unknown): readonly string[] {
  if (!isPlainObject(errorInfo) || !isPlainObject(errorInfo["details"])) return [];
  const paths = ofRules(errorInfo["details"]["schemaRulesNotSatisfied"], [], 0);
  return [...new Set(paths)];
}

function ofRules(rules: unknown, path: readonly string[], depth: number): readonly string[] {
  if (!Array.isArray(rules) || depth > deepest) return [];
  return rules.flatMap((rule: unknown) => {
    if (!isPlainObject(rule)) return [];
    const properties = listOf(rule["propertiesNotSatisfied"]).flatMap((property) => {
      if (!isPlainObject(property) || typeof property["propertyName"] !== "string") return [];
      const own = [...path, property["propertyName"]];
      const inner = ofRules(property["details"], own, depth + 1);
      return inner.length > 0 ? inner : [own.join(".")];
    });
    const names = [...listOf(rule["missingProperties"]), ...listOf(rule["additionalProperties"])];
    const named = names.filter((name) => typeof name === "string");
    const others = [...listOf(rule["schemasNotSatisfied"]), rule["details"]].flatMap((schema) =>
      ofRules(isPlainObject(schema) ? schema["details"] : schema, path, depth + 1),
    );
    return [...properties, ...named.map((name) => [...path, name].join(".")), ...others];
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
