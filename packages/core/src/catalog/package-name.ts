/** A package name as npm accepts it, capital letters of old packages included; never a path or an address. */
const packageName = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;

/** Whether it is the name of a package, of at most 214 characters. */
export function isPackageName(name: string): boolean {
  return name.length <= 214 && packageName.test(name);
}
