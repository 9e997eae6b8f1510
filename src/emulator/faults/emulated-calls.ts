/** Every call that the emulator answers, by the name that a rule has for it. */
export const emulatedCalls = [
  ...['payment', 'query', 'refund', 'reversal', 'close', 'add_note', 'trade_bill'],
  ...['create_payment_intent', 'create_token_intent', 'token_query'],
  ...['customer_create', 'customer_update', 'customer_query', 'customer_delete'],
  ...['product_create', 'product_update', 'product_query', 'product_delete'],
  ...['subscription_create', 'subscription_update', 'subscription_query', 'subscription_cancel'],
  ...['subscription_charge', 'subscription_orders'],
  ...['customs_declare', 'customs_query', 'customs_redeclare', 'wechat_oauth_code', 'wechat_openid'],
] as const;
