import { describe, expect, it } from 'vitest';
import { type AddressVerdict, judgeIp, judgeUrl, withoutQuery } from '../../../src/feeds/address.ts';

describe('which addresses Dateline asks', () => {
  it.each<[string, AddressVerdict]>([
    ['https://www.kremlin.ru/feed', 'fine'],
    ['http://news.example:8080/rss', 'fine'],
    ['https://8.8.8.8/feed', 'fine'],
    ['https://[2606:4700::1111]/feed', 'fine'],
    ['ftp://news.example/feed', 'not http or https'],
    ['file:///etc/passwd', 'not http or https'],
    ['http://news.example:25/', 'at an unusual port'],
    ['http://news.example:6379/', 'at an unusual port'],
    ['http://127.0.0.1/', 'an inner address'],
    ['http://127.1/', 'an inner address'],
    ['http://2130706433/', 'an inner address'],
    ['http://0x7f.0.0.1/', 'an inner address'],
    ['http://0177.0.0.1/', 'an inner address'],
    ['http://0.0.0.0/', 'an inner address'],
    ['http://10.0.0.8/', 'an inner address'],
    ['http://172.31.255.255/', 'an inner address'],
    ['http://192.168.1.1/', 'an inner address'],
    ['http://100.64.0.1/', 'an inner address'],
    ['http://169.254.169.254/latest/meta-data', 'an inner address'],
    ['http://168.63.129.16/machine', 'an inner address'],
    ['http://198.18.0.1/', 'an inner address'],
    ['http://224.0.0.1/', 'an inner address'],
    ['http://255.255.255.255/', 'an inner address'],
    ['http://[::1]/', 'an inner address'],
    ['http://[::]/', 'an inner address'],
    ['http://[::ffff:127.0.0.1]/', 'an inner address'],
    ['http://[::ffff:7f00:1]/', 'an inner address'],
    ['http://[::7f00:1]/', 'an inner address'],
    ['http://[64:ff9b::7f00:1]/', 'an inner address'],
    ['http://[64:ff9b:1::7f00:1]/', 'an inner address'],
    ['http://[2002:7f00:1::]/', 'an inner address'],
    ['http://[fe80::1]/', 'an inner address'],
    ['http://[fec0::1]/', 'an inner address'],
    ['http://[fd00:ec2::254]/', 'an inner address'],
    ['http://[2001:db8::1]/', 'an inner address'],
    ['http://localhost/', 'an inner name'],
    ['http://localhost./', 'an inner name'],
    ['http://LOCALHOST/', 'an inner name'],
    ['http://db.localhost/', 'an inner name'],
    ['http://metadata.google.internal/', 'an inner name'],
    ['http://printer.local/', 'an inner name'],
  ])('%s is %s', (address, verdict) => expect(judgeUrl(new URL(address))).toBe(verdict));

  it('an address with a zone is judged without it', () => expect(judgeIp('fe80::1%eth0')).toBe('an inner address'));

  it('a token in a query or before the host is not shown', () => {
    expect(withoutQuery('https://me:secret@news.example/feed?token=secret')).toBe('https://news.example/feed');
  });
});
