import { describe, expect, it } from '@jest/globals';
import { redact, redactText } from '../../platform/redact.ts';

const SECRET = 'hunter2hunter2';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJodW50ZXIyaHVudGVyMiJ9.aHVudGVyMmh1bnRlcjI';

describe('redactText', () => {
  it.each([
    ['an access token', `sent gh_${'a1'.repeat(20)} there`, 'sent [redacted] there'],
    ['a signing secret', 'with whsec_aHVudGVyMmh1bnRlcjI= in it', 'with [redacted] in it'],
    ['a key of a model', 'key sk-proj-abc123def456ghi was refused', 'key [redacted] was refused'],
    ['a JSON Web Token', `id_token ${JWT} is over`, 'id_token [redacted] is over'],
    ['a bearer credential', `Bearer ${SECRET}`, 'Bearer [redacted]'],
    ['a password in an address', `postgres://user:${SECRET}@host/db`, 'postgres://user:[redacted]@host/db'],
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY----- and more`, '[redacted] and more'],
    ['a private key that is cut', `-----BEGIN PRIVATE KEY-----\n${SECRET}`, '[redacted]'],
    ['JSON with a password', `{"user":"ann","password":"${SECRET}","n":1}`, '{"user":"ann","password":[redacted],"n":1}'],
    ['JSON with a quote inside a secret', `{"client_secret": "${SECRET}\\"${SECRET}", "n": 1}`, '{"client_secret": [redacted], "n": 1}'],
    ['a form', `grant=x&client_secret=${SECRET}&n=1`, 'grant=x&client_secret=[redacted]&n=1'],
    ['an API key in an address', `GET /x?api_key=${SECRET}&n=1`, 'GET /x?api_key=[redacted]&n=1'],
    ['a cookie header', `Cookie: a=${SECRET}; b=${SECRET}\nHost: x`, 'Cookie: [redacted]\nHost: x'],
    ['a header that sets a cookie', `set-cookie: gatehouse=${SECRET}; Path=/`, 'set-cookie: [redacted]'],
    ['an authorization header', `authorization: Digest ${SECRET}`, 'authorization: [redacted]'],
    ['nothing of the kind', 'The token is over; ask-me about secrets at 10:30, key=value.', 'The token is over; ask-me about secrets at 10:30, key=value.'],
  ])('when a text holds %s, then it is gone', (_when, text, clean) => {
    expect(redactText(text)).toBe(clean);
  });

  it('when a credential stands across the cut, then no piece of it remains', () => {
    const text = redactText(`${'x '.repeat(3_990)}Bearer ${SECRET.repeat(50)}`);
    expect(text).not.toContain('hunter2');
    expect(text.length).toBeLessThanOrEqual(8_001);
  });

  it.each([
    ['many names', 'password'.repeat(50_000)],
    ['many quotes', 'password="'.repeat(50_000)],
    ['many beginnings of keys', '-----BEGIN PRIVATE KEY-----'.repeat(20_000)],
    ['many letters', 'a'.repeat(500_000)],
    ['many colons', 'a:'.repeat(200_000)],
  ])('when a text has %s, then it is cut like any other', (_when, text) => {
    expect(redactText(text).length).toBeLessThanOrEqual(8_001);
  });
});

describe('redact', () => {
  it.each(['password', 'newPassword', 'token', 'csrfToken', 'secret', 'client_secret', 'secrets', 'authorization', 'cookie', 'set-cookie', 'cookies', 'apiKey', 'api_key', 'x-api-key', 'credential', 'credentials', 'privateKey', 'SECRET_KEYS', 'DATABASE_URL'])(
    'when a field is called %s, then its value is gone, whatever it is',
    (name) => {
      for (const value of [SECRET, { deep: SECRET }, [SECRET]]) expect(redact({ more: { [name]: value } })).toEqual({ more: { [name]: '[redacted]' } });
    },
  );

  it.each(['tokens', 'tokenId', 'secretId', 'key', 'keyId', 'names'])('when a field is called %s, then its value stays', (name) => {
    expect(redact({ [name]: 'plain' })).toEqual({ [name]: 'plain' });
  });

  it('when a name is itself a credential, then it is gone', () => {
    expect(JSON.stringify(redact({ [`gh_${SECRET.repeat(3)}`]: 1 }))).not.toContain('hunter2');
  });

  it('when an error has causes, then each of them is redacted', () => {
    const error = new Error(`no: {"password": "${SECRET}"}`, { cause: new Error('no', { cause: { apiKey: SECRET } }) });
    expect(JSON.stringify(redact(error))).not.toContain('hunter2');
  });
});
