import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { base_path } from "@/api/client";
import { ways_query } from "@/features/session/ways";
import styles from "@/features/settings/settings.module.css";
import { Fetched } from "@/ui/fetched";
import { Facts, Section } from "@/ui/page";
import { Pill } from "@/ui/pill";
import { Shown } from "@/ui/shown";
import { on_off } from "@/ui/words";

/** How people come in. It is set where the server is started; here is how it stands. */
export function SignInSettings(): ReactNode {
  const ways = useQuery(ways_query);
  const address = `${window.location.origin}${base_path}`;
  return (
    <Section title="How people sign in">
      <Fetched query={ways} what="how people sign in" rows={2}>
        {({ password, oidc, mail }) => (
          <div className={styles.parts}>
            <Facts rows={[
              ["With a password", <Pill key="password" word={on_off(password)} />],
              ["With your organisation (OpenID Connect)", <Pill key="oidc" word={on_off(oidc)} />],
              ["Forgotten passwords", mail ? "By a link in a mail" : "By an invitation link of yours: the desk sends no mail"],
              ["Authenticator app", "Each person switches it on in their account"],
              ["Command lines", "goodgate login, answered in the browser"],
            ]} />
            {!oidc && <Shown what="To sign in with your organisation" note={<>Register this desk at your identity provider with the redirect address <code>{address}api/v1/oidc/callback</code>, then start the server with:</>} text={"goodgate serve … \\\n  --oidc-issuer https://id.example \\\n  --oidc-client goodgate \\\n  --oidc-secret-file /etc/goodgate/oidc-secret"} />}
          </div>
        )}
      </Fetched>
    </Section>
  );
}
