// Asks the reference (c2pa-rs as WebAssembly) about each segment of a stream:
//   node read_segments.mjs INIT SEGMENT…    one line of JSON a segment: state and failures
// Stands beside the reference's node_modules and trust (signing_harness.py). It reads them as a browser would, by Blob and FileReaderSync, which are stood in for here by bytes at hand.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as c2pa from "@contentauth/c2pa-wasm";

const [init, ...segments] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));

class BytesBlob {
  constructor(bytes) { this.bytes = bytes; }
  get size() { return this.bytes.length; }
  slice(first, end) { return new BytesBlob(this.bytes.subarray(first, end)); }
}
globalThis.Blob = BytesBlob;
globalThis.FileReaderSync = class {
  readAsArrayBuffer(blob) { return Uint8Array.from(blob.bytes).buffer; }
};

await c2pa.default({ module_or_path: fs.readFileSync(path.join(here, "node_modules/@contentauth/c2pa-wasm/pkg/c2pa_bg.wasm")) });
const anchors = fs.readFileSync(path.join(here, "trust/c2pa-rs-test-roots.pem"), "utf8");
const settings = JSON.stringify({
  version: 1,
  trust: { anchors: [{ trust_anchors: anchors, trust_kind: "manifest" }] },
  verify: { verify_trust: true, remote_manifest_fetch: false, ocsp_fetch: false },
});
for (const segment of segments) {
  const blobs = [init, segment].map((file) => new BytesBlob(fs.readFileSync(file)));
  let found;
  try {
    const reader = await c2pa.WasmReader.fromBlobFragment("video/mp4", blobs[0], blobs[1], settings);
    const store = JSON.parse(reader.json());
    found = { state: store.validation_state, failures: store.validation_results.activeManifest.failure.map((one) => one.code) };
  } catch (error) {
    found = { state: "Error", failures: [String(error)] };  // also where nothing in the fragment fits
  }
  console.log(JSON.stringify({ file: segment, ...found }));
}
