import json
import os
import subprocess
import tempfile
import urllib.request
from contextlib import contextmanager

try:
    import pytest
except ImportError:
    pytest = None


@contextmanager
def qfpay_emulator():
    """Starts the emulator, waits for its first line, and stops it at the end."""
    key_file = os.path.join(tempfile.mkdtemp(), "key")
    flags = ["--port", "0", "--auto-pay", "0", "--limits", "off", "--quiet", "--json", "--write-key-file", key_file]
    process = subprocess.Popen(["npx", "--no", "--", "qfpay", "emulator", *flags], stdout=subprocess.PIPE, text=True)
    ready = json.loads(process.stdout.readline())
    with open(key_file) as file:
        key = file.read().strip()
    os.environ.update(QFPAY_BASE_URL=ready["url"], QFPAY_APPCODE=ready["merchants"][0]["app_code"], QFPAY_KEY=key)
    try:
        yield ready
    finally:
        headers = {"Authorization": "Bearer " + ready["admin"]["token"]}
        urllib.request.urlopen(urllib.request.Request(ready["admin"]["url"] + "shutdown", b"", headers))
        process.wait(timeout=10)


if pytest:
    @pytest.fixture(scope="session", autouse=True)
    def qfpay():
        with qfpay_emulator() as ready:
            yield ready
