import json
import threading
import unittest
from urllib.error import HTTPError
from urllib.request import urlopen

from app.server import create_server


class ServerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.server = create_server("127.0.0.1", 0)
        self.addCleanup(self.server.server_close)
        threading.Thread(target=self.server.serve_forever).start()
        self.addCleanup(self.server.shutdown)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def test_is_healthy(self) -> None:
        with urlopen(f"{self.url}/healthz") as response:
            self.assertEqual(json.load(response), {"status": "ok"})

    def test_does_not_know_other_paths(self) -> None:
        with self.assertRaises(HTTPError) as raised:
            urlopen(f"{self.url}/nothing")
        self.assertEqual(raised.exception.code, 404)
        raised.exception.close()
