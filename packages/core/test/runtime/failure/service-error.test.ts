import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { isServiceError, ServiceError } from "../../../src/runtime.js";
import { logText } from "../../../src/runtime/failure/log-text.js";
import { noSecrets, SecretFilter } from "../../../src/runtime/secrets/secret-filter.js";
import { get, json, rejection, useFakeHub } from "../hub.js";

describe("text for a log", () => {
  it("is one bounded line without control characters", () => {
    expect(logText("a\r\nb\u0000\u202E\u2028c")).toBe("a\\u000d\\u000ab\\u0000\\u202e\\u2028c");
    expect(logText("\uD800")).toBe("\\ud800");
    expect(logText("ünï ☃ 👍")).toBe("ünï ☃ 👍");
    expect(logText("abc", 2)).toBe("ab…");
  });
});

const fake = useFakeHub();

describe("a service error", () => {
  const token = 't0p/secret+"ä';
  const forms = [
    token,
    JSON.stringify(token).slice(1, -1),
    encodeURIComponent(token),
    Buffer.from(token).toString("base64"),
  ];

  function expectNoSecret(error: unknown): void {
    const printed = [
      inspect(error, { depth: 20, showHidden: true }),
      JSON.stringify(error),
      String(error),
      error instanceof Error ? error.stack : "",
    ].join("\n");
    for (const form of forms) expect(printed).not.toContain(form);
  }

  it.each([
    ["JSON", json({ message: `bad ${token}`, echo: [token, { token }] }, { status: 401 })],
    ["text", { status: 400, headers: { "content-type": "text/plain" }, body: `bad ${token}` }],
    ["bytes", { status: 400, headers: { "content-type": "x/y" }, body: `bad ${token}` }],
    ["broken JSON", json({ token }, { fault: "truncate" as const, status: 400 })],
    ["the wrong type", { headers: { "content-type": "text/html" }, body: forms.join(" ") }],
    [
      "invalid JSON",
      { headers: { "content-type": "application/json" }, body: `{${forms.join(" ")}` },
    ],
    [
      "a long body",
      { headers: { "content-type": "text/html" }, body: "x".repeat(190) + forms.join("") },
    ],
    [
      "header fields",
      {
        status: 404,
        headers: {
          "x-echo": [forms[2], forms[3]].map(String),
          "x-request-id": forms[3] ?? "",
          "set-cookie": "session=abc",
        },
      },
    ],
  ])("shows no credential that the service sent back in %s", async (_where, answer) => {
    fake.service.reply(answer);
    const client = fake.client({ credentials: { token: () => encodeURIComponent(token) } });
    const error = await rejection(get(client, { owner: "x" }));
    expect(isServiceError(error)).toBe(true);
    fake.service.reply(answer);
    const auth = { type: "basic", username: "user", password: "token" } as const;
    const basic = fake.client(
      { credentials: { user: "", token } },
      { name: "Hub", baseUrl: "http://x", auth: [[auth]] },
    );
    const other = await rejection(get(basic, { owner: "x" }));
    expectNoSecret(other);
    expect(inspect(other)).not.toContain("session=abc");
  });

  it("shows no credential of a cause", async () => {
    const failing = Object.assign(new Error(`vault: ${token}`), { response: { token } });
    const filter = new SecretFilter([token]);
    const error = new ServiceError(`failed with ${token}`, {
      kind: "auth",
      operation: "x",
      filter,
      cause: new Error("outer", { cause: failing }),
    });
    expectNoSecret(error);
    expect(error.message).toBe("failed with [secret]");
  });

  it("shows no secret in the id of the request and in where a redirect leads", () => {
    const error = new ServiceError("x", {
      kind: "redirect",
      operation: "x",
      filter: new SecretFilter([token]),
      requestId: `r-${token}`,
      headers: { location: "https://other.example/?access_token=abcdefgh1234" },
    });
    expect(error.requestId).toBe("r-[secret]");
    expect(error.headers).toEqual({ location: "https://other.example/?access_token=[secret]" });
  });

  it("has a message of one bounded line", () => {
    const options = { kind: "unknown", operation: "x", filter: noSecrets } as const;
    expect(new ServiceError("a\nb\u202E", options).message).toBe("a\\u000ab\\u202e");
    expect(new ServiceError("x".repeat(5_000), options).message).toHaveLength(2_001);
  });

  it("is JSON with everything but headers and bytes", () => {
    const options = {
      kind: "server",
      operation: "x",
      status: 500,
      filter: noSecrets,
      headers: { a: "b" },
      body: { message: "x" },
    } as const;
    expect(
      JSON.parse(JSON.stringify(new ServiceError("m", { ...options, bodyFormat: "json" }))),
    ).toEqual({
      name: "ServiceError",
      message: "m",
      kind: "server",
      operation: "x",
      status: 500,
      attempts: 0,
      retryable: false,
      body: { message: "x" },
    });
    const bytes = new ServiceError("m", { ...options, bodyFormat: "bytes" });
    expect(JSON.stringify(bytes)).not.toContain("body");
  });

  it("is recognised whichever copy of the runtime made it", () => {
    const other = Object.assign(new Error("x"), { [Symbol.for("agentflow.service-error")]: true });
    expect(isServiceError(other)).toBe(true);
    expect(isServiceError(new Error("x"))).toBe(false);
    expect(isServiceError({ [Symbol.for("agentflow.service-error")]: true })).toBe(false);
  });
});
