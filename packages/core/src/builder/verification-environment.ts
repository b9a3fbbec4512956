/**
 * What a compiler and a test runner need of the environment. Everything else stays out: secrets, because generated
 * tests need none; proxies, because they would come between a test and its fake service on loopback; NODE_OPTIONS,
 * because it changes what the programs do. Also passed is the address of a throw-away database that a user gives to the
 * tests of a data layer, `<NAME>_TEST_DATABASE_URL`.
 */
const passed = new Set(
  (
    "PATH HOME USERPROFILE LOCALAPPDATA APPDATA SYSTEMROOT WINDIR COMSPEC PATHEXT " +
    "TMPDIR TEMP TMP LANG LC_ALL TZ"
  ).split(" "),
);

const testDatabase = /^[A-Z][A-Z0-9_]*_TEST_DATABASE_URL$/;

/** The environment of the programs that verify a package. */
export function verificationEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && (passed.has(name.toUpperCase()) || testDatabase.test(name))
      ? [[name, value] as const]
      : [],
  );
  return { ...Object.fromEntries(kept), CI: "1", NO_COLOR: "1" };
}
