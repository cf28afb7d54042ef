import { useQueryClient, useMutation } from "@tanstack/react-query";
import { AudioLines, Clapperboard, Download, File, FileText, Image, Trash2, type LucideIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ask, client, version_of } from "@/api/client";
import { to_problem } from "@/api/problem";
import { may, useSession } from "@/app/session";
import styles from "@/features/attachments/attachments.module.css";
import { OpenSealed } from "@/features/attachments/open_sealed";
import { type Attachment, content_address, purposes } from "@/features/attachments/queries";
import { TextDialog } from "@/features/uses/text_dialog";
import { useNames } from "@/features/uses/names";
import { button_class, IconButton } from "@/ui/button";
import { say } from "@/ui/toast";
import { size_words, when } from "@/ui/words";

const picture_bytes_max = 20_000_000;

function icon_of(media_type: string): LucideIcon {
  if (media_type.startsWith("image/")) return Image;
  if (media_type.startsWith("video/")) return Clapperboard;
  if (media_type.startsWith("audio/")) return AudioLines;
  return media_type.startsWith("text/") || media_type.includes("pdf") || media_type.includes("document") ? FileText : File;
}

/** A picture, or a player that asks for the parts it plays. Nothing for other kinds. */
export function Shown({ name, media_type, size_bytes, address, on_error }: { name: string; media_type: string; size_bytes: number; address: string; on_error?: () => void }): ReactNode {
  if (/^image\/(png|jpeg|gif|webp|avif)$/.test(media_type) && size_bytes <= picture_bytes_max) return <img className={styles.picture} src={address} alt={name} loading="lazy" onError={on_error} />;
  // Clips are shown to be judged; what is said in them stands in the use.
  if (media_type.startsWith("video/")) return <video className={styles.picture} src={address} aria-label={name} controls preload="metadata" onError={on_error} />;
  if (media_type.startsWith("audio/")) return <audio className={styles.sound} src={address} aria-label={name} controls preload="metadata" onError={on_error} />;
  return null;
}

/** What hangs on something, the oldest first. */
export function AttachmentList({ attachments, can_remove = false }: { attachments: Attachment[]; can_remove?: boolean }): ReactNode {
  return <ul className={styles.list} aria-label="Attachments">{attachments.map((one) => (one.sealed ? <OpenSealed key={one.id} attachment={one} /> : <Row key={one.id} attachment={one} can_remove={can_remove} />))}</ul>;
}

function Row({ attachment, can_remove }: { attachment: Attachment; can_remove: boolean }): ReactNode {
  const session = useSession();
  const person = useNames();
  const [is_removing, set_removing] = useState(false);
  const { id, name = "", media_type = "", size_bytes = 0, remark, purpose = "other" } = attachment;
  const Icon = icon_of(media_type);
  const may_remove = can_remove && (attachment.created_by === session.id || may(session, "detach", attachment.title));
  return (
    <li>
      <Shown name={name} media_type={media_type} size_bytes={size_bytes} address={content_address(id)} />
      <div className={styles.row}>
        <Icon aria-hidden size={18} />
        <div className={styles.said}>
          <strong>{name}</strong>
          <small>{purposes[purpose]}, {size_words(size_bytes)}. {person(attachment.created_by)}, <time dateTime={attachment.created}>{when(attachment.created)}</time></small>
          {remark && <p className={styles.remark}>Look twice: {remark}.</p>}
        </div>
        <a className={button_class} data-look="quiet" href={content_address(id, true)} aria-label={`Save ${name}`} title="Save"><Download aria-hidden size={16} /></a>
        {may_remove && <IconButton label={`Remove ${name}`} onClick={() => set_removing(true)}><Trash2 aria-hidden size={16} /></IconButton>}
      </div>
      {is_removing && <Remove attachment={attachment} on_close={() => set_removing(false)} />}
    </li>
  );
}

function Remove({ attachment, on_close }: { attachment: Attachment; on_close: () => void }): ReactNode {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (reason: string) => ask(client.POST("/attachments/{id}/remove", { params: { path: { id: attachment.id }, header: version_of(attachment) }, body: { reason } })),
    onSuccess: () => { say("Removed", attachment.name); on_close(); },
    onSettled: () => void queries.invalidateQueries({ queryKey: ["attachments"] }),
  });
  return <TextDialog title={`Remove ${attachment.name ?? "this"}`} label="Reason" hint="That it was here stays in the ledger; the file goes when nothing else has it." act="Remove" danger pointer="/reason" busy={remove.isPending} error={remove.error ? to_problem(remove.error) : null} on_text={(reason) => remove.mutate(reason)} on_close={on_close} />;
}
