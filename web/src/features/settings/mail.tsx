import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Message } from "@/api/records";
import { ways_query } from "@/features/session/ways";
import { Messages } from "@/features/settings/messages";
import styles from "@/features/settings/settings.module.css";
import { useSettingsSearch } from "@/features/settings/use_search";
import { Fetched } from "@/ui/fetched";
import { SelectField } from "@/ui/field";
import { Section } from "@/ui/page";
import { Pill } from "@/ui/pill";
import { Shown } from "@/ui/shown";
import { on_off } from "@/ui/words";

const states = [{ value: "", label: "All" }, { value: "waiting", label: "Waiting" }, { value: "sent", label: "Sent" }, { value: "failed", label: "Given up" }];

export function Mail(): ReactNode {
  const [search, set] = useSettingsSearch();
  const ways = useQuery(ways_query);
  return (
    <div className={styles.parts}>
      <Section title="Mail server">
        <Fetched query={ways} what="how mail goes out" rows={1}>
          {({ mail }) => (
            <>
              <p><Pill word={on_off(mail)} /> {mail ? "Mails wait here until the mail server has taken them; what it refuses for good is given up, and shown below with why." : "People hear of nothing by mail, and links and codes cannot be sent."}</p>
              {!mail && <Shown what="To send mail" note="Start the server with:" text={"goodgate serve … \\\n  --smtp-host mail.example --smtp-user goodgate \\\n  --smtp-password-file /etc/goodgate/smtp-password \\\n  --mail-from desk@studio.example --public https://desk.example"} />}
            </>
          )}
        </Fetched>
      </Section>
      <Section title="Mails">
        <Messages filter={{ channel: "mail", state: search.state as Message["state"] | undefined }} search={search} on_search={set} empty="No mail here yet."
          filters={<SelectField label="Show" value={search.state ?? ""} on_change={(state) => set({ state })} options={states} />} />
      </Section>
    </div>
  );
}
