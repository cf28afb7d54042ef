#!/usr/bin/env python3
"""usage: demo/make.py FOLDER

Makes the sample production in FOLDER: *The Quiet Harbour*, a fictional documentary, with a delivery of real
media in every state, its archive log, and the title file that declares what was planned and approved.
The same input gives the same bytes.
"""

import hashlib
import pathlib
import sys

import media

WIDTH, HEIGHT = 480, 270
DAWN = ((28, 36, 74), (236, 150, 96)), ((120, 84, 92), (22, 28, 52))
NOON = ((66, 128, 196), (196, 224, 240)), ((70, 120, 150), (20, 60, 96))
DUSK = ((18, 14, 44), (190, 80, 90)), ((88, 50, 84), (12, 10, 30))
TEMPLATE = pathlib.Path(__file__).resolve().parent / "title.template.yaml"


def picture(palette, seed, chunks=b"", old=False):
    rows = media.scene(WIDTH, HEIGHT, palette[0], palette[1], seed)
    return media.png(media.grey(rows) if old else rows, WIDTH, chunks)


def a1111(prompt, seed, model):
    return media.text_chunk("parameters", f"{prompt}\nNegative prompt: text, watermark\nSteps: 28, Sampler: DPM++ 2M Karras, "
                            f"CFG scale: 6.5, Seed: {seed}, Size: {WIDTH}x{HEIGHT}, Model hash: 31e35c80fc, Model: {model}, Version: v1.9.4")


def midjourney(prompt, job):
    return media.text_chunk("Description", f"{prompt} --ar 16:9 --v 6.1 Job ID: {job}") + media.text_chunk("Author", "storyboard desk")


def delivery():
    dawn = "a quiet harbour at dawn, fishing boats, long lens, film still"
    firefly = media.xmp_chunk('xmp:CreatorTool="Adobe Firefly" photoshop:Credit="Northlight VFX" Iptc4xmpExt:DigitalSourceType='
                              '"http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"')
    generated = media.xmp_chunk('Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"')
    scanned = media.xmp_chunk('Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/print" photoshop:Credit="Harbour Museum"')
    comfy = media.text_chunk("prompt", media.comfyui_graph(dawn, 20260514, "sd_xl_base_1.0.safetensors"))
    frames = [media.png(media.scene(320, 180, NOON[0], NOON[1], 40), 320) for _ in range(12)]
    label = '{"AIGC":{"Label":"1","ContentProducer":"001191110102MACQD9K64010000","ProduceID":"7f3c","ReservedCode1":"","ContentPropagator":"","PropagateID":"","ReservedCode2":""}}'
    return {
        "reel/harbour_dawn.png": picture(DAWN, 1, comfy),
        "reel/sky_replacement.png": picture(DUSK, 2, firefly),
        "reel/crowd_plate.png": picture(NOON, 3, a1111("a crowd on a quay, 1930s clothes, wide shot", 987654321, "realisticVisionV60")),
        "reel/storyboard_temp.png": picture(DUSK, 4, midjourney("the keeper climbs the tower, storm behind him", "0b7c1f52-9a0e-4c7e-8f0d-5d9a1c2e3f40")),
        "reel/episode_1.mov": media.movie(frames, 320, 180, {"com.apple.quicktime.software": "Picture finishing", "com.apple.quicktime.title": "The Quiet Harbour, episode 1"}),
        "reel/opening_title.mov": media.movie(frames[:4], 320, 180, {"com.apple.quicktime.title": "Opening title", "AIGC": label}),
        "archive/quay_1934.png": picture(NOON, 5, generated, old=True),
        "archive/market_1951.png": picture(NOON, 6, scanned, old=True),
        "stills/keeper_portrait.png": picture(DAWN, 7, media.chunk(b"eXIf", media.exif_block("Canon", "Canon EOS R5"))),
        "stills/net_repair_damaged.png": picture(NOON, 8)[:9000],
        "sound/narration_en.wav": media.wav(2, 220, media.bext("Narration, English, recorded", "Studio B")),
        "sound/narration_de_voice.wav": media.wav(2, 196, media.bext("Narration, German, synthetic voice of the narrator", "Voice desk")
                                                  + media.info(ICMT="AI generated voice", ISFT="ElevenLabs")),
        "notes/readme.txt": b"Delivery 3 of The Quiet Harbour. Pictures, archive, stills and sound.\n",
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    files = delivery()
    title = TEMPLATE.read_text()
    for name, content in files.items():
        path = folder / "delivery" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        title = title.replace("{sha256:" + name + "}", hashlib.sha256(content).hexdigest())
    (folder / "archive-log.csv").write_text(
        "File;Source;Claimed as;Note\n"
        "archive/quay_1934.png;Family album, Harbour Row;archive;the quay before the fire\n"
        "archive/market_1951.png;Harbour Museum, box 12;archive;market day\n")
    (folder / "title.yaml").write_text(title)
    print(f"{len(files)} files in {folder}/delivery, title file {folder}/title.yaml")


if __name__ == "__main__":
    main()
