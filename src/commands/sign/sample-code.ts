import type { SignType } from '../../signature/sign.ts';
import { head, inLong, inPairs, inPhp, lines, type SampleRequest, sampleSteps } from './request-text.ts';

/** How a language writes a request down. */
interface SampleLanguage {
  /** The name that the program is kept under, and how it is run then. */
  readonly file: string;
  readonly run: string;
  write(request: SampleRequest): string;
}

export const sampleLanguages = {
  python: { file: 'request.py', run: 'python3 request.py', write: python },
  node: { file: 'request.mjs', run: 'node request.mjs', write: node },
  php: { file: 'request.php', run: 'php request.php', write: php },
  java: { file: 'Request.java', run: 'java Request.java', write: java },
  go: { file: 'request.go', run: 'go run request.go', write: go },
  csharp: {
    file: 'Request.cs',
    run: 'dotnet run, or: mcs -r:System.Net.Http Request.cs && mono Request.exe',
    write: csharp,
  },
} as const satisfies Readonly<Record<string, SampleLanguage>>;

export type SampleLanguageName = keyof typeof sampleLanguages;

/**
 * A short program that makes this very request with nothing but the standard library: it sorts, joins, signs, encodes and sends the
 * parameters, prints the answer, and checks the answer's signature over its raw bytes (the scheme that is proven).
 */
export function sampleCode(name: SampleLanguageName, request: SampleRequest): string {
  return sampleLanguages[name].write(request);
}

function python(request: SampleRequest): string {
  const { method, url, sign_type } = request;
  const target = method === 'GET' ? `${inLong(`${url}?`)} + form` : `${inLong(url)}, form.encode("ascii")`;
  return `${head('#', request, sampleLanguages.python.run)}
import hashlib
import os
import sys
import urllib.parse
import urllib.request

# ${sampleSteps.key}
app_code = os.environ["QFPAY_APPCODE"]
key = os.environ["QFPAY_KEY"].encode("utf-8")
params = [
${lines(request, '    ', (name, value) => `(${inLong(name)}, ${inLong(value)}),`)}
]

# ${sampleSteps.sign}
text = "&".join(f"{name}={value}" for name, value in sorted(params, key=lambda pair: pair[0]))
sign = hashlib.${sign_type.toLowerCase()}(text.encode("utf-8") + key).hexdigest().upper()

# ${sampleSteps.send}
form = urllib.parse.urlencode(params)
request = urllib.request.Request(${target})
request.add_header("X-QF-APPCODE", app_code)
request.add_header("X-QF-SIGN", sign)
request.add_header("X-QF-SIGNTYPE", "${sign_type}")
with urllib.request.urlopen(request, timeout=30) as response:
    body = response.read()
sys.stdout.buffer.write(body + b"\\n")

${pythonChecking}`;
}

const pythonChecking = `# ${sampleSteps.check}
received = response.headers.get("X-QF-SIGN")
hash_name = response.headers.get("X-QF-SIGNTYPE", "MD5").lower()
expected = hashlib.new(hash_name, body + key).hexdigest().upper()
if received is None:
    print("signature of the answer: none", file=sys.stderr)
elif received.upper() == expected:
    print("signature of the answer: valid", file=sys.stderr)
else:
    sys.exit("signature of the answer: does not match")`;

