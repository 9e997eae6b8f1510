"""Calls as other people's Python clients make them: what goes over the wire is theirs, the words are ours. A line for each."""
import datetime
import hashlib
import http.client
import json
import os
import urllib.parse

URL = urllib.parse.urlsplit(os.environ["QFPAY_BASE_URL"])
APP_CODE, KEY = os.environ["QFPAY_APPCODE"], os.environ["QFPAY_KEY"]
FORM = "application/x-www-form-urlencoded"
serial = 0


def now():
    return datetime.datetime.now().strftime("%Y-%m-%d %H:%M:%S")


def number():
    global serial
    serial += 1
    return "PY%d%04d" % (os.getpid(), serial)


def payment(**own):
    fields = {"txamt": "1280", "txcurrcd": "HKD", "pay_type": "800201", "out_trade_no": number(), "txdtm": now()}
    return {**fields, **own}


def signed(fields, hashed=hashlib.md5):
    text = "&".join("%s=%s" % pair for pair in sorted(fields.items()))
    return hashed((text + KEY).encode()).hexdigest()


def send(method, path, body="", **headers):
    connection = http.client.HTTPConnection(URL.hostname, URL.port)
    named = {"X-QF-APPCODE": APP_CODE, **{name.replace("_", "-"): value for name, value in headers.items()}}
    connection.request(method, path, body.encode(), named)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    try:
        return json.loads(text)
    except ValueError:
        return {"respcd": "HTTP %d" % answer.status}


def post(name, fields):
    headers = {"X_QF_SIGN": signed(fields).upper(), "Content_Type": FORM}
    return send("POST", "/trade/v1/" + name, urllib.parse.urlencode(fields), **headers)


def in_url(name, fields):
    """As `requests.post(url, params=fields)` does: nothing in the body."""
    return send("POST", "/trade/v1/%s?%s" % (name, urllib.parse.urlencode(fields)), X_QF_SIGN=signed(fields).upper())


def tell(habit, answer, good=True):
    print("%s\t%s" % (habit, answer.get("respcd") if good else "wrong answer: " + json.dumps(answer)))


# The vendor's first sample of 2017, and the page on JSAPI payments of today.
tell("post-with-parameters-in-url", in_url("payment", payment()))

# A system of books that asks for the day's statement.
window = {"start_time": now()[:10] + " 00:00:00", "end_time": now()[:10] + " 23:59:59"}
tell("query-of-a-window-in-url", in_url("query", window))

# The samples of the documents: SHA256, small letters, the header beside it; and a skill for agents that forgets it.
order = payment(goods_name="奶茶 & 茶")
body = urllib.parse.urlencode(order)
sha256 = signed(order, hashlib.sha256)
tell("sha256-without-header", send("POST", "/trade/v1/payment", body, X_QF_SIGN=sha256, Content_Type=FORM))
tell("sha256-with-header", send("POST", "/trade/v1/payment", body, X_QF_SIGN=sha256, X_QF_SIGNTYPE="SHA256", Content_Type=FORM))

# A client in C# names no content type.
plain = payment()
tell("no-content-type", send("POST", "/trade/v1/payment", urllib.parse.urlencode(plain), X_QF_SIGN=signed(plain)))

# The vendor's own tests: queries by a pay type alone, closes with the time of the close and with another amount.
first = payment()
post("payment", first)
found = post("query", {"pay_type": "800201"})
tell("query-by-pay-type-alone", found, bool(found.get("data")))
later = (datetime.datetime.now() + datetime.timedelta(seconds=7)).strftime("%Y-%m-%d %H:%M:%S")
tell("close-with-another-time", post("close", {"out_trade_no": first["out_trade_no"], "txamt": "1280", "txdtm": later}))
second = payment()
post("payment", second)
tell("close-with-another-amount", post("close", {"out_trade_no": second["out_trade_no"], "txamt": "1", "txdtm": second["txdtm"]}))

# They check the fields of an answer that leaves a payment in doubt.
doubt = post("payment", payment(pay_type="800208", auth_code="13", txamt="901101"))
names = ["out_trade_no", "pay_type", "respcd", "resperr", "respmsg", "syssn", "txamt", "txcurrcd", "txdtm"]
tell("payment-in-doubt", doubt, sorted(doubt) == names)
asked = post("query", {"syssn": doubt["syssn"]})
tell("query-of-one-in-doubt", asked, len(asked["data"]) == 1 and asked["data"][0]["respcd"] == "1101")

# The samples of 2016 to 2018 name no currency.
bare = payment()
del bare["txcurrcd"]
tell("no-currency", post("payment", bare))
