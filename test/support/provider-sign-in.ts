import type { Me } from '../../contract/user.ts';
import { caller, expectData, type Session } from './http.ts';

const MAX_HOPS = 12;

/** Signs somebody in through the provider of a house, and answers a session of his. */
export async function signInThrough(url: string, name: string): Promise<Session> {
  const browser = openSmallBrowser();
  const landing = (await browser.signIn(`${url}/api/v1/auth/oidc/login`, name)).headers.get('location');
  if (landing !== '/') throw new Error(`${name} could not sign in: ${landing}`);
  const cookie = `gatehouse_session=${browser.cookie('gatehouse_session')}`;
  const me = expectData(await caller(url, { cookie }).get<Me>('/auth/me'));
  return { ...caller(url, { cookie, [me.csrf.header]: me.csrf.token }), cookie, me };
}

/** A browser as far as a sign-in needs one: it follows redirects one by one, keeps cookies by host, and fills in the provider's form. */
export type SmallBrowser = {
  /** One request, whose redirect is not followed. */
  go: (address: string, form?: Record<string, string>) => Promise<Response>;
  /** Signs in at the provider, from the address where Gatehouse begins, and answers the address at which the provider sends it back. */
  untilCallback: (begin: string, name: string) => Promise<string>;
  /** The whole way: the answer of Gatehouse's callback. */
  signIn: (begin: string, name: string) => Promise<Response>;
  cookie: (name: string) => string | undefined;
};

export function openSmallBrowser(): SmallBrowser {
  const jars = new Map<string, Map<string, string>>();
  const go: SmallBrowser['go'] = async (address, form) => {
    const { host } = new URL(address);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, {
      method: form ? 'POST' : 'GET',
      headers: { cookie, connection: 'close' },
      body: form ? new URLSearchParams(form) : null,
      redirect: 'manual',
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      const name = pair.slice(0, pair.indexOf('='));
      const isGone = /max-age=0|expires=thu, 01 jan 1970/i.test(line);
      if (isGone) jar.delete(name);
      else jar.set(name, pair.slice(name.length + 1));
    }
    return answer;
  };
  const untilCallback: SmallBrowser['untilCallback'] = async (begin, name) => {
    let address = begin;
    for (let hop = 0; hop < MAX_HOPS; hop += 1) {
      const isForm = /\/interaction\/[^/]+$/.test(new URL(address).pathname);
      const answer = await go(address, isForm ? { prompt: 'login', login: name, password: 'whatever' } : undefined);
      const next = answer.headers.get('location');
      if (next === null) throw new Error(`${address} answered ${answer.status} and leads nowhere: ${(await answer.text()).slice(0, 300)}`);
      address = new URL(next, address).href;
      if (address.includes('/auth/oidc/callback') || address.includes('signInProblem')) return address;
    }
    throw new Error(`The sign-in took more than ${MAX_HOPS} steps.`);
  };
  return {
    ...{ go, untilCallback },
    signIn: async (begin, name) => go(await untilCallback(begin, name)),
    cookie: (name) => [...jars.values()].map((jar) => jar.get(name)).find((value) => value !== undefined),
  };
}
