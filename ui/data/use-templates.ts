import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Policy } from '../../contract/policy.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const MOST = 200;

/** The policies that a new project can begin with, each in its latest version. */
export function useTemplates() {
  const client = useClient();
  return useQuery({ queryKey: keys.templates, queryFn: () => client.call('listPolicyTemplates', { query: { limit: MOST } }), refetchOnMount: 'always' });
}

/** The versions of a template, newest first. */
export function useTemplateVersions(name: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.templateVersions(name), queryFn: () => client.call('listPolicyTemplateVersions', { params: { name }, query: { limit: MOST } }) });
}

/** One version of a template, which never changes; null asks for none. */
export function useTemplateVersion(name: string, version: number | null) {
  const client = useClient();
  return useQuery({
    queryKey: keys.templateVersion(name, version ?? -1),
    enabled: version !== null,
    queryFn: () => client.call('getPolicyTemplateVersion', { params: { name, version: String(version) } }),
  });
}

/** Stores a new version of a template, unless another one came to be since the version that it began from; null begins a template. */
export function usePutTemplate() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ name, policy, base }: { name: string; policy: Policy; base: number | null }) => client.call('putPolicyTemplate', { body: { name, policy }, ...(base !== null && { ifMatch: base }) }),
    onSettled: () => Promise.all([keys.templates, keys.orgAudits].map((queryKey) => cache.invalidateQueries({ queryKey }))),
    onSuccess: ({ name }) => cache.invalidateQueries({ queryKey: keys.templateVersions(name) }),
  });
}
