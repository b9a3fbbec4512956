import { renderFile } from "@agentflow/core";
import type { AuthDescription } from "@agentflow/core/runtime";
import { describe, expect, test } from "vitest";
import { authOptions } from "../../src/client/auth-options.js";
import { clientFiles } from "../../src/client/client-files.js";
import type { ApiModel } from "../../src/model/api-model.js";
import { group, model, operation } from "../tests/small-model.js";

function rendered(api: ApiModel): Readonly<Record<string, string>> {
  return Object.fromEntries(clientFiles(api).map((file) => [file.path, renderFile(file)]));
}

const groups = [group(operation())];

describe("auth options", () => {
  test("every credential of every alternative is one option, in the order of preference", () => {
    const auth: AuthDescription = [
      [{ type: "bearer", option: "token" }],
      [
        { type: "basic", username: "user", password: "password" },
        { type: "apiKey", in: "query", name: "key", option: "apiKey" },
      ],
      [{ type: "apiKey", in: "header", name: "x-token", option: "token" }],
    ];
    const own = operation({ auth: [[{ type: "bearer", option: "adminToken" }]] });
    const options = authOptions(model([group(own)], { auth }));
    expect(options.map(({ option }) => option)).toEqual([
      "token",
      "user",
      "password",
      "apiKey",
      "adminToken",
    ]);
    expect(options.map(({ doc }) => doc)).toEqual([
      "Token, sent as Authorization: Bearer ….",
      "User name, sent with the password as Authorization: Basic ….",
      "Password, sent with the user name as Authorization: Basic ….",
      "Key, sent as the query parameter key.",
      "Token, sent as Authorization: Bearer ….",
    ]);
  });

  test("a credential that is called like an option of every client gets another option", () => {
    const auth: AuthDescription = [
      [{ type: "apiKey", in: "header", name: "x", option: "timeout" }],
    ];
    expect(authOptions(model(groups, { auth }))).toMatchObject([
      { option: "timeoutCredential", credential: "timeout" },
    ]);
  });
});

describe("src/client.ts", () => {
  test("a service without credentials takes the options of every client", () => {
    const text = rendered(model(groups))["src/client.ts"];
    expect(text).toContain(
      'export type ThingsOptions = Omit<runtime.ClientOptions, "credentials">;',
    );
    expect(text).toContain("const client = runtime.createClient(service, options);");
  });

  test("a service whose document names no server has to be told where it is", () => {
    const text = rendered(model(groups, { baseUrl: "" }))["src/client.ts"];
    expect(text).toContain("  readonly baseUrl: string;\n");
    expect(text).toContain("createThings(options: ThingsOptions): ThingsClient {");
  });

  test("credentials are options of their own, handed on under the names of the service", () => {
    const auth: AuthDescription = [
      [{ type: "basic", username: "username", password: "private" }],
      [{ type: "apiKey", in: "header", name: "x */ alert(1)", option: "cache" }],
    ];
    const text = rendered(model(groups, { auth }))["src/client.ts"];
    expect(text).toContain("  readonly username?: runtime.SecretInput | undefined;\n");
    expect(text).toContain("  /** Key, sent as the header x * / alert(1). */\n");
    expect(text).toContain(
      "const { username, private: private_, cacheCredential, ...clientOptions } = options;",
    );
    expect(text).toContain("    ...(private_ !== undefined && { private: private_ }),\n");
    expect(text).toContain(
      "    ...(cacheCredential !== undefined && { cache: cacheCredential }),\n",
    );
  });
});

describe("header fields that callers may give", () => {
  const headerOptions = [
    { option: "account", header: "X-Account", description: "The account */ of calls." },
    { option: "package", header: "package", description: "Another." },
  ];
  const taken = `account, package: package_, headers, ...others } = options;
  const clientOptions = {
    ...others,
    headers: {
      ...(account !== undefined && { "x-account": account }),
      ...(package_ !== undefined && { package: package_ }),
      ...headers,
    },
  };
`;

  test("are options of both clients, after which the header fields of the client itself count", () => {
    const files = rendered(model(groups, { headerOptions }));
    for (const [path, sent] of [
      ["src/client.ts", "const client = runtime.createClient(service, clientOptions);"],
      ["src/light.ts", "return light.createLightClient(service, clientOptions);"],
    ] as const) {
      expect(files[path]).toContain(
        "  /** The account * / of calls. Sent as X-Account. */\n  readonly account?: string | undefined;\n",
      );
      expect(files[path]).toContain(`  const { ${taken}`);
      expect(files[path]).toContain(sent);
    }
  });

  test("stand beside credentials", () => {
    const auth: AuthDescription = [[{ type: "bearer", option: "token" }], []];
    const files = rendered(model(groups, { auth, headerOptions }));
    for (const path of ["src/client.ts", "src/light.ts"]) {
      expect(files[path]).toContain(`  const { token, ${taken}`);
      expect(files[path]).toContain("...(token !== undefined && { token }),");
    }
    expect(files["src/light.ts"]).toContain("auth: light.serviceAuth(service, credentials),");
  });
});

describe("src/service.ts", () => {
  test("says only what differs from the defaults", () => {
    expect(rendered(model(groups))["src/service.ts"]).toContain(
      'export const service: ServiceDescription = {\n  name: "Things",\n  baseUrl: "https://things.example",\n};\n',
    );
  });

  test("holds everything that calls have in common", () => {
    const text = rendered(
      model(groups, {
        headers: { "x-version": '1"2' },
        auth: [[{ type: "bearer", option: "token" }], []],
        credentialOrigins: ["https://uploads.example"],
        rateLimit: {
          remaining: "x-left",
          reset: "x-reset",
          resetUnit: "epoch-seconds",
          limitedStatuses: [429],
        },
        retry: { header: "x-should-retry", statuses: [409, "5XX"] },
        idempotencyKeys: ["POST"],
        requestIdHeader: "x-id",
      }),
    )["src/service.ts"];
    expect(text).toContain(`export const service: ServiceDescription = {
  name: "Things",
  baseUrl: "https://things.example",
  headers: { "x-version": "1\\"2" },
  auth: [[{ type: "bearer", option: "token" }], []],
  credentialOrigins: ["https://uploads.example"],
  rateLimit: {
    remaining: "x-left",
    reset: "x-reset",
    resetUnit: "epoch-seconds",
    limitedStatuses: [429],
  },
  retry: { header: "x-should-retry", statuses: [409, "5XX"] },
  idempotencyKeys: ["POST"],
  requestIdHeader: "x-id",
};
`);
  });
});

test("src/service.ts says of trying again only what is known", () => {
  const text = rendered(model(groups, { retry: {} }))["src/service.ts"];
  expect(text).toContain("  retry: {},\n");
});

describe("src/operations.ts", () => {
  test("has every group under its name on the client, with what it is about", () => {
    const described = { ...group(operation()), description: "About things." };
    const reserved = { ...group(operation()), name: "delete", file: "delete", tag: "delete" };
    expect(rendered(model([described, reserved]))["src/operations.ts"]).toBe(
      '/** About things. */\nexport * as things from "./operations/things.js";\n' +
        '/** delete */\nexport * as delete from "./operations/delete.js";\n',
    );
  });
});
