"""A till as merchants write it in Python: MD5 in capitals, the form encoded by the library, txdtm in local time."""
import hashlib
import json
import os
import time
import urllib.parse
import urllib.request

base_url = os.environ["QFPAY_BASE_URL"]
app_code = os.environ["QFPAY_APPCODE"]
key = os.environ["QFPAY_KEY"]


def make_req_sign(data):
    unsigned = "&".join(f"{name}={data[name]}" for name in sorted(data)) + key
    return hashlib.md5(unsigned.encode("utf-8")).hexdigest().upper()


def call(path, data):
    headers = {"X-QF-APPCODE": app_code, "X-QF-SIGN": make_req_sign(data)}
    body = urllib.parse.urlencode(data).encode("ascii")
    request = urllib.request.Request(base_url + path, body, headers)
    with urllib.request.urlopen(request, timeout=30) as response:
        raw = response.read()
        signature = hashlib.md5(raw + key.encode("utf-8")).hexdigest().upper()
        assert response.headers["X-QF-SIGN"] == signature, "the answer is not the gateway's"
        return json.loads(raw)


def now():
    return time.strftime("%Y-%m-%d %H:%M:%S")


def run():
    number = f"PY{time.time_ns()}"
    paid = call("/trade/v1/payment", {
        "txamt": 1280, "txcurrcd": "HKD", "pay_type": "800208", "auth_code": "130000000000000001",
        "out_trade_no": number, "txdtm": now(), "goods_name": "奶茶 & 茶",
    })
    found = call("/trade/v1/query", {"out_trade_no": number})
    refund = call("/trade/v1/refund", {
        "syssn": paid["syssn"], "out_trade_no": f"{number}R", "txamt": 500, "txdtm": now(),
    })
    return [paid["respcd"], found["data"][0]["goods_name"], found["data"][0]["respcd"], refund["respcd"]]


if __name__ == "__main__":
    print(json.dumps(run()))
