"""What tests of `goodgate credentials sign` share: media of every container, the program, and the reference beside it.

A test file is called as: credentials_<topic>.py GOODGATE [unittest arguments]. Media are made with ffmpeg, so that they can be
played again; those that it does not make are written here, or come from the corpus (../shared beside the sources). The
reference validator (c2pa-rs, native and as WebAssembly) is asked where GG_C2PA_ORACLE, or build/oracle-c2pa, is a folder that
it was set up in.
"""
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "trust"
CORPUS = ROOT.parent / "shared" / "corpora" / "credentials"
GOODGATE = os.path.abspath(sys.argv.pop(1))
FFMPEG = shutil.which("ffmpeg")
ORACLE = os.environ.get("GG_C2PA_ORACLE", str(ROOT / "build" / "oracle-c2pa"))
PICTURE = ["-f", "lavfi", "-i", "testsrc=s=96x64", "-frames:v", "1"]
FILM = ["-f", "lavfi", "-i", "testsrc=s=96x64:d=1:r=25"]
SOUND = ["-f", "lavfi", "-i", "sine=d=1"]

# What ffmpeg makes, by name.
MADE = {
    "still.jpg": PICTURE, "still.png": PICTURE, "still.gif": PICTURE, "still.tiff": PICTURE, "still.webp": PICTURE,
    "still.exr": PICTURE, "still.dpx": PICTURE, "bare.jxl": PICTURE,
    "film.mp4": FILM + SOUND + ["-c:v", "mpeg4", "-c:a", "aac"],
    "film.mov": FILM + SOUND + ["-c:v", "prores_ks", "-c:a", "pcm_s16le"],
    "fragments.mp4": FILM + ["-c:v", "mpeg4", "-movflags", "frag_keyframe+empty_moov"],
    "film.avi": FILM + ["-c:v", "mjpeg"], "film.mxf": FILM + ["-c:v", "mpeg2video"],
    "sound.wav": SOUND, "sound.mp3": SOUND, "sound.flac": SOUND, "sound.m4a": SOUND + ["-c:a", "aac"],
    "rf64.wav": SOUND + ["-rf64", "always"],
}
# What it does not: a place in the corpus.
TAKEN = {
    "still.avif": "c2pa-rs/sdk/tests/fixtures/sample1.avif", "still.heic": "c2pa-rs/sdk/tests/fixtures/sample1.heif",
    "drawing.svg": "c2pa-rs/cli/tests/fixtures/sample1.svg", "paper.pdf": "c2pa-rs/sdk/tests/fixtures/basic-no-xmp.pdf",
}
BARE = {"bare.jxl"}  # has a place inside once it is in a container: beside it where that is asked for
BESIDE = BARE | {"still.exr", "still.dpx", "film.mxf"}  # no place inside
# Every format that signing promises, by the names of its media.
FORMATS = {
    "JPEG": ["still.jpg"], "PNG": ["still.png"], "WebP": ["still.webp"], "GIF": ["still.gif"], "TIFF": ["still.tiff"], "DNG": ["still.dng"],
    "HEIC": ["still.heic"], "AVIF": ["still.avif"], "JPEG XL": ["still.jxl", "bare.jxl"], "SVG": ["drawing.svg"], "PDF": ["paper.pdf"],
    "MP4": ["film.mp4", "sound.m4a"], "QuickTime": ["film.mov"], "fragmented MP4": ["fragments.mp4"], "AVI": ["film.avi"],
    "WAV": ["sound.wav"], "RF64": ["rf64.wav"], "MP3": ["sound.mp3"], "FLAC": ["sound.flac"],
    "MXF": ["film.mxf"], "OpenEXR": ["still.exr"], "DPX": ["still.dpx"],
}
BEYOND_REFERENCE = BESIDE | {"rf64.wav"}  # formats that the reference does not read


