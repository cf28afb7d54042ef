// An identity provider for one test: oidc-provider on a free port of 127.0.0.1, with its own pages for development.
// Prints its issuer when it listens. Usage: node provider.mjs FOLDER-OF-NODE_MODULES
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.argv[2] + "/");
const { Provider } = await import(pathToFileURL(require.resolve("oidc-provider")));

const jwk = (type, options, more) =>
  ({ ...generateKeyPairSync(type, options).privateKey.export({ format: "jwk" }), ...more });
const client = (id, alg, more = {}) => ({
  client_id: id, client_secret: "s3cret/+:% &=", redirect_uris: ["https://desk.example/sign-in/back", "https://desk.example/api/v1/oidc/callback"],
  response_types: ["code"], grant_types: ["authorization_code"], id_token_signed_response_alg: alg, ...more,
});

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      client("desk", "RS256"), client("desk-es256", "ES256"), client("desk-eddsa", "EdDSA"),
      client("desk-post", "RS256", { token_endpoint_auth_method: "client_secret_post" }),
      client("desk-public", "RS256", { client_secret: undefined, token_endpoint_auth_method: "none" }),
    ],
    jwks: { keys: [
      jwk("rsa", { modulusLength: 2048 }, { kid: "r", use: "sig", alg: "RS256" }),
      jwk("ec", { namedCurve: "P-256" }, { kid: "e", use: "sig", alg: "ES256" }),
      jwk("ed25519", {}, { kid: "d", use: "sig", alg: "EdDSA" }),
    ] },
    enabledJWA: { idTokenSigningAlgValues: ["RS256", "ES256", "EdDSA"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    cookies: { keys: ["for a test"] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@studio.example`, email_verified: true, name: `Dr ${id}` }),
    }),
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
