export { PromptClient } from "./client.js";
export type { Choice, ClientSettings, Feedback, Report } from "./client.js";
export type { Prompt } from "./prompt.js";
