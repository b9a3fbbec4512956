import { isFields } from "#mini-mongo/bson-values";

/** Values at a dotted path, going into arrays on the way; `[undefined]` when there is none. */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  const found = walk(value, path.split("."));
  return found.length === 0 ? [undefined] : found;
}

function walk(value: unknown, steps: readonly string[]): readonly unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if (Array.isArray(value)) {
    const inner = value.filter((item) => isFields(item)).flatMap((item) => walk(item, steps));
    return /^\d+$/.test(step) && Number(step) < value.length
      ? [...inner, ...walk(value[Number(step)], rest)]
      : inner;
  }
  if (!isFields(value) || !Object.hasOwn(value, step)) return [];
  return walk(value[step], rest);
}

/** Sets, or for `undefined` removes, the value at a dotted path. Changes the fields it is given. */
export function setAt(fields: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let target: Record<string, unknown> = fields;
  for (const step of steps) {
    const next = Object.hasOwn(target, step) ? target[step] : undefined;
    if (typeof next === "object" && next !== null) {
      target = next as Record<string, unknown>; // fields, or an array by its indexes
    } else {
      if (value === undefined) return;
      const created = {};
      define(target, step, created);
      target = created;
    }
  }
  if (value === undefined) Reflect.deleteProperty(target, last);
  else define(target, last, value);
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
