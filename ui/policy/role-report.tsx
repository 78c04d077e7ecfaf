import type { RoleAnswer } from '../../contract/role-question.ts';
import './role-report.css';

const article = (role: string): string => (/^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`);

function sentenceOf({ role, by, mapping }: RoleAnswer): string {
  if (role === null) return 'No role: the project does not exist for this person.';
  if (by === 'membership') return `This person is ${article(role)}, by a membership; that goes before every mapping.`;
  return `This person is ${article(role)}, by mapping ${(mapping ?? 0) + 1}.`;
}

/** The role that was found, where it comes from, and what each mapping says. */
export function RoleReport({ answer }: { answer: RoleAnswer }) {
  return (
    <section className="role-report" aria-label="Result" role="status">
      <p className="role-found">{sentenceOf(answer)}</p>
      {answer.results.length === 0 ? (
        <p className="muted">The policy has no role mappings.</p>
      ) : (
        <table>
          <caption className="visually-hidden">What each mapping says</caption>
          <thead>
            <tr>
              <th scope="col">Mapping</th>
              <th scope="col">Role</th>
              <th scope="col">Says</th>
            </tr>
          </thead>
          <tbody>
            {answer.results.map(({ index, role, matched, error }) => (
              <tr key={index} className={index === answer.mapping ? 'role-counts' : undefined}>
                <td data-figures>{index + 1}</td>
                <td>{role}</td>
                <td>{error === null ? (matched ? 'fits' : 'does not fit') : <span className="field-error">errs: {error}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
