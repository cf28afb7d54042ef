import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask, client } from "@/api/client";
import styles from "@/features/settings/settings.module.css";
import { Fetched } from "@/ui/fetched";
import { Section } from "@/ui/page";
import { Shown } from "@/ui/shown";

export const ledger_key_query = queryOptions({ queryKey: ["ledger", "key"], staleTime: Infinity, queryFn: () => ask(client.GET("/ledger-key")) });
const clearance_key_query = queryOptions({ queryKey: ["clearance key"], staleTime: Infinity, queryFn: () => ask(client.GET("/clearance-key")) });

/** Public keys, for those who check without asking us. The secret ones never leave the server's key file. */
export function Keys(): ReactNode {
  const ledger = useQuery(ledger_key_query);
  const clearance = useQuery(clearance_key_query);
  return (
    <div className={styles.parts}>
      <Section title="Ledger and checkpoints">
        <Fetched query={ledger} what="the ledger's key" rows={3}>
          {(one) => (
            <div className={styles.body}>
              <Shown what="Verifier key" text={one.key} note={<>For <code>goodgate ledger verify</code> and every tool that reads signed notes (C2SP). A title's ledger is signed with the same key under its own name: <code>{one.name}/…</code></>} />
              <Shown what="The same as PEM" text={one.pem} note="For openssl, as the script in each evidence pack uses it." />
            </div>
          )}
        </Fetched>
      </Section>
      <Section title="Clearances">
        <Fetched query={clearance} what="the key of clearances" rows={3}>
          {(one) => (
            <div className={styles.body}>
              <Shown what="Key set (JWKS)" text={JSON.stringify({ keys: one.keys }, null, 2)} note={<>Generators check clearances of <code>{one.issuer}</code> with it.</>} />
              <Shown what="The same as PEM" text={one.pem} />
            </div>
          )}
        </Fetched>
      </Section>
      <Section title="The secret keys"><p>They stand in the key file beside the register (<code>--key</code>), readable by the server alone. Back it up apart from the register: whoever has it can sign in the desk's name, and without it the desk cannot open what it sealed.</p></Section>
    </div>
  );
}
