/**
 * What a compiler and a test runner need of the environment. Everything else stays out: secrets, because generated
 * tests need none; proxies, because they would come between a test and its fake service on loopback; NODE_OPTIONS,
 * because it changes what the programs do. Addresses of servers that are there for tests, such as
 * `SHOP_TEST_DATABASE_URL`, are let in: generated tests that need a server have no other.
 */
const passed = new Set(
  (
    "PATH HOME USERPROFILE LOCALAPPDATA APPDATA SYSTEMROOT WINDIR COMSPEC PATHEXT " +
    "TMPDIR TEMP TMP LANG LC_ALL TZ"
  ).split(" "),
);

const testServer = /^[A-Z][A-Z0-9_]*_TEST_DATABASE_URL$/;

/** The environment of the programs that verify a package. */
export function verificationEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && (passed.has(name.toUpperCase()) || testServer.test(name))
      ? [[name, value] as const]
      : [],
  );
  return { ...Object.fromEntries(kept), CI: "1", NO_COLOR: "1" };
}
