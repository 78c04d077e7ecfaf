import { expect, it } from '@jest/globals';
import { readConfirmation } from '../../agent/read-confirmation.ts';

it.each(['yes', 'Yes!', 'y', 'yep', 'YES PLEASE', 'confirm', 'proceed', 'go ahead', 'do it', ' ok. ', 'yes, do it', 'please confirm'])('when the message is %j, then it is a yes', (message) => {
  expect(readConfirmation(message)).toBe('yes');
});

it.each(['no', 'No.', 'cancel', 'stop', 'abort', 'never mind', 'don’t', 'no, thanks', 'please cancel'])('when the message is %j, then it is a no', (message) => {
  expect(readConfirmation(message)).toBe('no');
});

it.each(['', 'yes?', 'yes and no', 'yess', 'confirm the reset', 'yes reset the counter', 'not sure', 'ye s', 'say "yes"', '"yes"', 'yes\u200b', 'maybe', '1', 'yes '.repeat(2_000)])(
  'when the message is %j, then it is neither',
  (message) => {
    expect(readConfirmation(message)).toBeNull();
  },
);
