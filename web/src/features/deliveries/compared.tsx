import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import type { DeliveredFile, Finding, Id } from "@/api/records";
import { AssetPicture } from "@/features/assets/asset_picture";
import { made_for_query, type MadeFile, picture_address } from "@/features/assets/queries";
import styles from "@/features/deliveries/deliveries.module.css";
import { FilePicture, picture_place } from "@/features/deliveries/player";
import { when } from "@/ui/words";

const last_part = (path: string): string => path.split("/").pop() ?? path;

/** What the register has of a delivered file: the same content, or else a file of the same name. */
export function registered_as(file: DeliveredFile, assets: MadeFile[]): MadeFile | undefined {
  const alive = assets.filter((one) => one.state !== "retired");
  return alive.find((one) => one.sha256 === file.sha256) ?? alive.findLast((one) => last_part(one.file) === last_part(file.path));
}

/** The delivered picture beside that of the asset that was registered for its use, and a wipe between them. */
export function Compared({ delivery, finding, file }: { delivery: Id; finding: Finding; file: DeliveredFile }): ReactNode {
  const { data: assets = [] } = useQuery({ ...made_for_query(finding.use ?? ""), enabled: finding.use !== undefined });
  const asset = registered_as(file, assets);
  if (!asset) return <FilePicture delivery={delivery} file={file} />;
  const is_same = asset.sha256 === file.sha256;
  return (
    <section aria-label="Delivered and registered" className={styles.compared}>
      <figure>
        <FilePicture delivery={delivery} file={file} />
        <figcaption>Delivered: {last_part(file.path)}</figcaption>
      </figure>
      <figure>
        <AssetPicture asset={asset} large />
        <figcaption>Registered: {last_part(asset.file)}, {asset.status}{asset.generated && `, made ${when(asset.generated)}`}. {is_same ? "The same content, byte for byte." : "Other content under this name."}</figcaption>
      </figure>
      {!is_same && file.has_picture && asset.picture_sha256 !== undefined && <Wipe before={picture_address(asset.id)} after={picture_place(delivery, file)} />}
    </section>
  );
}

function Wipe({ before, after }: { before: string; after: string }): ReactNode {
  const id = useId();
  const [part, set_part] = useState(50);
  return (
    <figure className={styles.wipe}>
      <div>
        <img src={after} alt="" />
        <img src={before} alt="" style={{ clipPath: `inset(0 ${String(100 - part)}% 0 0)` }} />
      </div>
      <label htmlFor={id}>Registered, left of the line; delivered, right of it</label>
      <input id={id} type="range" min={0} max={100} value={part} onChange={(event) => set_part(Number(event.target.value))} />
    </figure>
  );
}
