// Decides the same declarations with Cedar (npm @cedar-policy/cedar-wasm) and prints decisions a CPU-second.
// usage: node bench/cedar.mjs FOLDER     with policies.cedar and requests.json of rulebook_bench; the package in FOLDER
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const folder = resolve(process.argv[2]);
const cedar = createRequire(join(folder, "package.json"))("@cedar-policy/cedar-wasm/nodejs");
const policies = readFileSync(join(folder, "policies.cedar"), "utf8");
const requests = JSON.parse(readFileSync(join(folder, "requests.json"), "utf8"));

const parsed = cedar.preparsePolicySet("book", { staticPolicies: policies });
if (parsed.type !== "success") throw new Error(JSON.stringify(parsed).slice(0, 400));
const entity = (type) => ({ type, id: "x" });
const decide = (context) =>
  cedar.statefulIsAuthorized({
    principal: entity("Partner"), action: entity("Action"), resource: entity("Use"), context,
    preparsedPolicySetId: "book", validateRequest: false, entities: [],
  });

const first = decide(requests[0]);
if (first.type !== "success" || first.response.diagnostics.reason.length === 0) throw new Error(JSON.stringify(first).slice(0, 400));
let fired = 0;
let best = 0;
for (let round = 0; round < 3; ++round) {
  const begun = process.cpuUsage();
  for (const context of requests) fired += decide(context).response.diagnostics.reason.length;
  const used = process.cpuUsage(begun);
  best = Math.max(best, requests.length / ((used.user + used.system) / 1e6));
}
console.log(`cedar ${cedar.getCedarVersion()}\t${best.toFixed(0)}\t/s\t${(fired / 3 / requests.length).toFixed(2)} policies a decision`);
