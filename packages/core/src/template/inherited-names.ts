const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** True for a name that every object has before a document gives it one, such as `constructor` and `__proto__`. */
export function isInheritedName(name: string): boolean {
  return inherited.has(name);
}

/** `then` makes an object look like a promise, `toJSON` changes how it prints, and the others are special in modules. */
const special = new Set(["then", "toJSON", "default", "prototype"]);

/** True for a name that a property of the client or of a module must not have. */
export function isSpecialName(name: string): boolean {
  return inherited.has(name) || special.has(name);
}
