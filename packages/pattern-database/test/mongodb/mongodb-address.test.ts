import { describe, expect, test } from "vitest";
import { databaseInput } from "../../src/input/database-input.js";
import { databaseOf, mongodbAddress, mongodbPassword } from "../../src/mongodb/mongodb-address.js";

describe("addresses of MongoDB", () => {
  test.each([
    "mongodb://127.0.0.1:27017/shop",
    "mongodb://reader:pass%2Fword@a.example.org:1,b.example.org:2/shop?replicaSet=rs&tls=true",
    "mongodb+srv://reader@cluster.example.org/my%20shop",
  ])("%s is one", (address) => {
    expect(mongodbAddress.accepts(address)).toBe(true);
  });

  test.each([
    "mongodb://127.0.0.1:27017",
    "mongodb://127.0.0.1:27017/",
    "mongodb://a/b/c",
    "mongodb://a/b#c",
    "mongodb://us er@a/b",
    "mongodb://u:%ZZ@a/b",
    "postgres://a/b",
  ])("%s is none", (address) => {
    expect(mongodbAddress.accepts(address)).toBe(false);
  });

  test("keep neither a password nor unknown parameters in what is recorded", () => {
    const address =
      "mongodb://reader:secret@a:1,b:2/shop?replicaSet=rs&tlsCertificateKeyFilePassword=secret&tls=true";
    expect(mongodbAddress.withoutSecrets(address)).toBe(
      "mongodb://reader@a:1,b:2/shop?replicaSet=rs&tls=true",
    );
    const { connection } = databaseInput.parse({ name: "Shop", connection: address });
    expect(JSON.stringify({ connection })).not.toContain("secret");
  });

  test("hold a database and a password", () => {
    expect(databaseOf("mongodb://a:b%40c@h/my%20shop?x=y")).toBe("my shop");
    expect(mongodbPassword("mongodb://a:b%40c@h/shop")).toBe("b@c");
    expect(mongodbPassword("mongodb://h/shop")).toBe("");
    expect(databaseOf("nothing")).toBe("");
    expect(mongodbAddress.withoutSecrets("nothing")).toBe("");
  });
});
