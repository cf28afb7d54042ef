import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ClipboardPaste, Plus } from "lucide-react";
import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from "react";
import { to_problem } from "@/api/problem";
import { record_query } from "@/api/queries";
import { rows_query } from "@/api/rows";
import { may, useSession } from "@/app/session";
import { NotFound } from "@/app/not_found";
import { useWrite } from "@/features/registers/mutations";
import { RecordForm } from "@/features/registers/record_form";
import { RecordPanel } from "@/features/registers/record_panel";
import styles from "@/features/registers/register.module.css";
import { ImportDialog } from "@/features/registers/import_dialog";
import { columns_of, type Named, type Register as RegisterSpec, registers, type Row } from "@/features/registers/registers";
import { type Shown, Views } from "@/features/registers/views";
import { useNames } from "@/features/uses/names";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ExportButtons } from "@/ui/export_buttons";
import { Empty, Fetched } from "@/ui/fetched";
import { SelectField, TextField } from "@/ui/field";
import { words_of } from "@/ui/folded";
import { Grid } from "@/ui/grid";
import { at_leisure, in_order } from "@/ui/in_order";
import { changed } from "@/ui/listed";
import { Page } from "@/ui/page";
import { say } from "@/ui/toast";
import { useTyped } from "@/ui/typed";
import { state_word, with_article } from "@/ui/words";

export function RegisterPage(): ReactNode {
  const { noun } = useParams({ from: "/inside/registers/$noun" });
  const register = registers.find((one) => one.noun === noun);
  if (!register) return <NotFound />;
  return <OneRegister key={noun} register={register} />;
}

function OneRegister({ register }: { register: RegisterSpec }): ReactNode {
  const session = useSession();
  const [is_adding, set_adding] = useState(false);
  const [is_pasting, set_pasting] = useState(false);
  const write = useWrite(register.noun);
  const query = useQuery(rows_query(register.noun));
  const may_add = register.right !== undefined && may(session, register.right);
  const may_paste = register.noun === "uses" ? may(session, "declare") : may_add;
  const paste = may_paste && <Button onClick={() => set_pasting(true)}><ClipboardPaste aria-hidden size={16} />Paste from a spreadsheet</Button>;
  const add = may_add && <Button look="main" onClick={() => set_adding(true)}><Plus aria-hidden size={16} />Add {with_article(register.one)}</Button>;
  return (
    <Page wide title={register.label} note={register.about} acts={<>{paste}{add}</>}>
      <nav className={styles.tabs} aria-label="Registers">
        {registers.map((one) => <Link key={one.noun} to="/registers/$noun" params={{ noun: one.noun }} className={styles.tab} aria-current={one.noun === register.noun ? "page" : undefined}>{one.label}</Link>)}
        <Link to="/expiry" className={styles.tab}>What ends when</Link>
      </nav>
      <Fetched query={query} what={register.label.toLowerCase()} rows={8} empty={(rows) => rows.length === 0 && <Empty title={`No ${register.one} yet`} act={add}>{may_add ? "Add the first one." : "What others add comes up here by itself."}</Empty>}>
        {(rows) => <Rows register={register} rows={rows as unknown as Row[]} />}
      </Fetched>
      {is_pasting && <ImportDialog register={register} on_close={() => set_pasting(false)} />}
      {is_adding && (
        <Dialog open wide title={`Add ${with_article(register.one)}`} on_close={() => set_adding(false)}>
          <RecordForm fields={register.fields} start={{}} act={`Add the ${register.one}`} busy={write.isPending} problem={write.error ? to_problem(write.error) : undefined} on_close={() => set_adding(false)}
            on_body={(body) => write.mutate({ body }, { onSuccess: () => { say(`The ${register.one} is in the register`); set_adding(false); } })} />
        </Dialog>
      )}
    </Page>
  );
}

function Rows({ register, rows }: { register: RegisterSpec; rows: Row[] }): ReactNode {
  const search = useSearch({ from: "/inside/registers/$noun" });
  const navigate = useNavigate({ from: "/registers/$noun" });
  const leave = useNavigate();
  const name = useNames();
  const { columns, finds } = columns_of(register, name);
  const set = (part: Partial<typeof search>): void => void navigate({ search: (before) => changed(before, part), replace: true });
  const [typed, type] = useTyped(search.q ?? "", (q) => set({ q }));
  const wanted = useDeferredValue(typed);
  const sort = useDeferredValue(search.sort ?? "");
  // The first letter that is typed and the first use that is opened wait for nothing that could be there before.
  useEffect(() => at_leisure(rows, columns, finds), [rows, columns, finds]);
  useEffect(() => { if (register.noun === "uses") void import("@/pages/use"); }, [register]);
  const queries = useQueryClient();
  const rest = (row: Row): void => void queries.prefetchQuery(record_query(register.noun, row.id));
  const words = useMemo(() => words_of(wanted), [wanted]);
  const ordered = useMemo(() => in_order(rows, columns, sort), [rows, columns, sort]);
  const shown = useMemo(
    () => ordered.filter((row) => (!search.state || row.state === search.state) && (!search.title || row.title === search.title || row.id === search.title) && (words.length === 0 || finds(row, words))),
    [ordered, finds, words, search.state, search.title]);
  const open = (row: Row): void => { if (register.noun === "uses") void leave({ to: "/uses/$use", params: { use: row.id } }); else set({ item: row.id }); };
  const { states, titles } = useMemo(() => ({
    states: [...new Set(rows.map((row) => row.state))],
    titles: [...new Set(rows.map((row) => row.title).filter((title) => title !== undefined))],
  }), [rows]);
  return (
    <>
      <div className={styles.tools} role="search">
        <TextField label="Filter" type="search" value={typed} on_change={type} />
        <SelectField label="State" value={search.state ?? ""} on_change={(state) => set({ state })} options={[{ value: "", label: "Every state" }, ...states.map((state) => ({ value: state, label: state_word(state, rows[0]?.noun).label }))]} />
        {titles.length > 1 && <SelectField label="Title" value={search.title ?? ""} on_change={(title) => set({ title })} options={[{ value: "", label: "Every title" }, ...titles.map((title) => ({ value: title, label: name(title) }))]} />}
        <Views noun={register.noun} shown={Object.fromEntries(Object.entries(search).filter(([key, value]) => key !== "item" && value)) as Shown} on_show={(shown) => void navigate({ search: shown, replace: true })} />
        <ExportButtons name={`goodgate-${register.noun}`} rows={shown} columns={columns} />
        <span role="status">{shown.length} of {rows.length}</span>
      </div>
      <Grid name={register.label} rows={shown} columns={columns} sort={search.sort ?? ""} on_sort={(sort) => set({ sort })} on_open={open} on_rest={rest} chosen={search.item} />
      {search.item && <Chosen key={search.item} register={register} id={search.item} name={name} on_close={() => set({ item: "" })} />}
    </>
  );
}

/** The whole record behind a row: a link to it opens it, wherever it stands in the list. */
function Chosen({ register, id, name, on_close }: { register: RegisterSpec; id: string; name: Named; on_close: () => void }): ReactNode {
  const query = useQuery(record_query(register.noun, id));
  if (query.data) return <RecordPanel register={register} row={query.data} name={name} on_close={on_close} />;
  return <Dialog open wide title={`The ${register.one}`} on_close={on_close}><Fetched query={query} what={`the ${register.one}`} rows={4}>{() => null}</Fetched></Dialog>;
}
