import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { askOnTerminal, confirm } from "../src/ask.js";
import { CommandContext } from "../src/command-context.js";
import { personAt } from "../src/person.js";
import { type FakeIoOptions, fakeIo } from "./run-command.js";

describe("a question on a terminal", () => {
  function terminal(signal = new AbortController().signal) {
    const [input, output] = [new PassThrough(), new PassThrough()];
    return { input, output, answer: askOnTerminal("Do you? ", { input, output, signal }) };
  }

  test("is printed, and the line that is typed is the answer", async () => {
    const { input, output, answer } = terminal();
    input.write("perhaps\nnot");
    expect(await answer).toBe("perhaps");
    expect(String(output.read())).toContain("Do you? ");
  });

  test("has no answer when the input ends", async () => {
    const { input, answer } = terminal();
    input.end();
    expect(await answer).toBeUndefined();
  });

  test("has no answer when the command is interrupted", async () => {
    const controller = new AbortController();
    const { answer } = terminal(controller.signal);
    controller.abort();
    expect(await answer).toBeUndefined();
  });
});

describe("a person is at a process", () => {
  const { signal } = new AbortController();
  const stream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY });

  test("when they type and read at a terminal, and can be asked then", async () => {
    const [stdin, stderr] = [stream(true), stream(true)];
    const { ask } = personAt({ stdin, stderr }, signal);
    const answer = ask?.("Do you? ");
    stdin.write("yes\n");
    expect(await answer).toBe("yes");
    expect(String(stderr.read())).toContain("Do you? ");
  });

  test.each([
    ["what they type comes from elsewhere", { stdin: stream(false), stderr: stream(true) }],
    ["what they read goes elsewhere", { stdin: stream(true), stderr: stream(false) }],
    ["there is no input", { stderr: stream(true) }],
  ])("not when %s", (_when, streams) => {
    expect(personAt(streams, signal)).toEqual({});
  });
});

describe("confirming", () => {
  const ask = (): Promise<string> => Promise.resolve("y");
  const context = (options: FakeIoOptions, json = false) =>
    new CommandContext(fakeIo(options).io, json);

  test.each([
    ["y", true],
    ["YES", true],
    ["n", false],
    ["", false],
    ["yes please", false],
    [undefined, false],
  ])("%j is %s", async (answer, expected) => {
    expect(await confirm("Really?", context({ ask: () => Promise.resolve(answer) }))).toBe(
      expected,
    );
  });

  test.each([
    ["there is no terminal", {}, false],
    ["it runs in continuous integration", { ask, environment: { CI: "1" } }, false],
    ["the answer is one document", { ask }, true],
  ])("nobody can be asked when %s", async (_when, options, json) => {
    expect(await confirm("Really?", context(options, json))).toBeUndefined();
  });

  test("what is asked has no control characters", async () => {
    const asked: string[] = [];
    const io = { ask: (question: string) => Promise.resolve(void asked.push(question)) };
    await confirm(
      "Trust\u001b[31m\nme?",
      context({ ask: (question) => io.ask(question).then(() => "n") }),
    );
    expect(asked).toEqual(["Trust me? [y/N] "]);
  });
});
