import { EventEmitter } from "node:events";
import type { RedisClient } from "../../src/index.js";

/** A client whose server never answers, unless told how. */
export class SilentClient extends EventEmitter implements RedisClient {
  isReady = true;
  readonly commands: (readonly string[])[] = [];
  answer: () => Promise<unknown> = () => new Promise(() => undefined);

  sendCommand(command: readonly string[]): Promise<unknown> {
    this.commands.push(command);
    return this.answer();
  }
}
