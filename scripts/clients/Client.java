import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls as other people's Java clients make them: what goes over the wire is theirs, the words are ours. A line for each. */
public class Client {
  static final String URL = System.getenv("QFPAY_BASE_URL");
  static final String KEY = System.getenv("QFPAY_KEY");
  static int serial;

  static Map<String, String> payment(String payType) {
    serial += 1;
    Map<String, String> fields = new TreeMap<>();
    fields.put("txamt", "1280");
    fields.put("txcurrcd", "HKD");
    fields.put("pay_type", payType);
    fields.put("out_trade_no", String.format("JAVA%d%04d", ProcessHandle.current().pid(), serial));
    fields.put("txdtm", new SimpleDateFormat("yyyy-MM-dd HH:mm:ss").format(new Date()));
    return fields;
  }

  static String md5(byte[] bytes) throws Exception {
    StringBuilder hex = new StringBuilder();
    for (byte each : MessageDigest.getInstance("MD5").digest(bytes)) hex.append(String.format("%02X", each));
    return hex.toString();
  }

  static String joined(Map<String, String> fields) {
    return fields.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).collect(Collectors.joining("&"));
  }

  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** The answer's text, and its headers as they were spelled. */
  record Answer(int status, String text, Map<String, List<String>> headers) {
    String respcd() {
      Matcher found = Pattern.compile("\"respcd\": \"(\\d{4})\"").matcher(text);
      return text.startsWith("{") && found.find() ? found.group(1) : "HTTP " + status;
    }
  }

  static Answer send(String method, String path, Map<String, String> fields, String body) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) new URL(URL + path).openConnection();
    connection.setRequestMethod(method);
    connection.setRequestProperty("X-QF-APPCODE", System.getenv("QFPAY_APPCODE"));
    connection.setRequestProperty("X-QF-SIGN", md5((joined(fields) + KEY).getBytes(StandardCharsets.UTF_8)));
    if (body != null) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = connection.getResponseCode();
    try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(status, new String(in.readAllBytes(), StandardCharsets.UTF_8), connection.getHeaderFields());
    }
  }

  static void tell(String habit, Answer answer, boolean good) {
    System.out.println(habit + "\t" + (good ? answer.respcd() : "wrong answer: " + answer.text() + answer.headers().keySet()));
  }

  public static void main(String[] args) throws Exception {
    // The vendor's utilities send the very text that is signed as their body, and look the answer's signature up by QFPay's spelling.
    Map<String, String> order = payment("800101");
    Answer made = send("POST", "/trade/v1/payment", order, joined(order));
    List<String> signature = made.headers().get("X-QF-SIGN");
    boolean isSigned = signature != null && signature.get(0).equals(md5((made.text() + KEY).getBytes(StandardCharsets.UTF_8)));
    tell("java-raw-body-and-signed-answer", made, isSigned);

    // An unpaid QR order of WeChat Pay has a paydtm all the same: whoever takes it for paid is caught here.
    Map<String, String> unpaid = payment("800201");
    Answer waiting = send("POST", "/trade/v1/payment", unpaid, encoded(unpaid));
    tell("paydtm-of-an-unpaid-order", waiting, waiting.text().contains("\"paydtm\": \"20"));
    Map<String, String> asked = new TreeMap<>(Map.of("out_trade_no", unpaid.get("out_trade_no")));
    Answer found = send("POST", "/trade/v1/query", asked, encoded(asked));
    tell("query-of-an-unpaid-order", found, found.text().contains("\"respcd\": \"1143\"") && found.text().contains("\"paydtm\": \"\""));

    // Documents of 2024 and 2025 print GET for a reversal.
    Map<String, String> dropped = new TreeMap<>(order);
    dropped.keySet().retainAll(List.of("out_trade_no", "txamt", "txdtm"));
    tell("reversal-by-get", send("GET", "/trade/v1/reversal?" + encoded(dropped), dropped, null), true);

    // An app's parameters have a number for the time, as they were recorded.
    Map<String, String> app = payment("800210");
    app.put("goods_name", "tea");
    Answer parameters = send("POST", "/trade/v1/payment", app, encoded(app));
    tell("app-timestamp-as-a-number", parameters, Pattern.compile("\"timestamp\": \\d+[,}]").matcher(parameters.text()).find());

    // A refund under the order's own number, as an old comment has it.
    Map<String, String> scanned = payment("800208");
    scanned.put("auth_code", "13");
    Matcher syssn = Pattern.compile("\"syssn\": \"(\\d+)\"").matcher(send("POST", "/trade/v1/payment", scanned, encoded(scanned)).text());
    syssn.find();
    Map<String, String> refund = new TreeMap<>(scanned);
    refund.keySet().retainAll(List.of("out_trade_no", "txamt", "txdtm"));
    refund.put("syssn", syssn.group(1));
    tell("refund-under-the-orders-number", send("POST", "/trade/v1/refund", refund, encoded(refund)), true);
  }
}
