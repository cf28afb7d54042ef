/** The small picture that goes into the register with a file: what people see of it in lists. */
const side_max = 320;
const source_bytes_max = 200_000_000;
const wait_ms = 20_000;
const quality = 0.8;
const base64_max = 87_384;

interface Source { width: number; height: number; draw: CanvasImageSource; close: () => void }

async function still_of(file: Blob): Promise<Source> {
  const picture = await createImageBitmap(file);
  return { width: picture.width, height: picture.height, draw: picture, close: () => picture.close() };
}

/** The first frame of a clip that this browser can play. */
async function frame_of(file: Blob): Promise<Source> {
  const address = URL.createObjectURL(file);
  const video = document.createElement("video");
  const close = (): void => { video.removeAttribute("src"); video.load(); URL.revokeObjectURL(address); };
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("the clip did not open in time")), wait_ms);
      video.onloadeddata = () => { clearTimeout(late); resolve(); };
      video.onerror = () => { clearTimeout(late); reject(new Error("this browser cannot play the clip")); };
      video.muted = true;
      video.preload = "auto";
      video.src = address;
    });
  } catch (error) {
    close();
    throw error;
  }
  return { width: video.videoWidth, height: video.videoHeight, draw: video, close };
}

/** A JPEG of at most 320 pixels a side in base 64; undefined for what this browser cannot show. */
export async function small_picture(file: File): Promise<string | undefined> {
  const is_clip = file.type.startsWith("video/");
  if (!is_clip && (!file.type.startsWith("image/") || file.size > source_bytes_max)) return undefined;
  try {
    const source = await (is_clip ? frame_of(file) : still_of(file));
    try {
      const scale = Math.min(1, side_max / Math.max(source.width, source.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(source.width * scale));
      canvas.height = Math.max(1, Math.round(source.height * scale));
      const context = canvas.getContext("2d");
      if (!context) return undefined;
      context.fillStyle = "#808080"; // behind what is transparent
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(source.draw, 0, 0, canvas.width, canvas.height);
      const [, base64 = ""] = canvas.toDataURL("image/jpeg", quality).split(",");
      return base64 && base64.length <= base64_max ? base64 : undefined;
    } finally {
      source.close();
    }
  } catch {
    return undefined; // The file is registered all the same.
  }
}
