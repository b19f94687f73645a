import { expect, it } from 'vitest';
import { paletteCss } from '../../src/lib/ui/theme/palette-css';

it('stands in the style sheet as it follows from the palette', async () => {
  await expect(`${paletteCss()}\n`).toMatchFileSnapshot('../../src/lib/ui/theme/palette.css');
});
