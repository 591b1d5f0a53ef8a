// What the scripts of this folder have in common.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The packages are outside of the checkout.
const packages = createRequire(process.env.MTG_PACKAGES + "/");
const { chromium } = await import(packages.resolve("playwright-core")).then((one) => one.default ?? one);
const axe = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");

export const launch = (executablePath) =>
  chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });

// The policy of the page forbids scripts that are added to it, so axe runs outside of it.
export const check = async (page) => {
  const session = await page.context().newCDPSession(page);
  const run = async (expression) => {
    const answer = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
    return answer.result.value;
  };
  await run(axe + ";undefined");
  return run(`axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations
    .flatMap((one) => one.nodes.map((node) => one.id + " " + node.target + ": " + node.failureSummary)))`);
};
