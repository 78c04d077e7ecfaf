/** Why a backtest cannot be carried through, however often it is tried; the text is for the one who asked. */
export class BacktestError extends Error {
  override readonly name = 'BacktestError';
}
