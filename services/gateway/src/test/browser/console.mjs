// Opens the pages of a console in Chromium and writes all findings as one JSON object, in the last line.
// usage: node console.mjs ADDRESS KEY CHROMIUM PICTURES PAGE=PATH...
import { check, launch } from "./browser.mjs";

const [address, key, executablePath, pictures, ...pages] = process.argv.slice(2);
const found = { pages: [], problems: [], approved: "", live: "", sent: "" };

const browser = await launch(executablePath);

const looks = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 860 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 860 } },
  { name: "narrow", colorScheme: "light", viewport: { width: 375, height: 740 } },
];

const open = async (look) => {
  const context = await browser.newContext({ ...look, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("console", (line) => {
    if (line.type() === "error") found.problems.push(`${page.url()}: ${line.text()}`);
  });
  page.on("pageerror", (error) => found.problems.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) found.problems.push(`elsewhere: ${request.url()}`);
  });
  return page;
};

const signIn = async (page) => {
  await page.goto(address + "/sign-in");
  await page.locator("#key").focus();
  await page.keyboard.type(key);
  await Promise.all([page.waitForURL(address + "/"), page.keyboard.press("Enter")]);
};

try {
  for (const look of looks) {
    const page = await open(look);
    await page.goto(address + "/sign-in");
    const list = [["sign-in", "/sign-in"], ...pages.map((one) => one.split(/=(.*)/s))];
    for (const [name, path] of list) {
      if (name !== "sign-in" && !page.url().startsWith(address + "/") ) throw new Error("lost");
      if (name === "sign-in") await page.goto(address + path);
      else {
        if (new URL(page.url()).pathname === "/sign-in") await signIn(page);
        await page.goto(address + path);
      }
      if (await page.locator("[data-curve], [data-points]").count()) await page.locator(".chart canvas").waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      found.pages.push({ page: name, look: look.name, path: new URL(page.url()).pathname,
        title: await page.title(), overflow: width - look.viewport.width, findings: await check(page) });
      await page.screenshot({ path: `${pictures}/console-${name}-${look.name}.png`, fullPage: true, animations: "disabled", caret: "hide" });
    }
    await page.context().close();
  }

  // A change arrives at an open page without a click.
  const watching = await open(looks[0]);
  await signIn(watching);
  const shown = watching.locator("#live .waiting li").first();
  await shown.waitFor();
  await watching.evaluate(() => document.querySelector("#live").setAttribute("data-old", ""));

  // By keyboard alone: from the list of what waits to the decision.
  const page = await open(looks[0]);
  await signIn(page);
  const tabTo = async (wanted) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(wanted)) return;
    }
    throw new Error(`not reached by Tab: ${wanted}`);
  };
  await tabTo(() => document.activeElement.matches(".waiting li.decide a"));
  await Promise.all([page.waitForURL("**/contests/*"), page.keyboard.press("Enter")]);
  await tabTo(() => document.activeElement.id === "reason");
  await page.keyboard.type("reads well, approved by keyboard");
  await tabTo(() => document.activeElement.value === "approve");
  await Promise.all([page.waitForURL("**/projects/dyck"), page.keyboard.press("Enter")]);
  found.approved = await page.locator("[role=status]").innerText();
  await watching.locator("#live:not([data-old])").waitFor({ timeout: 20_000 });
  found.live = await watching.locator("#live").innerText();

  // A dead letter is sent again by keyboard alone, too.
  const letter = pages.find((one) => one.startsWith("letter=")).slice("letter=".length);
  await page.goto(address + letter);
  await tabTo(() => document.activeElement.id === "reason");
  await page.keyboard.type("fixed, sent by keyboard");
  await tabTo(() => document.activeElement.textContent === "Send again");
  await Promise.all([page.waitForLoadState("load"), page.keyboard.press("Enter")]);
  found.sent = await page.locator("[role=status]").innerText();
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
