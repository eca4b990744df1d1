import { Drawer } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusBack } from '../../components/use-focus-back.ts';
import { useWide } from '../../components/use-wide.ts';
import classes from './editor-drawer.module.css';

export interface EditorDrawerProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The place of one product: beside the list where there is room, over it where there is none. */
export function EditorDrawer({ title, onClose, children }: EditorDrawerProps) {
  const { t } = useTranslation();
  const wide = useWide();
  useFocusBack();
  const content = useRef<HTMLDivElement>(null);
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    // Asked before anybody acts on the key: a dialog that it closes is gone when it comes here.
    let onTop = false;
    const ask = (): void => {
      onTop = content.current !== null && isOnTop(content.current);
    };
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && onTop) latest.current();
    };
    window.addEventListener('keydown', ask, { capture: true });
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', ask, { capture: true });
      window.removeEventListener('keydown', listen);
    };
  }, []);
  return (
    <Drawer.Root
      opened
      position="right"
      size={wide ? 780 : '100%'}
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
      onClose={onClose}
    >
      <Drawer.Overlay backgroundOpacity={0.5} />
      <Drawer.Content
        ref={content}
        classNames={{ content: classes['content'] ?? '' }}
        data-testid="product-editor"
      >
        <div className={classes['header']}>
          <Drawer.Title className={classes['title'] ?? ''}>{title}</Drawer.Title>
          <Drawer.CloseButton className={classes['close'] ?? ''} aria-label={t('common.close')} />
        </div>
        {children}
      </Drawer.Content>
    </Drawer.Root>
  );
}

/**
 * Nothing lies over it: the key that closes a dialog is not for the drawer below. Where the focus is says nothing: for
 * a moment after a dialog it may be on the list behind.
 */
function isOnTop(drawer: HTMLElement): boolean {
  const dialogs = [...document.querySelectorAll('[role="dialog"]')];
  const last = dialogs.at(-1);
  return last === undefined || drawer.contains(last) || last.contains(drawer);
}
