import { templateFolder } from "@agentflow/core";

export const templates = templateFolder(new URL("../templates/", import.meta.url));
