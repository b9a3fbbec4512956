import npmConf from "@pnpm/npm-conf";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type NpmConfiguration,
  readNpmConfiguration,
} from "../../src/documents/npm-configuration.js";
import { temporaryDirectory } from "./temporary-directory.js";

/** The configuration of a machine with these files, and the variables that point to them. */
async function configurationOf(
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
  directory = "project",
): Promise<NpmConfiguration> {
  const root = temporaryDirectory({ "project/package.json": "{}", ...files });
  return readNpmConfiguration(join(root, directory), {
    HOME: join(root, "home"),
    npm_config_globalconfig: join(root, "etc/npmrc"),
    ...environment,
  });
}

test("without any configuration the registry is npm's, without credentials", async () => {
  const configuration = await configurationOf({});
  const registry = configuration.registry("a");
  expect(registry.href).toBe(npmConf.defaults.registry);
  expect(configuration.authorization(registry)).toBeUndefined();
  expect(configuration.ca).toBeUndefined();
});

test("the environment wins over the project, the project over the user, the user over the machine", async () => {
  const files = {
    "project/.npmrc": "registry=https://project/",
    "home/.npmrc": "registry=https://user/",
    "etc/npmrc": "registry=https://machine/",
  };
  const order = ["https://environment/", "https://project/", "https://user/", "https://machine/"];
  const environment = { npm_config_registry: "https://environment" };
  const seen = [(await configurationOf(files, environment)).registry("a").href];
  for (const path of ["none", "project/.npmrc", "home/.npmrc"]) {
    const { [path]: _, ...rest }: Record<string, string> = files;
    if (path === "home/.npmrc") delete rest["project/.npmrc"];
    seen.push((await configurationOf(rest)).registry("a").href);
  }
  expect(seen).toEqual(order);
});

test("a project's .npmrc without a registry does not hide the user's", async () => {
  const configuration = await configurationOf({
    "project/.npmrc": "audit=false",
    "home/.npmrc": "registry=https://user/",
  });
  expect(configuration.registry("a").href).toBe("https://user/");
});

test("the project's .npmrc is beside the nearest package.json", async () => {
  const configuration = await configurationOf(
    { "project/.npmrc": "registry=https://project/", "project/src/a/b.ts": "" },
    {},
    "project/src/a",
  );
  expect(configuration.registry("a").href).toBe("https://project/");
});

test("a folder without a package.json above it may have an .npmrc of its own", async () => {
  const root = temporaryDirectory({ ".npmrc": "registry=https://folder/" });
  const configuration = await readNpmConfiguration(root, {
    HOME: join(root, "home"),
    npm_config_globalconfig: join(root, "none"),
  });
  expect(configuration.registry("a").href).toBe("https://folder/");
});

test("npm_config_userconfig names the user's file", async () => {
  const root = temporaryDirectory({
    "project/package.json": "{}",
    other: "registry=https://other/",
  });
  const configuration = await readNpmConfiguration(join(root, "project"), {
    NPM_CONFIG_USERCONFIG: join(root, "other"),
    npm_config_prefix: root,
  });
  expect(configuration.registry("a").href).toBe("https://other/");
});

test("the machine's file is below the prefix", async () => {
  const root = temporaryDirectory({
    "project/package.json": "{}",
    "etc/npmrc": "registry=https://machine/",
  });
  const configuration = await readNpmConfiguration(join(root, "project"), {
    USERPROFILE: root,
    npm_config_prefix: root,
  });
  expect(configuration.registry("a").href).toBe("https://machine/");
});

test("a scope has its own registry", async () => {
  const configuration = await configurationOf({ "home/.npmrc": "@acme:registry=https://acme/npm" });
  expect(configuration.registry("@acme/a").href).toBe("https://acme/npm/");
  expect(configuration.registry("@other/a").href).toBe(npmConf.defaults.registry);
});

