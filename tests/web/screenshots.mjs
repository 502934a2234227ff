// Pictures of the built page for looking at, and the one in the README:
//   node tests/web/screenshots.mjs DIRECTORY [HASH]

import { mkdirSync } from 'node:fs';
import { kMedium, kNarrow, kWide, launch } from './page/browser.mjs';

const [directory = 'build/pictures', hash = ''] = process.argv.slice(2);
mkdirSync(directory, { recursive: true });
const { open, close } = await launch();
for (const [name, viewport] of Object.entries({ wide: kWide, medium: kMedium, narrow: kNarrow })) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await open({ viewport, colorScheme, hash });
    await page.locator('.cm-content').waitFor();
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${directory}/${name}-${colorScheme}.png` });
    await page.locator('button.step').click();
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${directory}/${name}-${colorScheme}-stepped.png` });
    await page.context().close();
  }
}
await close();
