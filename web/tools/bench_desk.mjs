// A real server with as many uses as are wanted, made through the API: what web/tools/bench.mjs measures on.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const password = "a quiet tide at noon 7";
export const mild = {
  purpose: "ideation", final_deliverable: "no", element: "none", prominence: "not_seen", story_relevant: "no", could_mislead: "no",
  talent_likeness: "no", performance_altered: "no", union_work: "no", personal_data: "no", third_party_ip: "no", names_real_people: "no",
  unreleased_material: "no", sensitive_material: "no", several_tools: "no", model_trained: "no",
};
const final = { ...mild, purpose: "post_production", final_deliverable: "yes", element: "background", prominence: "incidental", human_input: "yes" };
const waiting = 12;
/** Hundredths of a second of the processor within a second. */
const busy_ticks_max = 3;
const intent = "Ten moods in an afternoon; in place of a second shoot.";

/** Six letters of their own for each use, which stand nowhere else: every letter typed into the filter leaves fewer. */
export const code_of = (index) => Array.from({ length: 6 }, (_, place) => "qjxzkv"[Math.floor((index * 7919) % 46656 / 6 ** place) % 6]).join("");

export class BenchDesk {
  folder = mkdtempSync(join(tmpdir(), "goodgate-bench-"));

  async start(goodgate) {
    this.server = spawn(goodgate, ["serve", "--register", join(this.folder, "studio.db"), "--listen", "127.0.0.1:0", "--name", "desk.example", "--insecure-cookies"], { stdio: ["ignore", "pipe", "ignore"] });
    let link;
    for await (const line of createInterface({ input: this.server.stdout })) {
      this.address = / at (http:\S+)$/.exec(line)?.[1] ?? this.address;
      link = /http\S+#(\S+)/.exec(line)?.[1];
      if (link) break;
    }
    this.admin = await this.token_of(await this.send("/first-start", { token: link, name: "Ada Administrator", email: "ada@studio.example", password }));
  }

  async stop() {
    if (this.server?.exitCode === null) {
      const ended = new Promise((resolve) => this.server.once("exit", resolve));
      this.server.kill("SIGTERM");
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  send(path, body, headers = {}, method = "POST") {
    return fetch(`${this.address}/api/v1${path}`, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });
  }

  async post(token, path, body = {}, headers = {}) {
    const answer = await this.send(path, body, { Authorization: `Bearer ${token}`, ...headers });
    if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  async token_of(answer) {
    const { csrf } = await answer.json();
    const cookie = answer.headers.get("Set-Cookie").split(";")[0];
    return (await (await this.send("/tokens", { name: "bench", days: 1 }, { Cookie: cookie, "X-CSRF-Token": csrf })).json()).token;
  }

  async joined(name, role, more = {}) {
    const email = `${name.split(" ")[0].toLowerCase()}@studio.example`;
    const { id } = await this.post(this.admin, "/people", { name, email, ...more });
    await this.post(this.admin, "/grants", { person: id, role });
    const { token } = await this.post(this.admin, `/people/${id}/invitations`);
    return this.token_of(await this.send("/invitations/accept", { token, password }));
  }

  /** People, titles and uses: some are drafts, most are declared, a few wait for the contact. */
  async fill(count) {
    const company = (await this.post(this.admin, "/companies", { name: "Harbour Pictures" })).id;
    this.contact = await this.joined("Connie Contact", "contact");
    this.coordinator = await this.joined("Cleo Coordinator", "coordinator");
    this.partner = await this.joined("Pat Partner", "partner", { company });
    const tool = (await this.post(this.contact, "/tools", { product: "House Painter", tier: "enterprise", terms: { date: "2026-10-01" }, facts: { trains_on_inputs: "no", trains_on_outputs: "no", tool_enterprise: "yes", terms_read: "yes" } })).id;
    this.titles = [];
    for (let index = 0; index < 20; ++index)
      this.titles.push((await this.post(this.coordinator, "/titles", { name: `The Old Harbour ${index + 1}`, kind: "documentary", territories: ["US"], agreements: [], roles: ["deployer"], release: "2027-09-15" })).id);
    for (let index = 0; index < waiting; ++index) await this.declared(await this.post(this.partner, "/uses", { title: this.titles[index], company, summary: this.summary_of(index), intent, tools: [tool], facts: final }));
    for (const [place, title] of this.titles.entries()) {
      const lines = Array.from({ length: count }, (_, index) => index).filter((index) => index >= waiting && index % this.titles.length === place)
        .map((index) => [this.summary_of(index), intent, "Harbour Pictures", "House Painter", ...Object.values(mild)].map((cell) => `"${cell}"`).join(","));
      const table = [["Summary", "Intent", "Partner", "Tool", ...Object.keys(mild).map((fact) => `facts.${fact}`)].join(","), ...lines].join("\n");
      await this.post(this.partner, "/imports", { list: "uses", file: "uses.csv", content: Buffer.from(table).toString("base64"), title, dry_run: false, whole: true, mapping: {} });
    }
    await this.declare_most();
  }

  /** Four of five of the drafts, 500 an act. */
  async declare_most() {
    for (let cursor = ""; cursor !== null;) {
      const page = await (await fetch(`${this.address}/api/v1/uses?fields=summary&state=draft&limit=625&cursor=${cursor}`, { headers: { Authorization: `Bearer ${this.partner}` } })).json();
      const items = page.items.filter((_, index) => index % 5 !== 0).map(({ id, version }) => ({ id, version }));
      if (items.length > 0) await this.post(this.partner, "/bulk", { act: "declare", items });
      cursor = page.next;
    }
  }

  /** Until what so many acts left to do (mails that nobody takes here) is done: lists are measured on a desk at rest. */
  async rest() {
    const ticks = () => readFileSync(`/proc/${this.server.pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).reduce((sum, one) => sum + Number(one), 0);
    for (let before = ticks(), turn = 0; turn < 120; ++turn) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const now = ticks();
      if (now - before <= busy_ticks_max) return;
      before = now;
    }
    throw new Error("the desk does not come to rest");
  }

  async declared({ id }) { this.some_use = (await this.post(this.partner, `/uses/${id}/declare`, {}, { "If-Match": '"v1"' })).id; }

  summary_of = (index) => `${code_of(index)}: sea and water of scene ${index}`;

  async sign_in(context, name) {
    const answer = await context.request.post(`${this.address}/api/v1/session`, { data: { email: `${name}@studio.example`, password } });
    if (answer.status() !== 201) throw new Error(await answer.text());
  }
}
