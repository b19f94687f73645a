import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guardPostgres } from './guard-postgres.js';

/**
 * Runs after `npm ci`: mends the database driver, and writes what the type checker and the editor need, which the
 * repository does not keep. Without the development packages there is nothing to write. Plain JavaScript, because it runs before anything is sure to be
 * installed.
 */
const projectDirectory = fileURLToPath(new URL('../..', import.meta.url));

/** Programs below `node_modules`, and what they are given. */
const STEPS = [
  ['@sveltejs/kit/svelte-kit.js', 'sync'],
  [
    '@inlang/paraglide-js/bin/run.js',
    ...['compile', '--silent', '--project', 'src/i18n/project.inlang', '--outdir', 'src/i18n/paraglide'],
    ...['--strategy', 'url', 'baseLocale']
  ]
];

guardPostgres();
for (const [program = '', ...flags] of STEPS) {
  const path = join(projectDirectory, 'node_modules', program);
  if (!existsSync(path)) continue;
  const { status } = spawnSync(process.execPath, [path, ...flags], { cwd: projectDirectory, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
