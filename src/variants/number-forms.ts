/** A number as it may have been written for the signature, in place of how it was sent. */
export function numberForms(sent: string): string[] {
  if (!/^[+-]?\d{1,15}(\.\d+)?$/.test(sent)) return [];
  const [whole = '', decimals] = sent.split('.');
  const value = Number(sent);
  const forms = [
    `${whole}.0`,
    `${whole}.00`,
    grouped(whole),
    `${grouped(whole)}.00`,
    String(value),
    value.toFixed(2),
    value.toFixed(1),
    `+${whole}`,
    `0${whole}`,
    `-${whole}`,
    whole.padStart(12, '0'),
    `${whole}.`,
  ];
  return without(decimals === undefined ? forms : [...forms, whole, sent.replace('.', '')], sent);
}

/** Cents written as major units, and the other way. */
export function amountForms(sent: string): string[] {
  if (!/^\d{1,11}(\.\d{1,2})?$/.test(sent)) return [];
  const value = Number(sent);
  const major = value / 100;
  const minor = Math.round(value * 100);
  return without([major.toFixed(2), String(major), major.toFixed(1), grouped(major.toFixed(2)), String(minor)], sent);
}

/** As programming languages print a large number, or one that was a float. */
export function exponentForms(sent: string): string[] {
  if (!/^\d+$/.test(sent)) return [];
  const value = Number(sent);
  const [digits = '', power = '0'] = value.toExponential().split('e+');
  const padded = power.padStart(2, '0');
  const forms = [
    `${digits}e${power}`,
    `${digits}E${power}`,
    `${digits}e+${power}`,
    `${digits}E+${power}`,
    `${digits}e+${padded}`,
    `${digits}E+${padded}`,
    `${digits.includes('.') ? digits : `${digits}.0`}E${power}`,
    `${digits.includes('.') ? digits : `${digits}.0`}e+${padded}`,
    `${value.toExponential(6).split('e')[0]}e+${padded}`,
    `${value.toExponential(5).split('e')[0]}E+${padded}`,
    sent.length > 15 ? String(value) : sent,
    sent.length > 15 ? BigInt(value).toString() : sent,
    sent.length > 15 ? sent.slice(0, 15).padEnd(sent.length, '0') : sent,
  ];
  return without(forms, sent);
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function without(forms: readonly string[], sent: string): string[] {
  return [...new Set(forms)].filter((form) => form !== sent && form !== 'NaN');
}
