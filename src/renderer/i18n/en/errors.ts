/** What happened, and then what was kept and what to do: one pair for every code of the contract. */
export const errors = {
  INVALID_INPUT: {
    title: 'Something was not filled in correctly',
    remedy: 'Check the fields and try again.',
  },
  REQUEST_TOO_LARGE: { title: 'That was too much at once', remedy: 'Nothing was changed. Enter less text.' },
  UNKNOWN_OPERATION: {
    title: 'Screen and till program do not match',
    remedy: 'Nothing was changed. Restart Tillink.',
  },
  NOT_FOUND: { title: 'It is no longer there', remedy: 'Nothing was changed. Open the list again.' },
  PRODUCT_NOT_FOUND: {
    title: 'This product is no longer in the catalogue',
    remedy: 'The sale is kept. Choose another product or type the amount.',
  },
  PRODUCT_INVALID: {
    title: 'The product cannot be saved like this',
    remedy: 'Nothing was saved; what you typed is kept. Look at names, prices and codes.',
  },
  CODE_TAKEN: {
    title: 'Another product has this code',
    remedy: 'Nothing was saved. Each SKU and barcode names one product: change it here or there.',
  },
  CATALOG_CHANGED: {
    title: 'Somebody else has just changed this',
    remedy: 'Nothing was overwritten. Look at what stands there now, then save again.',
  },
  CATALOG_BUSY: {
    title: 'A large change of the catalogue is under way',
    remedy: 'Nothing was changed; selling goes on. Wait until it is through, or cancel it.',
  },
  CATEGORY_INVALID: {
    title: 'The category cannot be so',
    remedy: 'Nothing was changed. Choose another name, or another place: not below itself, and not too deep.',
  },
  SCAN_UNKNOWN: {
    title: 'This code is not in the catalogue',
    remedy: 'The sale is kept as it was. Search for the product, or type the amount.',
  },
  SCAN_INVALID: {
    title: 'The code could not be read right',
    remedy: 'The sale is kept as it was. Scan again, or search for the product.',
  },
  SCAN_REPEATED: {
    title: 'This very item is on the sale already',
    remedy: 'Nothing was added. Add it all the same only if there really are two.',
  },
  SCAN_EXPIRED: {
    title: 'This item has expired',
    remedy: 'Nothing was added. Take another one, or add it all the same.',
  },
  IMPORT_NOT_READY: {
    title: 'The import has moved on',
    remedy: 'Nothing was changed. Look where it stands, and go on from there.',
  },
  IMPORT_UNREADABLE: {
    title: 'This file could not be read as a table',
    remedy: 'The catalogue is as it was. Save the table as CSV or XLSX and choose it again.',
  },
  FILE_NOT_FOUND: {
    title: 'The file is no longer there',
    remedy: 'Nothing was changed. Choose the file again.',
  },
  FILE_TOO_LARGE: {
    title: 'The file is too large',
    remedy: 'Nothing was changed. Choose a smaller one, or split it.',
  },
  IMAGE_UNREADABLE: {
    title: 'This is no picture that can be shown',
    remedy: 'The picture is as it was. Choose a JPEG, PNG or WebP that opens elsewhere.',
  },
  SALE_NOT_OPEN: {
    title: 'This sale is already closed',
    remedy: 'Nothing was changed. Tap a product to start a new one.',
  },
  SALE_FROZEN: {
    title: 'A QR of this sale is being shown',
    remedy: 'The sale is kept as it is. Cancel the payment first, then change it.',
  },
  SALE_CHANGED: {
    title: 'The total has just changed',
    remedy: 'Nothing was charged. Look at the total and press Charge again.',
  },
  SALE_EMPTY: { title: 'The sale is empty', remedy: 'Tap a product or type an amount first.' },
  SPARE_LINKS_GONE: {
    title: 'No spare code is left',
    remedy: 'The sale is kept. Take cash, or let the customer pay by the poster.',
  },
  OFFLINE_LIMIT: {
    title: 'This needs a manager',
    remedy: 'The sale is kept. Without a confirmation, no more than the limit is handed over.',
  },
  LINK_NOT_OPEN: {
    title: 'This link cannot be used',
    remedy: 'It has been deleted, or does not say what it asks for. Nothing was changed.',
  },
  LINK_MONEY_SETTLED: {
    title: 'This money has its place already',
    remedy: 'Somebody has said what it pays. Look at the list again.',
  },
  SALE_LIMIT: {
    title: 'The sale is too large',
    remedy: 'The sale is kept as it was. Split it into two sales.',
  },
  QUANTITY_INVALID: {
    title: 'This quantity is not possible',
    remedy: 'The line is kept as it was. Pieces are whole numbers up to 99 999.',
  },
  DISCOUNT_INVALID: {
    title: 'This discount cannot be given',
    remedy: 'The sale is kept as it was. Type a percentage up to 100, or an amount, and a reason.',
  },
  SALE_PART_PAID: {
    title: 'A part of this sale is paid',
    remedy: 'The sale is kept as it is. Take the paid part back first, or finish this sale.',
  },
  NOTHING_TO_UNDO: { title: 'There is nothing to undo', remedy: 'The sale is as you see it.' },
  CASH_TOO_LITTLE: {
    title: 'That is less than is to be paid',
    remedy: 'Nothing was taken. Look at what was handed over, or take it as a part.',
  },
  TENDER_NOT_RETURNABLE: {
    title: 'This cannot be taken back here',
    remedy: 'Money at the provider is given back as a refund, once the sale is complete.',
  },
  SHIFT_NOT_OPEN: {
    title: 'The shift is not open',
    remedy: 'Nothing was taken, the sale is kept. Open the shift, then take the cash.',
  },
  SHIFT_ALREADY_OPEN: { title: 'The shift is open already', remedy: 'Nothing was changed. Go on selling.' },
  CASH_NOT_TAKEN: {
    title: 'This shop takes no cash',
    remedy: 'Nothing was changed. There is a switch for cash in the settings.',
  },
  SHIFT_NOT_COUNTED: {
    title: 'The drawer has to be counted first',
    remedy: 'The shift is open. Count the drawer; if money has moved since, count it again.',
  },
  SHIFT_COUNTED: {
    title: 'The drawer has been counted',
    remedy: 'The count is kept. A manager can have it counted again.',
  },
  SHIFT_REASON_MISSING: {
    title: 'The drawer is over or short',
    remedy: 'The count is kept. Say why, then close the shift.',
  },
  SHIFT_SALE_UNFINISHED: {
    title: 'A sale is paid in part',
    remedy: 'The shift is open. Complete that sale, or take its money back.',
  },
  SHIFT_CODES_ALIVE: {
    title: 'A code may still be paid',
    remedy: 'The shift is open. Wait for it, take it back, or have it watched on.',
  },
  TAX_INVALID: {
    title: 'These taxes do not fit together',
    remedy: 'Nothing was saved. Look at names, days and the default rate.',
  },
  AMOUNT_INVALID: {
    title: 'This amount cannot be charged',
    remedy: 'The sale is kept. The amount must be more than zero.',
  },
  PAYMENT_ALIVE: {
    title: 'A payment is already under way',
    remedy: 'Nothing was charged twice. Finish or cancel that payment first.',
  },
  PAYMENT_NOT_LIVE: {
    title: 'This payment has already ended',
    remedy: 'Nothing was changed. The screen shows how it ended.',
  },
  IN_STEP_NOT_MASTER: {
    title: 'This register does not look after the products at the provider',
    remedy: 'Nothing was sent. One register of the shop does it: turn it on here if it is to be this one.',
  },
  IN_STEP_RUNNING: {
    title: 'Products are being compared or sent',
    remedy: 'Nothing was changed. Wait until it is through, or cancel it.',
  },
  IN_STEP_STALE: {
    title: 'This comparison is out of date',
    remedy: 'Nothing was sent. Compare the products again.',
  },
  NOT_SET_UP: { title: 'The till is not set up yet', remedy: 'Choose the demo or connect an account.' },
  PROVIDER_UNREACHABLE: {
    title: 'The provider does not answer',
    remedy: 'Nothing was charged. Check the internet connection and the address, then try again.',
  },
  PROVIDER_KEY_REFUSED: {
    title: 'The provider does not accept this key',
    remedy: 'Copy the key again from your provider account and enter it. Test and real keys differ.',
  },
  PROVIDER_FORBIDDEN: {
    title: 'The key is not allowed to do this',
    remedy: 'Give it the right to make payment links in your provider account, or use another key.',
  },
  PROVIDER_ORGANIZATION: {
    title: 'The provider wants the organization ID',
    remedy: 'Enter the organization ID: it is on the same page of your provider account as the key.',
  },
  PROVIDER_REJECTED: {
    title: 'The provider refused the request',
    remedy: 'Nothing was charged. If it happens again, ask the provider.',
  },
  PROVIDER_ECHO_DIFFERS: {
    title: 'The provider made another link than was asked for',
    remedy: 'It was not shown and nothing was charged. Try again; if it happens again, ask the provider.',
  },
  PROVIDER_PARTNER_CHANGED: {
    title: 'This key belongs to another account',
    remedy: 'Nothing was changed. Enter a key of the account that this till was connected to.',
  },
  PROVIDER_ADDRESS_INVALID: {
    title: 'This address cannot be used',
    remedy: 'Enter a complete address that begins with https://',
  },
  PROVIDER_KEY_MISSING: {
    title: 'The API key is missing',
    remedy: 'The sale is kept. Enter the key under Settings, Connection.',
  },
  PROVIDER_LINKLESS: {
    title: 'This provider does not say which link was paid',
    remedy:
      'Nothing was changed: payments could not be told apart. Ask the provider to name the payment link in its transactions.',
  },
  PROVIDER_SIGN_IN_NEEDED: {
    title: 'Signing in at the provider is needed',
    remedy: 'The sale is kept. A manager signs in under Settings, Connection; codes are checked again then.',
  },
  PROVIDER_NOT_OFFERED: {
    title: 'This provider does not offer it',
    remedy: 'Nothing was changed. Choose another way.',
  },
  PAYMENT_REFUSED: {
    title: 'The provider has ended this payment',
    remedy: 'Nothing was charged, the sale is kept. Make a new code.',
  },
  PAYMENT_NOT_EXTENDABLE: {
    title: 'The time of this code cannot be extended',
    remedy: 'The code stays as it is. Make a new one when its time is over.',
  },
  ALREADY_CLAIMED: {
    title: 'This sale has been handed over already',
    remedy: 'Nothing was changed. The payment is being watched.',
  },
  REFUND_LOCKED: {
    title: 'A refund of this payment is not finished',
    remedy: 'Nothing was given back twice. Wait until it is known what became of the first one.',
  },
  REFUND_TOO_LARGE: {
    title: 'That is more than is left',
    remedy: 'Nothing was given back. Look at what is left, and choose less.',
  },
  REFUND_NOT_POSSIBLE: {
    title: 'This cannot be given back here',
    remedy: 'Nothing was given back. Choose another way.',
  },
  REFUND_CHANGED: {
    title: 'What is left has just changed',
    remedy: 'Nothing was given back. Look at what is left, and press again.',
  },
  ATTENTION_RESOLVED: {
    title: 'Somebody has settled this already',
    remedy: 'Nothing was changed. It stands under the settled ones.',
  },
  ATTACH_NOT_POSSIBLE: {
    title: 'This money does not fit that sale',
    remedy: 'Nothing was changed. Choose a sale of the same amount.',
  },
  PROOF_RUNNING: {
    title: 'A proof payment is under way',
    remedy: 'Nothing was changed. Finish it or cancel it first.',
  },
  CURRENCY_FIXED: {
    title: 'This register already sells in another currency',
    remedy: 'Nothing was changed. Choose that currency, or set up another register for this one.',
  },
  BOOKS_CHECK_RUNNING: {
    title: 'The books are being checked',
    remedy: 'Nothing was changed. Wait for the check, or cancel it.',
  },
  ANCHOR_CHANGED: {
    title: 'This has changed meanwhile',
    remedy: 'Nothing was changed. Look at what stands there now.',
  },
  FORBIDDEN: { title: 'You may not do this', remedy: 'Nothing was changed.' },
  SIGN_IN_REQUIRED: {
    title: 'Somebody has to sign in first',
    remedy: 'Nothing was changed. Choose your name.',
  },
  PIN_WRONG: { title: 'This is not the PIN', remedy: 'Nothing was changed. Try again.' },
  PIN_BLOCKED: { title: 'Too many wrong PINs', remedy: 'Nothing was changed. Wait, then try again.' },
  PIN_LOCKED: {
    title: 'This PIN is locked',
    remedy:
      'Nothing was changed. A manager unlocks it in Settings; the owner’s, another owner or the recovery code.',
  },
  PIN_INVALID: {
    title: 'This PIN cannot be chosen',
    remedy: 'Nothing was changed. Take 4 to 8 digits: not one digit repeated, and no row such as 1234.',
  },
  PIN_MISSING: {
    title: 'Everybody needs a PIN',
    remedy: 'Nothing was changed. With two people here, each needs one: set it first.',
  },
  PIN_NOT_CHECKABLE: {
    title: 'This PIN cannot be checked here',
    remedy:
      'The keychain does not have what it was made with. An owner sets a new PIN with the recovery code.',
  },
  RECOVERY_REFUSED: {
    title: 'This is not the recovery code',
    remedy: 'Nothing was changed. Each code works once: take the newest.',
  },
  STAFF_EXISTS: { title: 'Somebody here has this name', remedy: 'Nothing was changed. Choose another name.' },
  STAFF_FIRST_OWNER: {
    title: 'The first one is the owner',
    remedy: 'Nothing was changed. Add the owner first.',
  },
  STAFF_LAST_OWNER: {
    title: 'Somebody has to be the owner',
    remedy: 'Nothing was changed. Make somebody else an owner first.',
  },
  CARDS_NOT_CONNECTED: {
    title: 'The cards desk is not connected',
    remedy: 'Nothing was sent. The owner connects it under Settings, Cards desk.',
  },
  CARDS_TOKEN_ENDED: {
    title: 'The token of the cards desk has ended',
    remedy: 'Nothing was sent. The owner enters a new one under Settings, Cards desk.',
  },
  CARDS_BUSY: {
    title: 'Something on it has no known end yet',
    remedy: 'Nothing was sent. Look under Cards, Activity: the till looks for it until its end is known.',
  },
  CARDS_NAME_TAKEN: {
    title: 'This name is taken at the card issuer',
    remedy: 'Nothing was sent. Choose another one: by it the till finds it again.',
  },
  CARDS_AMOUNT_INVALID: {
    title: 'This amount cannot be moved',
    remedy:
      'Nothing was sent. It must be more than zero, in the account’s currency, and no more than there is.',
  },
  CARDS_EXPORT_RUNNING: {
    title: 'A file is being made already',
    remedy: 'Wait until it is done, or cancel it first.',
  },
  STARTUP_FAILED: {
    title: 'The till could not start',
    remedy: 'Your data has not been changed. Restart Tillink; if it happens again, contact support.',
  },
  CLOSING: {
    title: 'The till program is closing',
    remedy: 'Everything so far is kept. Start Tillink again.',
  },
  DISK_FULL: {
    title: 'The disk is full',
    remedy: 'Everything so far is kept. Free some space, then try again.',
  },
  STORAGE_FAILED: {
    title: 'It could not be saved',
    remedy: 'The last step was not kept, everything before it was. Try again; if it stays, restart Tillink.',
  },
  INTERNAL: {
    title: 'Something went wrong in the till',
    remedy: 'What was saved is kept. Try again; if it stays, restart Tillink.',
  },
} as const;

export const errorExtras = {
  unreachableTitle: 'The till program does not answer',
  unreachableRemedy: 'Nothing is lost. The screen goes on as soon as it answers.',
  support: 'For support: {{id}}',
} as const;
