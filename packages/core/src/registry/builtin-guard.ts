/** What every object, list, text … of the process inherits from: one change there changes all of them. */
const guarded: readonly (readonly [name: string, prototype: object])[] = [
  ["Object", Object.prototype],
  ["Function", Function.prototype],
  ["Array", Array.prototype],
  ["String", String.prototype],
  ["Number", Number.prototype],
  ["Boolean", Boolean.prototype],
  ["Symbol", Symbol.prototype],
  ["BigInt", BigInt.prototype],
  ["RegExp", RegExp.prototype],
  ["Date", Date.prototype],
  ["Error", Error.prototype],
  ["Promise", Promise.prototype],
  ["Map", Map.prototype],
  ["Set", Set.prototype],
];

/** Notices changes of what all values inherit from. */
export interface BuiltinGuard {
  /**
   * Undoes what was changed since the guard was made, as far as it can be undone.
   * @returns what it was, such as `Object.prototype.isAdmin`; sorted
   */
  restore(): readonly string[];
}

/** Remembers the built-in prototypes as they are now. */
export function guardBuiltins(): BuiltinGuard {
  const before = guarded.map(([, prototype]) => Object.getOwnPropertyDescriptors(prototype));
  return {
    restore: () =>
      guarded
        .flatMap(([name, prototype], index) =>
          restorePrototype(prototype, before[index] ?? {}).map(
            (key) => `${name}.prototype.${String(key)}`,
          ),
        )
        .toSorted(),
  };
}

type Descriptors = Readonly<Record<PropertyKey, PropertyDescriptor>>;

/** @returns the keys that had been changed */
function restorePrototype(prototype: object, before: Descriptors): readonly PropertyKey[] {
  const keys = new Set([...Reflect.ownKeys(before), ...Reflect.ownKeys(prototype)]);
  return [...keys].filter((key) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const now = Reflect.getOwnPropertyDescriptor(prototype, key);
    if (isSame(old, now)) return false;
    if (old) Reflect.defineProperty(prototype, key, old);
    else Reflect.deleteProperty(prototype, key);
    return true;
  });
}

function isSame(old: PropertyDescriptor | undefined, now: PropertyDescriptor | undefined): boolean {
  return old?.value === now?.value && old?.get === now?.get && old?.set === now?.set;
}
