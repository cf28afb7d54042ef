/** The real server on a register of its own, people of every role, and a browser to look at it with. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";

const goodgate = process.env.GOODGATE ?? "../build/dev/goodgate";

export const mild: Record<string, string> = {
  purpose: "ideation", final_deliverable: "no", element: "none", prominence: "not_seen", story_relevant: "no", could_mislead: "no",
  talent_likeness: "no", performance_altered: "no", union_work: "no", personal_data: "no", third_party_ip: "no", names_real_people: "no",
  unreleased_material: "no", sensitive_material: "no", several_tools: "no", model_trained: "no",
};
export const final: Record<string, string> = {
  ...mild, purpose: "post_production", final_deliverable: "yes", element: "background", prominence: "incidental", human_input: "yes",
};

type Json = Record<string, unknown> & { id: string; version: number; state: string };

/** Somebody with a token. */
export class Person {
  readonly api: string;
  readonly token: string;
  readonly id: string;
  readonly email: string;
  readonly password: string;

  constructor(api: string, token: string, id: string, email: string, password: string) {
    this.api = api;
    this.token = token;
    this.id = id;
    this.email = email;
    this.password = password;
  }

  async ask(method: string, path: string, body?: unknown, version?: number | "*"): Promise<Json> {
    const response = await fetch(this.api + path, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(version === undefined ? {} : { "If-Match": version === "*" ? "*" : `"v${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text ? JSON.parse(text) : {}) as Json;
  }

  get = (path: string): Promise<Json> => this.ask("GET", path);
  post = (path: string, body: unknown = {}, version?: number | "*"): Promise<Json> => this.ask("POST", path, body, version);
  made = async (plural: string, body: unknown): Promise<string> => (await this.post(`/${plural}`, body)).id;
}

export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "goodgate-pages-"));
  readonly prefix: string;
  address = "";
  first_link = "";
  #server: ChildProcess | undefined;
  #lines: Interface | undefined;

  private constructor(prefix: string) { this.prefix = prefix; }

  /** `options`: more of what `goodgate serve` takes. */
  static async start(prefix = "", options: string[] = []): Promise<Desk> {
    const desk = new Desk(prefix);
    const server = spawn(goodgate, ["serve", "--register", join(desk.folder, "studio.db"), "--listen", "127.0.0.1:0", "--name", "desk.example", "--insecure-cookies",
      ...(prefix ? ["--prefix", prefix] : []), ...options], { stdio: ["ignore", "pipe", "ignore"] });
    desk.#server = server;
    desk.#lines = createInterface({ input: server.stdout });
    for await (const line of desk.#lines) {
      const address = / at (http:\S+)$/.exec(line);
      if (address?.[1]) desk.address = address[1];
      const link = /(http\S+#\S+)/.exec(line);
      if (link?.[1]) { desk.first_link = link[1]; break; }
    }
    if (!desk.first_link) throw new Error("the server did not start");
    return desk;
  }

  get api(): string { return `${this.address}/api/v1`; }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server && server.exitCode === null) {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await ended;
    }
    this.#lines?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A person with a token, out of an answer that signed them in. */
  async #with_token(response: Response, email: string, password: string): Promise<Person> {
    const signed_in = (await response.json()) as { id: string; csrf: string };
    if (!response.ok) throw new Error(JSON.stringify(signed_in));
    const cookie = (response.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
    const token = await fetch(`${this.api}/tokens`, {
      method: "POST", body: JSON.stringify({ name: "pages", days: 1 }),
      headers: { "Content-Type": "application/json", Cookie: cookie, "X-CSRF-Token": signed_in.csrf },
    });
    return new Person(this.api, ((await token.json()) as { token: string }).token, signed_in.id, email, password);
  }

  #send = (path: string, body: unknown): Promise<Response> =>
    fetch(this.api + path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });

  async first_administrator(): Promise<Person> {
    const body = { token: this.first_link.split("#")[1], name: "Ada Administrator", email: "ada@studio.example", password: "harbour lights at dusk 7" };
    return this.#with_token(await this.#send("/first-start", body), body.email, body.password);
  }

  async joined(admin: Person, name: string, role: string, more: object = {}): Promise<Person> {
    const email = `${(name.split(" ")[0] ?? "").toLowerCase()}@studio.example`;
    const password = `a quiet tide at noon ${role}`;
    const person = await admin.made("people", { name, email, ...more });
    await admin.post("/grants", { person, role });
    const { token } = (await admin.post(`/people/${person}/invitations`)) as unknown as { token: string };
    return this.#with_token(await this.#send("/invitations/accept", { token, password }), email, password);
  }
}

/** A documentary, its company and its people, as each test begins with. */
export class Production {
  readonly desk: Desk;
  company = "";
  title = "";
  tool = "";
  talent = "";
  declare: (facts: Record<string, string>, more?: object) => Promise<Json>;

  private constructor(
    desk: Desk, readonly admin: Person, readonly coordinator: Person, readonly contact: Person, readonly legal: Person, readonly auditor: Person,
    readonly partner: Person, readonly agent: Person,
  ) {
    this.desk = desk;
    this.declare = async (facts, more = {}) => {
      const use = await partner.made("uses", { title: this.title, company: this.company, summary: "The old harbour at night", intent: "Ten moods in an afternoon, in place of a second shoot.",
        tools: [this.tool], facts, ...more });
      return partner.post(`/uses/${use}/declare`, {}, 1);
    };
  }

  static async on(desk: Desk): Promise<Production> {
    const admin = await desk.first_administrator();
    const company = await admin.made("companies", { name: "Harbour Pictures" });
    const talent = await admin.made("people", { name: "Tara Talent" });
    const [coordinator, contact, legal, auditor, partner, agent] = await Promise.all([
      desk.joined(admin, "Cleo Coordinator", "coordinator"), desk.joined(admin, "Connie Contact", "contact"), desk.joined(admin, "Leo Legal", "legal"),
      desk.joined(admin, "Audrey Auditor", "auditor"), desk.joined(admin, "Pat Partner", "partner", { company }),
      desk.joined(admin, "Rex Representative", "talent_representative", { represents: [talent] }),
    ]);
    const production = new Production(desk, admin, coordinator, contact, legal, auditor, partner, agent);
    production.company = company;
    production.talent = talent;
    production.title = await coordinator.made("titles", { name: "The Quiet Harbour", kind: "documentary", territories: ["US", "DE"], agreements: [], roles: ["deployer"],
      photography: "2026-03-02", release: "2027-09-15" });
    production.tool = await contact.made("tools", { product: "House Painter", product_version: "3", tier: "enterprise", terms: { date: "2026-10-01", url: "https://house.example/terms" },
      facts: { trains_on_inputs: "no", trains_on_outputs: "no", tool_enterprise: "yes", terms_read: "yes" } });
    return production;
  }
}