function node(request: SampleRequest): string {
  const { method, url, sign_type } = request;
  const target = method === 'GET' ? `${inPairs(`${url}?`)} + form` : inPairs(url);
  return `${head('//', request, sampleLanguages.node.run)}
import { createHash } from 'node:crypto';

// ${sampleSteps.key}
const { QFPAY_APPCODE, QFPAY_KEY } = process.env;
if (!QFPAY_APPCODE || !QFPAY_KEY) throw new Error('QFPAY_APPCODE and QFPAY_KEY must be set');
const params = [
${lines(request, '  ', (name, value) => `[${inPairs(name)}, ${inPairs(value)}],`)}
];

// ${sampleSteps.sign}
const text = [...params]
  .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  .map((pair) => pair.join('='))
  .join('&');
const sign = createHash('${sign_type.toLowerCase()}').update(text + QFPAY_KEY).digest('hex').toUpperCase();

// ${sampleSteps.send}
const form = new URLSearchParams(params);
const response = await fetch(${target}, {
  method: '${method}',
  headers: { 'X-QF-APPCODE': QFPAY_APPCODE, 'X-QF-SIGN': sign, 'X-QF-SIGNTYPE': '${sign_type}' },${method === 'GET' ? '' : '\n  body: form,'}
  signal: AbortSignal.timeout(30_000),
});
const body = Buffer.from(await response.arrayBuffer());
console.log(body.toString('utf8'));

// ${sampleSteps.check}
const received = response.headers.get('X-QF-SIGN');
const hash = (response.headers.get('X-QF-SIGNTYPE') ?? 'MD5').toLowerCase();
const expected = createHash(hash).update(body).update(QFPAY_KEY).digest('hex').toUpperCase();
const verdict = received === null ? 'none' : received.toUpperCase() === expected ? 'valid' : 'does not match';
console.error('signature of the answer: ' + verdict);
if (verdict === 'does not match') process.exitCode = 1;`;
}

function php(request: SampleRequest): string {
  const { method, url, sign_type } = request;
  const target = method === 'GET' ? `${inPhp(`${url}?`)} . $form` : inPhp(url);
  return `<?php
${head('//', request, sampleLanguages.php.run)}

// ${sampleSteps.key}
$app_code = getenv('QFPAY_APPCODE');
$key = getenv('QFPAY_KEY');
if (!$app_code || !$key) exit("QFPAY_APPCODE and QFPAY_KEY must be set\\n");
$params = [
${lines(request, '    ', (name, value) => `[${inPhp(name)}, ${inPhp(value)}],`)}
];

// ${sampleSteps.sign}
$sorted = $params;
usort($sorted, fn ($a, $b) => strcmp($a[0], $b[0]));
$text = implode('&', array_map(fn ($pair) => "$pair[0]=$pair[1]", $sorted));
$sign = strtoupper(hash('${sign_type.toLowerCase()}', $text . $key));

// ${sampleSteps.send}
$form = implode('&', array_map(fn ($pair) => urlencode($pair[0]) . '=' . urlencode($pair[1]), $params));
$options = ['http' => [
    'method' => '${method}',
    'header' => [
        'Content-Type: application/x-www-form-urlencoded',
        "X-QF-APPCODE: $app_code", "X-QF-SIGN: $sign", 'X-QF-SIGNTYPE: ${sign_type}',
    ],${method === 'GET' ? '' : "\n    'content' => $form,"}
    'timeout' => 30,
]];
$body = file_get_contents(${target}, false, stream_context_create($options));
if ($body === false) exit(1);
echo $body, "\\n";

${phpChecking}`;
}

const phpChecking = `// ${sampleSteps.check}
$headers = [];
foreach ($http_response_header as $line) {
    [$name, $value] = explode(':', $line, 2) + [1 => ''];
    $headers[strtolower($name)] = trim($value);
}
$expected = strtoupper(hash(strtolower($headers['x-qf-signtype'] ?? 'md5'), $body . $key));
$received = $headers['x-qf-sign'] ?? null;
$verdict = $received === null ? 'none' : (strtoupper($received) === $expected ? 'valid' : 'does not match');
file_put_contents('php://stderr', "signature of the answer: $verdict\\n");
exit($verdict === 'does not match' ? 1 : 0);`;

