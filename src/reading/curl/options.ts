/** What this reader does with an option; those that are not named here change neither parameters nor headers. */
export type OptionRole =
  | 'url'
  | 'header'
  | 'method'
  | 'get'
  | 'data'
  | 'data-raw'
  | 'data-urlencode'
  | 'url-query'
  | 'json'
  | 'form'
  | 'form-string'
  | 'upload'
  | 'config'
  | 'next';

export const roles: Readonly<Record<string, OptionRole>> = {
  url: 'url',
  H: 'header',
  header: 'header',
  X: 'method',
  request: 'method',
  G: 'get',
  get: 'get',
  d: 'data',
  data: 'data',
  'data-ascii': 'data',
  'data-binary': 'data',
  'data-raw': 'data-raw',
  'data-urlencode': 'data-urlencode',
  'url-query': 'url-query',
  json: 'json',
  F: 'form',
  form: 'form',
  'form-string': 'form-string',
  T: 'upload',
  'upload-file': 'upload',
  K: 'config',
  config: 'config',
  next: 'next',
  ':': 'next',
};

/** Short options of curl that are followed by a value. */
export const shortWithValue = 'AbcCdDeEFhHKmoPQrtTuUwxXyYz';

/** Long options of curl that are followed by a value, but those with a role that has none. */
export const longWithValue: ReadonlySet<string> = new Set(
  `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at
  cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation
  dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save
  expect100-timeout form form-string ftp-account ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms
  haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key
  key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time
  netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir
  proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key
  proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlspassword proxy-tlsuser
  proxy-user proxy1.0 pubkey quote random-file range rate referer request request-target resolve retry retry-delay
  retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-hostname speed-limit speed-time stderr telnet-option
  tftp-blksize time-cond tls-max tls13-ciphers tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file url
  url-query user user-agent variable vlan-priority write-out`.split(/\s+/),
);
