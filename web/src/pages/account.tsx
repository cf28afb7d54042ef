import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { record_query } from "@/api/queries";
import { useSession } from "@/app/session";
import styles from "@/features/account/account.module.css";
import { Away } from "@/features/account/away";
import { EvidenceKey } from "@/features/account/evidence_key";
import { PasswordForm } from "@/features/account/password_form";
import { account_query } from "@/features/account/queries";
import { SecondFactor } from "@/features/account/second_factor";
import { Sessions, Tokens } from "@/features/account/sessions";
import { useNames } from "@/features/uses/names";
import { Facts, Page, Section } from "@/ui/page";
import { roles } from "@/ui/words";

/** What belongs to the person who is signed in. */
export function AccountPage(): ReactNode {
  const session = useSession();
  const name = useNames();
  const account = useQuery(account_query).data;
  const person = useQuery(record_query("people", session.id)).data;
  return (
    <Page title="Your account">
      <div className={styles.columns}>
        <Section title="Who you are here">
          <Facts rows={[
            ["Name", session.name],
            ["Email", account?.email || person?.email || "None"],
            person?.company && ["Company", name(person.company)],
            ...session.grants.map((grant) => [roles[grant.role] ?? grant.role, grant.title ? `on ${name(grant.title)}` : "on every title"] as const),
            ["To change these", "Ask an administrator: they are part of the record."],
          ]} />
        </Section>
        <Away />
        {account?.email && <PasswordForm />}
        {account?.email && <SecondFactor />}
        <EvidenceKey />
      </div>
      <Sessions />
      <Tokens />
    </Page>
  );
}
