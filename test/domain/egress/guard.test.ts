import { describe, expect, it } from '@jest/globals';
import { createGuard } from '../../../domain/egress/create-guard.ts';
import { isPublicAddress } from '../../../domain/egress/is-public-address.ts';
import { parseAddress } from '../../../domain/egress/parse-address.ts';
import { parsePlaces } from '../../../platform/parse-places.ts';

/** What the guard says of a URL as somebody writes it; an address that is no URL at all is refused before. */
const refusalOf = (text: string, allow = ''): string | null => {
  const url = URL.parse(text);
  return url === null ? 'no URL' : createGuard(parsePlaces(allow) ?? []).refusalOf(url);
};

describe('createGuard', () => {
  it.each([
    ...['http://127.0.0.1/', 'http://127.1/', 'http://127.0.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0x7f.0.0.1/', 'http://017700000001/', 'http://0177.0.0.1/', 'http://127.0.0.1./', 'http://127.255.255.254/'],
    ...['http://１２７.０.０.１/', 'http://①②⑦.⓪.⓪.①/', 'http://127%2e0.0.1/', 'http://127。0。0。1/', 'http://0/', 'http://0.0.0.0/', 'http://00.0.0.0:8080/', 'http://0x0/'],
    ...['http://localhost/', 'http://LOCALHOST/', 'http://localhost./', 'http://api.localhost/', 'http://api.LocalHost./', 'http://loc%61lhost/'],
    ...['http://10.0.0.1/', 'http://10.255.255.255/', 'http://167772161/', 'http://0xa.1/', 'http://012.0.0.1/', 'http://172.16.0.1/', 'http://172.31.255.255/', 'http://192.168.1.1/', 'http://192.168.257/', 'http://0300.0250.1.1/'],
    ...['http://169.254.169.254/latest/meta-data', 'http://2852039166/', 'http://0xa9fea9fe/', 'http://0251.0376.0251.0376/', 'http://169.254.1.1/', 'http://168.63.129.16/', 'http://100.100.100.200/', 'http://100.64.0.1/', 'http://100.127.255.255/'],
    ...['http://192.0.0.8/', 'http://192.0.2.1/', 'http://192.88.99.1/', 'http://198.18.0.1/', 'http://198.51.100.7/', 'http://203.0.113.9/', 'http://224.0.0.1/', 'http://239.255.255.250/', 'http://240.0.0.1/', 'http://255.255.255.255/'],
    ...['http://[::1]/', 'http://[::]/', 'http://[0:0:0:0:0:0:0:1]/', 'http://[0000:0000:0000:0000:0000:0000:0000:0001]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[::ffff:8.8.8.8]/', 'http://[::127.0.0.1]/'],
    ...['http://[fe80::1]/', 'http://[febf::1]/', 'http://[fec0::1]/', 'http://[fc00::1]/', 'http://[fd00:ec2::254]/', 'http://[ff02::1]/', 'http://[64:ff9b::10.0.0.1]/', 'http://[64:ff9b:1::1]/', 'http://[100::1]/'],
    ...['http://[2001::1]/', 'http://[2001:db8::1]/', 'http://[2002:7f00:1::]/', 'http://[2001:10::1]/', 'http://[3fff::1]/', 'http://[5f00::1]/', 'http://[fe80::1%25eth0]/'],
    ...['https://user@example.com/', 'https://user:word@example.com/', 'https://example.com@10.0.0.1/', 'http://127.0.0.1\\@example.com/'],
    ...['ftp://example.com/', 'file:///etc/passwd', 'gopher://example.com/', 'javascript:alert(1)', 'data:text/plain,x', 'unix:/var/run/docker.sock', 'ws://example.com/', 'http://', 'http:///', 'example.com', '//example.com/', 'http://256.256.256.256/', 'http://1.2.3.4.5/', 'http://exa mple.com/'],
  ])('when an address is %s, then it is refused', (text) => {
    expect(refusalOf(text)).toEqual(expect.any(String));
  });

  it.each([
    ...['https://example.com/hook', 'http://example.com:8080/', 'https://example.com./', 'https://8.8.8.8/', 'https://134744072/', 'https://100.63.255.255/', 'https://172.15.0.1/', 'https://172.32.0.1/', 'https://[2606:4700:4700::1111]/', 'https://[2a00:1450::1]/'],
    ...['https://localhost.example.com/', 'https://mylocalhost/', 'https://xn--bcher-kva.example/', 'https://127.0.0.1.example.com/', 'http://example.com#@127.0.0.1/', 'http://example.com\\@127.0.0.1/'], // Names: what they lead to is looked at when they are connected to.
  ])('when an address is %s, then it tells nothing against itself', (text) => {
    expect(refusalOf(text)).toBeNull();
  });

  it.each([
    ['127.0.0.1:8080', 'http://127.0.0.1:8080/x', true],
    ['127.0.0.1:8080', 'http://2130706433:8080/x', true],
    ['127.0.0.1:8080', 'http://127.0.0.1:8081/x', false],
    ['127.0.0.1:8080', 'http://127.0.0.2:8080/x', false],
    ['127.0.0.1', 'https://127.0.0.1:1/x', true],
    ['localhost', 'http://LOCALHOST.:81/x', true],
    ['[::1]:80', 'http://[0:0::1]/x', true],
    ['[::1]:80', 'https://[::1]/x', false],
    ['10.0.0.7:443', 'https://10.0.0.7/x', true],
    ['10.0.0.7', 'https://user@10.0.0.7/x', false],
    ['10.0.0.7', 'ftp://10.0.0.7/x', false],
  ])('when %s is allowed, then for %s it is %j', (allow, text, isAllowed) => {
    expect(refusalOf(text, allow) === null).toBe(isAllowed);
  });

  it.each([
    ['hooks.internal', 443, '10.0.0.7', true],
    ['HOOKS.internal.', 443, '10.0.0.7', true],
    ['hooks.internal', 8443, '10.0.0.7', false],
    ['other.internal', 443, '10.0.0.7', false],
    ['other.internal', 443, '93.184.215.14', true],
    ['evil.hooks.internal', 443, '10.0.0.7', false],
  ])('when %s:%i leads to %s and hooks.internal:443 is allowed, then connecting is %j', (host, port, address, may) => {
    expect(createGuard([{ host: 'hooks.internal', port: 443 }]).mayReach(host, port, address)).toBe(may);
  });
});

