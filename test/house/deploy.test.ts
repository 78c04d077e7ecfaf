import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { rooms } from '../../.dependency-cruiser.mjs';
import { LABEL_NAMES } from '../../temporal/labels.ts';
import { repository } from './source-files.ts';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');

type Service = {
  image: string;
  build?: string;
  command?: string[];
  entrypoint?: string[];
  ports?: string[];
  volumes?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  restart: string;
};

const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service>; volumes: Record<string, unknown> };
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);
const instructions = read('Dockerfile')
  .replaceAll(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const having = (word: string) => instructions.filter((line) => line.startsWith(`${word} `));
const lastStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));

/** Every variable that platform/config.ts reads. */
const known = [...['config.ts', 'temporal-tls.ts', 'oidc-settings.ts'].flatMap((file) => [...read(`platform/${file}`).matchAll(/'([A-Z][A-Z0-9_]{3,})'/g)].map(([, name]) => name))];

describe('the Dockerfile', () => {
  it('when an image is taken, then its version is named to the patch', () => {
    expect(having('FROM').map((line) => /:(\d+\.\d+\.\d+)-/.test(line))).toEqual([true, true, true]);
  });

  it('when it runs, then it is built in stages, has no root, a health check and no build tools', () => {
    expect(having('FROM').length).toBeGreaterThan(1);
    expect(lastStage.filter((line) => line.startsWith('USER '))).toEqual(['USER 1000:1000']);
    expect(lastStage.some((line) => line.startsWith('HEALTHCHECK ') && line.includes('/health'))).toBe(true);
    expect(lastStage.some((line) => line.startsWith('RUN '))).toBe(false);
    expect(having('ENV').join()).toContain('NODE_ENV=production');
    expect(having('RUN').some((line) => line.includes('--omit=dev'))).toBe(true);
  });

  it('when a room is part of api, worker or command line, then the image has it', () => {
    const copied = lastStage.flatMap((line) => /^COPY (\w+) \.\/\w+$/.exec(line)?.[1] ?? []);
    const left = new Set(['local', 'ui', ...Object.keys(rooms).filter((room) => !existsSync(join(repository, room)))]); // One starts the embedded parts, the other comes built.
    expect(copied.toSorted()).toEqual([...Object.keys(rooms).filter((room) => !left.has(room)), 'packs', 'policies'].toSorted());
  });

  it('when it sets a variable, then configuration knows it', () => {
    const set = having('ENV').flatMap((line) => [...line.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name));
    expect(set).toContain('WORKFLOW_BUNDLE');
    expect(set.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('when something is secret or was made here, then no image gets it', () => {
    expect(read('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['.env', '.git', '.gatehouse', '**/node_modules']));
  });
});

describe('docker-compose.yml', () => {
  it('when it starts, then everything that Gatehouse needs is there', () => {
    expect(services.map(([name]) => name)).toEqual(expect.arrayContaining(['postgres', 'temporal-schema', 'temporal', 'temporal-namespace', 'temporal-web', 'migrate', 'api', 'worker']));
  });

  it('when an image is named, then so is its version', () => {
    expect(services.filter(([, { image }]) => !/:\d+\.\d+/.test(image) || image.includes('latest'))).toEqual([]);
  });

  it('when a service goes on running, then its health is looked at', () => {
    const unseen = services.filter(([, { restart, healthcheck, build }]) => restart === 'unless-stopped' && healthcheck?.test === undefined && build === undefined);
    expect(unseen.map(([name]) => name)).toEqual(['temporal-web']); // Nothing waits for it.
  });

  it('when a port is opened, then this machine alone reaches it', () => {
    const ports = services.flatMap(([, { ports = [] }]) => ports);
    expect(ports).not.toEqual([]);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('when Gatehouse starts, then the database is migrated and the namespace is made', () => {
    for (const name of ['api', 'worker']) {
      expect(compose.services[name]?.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' }, 'temporal-namespace': { condition: 'service_completed_successfully' } });
    }
  });

  it('when a service of ours runs a file, then that file exists', () => {
    const files = ours.flatMap(([, { command = [] }]) => command.slice(1));
    expect(files).toEqual(['db/migrate.ts', 'worker/main.ts']);
    expect(files.filter((file) => !existsSync(join(repository, file)))).toEqual([]);
  });

  it('when a service of ours gets a variable, then configuration knows it', () => {
    const names = ours.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(names).toContain('DATABASE_URL');
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('when something is secret, then it has no default, and .env.example names it without a value', () => {
    const text = read('docker-compose.yml');
    const example = read('.env.example');
    const secrets = ['SECRET_KEYS', 'ADMIN_PASSWORD', 'POSTGRES_PASSWORD', 'GATEHOUSE_DB_PASSWORD', 'TEMPORAL_DB_PASSWORD'];
    for (const name of secrets) {
      expect(text).toContain(`\${${name}:?`);
      expect(text).not.toContain(`\${${name}:-`);
      expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
    }
    const asked = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    expect(asked.filter((name) => !example.includes(`${name}=`))).toEqual([]);
  });

  it('when a file or folder is mounted, then it exists', () => {
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes).map((volume) => volume.split(':')[0] ?? '');
    const missing = mounted.filter((source) => (source.startsWith('.') ? !existsSync(join(repository, source)) : !(source in compose.volumes)));
    expect(missing).toEqual([]);
  });

  it('when the namespace is made, then it gets every search attribute', () => {
    const script = read('deploy/temporal/set-up-namespace.sh');
    expect(LABEL_NAMES.filter((name) => !script.includes(`--name ${name} --type Keyword`))).toEqual([]);
  });
});
