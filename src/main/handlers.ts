import { AppError } from '../contract/errors.ts';
import type { Handlers } from './dispatcher.ts';
import { posterSvg } from '../domain/poster-svg.ts';
import { mayActAs } from '../domain/staff.ts';
import { withoutCells } from './catalog/exchange/import-state.ts';
import type { FilePicking } from './files/file-picking.ts';
import type { Session } from './session.ts';
import type { SetupService } from './setup/setup-service.ts';

/** What the handlers work on: set-up is always there, a session only once the till has been set up. */
export interface HandlerParts {
  readonly setup: SetupService;
  readonly filePicking: FilePicking;
}

/** One line per operation: which service answers it. */
export function createHandlers({ setup, filePicking }: HandlerParts): Handlers {
  const session = (): Session => {
    const current = setup.session();
    if (!current) throw new AppError('NOT_SET_UP', 'Choose the demo or connect an account first');
    return current;
  };
  return {
    'app.status': () => setup.status(),
    'setup.startDemo': (input) => setup.startDemo(input),
    'setup.connectAccount': (input) => setup.connectAccount(input),

    'catalog.search': (input) => session().catalog.search(input),
    'catalog.browse': (input) => session().catalog.browse(input),
    'catalog.product': ({ productId }) => session().catalog.product(productId),
    'catalog.categories': () => ({ items: [...session().catalog.categories()] }),
    'catalog.priceHistory': (input) => session().catalog.priceHistory(input),
    'catalog.save': (input) => session().catalogEdits.save(input),
    'catalog.delete': ({ productId }) => {
      session().catalogEdits.remove(productId);
      return {};
    },
    'catalog.previewBulk': (input) => session().catalogEdits.previewBulk(input),
    'catalog.bulk': (input) => session().catalogEdits.bulk(input),
    'catalog.saveCategory': (input) => session().catalogEdits.saveCategory(input),
    'catalog.moveCategory': (input) => {
      session().catalogEdits.moveCategory(input);
      return {};
    },
    'catalog.deleteCategory': ({ id }) => {
      session().catalogEdits.deleteCategory(id);
      return {};
    },
    'catalog.changes': (input) => session().catalogEdits.changes(input),
    'catalog.undo': async ({ changeId }) => {
      await session().catalogEdits.undo(changeId);
      return {};
    },

    'cards.desk': () => session().cards.desk(),
    'cards.connect': (input) => session().cards.connect(input),
    'cards.describe': () => session().cards.describe(),
    'cards.disconnect': async () => {
      await session().cards.disconnect();
      return {};
    },
    'cards.accounts': () => session().cards.accounts(),
    'cards.account': ({ accountId }) => session().cards.account(accountId),
    'cards.holders': (input) => session().cards.holders(input),
    'cards.createHolder': (input) => session().cards.createHolder(input),
    'cards.list': (input) => session().cards.list(input),
    'cards.card': (input) => session().cards.card(input),
    'cards.issue': (input) => session().cards.issue(input),
    'cards.topUp': (input) => session().cards.topUp(input),
    'cards.withdraw': (input) => session().cards.withdraw(input),
    'cards.transfer': (input) => session().cards.transfer(input),
    'cards.freeze': (input) => session().cards.freeze(input),
    'cards.unfreeze': (input) => session().cards.unfreeze(input),
    'cards.close': (input) => session().cards.closeCard(input),
    'cards.operations': (input) => session().cards.operations(input),
    'cards.operation': ({ operationId }) => session().cards.operation(operationId),
    'cards.look': ({ operationId }) => session().cards.look(operationId),
    'cards.decide': (input) => session().cards.decide(input),
    'cards.reveal': (input) => session().cards.reveal(input),
    'cards.transactions': (input) => session().cards.transactions(input),
    'cards.export': (input) => session().cards.export(input),
    'cards.exportStatus': () => session().cards.exportStatus(),
    'cards.exportCancel': () => {
      session().cards.exportCancel();
      return {};
    },
    'cards.webhook': () => session().cards.webhook(),
    'cards.setWebhook': (input) => session().cards.setWebhook(input),
    'cards.deleteWebhook': () => session().cards.deleteWebhook(),

    'catalog.export': ({ delimiter }) => session().exchange.export(delimiter),
    'catalog.exportStatus': () => session().exchange.exportStatus(),
    'catalog.exportCancel': () => {
      session().exchange.exportCancel();
      return {};
    },
    'import.current': (_, { actor }) => {
      const view = session().exchange.current();
      return actor && mayActAs(actor.role, 'manager') ? view : withoutCells(view);
    },
    'import.open': ({ handle }) => session().exchange.open(handle),
    'import.plan': (input) => session().exchange.plan(input),
    'import.rows': (input) => session().exchange.rows(input),
    'import.apply': ({ importId }) => session().exchange.apply(importId),
    'import.cancel': ({ importId }) => session().exchange.cancel(importId),
    'import.refusedFile': ({ importId }) => session().exchange.refusedFile(importId),
    'file.pick': (input) => filePicking.pick(input),
    'file.save': (input) => filePicking.save(input),
    'image.take': ({ handle }) => session().images.take(handle),
    'sale.scan': (input) => session().scanning.scan(input),
    'scanner.get': () => session().scanning.settings(),
    'scanner.change': (input) => session().scanning.change(input),

    'sale.current': () => session().sales.current(),
    'sale.addLine': (input) => session().sales.addProduct(input),
    'sale.addAmount': (input) => session().sales.addAmount(input),
    'sale.setQuantity': (input) => session().sales.setQuantity(input),
    'sale.removeLine': (input) => session().sales.removeLine(input),
    'sale.discountLine': (input) => session().sales.discountLine(input),
    'sale.discount': (input) => session().sales.discount(input),
    'sale.overridePrice': (input) => session().sales.overridePrice(input),
    'sale.setNote': (input) => session().sales.setNote(input),
    'sale.setLineNote': (input) => session().sales.setLineNote(input),
    'sale.undo': ({ saleId }, caller) => session().sales.undo(saleId, caller),
    'sale.park': (input) => session().sales.park(input),
    'sale.void': ({ saleId }) => session().sales.voidSale(saleId),
    'sale.next': ({ saleId }) => session().sales.next(saleId),
    'sale.takeUp': ({ saleId }) => session().sales.takeUp(saleId),
    'sale.list': (input) => session().sales.list(input),
    'sale.search': (input) => session().history.search(input),
    'sale.timeline': (input) => session().history.timeline(input),
    'sale.get': ({ saleId }) => ({
      sale: session().sales.view(saleId),
      attempts: [...session().payments.attempts(saleId)],
      tenders: [...session().payments.tenders(saleId)],
      refunds: [...session().refunds.ofSale(saleId)],
      receipt: session().sales.receipt(saleId),
    }),

    'tender.options': ({ saleId }) => session().tenders.options(saleId),
    'tender.takeCash': (input) => session().tenders.takeCash(input),
    'tender.takeExternal': (input) => session().tenders.takeExternal(input),
    'tender.takeBack': (input) => session().tenders.takeBack(input),

    'shift.current': () => session().shifts.current(),
    'shift.open': (input) => session().shifts.open(input),
    'shift.payIn': (input) => session().shifts.move('paid_in', input),
    'shift.payOut': (input) => session().shifts.move('paid_out', input),
    'shift.noSale': ({ reason }) => session().shifts.move('no_sale', { amount: null, reason }),
    'shift.count': (input, caller) => session().shifts.count(input, caller),
    'shift.recount': (input) => session().shifts.recount(input),
    'shift.close': (input) => session().shifts.close(input),
    'report.x': () => session().shifts.x(),
    'report.z': (input) => session().shifts.z(input),
    'report.zList': (input) => session().shifts.zList(input),

    'tax.get': () => session().taxes.get(),
    'tax.change': (input) => session().taxes.change(input),

    'payment.start': (input) => session().payments.start(input),
    'payment.current': () => session().payments.current(),
    'payment.options': () => session().payments.options(),
    'payment.get': ({ attemptId }) => session().payments.get(attemptId),
    'payment.tray': () => ({ items: [...session().payments.tray()] }),
    'payment.ask': ({ attemptId }) => session().payments.ask(attemptId),
    'payment.extend': ({ attemptId }) => session().payments.extend(attemptId),
    'payment.replace': (input) => session().payments.replace(input),
    'payment.handOverSpare': ({ attemptId }) => session().payments.handOverSpare(attemptId),
    'payment.keepForDay': ({ attemptId }) => session().payments.keepForDay(attemptId),
    'payment.handOver': (input) => session().payments.handOver(input),
    'payment.supportText': ({ attemptId }) => ({ text: session().payments.supportText(attemptId) }),
    'payment.pulse': () => session().payments.pulse(),
    'opening.check': () => session().opening.check(),
    'payment.check': ({ attemptId }) => session().payments.check(attemptId),
    'payment.cancel': ({ attemptId }) => session().payments.cancel(attemptId),
    'payment.acknowledge': (input) => {
      session().payments.acknowledge(input);
      return {};
    },
    'payment.copyLink': ({ attemptId }) => ({ payerUrl: session().payments.payerUrl(attemptId) }),

    'links.list': (input) => session().links.list(input),
    'links.others': (input) => session().links.others(input),
    'links.create': (input) => session().links.create(input),
    'links.change': (input) => session().links.change(input),
    'links.takePicture': (input) => session().links.takePicture(input),
    'links.remove': async ({ linkId }) => {
      await session().links.remove(linkId);
      return {};
    },
    'links.adopt': (input) => session().links.adopt(input),
    'links.qr': async ({ linkId }) => {
      const { size, bits } = await session().links.qr(linkId);
      return { size, bits };
    },
    'links.copy': ({ linkId }) => ({ payerUrl: session().links.payerUrl(linkId) }),
    'links.payments': ({ linkId }) => ({ items: [...session().linkDesk.payments(linkId)] }),
    'links.targets': ({ transactionId }) => ({ items: [...session().linkDesk.targets(transactionId)] }),
    'links.attach': (input) => session().linkDesk.attach(input),
    'links.leave': (input) => session().linkDesk.leave(input),
    'links.spares': () => session().links.spares(),

    'poster.preview': async (order) => {
      const { first, pages, replaced } = await session().posters.preview(order);
      return { svg: posterSvg(first), pages, replaced: [...replaced] };
    },
    'poster.make': async (order) => {
      const { file, pages, replaced } = await session().posters.make(order);
      return { file, pages, replaced: [...replaced] };
    },
    'webhook.get': () => session().webhooks.view(),
    'webhook.change': (input) => session().webhooks.change(input),
    'webhook.keepSecret': ({ secret }) => session().webhooks.keepSecret(secret),
    'webhook.forgetSecret': () => session().webhooks.forgetSecret(),

    'inStep.status': () => session().inStep.status(),
    'inStep.compare': () => session().inStep.compare(),
    'inStep.differences': (input) => session().inStep.differences(input),
    'inStep.start': (input) => session().inStep.start(input),
    'inStep.pause': () => session().inStep.pause(),
    'inStep.resume': () => session().inStep.resume(),
    'inStep.cancel': () => session().inStep.cancel(),
    'inStep.left': (input) => session().inStep.left(input),
    'inStep.decide': (input) => session().inStep.decide(input),
    'inStep.search': (input) => session().inStep.search(input),
    'inStep.named': (input) => session().inStep.named(input),
    'inStep.setMaster': ({ master }) => session().inStep.setMaster(master),

    'attention.list': ({ resolved }) => ({ items: [...session().attention.list(resolved)] }),
    'attention.targets': ({ attentionId }) => ({ items: [...session().attention.targets(attentionId)] }),
    'attention.attach': (input) => session().attention.attach(input),
    'attention.refund': (input) => session().attention.refund(input),
    'attention.dismiss': (input) => session().attention.dismiss(input),

    'refund.options': ({ saleId, tenderId }) => session().refunds.options(saleId, tenderId),
    'refund.withoutSale': (input) => session().refunds.withoutSale(input),
    'refund.start': (input) => session().refunds.start(input),
    'refund.check': ({ refundId }) => session().refunds.check(refundId),
    'refund.decide': (input) => session().refunds.decide(input),

    'connection.get': () => session().connections.view(),
    'connection.check': () => session().connections.check(),
    'connection.enterKey': (input) => session().connections.enterKey(input),
    'connection.signIn': (input) => session().connections.signIn(input),
    'connection.change': (input) => session().connections.change(input),
    'connection.disconnect': async (input) => {
      const view = await session().connections.disconnect(input);
      await session().webhooks.forgetSecret();
      return view;
    },

    'proof.current': () => session().proof.current(),
    'proof.start': (input) => session().proof.start(input),
    'proof.answer': (input) => session().proof.answer(input),
    'proof.cancel': ({ proofId }) => session().proof.cancel(proofId),

    'books.status': () => session().books.status(),
    'books.check': () => session().books.check(),
    'books.cancel': () => session().books.cancel(),
    'books.acceptAnchor': ({ seen }) => session().books.acceptAnchor(seen),

    'settings.change': (input) => session().settings.change(input),

    'staff.session': (_, { client }) => session().staff.session(client),
    'staff.signIn': (input, { client }) => session().staff.signIn(client, input),
    'staff.signOut': (_, { client }) => session().staff.signOut(client),
    // That it was asked is what it is for: every command counts as use of the client.
    'staff.stay': () => ({}),
    'staff.list': () => ({ items: [...session().staff.list()] }),
    'staff.add': (input, caller) => session().staff.add(caller, input),
    'staff.change': (input, caller) => session().staff.change(caller, input),
    'staff.setPin': (input, caller) => session().staff.setPin(caller, input),
    'staff.unlock': ({ staffId }, caller) => session().staff.unlock(caller, staffId),
    'staff.setAutoLock': ({ minutes }, caller) => session().staff.setAutoLock(caller, minutes),
    'staff.makeRecoveryCode': (_, caller) => session().staff.makeRecoveryCode(caller),
    'staff.recover': (input, { client }) => session().staff.recover(client, input),
  };
}
