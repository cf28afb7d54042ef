import { Menu } from "@base-ui/react/menu";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Check, ChevronsUpDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ask, client } from "@/api/client";
import { session_query } from "@/api/queries";
import styles from "@/app/account.module.css";
import { useSession } from "@/app/session";
import { keep_theme, kept_theme, type Theme, theme_words, themes } from "@/app/theme";
import { complain } from "@/ui/toast";
import { roles } from "@/ui/words";

/** Who is signed in, the look of the desk, and the way out. */
export function Account(): ReactNode {
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [theme, set_theme] = useState<Theme>(kept_theme);
  const sign_out = useMutation({
    mutationFn: () => ask(client.DELETE("/session")),
    onError: complain,
    onSuccess: async () => {
      queries.clear();
      queries.setQueryData(session_query.queryKey, null);
      await navigate({ to: "/sign-in" });
    },
  });
  const own = [...new Set(session.grants.map((grant) => roles[grant.role] ?? grant.role))].join(", ");
  const choose = (chosen: Theme): void => { keep_theme(chosen); set_theme(chosen); };
  return (
    <Menu.Root>
      <Menu.Trigger className={styles.who}>
        <span className={styles.text}><strong>{session.name}</strong><small>{own || "No role yet"}</small></span>
        <ChevronsUpDown aria-hidden size={15} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner side="top" align="start" sideOffset={6} className={styles.place}>
          <Menu.Popup className={styles.menu}>
            <Menu.RadioGroup value={theme} onValueChange={(value) => choose(value as Theme)}>
              <Menu.GroupLabel className={styles.label}>Look</Menu.GroupLabel>
              {themes.map((one) => (
                <Menu.RadioItem key={one} value={one} className={styles.item} closeOnClick={false}>
                  {theme_words[one]}<Menu.RadioItemIndicator><Check aria-hidden size={15} /></Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className={styles.line} />
            <Menu.Item className={styles.item} onClick={() => void navigate({ to: "/account" })}>Your account</Menu.Item>
            <Menu.Item className={styles.item} onClick={() => sign_out.mutate()}>Sign out</Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