describe('isPublicAddress', () => {
  it.each(['', '1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '0x1.2.3.4', '1.2.3.256', '1.2.3.-4', '::ffff', 'g::1', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::2::3', ':::', '::1%eth0', '2000::1%1', '2000:1.2.3.4::', 'example.com', '2606::12345'])('when %j is no plain address, then it is not public', (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });

  it.each([
    ['1.2.3.4', [1, 2, 3, 4]],
    ['::', Array.from({ length: 16 }, () => 0)],
    ['2001:db8::1', [0x20, 1, 0xd, 0xb8, ...Array.from({ length: 11 }, () => 0), 1]],
    ['::ffff:1.2.3.4', [...Array.from({ length: 10 }, () => 0), 255, 255, 1, 2, 3, 4]],
    ['1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
  ])('when %j is read, then its bytes are known', (text, bytes) => {
    expect(parseAddress(text)).toEqual(bytes);
  });
});

describe('parsePlaces', () => {
  it.each([
    ['10.0.0.7:8080', [{ host: '10.0.0.7', port: 8080 }]],
    [' Hooks.internal , [FD00::1]:443 ', [{ host: 'hooks.internal', port: null }, { host: '[fd00::1]', port: 443 }]],
    ['host:80', [{ host: 'host', port: 80 }]],
  ])('when %j is given, then it is read', (text, places) => {
    expect(parsePlaces(text)).toEqual(places);
  });

  it.each(['http://10.0.0.7', '10.0.0.7/8', 'a:b', 'host:0', 'host:65536', 'user@host', 'fd00::1', '[::1', 'a b', ','])('when %j is given, then it is refused', (text) => {
    expect(parsePlaces(text)).toBeNull();
  });
});
