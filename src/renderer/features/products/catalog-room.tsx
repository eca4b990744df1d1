import { useState } from 'react';
import { InStepScreen } from '../in-step/in-step-screen.tsx';
import { useStaffSession } from '../staff/queries.ts';
import { ProductsScreen } from './products-screen.tsx';

/** The catalogue; and behind it, for those who may change it, what the provider has of it. */
export function CatalogRoom({ onConnection }: { readonly onConnection: () => void }) {
  const session = useStaffSession().data;
  const mayEdit = session !== undefined && session.person?.role !== 'cashier';
  const [atProvider, setAtProvider] = useState(false);
  if (atProvider && mayEdit) {
    return <InStepScreen onBack={() => setAtProvider(false)} onConnection={onConnection} />;
  }
  return <ProductsScreen onInStep={() => setAtProvider(true)} />;
}
