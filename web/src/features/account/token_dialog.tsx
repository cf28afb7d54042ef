import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import { rows_query } from "@/api/rows";
import type { Id } from "@/api/records";
import { type Role, useSession } from "@/app/session";
import styles from "@/features/account/account.module.css";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { SelectField, TextField, Ticks } from "@/ui/field";
import { roles } from "@/ui/words";

const lifetimes = [{ value: "7", label: "A week" }, { value: "30", label: "30 days" }, { value: "90", label: "90 days" }, { value: "365", label: "A year" }];
export interface Secret { token: string; expires: string }

/** A token of one's own, or (`person`) of somebody a machine acts as. */
export function TokenDialog({ person, has_roles, on_made, on_close }: { person?: Id; has_roles?: Role[]; on_made: (secret: Secret) => void; on_close: () => void }): ReactNode {
  const session = useSession();
  const queries = useQueryClient();
  const titles = useQuery(rows_query("titles")).data ?? [];
  const [name, set_name] = useState("");
  const [days, set_days] = useState("30");
  const [only_titles, set_titles] = useState<string[]>([]);
  const [only_roles, set_roles] = useState<string[]>([]);
  const own = has_roles ?? [...new Set(session.grants.map((grant) => grant.role))];
  const make = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), days: Number(days), ...(only_titles.length > 0 ? { titles: only_titles } : {}), ...(only_roles.length > 0 ? { roles: only_roles as Role[] } : {}) };
      return person === undefined ? ask(client.POST("/tokens", { body })) : ask(client.POST("/people/{id}/tokens", { params: { path: { id: person } }, body }));
    },
    onSuccess: (secret) => { void queries.invalidateQueries({ queryKey: ["account"] }); on_made(secret); },
  });
  const problem = make.error ? to_problem(make.error) : undefined;
  const submit = (event: FormEvent): void => { event.preventDefault(); make.mutate(); };
  return (
    <Dialog open wide title={person === undefined ? "Make a token" : "Make a token for a machine"} on_close={on_close}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField label="What it is for" autoFocus hint="You find it by this name when it has to be revoked." value={name} on_change={set_name} error={problem?.at("/name")} />
        <SelectField label="Good for" value={days} on_change={set_days} options={lifetimes} error={problem?.at("/days")} />
        <Ticks label="Only these roles" hint="None: all that its owner has." values={only_roles} on_change={set_roles} options={own.map((role) => ({ value: role, label: roles[role] ?? role }))} empty="No role yet: it will open nothing." />
        {titles.length > 0 && <Ticks label="Only these titles" hint="None: all that its owner reaches." values={only_titles} on_change={set_titles} options={titles.map((one) => ({ value: one.id, label: one.name }))} empty="" />}
        {problem && problem.elsewhere(["/name", "/days"]).length + (problem.errors.length === 0 ? 1 : 0) > 0 && <Failed problem={problem} />}
        <DialogActs><Button onClick={on_close}>Cancel</Button><Button type="submit" look="main" busy={make.isPending}>Make the token</Button></DialogActs>
      </form>
    </Dialog>
  );
}