function java(request: SampleRequest): string {
  const { method, url, sign_type } = request;
  const target = method === 'GET' ? `${inPairs(`${url}?`)} + form` : inPairs(url);
  const send = method === 'GET' ? '.GET()' : '.POST(HttpRequest.BodyPublishers.ofString(form))';
  return `${head('//', request, sampleLanguages.java.run)} (Java 17 or later)
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.*;
import java.util.stream.*;
public class Request {
    public static void main(String[] args) throws Exception {
        // ${sampleSteps.key}
        String appCode = Objects.requireNonNull(System.getenv("QFPAY_APPCODE"), "QFPAY_APPCODE");
        byte[] key = Objects.requireNonNull(System.getenv("QFPAY_KEY"), "QFPAY_KEY").getBytes(StandardCharsets.UTF_8);
        String[][] params = {
${lines(request, '            ', (name, value) => `{${inPairs(name)}, ${inPairs(value)}},`)}
        };

        // ${sampleSteps.sign}
        String text = Stream.of(params).sorted(Comparator.comparing(pair -> pair[0]))
            .map(pair -> pair[0] + "=" + pair[1]).collect(Collectors.joining("&"));
        String sign = digest("${sign_type === 'MD5' ? 'MD5' : 'SHA-256'}", text.getBytes(StandardCharsets.UTF_8), key);

        // ${sampleSteps.send}
        String form = Stream.of(params).map(pair -> encoded(pair[0]) + "=" + encoded(pair[1])).collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(${target}))
            .timeout(Duration.ofSeconds(30)).header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-QF-APPCODE", appCode).header("X-QF-SIGN", sign).header("X-QF-SIGNTYPE", "${sign_type}")
            ${send}.build();
        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        System.out.write(response.body());
        System.out.println();

${javaChecking}
${javaHelpers}
}`;
}

const javaChecking = `        // ${sampleSteps.check}
        Optional<String> received = response.headers().firstValue("X-QF-SIGN");
        boolean isSha256 = response.headers().firstValue("X-QF-SIGNTYPE").filter("SHA256"::equalsIgnoreCase).isPresent();
        String expected = digest(isSha256 ? "SHA-256" : "MD5", response.body(), key);
        String verdict = received.isEmpty() ? "none" : received.get().equalsIgnoreCase(expected) ? "valid" : "does not match";
        System.err.println("signature of the answer: " + verdict);
        if (verdict.equals("does not match")) System.exit(1);
    }`;

const javaHelpers = `
    static String digest(String hash, byte[] text, byte[] key) throws Exception {
        MessageDigest digest = MessageDigest.getInstance(hash);
        digest.update(text);
        return HexFormat.of().withUpperCase().formatHex(digest.digest(key));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }`;

function go(request: SampleRequest): string {
  const { method, url, sign_type } = request;
  const hash = sign_type === 'MD5' ? 'md5' : 'sha256';
  const [target, body] =
    method === 'GET' ? [`${inLong(`${url}?`)}+form`, 'nil'] : [inLong(url), 'strings.NewReader(form)'];
  return `${head('//', request, sampleLanguages.go.run)}
${goImports}
func main() {
	// ${sampleSteps.key}
	appCode, key := os.Getenv("QFPAY_APPCODE"), os.Getenv("QFPAY_KEY")
	if appCode == "" || key == "" {
		log.Fatal("QFPAY_APPCODE and QFPAY_KEY must be set")
	}
	params := [][2]string{
${lines(request, '\t\t', (name, value) => `{${inLong(name)}, ${inLong(value)}},`)}
	}

	// ${sampleSteps.sign}
	sort.SliceStable(params, func(a, b int) bool { return params[a][0] < params[b][0] })
	var texts, forms []string
	for _, pair := range params {
		texts = append(texts, pair[0]+"="+pair[1])
		forms = append(forms, url.QueryEscape(pair[0])+"="+url.QueryEscape(pair[1]))
	}
	sign := fmt.Sprintf("%X", ${hash}.${hash === 'md5' ? 'Sum' : 'Sum256'}([]byte(strings.Join(texts, "&")+key)))

${goSending(sign_type, method, target, body)}
}`;
}

const goImports = `package main

import (
	"crypto/md5"
	"crypto/sha256"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"sort"
	"strings"
	"time"
)
`;

