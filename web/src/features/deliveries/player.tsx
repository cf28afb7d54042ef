import { type ReactNode, useState } from "react";
import { base_path } from "@/api/client";
import type { DeliveredFile, Id } from "@/api/records";
import styles from "@/features/deliveries/deliveries.module.css";
import { size_words, state_word } from "@/ui/words";

const place = (delivery: Id, file: DeliveredFile, what: "content" | "picture"): string => `${base_path}api/v1/deliveries/${delivery}/files/${file.number}/${what}`;

/** Where the small picture of a file is read. */
export const picture_place = (delivery: Id, file: DeliveredFile): string => place(delivery, file, "picture");

/** The small picture of a file, where there is one. */
export const FilePicture = ({ delivery, file }: { delivery: Id; file: DeliveredFile }): ReactNode =>
  file.has_picture ? <img className={styles.frame} src={place(delivery, file, "picture")} alt={`First picture of ${file.path}`} loading="lazy" /> : null;

/** Moving picture or sound; where the browser does not know what is in the file, its first picture and a way to save it. */
function Played({ delivery, file, type, source }: { delivery: Id; file: DeliveredFile; type: string; source: string }): ReactNode {
  const [is_unknown, set_unknown] = useState(false);
  if (is_unknown)
    return (
      <div className={styles.nothing}>
        <FilePicture delivery={delivery} file={file} />
        <p>This browser cannot play what is in this file ({file.format}). <a href={source} download={file.path.split("/").pop()}>Save it</a> and play it on your machine.</p>
      </div>
    );
  const shared = { src: source, controls: true, preload: "metadata", "aria-label": file.path, onError: () => set_unknown(true) } as const;
  return type.startsWith("video/") ? <video {...shared} className={styles.media} /> : <audio {...shared} className={styles.sound} />;
}

function Media({ delivery, file }: { delivery: Id; file: DeliveredFile }): ReactNode {
  const type = file.content?.media_type ?? "";
  const source = place(delivery, file, "content");
  if (/^(video|audio)\//.test(type)) return <Played key={source} delivery={delivery} file={file} type={type} source={source} />;
  if (type.startsWith("image/")) return <img className={styles.media} src={source} alt={file.path} />;
  if (file.has_picture) return <img className={styles.media} src={place(delivery, file, "picture")} alt={`First picture of ${file.path}`} />;
  return <p className={styles.nothing}>{file.content === undefined && "The content of this file is not kept here: it is of a kind that browsers do not show, too large, its days are over, or only its scan was handed in."}</p>;
}

/** One file after the other along a strip that is coloured, signed and named by how each stands. */
export function Player({ delivery, files, at, on_at }: { delivery: Id; files: DeliveredFile[]; at: number; on_at: (number: number) => void }): ReactNode {
  const file = files[at] ?? files[0];
  if (!file) return null;
  const word = state_word(file.standing ?? "no_evidence", "file");
  return (
    <div className={styles.player}>
      <figure>
        <Media delivery={delivery} file={file} />
        <figcaption><strong>{file.path}</strong> {word.label} · {file.format} · {size_words(file.size)}</figcaption>
      </figure>
      <ol className={styles.strip} aria-label="Files, one after the other" tabIndex={0}>
        {files.map((one) => {
          const stands = state_word(one.standing ?? "no_evidence", "file");
          const Icon = stands.icon;
          return (
            <li key={one.number}>
              <button type="button" data-tone={stands.tone} aria-current={one.number === file.number || undefined} aria-label={`${one.path}: ${stands.label}`} title={`${one.path}: ${stands.label}`} onClick={() => on_at(one.number)}><Icon aria-hidden size={13} /></button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
