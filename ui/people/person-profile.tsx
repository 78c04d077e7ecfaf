import { useState } from 'react';
import type { FormEvent } from 'react';
import type { RegisteredUser } from '../../contract/user.ts';
import { useChangePerson } from '../data/use-people.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

const fieldsOf = ({ name, email, organization }: RegisteredUser) => ({ name: name ?? '', email: email ?? '', organization: organization ?? '' });

/** What is known of a person, to be changed; an empty field takes its value away. */
export function PersonProfile({ person }: { person: RegisteredUser }) {
  const change = useChangePerson(person.userId);
  const announce = useAnnounce();
  const [given, setGiven] = useState(() => fieldsOf(person));
  const isChanged = (['name', 'email', 'organization'] as const).some((name) => given[name].trim() !== (person[name] ?? ''));
  const field = (name: keyof typeof given) => ({
    autoComplete: 'off',
    value: given[name],
    onChange: ({ target }: { target: HTMLInputElement }) => setGiven({ ...given, [name]: target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: given.name.trim() || null, email: given.email.trim() || null, organization: given.organization.trim() || null };
    const done = (saved: RegisteredUser) => {
      setGiven(fieldsOf(saved));
      announce('The profile is saved.');
    };
    change.mutate(body, { onSuccess: done });
  };
  return (
    <form className="people-profile" aria-label="Profile" onSubmit={submit}>
      <Field label="Name" maxLength={100} {...field('name')} />
      <Field label="Email" type="email" maxLength={254} {...field('email')} />
      <Field label="Organisation" maxLength={100} {...field('organization')} />
      <Button type="submit" busy={change.isPending} disabled={!isChanged}>
        Save
      </Button>
      {change.isError && <ProblemNote error={change.error} what="The profile was not saved." doNext="Nothing has changed." />}
    </form>
  );
}
