import { jest } from '@jest/globals';

/**
 * A test that drives a whole running house in a browser or over HTTP is tried once more before it counts as failed: two busy cores
 * can starve a browser for seconds. The report names what needed its second try, so that it does not go unseen.
 */
jest.retryTimes(1, { logErrorsBeforeRetry: true });
