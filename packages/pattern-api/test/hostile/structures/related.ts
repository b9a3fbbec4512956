import { aliasBomb, leading, object, type Structure } from "./structure.js";

export const leadingOut: readonly Structure[] = [
  "/etc/passwd",
  "../../../../../../../../etc/passwd",
  "..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd",
  "file:///etc/passwd",
  "FILE:///etc/passwd",
  "http://169.254.169.254/latest/meta-data/#/a",
  "http://[fd00:ec2::254]/latest/meta-data/",
  "//169.254.169.254/latest",
  "http://127.0.0.1:9/a.json",
  "http://2852039166/latest",
  "\\\\host\\share\\a.json",
  "C:\\Windows\\win.ini",
  "data:application/json,{}",
  "npm:left-pad@1.0.0#package.json",
  "/dev/zero",
  "linked.json#/secret",
  "folder/secret.json#/secret",
  ".",
  "",
].map((target) => ({
  name: `a reference to ${target}`,
  text: () => leading(target),
  files: { "linked.json": { link: "/etc/passwd" }, folder: { link: "/etc" } },
}));

export const related: readonly Structure[] = [
  {
    name: "documents that refer to each other",
    text: () => leading("a.json#/a"),
    files: { "a.json": '{"a":{"$ref":"b.json#/b"}}', "b.json": '{"b":{"$ref":"a.json#/a"}}' },
  },
  {
    name: "a document that refers to itself by its name",
    text: () => leading("document.json#/components"),
  },
  {
    name: "file names that leave what they are printed into",
    text: () => leading(`${encodeURIComponent('*\\u002f";globalThis.canary=1;`${x}`')}.json#/a`),
    files: { '*\\u002f";globalThis.canary=1;`${x}`.json': '{"a":{"type":"string"}}' },
  },
  {
    name: "a related document that is a YAML bomb",
    text: () => leading("bomb.yaml#/a"),
    files: { "bomb.yaml": aliasBomb("a: &a0 [x]\n") },
  },
  {
    name: "1,000 related documents in a chain",
    text: () => leading("0.json#/a"),
    files: object(1000, (index) => [
      `${index}.json`,
      `{"a":{"$ref":"${index + 1}.json#/a"}}`,
    ]) as Record<string, string>,
  },
];