def jpeg_xl_container(codestream):
    """A codestream in the boxes of ISO/IEC 18181-2 section 9: signature, file type, the codestream."""
    def box(kind, payload):
        return struct.pack(">I4s", 8 + len(payload), kind) + payload

    return box(b"JXL ", b"\r\n\x87\n") + box(b"ftyp", b"jxl \0\0\0\0jxl ") + box(b"jxlc", codestream)


def camera_raw():
    """A DNG (Adobe DNG 1.4): the mosaic of a sensor of 64 x 48, 16 bits, little-endian."""
    width, height = 64, 48
    samples = struct.pack(f"<{width * height}H", *((x * 800 + y * 300) % 65536 for y in range(height) for x in range(width)))
    byte, text, short, long, rational = 1, 2, 3, 4, 5
    sizes = {byte: "B", text: "s", short: "H", long: "I"}
    tags = [(254, long, [0]), (256, long, [width]), (257, long, [height]), (258, short, [16]), (259, short, [1]),
            (262, short, [32803]),  # a mosaic of colour filters
            (271, text, b"Goodgate\0"), (272, text, b"Test sensor\0"), (273, long, [0]), (274, short, [1]), (277, short, [1]),
            (278, long, [height]), (279, long, [len(samples)]), (284, short, [1]), (33421, short, [2, 2]), (33422, byte, [0, 1, 1, 2]),
            (50706, byte, [1, 4, 0, 0]), (50707, byte, [1, 1, 0, 0]), (50708, text, b"Goodgate test sensor\0"), (50717, long, [65535]),
            (50728, rational, [1, 2, 1, 1, 1, 2]), (50778, short, [21])]
    directory_end = 8 + 2 + 12 * len(tags) + 4
    entries, beyond = b"", b""
    for tag, kind, values in tags:
        if kind == text:
            packed, count = values, len(values)
        elif kind == rational:
            packed, count = struct.pack(f"<{len(values)}I", *values), len(values) // 2
        else:
            packed, count = struct.pack(f"<{len(values)}{sizes[kind]}", *values), len(values)
        if len(packed) > 4:
            place = directory_end + len(beyond)
            beyond += packed + b"\0" * (len(packed) % 2)
            packed = struct.pack("<I", place)
        entries += struct.pack("<HHI", tag, kind, count) + packed.ljust(4, b"\0")
    strip = struct.pack("<HHII", 273, long, 1, directory_end + len(beyond))
    entries = entries.replace(struct.pack("<HHII", 273, long, 1, 0), strip)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + struct.pack("<I", 0) + beyond + samples


def make_media(folder):
    """The names that could be made."""
    made = []
    for name, options in MADE.items():
        if FFMPEG and subprocess.run([FFMPEG, "-v", "error", "-y", *options, f"{folder}/{name}"], check=False).returncode == 0:
            made.append(name)
    folder = pathlib.Path(folder)
    (folder / "still.dng").write_bytes(camera_raw())
    made.append("still.dng")
    if "bare.jxl" in made:
        (folder / "still.jxl").write_bytes(jpeg_xl_container((folder / "bare.jxl").read_bytes()))
        made.append("still.jxl")
    for name, place in TAKEN.items():
        if (CORPUS / place).exists():
            shutil.copy(CORPUS / place, f"{folder}/{name}")
            made.append(name)
    return made


