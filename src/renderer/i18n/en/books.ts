/** Whether the books can be trusted. */
export const books = {
  title: 'Books',
  body: 'Once a day the till compares its file, its journal and its sales with each other. Selling goes on meanwhile.',
  check: 'Check now',
  never: 'Not checked yet.',
  agree: 'The books agree',
  checkedAt_one: 'Checked {{at}}: {{count}} entry',
  checkedAt_other: 'Checked {{at}}: {{count}} entries',
  faults_one: '{{count}} thing does not agree',
  faults_other: '{{count}} things do not agree',
  faultsAdvice:
    'Copy the data folder before anything else, and show this list to support. Nothing was changed.',
  more_one: 'and {{count}} more',
  more_other: 'and {{count}} more',
  entry: 'entry {{number}}',
  step: {
    file: 'Checking the file: {{percent}} %',
    journal: 'Checking the journal: {{percent}} %',
    books: 'Comparing sales and journal: {{percent}} %',
  },
  fault: {
    gap: 'An entry of the journal is missing, or one is there that does not belong',
    hash: 'An entry of the journal was changed',
    link: 'Entries of the journal do not follow each other',
    head: 'The journal does not end where it should',
    cut: 'The journal is shorter than it was',
    rewritten: 'The journal is not the one that was there before',
    not_in_journal: 'The journal does not know of this',
    not_in_books: 'The journal tells of this, and it is not there',
    differs: 'The journal tells this otherwise',
    repeated: 'The journal tells this more than once',
    number: 'Receipt numbers are missing, or there are too many',
    damaged: 'The file is damaged',
    orphan: 'A row names another that is not there',
  },
  place: { keychain: 'in the keychain', file: 'in a file outside the data folder' },
  anchor: {
    agrees: 'The end of the journal is kept {{where}}, last {{at}}.',
    ahead: 'The end of the journal is kept {{where}}, last {{at}}.',
    unreadable: 'What is kept of the journal’s end cannot be read at the moment: {{where}}.',
  },
  anchorTitle: {
    missing: 'The journal has no anchor',
    cut: 'The journal is shorter than its anchor says',
    rewritten: 'The journal is not the one that its anchor knows',
  },
  anchorBody: {
    missing:
      'Outside the data folder nothing is kept to compare the journal with. That is so on a new computer, or after the keychain was emptied. Start a new anchor if you know why.',
    cut: 'Sales may be missing. That is so after an older copy of the data folder was put back. Find out before you go on.',
    rewritten: 'Somebody may have changed past sales. Copy the data folder, and find out before you go on.',
  },
  newAnchor: 'Start a new anchor',
  acceptTitle: 'Take the journal as it is?',
  acceptBody: {
    missing: 'From now on the journal is compared with what it is today. What was before cannot be compared.',
    cut: 'From now on the journal counts as it is today, without what is missing. What the anchor said is written into the journal.',
    rewritten:
      'From now on the journal counts as it is today. What the anchor said is written into the journal.',
  },
  acceptKnown: 'I know why it is so',
  accepted: 'The journal has a new anchor',
} as const;
