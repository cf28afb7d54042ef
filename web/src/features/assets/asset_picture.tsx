import { AudioLines, Clapperboard, File, Image, type LucideIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Id } from "@/api/records";
import styles from "@/features/assets/assets.module.css";
import { picture_address } from "@/features/assets/queries";

const icons: [RegExp, LucideIcon][] = [
  [/\.(png|jpe?g|webp|gif|avif|heic|tiff?|exr|dpx|psd|svg|jxl|dng)$/i, Image],
  [/\.(mov|mp4|m4v|mxf|mkv|webm|avi|m2ts?)$/i, Clapperboard],
  [/\.(wav|mp3|flac|aiff?|m4a|aac|ogg)$/i, AudioLines],
];
const icon_of = (file: string): LucideIcon => icons.find(([names]) => names.test(file))?.[1] ?? File;

/** The small picture of a registered file, or what kind of file it is. It says nothing that its name beside it does not. */
export function AssetPicture({ asset, large = false }: { asset: { id: Id; file: string; picture_sha256?: string | undefined }; large?: boolean }): ReactNode {
  const [is_gone, set_gone] = useState(false);
  const Icon = icon_of(asset.file);
  return (
    <span className={large ? styles.large : styles.small}>
      {asset.picture_sha256 !== undefined && !is_gone
        ? <img src={picture_address(asset.id)} alt={large ? `Picture of ${asset.file}` : ""} loading="lazy" decoding="async" onError={() => set_gone(true)} />
        : <Icon aria-hidden size={large ? 28 : 16} />}
    </span>
  );
}
