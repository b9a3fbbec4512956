import { describe, expect, test } from "vitest";
import { read, readOne } from "./read.js";

const responses = { 204: { description: "" } };
const paths = { "/pets": { get: { responses } } };

describe("the base URL", () => {
  test.each([
    ["https://api.example.com", "https://api.example.com"],
    ["https://api.example.com/", "https://api.example.com"],
    ["https://API.example.com:443/v1//", "https://api.example.com/v1"],
    ["http://localhost:8080/a/../b", "http://localhost:8080/b"],
    ["https://api.example.com/v1?key=1#top", "https://api.example.com/v1"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["/v2", "https://host.example/v2"],
    ["../v2", "https://host.example/v2"],
    ["//other.example/v2", "https://other.example/v2"],
  ])("of the server %s is %s", (url, baseUrl) => {
    const { model } = read(
      { paths, servers: [{ url }, { url: "https://second.example" }] },
      {},
      "https://host.example/docs/openapi.json",
    );
    expect(model.service.baseUrl).toBe(baseUrl);
  });

  test("has its variables replaced by their defaults", () => {
    const servers = [
      {
        url: "https://{region}.example.com:{port}/{base}",
        variables: {
          region: { default: "eu", enum: ["eu", "us"] },
          port: { default: 8443 },
          base: { default: "v1" },
        },
      },
    ];
    expect(read({ paths, servers }).model.service.baseUrl).toBe("https://eu.example.com:8443/v1");
  });

  test("is the document's own host when it names no servers", () => {
    expect(
      read({ paths, servers: undefined }, {}, "https://host.example/openapi.json").model.service
        .baseUrl,
    ).toBe("https://host.example");
  });

  test.each<[string, unknown, string]>([
    [
      "a file without servers",
      [],
      'The server "/" has no host, and the document was not read from one.',
    ],
    [
      "an address without a host",
      [{ url: "/v1" }],
      'The server "/v1" has no host, and the document was not read from one.',
    ],
    [
      "a variable without a default",
      [{ url: "https://{a}.example", variables: {} }],
      'The server\'s variable "a" has no default.',
    ],
    [
      "an inherited variable",
      [{ url: "https://{constructor}.example" }],
      'The server\'s variable "constructor" has no default.',
    ],
    [
      "another protocol",
      [{ url: "ftp://a.example" }],
      '"a.example" is no plain http: or https: server.',
    ],
    [
      "credentials in the address",
      [{ url: "https://u:p@a.example" }],
      '"a.example" is no plain http: or https: server.',
    ],
    ["no address", [{}], "The server has no `url`."],
    [
      "an address that is none",
      [{ url: "http://[" }],
      'The server "http://[" has no host, and the document was not read from one.',
    ],
  ])("is left to the caller and reported for %s", (_, servers, message) => {
    const { model, diagnostics } = read({ paths, servers }, {}, "spec.json");
    expect(model.service.baseUrl).toBe("");
    expect(diagnostics).toMatchObject([
      {
        code: "AF_SERVER_UNKNOWN",
        severity: "warning",
        message,
        location: { source: "spec.json", pointer: "/servers/0" },
      },
    ]);
  });

  test("of an operation is kept when it is another", () => {
    const servers = [{ url: "https://uploads.example.com/" }];
    expect(readOne({ servers, responses }).operation.baseUrl).toBe("https://uploads.example.com");
  });

  test("of an operation is null when it is the service's", () => {
    const servers = [{ url: "https://api.example.com/" }];
    expect(readOne({ servers, responses }).operation.baseUrl).toBeNull();
  });

  test("of a path holds for its operations that have none", () => {
    const { operations } = read({
      paths: {
        "/a": {
          servers: [{ url: "https://path.example" }],
          get: { responses },
          put: { servers: [{ url: "https://own.example" }], responses },
        },
      },
    });
    expect(operations.map(({ method, baseUrl }) => [method, baseUrl])).toEqual([
      ["GET", "https://path.example"],
      ["PUT", "https://own.example"],
    ]);
  });

  test("of an operation that is unknown makes it unusable", () => {
    expect(() =>
      read({ paths: { "/a": { get: { servers: [{ url: "/v1" }], responses } } } }, {}, "spec.json"),
    ).toThrow(expect.objectContaining({ code: "AF_OPERATION_UNUSABLE" }));
  });
});

describe("authentication", () => {
  const schemes = {
    bearer: { type: "http", scheme: "Bearer" },
    basic: { type: "http", scheme: "basic" },
    key: { type: "apiKey", in: "header", name: "X-Key" },
    second: { type: "apiKey", in: "query", name: "key" },
    cookie: { type: "apiKey", in: "cookie", name: "session" },
    oauth: { type: "oauth2", flows: {} },
    oidc: { type: "openIdConnect", openIdConnectUrl: "https://a.example" },
    other: { $ref: "#/components/securitySchemes/basic" },
    digest: { type: "http", scheme: "digest" },
    mutual: { type: "mutualTLS" },
    nameless: { type: "apiKey", in: "header" },
    bodily: { type: "apiKey", in: "body", name: "a" },
    split: { type: "apiKey", in: "header", name: "a\r\nb" },
    constructor: { type: "apiKey", in: "header", name: "X-C" },
  };

  function authOf(security: unknown, operationSecurity?: unknown): ReturnType<typeof read> {
    return read({
      paths: { "/pets": { get: { responses, security: operationSecurity } } },
      components: { securitySchemes: schemes },
      security,
    });
  }

  const bearer = { type: "bearer", option: "token" };
  const key = { type: "apiKey", in: "header", name: "X-Key", option: "apiKey" };

  test.each([
    ["bearer", [bearer]],
    ["oauth", [bearer]],
    ["oidc", [bearer]],
    ["basic", [{ type: "basic", username: "username", password: "password" }]],
    ["other", [{ type: "basic", username: "username", password: "password" }]],
    ["key", [key]],
    ["second", [{ type: "apiKey", in: "query", name: "key", option: "apiKey" }]],
    ["cookie", [{ type: "apiKey", in: "cookie", name: "session", option: "apiKey" }]],
    ["constructor", [{ type: "apiKey", in: "header", name: "X-C", option: "apiKey" }]],
  ])("by the scheme %s", (name, auth) => {
    expect(authOf([{ [name]: [] }]).model.service).toMatchObject({ auth, authRequired: true });
  });

  test("keeps the order of the alternatives, and gives each key an option of its own", () => {
    const alternatives: readonly object[] = [
      { second: [] },
      { bearer: [] },
      { key: [] },
      { oauth: [] },
      { constructor: [] },
    ];
    expect(authOf(alternatives).model.service.auth).toEqual([
      { type: "apiKey", in: "query", name: "key", option: "apiKey" },
      bearer,
      { ...key, option: "key" },
      { type: "apiKey", in: "header", name: "X-C", option: "apiKey2" },
    ]);
  });

  test.each<[string, unknown, unknown, boolean]>([
    ["the document says so", [{ bearer: [] }], undefined, true],
    ["every operation says so", undefined, [{ bearer: [] }], true],
    ["the document also allows calls without", [{ bearer: [] }, {}], undefined, false],
    ["an operation needs none", [{ bearer: [] }], [], false],
    ["an operation also allows calls without", [{ bearer: [] }], [{ bearer: [] }, {}], false],
    ["nothing is said, though schemes are declared", undefined, undefined, false],
  ])("when %s", (_, security, own, required) => {
    expect(authOf(security, own).model.service.authRequired).toBe(required);
  });

  test("offers every declared scheme when the document requires none", () => {
    const { model } = read({
      paths,
      components: { securitySchemes: { a: schemes.key, b: schemes.bearer } },
    });
    expect(model.service.auth).toEqual([key, bearer]);
  });

  test("is none when the document declares none", () => {
    expect(read({ paths }).model.service).toMatchObject({ auth: [], authRequired: false });
  });

  test.each(["digest", "mutual", "nameless", "bodily", "split"])(
    "the scheme %s is left out and reported",
    (name) => {
      const { model, diagnostics } = authOf([{ [name]: [] }, { bearer: [] }]);
      expect(model.service.auth).toEqual([bearer]);
      expect(diagnostics).toMatchObject([
        {
          code: "AF_DOCUMENT_FAULTY",
          message: `The security scheme "${name}" is of a kind that is not sent; it is left out.`,
        },
      ]);
    },
  );

  test("a scheme that is not declared is left out and reported", () => {
    const { diagnostics } = authOf([{ toString: [] }]);
    expect(diagnostics).toMatchObject([
      { message: 'The security scheme "toString" is not declared; it is left out.' },
    ]);
  });

  test("a scheme that refers to nothing is left out and reported", () => {
    const { model, diagnostics } = read({
      paths,
      components: { securitySchemes: { a: { $ref: "#/gone" } } },
    });
    expect(model.service.auth).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: "AF_REFERENCE_UNRESOLVED" }]);
  });

  test("schemes that are needed together and are sent alike are one", () => {
    const { model, diagnostics } = authOf([{ oauth: [], bearer: [] }]);
    expect([model.service.auth, diagnostics]).toEqual([[bearer], []]);
  });

  test("schemes that are needed together are reported, and the first is sent", () => {
    const { model, diagnostics } = authOf([{ key: [], second: [] }]);
    expect(model.service.auth).toEqual([key]);
    expect(diagnostics).toMatchObject([
      { message: 'Several schemes are needed together ("key", "second"); only the first is sent.' },
    ]);
  });
});
