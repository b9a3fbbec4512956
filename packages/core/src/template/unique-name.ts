/** The first of `candidates` that is free, or the last of them with the lowest free number from 2 up; taken from then on. */
export function takeName(
  taken: Set<string>,
  ...candidates: readonly [string, ...string[]]
): string {
  const free = candidates.find((candidate) => !taken.has(candidate));
  const name = free ?? numbered(taken, candidates.at(-1) ?? candidates[0]);
  taken.add(name);
  return name;
}

function numbered(taken: ReadonlySet<string>, base: string): string {
  for (let number = 2; ; number++) if (!taken.has(`${base}${number}`)) return `${base}${number}`;
}
