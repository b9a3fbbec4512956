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
  "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
])("what is no secret stays: %s", (text) => {
  expect(redact(text)).toBe(text);
});

const shapes = [
  (secret: string) => `https://user:${secret}@host`,
  (secret: string) => `Authorization: Bearer ${secret}`,
  (secret: string) => `api_key=${secret}`,
  (secret: string) => `"token": "${secret}"`,
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
])("a long text that begins like secrets takes no quadratic time", (text) => {
  const start = performance.now();
  redact(text);
  expect(performance.now() - start).toBeLessThan(2_000);
});
