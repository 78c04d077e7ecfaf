import { type Gate, pass } from './gate.ts';

/** A gate that a policy cannot narrow in this release: it has its place in the line and lets everything through. */
export const unrestricted: Gate = () => pass;
