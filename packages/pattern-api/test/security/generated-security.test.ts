import { renderFile } from "@agentflow/core";
import { afterAll, describe, expect, test } from "vitest";
import { subtasks } from "../../src/subtasks.js";
import { GeneratedPackage } from "../tests/generated-package.js";
import { everySchemeModel } from "./every-scheme.js";

const packages: GeneratedPackage[] = [];
afterAll(() => packages.forEach((one) => one.remove()));

function generate(): GeneratedPackage {
  const generated = new GeneratedPackage(everySchemeModel);
  packages.push(generated);
  return generated;
}

function text(path: string): string {
  const files = subtasks(everySchemeModel).flatMap((subtask) => subtask.plan());
  const file = files.find((each) => each.path === path);
  return file ? renderFile(file) : "";
}

describe("a package for a service with every security scheme", { timeout: 60_000 }, () => {
  test("compiles, and its tests pass for every scheme, alternative and combination", () => {
    const generated = generate();
    expect(generated.compile()).toBe("");
    const { passed, failed } = generated.test();
    expect(failed).toEqual([]);
    expect(passed.filter((name) => name.startsWith("a call of the client with"))).toEqual([
      "a call of the client with token carries it",
      "a call of the client with apiKey and queryKey carries it",
      "a call of the client with username and password and apiKey and queryKey and cookieKey carries it",
      "a call of the client with username and password carries it",
      "a call of the client with bearer carries it",
      "a call of the client with cookieKey carries it",
      "a call of the client with apiKey carries it",
      "a call of the client with oidc carries it",
      "a call of the client with queryKey carries it",
    ]);
    expect(passed).toContain("the client gets its token by itself, and its calls carry it");
  });

  test.each([
    [
      "the usual credentials are sent to an operation that takes none",
      'path: "/none",',
      "none",
      "  auth: [],\n",
    ],
    [
      "the usual credentials are sent to one that takes others",
      'path: "/basic",',
      "basic",
      '  auth: [[{ type: "basic", username: "username", password: "password" }]],\n',
    ],
  ])("has tests that fail when %s", (_, _place, id, own) => {
    const generated = generate();
    generated.replace("src/operations/general.ts", own, "");
    expect(generated.test().failed).toContain(`${id} sends GET /${id}`);
  });

  test("says where tokens are given, and types what gets them", () => {
    expect(text("src/service.ts")).toContain(`export const tokenEndpoints = {
  token: {
    tokenUrl: "https://keys.example/oauth/token",
    refreshUrl: "https://login.example/token",
  },
  oidc: { discoveryUrl: "https://id.example/" },
};
`);
    const client = text("src/client.ts");
    expect(client).toContain("  readonly token?: runtime.TokenInput | undefined;\n");
    expect(client).toContain("  readonly bearer?: runtime.SecretInput | undefined;\n");
    expect(client).toContain(
      "...(token !== undefined && { token: runtime.oauthToken(token, tokenEndpoints.token, clientOptions) }),",
    );
  });

  test("documents scopes in the README, the group's page and the operation's comment", () => {
    expect(text("README.md")).toContain(
      "| `read` | See things |\n| `write\\|all` | Change \\<things\\> |",
    );
    expect(text("docs/general.md")).toContain("- Scopes: `openid`");
    expect(text("src/operations/general.ts")).toContain(" * Scopes: `read`\n");
  });
});
