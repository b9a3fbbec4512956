/** The first of `candidates` that is free, or the last of them with the lowest free number from 2 up; taken from then on. Names never become free again. */
export function takeName(
  taken: Set<string>,
  ...candidates: readonly [string, ...string[]]
): string {
  const free = candidates.find((candidate) => !taken.has(candidate));
  const name = free ?? numbered(taken, candidates.at(-1) ?? candidates[0]);
  taken.add(name);
  return name;
}

/** The number that a name was last given, by the names that are taken: searching from 2 on again would be quadratic. */
const lastNumbers = new WeakMap<ReadonlySet<string>, Map<string, number>>();

function numbered(taken: ReadonlySet<string>, base: string): string {
  const numbers = lastNumbers.get(taken) ?? new Map<string, number>();
  lastNumbers.set(taken, numbers);
  for (let number = (numbers.get(base) ?? 1) + 1; ; number++) {
    if (taken.has(`${base}${number}`)) continue;
    numbers.set(base, number);
    return `${base}${number}`;
  }
}
