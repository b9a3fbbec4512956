import { Secret } from "@agentflow/core/runtime";
import { describe, expect, it } from "vitest";
import { refuseVersion } from "../../../src/mariadb/driver/refuse-version.js";
import { serverAddress } from "../../../src/mariadb/driver/server-address.js";

const local = {
  host: "127.0.0.1",
  port: 3306,
  socketPath: undefined,
  user: "",
  password: "",
  database: "",
  ssl: undefined,
};

describe("the address of a MariaDB server", () => {
  it.each([
    ["mariadb://127.0.0.1", local],
    ["mysql://127.0.0.1:3307/a%2Fb", { ...local, port: 3307, database: "a/b" }],
    [
      "mariadb://a%40b:p%20%40@h/x",
      { ...local, host: "h", user: "a@b", password: "p @", database: "x" },
    ],
    ["mariadb://u:100%@h", { ...local, host: "h", user: "u", password: "100%" }],
    ["mariadb://[::1]:1/", { ...local, host: "::1", port: 1 }],
    ["mariadb:///x?socket=%2Frun%2Fm.sock", { ...local, database: "x", socketPath: "/run/m.sock" }],
  ])("is read from %s", (connection, address) => {
    expect(serverAddress({ connection })).toMatchObject(address);
    expect(serverAddress({ connection: new Secret(connection) })).toMatchObject(address);
  });

  it.each([
    ["", /is no address of a MariaDB server/],
    ["/run/m.sock", /is no address of a MariaDB server/],
    ["postgres://h", /is no address of a MariaDB server/],
    ["mariadb://h?charset=latin1", /has the parameter "charset"; it can have ssl-mode and socket/],
    ["mariadb://h?ssl-mode=on", /has the ssl-mode "on"; it can be disabled, required/],
  ])("is refused when it is %j", (connection, message) => {
    expect(() => serverAddress({ connection })).toThrow(message);
  });

  it("asks for a certificate that is checked, unless it is told otherwise", () => {
    const connection = "mariadb://h";
    const checked = { rejectUnauthorized: true, verifyIdentity: true };
    expect(serverAddress({ connection, ssl: true }).ssl).toEqual(checked);
    expect(serverAddress({ connection, ssl: { ca: "x", key: undefined } }).ssl).toEqual({
      ca: "x",
      ...checked,
    });
    expect(serverAddress({ connection, ssl: false }).ssl).toBeUndefined();
  });
});

describe("refuseVersion", () => {
  it.each([
    "10.5.0-MariaDB",
    "10.11.14-MariaDB-0+deb12u2",
    "11.4.2-MariaDB-log",
    "12.0.1-MariaDB",
    "10.6.16-11-MariaDB-enterprise-log",
  ])("takes %s", (version) => {
    expect(() => {
      refuseVersion(version);
    }).not.toThrow();
  });

  it.each(["8.0.36", "9.1.0", "10.4.34-MariaDB", "5.5.68-MariaDB", "8.0.36-28 Percona Server", ""])(
    "refuses %j, and says why",
    (version) => {
      expect(() => {
        refuseVersion(version);
      }).toThrow(
        `The server's version is ${JSON.stringify(version)}. This driver needs MariaDB 10.5 or later; MySQL is another`,
      );
    },
  );
});
