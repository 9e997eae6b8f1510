<?php
// Calls as other people's PHP clients make them: what goes over the wire is theirs, the words are ours. A line for each.

function signed(array $fields): string
{
    ksort($fields);
    $pairs = [];
    foreach ($fields as $name => $value) {
        $pairs[] = "$name=$value";
    }
    return strtoupper(md5(implode('&', $pairs) . getenv('QFPAY_KEY')));
}

function payment(array $own = []): array
{
    static $serial = 0;
    $serial += 1;
    $number = sprintf('PHP%d%04d', getmypid(), $serial);
    $fields = ['txamt' => '1280', 'txcurrcd' => 'HKD', 'pay_type' => '800101', 'out_trade_no' => $number];
    return array_merge($fields, ['txdtm' => date('Y-m-d H:i:s')], $own);
}

/** @param array|string|null $body an array goes out as multipart/form-data, which curl does by itself; null asks by GET */
function send(string $path, array $fields, $body, array $headers = [], array $options = []): array
{
    $request = curl_init(getenv('QFPAY_BASE_URL') . $path);
    $named = array_merge(['X-QF-APPCODE: ' . getenv('QFPAY_APPCODE'), 'X-QF-SIGN: ' . signed($fields)], $headers);
    curl_setopt_array($request, [CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPHEADER => $named] + $options);
    if ($body !== null) {
        curl_setopt_array($request, [CURLOPT_POST => true, CURLOPT_POSTFIELDS => $body]);
    }
    $text = curl_exec($request);
    $answer = json_decode((string) $text, true);
    return $answer ?? ['respcd' => 'HTTP ' . curl_getinfo($request, CURLINFO_RESPONSE_CODE)];
}

function tell(string $habit, array $answer, bool $good = true): void
{
    echo $habit, "\t", $good ? $answer['respcd'] : 'wrong answer: ' . json_encode($answer), "\n";
}

/** Pairs as they are, which is no form as soon as a value has a reserved character. */
function raw(array $fields): string
{
    return implode('&', array_map(fn ($name) => "$name={$fields[$name]}", array_keys($fields)));
}

// The vendor's sample: a form.
$order = payment();
tell('form', send('/trade/v1/payment', $order, http_build_query($order)));

// A shop's module asks for its open orders, and two clients pay, with an array that curl makes multipart of.
$query = ['out_trade_no' => $order['out_trade_no']];
$found = send('/trade/v1/query', $query, $query);
tell('multipart-query', $found, count($found['data'] ?? []) === 1);
$multipart = payment(['goods_name' => '奶茶']);
tell('multipart-payment', send('/trade/v1/payment', $multipart, $multipart));
$old = payment();
tell('multipart-by-http-1.0', send('/trade/v1/payment', $old, $old, [], [CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_0]));

// A client of a framework asks by GET.
$found = send('/trade/v1/query?' . http_build_query($query), $query, null);
tell('query-by-get', $found, count($found['data'] ?? []) === 1);

// A payment library sends its body unencoded; with an & in a URL the gateway sees another parameter.
$plain = payment(['goods_name' => 'green tea', 'notify_url' => 'http://127.0.0.1:9/n']);
tell('raw-body', send('/trade/v1/payment', $plain, raw($plain)));
$torn = payment(['notify_url' => 'http://127.0.0.1:9/n?a=1&b=2']);
tell('raw-body-with-ampersand', send('/trade/v1/payment', $torn, raw($torn)));

// The same library looks for what it may have lost by a code alone, and by nothing.
$paid = ['respcd' => '0000'];
tell('query-by-code-alone', send('/trade/v1/query', $paid, raw($paid)));
$found = send('/trade/v1/query', [], '');
tell('query-of-nothing', $found, count($found['data'] ?? []) > 0);

// A refund in doubt: it reads the payment's number under either name, and goes on with a query.
$scanned = payment(['pay_type' => '800208', 'auth_code' => '13', 'txamt' => '2000000']);
$syssn = send('/trade/v1/payment', $scanned, http_build_query($scanned))['syssn'];
$refund = payment(['syssn' => $syssn, 'txamt' => '902999']);
unset($refund['txcurrcd'], $refund['pay_type']);
$doubt = send('/trade/v1/refund', $refund, http_build_query($refund));
tell('refund-in-doubt', $doubt, $doubt['orig_syssn'] === $syssn && $doubt['origssn'] === $syssn);
$unknown = array_merge($refund, ['syssn' => str_repeat('1', 26), 'out_trade_no' => $refund['out_trade_no'] . 'B']);
$missing = send('/trade/v1/refund', $unknown, http_build_query($unknown));
tell('refund-of-nothing', $missing, $missing['out_trade_no'] === $unknown['out_trade_no']);

// A service that posts JSON, whatever it signs.
$json = payment();
tell('json-body', send('/trade/v1/payment', $json, json_encode($json), ['Content-Type: application/json']));
