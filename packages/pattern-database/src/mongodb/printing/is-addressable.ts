/** Whether queries and updates of MongoDB can name a field: others they take for paths, or operators. */
export function isAddressable(name: string): boolean {
  return name !== "" && !name.startsWith("$") && !/[.\0]/.test(name);
}
