#!/usr/bin/env node
import { createPattern } from "../dist/index.js";

await createPattern(process);
