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

  test("of an operation without a host is at the service's, when the document has none", () => {
    const own = { "/a": { get: { servers: [{ url: "/v2" }], responses } } };
    expect(read({ paths: own }, {}, "spec.json").operations[0]?.baseUrl).toBe(
      "https://api.example.com/v2",
    );
  });

  test("of an operation that is unknown makes it unusable", () => {
    const servers = [{ url: "/v1" }];
    expect(() =>
      read({ paths: { "/a": { get: { servers, responses } } }, servers }, {}, "spec.json"),
    ).toThrow(expect.objectContaining({ code: "AF_OPERATION_UNUSABLE" }));
  });
});

describe("the servers", () => {
  const region = { default: "eu", enum: ["eu", "us"], description: "Where data is." };

  test("are those of the document, with what callers may choose", () => {
    const servers = [
      { url: "https://{region}.a.example/v1/", description: "Production", variables: { region } },
      { url: "https://b.example", description: "Test" },
      { url: "https://c.example", description: "Test" },
      { url: "/relative", name: "By name", description: "x" },
      { url: "https://{x}.d.example", variables: { x: { default: 1, enum: [2] } } },
      { url: "ftp://e.example" },
    ];
    const { model, diagnostics } = read({ paths, servers });
    expect(model.service.baseUrl).toBe("https://eu.a.example/v1");
    const none = { name: "", description: "", variables: [] };
    expect(model.service.servers).toEqual([
      {
        url: "https://{region}.a.example/v1",
        name: "Production",
        description: "Production",
        variables: [{ name: "region", ...region }],
      },
      { ...none, url: "https://b.example", description: "Test" },
      { ...none, url: "https://c.example", description: "Test" },
      { ...none, url: "https://api.example.com/relative", name: "By name", description: "x" },
      {
        ...none,
        url: "https://{x}.d.example",
        variables: [{ name: "x", default: "1", enum: ["1", "2"], description: "" }],
      },
    ]);
    expect(diagnostics).toMatchObject([{ code: "AF_SERVER_UNKNOWN" }]);
  });

  test("have no variable whose own default a caller could not give", () => {
    const servers = [{ url: "https://a.example/{x}", variables: { x: { default: "a/../b?c=d" } } }];
    expect(read({ paths, servers }).model.service).toMatchObject({
      baseUrl: "https://a.example/b",
      servers: [{ url: "https://a.example/b", variables: [] }],
    });
  });

  test("take the first value of a variable without a default", () => {
    const servers = [{ url: "https://{x}.example", variables: { x: { enum: ["a", "b"] } } }];
    expect(read({ paths, servers }).model.service.baseUrl).toBe("https://a.example");
  });

  test("are trusted with the credentials of operations that are at them, and no other host is", () => {
    const at = (url: string): object => ({ get: { servers: [{ url }], responses } });
    const { model } = read({
      servers: [
        { url: "https://a.example" },
        { url: "https://{x}.b.example", variables: { x: { default: "c" } } },
      ],
      paths: {
        "/1": at("https://c.b.example/x"),
        "/2": at("https://evil.example"),
        "/3": at("https://a.example/v2"),
      },
    });
    expect(model.service.credentialOrigins).toEqual(["https://c.b.example"]);
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

  const basic = { type: "basic", username: "username", password: "password" };
  const second = { type: "apiKey", in: "query", name: "key", option: "second" };

  test.each([
    ["bearer", bearer],
    ["oauth", bearer],
    ["oidc", bearer],
    ["basic", basic],
    ["other", basic],
    ["key", key],
    ["second", { ...second, option: "apiKey" }],
    ["cookie", { type: "apiKey", in: "cookie", name: "session", option: "apiKey" }],
    ["constructor", { type: "apiKey", in: "header", name: "X-C", option: "apiKey" }],
  ])("by the scheme %s", (name, scheme) => {
    expect(authOf([{ [name]: [] }]).model.service.auth).toEqual([[scheme]]);
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
      [{ type: "apiKey", in: "query", name: "key", option: "apiKey" }],
      [bearer],
      [{ ...key, option: "key" }],
      [{ type: "apiKey", in: "header", name: "X-C", option: "apiKey2" }],
    ]);
  });

  test("sends schemes together that are needed together", () => {
    const { model, diagnostics } = authOf([{ key: [], second: [] }, { basic: [] }, {}]);
    expect(model.service.auth).toEqual([[key, second], [basic], []]);
    expect(diagnostics).toEqual([]);
  });

  test("puts an alternative before those that it adds to", () => {
    const { model } = authOf([{ key: [] }, { bearer: [] }, { key: [], second: [] }, {}]);
    expect(model.service.auth).toEqual([[key, second], [key], [bearer], []]);
  });

  test("reports schemes that are needed together and stand at the same place", () => {
    const { model, diagnostics } = authOf([{ basic: [], bearer: [] }]);
    expect(model.service.auth).toEqual([[basic]]);
    expect(diagnostics).toMatchObject([
      {
        message:
          'Schemes that are needed together ("basic", "bearer") stand at the same place; the first of them is sent.',
      },
    ]);
  });

  test("schemes that are sent alike are one credential where either will do", () => {
    const { model } = authOf([{ oauth: ["a"] }, { bearer: [], oidc: [] }]);
    expect(model.service.auth).toEqual([[bearer]]);
  });

  test.each<[string, unknown, unknown, unknown, unknown]>([
    ["the document says so", [{ bearer: [] }], undefined, [[bearer]], null],
    ["every operation says so", undefined, [{ bearer: [] }], [[bearer]], null],
    ["calls without are allowed", [{ bearer: [] }, {}], undefined, [[bearer], []], null],
    ["an operation needs none", [{ bearer: [] }], [], [[bearer]], []],
    [
      "an operation allows calls without",
      [{ bearer: [] }],
      [{ bearer: [] }, {}],
      [[bearer]],
      [[bearer], []],
    ],
    ["an operation takes another", [{ bearer: [] }], [{ key: [] }], [[bearer]], [[key]]],
    ["an operation needs none and nothing else is said", undefined, [{}], [], null],
  ])("when %s", (_, security, own, auth, ownAuth) => {
    const { model, operations } = authOf(security, own);
    expect([model.service.auth, operations[0]?.auth]).toEqual([auth, ownAuth]);
  });

  const every = (...security: readonly unknown[]): ReturnType<typeof read> =>
    read({
      paths: Object.fromEntries(
        security.map((each, index) => [`/${index}`, { get: { responses, security: each } }]),
      ),
      components: { securitySchemes: schemes },
    });

  test("takes what most operations say when the document says nothing", () => {
    const { model, operations } = every([{ key: [] }], [{ bearer: [] }], [{ oidc: [] }], []);
    expect(model.service.auth).toEqual([[key]]);
    expect(operations.map(({ auth }) => auth)).toEqual([
      null,
      [[bearer]],
      [[{ type: "bearer", option: "oidc" }]],
      [],
    ]);
  });

  test("lets operations that say nothing do without when the document says nothing", () => {
    const { model, operations } = every([{ key: [] }], undefined);
    expect(model.service.auth).toEqual([[key], []]);
    expect(operations.map(({ auth }) => auth)).toEqual([[[key]], null]);
  });

  test("tells tokens apart where an operation takes only one of them", () => {
    const { operations } = every(
      [{ bearer: [] }],
      [{ oauth: [] }],
      [{ oauth: [] }],
      [{ basic: [] }],
      [{ second: [], cookie: [] }],
    );
    expect(operations.map(({ auth }) => auth?.flat())).toEqual([
      [{ type: "bearer", option: "bearer" }],
      undefined,
      undefined,
      [basic],
      [
        { type: "apiKey", in: "query", name: "key", option: "apiKey" },
        { type: "apiKey", in: "cookie", name: "session", option: "cookie" },
      ],
    ]);
  });

  test("offers every declared scheme when the document requires none", () => {
    const { model } = read({
      paths,
      components: { securitySchemes: { a: schemes.key, b: schemes.bearer } },
    });
    expect(model.service.auth).toEqual([[key], [bearer], []]);
  });

  test("is none when the document declares none", () => {
    expect(read({ paths }).model.service).toMatchObject({ auth: [], tokenEndpoints: [] });
  });

  test("by the certificate of the connection needs nothing in the request", () => {
    const { model, diagnostics } = authOf([{ mutual: [], key: [] }, { mutual: [] }]);
    expect([model.service.auth, diagnostics]).toEqual([[[key], []], []]);
  });

  test.each(["digest", "nameless", "bodily", "split"])(
    "the scheme %s is left out and reported",
    (name) => {
      const { model, diagnostics } = authOf([{ [name]: [] }, { bearer: [] }]);
      expect(model.service.auth).toEqual([[bearer]]);
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
});
