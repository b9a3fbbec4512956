/**
 * The results of two pieces of work, when both have ended: after a failure nobody is still working on what is then
 * cleaned up.
 * @throws what the first one threw, else what the second one threw
 */
export async function settleBoth<First, Second>(
  first: Promise<First>,
  second: Promise<Second>,
): Promise<[First, Second]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}
