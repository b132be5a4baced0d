//! Paying by link, without signing in: what is left of a receipt, the payment with an acquirer, what became of it.
//! Not here: acquirers (see `payments`), registers of payments from banks.

use crate::access::{ResidentOf, Visitor};
use crate::drafting::{Drafting, PayeeQr};
use crate::limits::{PAY_IP, PAY_LINK, ip_key};
use crate::ports::{OrderStatus, PaymentOrder};
use crate::requisites::shown;
use crate::{Cabinet, DAY, Failure, HOUR, MINUTE, Outcome};
use documents::pdf::month_in_words;
use domain::id::SupplierId;
use domain::view::{AccessEvent, PayPage, PayeeSum, PaymentRow, PaymentState, Problem, QrPicture};
use domain::{Address, Money, Supplier, date};
use storage::payments::{self, PaymentRow as Stored};
use storage::receipts::ReceiptRow;
use storage::{Tx, accounts, grants, receipts, statements};
use uuid::Uuid;

/// How long a link pays, counted from the receipt's publication.
const LINK_LIFE: i64 = 180 * DAY;
/// A second press of the button within this time leads to the same payment.
const SAME_PAYMENT: i64 = 20 * MINUTE;
/// Payments without an answer are asked about from this age on.
const ASK_AFTER: i64 = 2 * MINUTE;
/// An order that the acquirer does not know is given up after this time.
const GIVE_UP: i64 = DAY;
/// Payments on «Платежи» for each address.
const SHOWN: i64 = 60;

/// What an account's receipt of a period comes to, by supplier, after what was paid by link.
pub(crate) struct Left {
    pub parts: Vec<LeftPart>,
    pub paid: Money,
    pub pending: Money,
}

/// A supplier's part of [`Left`].
pub(crate) struct LeftPart {
    pub supplier: SupplierId,
    pub total: Money,
    pub paid: Money,
    pub left: Money,
}

impl Left {
    /// Payments are counted for the account's month, not for a version: what was paid before a correction still counts.
    pub(crate) fn new(totals: &[(SupplierId, Money)], payments: &[Stored]) -> Self {
        let of = |state: PaymentState| payments.iter().filter(move |payment| payment.state == state);
        let paid_to = |supplier: SupplierId| {
            let parts = of(PaymentState::Paid).flat_map(|payment| &payment.parts);
            parts.filter(|(to, _)| *to == supplier).map(|(_, sum)| *sum).sum::<Money>()
        };
        let part = |(supplier, total): &(SupplierId, Money)| {
            let paid = paid_to(*supplier);
            let left = if *total > paid { *total - paid } else { Money::ZERO };
            LeftPart { supplier: *supplier, total: *total, paid, left }
        };
        Self {
            parts: totals.iter().map(part).collect(),
            paid: of(PaymentState::Paid).map(|payment| payment.amount).sum(),
            pending: of(PaymentState::Pending).map(|payment| payment.amount).sum(),
        }
    }

    /// Left to pay to everybody.
    pub(crate) fn left(&self) -> Money {
        self.parts.iter().map(|part| part.left).sum()
    }
}

/// A pay link that holds: the current receipt of the month it was given out for.
struct Open {
    epoch: i64,
    receipt: ReceiptRow,
    newer: Option<ReceiptRow>,
}

impl Cabinet {
    /// The path of a receipt's pay page. Derived, so that no table of links can leak.
    pub(crate) fn pay_path(&self, receipt: &ReceiptRow, epoch: i64) -> String {
        format!("/pay/{}", self.secret.link_token(&format!("pay {epoch}"), receipt.id.0))
    }

    async fn open_pay_link(&self, tx: &mut Tx, token: &str) -> Outcome<Open> {
        let id = crate::secret::unhex(token).and_then(|bytes| Uuid::from_slice(bytes.get(..16)?).ok());
        let id = domain::id::ReceiptId(id.ok_or(Failure::NotFound)?);
        let named = receipts::find(tx, id).await?.ok_or(Failure::NotFound)?;
        let epoch = accounts::find_pay_epoch(tx, named.account).await?.ok_or(Failure::NotFound)?;
        let kind = format!("pay {epoch}");
        self.secret.open_link_token(&kind, token).ok_or(Failure::NotFound)?;
        if self.now() > named.published_at + LINK_LIFE {
            return Err(Failure::NotFound);
        }
        let published = receipts::list_of_account(tx, named.account, 24).await?;
        let mut published = published.into_iter();
        let newest = published.next().ok_or(Failure::NotFound)?;
        if newest.period == named.period {
            return Ok(Open { epoch, receipt: newest, newer: None });
        }
        let receipt = published.find(|receipt| receipt.period == named.period).ok_or(Failure::NotFound)?;
        Ok(Open { epoch, receipt, newer: Some(newest) })
    }

