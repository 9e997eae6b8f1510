<?php
// A till as merchants write it in PHP: ksort, MD5 in capitals, the body joined by hand and not percent-encoded.
date_default_timezone_set('Asia/Hong_Kong');

function call_gateway(string $path, array $fields): array
{
    ksort($fields);
    reset($fields);
    $pairs = [];
    foreach ($fields as $name => $value) {
        $pairs[] = $name . '=' . $value;
    }
    $text = implode('&', $pairs);
    $sign = strtoupper(md5($text . getenv('QFPAY_KEY')));
    $options = ['http' => [
        'method' => 'POST',
        'header' => "Content-Type: application/x-www-form-urlencoded\r\n"
            . 'X-QF-APPCODE: ' . getenv('QFPAY_APPCODE') . "\r\nX-QF-SIGN: $sign\r\n",
        'content' => $text,
    ]];
    $raw = file_get_contents(getenv('QFPAY_BASE_URL') . $path, false, stream_context_create($options));
    return json_decode($raw, true);
}

$number = 'PHP' . hrtime(true);
$paid = call_gateway('/trade/v1/payment', [
    'txamt' => '1280', 'txcurrcd' => 'HKD', 'pay_type' => '800208', 'auth_code' => '130000000000000001',
    'out_trade_no' => $number, 'txdtm' => date('Y-m-d H:i:s'), 'goods_name' => '奶茶',
]);
$found = call_gateway('/trade/v1/query', ['out_trade_no' => $number]);
$refund = call_gateway('/trade/v1/refund', [
    'syssn' => $paid['syssn'], 'out_trade_no' => $number . 'R', 'txamt' => '500', 'txdtm' => date('Y-m-d H:i:s'),
]);
echo json_encode([
    $paid['respcd'], $found['data'][0]['goods_name'], $found['data'][0]['respcd'], $refund['respcd'],
], JSON_UNESCAPED_UNICODE), "\n";
