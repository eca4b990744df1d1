import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  Input,
  InputWrapper,
  Menu,
  Modal,
  NativeSelect,
  PasswordInput,
  SegmentedControl,
  TextInput,
} from '@mantine/core';
import controls from './controls.module.css';

const part = (name: string): string => controls[name] ?? '';

/** Mantine's controls in our clothes: sizes for fingers, colours from tokens.css. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  primaryColor: 'cyan',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { variant: 'filled' }, classNames: { root: part('button') } }),
    ActionIcon: ActionIcon.extend({ classNames: { root: part('icon') } }),
    Input: Input.extend({ classNames: { input: part('input') } }),
    InputWrapper: InputWrapper.extend({
      classNames: { label: part('label'), description: part('description'), error: part('error') },
    }),
    TextInput: TextInput.extend({ classNames: { input: part('input') } }),
    PasswordInput: PasswordInput.extend({ classNames: { input: part('input') } }),
    NativeSelect: NativeSelect.extend({ classNames: { input: part('input') } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { transitionDuration: 0 },
      classNames: { root: part('segments'), label: part('segment'), indicator: part('indicator') },
    }),
    Menu: Menu.extend({
      // Inside the landmark of its button, and without a focusable child that is no item.
      defaultProps: {
        withinPortal: false,
        withInitialFocusPlaceholder: false,
        transitionProps: { duration: 0 },
      },
      classNames: { dropdown: part('menu'), item: part('menuItem'), label: part('menuLabel') },
    }),
    Modal: Modal.extend({
      classNames: {
        content: part('dialog'),
        header: part('dialogHeader'),
        title: part('dialogTitle'),
        close: part('dialogClose'),
      },
    }),
  },
});

/** Where Mantine asks for its own variables, it gets our tokens. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: ours,
  dark: ours,
});

const ours = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-error': 'var(--bad-ink)',
  '--mantine-color-default-border': 'var(--line)',
};