    /// What is left of a receipt.
    pub(crate) async fn left_of(&self, tx: &mut Tx, receipt: &ReceiptRow) -> Outcome<Left> {
        let statement = statements::find(tx, receipt.period, receipt.account, receipt.revision).await?;
        let statement = statement.ok_or(Failure::NotFound)?;
        let payments = payments::list_of_account(tx, receipt.account, Some(receipt.period), 1000).await?;
        Ok(Left::new(&statement.totals(), &payments))
    }

    /// The pay page; [`Failure::NotFound`] for a link that never was, has run out, or was revoked.
    pub async fn pay_page(&self, visitor: &Visitor, token: &str, form: Option<&str>) -> Outcome<PayPage> {
        let form = self.form(visitor, "pay", form).await?;
        let mut tx = self.db.read().await?;
        let Open { receipt, newer, epoch } = self.open_pay_link(&mut tx, token).await?;
        let account = accounts::find(&mut tx, receipt.account).await?.ok_or(Failure::NotFound)?;
        let left = self.left_of(&mut tx, &receipt).await?;
        let mut drafting = Drafting::default();
        let snapshot = drafting.requisites(self, &mut tx, &receipt).await?;
        let qr = |supplier: &Supplier, sum: Money| {
            let asked = newer.is_none() && sum > Money::ZERO;
            asked
                .then(|| PayeeQr { receipt: &receipt, account: &account, day: self.day_of(receipt.published_at) })
                .and_then(|about| about.bytes(supplier, sum))
                .and_then(|bytes| documents::symbol::encode(&bytes).ok())
                .map(|symbol| QrPicture { size: u32::try_from(symbol.size()).unwrap_or(0), path: symbol.svg_path() })
        };
        let purpose = documents::payment_qr::usual_purpose(&account.number, receipt.period);
        let payees = left.parts.iter().filter_map(|part| {
            let supplier = snapshot.supplier(part.supplier)?;
            Some(PayeeSum {
                short_name: supplier.short_name.clone(),
                requisites: shown(supplier),
                purpose: purpose.clone(),
                total: part.total,
                paid: part.paid,
                left: part.left,
                qr: qr(supplier, part.left),
            })
        });
        let total = receipt.total;
        let several = left.parts.iter().filter(|part| part.left > Money::ZERO).count() > 1;
        let joint = snapshot.joint.as_ref().filter(|_| several).map(|agent| PayeeSum {
            short_name: agent.short_name.clone(),
            requisites: shown(agent),
            purpose: purpose.clone(),
            total,
            paid: left.paid,
            left: left.left(),
            qr: qr(agent, left.left()),
        });
        let pay_by = date::pay_by(receipt.period);
        Ok(PayPage {
            address: masked_address(&account.address()),
            number: masked_number(&account.number),
            period: receipt.period,
            pay_by,
            overdue: self.day_of(self.now()) > pay_by,
            total,
            paid: left.paid,
            left: left.left(),
            pending: left.pending,
            payees: payees.collect(),
            newer: newer.as_ref().map(|newest| (newest.period, self.pay_path(newest, epoch))),
            joint,
            online: self.acquirer.is_open(),
            practice_bank: self.acquirer.practice(),
            agent: self.settings.agent.clone(),
            form,
        })
    }

