// Signs in to a console at a provider on another site, and out, and writes all findings as one JSON object, in the last line.
// usage: node oidc.mjs ADDRESS CHROMIUM USER
import { check, launch } from "./browser.mjs";

const [address, executablePath, user] = process.argv.slice(2);
const found = { findings: [], problems: [] };

const browser = await launch(executablePath);
try {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("console", (line) => {
    // Pages of the provider are not ours.
    if (line.type() === "error" && page.url().startsWith(address)) found.problems.push(`${page.url()}: ${line.text()}`);
  });
  await page.goto(address + "/projects/dyck");
  found.findings.push(...(await check(page)));
  await page.getByRole("link", { name: "Sign in with your organization" }).click();
  await page.locator("#user").fill(user);
  await page.getByRole("button", { name: "Sign in" }).click();

  // The cookie of the session is strict, and the way here led over another site.
  await page.waitForURL(address + "/projects/dyck");
  found.who = await page.locator(".who .name").innerText();
  found.cookies = (await context.cookies(address)).map((one) => `${one.name} ${one.sameSite}`);

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/session/end?**");
  found.provider = new URL(page.url()).hostname;
  await page.locator("button[value=yes]").click();
  await page.waitForURL(address + "/sign-in");
  await page.goto(address + "/");
  found.end = new URL(page.url()).pathname;
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
