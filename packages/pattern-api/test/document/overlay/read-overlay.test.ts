import { describe, expect, test } from "vitest";
import { readOverlay } from "../../../src/document/overlay/read-overlay.js";
import { overlayText, textDocument } from "./overlaid.js";

function read(text: string): ReturnType<typeof readOverlay> {
  return readOverlay(textDocument("fix.yaml", text));
}

const action = { target: "$", update: { a: 1 } };

test.each([
  ["JSON", overlayText(action)],
  [
    "YAML",
    "overlay: 1.0.0\ninfo: {title: T, version: 1}\nactions: [{target: $, update: {a: 1}}]\n",
  ],
  ["a later correction of the specification", overlayText(action).replace("1.0.0", "1.0.1")],
  [
    "without the information that is for people",
    '{"overlay":"1.0.0","actions":[{"target":"$","update":{"a":1}}]}',
  ],
  [
    "with fields of anybody's own",
    '{"overlay":"1.0.0","x-a":1,"actions":[{"target":"$","description":"D","x-b":1,"update":{"a":1}}]}',
  ],
])("reads %s", (_, text) => {
  expect(read(text).actions).toMatchObject([action]);
});

test("reads what it was made for", () => {
  expect(
    read('{"overlay":"1.0.0","extends":"./a.yaml","actions":[{"target":"$","remove":true}]}'),
  ).toMatchObject({
    extends: "./a.yaml",
    actions: [{ target: "$", remove: true, update: undefined }],
  });
});

test("keeps an update of null", () => {
  expect(
    read('{"overlay":"1.0.0","actions":[{"target":"$.a","update":null}]}').actions[0]?.update,
  ).toBe(null);
});

describe("AF_OVERLAY_INVALID", () => {
  test.each([
    [
      '{"overlay":"1.1.0","actions":[{"target":"$","remove":true}]}',
      "/overlay",
      "is not 1.0, the version that is read",
    ],
    [
      '{"overlay":1,"actions":[{"target":"$","remove":true}]}',
      "/overlay",
      "must be the version of the specification, as text: 1.0.0",
    ],
    [
      '{"actions":[{"target":"$","remove":true}]}',
      "/overlay",
      "must be the version of the specification, as text: 1.0.0",
    ],
    ['{"overlay":"1.0.0"}', "/actions", "must be a list of actions"],
    ['{"overlay":"1.0.0","actions":[]}', "/actions", "has no action"],
    [
      '{"overlay":"1.0.0","actions":[{"update":{}}]}',
      "/actions/0/target",
      "must be a JSONPath, as text",
    ],
    [
      '{"overlay":"1.0.0","actions":[{"target":"$","remove":"yes"}]}',
      "/actions/0/remove",
      "must be true or false",
    ],
    [
      '{"overlay":"1.0.0","actions":[{"target":"$"}]}',
      "/actions/0",
      "changes nothing: it has neither an update nor remove: true",
    ],
    [
      '{"overlay":"1.0.0","actions":[{"target":"$","remove":false}]}',
      "/actions/0",
      "changes nothing: it has neither an update nor remove: true",
    ],
    [
      '{"overlay":"1.0.0","actions":[{"target":"$","remove":true,"copy":"$.a"}]}',
      "/actions/0/copy",
      "is no field of Overlay 1.0; there are target, description, update, remove",
    ],
    [
      '{"overlay":"1.0.0","action":[],"actions":[{"target":"$","remove":true}]}',
      "/action",
      "is no field of Overlay 1.0; there are overlay, info, extends, actions",
    ],
    [
      '{"overlay":"1.0.0","extends":1,"actions":[{"target":"$","remove":true}]}',
      "/extends",
      "must be a reference, as text",
    ],
  ])("%s", (text, pointer, problem) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: "AF_OVERLAY_INVALID",
        message: `The overlay "fix.yaml" at "${pointer.slice(1)}" ${problem}.`,
        location: { source: "fix.yaml", pointer },
      }),
    );
  });

  test("an overlay that is no object", () => {
    expect(() => read("[]")).toThrow(
      expect.objectContaining({
        code: "AF_OVERLAY_INVALID",
        location: { source: "fix.yaml", pointer: "" },
      }),
    );
  });

  test("one that nests deeper than is read", () => {
    const text = overlayText(action).replace("1}", `${"[".repeat(300)}${"]".repeat(300)}}`);
    expect(() => read(text)).toThrow('The overlay "fix.yaml" nests deeper than 200 levels.');
  });

  test("several problems are told together, each with its place", () => {
    expect(() => read('{"overlay":"2","actions":[{"target":5,"update":1}],"a~/":1}')).toThrow(
      expect.objectContaining({
        code: "AF_OVERLAY_INVALID",
        message: 'The overlay "fix.yaml" has 2 problems.',
        diagnostics: [
          expect.objectContaining({ location: { source: "fix.yaml", pointer: "/overlay" } }),
          expect.objectContaining({
            location: { source: "fix.yaml", pointer: "/actions/0/target" },
          }),
        ],
      }),
    );
  });
});

test("one that is neither JSON nor YAML is told like any document", () => {
  expect(() => read("{")).toThrow(expect.objectContaining({ code: "AF_DOCUMENT_MALFORMED" }));
});