    /// Opens a payment of everything that is left, and answers the page where it is paid. A second press leads to the
    /// same payment.
    pub async fn start_payment(&self, visitor: &Visitor, token: &str) -> Outcome<String> {
        let mut tx = self.db.read().await?;
        let account = self.open_pay_link(&mut tx, token).await?.receipt.account;
        drop(tx);
        if !self.allow(&[(PAY_LINK, &account.to_string()), (PAY_IP, &ip_key(visitor.ip))]).await? {
            return Err(Failure::problem("pay", Problem::TooManyAttempts));
        }
        let payer = self.find_resident(visitor).await?;
        let now = self.now();
        let mut tx = self.db.write().await?;
        accounts::lock(&mut tx, account).await?;
        let open = self.open_pay_link(&mut tx, token).await?;
        let left = self.left_of(&mut tx, &open.receipt).await?;
        if left.left() <= Money::ZERO || open.newer.is_some() {
            return Err(Failure::problem("pay", Problem::NothingToPay));
        }
        let earlier = payments::list_of_account(&mut tx, account, Some(open.receipt.period), 50).await?;
        let same = |payment: &Stored| {
            payment.state == PaymentState::Pending && payment.amount == left.left() && payment.opened_at > now - SAME_PAYMENT
        };
        if let Some(payment) = earlier.into_iter().find(same) {
            drop(tx);
            // Without a page another press is at it, or died: the same order is opened again, which opens no second one.
            return if payment.page.is_empty() { self.open_order(&payment, false).await } else { Ok(payment.page) };
        }
        let payment = Stored {
            id: self.random.id(now),
            account,
            period: open.receipt.period,
            receipt: open.receipt.id,
            amount: left.left(),
            parts: left.parts.iter().filter(|p| p.left > Money::ZERO).map(|p| (p.supplier, p.left)).collect(),
            state: PaymentState::Pending,
            pay_epoch: open.epoch,
            page: String::new(),
            opened_at: now,
            changed_at: now,
        };
        payments::insert(&mut tx, &payment).await?;
        if let Some(payer) = payer
            && let Some(grant) = grants::find_active(&mut tx, payer.id(), account).await?
        {
            self.access_event(&mut tx, &grant, AccessEvent::WentToPay, Some(payer.id())).await?;
        }
        tx.commit().await?;
        self.open_order(&payment, true).await
    }

    /// Opens the order of a payment with the acquirer. Only the press that entered the payment gives it up on a refusal.
    async fn open_order(&self, payment: &Stored, first: bool) -> Outcome<String> {
        let order = self.order_of(payment.id);
        let order = PaymentOrder {
            return_url: self.settings.url(&format!("/pay-return/{order}")),
            id: order,
            amount: payment.amount,
            description: format!("Квитанция за {}", month_in_words(payment.period)),
        };
        let opened = self.acquirer.open(&order).await;
        let mut tx = self.db.write().await?;
        let page = match opened {
            Ok(page) => {
                payments::set_page(&mut tx, payment.id, &page).await?;
                Ok(page)
            }
            Err(reason) => {
                tracing::warn!(payment = %payment.id, reason, "the acquirer refused an order");
                if first {
                    payments::settle(&mut tx, payment.id, PaymentState::Failed, self.now()).await?;
                }
                Err(Failure::problem("pay", Problem::BankRefused))
            }
        };
        tx.commit().await?;
        page
    }

    fn order_of(&self, payment: Uuid) -> String {
        self.secret.link_token("payment", payment)
    }

    /// Asks the acquirer where an order stands and answers the path of its pay page.
    pub async fn finish_payment(&self, order: &str) -> Outcome<String> {
        let id = self.secret.open_link_token("payment", order).ok_or(Failure::NotFound)?;
        let mut tx = self.db.read().await?;
        let payment = payments::find(&mut tx, id).await?.ok_or(Failure::NotFound)?;
        let receipt = receipts::find(&mut tx, payment.receipt).await?.ok_or(Failure::NotFound)?;
        drop(tx);
        self.settle(&payment).await?;
        Ok(self.pay_path(&receipt, payment.pay_epoch))
    }

    async fn settle(&self, payment: &Stored) -> Outcome<bool> {
        let now = self.now();
        let state = match self.acquirer.status(&self.order_of(payment.id)).await {
            OrderStatus::Paid => PaymentState::Paid,
            OrderStatus::Refused => PaymentState::Failed,
            OrderStatus::Unknown if payment.opened_at < now - GIVE_UP => PaymentState::Failed,
            OrderStatus::Pending | OrderStatus::Unknown => return Ok(false),
        };
        let mut tx = self.db.write().await?;
        let settled = payments::settle(&mut tx, payment.id, state, now).await?;
        if settled && state == PaymentState::Paid {
            self.push_paid(&mut tx, payment).await?;
        }
        tx.commit().await?;
        Ok(settled)
    }

    /// Asks about payments whose payers never came back from the bank. Answers how many were settled.
    pub async fn settle_pending(&self) -> Outcome<usize> {
        let mut tx = self.db.read().await?;
        let pending = payments::list_pending(&mut tx, self.now() - ASK_AFTER, 100).await?;
        drop(tx);
        let mut settled = 0;
        for payment in &pending {
            settled += usize::from(self.settle(payment).await?);
        }
        Ok(settled)
    }

    /// [`Cabinet::settle_pending`] for ever, a minute between.
    pub async fn settle_for_ever(&self) {
        loop {
            if let Err(error) = self.settle_pending().await {
                tracing::error!(%error, "payments without an answer could not be asked about");
            }
            tokio::time::sleep(std::time::Duration::from_millis(MINUTE.unsigned_abs())).await;
        }
    }

