import { useMemo } from 'react';
import type { QrView } from '../../../contract/views.ts';
import { usePixelRatio } from '../../components/use-pixel-ratio.ts';
import classes from './qr-code.module.css';
import { QUIET_ZONE, qrPath, qrSide } from './qr-drawing.ts';

export interface QrCodeProps {
  readonly qr: QrView;
  readonly label: string;
  /** CSS pixels that it may take, in both directions. */
  readonly room: number;
}

/** The code exactly as main sent it: dark on white in both colour schemes, whole pixels, nothing on top. */
export function QrCode({ qr, label, room }: QrCodeProps) {
  const pixelRatio = usePixelRatio();
  const path = useMemo(() => qrPath(qr), [qr]);
  const modules = qr.size + 2 * QUIET_ZONE;
  const side = qrSide(qr.size, room, pixelRatio);
  return (
    <svg
      role="img"
      aria-label={label}
      data-testid="qr"
      className={classes['code']}
      width={side}
      height={side}
      viewBox={`0 0 ${modules} ${modules}`}
      shapeRendering="crispEdges"
    >
      <rect width={modules} height={modules} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
