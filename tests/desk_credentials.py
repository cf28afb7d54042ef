"""Signs with what the desk knows: a use's digital source type and tool, and a time stamp of an authority. Called as desk_*.py."""
import json
import os
import pathlib
import subprocess
import unittest

from desk_harness import FINAL, GOODGATE, DeskTest
from time_authority import TimeAuthority

FIXTURES = pathlib.Path(__file__).resolve().parent / "fixtures" / "trust"
# A picture of one pixel.
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
                      "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082")


class Signs(DeskTest):
    def setUp(self):
        super().setUp()
        self.picture = os.path.join(self.folder.name, "harbour.png")
        with open(self.picture, "wb") as file:
            file.write(PIXEL)

    def sign(self, target, *arguments, **environment):
        command = [GOODGATE, "credentials", "sign", self.picture, "-o", os.path.join(self.folder.name, target), "--json", "--cert",
                   FIXTURES / "es256.pem", "--key", FIXTURES / "es256.test-key.pem", "--trust", FIXTURES / "root.pem", "--tsa",
                   FIXTURES / "root.pem", *arguments]
        return subprocess.run(list(map(str, command)), capture_output=True, text=True, env=os.environ | environment, check=False)

    def shown(self, target):
        answer = self.goodgate("credentials", "verify", "--json", "--trust", str(FIXTURES / "root.pem"), "--tsa",
                               str(FIXTURES / "root.pem"), os.path.join(self.folder.name, target))
        return json.loads(answer.stdout)["files"][0]

    def test_the_source_type_and_tool_come_from_the_use(self):
        self.production()
        for effect, source in (("generated", "trainedAlgorithmicMedia"), ("alteration", "compositeWithTrainedAlgorithmicMedia"),
                               ("enhancement", "algorithmicallyEnhanced")):
            use = self.made(self.partner, "uses", self.use_body(FINAL | {"factual_effect": effect}))
            answer = self.sign(f"{effect}.png", "--use", use, "--server", f"http://127.0.0.1:{self.port}", GOODGATE_TOKEN=self.partner.token)
            self.assertEqual(answer.returncode, 0, answer.stderr)
            found = self.shown(f"{effect}.png")
            self.assertEqual(found["state"], "trusted")
            action = found["manifests"][0]["actions"][0]
            self.assertEqual(action["digital_source_type"].rsplit("/", 1)[1], source)
            self.assertEqual(action["software"], "House Painter 3")
        answer = self.sign("none.png", "--use", "use_01", "--server", f"http://127.0.0.1:{self.port}", GOODGATE_TOKEN=self.partner.token)
        self.assertEqual(answer.returncode, 65, answer.stderr)
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, "none.png")))

    def test_a_time_stamp_proves_when(self):
        chain = os.path.join(self.folder.name, "tsa")
        os.mkdir(chain)
        server = TimeAuthority.of(chain, FIXTURES / "tsa.pem", FIXTURES / "tsa.test-key.pem", FIXTURES / "issuing.pem")
        self.addCleanup(server.shutdown)
        url = f"http://127.0.0.1:{server.server_port}/"
        answer = self.sign("stamped.png", "--source-type", "digitalCreation", "--timestamp", url)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        said = json.loads(answer.stdout)
        self.assertEqual((said["time_stamp"]["authority"], said["time_stamp"]["trusted"]), ("Test tsa", True))
        found = self.shown("stamped.png")
        self.assertEqual(found["state"], "trusted")
        self.assertIn("timeStamp.trusted", [one["code"] for one in found["statuses"]])
        # The signer's certificate ends in 2045; what was stamped before holds.
        later = self.goodgate("credentials", "verify", "--json", "--at", "2049-01-01", "--trust", str(FIXTURES / "root.pem"), "--tsa",
                              str(FIXTURES / "root.pem"), os.path.join(self.folder.name, "stamped.png"))
        self.assertEqual(json.loads(later.stdout)["files"][0]["state"], "trusted")
        nobody = self.sign("none.png", "--source-type", "digitalCreation", "--timestamp", f"http://127.0.0.1:{self.port}/healthz")
        self.assertNotEqual(nobody.returncode, 0)
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, "none.png")))


if __name__ == "__main__":
    unittest.main(verbosity=2)