class Oracle:
    """The reference, with the root of the tests' own certificates among its anchors."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        for each in os.listdir(ORACLE):
            if each in ("native", "node_modules"):
                os.symlink(os.path.abspath(f"{ORACLE}/{each}"), self.folder / each)
        shutil.copy(f"{ORACLE}/validate.mjs", self.folder)
        shutil.copy(ROOT / "tests" / "read_segments.mjs", self.folder)
        shutil.copytree(f"{ORACLE}/trust", self.folder / "trust")
        for name in ("c2pa-rs-test-roots.pem", "C2PA-TSA-TRUST-LIST.pem"):
            with open(self.folder / "trust" / name, "a") as roots:
                roots.write((FIXTURES / "root.pem").read_text())

    def states(self, paths, backend):
        listing = self.folder / "list.txt"
        listing.write_text("\n".join(map(str, paths)))
        answer = subprocess.run(["node", self.folder / "validate.mjs", "--summary", "--backend", backend, "--list", listing],
                                capture_output=True, text=True, check=False)
        return {one["file"]: one for one in map(json.loads, answer.stdout.splitlines())}

    def segment_states(self, init, segments):
        """Of each segment, by the WebAssembly build: the native one reads no streams."""
        answer = subprocess.run(["node", self.folder / "read_segments.mjs", init, *segments], capture_output=True, text=True, check=True)
        return [(one["state"], one["failures"]) for one in map(json.loads, answer.stdout.splitlines())]


def have_oracle():
    return shutil.which("node") is not None and os.path.exists(f"{ORACLE}/validate.mjs")


class SigningTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory()
        cls.media = pathlib.Path(cls.kept.name) / "media"
        cls.media.mkdir()
        cls.names = make_media(cls.media)
        if "still.png" not in cls.names:
            raise unittest.SkipTest("ffmpeg is not here: nothing to sign")

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.out = pathlib.Path(self.folder.name)
        self.addCleanup(self.folder.cleanup)

    def goodgate(self, *arguments, **more):
        return subprocess.run([GOODGATE, "credentials", *map(str, arguments)], capture_output=True, text=True, check=False, **more)

    def sign(self, source, target, *arguments, key="es256", source_type="digitalCreation", **more):
        options = ["--cert", FIXTURES / f"{key}.pem", "--key", FIXTURES / f"{key}.test-key.pem"] if key else []
        options += ["--source-type", source_type] if source_type else []
        options += ["-o", target] if target else []
        return self.goodgate("sign", source, *options, "--trust", FIXTURES / "root.pem", *arguments, **more)

    def signed(self, source, target, *arguments, **more):
        """Signs, or fails the test. What the program says of it."""
        if pathlib.Path(source).name in BARE:
            arguments = ("--sidecar", *arguments)
        answer = self.sign(source, target, "--json", *arguments, **more)
        self.assertEqual(answer.returncode, 0, f"{source}: {answer.stderr}")
        return json.loads(answer.stdout)

    def states(self, *paths):
        """What our validator says of each: state, then failures."""
        answer = self.goodgate("verify", "--json", "--trust", FIXTURES / "root.pem", "--tsa", FIXTURES / "root.pem", *paths)
        return {file["path"]: (file.get("state", file.get("error")),
                               [s["code"] for s in file.get("statuses", []) if s["kind"] == "failure"])
                for file in json.loads(answer.stdout)["files"]}

    def assert_trusted(self, *paths):
        for path, found in self.states(*paths).items():
            self.assertEqual(found, ("trusted", []), path)

    def assert_trusted_by_reference(self, *paths):
        """By ours, and by both builds of the reference where it is here."""
        self.assert_trusted(*paths)
        if not have_oracle():
            print(f"SKIPPED: the reference is not asked, it is not at {ORACLE}", file=sys.stderr)
            return
        with tempfile.TemporaryDirectory() as folder:
            oracle = Oracle(folder)
            for backend in ("native", "wasm"):
                for path, one in oracle.states(paths, backend).items():
                    self.assertEqual((one["state"], one.get("failure"), one.get("ingredientFailures")), ("Trusted", [], []),
                                     f"{backend}: {path}: {one.get('error', '')}")
                    self.assertEqual([code for code in one["informational"] if code.startswith("timeStamp.")], [], f"{backend}: {path}")

    def shown(self, path):
        answer = self.goodgate("verify", "--json", "--trust", FIXTURES / "root.pem", "--tsa", FIXTURES / "root.pem", path)
        return json.loads(answer.stdout)["files"][0]

    def assert_nothing_left(self, answer, *words):
        """It failed with these words, and left no file."""
        self.assertNotEqual(answer.returncode, 0, answer.stdout)
        for word in words:
            self.assertIn(word, answer.stderr)
        self.assertEqual(os.listdir(self.out), [])
