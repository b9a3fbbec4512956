/** Makes `count` calls, `inFlight` of them at a time. @throws what a call throws first */
export async function callInFlight(
  count: number,
  inFlight: number,
  call: () => Promise<unknown>,
): Promise<void> {
  let left = count;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
}
