/** The page behind a sign-in link: a button, because a look at the link (a preview, a scanner) must not use it up. */
export const signInPage = (): string =>
  page('Sign in to Gatehouse', '<p>This link signs you in on this computer, once.</p><form method="post"><button autofocus>Sign in</button></form>');

/** The page of a link that was used, is too old, or never was. */
export const deadLinkPage = (): string =>
  page('This link has ended', '<p>It was used already, or is older than ten minutes. Start Gatehouse again for a new one, or <a href="/">sign in with a password</a>.</p>');

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; --ink: #1b2226; --ground: #f6f8f8; --accent: #0f5f5c; --on-accent: #ffffff; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e4eaeb; --ground: #14191b; --accent: #5cc4bd; --on-accent: #0d1516; } }
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  main { width: min(26rem, 90vw); }
  h1 { font-size: 1.25rem; margin: 0; }
  a { color: var(--accent); }
  button { font: inherit; font-weight: 600; padding: 0.5rem 1rem; border: 0; border-radius: 6px; background: var(--accent); color: var(--on-accent); cursor: pointer; }
  button:focus-visible, a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
</style>
</head>
<body><main><h1>${title}</h1>${content}</main></body>
</html>
`;
