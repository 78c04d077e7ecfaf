/** What stands in the address where the id of a plan would, while one is being made. */
export const newPlanId = 'new';
