import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Id } from "@/api/records";
import { may, useSession } from "@/app/session";
import { AttachmentList } from "@/features/attachments/attachment_list";
import styles from "@/features/attachments/attachments.module.css";
import { DropFiles } from "@/features/attachments/drop_files";
import { usePeopleAtWork } from "@/features/attachments/holders";
import { attachments_query } from "@/features/attachments/queries";
import { useUploads } from "@/features/attachments/uploads";
import { Fetched } from "@/ui/fetched";
import { Ticks } from "@/ui/field";
import { Section } from "@/ui/page";

/** What hangs on something, and a place to add to it. */
export function Attachments({ object, title }: { object: Id; title: Id }): ReactNode {
  const session = useSession();
  const query = useQuery(attachments_query(object));
  const uploads = useUploads(object);
  const [sealed_for, set_sealed_for] = useState<Id[]>([]);
  const may_attach = may(session, "attach", title);
  return (
    <Section title="Attachments" note={query.data?.items.length || undefined}>
      <Fetched query={query} what="what is attached" rows={2} empty={(page) => page.items.length === 0 && <p className={styles.none}>Nothing is attached{may_attach ? " yet: clips, contracts and what shows the facts belong here." : "."}</p>}>
        {(page) => <AttachmentList attachments={page.items} can_remove />}
      </Fetched>
      {may_attach && <DropFiles uploads={uploads} label="Attach files" hint={sealed_for.length > 0 ? "Drop or paste what only those people are to open." : "Drop files here, paste a picture, or choose."} sealed_for={sealed_for} />}
      {may_attach && <SealFor values={sealed_for} on_change={set_sealed_for} title={title} />}
    </Section>
  );
}

/** The same for who only looks. */
export function AttachmentsSeen({ object }: { object: Id }): ReactNode {
  const query = useQuery(attachments_query(object));
  if (query.data?.items.length === 0) return null;
  return <Fetched query={query} what="what is attached" rows={1}>{(page) => <AttachmentList attachments={page.items} />}</Fetched>;
}

function SealFor({ values, on_change, title }: { values: Id[]; on_change: (values: Id[]) => void; title: Id }): ReactNode {
  const people = usePeopleAtWork(title);
  return (
    <details className={styles.sealing} data-screen-only>
      <summary>Seal it for named people</summary>
      <Ticks label="Who alone may open what is added next" hint="It is encrypted to them. Others, administrators too, see only that sealed evidence is there." values={values} on_change={on_change}
        options={people} empty="Nobody else works on this title." />
    </details>
  );
}
