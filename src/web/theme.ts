/** Our look for Mantine. The colours themselves live in styles/tokens.css: Mantine writes no style tag, so the page needs no unsafe-inline. */
import { createTheme } from '@mantine/core'
import type { MantineColorsTuple } from '@mantine/core'

/** Ten shades as references to the stylesheet, so that one file holds every colour. */
function shadesOf(name: string): MantineColorsTuple {
  const shade = (n: number) => `var(--mantine-color-${name}-${n})`
  return [shade(0), shade(1), shade(2), shade(3), shade(4), shade(5), shade(6), shade(7), shade(8), shade(9)]
}

export const theme = createTheme({
  primaryColor: 'plum',
  primaryShade: 6,
  defaultRadius: 'md',
  focusRing: 'never',
  fontFamily: '"Figtree Variable", system-ui, "Segoe UI", sans-serif',
  fontSizes: { xs: '11.5px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  colors: {
    oat: shadesOf('oat'),
    plum: shadesOf('plum'),
    honey: shadesOf('honey'),
    fern: shadesOf('fern'),
    brick: shadesOf('brick'),
    lake: shadesOf('lake'),
  },
  components: {
    Button: { defaultProps: { variant: 'default' }, classNames: { root: 'Button' } },
    ActionIcon: { defaultProps: { variant: 'subtle' }, classNames: { root: 'ActionIcon' } },
    Badge: { defaultProps: { variant: 'light' }, classNames: { root: 'Badge' } },
  },
})
