/** A stretch of lines of two texts: the same in both, or those of the one instead of those of the other. */
export interface Stretch {
  readonly same: boolean;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Differences after which two texts count as having nothing in common: the search costs their square. */
const farthest = 2_000;

/**
 * The lines of two texts, taken apart where they differ, by the shortest list of insertions and deletions
 * (E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
 */
export function compareLines(
  before: readonly string[],
  after: readonly string[],
): readonly Stretch[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const inner = changesOf(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  );
  return [
    ...common(before.slice(0, start)),
    ...inner,
    ...common(before.slice(before.length - end)),
  ];
}

function common(lines: readonly string[]): readonly Stretch[] {
  return lines.length === 0 ? [] : [{ same: true, before: lines, after: lines }];
}

function changesOf(before: readonly string[], after: readonly string[]): readonly Stretch[] {
  if (before.length === 0 && after.length === 0) return [];
  const path = shortestPath(before, after);
  const stretches: { same: boolean; before: string[]; after: string[] }[] = [];
  let [x, y] = [0, 0];
  const last = (same: boolean) => {
    const stretch = stretches.at(-1);
    if (stretch?.same === same) return stretch;
    const added = { same, before: [], after: [] };
    stretches.push(added);
    return added;
  };
  for (const step of path) {
    const stretch: { before: string[]; after: string[] } = last(step === "same");
    if (step !== "added") stretch.before.push(before[x] ?? "");
    if (step !== "removed") stretch.after.push(after[y] ?? "");
    if (step !== "added") x += 1;
    if (step !== "removed") y += 1;
  }
  return stretches;
}

type Step = "same" | "removed" | "added";

function shortestPath(before: readonly string[], after: readonly string[]): readonly Step[] {
  const limit = Math.min(before.length + after.length, farthest);
  /** How far each diagonal gets, for each number of differences. */
  const rounds: ReadonlyMap<number, number>[] = [];
  let reach: ReadonlyMap<number, number> = new Map([[1, 0]]);
  for (let count = 0; count <= limit; count += 1) {
    rounds.push(reach);
    const next = new Map<number, number>();
    for (let diagonal = -count; diagonal <= count; diagonal += 2) {
      let x = startOf(reach, diagonal, count);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal])
        x += 1;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) {
        return pathBack(rounds, before.length, after.length);
      }
    }
    reach = next;
  }
  return [...before.map(() => "removed" as const), ...after.map(() => "added" as const)];
}

/** Where a diagonal begins in this round: below the one above it, or right of the one below it. */
function startOf(reach: ReadonlyMap<number, number>, diagonal: number, count: number): number {
  const above = reach.get(diagonal + 1) ?? -1;
  const below = reach.get(diagonal - 1) ?? -1;
  const isDown = diagonal === -count || (diagonal !== count && below < above);
  return isDown ? above : below + 1;
}

function pathBack(
  rounds: readonly ReadonlyMap<number, number>[],
  width: number,
  height: number,
): readonly Step[] {
  const steps: Step[] = [];
  let [x, y] = [width, height];
  for (let count = rounds.length - 1; count > 0; count -= 1) {
    const reach = rounds[count] ?? new Map<number, number>();
    const diagonal = x - y;
    const start = startOf(reach, diagonal, count);
    while (x > start && y > start - diagonal) {
      steps.push("same");
      x -= 1;
      y -= 1;
    }
    const above = reach.get(diagonal + 1) ?? -1;
    const below = reach.get(diagonal - 1) ?? -1;
    if (diagonal === -count || (diagonal !== count && below < above)) {
      steps.push("added");
      y -= 1;
    } else {
      steps.push("removed");
      x -= 1;
    }
  }
  while (x > 0) {
    steps.push("same");
    x -= 1;
  }
  return steps.toReversed();
}