function goSending(sign_type: SignType, method: string, target: string, body: string): string {
  return `	// ${sampleSteps.send}
	form := strings.Join(forms, "&")
	request, err := http.NewRequest("${method}", ${target}, ${body})
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-QF-APPCODE", appCode)
	request.Header.Set("X-QF-SIGN", sign)
	request.Header.Set("X-QF-SIGNTYPE", "${sign_type}")
	client := http.Client{Timeout: 30 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(answer))

	// ${sampleSteps.check}
	expected := fmt.Sprintf("%X", md5.Sum(append(answer, key...)))
	if strings.EqualFold(response.Header.Get("X-QF-SIGNTYPE"), "SHA256") {
		expected = fmt.Sprintf("%X", sha256.Sum256(append(answer, key...)))
	}
	received := response.Header.Get("X-QF-SIGN")
	if received == "" {
		fmt.Fprintln(os.Stderr, "signature of the answer: none")
	} else if strings.EqualFold(received, expected) {
		fmt.Fprintln(os.Stderr, "signature of the answer: valid")
	} else {
		fmt.Fprintln(os.Stderr, "signature of the answer: does not match")
		os.Exit(1)
	}`;
}

function csharp(request: SampleRequest): string {
  const { method, url, sign_type } = request;
  const target = method === 'GET' ? `${inPairs(`${url}?`)} + form` : inPairs(url);
  const content =
    method === 'GET'
      ? ''
      : '\n        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");';
  return `${head('//', request, sampleLanguages.csharp.run)}
${csharpImports}
public static class QfpayRequest
{
    public static int Main()
    {
        // ${sampleSteps.key}
        string appCode = Environment.GetEnvironmentVariable("QFPAY_APPCODE") ?? "";
        byte[] key = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("QFPAY_KEY") ?? "");
        if (appCode == "" || key.Length == 0) throw new Exception("QFPAY_APPCODE and QFPAY_KEY must be set");
        string[][] pairs =
        {
${lines(request, '            ', (name, value) => `new[] { ${inPairs(name)}, ${inPairs(value)} },`)}
        };

        // ${sampleSteps.sign}
        string text = string.Join("&", pairs.OrderBy(pair => pair[0], StringComparer.Ordinal).Select(pair => pair[0] + "=" + pair[1]));
        string sign = Digest("${sign_type}", Encoding.UTF8.GetBytes(text), key);

        // ${sampleSteps.send}
        string form = string.Join("&", pairs.Select(pair => Uri.EscapeDataString(pair[0]) + "=" + Uri.EscapeDataString(pair[1])));
        var request = new HttpRequestMessage(HttpMethod.${method === 'GET' ? 'Get' : 'Post'}, ${target});
        request.Headers.Add("X-QF-APPCODE", appCode);
        request.Headers.Add("X-QF-SIGN", sign);
        request.Headers.Add("X-QF-SIGNTYPE", "${sign_type}");${content}
        var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        HttpResponseMessage response = client.SendAsync(request).GetAwaiter().GetResult();
        byte[] body = response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
${csharpChecking}`;
}

const csharpImports = `using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
`;

const csharpChecking = `        using (var stdout = Console.OpenStandardOutput()) stdout.Write(body, 0, body.Length);

        // ${sampleSteps.check}
        string received = Header(response, "X-QF-SIGN");
        string hash = Header(response, "X-QF-SIGNTYPE").ToUpperInvariant() == "SHA256" ? "SHA256" : "MD5";
        string expected = Digest(hash, body, key);
        string verdict = received == "" ? "none" : received.ToUpperInvariant() == expected ? "valid" : "does not match";
        Console.Error.WriteLine("signature of the answer: " + verdict);
        return verdict == "does not match" ? 1 : 0;
    }

    static string Digest(string hash, byte[] text, byte[] key)
    {
        using (HashAlgorithm algorithm = hash == "MD5" ? (HashAlgorithm)MD5.Create() : SHA256.Create())
            return BitConverter.ToString(algorithm.ComputeHash(text.Concat(key).ToArray())).Replace("-", "");
    }

    static string Header(HttpResponseMessage response, string name)
    {
        IEnumerable<string> values;
        return response.Headers.TryGetValues(name, out values) ? values.First() : "";
    }
}`;
