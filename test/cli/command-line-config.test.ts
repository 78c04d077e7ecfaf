import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readCommandLineConfig } from '../../platform/config.ts';

describe('the environment of the command line', () => {
  it('when nothing is set, then only the folders are known', () => {
    expect(readCommandLineConfig({})).toMatchObject({ url: null, token: null, project: null, home: resolve('.gatehouse'), directory: expect.stringMatching(/\.config\/gatehouse$/) });
  });

  it('when its variables are set, then they are taken', () => {
    const given = { GATEHOUSE_URL: 'https://gatehouse.example/', GATEHOUSE_TOKEN: 't', GATEHOUSE_PROJECT: 'Demo', XDG_CONFIG_HOME: '/etc/x', GATEHOUSE_HOME: '/srv/g' };
    expect(readCommandLineConfig(given)).toMatchObject({ url: 'https://gatehouse.example', token: 't', project: 'Demo', directory: '/etc/x/gatehouse', home: '/srv/g' });
  });

  it("when a server's setting is wrong, then the command line runs all the same", () => {
    expect(() => readCommandLineConfig({ PORT: 'many' })).not.toThrow();
  });

  it('when the address is none, then it says which variable is wrong', () => {
    expect(() => readCommandLineConfig({ GATEHOUSE_URL: 'nowhere' })).toThrow('GATEHOUSE_URL is "nowhere"');
  });
});
