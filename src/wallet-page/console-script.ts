/**
 * What runs in the page at `/`; it is one text so that the Content-Security-Policy can name it by its hash. Everything that it
 * shows is set as text, never as markup. The token is kept for as long as the tab is open, and goes nowhere but into the header
 * of the admin call.
 */
export const consoleScript = `'use strict';
(() => {
  const words = JSON.parse(document.body.dataset.words);
  const $ = (id) => document.getElementById(id);
  const say = (text, ...values) => text.replace(/\\{(\\d)\\}/g, (_all, at) => values[at] ?? '');
  const kept = 'qfpay-emulator-token';
  let token = '';
  try { token = sessionStorage.getItem(kept) || ''; } catch {}
  let timer = 0;
  let latest = '';

  function el(tag, fields = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(fields)) {
      if (name.startsWith('aria-') || name.startsWith('data-')) made.setAttribute(name, value);
      else made[name] = value;
    }
    made.append(...children);
    return made;
  }

  function tell(text) {
    $('said').textContent = text;
  }

  async function ask(method, name, body) {
    const response = await fetch('/__admin/' + name, {
      method,
      headers: { authorization: 'Bearer ' + token },
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const fields = await response.json().catch(() => ({}));
    if (response.status === 401) throw Object.assign(new Error(words.wrongToken), { isRefused: true });
    if (!response.ok) throw new Error((fields.error && fields.error.message) || 'HTTP ' + response.status);
    return fields;
  }

  /** What a button does, and what is said of it; then the page shows how things stand. */
  async function act(work) {
    try {
      const text = await work();
      if (text) tell(text);
    } catch (error) {
      tell(say(words.failed, error.message));
    }
    await refresh();
  }

  function locked(text) {
    token = '';
    try { sessionStorage.removeItem(kept); } catch {}
    $('desk').hidden = true;
    $('gate').hidden = false;
    if (text) tell(text);
  }

  async function refresh() {
    clearTimeout(timer);
    if (token === '') return;
    try {
      const seen = await ask('GET', 'overview');
      $('gate').hidden = true;
      $('desk').hidden = false;
      if ($('said').textContent === words.gone) tell('');
      show(seen);
    } catch (error) {
      if (error.isRefused) return locked(error.message);
      tell(words.gone);
    }
    timer = setTimeout(refresh, document.hidden ? 5000 : 1000);
  }

  $('gate').addEventListener('submit', async (event) => {
    event.preventDefault();
    token = $('token').value.trim();
    if (token === '') return;
    try {
      await ask('GET', 'clock');
      try { sessionStorage.setItem(kept, token); } catch {}
      $('token').value = '';
      tell('');
      await refresh();
      $('orders').focus();
    } catch (error) {
      locked(error.isRefused ? error.message : words.gone);
      $('token').focus();
    }
  });

  async function copy(text, name) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = el('textarea', { value: text });
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    tell(say(words.copied, name));
  }

  /** Built anew only where something changed: whoever stands on a button stays there. */
  function fill(place, key, make) {
    if (place.dataset.key === key) return;
    const focused = document.activeElement && place.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
    place.dataset.key = key;
    place.replaceChildren(...make());
    if (focused === undefined) return;
    const again = [...place.querySelectorAll('[data-id]')].find((each) => each.dataset.id === focused);
    if (again) again.focus();
  }

  function button(text, label, work, id = label) {
    const made = el('button', { type: 'button', 'aria-label': label, 'data-id': id }, text);
    made.addEventListener('click', () => act(work));
    return made;
  }

  function show(seen) {
    latest = seen.sysdtm;
    fill($('connection'), JSON.stringify([seen.url, seen.merchants.map(({ app_code }) => app_code), seen.key_file]), () => connection(seen));
    fill($('running'), JSON.stringify([seen.state, seen.auto_pay_ms, seen.notify_url, seen.is_strict]), () => running(seen));
    fill($('limits'), JSON.stringify([seen.limits, seen.merchants]), () => limits(seen));
    $('now').textContent = say(words.clockNow, seen.sysdtm);
    fill($('rules'), JSON.stringify(seen.rules), () => rules(seen));
    fill($('faults'), JSON.stringify(seen.faults), () => seen.faults.map(fault));
    $('count').textContent = seen.total === 0 ? say(words.empty, seen.url) : say(words.shown, seen.transactions.length, seen.total);
    $('table').hidden = seen.total === 0;
    rows(seen.transactions);
  }

  function variables({ url, merchants, key_file }) {
    const [first] = merchants;
    const quote = (text) => "'" + text.replaceAll("'", "'\\\\''") + "'";
    return [
      'export QFPAY_BASE_URL=' + quote(url),
      'export QFPAY_APPCODE=' + quote(first ? first.app_code : ''),
      key_file ? 'export QFPAY_KEY="$(cat ' + quote(key_file) + ')"' : '# QFPAY_KEY: qfpay emulator --write-key-file local.key',
    ].join('\\n');
  }

  function connection(seen) {
    const pairs = [
      [words.url, seen.url],
      ...seen.merchants.map(({ app_code }) => [words.appCode, app_code]),
      [words.variables, variables(seen)],
    ];
    return pairs.flatMap(([name, value]) => {
      const made = el('button', { type: 'button', 'data-id': value, 'aria-label': say(words.copy, name) + ' ' + value.split('\\n')[0] }, say(words.copy, name));
      made.addEventListener('click', () => copy(value, name));
      return [el('dt', {}, name), el('dd', {}, el('code', {}, value), made)];
    });
  }

  function running({ state, auto_pay_ms, notify_url, is_strict }) {
    return [
      [words.books, state === 'memory' ? words.memory : state],
      [words.autoPay, auto_pay_ms === null ? words.autoPayOff : say(words.seconds, auto_pay_ms / 1000)],
      [words.notifyUrl, notify_url === null ? words.notifyNowhere : notify_url],
      [words.strict, is_strict ? words.yes : words.no],
    ].flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]);
  }

  function limits({ limits: all, merchants }) {
    if (all.length === 0) return [el('li', {}, words.limitsOff)];
    return merchants.flatMap(({ app_code, used }) =>
      all.map(({ count, ms }, at) => el('li', {}, say(words.limit, app_code, used[at], count, ms / 1000))),
    );
  }

  function fault({ fault: name, summary }) {
    const on = (times) => async () => {
      const endpoint = $('endpoint').value;
      await ask('POST', 'rules', { fault: name, ...(endpoint ? { endpoint } : {}), ...(times ? { times } : {}) });
      return '';
    };
    return el('tr', {},
      el('th', { scope: 'row' }, name),
      el('td', {}, summary),
      el('td', {}, el('div', { className: 'acts' },
        button(words.onceShort, say(words.once, name), on(1)),
        button(words.alwaysShort, say(words.always, name), on(0)))));
  }

  function rules({ rules: all }) {
    if (all.length === 0) return [el('li', {}, words.none)];
    return all.map((rule) => {
      const what = [rule.endpoint || words.allCalls, rule.times === 1 ? words.nextCall : words.everyCall].join(', ');
      return el('li', {}, say(words.rule, rule.fault, what, rule.fitted));
    });
  }

  const doubtful = ['1101', '1161', '1252', '1254', '2999'];
  const open = ['1143', '1145', '1298', ...doubtful];

  function stateOf({ respcd, cancel, order_type }) {
    const all = words.states;
    if (doubtful.includes(respcd)) return ['doubt', say(all.doubt, respcd)];
    if (open.includes(respcd)) return ['waiting', all.waiting];
    if (respcd === '1142') return ['closed', all.closed];
    if (respcd === '1181') return ['expired', all.expired];
    if (respcd !== '0000') return ['failed', say(all.failed, respcd)];
    if (order_type !== 'payment') return ['done', all.done];
    const named = { 1: 'reversed', 2: 'closed', 3: 'refunded', 5: 'partly' }[cancel] || 'paid';
    return [named, all[named]];
  }

  /** Cents as they are: what a currency's smallest unit is, the emulator does not say. */
  function amountOf({ txamt, txcurrcd }) {
    const whole = ['JPY', 'KRW'].includes(txcurrcd);
    return txcurrcd + ' ' + (whole ? txamt : (Number(txamt) / 100).toFixed(2));
  }

  function actionsOf(each) {
    const { out_trade_no: number, syssn, order_type, respcd, cancel } = each;
    const label = (text) => say(words.actOn, text, number);
    const made = [];
    if (order_type === 'payment' && open.includes(respcd)) {
      made.push(button(words.pay, label(words.pay), async () => {
        await ask('POST', 'order', { syssn, action: 'pay' });
        return say(words.paid, number);
      }, syssn + 'pay'));
      made.push(button(words.decline, label(words.decline), async () => {
        await ask('POST', 'order', { syssn, action: 'decline' });
        return say(words.declined, number);
      }, syssn + 'decline'));
    }
    if (order_type === 'payment' && respcd === '0000' && ['0', '5'].includes(cancel)) {
      made.push(button(words.giveBack, label(words.giveBack), async () => {
        const { refund } = await ask('POST', 'refund', { syssn });
        if (refund.respcd !== '0000') throw new Error(refund.resperr);
        return say(words.refunded, number, amountOf(refund));
      }, syssn + 'refund'));
    }
    if (['payment', 'refund'].includes(order_type) && respcd === '0000') {
      made.push(button(words.notify, label(words.notify), async () => {
        const { notification: told } = await ask('POST', 'notify', { syssn });
        if (told.error) return say(words.noAnswer, number, told.error);
        return say(words.answered, number, told.status, told.reply);
      }, syssn + 'notify'));
    }
    return made;
  }

  function rows(all) {
    const body = $('rows');
    const before = new Map([...body.children].map((row) => [row.dataset.syssn, row]));
    const wanted = all.map((each) => {
      const row = before.get(each.syssn) || el('tr', { 'data-syssn': each.syssn });
      before.delete(each.syssn);
      fill(row, JSON.stringify([each.respcd, each.cancel, each.notified]), () => cells(each));
      return row;
    });
    for (const gone of before.values()) gone.remove();
    wanted.forEach((row, at) => {
      if (body.children[at] !== row) body.insertBefore(row, body.children[at] || null);
    });
  }

  function cells(each) {
    const [name, text] = stateOf(each);
    const { notified } = each;
    const told = notified ? say(notified.is_over ? words.taken : words.trying, notified.attempts) : '';
    const acts = actionsOf(each);
    const cell = (label, ...children) => el('td', { 'data-label': label }, ...children);
    return [
      cell(words.time, each.sysdtm),
      cell(words.kind, words[each.order_type] || each.order_type),
      cell(words.number, el('bdi', {}, each.out_trade_no)),
      cell(words.amount, amountOf(each)),
      cell(words.payType, each.pay_type),
      cell(words.state, el('span', { className: 'state ' + name }, text)),
      cell(words.told, told),
      cell(words.actions, ...(acts.length > 0 ? [el('div', { className: 'acts' }, ...acts)] : [])),
    ];
  }

  const move = (body) => () => ask('POST', 'clock', body).then(() => '');
  for (const [id, body] of [['minute', { advance: 60 }], ['half-hour', { advance: 1800 }], ['day', { advance: 86400 }], ['real', { reset: true }]]) {
    $(id).addEventListener('click', () => act(move(body)));
  }
  $('clock').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = $('time').value.replace('T', ' ');
    if (text) act(move({ set: text.length === 16 ? text + ':00' : text }));
  });
  $('clear').addEventListener('click', () => act(() => ask('DELETE', 'rules').then(() => '')));
  document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
  refresh();
})();
`;
