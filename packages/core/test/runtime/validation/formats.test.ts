import { expect, test } from "vitest";
import * as formats from "../../../src/runtime/validation/formats.js";

/** By name. */
const checks: Readonly<Record<string, (text: string) => boolean>> = { ...formats };

test.each<[name: keyof typeof formats, taken: string[], refused: string[]]>([
  [
    "isDate",
    ["2024-02-29", "2000-02-29", "1999-12-31"],
    [
      "2023-02-29",
      "1900-02-29",
      "2024-04-31",
      "2024-00-01",
      "2024-01-00",
      "2024-1-1",
      "",
      "2024-02-29\n",
    ],
  ],
  [
    "isDateTime",
    ["2024-02-29T12:00:00Z", "2024-02-29 23:59:60.5+05:30"],
    ["2024-02-29T12:00:00", "2024-02-30T12:00:00Z", "2024-02-29T24:00:00Z", "2024-02-29"],
  ],
  ["isUuid", ["123E4567-e89b-42d3-a456-426614174000"], ["123e4567e89b42d3a456426614174000"]],
  ["isEmail", ["a@b", "jörg@例え.jp"], ["a", "a b@c", "@a"]],
  ["isUri", ["urn:a:b", "https://a.example/?b#c"], ["/a", "https://a b", "1a:b"]],
  ["isIpv4", ["0.0.0.0", "255.255.255.255"], ["256.0.0.1", "01.0.0.0", "1.2.3"]],
  [
    "isIpv6",
    ["::", "::1", "1::", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "1:2:3:4:5:6:192.0.2.1"],
    [
      ":",
      ":::",
      "1::2::3",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8::",
      "12345::",
      "::1%eth0",
      "192.0.2.1",
      "",
      "0".repeat(46),
    ],
  ],
  ["isBase64", ["YWI=", "YWI", "-_", "YW\nI=\n", ""], ["a*", "=a"]],
  ["isIntegerText", ["0", "-1", "+9007199254740993"], ["", "1.5", "1e3"]],
])("%s takes what the format allows, and no more", (name, taken, refused) => {
  const check = checks[name];
  const verdicts = [...taken, ...refused].map((text) => check?.(text));
  expect(verdicts).toEqual([...taken.map(() => true), ...refused.map(() => false)]);
});
