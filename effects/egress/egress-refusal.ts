/** A host leads to where nothing may be sent from inside. */
export class EgressRefusal extends Error {
  override name = 'EgressRefusal';

  constructor(host: string) {
    super(`${host} leads to an address that may not be reached; EGRESS_ALLOW lists the private ones that may.`);
  }
}
