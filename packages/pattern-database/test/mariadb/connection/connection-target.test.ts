import { expect, test } from "vitest";
import { connectionTarget } from "../../../src/mariadb/connection/connection-target.js";

test("an address says everything that the driver needs", () => {
  expect(
    connectionTarget("mysql://a%40b:p%3Aw@[::1]:3307/sh%20op?ssl-mode=VERIFY_CA&socket=%2Frun%2Fs"),
  ).toEqual({
    host: "::1",
    port: 3307,
    socketPath: "/run/s",
    user: "a@b",
    password: "p:w",
    database: "sh op",
    tls: { rejectUnauthorized: true, verifyIdentity: false },
  });
});

test("what an address leaves out is as everywhere", () => {
  expect(connectionTarget("mariadb:///shop")).toEqual({
    host: "127.0.0.1",
    port: 3306,
    socketPath: undefined,
    user: "",
    password: "",
    database: "shop",
    tls: undefined,
  });
});

test.each(["mariadb://h", "mariadb://h/", "mariadb://h/a/b", "mariadb://h/d?ssl-mode=toString"])(
  "%s is no address of a database",
  (address) => {
    expect(() => connectionTarget(address)).toThrow(
      expect.objectContaining({ code: "AF_SECRET_INVALID" }) as Error,
    );
  },
);
