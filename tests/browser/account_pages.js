// Signing in, and setting a password.
import assert from "node:assert/strict";
import { test } from "node:test";

export const PASSWORD = "violet harbour kettle 27";

// On the project: nobody else signs in.
export async function addContact(world, email) {
  const { customer, project } = world.office;
  const contact = await world.rollcall.post(`/v1/customers/${customer}/contacts`,
    { email, firstName: "Nora", lastName: "Lie" });
  await world.rollcall.put(`/v1/projects/${project}/contacts/${contact.id}`);
  return contact.id;
}

// Makes a contact person who is also on `more` projects, and signs them in; gives their id.
export async function signIn(visitor, world, email, { more = [] } = {}) {
  const { rollcall } = world;
  const contact = await addContact(world, email);
  for (const project of more) await rollcall.put(`/v1/projects/${project}/contacts/${contact}`);
  await rollcall.post(`/v1/contacts/${contact}/invite`);
  const link = await rollcall.outbox.link(email);
  await fetch(`${rollcall.local}/v1/password-resets/${link.split("/").pop()}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ password: PASSWORD }),
  });
  await visitor.open("/sign-in");
  await visitor.page.locator("#email").fill(email);
  await visitor.page.locator("#password").fill(PASSWORD);
  await visitor.page.locator("main button").click();
  return contact;
}

export function accountPages(world) {
  test("set a password by a mailed link and sign in with it", async () => {
    const visitor = await world.arrive();
    const email = "nora@nordlys.example";
    await addContact(world, email);
    await visitor.open("/sign-in");
    await visitor.check("sign-in");
    await visitor.follow("No password yet, or forgotten?");
    await visitor.check("forgot");
    await visitor.fill("E-mail", email);
    await visitor.press("Send me a link");
    assert.equal(await visitor.heading(), "Look in your mail");
    await visitor.check("link-asked");

    const link = await world.rollcall.outbox.link(email);
    await visitor.open(link);
    await visitor.check("password");
    await visitor.fill("New password", "password");
    await visitor.press("Set the password");
    await visitor.shows("easy to guess");
    await visitor.check("password-refused");
    await visitor.fill("New password", PASSWORD);
    await visitor.press("Set the password");
    assert.equal(await visitor.heading(), "The password is set");
    await visitor.check("password-set");
    assert.equal((await visitor.open(link)).status(), 404);
    await visitor.check("password-dead");

    await visitor.open("/sign-in");
    await visitor.fill("E-mail", email);
    await visitor.fill("Password", "wrong");
    await visitor.press("Sign in");
    await visitor.shows("The address or the password is not right.");
    await visitor.check("sign-in-refused");
    await visitor.fill("Password", PASSWORD);
    await visitor.press("Sign in");
    assert.match(visitor.page.url(), /\/customer-web\//);
    assert.ok((await visitor.page.locator("header").innerText()).includes("Nora Lie"));
    await visitor.press("Sign out");
    assert.equal(await visitor.heading(), "Sign in");
    await visitor.leave();
  });

  test("speak the reader's language", async () => {
    const visitor = await world.arrive({ language: "nb-NO" });
    for (const [path, heading] of [["/sign-in", "Logg inn"], ["/forgot", "Sett et passord"],
      [`/password/${"A".repeat(43)}`, "Denne lenken virker ikke"]]) {
      await visitor.open(path);
      assert.equal(await visitor.heading(), heading);
      assert.equal(await visitor.page.locator("html").getAttribute("lang"), "nb");
      await visitor.check(`account-nb${path.slice(0, 9).replace("/", "-")}`);
    }
    await visitor.leave();
  });

  test("are walked with the keyboard alone", async () => {
    const visitor = await world.arrive();
    await visitor.open("/sign-in");
    assert.deepEqual(await visitor.tabOrder(),
      ["E-mail", "Password", "Sign in", "No password yet, or forgotten?"]);
    await visitor.open("/forgot");
    assert.deepEqual(await visitor.tabOrder(),
      ["E-mail", "Send me a link", "To the sign-in page"]);
    await visitor.leave();
  });
}
