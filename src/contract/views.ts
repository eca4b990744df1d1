import type { z } from 'zod';
import type * as values from './values.ts';

/** The wire's shapes as types, for the renderer and for main's handlers. */
export type AppStatus = z.infer<typeof values.statusSchema>;
export type AttachTargetView = z.infer<typeof values.attachTargetSchema>;
export type AttemptView = z.infer<typeof values.attemptSchema>;
export type AttentionView = z.infer<typeof values.attentionSchema>;
export type CategoryView = z.infer<typeof values.categorySchema>;
export type ConnectionView = z.infer<typeof values.connectionSchema>;
export type MoneyView = z.infer<typeof values.moneySchema>;
export type OpeningCheckView = z.infer<typeof values.openingCheckSchema>;
export type PaymentFacts = z.infer<typeof values.paymentFactsSchema>;
export type PaymentOptionsView = z.infer<typeof values.paymentOptionsSchema>;
export type PaymentView = z.infer<typeof values.paymentSchema>;
export type ProductView = z.infer<typeof values.productSchema>;
export type ProofStepView = z.infer<typeof values.proofStepSchema>;
export type ProofView = z.infer<typeof values.proofSchema>;
export type PulseView = z.infer<typeof values.pulseSchema>;
export type QrView = z.infer<typeof values.qrSchema>;
export type ReceiptView = z.infer<typeof values.receiptSchema>;
export type RefundOptionsView = z.infer<typeof values.refundOptionsSchema>;
export type RefundView = z.infer<typeof values.refundSchema>;
export type SaleLineView = z.infer<typeof values.saleLineSchema>;
export type SaleSummaryView = z.infer<typeof values.saleSummarySchema>;
export type SaleView = z.infer<typeof values.saleSchema>;
export type SettingsView = z.infer<typeof values.settingsSchema>;
export type TenderView = z.infer<typeof values.tenderSchema>;
export type TrayItemView = z.infer<typeof values.trayItemSchema>;
