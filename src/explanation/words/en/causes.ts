import type { ExplanationWords } from '../words.ts';

export const causes: ExplanationWords['causes'] = {
  'missing-signtype-header': {
    title: 'The header X-QF-SIGNTYPE is missing',
    fix: 'Send the header X-QF-SIGNTYPE: SHA256 with the request.',
  },
  'wrong-sign-type': {
    title: 'Signed with another hash than the one that is checked',
    fix: 'Sign with the hash that X-QF-SIGNTYPE names, or name the one that you sign with; without the header it is MD5.',
  },
  'truncated-signature': {
    title: 'The signature was cut off',
    fix: 'Write and send all digits: 32 for MD5, 64 for SHA256. Look for a short column or variable, or zeros that get lost.',
  },
  'digest-not-hex': {
    title: 'The digest is not written in hex',
    fix: 'Write the digest as hex digits, not as base64.',
  },
  'wrong-key': {
    title: 'Signed with another key',
    fix: 'Use app code and key of one merchant and one environment: each environment has its own.',
  },
  'key-whitespace': {
    title: 'White space around the key was signed',
    fix: 'Trim the key where it is read: a file or an environment variable often ends with a line end.',
  },
  'key-quoted': {
    title: 'Quotes around the key were signed',
    fix: 'Take the quotes off where the key is read: an env file and a shell treat them differently.',
  },
  'key-separator': {
    title: 'Something stands between the last value and the key',
    fix: 'Append the key directly to the last value, with nothing between: no &key=, unlike other payment APIs.',
  },
  'key-prepended': {
    title: 'The key stands before the parameters',
    fix: 'Append the key once, after the last value.',
  },
  'key-missing': {
    title: 'The key was not signed',
    fix: 'Append the client key to the joined parameters before hashing. Check that the variable that holds it is set.',
  },
  'trailing-separator': {
    title: 'A separator is left after the last value',
    fix: 'Put & between the parameters only; after the last value comes the key.',
  },
  hmac: {
    title: 'An HMAC was made in place of a plain hash',
    fix: 'Hash the text with the key appended, as plain MD5 or SHA256. QFPay uses no HMAC.',
  },
  'double-hash': {
    title: 'Something was hashed twice',
    fix: 'Hash once: the text with the key appended. Look for a helper that hashes what is a hash already.',
  },
  'includes-empty': {
    title: 'A parameter without a value was signed',
    fix: 'Leave out every parameter that has no value, from the signature and from the request.',
  },
  'excludes-zero': {
    title: 'A parameter with the value 0 was not signed',
    fix: 'Leave out only empty values. 0 is a value: compare with the empty text, not with a truth test.',
  },
  'includes-sign-field': {
    title: 'The signature or its type was signed as a parameter',
    fix: 'Leave sign and sign_type out of the signing string (only a checkout link signs sign_type).',
  },
  'duplicate-param': {
    title: 'A parameter that is given twice was signed otherwise',
    fix: 'Send each parameter once.',
  },
  unsorted: {
    title: 'The parameters are in another order',
    fix: 'Sort all parameters by name, ascending, in byte order, right before joining them.',
  },
  'case-insensitive-sort': {
    title: 'The parameters were sorted without regard to case, or by a locale',
    fix: 'Sort by the bytes of the names: capitals before small letters, _ between them. Use an ordinal comparison.',
  },
  'url-encoded-values': {
    title: 'Values were signed percent-encoded',
    fix: 'Sign the raw values; encode only what is sent.',
  },
  'space-as-plus': {
    title: 'Spaces were signed as +, or + as a space',
    fix: 'Sign the raw values, spaces as spaces; a form body turns them into + only when it is sent. Send a real + as %2B.',
  },
  'wrong-charset': {
    title: 'Signed in another charset than UTF-8',
    fix: 'Turn the signing string into UTF-8 bytes before hashing, whatever the default charset of the platform is.',
  },
  'unicode-normalisation': {
    title: 'A text is in another Unicode normal form',
    fix: 'Sign and send the very same text; normalise before both or not at all.',
  },
  'bom-or-crlf': {
    title: 'A byte order mark or line ends were added or changed',
    fix: 'Use the bytes exactly as they are: an editor, echo or a form field adds line ends or a byte order mark.',
  },
  'param-missing': {
    title: 'A parameter that is sent was not signed',
    fix: 'Sign everything that you send: add the parameter before the signature is made.',
  },
  'param-extra': {
    title: 'A parameter was signed that is not sent',
    fix: 'Send what you sign, or leave it out of both.',
  },
  'param-changed': {
    title: 'A value was signed that is not the one that is sent',
    fix: 'Make each value once, keep it, and use it for the signature and for the request.',
  },
  'number-format': {
    title: 'A number is written differently in the signature',
    fix: 'Sign the very text that is sent. txamt is a whole number of cents in digits: 100, not 1.00 and not 100.0.',
  },
  'printed-by-language': {
    title: 'A value was signed as the programming language prints it',
    fix: 'Turn each value into the text that is sent before you sign; drop missing values instead of printing them.',
  },
  'value-whitespace': {
    title: 'White space of a value differs',
    fix: 'Trim a value before both the signature and the request, or in neither.',
  },
  'json-body-signed': {
    title: 'A JSON text was signed',
    fix: 'Sign name=value pairs, sorted and joined with &, and send a form body: QFPay takes no JSON requests.',
  },
  'body-reserialised': {
    title: 'The body was parsed and written again',
    fix: 'Verify the raw bytes before parsing: JSON that is written again has other spaces, escapes or order.',
  },
  'body-signed-as-form': {
    title: 'The fields were sorted and joined, as for a request',
    fix: 'A notification is signed over its raw body and the key: MD5(body + key), without sorting.',
  },
  'joined-otherwise': {
    title: 'The parameters were joined in another way',
    fix: 'Join as name=value, with & between, and nothing around.',
  },
  'body-not-form': {
    title: 'The body is not a form, so the gateway reads no parameters',
    fix: 'Post a form (application/x-www-form-urlencoded): data=params, not json=params; URLSearchParams, not JSON.stringify.',
  },
  'body-not-encoded': {
    title: 'The body is sent without percent-encoding, so the gateway reads other values',
    fix: 'Sign as you do, and encode each value when you send it: & becomes %26, + becomes %2B. Let the HTTP library make the form.',
  },
  'body-encoded-twice': {
    title: 'The values are percent-encoded twice when they are sent',
    fix: 'Sign as you do, and encode once: give the raw values to the HTTP library, without quote(), urlencode() or encodeURIComponent() before it.',
  },
  'names-changed': {
    title: 'Parameter names are written in another way than QFPay writes them',
    fix: 'Names are case-sensitive: sign and send them as QFPay writes them, txamt and not TXAMT, out_trade_no and not outTradeNo.',
  },
  'html-escaped': {
    title: 'HTML escapes are in what was signed or sent',
    fix: 'Write & as & and not as &amp;, in what is signed and in what is sent. Look for a template, a browser, a sanitiser or PHP’s arg_separator in between.',
  },
  'slashes-added': {
    title: 'Backslashes were added to values, or taken out of them',
    fix: 'Sign and send the same raw text. WordPress adds slashes to all input (wp_unslash takes them off); addslashes and database escapes do not belong here.',
  },
  'key-altered': {
    title: 'The key was changed on its way to the code that signs',
    fix: 'Use the key exactly as QFPay gave it, in its own case and whole. Compare fingerprints where it is read: qfpay sign prints one.',
  },
  'empty-body-signed': {
    title: 'Nothing was signed but the key',
    fix: 'Look at what is hashed: a stream that was read before is empty, and a parser takes the body away. Keep the raw bytes when they come in.',
  },
};