test.each(["nonsense", "ftp://host/"])("the registry %s is refused", async (registry) => {
  const configuration = await configurationOf({ "home/.npmrc": `registry=${registry}` });
  expect(() => configuration.registry("a")).toThrow(
    expect.objectContaining({
      code: "AF_CONFIG_INVALID",
      message: expect.stringContaining(registry),
    }),
  );
});

test.each([
  ["//host/npm/:_authToken=t", "Bearer t"],
  ["//host/:_authToken=${TOKEN}", "Bearer from-the-environment"],
  ["//host/npm/:_auth=dXNlcjpwYXNz", "Basic dXNlcjpwYXNz"],
  [
    `//host/npm/:username=user\n//host/npm/:_password=${btoa("pass")}`,
    `Basic ${btoa("user:pass")}`,
  ],
  ["//other/:_authToken=t", undefined],
  ["_auth=dXNlcjpwYXNz\n_authToken=t", undefined],
])("%j authorizes a request to https://host/npm/ with %s", async (npmrc, expected) => {
  const configuration = await configurationOf(
    { "home/.npmrc": npmrc },
    { TOKEN: "from-the-environment" },
  );
  expect(configuration.authorization(new URL("https://host/npm/"))).toBe(expected);
});

test("a token of the project wins over the user's", async () => {
  const configuration = await configurationOf({
    "project/.npmrc": "//host/:_authToken=project",
    "home/.npmrc": "//host/:_authToken=user",
  });
  expect(configuration.authorization(new URL("https://host/"))).toBe("Bearer project");
});

test("a token may come from the environment by its npm_config_ name", async () => {
  const configuration = await configurationOf({}, { "npm_config_//host/:_authToken": "t" });
  expect(configuration.authorization(new URL("https://host/"))).toBe("Bearer t");
});

test("credentials in the registry's URL are decoded", async () => {
  const configuration = await configurationOf({});
  expect(configuration.authorization(new URL("https://us%40er:p%3Ass@host/"))).toBe(
    `Basic ${btoa("us@er:p:ss")}`,
  );
});

test("cafile is read, relative to the project", async () => {
  const { ca } = await configurationOf({
    "project/.npmrc": "cafile=ca.pem",
    "project/ca.pem": "PEM",
  });
  expect(ca).toBe("PEM");
});

test("cafile may start with the home folder", async () => {
  const { ca } = await configurationOf({ "home/.npmrc": "cafile=~/ca.pem", "home/ca.pem": "PEM" });
  expect(ca).toBe("PEM");
});

test("a cafile that is not there is named", async () => {
  await expect(configurationOf({ "project/.npmrc": "cafile=none.pem" })).rejects.toMatchObject({
    code: "AF_CONFIG_INVALID",
    message: expect.stringContaining("none.pem"),
  });
});

test("ca holds line breaks as npm writes them", async () => {
  const { ca } = await configurationOf({ "home/.npmrc": 'ca="one\\ntwo"' });
  expect(ca).toBe("one\ntwo");
});

test("npm's proxies win over the environment's", async () => {
  const environment = { HTTPS_PROXY: "http://environment", no_proxy: "environment" };
  expect(
    await configurationOf({ "home/.npmrc": "https-proxy=http://npm" }, environment),
  ).toMatchObject({
    httpsProxy: "http://npm",
    noProxy: "environment",
  });
});

test("npm_config_https_proxy means https-proxy, npm_config_noproxy noproxy", async () => {
  expect(
    await configurationOf({}, { npm_config_https_proxy: "http://npm", npm_config_noproxy: "host" }),
  ).toMatchObject({ httpsProxy: "http://npm", noProxy: "host" });
});

test("npm's proxy serves https: too", async () => {
  expect(await configurationOf({ "home/.npmrc": "proxy=http://npm" })).toMatchObject({
    httpProxy: "http://npm",
    httpsProxy: "http://npm",
  });
});

test("an .npmrc that cannot be read is named", async () => {
  await expect(
    configurationOf({}, { npm_config_userconfig: "x".repeat(5000) }),
  ).rejects.toMatchObject({
    code: "AF_CONFIG_INVALID",
    message: expect.stringContaining("cannot be read"),
  });
});
