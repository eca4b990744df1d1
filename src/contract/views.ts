import type { z } from 'zod';
import type * as values from './values.ts';

/** The wire's shapes as types, for the renderer and for main's handlers. */
export type AppStatus = z.infer<typeof values.statusSchema>;
export type AttemptView = z.infer<typeof values.attemptSchema>;
export type AttentionView = z.infer<typeof values.attentionSchema>;
export type CategoryView = z.infer<typeof values.categorySchema>;
export type ConnectionView = z.infer<typeof values.connectionSchema>;
export type MoneyView = z.infer<typeof values.moneySchema>;
export type PaymentView = z.infer<typeof values.paymentSchema>;
export type ProductView = z.infer<typeof values.productSchema>;
export type QrView = z.infer<typeof values.qrSchema>;
export type ReceiptView = z.infer<typeof values.receiptSchema>;
export type SaleLineView = z.infer<typeof values.saleLineSchema>;
export type SaleSummaryView = z.infer<typeof values.saleSummarySchema>;
export type SaleView = z.infer<typeof values.saleSchema>;
export type SettingsView = z.infer<typeof values.settingsSchema>;
export type TenderView = z.infer<typeof values.tenderSchema>;
