//! «История»: what happened with an address, gathered from where each thing is kept: consents, receipts, letters,
//! payments, bindings, access of close persons. Not here: a log of its own, which could say something else than they do.

use crate::access::ResidentOf;
use crate::consents::ConsentKind;
use crate::receipts::message_state;
use crate::{Cabinet, Outcome};
use domain::id::ResidentId;
use domain::view::{AccessEvent, Doer, Happening, HistoryDay, HistoryPage};
use domain::{Email, Period};
use serde::Deserialize;
use storage::consents::ConsentRow;
use storage::{Tx, consents, grants, holders, messages, payments, receipts};

/// Happenings on a page: some months of a busy address.
const SHOWN: usize = 60;

/// What of a consent's body is told.
#[derive(Deserialize)]
struct Told {
    from_period: Option<Period>,
    close_person: Option<ClosePerson>,
}

#[derive(Deserialize)]
struct ClosePerson {
    name: String,
}

/// The holders of an account, to say who did what.
struct Holders {
    reader: ResidentId,
    known: Vec<(ResidentId, String)>,
}

impl Holders {
    fn doer(&self, id: ResidentId) -> Doer {
        if id == self.reader {
            return Doer::You;
        }
        let email = self.known.iter().find(|(holder, _)| *holder == id).map(|(_, email)| masked(email));
        Doer::Holder(email.unwrap_or_default())
    }
}

fn masked(email: &str) -> String {
    Email::parse(email).map_or_else(|_| String::new(), |email| email.masked())
}

impl Cabinet {
    /// What happened with an address before a moment (unix milliseconds), or up to now, newest first.
    pub async fn history(&self, of: &ResidentOf, before: Option<i64>) -> Outcome<HistoryPage> {
        let before = before.unwrap_or(i64::MAX);
        let account = of.account();
        let mut tx = self.db.read().await?;
        let mut found = self.happenings(&mut tx, of, before).await?;
        drop(tx);
        // The sort is stable: what happened at one moment stays in the order in which it was gathered.
        found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        // A moment is never torn between two pages: the next one begins before it.
        let last = found.get(SHOWN).map(|_| found[SHOWN - 1].0);
        if let Some(last) = last {
            found.retain(|(at, _)| *at >= last);
        }
        let mut days: Vec<HistoryDay> = Vec::new();
        for (at, what) in found {
            let local = self.settings.local(at);
            let clock = |value: i8| u8::try_from(value).unwrap_or(0);
            let entry = (clock(local.hour()), clock(local.minute()), what);
            let on = self.day_of(at);
            match days.last_mut().filter(|day| day.on == on) {
                Some(day) => day.entries.push(entry),
                None => days.push(HistoryDay { on, entries: vec![entry] }),
            }
        }
        Ok(HistoryPage { account: account.id, address: account.address().one_line(), days, earlier: last })
    }

    /// At least the newest [`SHOWN`] happenings before a moment and one more, if there are so many; in no order.
    async fn happenings(&self, tx: &mut Tx, of: &ResidentOf, before: i64) -> Outcome<Vec<(i64, Happening)>> {
        let account = of.account().id;
        let limit = i64::try_from(SHOWN).unwrap_or(i64::MAX) + 1;
        let bindings = holders::list_of_account(tx, account).await?;
        let known = bindings.iter().map(|(holder, email)| (holder.resident_id, email.clone())).collect();
        let people = Holders { reader: of.resident().id(), known };
        let mut found: Vec<(i64, Happening)> = Vec::new();
        for letter in messages::list_letters_of_account(tx, account, before, limit).await? {
            let Ok(period) = Period::from_i64(letter.period) else { continue };
            let (to, state) = (masked(&letter.letter.recipient), message_state(&letter.letter.state));
            found.push((letter.letter.changed_at, Happening::Letter { receipt: letter.receipt_id, period, to, state }));
        }
        for payment in payments::list_paid(tx, account, before, limit).await? {
            found.push((payment.changed_at, Happening::Paid { period: payment.period, amount: payment.amount }));
        }
        for receipt in receipts::list_history(tx, account, before, limit).await? {
            let what = Happening::Published {
                receipt: receipt.id,
                period: receipt.period,
                total: receipt.total,
                corrected: receipt.version > 1,
            };
            found.push((receipt.published_at, what));
        }
        for event in grants::list_events(tx, account, before, limit).await? {
            // A choice is told by its consent.
            if !matches!(event.event, AccessEvent::Switched | AccessEvent::Returned) {
                found.push((event.at, Happening::Access(event.event, event.detail)));
            }
        }
        let consents = consents::list_of_account(tx, account, before, limit).await?;
        found.extend(consents.iter().filter_map(|row| Some((row.made_at, choice(row, &people)?))));
        let bound = bindings.iter().filter(|(holder, _)| holder.bound_at < before);
        found.extend(bound.map(|(holder, _)| (holder.bound_at, Happening::Bound(people.doer(holder.resident_id)))));
        Ok(found)
    }
}

/// The choice that a link of the consent chain made.
fn choice(row: &ConsentRow, people: &Holders) -> Option<Happening> {
    let told = serde_json::from_str::<Told>(&row.body).ok()?;
    let from = told.from_period?;
    // Whom a holder calls close is no business of another holder.
    let doer = match (people.doer(row.resident_id), told.close_person) {
        (Doer::You, Some(close)) => Doer::Close(close.name),
        (doer, _) => doer,
    };
    match row.kind.as_str() {
        kind if kind == ConsentKind::ElectronicDelivery.as_str() => Some(Happening::Electronic(doer, from)),
        kind if kind == ConsentKind::PaperReturn.as_str() => Some(Happening::Paper(doer, from)),
        _ => None,
    }
}