    /// «Платежи»: what was paid by link for every address of the person.
    pub async fn payments(&self, visitor: &Visitor) -> Outcome<Vec<PaymentRow>> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.read().await?;
        let mut rows: Vec<(i64, PaymentRow)> = Vec::new();
        let names = crate::receipts::Names::load(&mut tx).await?;
        for (account, whose) in self.seen_accounts(&mut tx, resident.id()).await? {
            for payment in payments::list_of_account(&mut tx, account.id, None, SHOWN).await? {
                // A payment that was opened and left: nobody wants to read about it.
                let left = payment.state == PaymentState::Pending && payment.opened_at < self.now() - HOUR;
                if left {
                    continue;
                }
                let parts = payment.parts.iter().map(|(to, sum)| (names.supplier(*to).to_owned(), *sum));
                rows.push((
                    payment.opened_at,
                    PaymentRow {
                        period: payment.period,
                        account: account.id,
                        address: account.address().one_line(),
                        amount: payment.amount,
                        parts: parts.collect(),
                        state: payment.state,
                        on: self.day_of(payment.changed_at),
                        whose: whose.clone(),
                    },
                ));
            }
        }
        rows.sort_by_key(|(opened, _)| std::cmp::Reverse(*opened));
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    /// Kills every pay link of an address that was given out until now.
    pub async fn revoke_pay_links(&self, of: &ResidentOf) -> Outcome<()> {
        let mut tx = self.db.write().await?;
        accounts::revoke_pay_links(&mut tx, of.account().id).await?;
        Ok(tx.commit().await?)
    }

    /// The path of the pay page of a receipt of this account.
    pub(crate) async fn pay_path_of(&self, tx: &mut Tx, receipt: &ReceiptRow) -> Outcome<String> {
        let epoch = accounts::find_pay_epoch(tx, receipt.account).await?.unwrap_or_default();
        Ok(self.pay_path(receipt, epoch))
    }
}

/// The house is shown, the flat is not: who has the link knows which it is, a stranger does not.
pub(crate) fn masked_address(address: &Address) -> String {
    let flat = if address.flat.is_empty() { String::new() } else { "••".to_owned() };
    Address { flat, ..address.clone() }.one_line()
}

/// The last four characters of a number that has more than four.
fn masked_number(number: &str) -> String {
    let characters: Vec<char> = number.chars().collect();
    let shown = if characters.len() > 4 { &characters[characters.len() - 4..] } else { &[] };
    format!("••••\u{a0}{}", shown.iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Period;
    use domain::id::AccountId;

    fn payment(state: PaymentState, parts: &[(i64, i64)]) -> Stored {
        Stored {
            id: Uuid::nil(),
            account: AccountId(1),
            period: Period::new(2026, 9).unwrap(),
            receipt: domain::id::ReceiptId(Uuid::nil()),
            amount: parts.iter().map(|(_, sum)| Money(*sum)).sum(),
            parts: parts.iter().map(|(to, sum)| (SupplierId(*to), Money(*sum))).collect(),
            state,
            pay_epoch: 0,
            page: String::new(),
            opened_at: 0,
            changed_at: 0,
        }
    }

    #[test]
    fn what_was_paid_counts_for_the_month_whatever_version_it_was_paid_by() {
        let totals = [(SupplierId(1), Money(10_000)), (SupplierId(2), Money(5_000)), (SupplierId(3), Money(-700))];
        let paid = [payment(PaymentState::Paid, &[(1, 9_000), (2, 6_000)]), payment(PaymentState::Failed, &[(1, 1_000)])];
        let left = Left::new(&totals, &paid);
        let parts: Vec<i64> = left.parts.iter().map(|part| part.left.0).collect();
        assert_eq!(parts, [1_000, 0, 0], "too much for one supplier does not pay another, an advance is not paid out");
        assert_eq!((left.paid, left.left(), left.pending), (Money(15_000), Money(1_000), Money::ZERO));
    }

    #[test]
    fn a_stranger_with_the_link_sees_neither_flat_nor_number() {
        let address =
            Address {
                city: "Абакан".into(), street: "ул. Щетинкина".into(), house: "12".into(), flat: "45".into()
            };
        assert!(!masked_address(&address).contains("45"));
        assert!(masked_address(&address).contains("12"));
        assert_eq!(masked_number("190200041712"), "••••\u{a0}1712");
        assert_eq!(masked_number("1712"), "••••\u{a0}");
    }
}
