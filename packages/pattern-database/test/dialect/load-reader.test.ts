import { expect, test } from "vitest";
import { loadReader } from "../../src/dialect/load-reader.js";

/** A kind of database whose reader cannot be loaded. */
function failing(reason: unknown): Parameters<typeof loadReader>[0] {
  const load = async (): Promise<never> => {
    throw reason;
  };
  return { title: "MariaDB", drivers: ["mysql2"], loadReader: load };
}

function notFound(name: string): Error {
  const message = `Cannot find package '${name}' imported from /project/index.js`;
  return Object.assign(new Error(message), { code: "ERR_MODULE_NOT_FOUND" });
}

test("a driver that is not installed is named, with the command that installs it", async () => {
  await expect(loadReader(failing(notFound("mysql2")))).rejects.toMatchObject({
    code: "AF_DRIVER_MISSING",
    message: 'Reading MariaDB needs the package "mysql2", which is not installed.',
    help: "Install it: npm install --save-dev mysql2",
  });
});

test.each([notFound("mysql"), new Error("Cannot find package 'mysql2'"), "mysql2"])(
  "%s is no missing driver, and stays what it is",
  async (error) => {
    await expect(loadReader(failing(error))).rejects.toBe(error);
  },
);

test("what Node.js says of a package that nobody has is understood", async () => {
  const name = "agentflow-package-that-nobody-has";
  const load = () => import(/* @vite-ignore */ name) as Promise<never>; // it is rejected
  const error: unknown = await load().catch((reason: unknown) => reason);
  const kind = { ...failing(error), drivers: [name] };
  await expect(loadReader(kind)).rejects.toMatchObject({ code: "AF_DRIVER_MISSING" });
});
