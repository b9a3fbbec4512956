import * as fc from "fast-check";
import { expect, test } from "vitest";
import { redact } from "../../src/errors/redact.js";

// Put together here, so that no tool that looks for secrets takes this file for a leak.
const value = "s3cr3t".padEnd(24, "X");
const key = (kind: string): string =>
  [`-----BEGIN ${kind}PRIVATE KEY-----`, value, `-----END ${kind}PRIVATE KEY-----`].join("\n");

test.each([
  [`postgres://app:${value}@db:5432/app`, "postgres://[secret]@db:5432/app"],
  [`https://:${value}@host/`, "https://[secret]@host/"],
  [`https://user:p@${value}@host/x@y`, "https://[secret]@host/x@y"],
  [`https://${value}@github.com/x`, "https://[secret]@github.com/x"],
  [`Authorization: Bearer ${value}`, "Authorization: Bearer [secret]"],
  [`authorization: Basic ${value}`, "authorization: Basic [secret]"],
  [`Authorization: ${value}`, "Authorization: [secret]"],
  [`{"authorization":"Bearer ${value}"}`, '{"authorization":"Bearer [secret]"}'],
  [`used bearer ${value}.`, "used bearer [secret]"],
  [`//registry/:_authToken=${value}`, "//registry/:_authToken=[secret]"],
  [`_auth=${value}`, "_auth=[secret]"],
  [`?access_token=${value}&x=1`, "?access_token=[secret]&x=1"],
  [`refresh_token: '${value}'`, "refresh_token: '[secret]'"],
  [`clientSecret="${value}"`, 'clientSecret="[secret]"'],
  [`"password": "two words ${value}"`, '"password": "[secret]"'],
  [`x-api-key: ${value}`, "x-api-key: [secret]"],
  [`API_KEY=${value}`, "API_KEY=[secret]"],
  [`aws_secret_access_key = ${value}`, "aws_secret_access_key = [secret]"],
  [`ghp_${value}`, "[secret]"],
  [`TOKEN_ghs_${value}`, "TOKEN_[secret]"],
  [`github_pat_${value}`, "[secret]"],
  [`sk_live_${value}`, "[secret]"],
  [`whsec_${value}`, "[secret]"],
  [`xoxb-${value}`, "[secret]"],
  [`AKIA${"A1".repeat(8)}`, "[secret]"],
  [`npm_${value.repeat(2)}`, "[secret]"],
  [`eyJ${value}.${value}.${value}`, "[secret]"],
  [`Authorization: ApiKey ${value}`, "Authorization: [secret]"],
  [`Proxy-Authorization: Negotiate ${value} next`, "Proxy-Authorization: [secret] next"],
  [`{"headers":{"Cookie":"sid=${value}; a=b"}}`, '{"headers":{"Cookie":"[secret]"}}'],
  [`set-cookie: sid=${value}; HttpOnly\nnext`, "set-cookie: [secret]\nnext"],
  [`{\\"token\\":\\"${value}\\"}`, '{\\"token\\":\\"[secret]\\"}'],
  [`passphrase: 'two words ${value}'`, "passphrase: '[secret]'"],
  [`a=1%26password%3D${value}&b=2`, "a=1%26password%3D[secret]&b=2"],
  [`AccountName=a;AccountKey=${value};x`, "AccountName=a;AccountKey=[secret];x"],
  [`session_id=${value}`, "session_id=[secret]"],
  [`https://x/?a=1&sig=${value}&b=2`, "https://x/?a=1&sig=[secret]&b=2"],
  [`?X-Amz-Signature=${value}`, "?X-Amz-Signature=[secret]"],
  [`glpat-${value}`, "[secret]"],
  [`xapp-1-${value}`, "[secret]"],
  [`AIza${"aB3_".repeat(9)}`.slice(0, 39), "[secret]"],
  [`ya29.${value}`, "[secret]"],
  [`sk-ant-${value}`, "[secret]"],
  [`sk-proj-${value}`, "[secret]"],
  [`pypi-${value.repeat(3)}`, "[secret]"],
  [`hf_${value.repeat(2)}`, "[secret]"],
  [`SG.${value}.${value}`, "[secret]"],
  [`shpat_${"a1".repeat(16)}`, "[secret]"],
  [`dop_v1_${"a1".repeat(32)}`, "[secret]"],
  [`dckr_pat_${value}`, "[secret]"],
  [`hvs.${value}`, "[secret]"],
  [`before ${key("PGP ").replaceAll("KEY", "KEY BLOCK")} after`, "before [secret] after"],
  [`cut ${key("").slice(0, 50)}`, "cut [secret]"],
  [key("").replaceAll("\n", "\\n"), "[secret]"],
  [`before ${key("")} after`, "before [secret] after"],
  [`before ${key("RSA ")} after`, "before [secret] after"],
])("%s", (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test.each([
  "The document https://example.com:8080/a@b does not exist.",
  "bearer authentication is not supported",
  "Unexpected token ) in the secretary's file",
  "npm:@octokit/openapi@23.0.2#generated/api.github.com.json",
  "git@github.com:owner/repository.git",
  "a file of the form -----BEGIN PRIVATE KEY----- is expected",
  "a task-based scheduler; disk-and-memory-usage of the desk-top computer",
  "the token is missing, and so is the password",
  "the cookie has no value",
  "https://example.com/?signature_version=2&code=404",
  "authorization is required",
  "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
])("what is no secret stays: %s", (text) => {
  expect(redact(text)).toBe(text);
});

const shapes = [
  (secret: string) => `https://user:${secret}@host`,
  (secret: string) => `Authorization: Bearer ${secret}`,
  (secret: string) => `api_key=${secret}`,
  (secret: string) => `"token": "${secret}"`,
  (secret: string) => `Authorization: ApiKey ${secret}`,
  (secret: string) => `authorization='Custom ${secret}'`,
  (secret: string) => `Cookie: a=b; sid=${secret}`,
  (secret: string) => `password: '${secret}'`,
  (secret: string) => `https://host/?sig=${secret}`,
  (secret: string) => `-----BEGIN PRIVATE KEY-----\n${secret}\n`,
  (secret: string) => `ghp_${secret}`,
  (secret: string) => `sk_test_${secret}`,
];
const secret = fc
  .array(fc.constantFrom(..."ABCDEFabcdef0123456789".split("")), { minLength: 24, maxLength: 60 })
  .map((characters) => characters.join(""));

test("a secret in one of the shapes is gone, whatever stands around it", () => {
  fc.assert(
    fc.property(
      secret,
      fc.constantFrom(...shapes),
      fc.string(),
      fc.string(),
      (hidden, shape, before, after) => {
        expect(redact(`${before} ${shape(hidden)} ${after}`)).not.toContain(hidden);
      },
    ),
    { numRuns: 500 },
  );
});

test("redacting twice changes nothing more", () => {
  fc.assert(
    fc.property(secret, fc.constantFrom(...shapes), (hidden, shape) => {
      const once = redact(shape(hidden));
      expect(redact(once)).toBe(once);
    }),
  );
});

test.each([
  "a.".repeat(100_000),
  "-----BEGIN PRIVATE KEY-----".repeat(2_000),
  "token=".repeat(50_000),
  "token ".repeat(50_000),
  `token${" ".repeat(300_000)}`,
  `token="${"\\".repeat(300_000)}`,
  `token='${"a".repeat(300_000)}`,
  `authorization:${" ".repeat(300_000)}`,
  "authorization: ".repeat(20_000),
  "cookie: ".repeat(40_000),
  "eyJ-".repeat(75_000),
  "eyJaaaaaaaa.".repeat(25_000),
  "bearer ".repeat(40_000),
  `bearer ${"a".repeat(300_000)}`,
  "sk-".repeat(100_000),
  "SG.".repeat(100_000),
  "a://".repeat(75_000),
  `a://${"a".repeat(300_000)}`,
  `a://${":".repeat(300_000)}`,
  `-----BEGIN PRIVATE KEY-----${"a".repeat(300_000)}`,
  `-----BEGIN PRIVATE KEY-----${"\n".repeat(300_000)}`,
  "-----BEGIN PRIVATE KEY-----aaaa\n".repeat(10_000),
  "?sig=&".repeat(50_000),
])("a long text that begins like secrets takes no quadratic time", (text) => {
  const start = performance.now();
  redact(text);
  expect(performance.now() - start).toBeLessThan(2_000);
});
